"""Properties of extraction, over any text: it never fails, every row is the words at its offsets, ids do not depend on the company."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.corpus.build import extract_rows
from analystkit.extraction.dates import extract_dates
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, ArticleRows
from analystkit.pipeline import load_pipeline

often = settings.get_profile("often")

# What news is made of, and what news is not made of, in any order.
_NEWS = (
    "Rebels shelled the port on Monday", "killing at least 12 people", "said the minister", "the Ministry of Interior", "Ana Duarte", "he", "they",
    "was foiled", "threatened to attack", "denied that", "according to officials", "between 3 and 5 May", "last year", "in northern Syria",
    "two to three drones", "\u201cWe saw smoke", "\u201d", "\u2018", "\u2019", '"', "''", "she added:", "police arrested", "\n\n", "\n", ". ", ", ", " ", "- ", "Mr. ",
    "U.S.", "30 February 2021", "12/13/14", "Q3", "no one was hurt", "hundreds", "1,000,000", "$5bn", "@handle", "(AP)", "LONDON (Reuters) -",
)  # fmt: skip
_ODD = (
    "\u202e", "\u200b", "\ufeff", "\u0301" * 9, "\x1b[31m", "\x00", "\ufffd", "=" * 80, "\U0001f600" * 70, "w" * 300, "\u2028", "\x85", "<b>", "&amp;",
    "\u0130", "\u00df", "\ufb01", "المقاومة", "东京", "\t", "\r\n", "((((", "....", "\u00a0",
)  # fmt: skip
texts = st.lists(
    st.sampled_from(_NEWS) | st.sampled_from(_NEWS) | st.sampled_from(_ODD) | st.text(max_size=12), min_size=1, max_size=14
).map(" ".join)  # fmt: skip
days = st.none() | st.datetimes(datetime(1600, 1, 1), datetime(9999, 12, 31)).map(
    lambda d: d.replace(tzinfo=UTC)
)
BESIDE = Article(
    "beside", "Envoys met", "The governor met envoys in Cairo on Tuesday.", datetime(2023, 5, 1, tzinfo=UTC)
)


@pytest.fixture(scope="module")
def extract() -> Any:
    nlp, lexicon = load_pipeline(), Lexicon.default()
    return lambda *articles: list(extract_rows(articles, nlp, lexicon))


def rows_are_evidence(rows: ArticleRows) -> None:
    """Check every row of one article against its text."""
    article = rows.article
    part = {"title": article.title, "text": article.text}
    assert not rows.problems, rows.problems
    for words, found in (("text", [*rows.mentions, *rows.dates, *rows.places]), ("trigger", rows.events)):
        for row in found:
            assert row.start < row.end and part[row.part][row.start : row.end] == getattr(row, words), row
    for sentence in rows.sentences:
        assert 0 <= sentence.start < sentence.end <= len(part[sentence.part])
    for quote in rows.quotes:
        text = part[quote.part]
        assert [quote.start, quote.end] == [quote.segments[0][0], quote.segments[-1][1]], quote
        assert all(0 <= low < high <= len(text) for low, high in quote.segments), quote
        if quote.cue_start is not None:
            assert text[quote.cue_start : quote.cue_end] == quote.cue, quote
        if quote.speaker_start is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text, quote
    for held in (*(row.range for row in rows.dates), *(row.when for row in rows.events)):
        assert held.start is None or held.end is None or held.start <= held.end
    for event in rows.events:
        assert 0 <= event.confidence <= 1
        for low, high in ((event.killed_min, event.killed_max), (event.injured_min, event.injured_max)):
            assert low is None or high is None or 0 <= low <= high, event
    for name, found in (
        ("mention_id", rows.mentions),
        ("event_id", rows.events),
        ("quote_id", rows.quotes),
        ("sentence_id", rows.sentences),
    ):
        ids = [getattr(row, name) for row in found]
        assert len(set(ids)) == len(ids), name


@often
@given(title=st.just("") | texts, text=texts, published=days)
def test_every_row_is_the_words_at_its_offsets_and_keeps_its_ids(extract, title, text, published):
    article = Article("hostile", title, text, published)
    [alone] = extract(article)
    rows_are_evidence(alone)
    _, beside = extract(BESIDE, article)
    for kind in ("sentences", "mentions", "dates", "places", "quotes", "events"):
        assert getattr(beside, kind) == getattr(alone, kind), kind


_TIME = (
    "from", "between", "until", "since", "by", "the end of", "early", "late", "mid-", "last", "next", "this", "the", "first", "second", "week", "month",
    "year", "decade", "quarter", "weekend", "day", "days", "Monday", "Friday", "March", "May", "December", "spring", "2021", "1999", "30", "31", "29",
    "3", "0", "99", "and", "to", "-", "\u2013", "/", ",", "of", "ago", "after", "before", "tomorrow", "night", "14:30", "GMT", "a.m.", "noon", "Easter",
    "Ramadan", "the 1990s", "century", "every", "for", "in", "on", "hours", "two", "a", "now", ".", "\n\n", "9999", "February", "12/31/2020", "2020-W53",
)  # fmt: skip
expressions = st.lists(st.sampled_from(_TIME) | st.text(max_size=3), min_size=1, max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer


@often
@given(text=expressions, published=days)
def test_date_intervals_are_ordered_and_are_the_words(tokenizer, text, published):
    part = read_part(Article("a", "", text, published), "text", tokenizer(text))
    done = 0
    for row in extract_dates(part, Lexicon.default()):
        assert done <= row.start < row.end and text[row.start : row.end] == row.text
        assert row.range.start is None or row.range.end is None or row.range.start <= row.range.end
        done = row.end
