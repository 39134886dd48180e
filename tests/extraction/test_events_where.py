"""Where an attack was: what it struck, a town no gazetteer knows, not the bigger one near by. Through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.extraction.places import extract_places
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.fixture
def read(nlp):
    def reading(text):
        part = read_part(Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC)), "text", nlp(text))
        mentions = extract_mentions([part], LEXICON)
        places = extract_places(part, mentions, LEXICON)
        return {
            e.trigger: e
            for e in extract_events(part, mentions, extract_dates(part, LEXICON), places, [], LEXICON)
        }

    return reading


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The army shelled the town of Terter on Monday.", "shelled", "Terter"),
        ("Ganja had been shelled on Monday.", "shelled", "Ganja"),
        ("Three rockets fell on Idlib, in north-western Syria, on Monday.", "fell", "Idlib"),
        ("The attack on Odesa killed two sailors from Mykolaiv.", "attack", "Odesa"),
        # What is said of a country is said nowhere in particular.
        ("The minister accused Norway on Monday.", "accused", ""),
    ],
)  # fmt: skip
def test_what_is_struck_is_where_it_was(read, text, trigger, place):
    assert read(text)[trigger].place_text == place
