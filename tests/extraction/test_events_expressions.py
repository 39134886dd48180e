"""The many ways in which the news says one thing, and everyday senses of the same words: every line of ``event_expressions.csv``."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analystkit.extraction.events import extract_events
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline

LEXICON = Lexicon.default()
EXPRESSIONS = Path(__file__).parents[1] / "data" / "event_expressions.csv"


@pytest.fixture(scope="module")
def told():
    nlp = load_pipeline()

    def events(sentence):
        article = Article("a1", "", sentence, datetime(2024, 3, 5, tzinfo=UTC))
        return extract_events(read_part(article, "text", nlp(sentence)), [], [], [], [], LEXICON)

    return events


def _rows() -> list[tuple[str, str, str]]:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        return [(row["sentence"], row["type"], row["factuality"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("sentence", "kind", "factuality"), [row for row in _rows() if row[1]])
def test_an_expression_of_the_news_is_its_event(told, sentence, kind, factuality):
    assert (kind, factuality) in {(event.event_type, event.factuality) for event in told(sentence)}


@pytest.mark.parametrize("sentence", [sentence for sentence, kind, _ in _rows() if not kind])
def test_an_everyday_sense_is_none(told, sentence):
    assert [(event.event_type, event.trigger) for event in told(sentence)] == []


def test_what_is_counted_decides_what_is_done(told):
    (burnt,) = told("Gang members burned down dozens of homes.")
    assert (burnt.event_type, burnt.mode) == ("ASSAULT", "destroy")
    (seized,) = told("Customs officers seized two tonnes of cocaine.")
    assert (seized.event_type, seized.mode) == ("COERCE", "seize")
