"""A megabyte without a space, thousands of actors: exports stay quick and small."""

import time

import pytest

from analystkit import export, plot


@pytest.fixture(scope="module")
def endless(simulated):
    corpus = simulated.corpus(40)
    run = "x" * 1_000_000
    corpus.articles = corpus.articles.assign(text=corpus.articles["text"] + run, title=run[:5_000])
    # The whole article is one sentence of one word.
    corpus.sentences = corpus.sentences.assign(start=0, end=corpus.articles["text"].str.len().max())
    corpus.actors = corpus.actors.assign(name=[run[:100_000] + str(i) for i in range(len(corpus.actors))])
    return corpus


def test_a_megabyte_without_a_space(endless, tmp_path):
    began = time.perf_counter()
    export.report(endless, tmp_path, full_texts=False)
    export.csv(endless, tmp_path, frames=["events", "quotes"])
    export.quotes(endless, tmp_path / "q.md")
    export.timelinejs(endless, tmp_path / "t.json")
    export.geojson(endless, tmp_path / "t.geojson")
    export.pictures(endless, tmp_path, formats=["svg"])
    assert (tmp_path / "report.html").stat().st_size < 3_000_000
    assert (tmp_path / "timeline.svg").stat().st_size < 1_000_000
    assert time.perf_counter() - began < 60


def test_names_of_a_hundred_thousand_characters_are_cut_in_charts(endless):
    for chart in (plot.timeline, plot.cooccurrence, plot.network, plot.who_quotes_whom):
        assert len(plot.alt_text(chart(endless))) < 20_000


def test_ten_thousand_actors(simulated, tmp_path):
    corpus = simulated.corpus(200, n_actors=10_000)
    export.report(corpus, tmp_path)
    export.gexf(corpus, tmp_path / "a.gexf")
    export.excel(corpus, tmp_path / "a.xlsx")
    assert "The first 2,000 of 10,000 actors" in (tmp_path / "report.html").read_text("utf-8")
