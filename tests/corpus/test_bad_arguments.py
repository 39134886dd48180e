"""What is given wrongly is answered by a sentence that says what was expected and what was found, never by Python's own error."""

import re

import pandas as pd
import pytest

import analystkit as ak
from analystkit import plot
from analystkit.errors import AnalystkitError, InputError

ARTICLES = [{"text": "Rebels shelled the port on Monday.", "published": "2023-05-01"}]
ROW = {"article_id": "n1", "part": "text", "start": 0, "end": 3}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda c, at: ak.load(ARTICLES, outlet=5), "expected outlet to be a name or None, found 5"),
        (lambda c, at: ak.load(ARTICLES, day_first="yes"), "expected day_first to be True or False or None, found 'yes'"),
        (lambda c, at: ak.read_articles(ARTICLES, language=5), "expected language to be a name or None, found 5"),
        (lambda c, at: ak.load(ARTICLES, pipeline=5), "Expected a pipeline's name or path, found int: 5"),
        (lambda c, at: ak.load(ARTICLES, lexicon="mine.csv"), "expected a Lexicon, found str: Lexicon.default().extended"),
        (lambda c, at: ak.extract_to(ARTICLES, ""), "expected a path, found an empty text"),
        (lambda c, at: ak.extract_to(ARTICLES, 5), "expected a path, found int"),
        (lambda c, at: ak.extract_to(ARTICLES, at, workers="two"), "expected workers to be a whole number of 1 or more, found 'two'"),
        (lambda c, at: ak.extract_to(ARTICLES, at, workers=1.5), "whole number of 1 or more, found 1.5"),
        (lambda c, at: ak.extract_to(ARTICLES, at, client=5), "expected a Dask client, its address or its scheduler file, found int"),
        (lambda c, at: ak.extract_to(ARTICLES, at, runner=5), "expected a runner with a method run(tasks), found int"),
        (lambda c, at: ak.extract_to(ARTICLES, at, lexicon={}), "expected a Lexicon, found dict"),
        (lambda c, at: ak.open(""), "expected a path, found an empty text"),
        (lambda c, at: ak.open(c), "expected a path, found Corpus"),
        (lambda c, at: c.save(""), "expected a path, found an empty text"),
        (lambda c, at: c.save(5), "expected a path, found int"),
        (lambda c, at: c.save("s3://bucket/x"), "expected a folder of this machine to save to, found s3://bucket/x"),
        (lambda c, at: c.count(by=5), "expected by to be a column or a list of columns, found 5"),
        (lambda c, at: list(c.pieces("events", "x")), "expected pieces of 1 row or more, found 'x'"),
        (lambda c, at: c.find("events", "nope", "x"), "events have no column 'nope'; theirs are event_id"),
        (lambda c, at: c.sql(5), "expected a query as text, found int"),
        (lambda c, at: c.sql("SELECT * FROM events WHERE place = $p"), "the query has no value for $p: pass p=..."),
        (lambda c, at: c.sql("SELECT * FROM events", p=1), "the query does not ask for p: write $p where it belongs"),
        (lambda c, at: c.source(c.incidents.iloc[0]), "found the row of an incident, which several reports may tell: pass one of corpus.find('events', 'incident_id', 'i"),
        (lambda c, at: c.source(c.actors.iloc[0]), "found the row of an actor: pass one of corpus.find('mentions', 'actor_id', 'ac_"),
        (lambda c, at: c.source(c.articles.iloc[0]), "found the row of an article: corpus.article('"),
        (lambda c, at: c.source(c.events), "found 4 rows: pass one, such as frame.iloc[0]"),
        (lambda c, at: c.source(0), "expected a row with article_id, part, start and end, or its id; found int"),
        (lambda c, at: ak.export.csv(c, at / "events.csv"), "expected a folder, in which each frame gets a file; 'events.csv' names a file"),
        (lambda c, at: ak.export.parquet(c, at / "a.parquet"), "'a.parquet' names a file"),
        (lambda c, at: ak.export.geojson(c.events, at.parent / "e.geojson"), "expected a corpus or its actors frame, with a column 'actor_id'; found a frame with the columns event_id"),
        (lambda c, at: ak.read_articles("articles/*.csv"), "; patterns are not expanded: pass sorted(glob.glob(...)), or the folder"),
        (lambda c, at: ak.read_articles({"text": "x"}), "found dict: pass [record]"),
        (lambda c, at: ak.read_articles(r for r in ()), "found generator: pass list(...)"),
        (lambda c, at: c.source({**ROW, "part": "body"}), "expected part to be title or text"),
        (lambda c, at: c.source({**ROW, "start": -5}), "a span within its"),
        (lambda c, at: c.source({**ROW, "end": 10**9}), "a span within its"),
        (lambda c, at: c.actor_id(5), "expected the name or id of an actor, found int: 5"),
        (lambda c, at: c.review.rename("Rebels", 5), "expected a name for the actor, found 5"),
        (lambda c, at: ak.Lexicon.default().extended(places=5), "expected a CSV file, a DataFrame or a list of records with lexicon rows, found int"),
        (lambda c, at: ak.Lexicon.default().extended(places=["Foo"]), "expected records such as {'name': ...} as lexicon rows, found 'Foo'"),
        (lambda c, at: ak.explore(c.events), "expected a corpus to explore, found DataFrame"),
        (lambda c, at: ak.explore("study"), "expected a corpus to explore, found str"),
        (lambda c, at: plot.timeline(c, dates={}), "dates takes (first, last), or one day, month or year; found {}"),
        (lambda c, at: plot.timeline(c, reference=5), "expected reference as a mapping of dates to labels"),
        (lambda c, at: plot.cooccurrence(c, min_count="x"), "expected min_count to be a number of 1 or more, found 'x'"),
        (lambda c, at: plot.network(c, actors="Rebells"), "no actor is called 'Rebells' in this corpus; near names: Rebels"),
        (lambda c, at: ak.analysis.cooccurrence(c, min_count="x"), "expected min_count to be a number, found 'x'"),
    ],
)  # fmt: skip
def test_what_was_expected_is_said(corpus, tmp_path, monkeypatch, call, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AnalystkitError, match=re.escape(message)):
        call(corpus, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


HALF = "\ud800 half"


@pytest.mark.parametrize(
    "call",
    [
        lambda c, at: c.where(text=HALF),
        lambda c, at: c.where(outlets=HALF, allow_unknown=True),
        lambda c, at: c.where(actors=HALF, allow_unknown=True),
        lambda c, at: c.find("events", "place", HALF),
        lambda c, at: c.sql("SELECT $t AS t", t=HALF),
        lambda c, at: c.sql(f"SELECT '{HALF}' AS t"),
        lambda c, at: c.review.rename("Rebels", HALF),
        lambda c, at: c.review.reject("e1", note=HALF),
        lambda c, at: ak.read_articles(ARTICLES, outlet=HALF, progress=False),
        lambda c, at: ak.extract_to(
            ARTICLES, at, lexicon=ak.Lexicon.default().extended(actors=[{"name": HALF, "kind": "party"}]), progress=False
        ),
    ],
)  # fmt: skip
def test_half_a_character_stops_nothing(corpus, tmp_path, call):
    call(corpus, tmp_path / "out")
    corpus.save(tmp_path / "study")
    for opened in (ak.open(tmp_path / "study"), corpus):
        assert opened.where(text=HALF).events.empty and opened.find("events", "place", HALF).empty


@pytest.mark.parametrize("call", [ak.load, ak.open, lambda at: ak.extract_to(ARTICLES, at)])
@pytest.mark.parametrize("path", ["a\0b", "a\ud800b"])
def test_a_name_no_file_can_have_is_said(call, path):
    with pytest.raises(InputError, match="cannot be used: it holds a character that no file name can"):
        call(path)


def test_what_is_renamed_is_shown_as_the_log_keeps_it(corpus, tmp_path):
    corpus.review.rename("Rebels", HALF)
    corpus.save(tmp_path / "study")
    again = ak.open(tmp_path / "study")
    assert corpus.name_of("ac_r") == again.name_of("ac_r") == "\ufffd half"


def test_a_dollar_in_a_text_asks_for_nothing(corpus):
    query = "SELECT event_id, '$5bn' AS \"$a\" -- $b\nFROM events /* $c */ WHERE event_type = $t"
    assert len(corpus.sql(query, t="ASSAULT")) == (corpus.events["event_type"] == "ASSAULT").sum()


def test_lexicon_rows_come_as_a_frame_too():
    rows = [{"name": "Tavira Front", "kind": "armed group"}]
    lexicon = ak.Lexicon.default()
    assert (
        lexicon.extended(actors=pd.DataFrame(rows)).fingerprint == lexicon.extended(actors=rows).fingerprint
    )


def test_actors_of_a_count_go_by_their_aliases(corpus):
    def chosen(*actors):
        return list(ak.analysis.cooccurrence(corpus, actors=actors).attrs["actors"]["actor_id"])

    assert chosen("Insurgents") == chosen("Rebels") == ["ac_r"]
    corpus.actors.at[1, "aliases"].append("insurgents")
    with pytest.raises(InputError, match=r"'insurgents' names 2 actors: .*; give the id of the one meant"):
        chosen("insurgents")


def test_what_a_frame_of_rows_lacks_is_empty():
    rows = pd.DataFrame({"name": ["Tavira Front"], "kind": [None], "country": [float("nan")]})
    first = ak.Lexicon.default().extended(actors=rows).table("actors")[0]
    assert (first["name"], first["kind"], first["country"]) == ("Tavira Front", "", "")
