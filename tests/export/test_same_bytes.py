"""Every export is byte for byte the same while nothing changes, whatever order memory gives things in."""

import json

import pytest

import analystkit
from analystkit import export, plot

WRITERS = {
    "report": lambda c, to: export.report(c, to / "report.html"),
    "report without texts": lambda c, to: export.report(c, to / "report.html", full_texts=False),
    "csv": export.csv,
    "excel": lambda c, to: export.excel(c, to / "a.xlsx"),
    "parquet": export.parquet,
    "gexf": lambda c, to: export.gexf(c, to / "a.gexf"),
    "graphml": lambda c, to: export.graphml(c, to / "a.graphml"),
    "timelinejs": lambda c, to: export.timelinejs(c, to / "a.json"),
    "geojson": lambda c, to: export.geojson(c, to / "a.geojson"),
    "followthemoney": lambda c, to: export.followthemoney(c, to / "a.jsonl"),
    "bibtex": lambda c, to: export.bibtex(c, to / "a.bib"),
    "csl": lambda c, to: export.csl(c, to / "a.json"),
    "quotes": lambda c, to: export.quotes(c, to / "a.md"),
    "timeline": lambda c, to: export.picture(plot.timeline(c), to / "a.svg", corpus=c),
    "matrix": lambda c, to: export.picture(plot.cooccurrence(c), to / "a.pdf", corpus=c),
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_corpus_gives_the_same_bytes(simulated, tmp_path, name):
    written = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        WRITERS[name](simulated.corpus(20), tmp_path / folder)
        written.append({path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())})
    assert written[0] == written[1]
    assert written[0]


@pytest.mark.parametrize("name", WRITERS)
def test_where_it_comes_from_is_in_every_export(simulated, tmp_path, name):
    WRITERS[name](simulated.corpus(8), tmp_path)
    if name == "excel":
        from openpyxl import load_workbook

        assert "analystkit" in load_workbook(tmp_path / "a.xlsx").properties.description
        return
    if name in ("csv", "parquet"):
        about = json.loads((tmp_path / "provenance.json").read_text("utf-8"))
        assert about["version"] == analystkit.__version__
        assert about["articles"] > 0
        return
    assert any(b"analystkit 0" in path.read_bytes().replace(b"\\", b"") for path in tmp_path.iterdir())
