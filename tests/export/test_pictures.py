import re
import xml.etree.ElementTree as Tree

import pytest
from PIL import Image
from pypdf import PdfReader

from analystkit import export, plot
from analystkit.errors import InputError


def test_png_carries_its_description_and_footer(sixty, tmp_path):
    ax = plot.timeline(sixty)
    with Image.open(export.picture(ax, tmp_path / "a.png", corpus=sixty, dpi=100)) as image:
        assert image.text["Description"].startswith("Events by target")
        assert image.text["Software"].startswith("analystkit")
        with_footer = image.size
        strip = image.convert("L").crop((0, image.size[1] - 20, *image.size))
        assert strip.getextrema()[0] < 200, "the footer is out of the picture"
    with Image.open(export.picture(ax, tmp_path / "b.png", footer=False, dpi=100)) as image:
        assert image.size[0] == with_footer[0]
        assert image.size[1] < with_footer[1]


def test_svg_is_xml_with_text_and_origin(hostile, tmp_path):
    raw = export.picture(plot.timeline(hostile), tmp_path / "a.svg", corpus=hostile).read_text("utf-8")
    texts = "".join(Tree.fromstring(raw).itertext())
    assert "<img src=x onerror=alert(1)>" in texts
    assert "reviewed by an analyst" in texts
    assert not re.search(r"<script|onload", raw)


def test_pdf_can_be_read_and_searched(sixty, tmp_path):
    reader = PdfReader(export.picture(plot.cooccurrence(sixty), tmp_path / "a.pdf", corpus=sixty))
    assert reader.metadata.title.startswith("Actors in the same sentence")
    assert reader.metadata.creation_date is None
    assert "Northern Front" in reader.pages[0].extract_text()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_byte_identical(simulated, tmp_path, kind):
    corpus = simulated.corpus(20)
    first = export.picture(plot.network(corpus), tmp_path / f"a.{kind}", corpus=corpus).read_bytes()
    assert (
        export.picture(plot.network(simulated.corpus(20)), tmp_path / f"b.{kind}", corpus=corpus).read_bytes()
        == first
    )


def test_pictures_are_named_after_charts_never_after_input(hostile, tmp_path):
    written = export.pictures(hostile, tmp_path)
    assert sorted(path.name for path in written) == [
        "cooccurrence.png",
        "cooccurrence.svg",
        "timeline.png",
        "timeline.svg",
    ]


def test_empty_corpora_have_pictures_too(nothing, tmp_path):
    charts = ("timeline", "cooccurrence", "network", "volume", "tempo", "lag", "who_quotes_whom")
    assert len(export.pictures(nothing, tmp_path, charts=charts, formats=["svg"])) == 7


def test_what_cannot_be_drawn_is_said(sixty, tmp_path):
    with pytest.raises(InputError, match=r"\.png"):
        export.picture(plot.timeline(sixty), tmp_path / "a.jpg")
    with pytest.raises(InputError, match="'globe'"):
        export.pictures(sixty, tmp_path, charts=["globe"])
