"""Headlines, whose verbs a tagger takes for nouns: whole lines through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda headline: events_of(headline, part="title")


@pytest.mark.parametrize(
    ("headline", "event_type", "source", "target"),
    [
        ("Opposition leader shot dead at rally", "ASSAULT", "", "Opposition leader"),
        ("Minister quits over migrant deal", "RETREAT", "Minister", "migrant deal"),
        ("Police fire on crowd, kill three", "ASSAULT", "Police", "crowd"),
        ("Bomb found under MP's car", "ASSAULT", "", "MP's car"),
        ("Five soldiers die in roadside blast", "ASSAULT", "", "Five soldiers"),
        ("Two held over murder of mayor", "COERCE", "", "Two"),
        ("EU to impose sanctions on Belarus airline", "THREATEN", "EU", "Belarus airline"),
        ("Former general to stand trial over massacre", "ACCUSE", "", "Former general"),
        ("Israel, Lebanon agree to extend truce", "AGREE", "Israel; Lebanon", "truce"),
        ("Iran, Iraq sign border pact", "SUPPORT", "Iran; Iraq", ""),
        ("Foreign minister visit to Tehran", "CONSULT", "minister", "Tehran"),
        ("US-Iran talks collapse", "CONSULT", "", ""),
        ("Strike grounds 300 flights in Germany", "PROTEST", "", ""),
    ],
)
def test_who_does_what_in_a_headline(read, headline, event_type, source, target):
    first = read(headline)[0]
    assert (first.event_type, first.source_text, first.target_text) == (event_type, source, target)


@pytest.mark.parametrize("headline", ["House fire kills three in Leeds", "Prime minister's house in Kyiv"])
def test_a_noun_is_no_verb(read, headline):
    assert read(headline) == []


def test_a_noun_that_is_an_event_stays_one(read):
    assert [(e.trigger, e.target_text) for e in read("Air strikes in Gaza")] == [("Air strikes", "")]
