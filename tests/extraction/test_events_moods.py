"""What a bare form, an identity wanted or a side that speaks makes of a deed, and deeds told in small clauses. Through the embedded pipeline."""

import pytest

from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon


@pytest.fixture
def judged(read):
    def _judged(text):
        part, lexicon = read(text), Lexicon.default()
        mentions = extract_mentions([part], lexicon)
        quotes = extract_quotes(part, mentions, lexicon)
        return {
            (event.event_type, event.factuality)
            for event in extract_events(part, mentions, [], [], quotes, lexicon)
        }

    return _judged


@pytest.mark.parametrize(
    ("text", "kind", "factuality"),
    [
        # Bare forms and questions tell of nothing done.
        ("They demand that the mayor step down and that the captain be freed.", "RETREAT", "hypothetical"),
        ("Prosecutors opened an inquiry into whether two officers committed genocide.", "ASSAULT", "hypothetical"),
        ("Nobody wanted to be the one who fired the first shot.", "ASSAULT", "negated"),
        ("She denied being the woman who shot the mayor.", "ASSAULT", "denied"),
        ("He had gone on television to dissolve the chamber.", "COERCE", "attempted"),
        # Who speaks for a side makes a claim.
        ("According to a letter which his lawyer published, he had been kidnapped.", "ASSAULT", "alleged"),
        ("The man's lawyer said that he had been beaten.", "ASSAULT", "alleged"),
        ("The rebels said the army had shelled the village.", "ASSAULT", "alleged"),
        ("A spokesman for the Thai army said that Cambodian troops had opened fire.", "ASSAULT", "alleged"),
        ("The army's spokesman said that Cambodian troops had opened fire.", "ASSAULT", "alleged"),
        ("In the novel a detective is murdered in a library.", "ASSAULT", "hypothetical"),
        ("Two men were caught as they were about to plant a bomb.", "ASSAULT", "attempted"),
        ("None of the hostages has been released.", "RETREAT", "negated"),
        ("Both governments say that not a shot has been fired along the line.", "ASSAULT", "negated"),
        # ... and the same told plainly.
        ("The jury took two hours to convict the nurse.", "SANCTION", "happened"),
        ("He was the man who shot the mayor.", "ASSAULT", "happened"),
        ("The police said rebels had shelled the village.", "ASSAULT", "happened"),
        ("It took a month for four envoys to be sent home.", "SANCTION", "happened"),
    ],
)  # fmt: skip
def test_who_speaks_and_in_what_mood(judged, text, kind, factuality):
    told = {each for kind_, each in judged(text) if kind_ == kind}
    assert told == {factuality}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mexico saw its ambassador expelled from Lima in December.", "SANCTION"),
        ("The opposition had three of its leaders jailed.", "COERCE"),
        ("Moscow banished as many Americans.", "SANCTION"),
        ("Governments in Europe ejected about sixty more.", "SANCTION"),
        ("Britain had sent packing twenty-three before anyone else moved.", "SANCTION"),
        ("Two of her ministers had walked out over the budget.", "RETREAT"),
        ("Police announced that the twelve had been released.", "RETREAT"),
        ("Within days of the abduction the police found the car.", "ASSAULT"),
        ("The prime minister quit on Wednesday.", "RETREAT"),
        ("The general relinquished power to a civilian council.", "RETREAT"),
    ],
)
def test_a_deed_is_found_whatever_the_parse(judged, text, kind):
    assert (kind, "happened") in judged(text)
