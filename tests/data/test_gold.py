"""The gold answers hold together: they point into their articles, use the ontology's words, and cover the corpus."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
FACTUALITY = {
    "happened", "ongoing", "planned", "threatened", "attempted", "alleged", "denied", "negated", "hypothetical", "unknown",
}  # fmt: skip
OUTCOMES = {"succeeded", "foiled", "failed", "intercepted", None}
PRECISION = {
    "day", "week", "part-of-month", "month", "quarter", "season", "part-of-year", "year", "decade", "before", "after",
}  # fmt: skip
SPEAKERS = {"official", "party", "witness", "expert", "media", "document"}
SECTORS = set(
    re.findall(
        r"\w+",
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC",
    )
)
# Sets of reports of one affair, written for joining: their gold is events and incidents.
EVENTS_ONLY = {"iran-pakistan", "navalny", "ecuador-gangs", "karabakh-truces"}
NON_STATE = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "KOS"}
KINDS = {
    "person", "government", "military", "armed group", "party", "intergovernmental", "ngo", "company", "media",
}  # fmt: skip


def standing(words: str, text: str) -> int:
    """How often some words stand in a text as whole words."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


@pytest.mark.parametrize("table", ["events", "quotes", "not_quotes", "dates"])
def test_every_row_names_an_article(table, texts, gold):
    assert {row["article"] for row in getattr(gold, table)} <= set(texts)


@pytest.mark.parametrize("table", ["events", "not_quotes", "dates"])
def test_every_anchor_stands_once_in_its_article(table, texts, gold):
    counts = {row["anchor"]: texts[row["article"]].count(row["anchor"]) for row in getattr(gold, table)}
    assert {anchor: n for anchor, n in counts.items() if n != 1} == {}


@pytest.mark.parametrize(
    ("table", "field"), [("events", "trigger"), ("not_quotes", "text"), ("dates", "text")]
)
def test_the_first_match_in_the_anchor_is_a_whole_word(table, field, gold):
    for row in getattr(gold, table):
        assert standing(row[field], row["anchor"]) >= 1, row
        first = row["anchor"].find(row[field])
        whole = re.search(rf"(?<!\w){re.escape(row[field])}(?!\w)", row["anchor"])
        assert whole is not None and whole.start() == first, row


def test_events_use_the_ontology(gold):
    for row in gold.asserted():
        assert row["event_type"] in TYPES, row
        assert set(row["event_type_also"]) <= TYPES - {row["event_type"]}, row
        assert row["factuality"] in FACTUALITY, row
        assert set(row["factuality_also"]) <= FACTUALITY - {row["factuality"]}, row
        assert row["outcome"] in OUTCOMES, row
        assert row["date_precision"] in PRECISION | {None}, row
        assert (row["outcome"] is None) or row["factuality"] in {"attempted", "planned"}, row
    for row in gold.refused():
        assert row["event_type"] in TYPES, row
        assert row["why"], row
        assert set(row["forbidden_factuality"]) <= FACTUALITY, row
        assert row["expected_factuality"] not in row["forbidden_factuality"], row


def test_names_in_events_are_as_written(texts, gold):
    for row in gold.asserted():
        names = [*(row["source"] or []), *(row["target"] or []), row["attribution"], row["weapon"]]
        for name in filter(None, names):
            assert name in texts[row["article"]], (row["article"], name)


def test_counts_and_dates_are_ordered(gold):
    for row in gold.asserted():
        for low, high in (("killed_min", "killed_max"), ("injured_min", "injured_max")):
            if row[low] is not None and row[high] is not None:
                assert 0 <= row[low] <= row[high], row
    for row in [*gold.asserted(), *gold.dates, *gold.incidents]:
        precision = row.get("precision") or row.get("date_precision")
        days = [row["date_start"], row["date_end"]]
        assert precision in PRECISION | {None}, row
        assert (precision == "after") == (days[0] is not None and days[1] is None), row
        assert (precision == "before") == (days[0] is None and days[1] is not None), row
        start, end = (day and dt.date.fromisoformat(day) for day in days)
        if start and end:
            assert start <= end, row
            assert precision != "month" or start.day == 1, row


def test_dates_name_a_day_near_their_article(texts, gold):
    for row in gold.asserted():
        year = int((row["date_start"] or row["date_end"] or "2020")[:4])
        assert 1900 < year < 2031, row


def test_no_event_is_both_required_and_forbidden(texts, gold):
    refused = defaultdict(list)
    for row in gold.refused():
        if not row["forbidden_source"]:
            refused[row["article"], row["event_type"]].append(row)

    def span(row):
        at = texts[row["article"]].find(row["anchor"]) + row["anchor"].find(row["trigger"])
        return at, at + len(row["trigger"])

    for row in gold.asserted():
        for other in refused[row["article"], row["event_type"]]:
            allowed = {row["factuality"], *row["factuality_also"]} - set(other["forbidden_factuality"])
            start, end = span(row)
            first, last = span(other)
            assert allowed or not (start < last and first < end), (row, other)


def test_segments_stand_in_their_article_in_order(texts, gold):
    for row in gold.quotes:
        text, at = texts[row["article"]], -1
        for segment in row["segments"]:
            at = text.find(segment, at + 1)
            assert at >= 0, (row["article"], segment)
        assert row["kind"] in {"direct", "indirect", "mixed"}
        assert row["speaker_type"] in SPEAKERS
        assert row["speaker_resolved"]
        for name in filter(None, (row["cue"], row["speaker"])):
            assert name in text, (row["article"], name)


def test_nobody_real_is_quoted_directly(gold):
    """Direct quotations are invented, so they belong to unnamed speakers, institutions or private persons."""
    public = {row["name"] for row in gold.actors if row["kind"] == "person" and row["sector"] != "CVL"}
    direct = {row["speaker_resolved"] for row in gold.quotes if row["kind"] == "direct"}
    assert direct & public == set()


MARKS = '"“”'


def test_direct_segments_stand_in_marks_and_indirect_ones_hold_none(texts, gold):
    terms = defaultdict(list)
    for row in gold.not_quotes:
        terms[row["article"]].append(row["text"])
    for row in gold.quotes:
        text, at = texts[row["article"]], -1
        for segment in row["segments"]:
            at = text.find(segment, at + 1)
            if row["kind"] == "direct" and row["article"] != "2023-10-03_haiti-briefing.md":
                assert text[at - 1] in MARKS, (row["article"], segment)
            if row["kind"] == "indirect":
                marked = re.findall(rf"[{MARKS}]([^{MARKS}]*)[{MARKS}]", segment)
                assert set(marked) <= set(terms[row["article"]]), (row["article"], segment)


def test_every_passage_in_marks_is_accounted_for(texts, gold):
    """What stands in double marks is in a quotation, or listed as none, and is not forgotten."""
    known = defaultdict(list)
    for row in gold.quotes:
        known[row["article"]] += row["segments"]
    for row in gold.not_quotes:
        known[row["article"]].append(row["anchor"])
        known[row["article"]].append(row["text"])
    forgotten = []
    for key, text in texts.items():
        for passage in re.findall(r'["“]([^"“”]{2,}?)["”]', text):
            if not any(passage in words or words in passage for words in known[key]):
                forgotten.append((key, passage))
    assert forgotten == []


def test_the_split_divides_the_corpus_by_topic(texts, gold):
    assert Counter(row["article"] for row in gold.split) == Counter(list(texts))
    halves = Counter(row["split"] for row in gold.split)
    assert halves == {"dev": 83, "test": 59}
    for topic in {row["topic"] for row in gold.split}:
        assert len({row["split"] for row in gold.split if row["topic"] == topic}) == 1, topic
    of = {row["article"]: row["split"] for row in gold.split}
    for row in [*gold.stories, *gold.incidents]:
        assert len({of[article] for article in row["articles"]}) == 1, row


def test_every_article_has_gold_of_each_kind(texts, gold):
    assert {row["article"] for row in gold.events} == set(texts)
    sets = [row for row in gold.split if row["topic"] in EVENTS_ONLY]
    assert len(sets) == 14 and {row["split"] for row in sets} == {"dev"}
    for table in ("quotes", "dates"):
        assert {row["article"] for row in getattr(gold, table)} == set(texts) - {
            row["article"] for row in sets
        }, table


def test_sets_of_one_affair_tell_incidents_in_every_article(gold):
    told = {article for row in gold.incidents for article in row["articles"]}
    assert {row["article"] for row in gold.split if row["topic"] in EVENTS_ONLY} <= told


def test_actors_use_the_codes_and_their_names_occur(texts, gold):
    assert len({row["actor"] for row in gold.actors}) == len(gold.actors)
    for row in gold.actors:
        assert row["kind"] in KINDS and row["sector"] in SECTORS, row
        assert re.fullmatch("[A-Z]{3}", row["country"]) or row["country"] in NON_STATE, row
        assert row["articles"] == sorted({article for article, _ in row["mentions"]}), row
        assert set(row["aliases"]) == {text for _, text in row["mentions"]}, row
        for article, text in row["mentions"]:
            assert standing(text, texts[article]), (article, text)


def test_a_mention_means_one_actor(gold):
    owner = {}
    for row in gold.actors:
        for article, text in row["mentions"]:
            assert owner.setdefault((article, text), row["actor"]) == row["actor"], (article, text)


def test_negatives_name_two_different_actors(gold):
    keys = {row["actor"] for row in gold.actors}
    pairs = {frozenset((row["a"], row["b"])) for row in gold.actor_negatives}
    assert len(pairs) == len(gold.actor_negatives)
    assert all(len(pair) == 2 and pair <= keys for pair in pairs)


def test_incident_members_are_gold_events(gold):
    events = {(row["article"], row["anchor"], row["trigger"]): row for row in gold.asserted()}
    seen = Counter()
    for row in gold.incidents:
        assert row["members"], row
        for member in row["members"]:
            assert events[tuple(member)]["incident"] == row["incident"]
            seen[tuple(member)] += 1
    assert set(seen.values()) == {1}
    assert {key for key, row in events.items() if row["incident"]} == set(seen)


def test_readmes_name_every_table():
    said = (DATA / "gold" / "README.md").read_text(encoding="utf-8")
    for path in (DATA / "gold").iterdir():
        assert path.name == "README.md" or path.name in said, path.name
