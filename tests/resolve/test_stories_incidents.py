"""Copies of one text share a story; reports of one event share an incident and show where they disagree."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.model.schema import to_frame
from analystkit.resolve.incidents import resolve_incidents
from analystkit.resolve.report_reader import read_reports
from analystkit.resolve.stories import assign_stories

REPORT = (
    "Dockers in the port of Dunmore walked out on Friday after talks over night shifts broke down, leaving eleven "
    "ferries at the quay. The union said that four hundred of its members had joined, the harbour board spoke of fewer than two "
    "hundred. A mediator was due on Saturday, and both sides said that they would come. Lorries queued for six kilometres along the "
    "coast road by nightfall, and a brewery warned that its vats would have to be emptied within three days."
)
OTHER = (
    "The observatory at Kestrel Hill has found a comet that will come closer to the sun than any seen since the last century. Its tail "
    "was first noticed by a student who was cleaning the plates of another survey, and confirmed two nights later from an island in the south."
)


def stories(*texts, dates=None):
    rows = [
        {"article_id": f"a{n}", "title": f"Title {n}", "text": t, "published": dates[n] if dates else None}
        for n, t in enumerate(texts)
    ]
    return assign_stories(to_frame("articles", rows)).tolist()


def test_copies_with_another_dateline_and_headline_share_a_story():
    a, b, c = stories(REPORT, "DUNMORE (Coast Wire) - " + REPORT, OTHER)
    assert a == b != c


def test_a_shortened_copy_shares_the_story():
    a, b = stories(REPORT, REPORT.split(" Lorries", maxsplit=1)[0])
    assert a == b


def test_a_headline_printed_in_the_text_does_not_count():
    rows = [
        {"article_id": "a", "title": "Short one", "text": "Short one"},
        {"article_id": "b", "title": "Other", "text": "Other"},
    ]
    assert assign_stories(to_frame("articles", rows)).nunique() == 2


def test_short_and_empty_texts_are_copies_only_if_equal():
    a, b, c, d, e = stories("Talks fail.", "Talks fail.", "Talks resume.", "", "")
    assert a == b
    assert len({a, c, d, e}) == 4


def test_a_later_copy_leaves_the_id_as_it_was():
    before = stories(REPORT, OTHER, dates=["2023-05-02", "2023-05-03"])
    after = stories(
        REPORT, OTHER, REPORT + " More follows.", dates=["2023-05-02", "2023-05-03", "2023-05-04"]
    )
    assert after[:2] == before
    assert after[2] == before[0]


@given(st.permutations(range(5)))
@settings(max_examples=20, deadline=None)
def test_order_of_articles_changes_nothing(order):
    texts = [REPORT, OTHER, "DUNMORE - " + REPORT, OTHER + " It has no name yet.", "Talks fail."]
    frame = to_frame("articles", [{"article_id": f"a{n}", "text": texts[n]} for n in range(5)])
    whole = dict(zip(frame["article_id"], assign_stories(frame), strict=True))
    shuffled = frame.iloc[order]
    assert dict(zip(shuffled["article_id"], assign_stories(shuffled), strict=True)) == whole


@given(st.lists(st.text(max_size=200), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_text_has_a_story(texts):
    assert all(story.startswith("st_") for story in stories(*texts))


# ---- incidents


def report(article="a1", **fields):
    return {
        "article_id": article, "part": "text", "trigger": "attacked", "lemma": "attack", "event_type": "ASSAULT", "date_start": "2023-05-02",
        "date_end": "2023-05-02", "date_basis": "relative", "date_text": "on Tuesday", "factuality": "happened", "status": "auto", "place": "Dunmore", "country": "IRL",
        "place_precision": "city", "latitude": 52.1, "longitude": -7.0, "target_ids": ["ac_dockers"], **fields,
    }  # fmt: skip


def incidents(*reports, published=None, outlets=None, stories=None):
    rows = [{"event_id": f"e{n}", "start": n * 10, "end": n * 10 + 8, **r} for n, r in enumerate(reports)]
    ids = sorted({r["article_id"] for r in reports})
    articles = to_frame("articles", [
        {"article_id": a, "text": REPORT, "published": (published or {}).get(a, "2023-05-03"), "source": (outlets or {}).get(a, a),
         "story_id": (stories or {}).get(a, a)} for a in ids
    ])  # fmt: skip
    actors = to_frame("actors", [{"actor_id": "ac_someone", "name": "an official", "kind": "unnamed"}])
    frame, of_row = resolve_incidents(to_frame("events", rows), articles, actors)
    assert set(of_row) - {""} == set(frame["incident_id"])
    return frame, of_row.tolist()


def test_two_reports_of_one_attack_and_their_disagreement():
    frame, ids = incidents(
        report("a1", killed_min=12, killed_max=12, source_ids=["ac_north"]),
        report("a2", killed_min=14, killed_max=14, source_ids=["ac_south"], lemma="raid"),
    )
    assert len(set(ids)) == 1
    row = frame.iloc[0]
    assert (row["killed_min"], row["killed_max"], row["n_articles"], row["n_outlets"]) == (12, 14, 2, 2)
    assert row["conflicting"] == ["source", "killed"]
    assert row["source_ids"] == ["ac_north", "ac_south"]


@pytest.mark.parametrize(
    "other",
    [
        {"date_start": "2023-04-20", "date_end": "2023-04-20"},
        {"event_type": "CONSULT", "lemma": "meet"},
        {"factuality": "threatened"},
        {"place": "Kestrel", "latitude": 40.0, "longitude": 20.0, "country": "ALB", "target_ids": ["ac_miners"], "lemma": "bomb", "mode": "explosives"},
    ],
)  # fmt: skip
def test_what_is_another_event(other):
    _, ids = incidents(report("a1", mode="firearms"), report("a2", **other))
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"mode": "firearms"}, {"event_type": "COERCE", "mode": "arrest", "lemma": "arrest"}, False),
        ({"mode": "abduct", "lemma": "kidnap"}, {"event_type": "COERCE", "mode": "arrest", "lemma": "seize"}, True),
        ({"event_type": "COERCE", "mode": "cyber", "lemma": "cyber attack"}, {"lemma": "attack"}, True),
        ({"event_type": "PROTEST", "mode": "riot", "lemma": "riot"}, {"mode": "destroy", "lemma": "burn"}, True),
        ({"event_type": "PROTEST", "mode": "demo", "lemma": "march"}, {"mode": "firearms", "lemma": "shoot"}, False),
    ],
)  # fmt: skip
def test_what_one_event_can_be_told_as_within_an_article(first, second, one):
    _, ids = incidents(report("a1", **first), report("a1", **second))
    assert (ids[0] == ids[1]) is one


def test_what_has_gone_on_for_months_is_not_what_happened_on_a_day():
    since = report("a1", date_start="2023-02-01", date_end=None, date_precision="after")
    _, (first, second) = incidents(report("a1"), since)
    assert first != second
    recent = report("a1", date_start="2023-05-01", date_end=None, date_precision="after")
    _, (first, second) = incidents(report("a1"), recent)
    assert first == second


def test_a_report_without_a_date_is_of_the_week_before_it():
    undated = report("a1", date_start="2023-05-03", date_end="2023-05-03", date_basis="published", place="")
    for day, one in (("2023-04-28", True), ("2023-04-20", False)):
        dated = report("a1", date_start=day, date_end=day)
        _, (first, second) = incidents(dated, undated)
        assert (first == second) is one


def test_retaliation_is_not_the_raid_it_answers():
    there = report(
        "a1", lemma="raid", source_ids=["ac_north"], target_ids=["ac_south"], killed_min=3, killed_max=3
    )
    back = {
        "lemma": "bombard",
        "source_ids": ["ac_south"],
        "target_ids": ["ac_north"],
        "killed_min": 60,
        "killed_max": 60,
    }
    _, ids = incidents(there, report("a2", **back))
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("written", "heads"),
    [("thousands of miners", {"miner"}), ("two gas stations; the depot of the army", {"station", "depot"}), ("them", set()), ("", set())],
)  # fmt: skip
def test_a_count_or_a_pronoun_is_not_what_was_hit(written, heads):
    articles = to_frame("articles", [{"article_id": "a1", "text": REPORT, "published": "2023-05-03"}])
    events = to_frame(
        "events", [{"event_id": "e1", "start": 0, "end": 3, **report("a1", target_text=written)}]
    )
    assert read_reports(events, articles)[0].target_words == heads


def test_what_one_says_is_not_what_another_says():
    words = {
        "event_type": "ACCUSE",
        "mode": "",
        "lemma": "accuse",
        "target_ids": [],
        "place": "",
        "latitude": None,
        "longitude": None,
        "country": "",
    }
    undated = words | {"date_start": None, "date_end": None, "date_basis": ""}
    same = incidents(
        report("a1", **undated, source_ids=["ac_north"]), report("a2", **undated, source_ids=["ac_north"])
    )[1]
    other = incidents(
        report("a1", **undated, source_ids=["ac_north"]), report("a2", **undated, source_ids=["ac_south"])
    )[1]
    assert len(set(same)) == 1
    assert len(set(other)) == 2


def test_things_without_a_row_of_their_own_are_told_apart_by_their_nouns():
    same = [
        report("a1", place="", target_ids=[], target_text=text)
        for text in ("a gas station", "the gas station")
    ]
    other = [report("a1", place="", target_ids=[], target_text=text, lemma=word, mode=mode, date_start=None, date_end=None)
             for text, word, mode in (("a gas station", "burn", "destroy"), ("two paramilitary men", "gun down", "firearms"))]  # fmt: skip
    assert len(set(incidents(*same)[1])) == 1
    assert len(set(incidents(*other)[1])) == 2


def test_late_monday_and_early_tuesday_may_be_one():
    _, ids = incidents(report("a1"), report("a2", date_start="2023-05-03", date_end="2023-05-03"))
    assert ids[0] == ids[1]


def test_an_attempt_and_its_interception_are_one():
    frame, ids = incidents(
        report("a1", factuality="attempted", outcome="intercepted"),
        report("a1", lemma="shoot down", factuality="happened", part_of="e0"),
    )
    assert ids[0] == ids[1]
    assert frame.loc[0, "n_events"] == 2


def test_rejected_and_negated_rows_report_nothing():
    frame, ids = incidents(report("a1", status="rejected"), report("a2", factuality="negated"), report("a3"))
    assert ids[:2] == ["", ""]
    assert frame["n_articles"].tolist() == [1]


def test_copies_count_once():
    frame, _ = incidents(
        report("a1"), report("a2"), stories={"a1": "s", "a2": "s"}, outlets={"a1": "Wire", "a2": "Echo"}
    )
    assert frame.loc[0, ["n_articles", "n_stories", "n_outlets"]].tolist() == [2, 1, 2]


def test_claims_without_a_name_are_visible():
    nameless = report("a1", attribution_text="an official", attribution_id="ac_someone")
    assert incidents(nameless)[0].loc[0, "anonymous_only"]
    assert not incidents(nameless, report("a2"))[0].loc[0, "anonymous_only"]


def test_a_later_report_keeps_the_id():
    _, before = incidents(report("a1"), published={"a1": "2023-05-03"})
    _, after = incidents(report("a1"), report("a2"), published={"a1": "2023-05-03", "a2": "2023-05-05"})
    assert after == before * 2


def test_no_events_no_incidents():
    frame, ids = resolve_incidents(to_frame("events", []), to_frame("articles", []))
    assert frame.empty
    assert ids.empty
    assert isinstance(ids, pd.Series)


@pytest.mark.parametrize("day", ["1453-05-29", "2999-12-31"])
def test_any_century_can_be_reported_and_printed(day):
    found, ids = incidents(report(date_start=day, date_end=day), published={"a1": day})
    assert len(found) == 1 and len(set(ids)) == 1
    assert len(stories(REPORT, OTHER, dates=[day, "2023-01-01"])) == 2
