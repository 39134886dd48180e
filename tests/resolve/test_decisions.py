"""An archive that grows gives what it gives at once: decisions taken over are those that would be made again."""

from __future__ import annotations

import random
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from analystkit.corpus.kept_decisions import decisions_path, keep_decisions, recall_decisions, rows_path
from analystkit.corpus.linking import link
from analystkit.lexicon import Lexicon
from analystkit.resolve import context
from analystkit.resolve.article_reports import STATED, ArticleReports
from analystkit.resolve.decisions import Decisions, Lists, number_of, number_of_all, numbers_of_runs
from analystkit.resolve.report_reader import READ, read_reports
from benchmarks.linking import made_up

FRAMES = ("articles", "mentions", "events", "quotes", "actors", "incidents", "evidence")


@pytest.fixture(scope="module")
def frames():
    made = made_up(3_000, seed=4)
    # Of what happens to nobody at no place on no day many reports are alike: so that incidents of several articles are many.
    events = made["events"]
    rng = random.Random(4)
    days = [events["date_start"].iloc[rng.randrange(40)] for _ in range(len(events))]
    made["events"] = events.assign(date_start=days, date_end=days, event_type="ASSAULT", lemma="strike")
    return made


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr(context, "_SMALL", 16)


def of(frames, article_ids):
    """Return the rows of some articles."""
    kept = set(article_ids)
    return {
        name: frame[frame["article_id"].isin(kept)].reset_index(drop=True) if len(frame) else frame
        for name, frame in frames.items()
    }


def same(one, other):
    for name in FRAMES:
        pd.testing.assert_frame_equal(one[name], other[name], obj=name)


def revised(frames, rng):
    """Return the frames with a few articles of which something else is told: another place, deed or doer, or nothing."""
    events = frames["events"].copy()
    chosen = set(rng.sample(frames["articles"]["article_id"].tolist(), 2))
    rows = events.index[events["article_id"].isin(chosen)]
    for row in rows:
        how = rng.randrange(6)
        if how == 0:
            events.at[row, "place"] = rng.choice(("Karsk", "Tavira", "Elmen"))
        elif how == 1:
            events.at[row, "source_mentions"] = events.at[row, "target_mentions"]
        elif how == 2:
            events.at[row, "lemma"] = "raid"
    gone = {row for row in rows if rng.random() < 0.1}
    return frames | {"events": events[~events.index.isin(gone)].reset_index(drop=True)}


@pytest.mark.parametrize("seed", range(6))
def test_any_increments_give_what_one_run_gives(frames, seed, tmp_path):
    rng = random.Random(seed)
    ids = frames["articles"]["article_id"].tolist()
    if seed % 2:
        # Else the newest come last, as in an archive that is kept up.
        rng.shuffle(ids)
    lexicon, grown = Lexicon.default(), None
    cuts = sorted({*rng.sample(range(1, len(ids)), rng.randint(1, 4)), len(ids)})
    for cut in [*cuts, len(ids)]:
        if seed > 2 and grown is not None:
            frames = revised(frames, rng)
            names = grown["actors"].query("kind != 'unnamed'")["name"].tolist()
            known = [{"name": name, "kind": "armed group"} for name in rng.sample(names, min(3, len(names)))]
            lexicon = lexicon.extended(actors=known)
        decisions = recall_decisions(tmp_path)
        grown = link(of(frames, ids[:cut]), lexicon, decisions=decisions)
        keep_decisions(decisions, tmp_path)
        same(grown, link(of(frames, ids[:cut]), lexicon))
    assert grown["incidents"]["n_articles"].max() > 3
    # Articles may also go.
    fewer = of(frames, rng.sample(ids, len(ids) // 2))
    same(link(fewer, lexicon, decisions=recall_decisions(tmp_path)), link(fewer, lexicon))


def test_a_run_leaves_what_a_run_from_nothing_leaves(frames):
    rng = random.Random(3)
    ids = frames["articles"]["article_id"].tolist()
    rng.shuffle(ids)
    grown = Decisions()
    for cut in (20, 40, 77, len(ids)):
        link(of(frames, ids[:cut]), Lexicon.default(), decisions=grown)
    at_once = Decisions()
    link(of(frames, ids), Lexicon.default(), decisions=at_once)
    pairs = zip(grown.kept.flat(), at_once.kept.flat(), strict=True)
    fits = len(grown.kept.flat()) - 2
    # What fits is noted in the order in which it was looked at.
    assert all((a == b).all() for number, (a, b) in enumerate(pairs) if number < fits - 2)
    assert sorted(grown.kept.fits.values.tolist()) == sorted(at_once.kept.fits.values.tolist())
    assert sorted(grown.rows.to_pylist(), key=str) == sorted(at_once.rows.to_pylist(), key=str)


def test_newer_articles_leave_old_decisions_as_they_are(frames):
    ids = frames["articles"].sort_values(["published", "article_id"])["article_id"].tolist()
    decisions = Decisions()
    link(of(frames, ids[:90]), Lexicon.default(), decisions=decisions)
    assert decisions.made == 90
    link(of(frames, ids[:92]), Lexicon.default(), decisions=decisions)
    # The new ones and those that are close to what they changed.
    assert 2 <= decisions.made < 45
    before = decisions.kept
    link(of(frames, ids[:92]), Lexicon.default(), decisions=decisions)
    assert decisions.made == 0
    assert all((a == b).all() for a, b in zip(before.flat(), decisions.kept.flat(), strict=True))


def test_what_is_kept_has_the_same_bytes_however_often_it_was_begun(frames, tmp_path):
    ids = frames["articles"].sort_values(["published", "article_id"])["article_id"].tolist()

    def kept(folder, *cuts):
        for cut in cuts:
            decisions = recall_decisions(tmp_path / folder)
            link(of(frames, ids[:cut]), Lexicon.default(), decisions=decisions)
            keep_decisions(decisions, tmp_path / folder)
        return rows_path(tmp_path / folder).read_bytes()

    assert kept("once", 40) == kept("twice", 40, 40) == kept("grown", 30, 40)


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"no array at all", None, "rows"])
def test_damaged_decisions_are_made_again(tmp_path, frames, damage):
    some = of(frames, frames["articles"]["article_id"].tolist()[:9])
    decisions = Decisions()
    expected = link(some, Lexicon.default(), decisions=decisions)
    keep_decisions(decisions, tmp_path)
    assert len(recall_decisions(tmp_path).kept.articles) == 9
    path = (rows_path if damage == "rows" else decisions_path)(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:-8] if damage in (None, "rows") else damage)
    again = recall_decisions(tmp_path)
    assert len(again.kept.articles) == 0
    same(link(some, Lexicon.default(), decisions=again), expected)
    path.write_bytes(data)
    wrong = bytearray(decisions_path(tmp_path).read_bytes())
    wrong[-3] ^= 1
    decisions_path(tmp_path).write_bytes(wrong)
    assert len(recall_decisions(tmp_path).kept.articles) == 0


def test_numbers_tell_runs_by_their_order_and_lists_are_taken_in_any():
    numbers = np.array([1, 2, 2, 1, 1], dtype=np.uint64)
    runs = numbers_of_runs(numbers, np.array([0, 2, 4, 5, 5]))
    assert len({*runs.tolist()}) == 4 and runs[3] == 0
    assert runs[0] == numbers_of_runs(numbers[:2], np.array([0, 2]))[0]
    assert number_of_all([1, 2]) != number_of_all([2, 1]) and number_of("a") != number_of("b")
    lists = Lists.of([[1, 2**64 - 1], [], [3]]).joined(Lists.of([[4, 5]]))
    assert [each.tolist() for each in map(lists.taken(np.array([3, 1, 0])).__getitem__, range(3))] == [
        [4, 5],
        [],
        [1, 2**64 - 1],
    ]


def test_whatever_is_read_of_an_article_is_in_its_number(frames):
    some = of(frames, frames["articles"]["article_id"].tolist()[:3])
    linked = link(some, Lexicon.default())
    events, articles = linked["events"].head(1), linked["articles"]
    unnamed = set(linked["actors"].query("kind == 'unnamed'")["actor_id"])
    words = context.ArticleContext(articles)

    def number(events, articles=articles, unnamed=unnamed):
        (found,) = ArticleReports(events, articles, unnamed, words).numbers.tolist()
        return found

    before = number(events)
    assert before == number(events.copy())
    actor = {*events["source_ids"].iloc[0], *events["target_ids"].iloc[0]}
    assert actor and before != number(events, unnamed=unnamed ^ actor)
    for name in {*READ, *STATED} - {"article_id"}:
        other = {"source_ids": [["ac_q"]], "date_start": [pd.Timestamp("1999-01-01", tz="UTC")]}
        value = events[name].iloc[0]
        changed = other.get("source_ids" if isinstance(value, list) else "date_start" if name[:5] == "date_" and name[5:] in ("start", "end") else "")  # fmt: skip
        if changed is None:
            changed = [7] if pd.api.types.is_numeric_dtype(events[name]) else ["other"]
        if pd.api.types.is_bool_dtype(events[name]):
            changed = [not value]
        row = events.assign(**{name: pd.Series(changed, index=events.index)})
        assert number(row) != before, name
    for name, value in (("published", pd.Timestamp("1999-01-01", tz="UTC")), ("source", "Other")):
        assert number(events, articles.assign(**{name: value})) != before, name


def test_whatever_a_report_says_is_in_its_number(frames):
    articles, events = frames["articles"], frames["events"]
    report = read_reports(
        link(of(frames, articles["article_id"][:2]), Lexicon.default())["events"], articles
    )[0]
    words = context.ArticleContext(articles)
    before = report.number(words)
    assert before == replace(report, row=report.row + 1).number(words) and len(events)
    for field in fields(report):
        old = getattr(report, field.name)
        new = {
            str: f"{old}x", bool: not old, int: 7, frozenset: frozenset({"q"}), tuple: (3, 4), type(None): 9
        }[type(old)]  # fmt: skip
        if field.name != "row":
            assert replace(report, **{field.name: new}).number(words) != before, field.name
