"""What stands beside a deed and is no part of it: denials, days and participles of other clauses. Through the embedded pipeline."""

from datetime import date

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("His testimony contradicts that of two officers who were acquitted in 2015.", "acquitted", "happened"),
        ("The minister ruled out talks while the protest lasted.", "protest", "happened"),
        ("The rebels denied that they had shelled the town.", "shelled", "denied"),
        (
            "The army spokesman denied that the town had fallen but declined to withdraw from it.",
            "declined", "happened",
        ),
        ("The EU is drawing up sanctions against the firm.", "sanctions", "planned"),
    ],
)  # fmt: skip
def test_a_denial_reaches_what_is_denied(read, sentence, trigger, label):
    assert read(sentence)[trigger].factuality == label


@pytest.mark.parametrize(
    ("sentence", "trigger", "source"),
    [
        ("Regional leaders meeting in Nairobi ordered an immediate ceasefire.", "ordered an immediate ceasefire", "Regional leaders"),
        ("Hackers linked to military intelligence broke into the servers.", "broke into", "Hackers"),
        (
            "The army spokesman denied that the town had fallen but declined to withdraw from it.",
            "declined", "The army spokesman",
        ),
    ],
)  # fmt: skip
def test_whose_participle_stands_before_the_verb(read, sentence, trigger, source):
    assert read(sentence)[trigger].source_text == source


@pytest.mark.parametrize(
    ("sentence", "trigger", "start"),
    [
        ("The premier condemned Monday's attack.", "condemned", date(2024, 3, 5)),
        ("The premier condemned Monday's attack.", "attack", date(2024, 3, 4)),
        ("The minister defended the bill, citing last year's bombing of a tram.", "defended", date(2024, 3, 5)),
        ("The minister defended the bill, citing last year's bombing of a tram.", "bombing", date(2023, 1, 1)),
        ("The premier condemned the attack on Monday.", "condemned", date(2024, 3, 4)),
    ],
)  # fmt: skip
def test_the_day_of_what_is_spoken_of_is_not_that_of_speaking(read, sentence, trigger, start):
    assert read(sentence)[trigger].when.start == start


def test_two_who_are_joined_are_both_targets(read):
    event = read("Gunmen kidnapped a Spanish aid worker and her driver near the border town of Dori.")[
        "kidnapped"
    ]
    assert event.target_text == "a Spanish aid worker; her driver"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("A bridge collapse killed nine people in Genoa.", []),
        ("A bus overturned, killing nine passengers.", []),
        ("The plane crashed, killing all on board.", []),
        ("The building collapsed when a missile hit it, killing nine people.", ["hit", "killing"]),
        ("Gunmen killed nine people whose car had crashed.", ["killed"]),
    ],
)
def test_an_accident_is_no_assault(read, sentence, found):
    assert list(read(sentence)) == found


def test_whose_deed_it_is_where_the_verb_was_read_as_an_attribute(read):
    events = read("The mayor cancelled all festivities and ordered flags to be flown at half mast.")
    assert (events["ordered"].source_text, events["ordered"].target_text) == ("The mayor", "flags")


def test_the_dead_are_not_those_of_attacks_told_of_whose_band_they_were(read):
    text = "The army said it had killed the commander of a militia that has carried out dozens of attacks on pipelines."
    events = read(text)
    assert (events["killed"].killed_min, events["attacks"].killed_min) == (1, None)
