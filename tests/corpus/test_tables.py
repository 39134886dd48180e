"""A corpus asked on the disk gives what it gives in memory."""

import numpy as np
import pandas as pd
import pytest

from analystkit.corpus import lazy, selecting
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store import open_corpus
from analystkit.errors import InputError, StoreError, TooLargeError
from tests.simulated import corpus as simulated

FILTERS = [
    {"event_types": ["ASSAULT", "CONSULT"]}, {"factuality": "happened"}, {"dates": ("2031-01-10", "2031-03-02")}, {"countries": "VST"},
    {"dates": ("2031-02", None)}, {"dates": (None, "2031-01-20")},
    {"outlets": ["Wire One", ""]}, {"stories_once": True}, {"min_confidence": 0.4}, {"background": False}, {"text": "step BACK"},
    {"actors": ["Northern Front", "alias 2"]}, {"actors": ["Northern Front", "Amara Diallo"], "actors_all": True},
    {"actors": ["Amara Diallo"], "involved": "sentence"}, {"stories_once": True, "outlets": "Valley Post", "min_confidence": 0.2}, {"text": "no such words"},
    {"outlets": "VALLEY post"}, {"actors": ["Northern Front", "Nobody"], "allow_unknown": True}, {"actors": "Nobody", "involved": "sentence", "allow_unknown": True},
]  # fmt: skip


@pytest.fixture(scope="module")
def small():
    made = simulated(120, seed=3)
    return Corpus({name: getattr(made, name) for name in made.__dataclass_fields__})


@pytest.fixture(scope="module")
def folder(small, tmp_path_factory):
    return small.save(tmp_path_factory.mktemp("stores") / "an [odd] name's store")


@pytest.fixture
def store(folder, monkeypatch):
    """Return the folder of a store so large, as it is made to think, that its frames are left on the disk."""
    monkeypatch.setattr(selecting, "FEW", 0)
    monkeypatch.setattr(lazy, "FEW", 0)
    return folder


def same(a: pd.DataFrame, b: pd.DataFrame) -> None:
    """Compare values and types; which categories a column could hold besides is nobody's business."""
    a, b = (
        one.reset_index(drop=True).astype(
            {c: "str" for c in one if isinstance(one[c].dtype, pd.CategoricalDtype)}
        )
        for one in (a, b)
    )
    pd.testing.assert_frame_equal(a, b)


@pytest.mark.parametrize("conditions", FILTERS, ids=str)
def test_a_filter_keeps_the_same_rows_on_the_disk(small, store, conditions):
    here, there = small.where(**conditions), open_corpus(store).where(**conditions)
    assert not there.whole.at_hand("events") and there.rows("events") == len(here.events)
    for name in set(FRAME_NAMES) - {"evidence"}:
        same(here.frames[name], there.frames[name])
    assert there.evidence.to_dict("records") == here.evidence.to_dict("records")
    for name, mask in here.kept.items():
        assert np.array_equal(mask, there.kept[name])


def test_filters_of_filters_on_the_disk(small, store):
    def narrowed(corpus):
        return (
            corpus.where(outlets=["Wire One", "Valley Post"])
            .where(min_confidence=0.3)
            .where(event_types="ASSAULT")
        )

    same(narrowed(small).events, narrowed(open_corpus(store)).events)


def test_an_actor_who_was_filtered_away_is_known_still(store):
    outlet = open_corpus(store).where(outlets="Wire One")
    gone = set(open_corpus(store).actors["actor_id"]) - set(outlet.actors["actor_id"])
    assert gone and outlet.where(actors=sorted(gone)).rows("events") == 0


def test_the_card_needs_no_frame(small, store):
    opened = open_corpus(store)
    assert repr(opened) == repr(small)
    assert repr(opened.where(text="border")) == repr(small.where(text="border"))
    assert opened._repr_html_() == small._repr_html_()
    assert not any(opened.at_hand(name) for name in ("articles", "events", "quotes", "actors"))


def test_the_card_counts_no_incident_where_nothing_happened(small, tmp_path, monkeypatch):
    events = small.events.assign(incident_id="")
    events.loc[events.index[:5], "incident_id"] = ["i_1", "i_2", "i_2", "i_3", "i_1"]
    told = Corpus({**{name: getattr(small, name) for name in small.frames}, "events": events})
    folder = told.save(tmp_path / "told")
    monkeypatch.setattr(lazy, "FEW", 0)
    for corpus in (told, open_corpus(folder)):
        assert " in 3 incidents" in repr(corpus)


def test_rows_are_found_and_explained_without_their_frames(small, store):
    opened = open_corpus(store)
    event = small.events.iloc[5]
    assert (
        str(opened.source(event["event_id"]))
        == str(small.source(event["event_id"]))
        == str(opened.source(event))
    )
    for row_id in (event["event_id"], small.quotes["quote_id"][0], small.actors["actor_id"][0]):
        same(opened.explain(row_id), small.explain(row_id))
    assert opened.actor_id("northern front") == small.actor_id("Northern Front")
    assert opened.name_of(small.actors["actor_id"][1]) == small.actors["name"][1]
    for wrong in (
        {"actors": "Northern"},
        {"actors": "Nothern Frnt"},
        {"outlets": "Valey Post"},
        {"countries": "Vest"},
    ):
        with pytest.raises(InputError) as here:
            small.where(**wrong)
        with pytest.raises(InputError) as there:
            opened.where(**wrong)
        assert str(here.value) == str(there.value)
    with pytest.raises(InputError, match="near names: Northern Front"):
        opened.actor_id("Northern")
    with pytest.raises(InputError, match="no article of this corpus"):
        opened.source({"article_id": "zz", "part": "text", "start": 0, "end": 1})
    assert not opened.at_hand("events") and not opened.at_hand("articles")


@pytest.mark.parametrize(
    ("frame", "by", "of"),
    [
        ("events", ["month", "event_type"], "rows"), ("events", "target", "stories"), ("events", "outlet", "articles"), ("events", (), "rows"),
        ("quotes", ["speaker", "year"], "rows"), ("articles", ["outlet", "week"], "stories"), ("mentions", "actor", "articles"),
    ],
)  # fmt: skip
def test_counts_are_the_same_on_the_disk_and_in_memory(small, store, frame, by, of):
    same(small.count(frame, by, of=of), open_corpus(store).count(frame, by, of=of))


def test_counts_by_month_and_type_are_right(small):
    counted = small.count(by=["month", "event_type"])
    months = (
        small.events["date_start"]
        .dt.tz_localize(None)
        .dt.to_period("M")
        .dt.to_timestamp()
        .dt.tz_localize("UTC")
    )
    expected = small.events.groupby([months, small.events["event_type"].astype(str)], dropna=False).size()
    assert counted["n"].sum() == len(small.events) == expected.sum()
    for (month, kind), n in expected.items():
        rows = counted[
            (counted["event_type"] == kind)
            & (counted["month"].isna() if pd.isna(month) else counted["month"] == month)
        ]
        assert rows["n"].tolist() == [n]


def test_stories_are_counted_once(corpus):
    assert corpus.where(event_types="ASSAULT", factuality="happened").count(of="stories")["n"][0] == 1
    by_source = corpus.count(by="source", of="stories").set_index("source")["n"].to_dict()
    assert by_source == {"Rebels": 2, "Governor of the South": 1}


def test_what_cannot_be_counted_says_by_what_it_can(corpus):
    with pytest.raises(
        InputError,
        match=r"cannot be counted by 'colour'; by what they can: day, week, month, year, outlet, source",
    ):
        corpus.count(by="colour")
    with pytest.raises(InputError, match="there is no frame 'event'"):
        corpus.count("event")
    with pytest.raises(InputError, match=r"of is one of rows for actors"):
        corpus.count("actors", of="stories")


def test_sql_sees_the_rows_that_are_kept(small, store):
    query = "WITH n AS (SELECT event_type, count(*) AS n FROM events WHERE factuality = $f GROUP BY ALL) SELECT * FROM n ORDER BY event_type;"
    for conditions in ({}, {"outlets": "Wire One"}):
        here, there = (c.where(**conditions).sql(query, f="happened") for c in (small, open_corpus(store)))
        same(here, there)
        assert here["n"].sum() == (small.where(**conditions).events["factuality"] == "happened").sum()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')", "SELECT * FROM '/etc/passwd'", "COPY events TO 'stolen.csv'", "SELECT 1); DROP VIEW events; (SELECT 1",
        "SELECT nothing FROM events", "SELECT * FROM glob('/*')",
    ],
)  # fmt: skip
def test_sql_reads_nothing_but_the_store(store, query):
    with pytest.raises((InputError, StoreError)):
        open_corpus(store).sql(query)


def test_a_value_is_never_a_statement(store):
    opened = open_corpus(store)
    assert opened.where(outlets="x' OR '1'='1", allow_unknown=True).rows("events") == 0
    assert opened.where(text="'); DROP VIEW stored_events; --").rows("events") == 0
    assert opened.find("events", "event_id", "{events}").empty


def test_pieces_are_the_frame(small, store):
    opened = open_corpus(store)
    for corpus in (opened, opened.where(factuality="happened"), small):
        pieces = list(corpus.pieces("events", 17))
        assert all(len(piece) == 17 for piece in pieces[:-1]) and not (
            opened is corpus and corpus.at_hand("events")
        )
        whole = pd.concat(pieces, ignore_index=True).astype(str)
        assert whole.equals(corpus.events.astype(str))
    with pytest.raises(InputError, match="1 row or more"):
        small.pieces("events", 0)


def test_a_frame_that_is_not_there_is_named_beside_those_that_are(small, store):
    named = "no frame 'event'; the frames are articles"
    for corpus in (open_corpus(store), small):
        for ask in (corpus.pieces, corpus.rows, corpus.count):
            with pytest.raises(InputError, match=named):
                ask("event")
        with pytest.raises(InputError, match=named):
            corpus.find("event", "event_id", "e1")


def test_a_frame_too_large_for_memory_is_refused_with_the_ways_out(small, store):
    opened = open_corpus(store, memory=60_000)
    with pytest.raises(
        TooLargeError,
        match=r"corpus\.events has 175 rows .* corpus\.where\(\.\.\.\), count with corpus\.count\('events'",
    ):
        len(opened.events)
    with pytest.raises(MemoryError):
        opened.where(factuality="happened").events  # noqa: B018
    assert len(opened.count(by="month")) > 1 and "175 in" in repr(opened)
    few = opened.where(actors="Amara Diallo", factuality="denied")
    assert 0 < len(few.events) == few.rows("events") < 20
