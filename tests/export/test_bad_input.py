"""An empty corpus, one event, no dates, all rejected, hostile names: every export is written, and every chart drawn."""

import re

import pandas as pd
import pytest

from analystkit import export, plot
from analystkit.analysis.marks import LANES
from analystkit.errors import InputError

CHARTS = {
    "cooccurrence": plot.cooccurrence, "network": plot.network, "volume": plot.volume, "volume by outlet": lambda c: plot.volume(c, by="outlet"),
    "tempo": plot.tempo, "lag": plot.lag, "who quotes whom": plot.who_quotes_whom,
    "who speaks about whom": lambda c: plot.who_quotes_whom(c, by="speaker"),
    **{f"timeline by {lane}": lambda c, lane=lane: plot.timeline(c, lanes=lane) for lane in LANES},
}  # fmt: skip
EXPORTS = {
    "report": lambda c, to: export.report(c, to / "report.html"), "csv": export.csv, "parquet": export.parquet,
    "excel": lambda c, to: export.excel(c, to / "a.xlsx"), "gexf": lambda c, to: export.gexf(c, to / "a.gexf"),
    "graphml": lambda c, to: export.graphml(c, to / "a.graphml"), "timelinejs": lambda c, to: export.timelinejs(c, to / "t.json"),
    "geojson": lambda c, to: export.geojson(c, to / "a.geojson"),
    "followthemoney": lambda c, to: export.followthemoney(c, to / "a.jsonl"), "bibtex": lambda c, to: export.bibtex(c, to / "a.bib"),
    "csl": lambda c, to: export.csl(c, to / "c.json"), "quotes": lambda c, to: export.quotes(c, to / "q.md"),
}  # fmt: skip


def _rejected(simulated):
    corpus = simulated.corpus(8)
    corpus.events = corpus.events.assign(status="rejected")
    corpus.quotes = corpus.quotes.assign(status="rejected")
    return corpus


def _undated(simulated):
    corpus = simulated.corpus(8)
    none = pd.Series(pd.NaT, index=corpus.events.index).dt.tz_localize("UTC")
    corpus.events = corpus.events.assign(date_start=none, date_end=none, date_precision="", date_basis="")
    corpus.articles = corpus.articles.assign(
        published=pd.Series(pd.NaT, index=corpus.articles.index).dt.tz_localize("UTC")
    )
    return corpus


CORPORA = {
    "empty": lambda s: s.empty(),
    "one event": lambda s: s.corpus(1),
    "no dates": _undated,
    "all rejected": _rejected,
    "hostile names": lambda s: s.corpus(
        8, names=("<img src=x onerror=alert(1)>", "/etc/hostname", "$x_1_2$"), n_actors=3
    ),
}


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request, simulated):
    made = CORPORA[request.param](simulated)
    made.case = request.param
    return made


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_is_drawn_and_says_what_is_missing(corpus, chart):
    ax = CHARTS[chart](corpus)
    words = plot.alt_text(ax)
    assert words
    assert isinstance(plot.data(ax), pd.DataFrame)
    if corpus.case == "empty":
        assert "no " in words.lower() or "not " in words.lower()
    if corpus.case == "all rejected" and chart.startswith("timeline"):
        assert "All events of this corpus are rejected" in words
    if corpus.case == "no dates" and chart == "volume":
        assert "No article has a publication date" in words


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_written(corpus, name, tmp_path):
    EXPORTS[name](corpus, tmp_path)
    assert all(path.stat().st_size or corpus.case == "empty" for path in tmp_path.iterdir())
    assert list(tmp_path.iterdir())


_TARGETS = {
    "no path": (5, "expected a path, found int"),
    "empty": ("", "found an empty text: is a variable not set?"),
    "a URL": ("s3://bucket/out", "expected a path on this machine, found s3://bucket/out"),
}


@pytest.mark.parametrize("target", _TARGETS)
@pytest.mark.parametrize(
    "name",
    ["report", "csv", "parquet", "excel", "gexf", "timelinejs", "geojson", "bibtex", "quotes", "pictures"],
)
def test_where_an_export_cannot_go_is_said(simulated, tmp_path, monkeypatch, name, target):
    monkeypatch.chdir(tmp_path)
    given, message = _TARGETS[target]
    with pytest.raises(InputError, match=re.escape(message)):
        getattr(export, name)(simulated.corpus(2), given)
    assert list(tmp_path.iterdir()) == []
