import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analystkit import plot
from analystkit.plot.text import PlainText, fit, left_to_right, plain, width, wrap, wrap_parts

HOSTILE = (
    "<img src=x onerror=alert(1)>", "/etc/hostname", "$x_1_2$", "_hidden", '=HYPERLINK("http://evil.example")', "المقاومة", "חיל האוויר",
    "\U0001f600\U0001f525 Brigade", "北方阵线", "a\x00b\x07c", "\u202eevil\u202c", "x" * 3000, "Z" + "\u0301" * 40 + "algo", "", "\\frac{a}{b} $$ ^2",
    "line\nbreak\ttab", "@SUM(A1)", "\uff1d1\uff0b2", "</script><script>alert(1)</script>", "\ufffd lone", "$5bn to $7bn",
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("$5bn to $7bn", "$5bn to $7bn"),
        ("_under", "_under"),
        ("\u202eevil\u202c \u2067x\u2069", "evil x"),
        ("a\x00b\x07c", "abc"),
        ("one\n two\t three", "one two three"),
        ("e\u0301\u0301\u0301\u0301", "e\u0301\u0301"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        (None, "None"),
    ],
)
def test_text_comes_out_as_itself_in_one_line(given, shown):
    assert plain(given) == shown


def test_long_text_is_cut_with_an_ellipsis():
    assert plain("x" * 100, 10) == "x" * 9 + "…"


@given(st.text(max_size=200))
def test_cut_text_fits_its_room(text):
    assert width(fit(text, 8, 60), 8) <= 60.001


@given(st.text(max_size=300))
def test_wrapped_lines_fit_and_are_few(text):
    lines = wrap(text, 8, 90, 3)
    assert len(lines) <= 3
    assert all(width(line, 8) <= 90.001 for line in lines)


@pytest.mark.parametrize("dpi", [60, 72, 100, 144, 200])
def test_widths_are_never_less_than_what_is_drawn(dpi):
    figure = Figure(dpi=dpi)
    canvas = FigureCanvasAgg(figure)
    for text in (
        "Committee for the Observation of the Ceasefire",
        "illiterate will",
        "WWW mmm",
        "14 · +8 more",
        "العربية الفصحى",
    ):
        for size in (7.0, 7.5, 8.0, 9.0):
            artist = PlainText(0, 0, text, fontsize=size)
            artist.set_figure(figure)
            drawn = artist.get_window_extent(canvas.get_renderer()).width * 72 / dpi
            # To the pixel, however coarse: what stands beside a line was placed by this width.
            assert width(text, size) >= drawn - 1.5 * 72 / dpi


@pytest.fixture(scope="module")
def hostile(simulated):
    return simulated.corpus(60, names=HOSTILE, n_actors=len(HOSTILE))


CHARTS = ("timeline", "cooccurrence", "network", "volume", "tempo", "lag", "who_quotes_whom")


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_names_are_drawn_as_text_without_a_warning(hostile, collisions, chart):
    # Warnings are errors in these tests: a missing glyph or a formula would raise.
    ax = getattr(plot, chart)(hostile)
    assert collisions(ax) == []
    assert "\u202e" not in plot.alt_text(ax)


def test_names_stand_in_the_picture_as_written(hostile, texts_of):
    written = {artist.get_text() for artist, _ in texts_of(plot.timeline(hostile, top=30))}
    assert {"<img src=x onerror=alert(1)>", "/etc/hostname", "$x_1_2$", "_hidden", "المقاومة"} <= written


@pytest.mark.parametrize("chart", CHARTS)
def test_an_empty_corpus_says_what_is_missing(simulated, texts_of, chart):
    ax = getattr(plot, chart)(simulated.empty())
    assert any(text.get_text().startswith(("There are no", "No ")) for text, _ in texts_of(ax))
    assert plot.data(ax).empty
    assert plot.alt_text(ax)


@pytest.mark.parametrize("chart", CHARTS)
def test_all_rejected_and_no_dates_say_so(simulated, chart):
    corpus = simulated.corpus(20)
    corpus.events = corpus.events.assign(status="rejected")
    corpus.quotes = corpus.quotes.assign(status="rejected")
    getattr(plot, chart)(corpus)
    undated = simulated.corpus(20)
    nothing = undated.events["date_start"].where(undated.events["date_start"].isna())
    undated.events = undated.events.assign(date_start=nothing, date_end=nothing)
    undated.articles = undated.articles.assign(
        published=undated.articles["published"].where(undated.articles["published"].isna())
    )
    getattr(plot, chart)(undated)
    getattr(plot, chart)(simulated.corpus(1))


def test_reasons_tell_apart_none_rejected_and_undated(simulated):
    corpus = simulated.corpus(5)
    assert "no events" in plot.alt_text(plot.timeline(simulated.empty()))
    assert "rejected" in plot.alt_text(plot.timeline(corpus.events.assign(status="rejected")))
    nothing = corpus.events["date_start"].where(corpus.events["date_start"].isna())
    assert "published=" in plot.alt_text(
        plot.timeline(corpus.events.assign(date_start=nothing, date_end=nothing))
    )


@pytest.mark.parametrize("chart", CHARTS)
def test_ten_thousand_actors(simulated, chart):
    corpus = simulated.corpus(300, n_actors=10_000)
    assert len(plot.alt_text(getattr(plot, chart)(corpus))) < 3_000


def _ink(text):
    figure = Figure(figsize=(5, 0.6), dpi=100)
    canvas = FigureCanvasAgg(figure)
    figure.add_artist(PlainText(0.98, 0.5, text, fontsize=20, ha="right", va="baseline", color="black"))
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, 0] < 128


@pytest.mark.parametrize("words", ["الجبهة الشمالية", "החזית הצפונית"])
def test_right_to_left_scripts_run_from_right_to_left(words):
    # Both pictures end at the same right edge: there stands the word that is read first.
    first = _ink(words.split(" ")[0])
    columns = np.flatnonzero(first.any(axis=0))
    whole = _ink(words)[:, columns.min() : columns.max() + 1]
    assert (whole & first[:, columns.min() : columns.max() + 1]).sum() / first.sum() > 0.95


def test_arabic_letters_are_joined():
    word = "الجبهة"
    apart = sum(_ink(letter).any(axis=0).sum() for letter in word)
    drawn = _ink(word)
    gaps = np.flatnonzero(~drawn.any(axis=0))
    inside = gaps[
        (gaps > np.flatnonzero(drawn.any(axis=0)).min()) & (gaps < np.flatnonzero(drawn.any(axis=0)).max())
    ]
    assert drawn.any(axis=0).sum() < apart
    # Only after the alif, which joins to nothing, is there white between letters.
    assert np.count_nonzero(np.diff(inside) > 1) + (len(inside) > 0) <= 1


def test_a_line_of_parts_breaks_between_them():
    text = "1,026 of 1,519 events in 1,680 reports · 139 stories · 430 earlier and 63 later not drawn"
    assert wrap_parts(text, 8, 330) == [
        "1,026 of 1,519 events in 1,680 reports · 139 stories",
        "430 earlier and 63 later not drawn",
    ]
    assert all(width(line, 8) <= 60.001 for line in wrap_parts(text, 8, 60))
    assert len(wrap_parts(text, 8, 60)) == 3


def test_what_was_cut_before_is_cut_without_a_second_ellipsis():
    cut = fit("Committee for the Observation of…: met", 8, width("Committee for the Observation of…", 8) + 1)
    assert cut.endswith("of…")
    assert (
        fit("Rebels: shelled → the port", 8, width("Rebels: shelled → ", 8) + width("…", 8))
        == "Rebels: shelled…"
    )


def test_names_of_two_scripts_stand_in_the_order_they_were_written():
    # The mark in front makes the line run from the left, whatever its first letter.
    assert left_to_right("المجلس: met → Karim") == "\u200eالمجلس: met → Karim"
    assert left_to_right("Совет: met → Karim") == "Совет: met → Karim"
    assert left_to_right("المجلس الأعلى") == "المجلس الأعلى"
