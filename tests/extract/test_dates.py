"""Time expressions: invented sentences with answers worked out by hand, and what must never break."""

from __future__ import annotations

import csv
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from analystkit.extract.dates import extract_dates
from analystkit.extract.part import ArticlePart, read_part
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
