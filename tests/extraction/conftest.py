"""One loaded pipeline for the whole room, and the events and quotations read with it."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.extraction.places import extract_places
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.model.vocabulary import QUOTE_KINDS
from analystkit.pipeline import load_pipeline, parse


@pytest.fixture(scope="session")
def nlp():
    return load_pipeline()


@pytest.fixture(scope="session")
def read(nlp):
    """A function from text to its part."""

    def _read(text, part="text"):
        (parsed,) = parse(nlp, [text])
        article = Article("a1", text, "") if part == "title" else Article("a1", "", text)
        return read_part(article, part, parsed.doc)

    return _read


@pytest.fixture(scope="session")
def events_of(nlp):
    """A function from the text, or title, of an article of a Tuesday (5 March 2024) to its events."""

    def _events(text, part="text"):
        title, body = (text, "") if part == "title" else ("", text)
        article = Article("a1", title, body, datetime(2024, 3, 5, tzinfo=UTC))
        parsed = read_part(article, part, nlp(text))
        return extract_events(parsed, [], extract_dates(parsed, Lexicon.default()), [], [], Lexicon.default())

    return _events


@pytest.fixture(scope="session")
def placed(nlp):
    """A function from the text of an article of that Tuesday to its events by their words, with mentions and places."""

    def _placed(text):
        part = read_part(Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC)), "text", nlp(text))
        lexicon = Lexicon.default()
        mentions = extract_mentions([part], lexicon)
        places = extract_places(part, mentions, lexicon)
        found = extract_events(part, mentions, extract_dates(part, lexicon), places, [], lexicon)
        return {event.trigger: event for event in found}

    return _placed


@pytest.fixture(scope="session")
def parties_of(events_of):
    """A function from text to its events: word, type, source and target of each."""
    return lambda text: [
        (event.trigger, event.event_type, event.source_text, event.target_text) for event in events_of(text)
    ]


@pytest.fixture(scope="session")
def check():
    """A function that holds a quotation to its text."""
    return _check


@pytest.fixture(scope="session")
def quotes_of(read):
    """A function from text to its quotations, rejected ones left out, each checked against the text."""

    def _quotes(text, part="text", mentions=False, status="auto"):
        scene = read(text, part)
        known = extract_mentions([scene], Lexicon.default()) if mentions else []
        found = extract_quotes(scene, known, Lexicon.default())
        for quote in found:
            _check(quote, text)
        return [quote for quote in found if quote.status == status]

    return _quotes


def _check(quote, text):
    """Hold a row to the contract: its words are the text's, and every span is inside it."""
    assert quote.text == text[quote.start : quote.end]
    assert quote.start == quote.segments[0][0] and quote.end == quote.segments[-1][1]
    assert all(0 <= start < end <= len(text) for start, end in quote.segments)
    assert all(one[1] <= other[0] for one, other in zip(quote.segments, quote.segments[1:], strict=False))
    assert quote.kind in QUOTE_KINDS
    if quote.cue_start is not None:
        assert quote.cue == text[quote.cue_start : quote.cue_end]
    if quote.speaker_start is None:
        assert quote.speaker_text == "" and quote.reason
    else:
        assert quote.speaker_text == text[quote.speaker_start : quote.speaker_end]
    assert 0 <= quote.confidence <= 1
