"""Names in scripts that DejaVu Sans lacks: whatever installed font has them draws them, and where none has, it is said once."""

import logging

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from analystkit.plot import fonts
from analystkit.plot import text as texts
from analystkit.plot.text import PlainText, width

HAN = "\u5317\u65b9"
KANNADA = "\u0c95"


def _forget():
    for one in (
        fonts._listed, fonts._face, fonts._codes, fonts._covered, fonts._elsewhere, fonts._say_missing, texts._advance, texts._width,
    ):  # fmt: skip
        one.cache_clear()


@pytest.fixture(autouse=True)
def forgotten():
    before = list(fontManager.ttflist)
    _forget()
    yield
    fontManager.ttflist[:] = before
    _forget()


def install(path, name, letters, advance=900):
    """Install a font in which every letter is a full square."""
    pen = TTGlyphPen(None)
    for step, point in zip(
        (pen.moveTo, pen.lineTo, pen.lineTo, pen.lineTo),
        ((0, 0), (0, 800), (800, 800), (800, 0)),
        strict=True,
    ):
        step(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"g{ord(letter):x}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"g{ord(letter):x}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (advance, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    fontManager.addfont(path)
    _forget()


def _drawn(text):
    figure = Figure(figsize=(3, 1), dpi=100)
    figure.add_artist(PlainText(0.1, 0.4, text, fontsize=30))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return bytes(canvas.buffer_rgba())


def test_a_font_nobody_listed_draws_what_only_it_has(tmp_path, caplog):
    boxes = _drawn(HAN)
    assert "no installed font has CJK letters" in caplog.text
    caplog.clear()
    install(tmp_path / "a.ttf", "A Font of Squares", HAN)
    assert fonts.families(HAN)[-1] == "A Font of Squares" and fonts.families("Kabul") == ["DejaVu Sans"]
    assert _drawn(HAN) != boxes and caplog.text == ""
    # What stands beside a name is placed by the width it is drawn with.
    assert width(HAN, 10) == pytest.approx(2 * 9.0, rel=0.01)


def test_a_font_without_serifs_comes_first(tmp_path):
    install(tmp_path / "a.ttf", "A Serif", HAN)
    install(tmp_path / "b.ttf", "Some Sans", HAN[:1])
    assert fonts.families(HAN[:1])[-1] == "Some Sans"
    assert set(fonts.families(HAN)) == {"DejaVu Sans", "Some Sans", "A Serif"}


def test_what_no_font_has_is_said_once_for_each_script(caplog):
    with caplog.at_level(logging.WARNING):
        for text in (HAN, HAN[::-1], f"{KANNADA} {HAN}", "\U0001f525\U0001f9e8"):
            _drawn(text)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 3 and [line.split(":")[0].removeprefix("no installed font has ") for line in said] == [
        "CJK letters", "Kannada letters", "pictographs",
    ]  # fmt: skip


def test_a_broken_font_is_done_without(tmp_path):
    install(tmp_path / "a.ttf", "A Font of Squares", HAN)
    (tmp_path / "a.ttf").write_bytes(b"no font")
    _forget()
    assert fonts.families(HAN) == ["DejaVu Sans"]
