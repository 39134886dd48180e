"""An archive that grows gives what it gives at once: decisions taken over are those that would be made again."""

from __future__ import annotations

import math
import random
from dataclasses import astuple, fields, replace

import pandas as pd
import pytest

from analystkit.corpus.kept_decisions import decisions_path, keep_decisions, recall_decisions
from analystkit.corpus.linking import link
from analystkit.lexicon import Lexicon
from analystkit.resolve import context
from analystkit.resolve.decisions import Decisions, number_of, number_of_all
from analystkit.resolve.reports import read_reports
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


@pytest.mark.parametrize("seed", range(6))
def test_any_increments_give_what_one_run_gives(frames, seed, tmp_path):
    rng = random.Random(seed)
    ids = frames["articles"]["article_id"].tolist()
    if seed % 2:
        # Else the newest come last, as in an archive that is kept up.
        rng.shuffle(ids)
    cuts = sorted({*rng.sample(range(1, len(ids)), rng.randint(1, 4)), len(ids)})
    for cut in cuts:
        decisions = recall_decisions(tmp_path)
        grown = link(of(frames, ids[:cut]), Lexicon.default(), decisions=decisions)
        keep_decisions(decisions, tmp_path)
        same(grown, link(of(frames, ids[:cut]), Lexicon.default()))
    assert grown["incidents"]["n_articles"].max() > 3
    # Articles may also go.
    decisions = recall_decisions(tmp_path)
    fewer = of(frames, rng.sample(ids, len(ids) // 2))
    same(link(fewer, Lexicon.default(), decisions=decisions), link(fewer, Lexicon.default()))


def test_newer_articles_leave_old_decisions_as_they_are(frames, tmp_path):
    ids = frames["articles"].sort_values(["published", "article_id"])["article_id"].tolist()
    first, second = Decisions(), Decisions()
    link(of(frames, ids[:90]), Lexicon.default(), decisions=first)
    assert first.made > 100
    second = Decisions(first.whole())
    link(of(frames, ids), Lexicon.default(), decisions=second)
    # No more than the new ones with what they may belong to, and the old ones that are close to them.
    assert 0 < second.made < 0.5 * first.made
    third = Decisions(second.whole())
    link(of(frames, ids), Lexicon.default(), decisions=third)
    assert third.made == 0 and third.whole().incidents.tolist() == second.whole().incidents.tolist()


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"no array at all", None])
def test_damaged_comparisons_are_made_again(tmp_path, damage):
    decisions = Decisions()
    decisions.note(7, [1, 2**64 - 1], {2**64 - 1: 0.75})
    decisions.note(5, [], {})
    keep_decisions(decisions, tmp_path)
    assert recall_decisions(tmp_path).known(7) == {1: -math.inf, 2**64 - 1: 0.75}
    assert recall_decisions(tmp_path).known(5) == {} == recall_decisions(tmp_path).known(6)
    path = decisions_path(tmp_path)
    path.write_bytes(path.read_bytes()[:-8] if damage is None else damage)
    assert recall_decisions(tmp_path).known(7) == {}


def test_numbers_are_found_whole_and_orders_count():
    decisions = Decisions()
    decisions.note(2**64 - 1, [3], {})
    decisions.note(2**64 - 2, [4], {})
    known = Decisions(decisions.whole())
    assert list(known.known(2**64 - 1)) == [3] and list(known.known(2**64 - 2)) == [4]
    assert known.known(2**64 - 3) == {} and known.made == 0


def test_a_report_compared_with_the_very_same_is_taken_over_whole():
    first = Decisions()
    first.note(7, [3, 2**64 - 1, 5], {2**64 - 1: 0.75, 5: 0.6})
    first.note(8, [], {})
    then = Decisions(first.whole())
    assert (
        then.same(7, [3, 5]) is None and then.same(7, [5, 2**64 - 1, 3]) is None and then.same(9, []) is None
    )
    assert len(then.whole().reports) == 0
    assert then.same(7, [3, 2**64 - 1, 5]) == {2**64 - 1: 0.75, 5: 0.6} and then.same(8, []) == {}
    assert all((a == b).all() for a, b in zip(astuple(first.whole()), astuple(then.whole()), strict=True))
    assert number_of_all([1, 2]) != number_of_all([2, 1]) and number_of("a") != number_of("b")


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
