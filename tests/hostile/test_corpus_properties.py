"""Properties of a corpus, over any rows and any decisions: what is saved is what is opened, replay keeps its order, filters commute."""

from __future__ import annotations

import csv
import json
import os
import random
from datetime import UTC, datetime
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit import export
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.decision import Target, decide, parse_decision
from analystkit.corpus.replay import replay
from analystkit.corpus.store import open_corpus
from analystkit.corpus.store_files import read_frame, write_frame
from analystkit.errors import ReviewError
from analystkit.export.cleaning import Changes, allowed, cell
from analystkit.model import parquet, schema

often = settings.get_profile("often")

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "NA", "007", "=1+1", "a\nb", "a\rb", "a,b", '"', "'", "\x00", "\u202e", "_x0041_", "None", "<b>", "]]>", "\ufeff", " ", "-", "nan"]
)  # fmt: skip
_SEGMENTS = ([], [[0, 3]], [[0, 3], [5, 9]])
# What cells are drawn from: cells one by one would take a hundred times as long, and most of them would be alike.
_pools = st.fixed_dictionaries(
    {
        "words": st.lists(words, min_size=1, max_size=5),
        "whole": st.lists(st.integers(0, 2**53), min_size=1, max_size=3),
        "number": st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=3),
        "instant": st.lists(st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)), min_size=1, max_size=2),
        "rows": st.integers(0, 3),
        "seed": st.integers(0, 2**32),
    }
)


def _cell(kind: str, pool: dict[str, Any], draw: random.Random) -> Any:
    if kind == "int64":
        return draw.choice(pool["whole"])
    if kind in ("str", "category"):
        return draw.choice(pool["words"])
    if kind == "list":
        return draw.choices(pool["words"], k=draw.randrange(3))
    if kind == "boolean":
        return draw.random() < 0.5
    if draw.random() < 0.3:
        return None
    held = draw.choice(pool[{"Int64": "whole", "float64": "number", "instant": "instant"}[kind]])
    return held.replace(tzinfo=UTC) if kind == "instant" else held


def _frame(name: str, pool: dict[str, Any]) -> tuple[str, pd.DataFrame]:
    draw = random.Random(pool["seed"])
    rows = [
        {
            column: draw.choice(_SEGMENTS) if column == "segments" else _cell(kind, pool, draw)
            for column, kind in schema.FRAMES[name].items()
        }
        for _ in range(pool["rows"])
    ]
    return name, schema.to_frame(name, rows)


frames_of_any_rows = st.builds(_frame, st.sampled_from(list(schema.FRAMES)), _pools)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that needs no syncing: it is written thousands of times, and no power cut is tested here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: None)
        yield tmp_path_factory.mktemp("properties")


@often
@given(frames_of_any_rows)
def test_a_frame_written_and_read_back_is_the_same(folder, drawn):
    name, frame = drawn
    write_frame(name, frame, folder / f"{name}.parquet")
    pd.testing.assert_frame_equal(read_frame(name, folder / f"{name}.parquet"), frame, obj=name)


@often
@given(st.lists(frames_of_any_rows, max_size=4))
def test_a_corpus_saved_and_opened_is_the_same(folder, drawn):
    corpus = Corpus(dict(drawn))
    opened = open_corpus(corpus.save(folder / "study"))
    for name in schema.FRAMES:
        assert parquet.rows(folder / "study" / f"{name}.parquet") == len(corpus.frames[name]), name
    # What can go wrong with a frame without rows, the property above has tried.
    for name in dict(drawn):
        pd.testing.assert_frame_equal(opened.frames[name], corpus.frames[name], obj=name)


@often
@given(frames_of_any_rows)
def test_a_csv_read_back_holds_every_cell(folder, drawn):
    name, frame = drawn
    export.csv(Corpus({name: frame}), folder, frames=[name])
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        # One byte order mark is the file's; one that a cell begins with is the cell's.
        assert handle.read(1) == "\ufeff"
        header, *rows = csv.reader(handle)
    assert header[: len(frame.columns)] == list(frame.columns) and len(rows) == len(frame)
    for column, kind in schema.FRAMES[name].items():
        read = [row[header.index(column)] for row in rows]
        if kind in ("str", "category"):
            assert read == [cell(value, Changes()) for value in frame[column]], column
        elif kind == "list":
            for got, value in zip(read, frame[column], strict=True):
                assert (
                    allowed("".join(map(str, value))) != "".join(map(str, value)) or json.loads(got) == value
                )
        elif kind in ("int64", "Int64"):
            assert [int(got) if got else None for got in read] == [
                None if pd.isna(v) else v for v in frame[column]
            ]
        elif kind == "float64":
            assert [float(got) if got else None for got in read] == [
                None if pd.isna(v) else v for v in frame[column]
            ]


@often
@given(st.builds(_frame, st.just("actors"), _pools))
def test_a_workbook_read_back_holds_every_text(folder, drawn):
    openpyxl = pytest.importorskip("openpyxl")
    _, frame = drawn
    export.excel(Corpus({"actors": frame}), folder / "a.xlsx", frames=["actors"])
    book = openpyxl.load_workbook(folder / "a.xlsx")
    rows = list(book["actors"].iter_rows(min_row=2))
    assert not [one for row in rows for one in row if one.data_type == "f"], "a cell is a formula"
    at = [cell.value for cell in book["actors"][1]].index("name")
    # XML knows one kind of line end.
    read = [(row[at].value or "") for row in rows]
    assert [_lines(value) for value in read] == [_lines(allowed(value)) for value in frame["name"]]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@often
@given(st.lists(words, min_size=1, max_size=4))
def test_a_graph_read_back_has_every_name(folder, names):
    actors = schema.to_frame(
        "actors", [{"actor_id": f"ac_{n}", "name": name} for n, name in enumerate(names)]
    )
    corpus = Corpus({"actors": actors})
    for write, read, file in (
        (export.gexf, nx.read_gexf, "a.gexf"),
        (export.graphml, nx.read_graphml, "a.graphml"),
    ):
        graph = read(write(corpus, folder / file))
        assert {node: _lines(data.get("label") or "").strip() for node, data in graph.nodes(data=True)} == {
            f"ac_{n}": _lines(allowed(name)).strip() or f"ac_{n}" for n, name in enumerate(names)
        }


_DAYS = st.dates(datetime(2023, 4, 1).date(), datetime(2023, 7, 1).date()).map(str)
_CONDITIONS = st.one_of(
    st.fixed_dictionaries({"event_types": st.sampled_from(["ASSAULT", "CONSULT", "AID"])}),
    st.fixed_dictionaries({"factuality": st.sampled_from(["happened", "hypothetical", "denied"])}),
    st.fixed_dictionaries({"outlets": st.lists(st.sampled_from(["Wire", "Northern Post", "Southern Echo"]), min_size=1)}),
    st.fixed_dictionaries({"countries": st.sampled_from(["SYR", "IRQ"])}),
    st.fixed_dictionaries({"text": st.sampled_from(["port", "SMOKE", "<b>", "Rebels", "("]) | st.text(min_size=1, max_size=2)}),
    st.fixed_dictionaries({"dates": st.tuples(_DAYS, _DAYS).map(lambda d: tuple(sorted(d)))}),
    st.fixed_dictionaries({"min_confidence": st.floats(0, 1)}),
    st.fixed_dictionaries({"background": st.booleans()}),
    st.fixed_dictionaries(
        {"actors": st.lists(st.sampled_from(["ac_r", "ac_g", "Rebels", "the governor"]), min_size=1), "actors_all": st.booleans(),
         "involved": st.sampled_from(["role", "sentence"])}
    ),
)  # fmt: skip


def _kept(corpus: Corpus) -> dict[str, list[str]]:
    return {name: list(corpus.frames[name][f"{name[:-1]}_id"]) for name in ("articles", "events", "quotes")}


@often
@given(one=_CONDITIONS, other=_CONDITIONS)
def test_filters_commute_and_twice_is_once(corpus, one, other):
    both = _kept(corpus.where(**one).where(**other))
    assert _kept(corpus.where(**other).where(**one)) == both
    assert _kept(corpus.where(**one).where(**one)) == _kept(corpus.where(**one))
    if not one.keys() & other.keys():
        assert _kept(corpus.where(**one, **other)) == both


# (what, row, value); of an undo, which decision counted from the last.
_ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("factuality"), st.integers(0, 3), st.sampled_from(["denied", "planned", "alleged"])
        ),
        st.tuples(st.just("killed_min"), st.integers(0, 3), st.integers(0, 99)),
        st.tuples(st.sampled_from(["reject", "confirm"]), st.integers(0, 3), st.none()),
        st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
    ),
    max_size=8,
)


@often
@given(_ACTS)
def test_the_last_decision_that_holds_wins_and_replay_twice_is_once(frames, acts):
    decisions, undone = [], set()
    for number, (what, at, value) in enumerate(acts):
        target = [Target("events", f"e{at + 1}")]
        if what == "undo":
            wanted = [d for d in decisions if d.action != "undo" and d.id not in undone]
            if not wanted:
                continue
            undone.add(wanted[-1 - at % len(wanted)].id)
            made = decide("undo", who="me", undoes=wanted[-1 - at % len(wanted)].id, serial=number)
        elif what in ("reject", "confirm"):
            made = decide(what, target, who="me", serial=number)
        else:
            made = decide("set", target, who="me", fields={what: value}, serial=number)
        decisions.append(made)
    expected = frames["events"].copy()
    for decision in decisions:
        if decision.id in undone or decision.action == "undo":
            continue
        row = int(decision.targets[0].id[1:]) - 1
        status = {"set": "edited", "reject": "rejected", "confirm": "confirmed"}[decision.action]
        for column, value in {**decision.fields, "status": status}.items():
            expected[column] = expected[column].astype(object)
            expected.at[row, column] = value
    machine = {"events": frames["events"], "quotes": frames["quotes"]}
    untouched = machine["events"].copy()
    # What the log on the disk says.
    once, missed = replay(machine, [parse_decision(d.to_json()) for d in decisions])
    assert missed.empty and machine["events"].equals(untouched)
    pd.testing.assert_frame_equal(once["events"], schema.coerce("events", expected))
    twice, _ = replay(once, decisions)
    pd.testing.assert_frame_equal(twice["events"], once["events"])


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["e1", "ac_r", "events", "actors", "set", "merge"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["actor", "id", "name", "start"]), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
_TARGETS = st.fixed_dictionaries(
    {"frame": st.sampled_from(["events", "actors", "quotes", "mentions", "incidents", "x"]) | _ANYTHING, "id": st.sampled_from(["e1", "ac_r", "q1", "m1"]) | _ANYTHING},
    optional={"anchor": st.just({}) | _ANYTHING, "names": st.lists(st.text(max_size=3), max_size=2) | _ANYTHING, "snapshot": st.just({}) | _ANYTHING},
)  # fmt: skip
_LINES = st.fixed_dictionaries(
    {
        "id": st.just("d1") | _ANYTHING, "who": st.just("x") | _ANYTHING, "when": st.just("now") | _ANYTHING,
        "action": st.sampled_from(["merge", "split", "rename", "not_an_actor", "reject", "confirm", "set", "note", "undo"]),
        "targets": st.lists(_TARGETS, max_size=3),
    },
    optional={
        "fields": st.dictionaries(
            st.sampled_from(["killed_min", "date_start", "source_ids", "name", "kind", "speaker_id", "confidence", "actor_id", "titles", "former", "x"]),
            _ANYTHING, max_size=3,
        ) | _ANYTHING,
        "note": st.just("") | _ANYTHING, "undoes": st.just("d1") | _ANYTHING,
    },
)  # fmt: skip


@often
@given(_LINES)
def test_no_line_in_a_log_stops_a_replay(frames, line):
    try:
        decision = parse_decision(json.dumps(line))
    except ReviewError:
        return
    out, _ = replay(frames, [decision])
    for name, frame in out.items():
        assert list(frame.columns) == list(frames[name].columns), name


@often
@given(
    column=st.sampled_from(["killed_min", "latitude", "background", "factuality", "trigger", "source", "date_start", "date", "country", "place", "source_mentions"]),
    value=_ANYTHING | st.sampled_from(["2022-01-04", "\ud800", 10**30, -1, ["a"], {"actor": 0}]),
)  # fmt: skip
def test_what_cannot_stand_in_a_cell_does_not_get_into_the_log(frames, column, value):
    corpus = Corpus(frames)
    try:
        corpus.review.set("e1", **{column: value})
    except ReviewError:
        assert len(corpus.review) == 0
        assert corpus.events.equals(frames["events"])
        return
    assert len(corpus.review) == 1 and corpus.unmatched.empty
    assert corpus.events.set_index("event_id").loc["e1", "status"] == "edited"
