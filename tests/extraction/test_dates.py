"""Time expressions: invented sentences with answers worked out by hand, and what must never break."""

from __future__ import annotations

import csv
import itertools
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.lexicon import Lexicon
from analystkit.model.dates import BASES, PRECISIONS
from analystkit.model.rows import Article, TimeExpression

CASES = Path(__file__).with_name("data") / "dates.csv"
LEXICON = Lexicon.default()
PUBLISHED = "2023-03-15"
BLANK = spacy.blank("en")


def part_of(text: str, published: str = PUBLISHED, nlp: Language = BLANK) -> ArticlePart:
    when = None if published == "none" else datetime.fromisoformat(published).replace(tzinfo=UTC)
    return read_part(Article("a", "", text, when), "text", nlp(text))


def dates(text: str, published: str = PUBLISHED) -> list[TimeExpression]:
    return extract_dates(part_of(text, published), LEXICON)


def cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="|"))


def test_there_are_cases_enough() -> None:
    assert len(cases()) > 220


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['text']} [{case['expression']}]")
def test_case(case: dict[str, str]) -> None:
    found = dates(case["text"], case["published"] or PUBLISHED)
    told = [(e.text, e.type, e.value, e.range.start, e.range.end, e.range.precision) for e in found]
    if not case["expression"]:
        assert told == []
        return
    if not case["type"]:
        # The sentence may hold time expressions, but not this one.
        assert case["expression"] not in [e.text for e in found]
        return
    start, end = (date.fromisoformat(case[k]) if case[k] else None for k in ("start", "end"))
    assert (case["expression"], case["type"], case["value"], start, end, case["precision"]) in told


def test_spans_are_the_words_in_order_without_overlap() -> None:
    text = (
        "On Monday, 14 March 2022, at 3:15 p.m., and again from 3 to 5 May, shells fell; last week none did."
    )
    found = dates(text)
    assert [text[e.start : e.end] for e in found] == [e.text for e in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_basis_tells_what_the_words_name() -> None:
    told = {
        e.text: e.range.basis
        for e in dates("In May 2021 and on 3 March he left; on Monday and last year too.")
    }
    assert told == {
        "May 2021": "explicit",
        "3 March": "explicit",
        "Monday": "relative",
        "last year": "relative",
    }


def test_a_date_of_the_text_anchors_what_follows_in_the_next_sentence() -> None:
    found = dates("He was jailed on 3 May 2001. Three days later he fled. He was caught the following month.")
    assert [e.value for e in found] == ["2001-05-03", "2001-05-06", "2001-06"]


def test_a_weekday_keeps_its_part_of_the_day_in_front_of_its_date() -> None:
    found = dates("He was held on Monday evening, 6 March 2023, and on Friday night 40 men came.")
    assert [e.value for e in found] == ["2023-03-06TEV", "2023-03-10TNI"]


def test_a_morning_counted_from_what_happened_is_on_no_day_of_its_own() -> None:
    (found,) = dates("The morning after the raid he fled.")
    assert (found.text, found.value, found.range.start) == ("The morning", "XXXX-XX-XXTMO", None)


def test_a_month_takes_the_year_its_sentence_speaks_of() -> None:
    found = dates("The siege began on 5 June 1967 and by September it was over.")
    assert [e.value for e in found] == ["1967-06-05", "1967-09"]


@pytest.mark.parametrize(
    "tags, heads, deps, value",
    [
        # "Envoys arrive Friday" with a past and with a coming verb, told by the parse alone.
        (["NNS", "VBD", "NNP"], [1, 1, 1], ["nsubj", "ROOT", "npadvmod"], "2023-03-10"),
        (["NNS", "VBP", "NNP"], [1, 1, 1], ["nsubj", "ROOT", "npadvmod"], "2023-03-10"),
    ],
)
def test_the_verb_that_governs_decides(
    tags: list[str], heads: list[int], deps: list[str], value: str
) -> None:
    doc = Doc(BLANK.vocab, words=["Envoys", "arrive", "Friday"], tags=tags, heads=heads, deps=deps)
    part = read_part(Article("a", "", doc.text, datetime(2023, 3, 15, tzinfo=UTC)), "text", doc)
    assert [e.value for e in extract_dates(part, LEXICON)] == [value]


def test_a_modal_in_the_parse_looks_ahead_over_a_nearer_past_verb() -> None:
    words = ["The", "court", "will", "hear", "the", "men", "it", "jailed", "on", "Friday"]
    tags = ["DT", "NN", "MD", "VB", "DT", "NNS", "PRP", "VBD", "IN", "NNP"]
    deps = ["det", "nsubj", "aux", "ROOT", "det", "dobj", "nsubj", "relcl", "prep", "pobj"]
    for head, value in ((3, "2023-03-17"), (7, "2023-03-10")):
        heads = [1, 3, 3, 3, 5, 3, 7, 5, head, 8]
        doc = Doc(BLANK.vocab, words=words, tags=tags, heads=heads, deps=deps)
        part = read_part(Article("a", "", doc.text, datetime(2023, 3, 15, tzinfo=UTC)), "text", doc)
        assert [e.value for e in extract_dates(part, LEXICON)] == [value]


def test_an_infinitive_looks_ahead_and_what_governs_it_back() -> None:
    words = ["They", "agreed", "on", "Monday", "to", "leave", "on", "Friday"]
    tags = ["PRP", "VBD", "IN", "NNP", "TO", "VB", "IN", "NNP"]
    heads, deps = [1, 1, 1, 2, 5, 1, 5, 6], ["nsubj", "ROOT", "prep", "pobj", "aux", "xcomp", "prep", "pobj"]
    doc = Doc(BLANK.vocab, words=words, tags=tags, heads=heads, deps=deps)
    part = read_part(Article("a", "", doc.text, datetime(2023, 3, 15, tzinfo=UTC)), "text", doc)
    assert [e.value for e in extract_dates(part, LEXICON)] == ["2023-03-13", "2023-03-17"]


def test_a_passive_infinitive_looks_ahead() -> None:
    words, tags = (
        ["Arms", "are", "to", "be", "stored", "on", "Friday"],
        ["NNS", "VBP", "TO", "VB", "VBN", "IN", "NNP"],
    )
    heads, deps = [4, 4, 4, 4, 4, 4, 5], ["nsubjpass", "auxpass", "aux", "auxpass", "ROOT", "prep", "pobj"]
    doc = Doc(BLANK.vocab, words=words, tags=tags, heads=heads, deps=deps)
    part = read_part(Article("a", "", doc.text, datetime(2023, 3, 15, tzinfo=UTC)), "text", doc)
    assert [e.value for e in extract_dates(part, LEXICON)] == ["2023-03-17"]


def test_own_words_are_read() -> None:
    mine = LEXICON.extended(named_days=[{"name": "Heron Day", "rule": "06-02"}])
    part = part_of("They marched on Heron Day 2021.")
    assert [e.value for e in extract_dates(part, mine)] == ["2021-06-02"]
    assert [e.value for e in extract_dates(part, LEXICON)] == ["2021"]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "in 9999", "by the year 9999", "December 9999", "the 9990s", "10,000 years ago", "999999999999 years later",
        "the 99th century", "0000-00-00", "99/99/9999", "1" * 5000, "the " * 3000, "first " * 2000, "May " * 2000, "1-2-3-" * 2000,
        "next " * 500 + "year", "a few " * 900 + "days ago", "5 " * 3000, "٣ مارس", "３ May 2021", "\u200f3\u200f May\u200f 2021", "Q3Q3Q3",
        "between " * 400, "from 3 to 4 to 5 to 6 May", "- - - March - - -", "12:99 pm", "25:00 GMT", "99 o'clock", "'" * 3000,
    ],
)  # fmt: skip
def test_nothing_breaks_it(text: str) -> None:
    for published in (PUBLISHED, "none", "0001-01-01", "9999-12-31"):
        begun = time.process_time()
        for found in dates(text, published):
            assert text[found.start : found.end] == found.text
        assert time.process_time() - begun < 5


PIECES = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "past",
        "two",
        "three",
        "3",
        "14",
        "2021",
        "90",
        "May",
        "March",
        "Monday",
        "on",
        "in",
        "of",
        "from",
        "to",
        "between",
        "and",
        "-",
        ",",
        ".",
        "'",
        "s",
        "since",
        "until",
        "before",
        "after",
        "by",
        "early",
        "late",
        "mid",
        "end",
        "week",
        "month",
        "year",
        "day",
        "days",
        "ago",
        "later",
        "earlier",
        "every",
        "daily",
        "morning",
        "night",
        "at",
        "3",
        ":",
        "15",
        "p.m.",
        "GMT",
        "Q",
        "3",
        "/",
        "quarter",
        "first",
        "second",
        "half",
        "century",
        "1990",
        "s",
        "summer",
        "fall",
        "Christmas",
        "overnight",
        "now",
        "few",
        "about",
        "half",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=14),
    st.sampled_from([PUBLISHED, "none", "0001-01-02", "9999-12-30", "2024-02-29"]),
)
def test_any_words_give_well_formed_rows(words: list[str], published: str) -> None:
    text = " ".join(words)
    last = 0
    for found in dates(text, published):
        assert last <= found.start < found.end and text[found.start : found.end] == found.text
        assert found.type in ("DATE", "TIME", "DURATION", "SET") and found.value
        assert found.range.precision in PRECISIONS and found.range.basis in (*BASES, "")
        assert found.range.precision != "before" or found.range.start is None
        assert found.range.precision != "after" or found.range.end is None
        last = found.end


def test_time_grows_with_the_text_alone() -> None:
    sentence = "On the first Monday of May 2021, between 3 and 5 p.m., the second of two late trains left. "
    short, long = part_of(sentence * 200), part_of(sentence * 1600)
    costs = []
    for part in (short, long):
        begun = time.process_time()
        extract_dates(part, LEXICON)
        costs.append((time.process_time() - begun) / len(part.tokens))
    assert costs[1] < 4 * costs[0] + 1e-5


@pytest.mark.parametrize(
    "sentence",
    ["The hearing has been put back to July.", "The vote was postponed until July.", "The trial was adjourned to July."],
)  # fmt: skip
def test_what_is_given_another_day_is_ahead(sentence, nlp):
    part = read_part(Article("a1", "", sentence, datetime(2024, 5, 17, tzinfo=UTC)), "text", nlp(sentence))
    (found,) = extract_dates(part, Lexicon.default())
    assert found.value == "2024-07"
