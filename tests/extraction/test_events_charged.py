"""Who did what somebody is charged with, and when: days between a verb of charging and the deed are the charge's."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "deed", "who"),
    [
        ("Rights groups accused the army on Monday of torturing detainees in 2019.", "torturing", "the army"),
        ("The court convicted him on Friday of killing two officers.", "killing", "him"),
        ("Fighters loyal to the governor, who was sacked in December, stormed the station.", "stormed", "Fighters"),
    ],
)  # fmt: skip
def test_who_did_it(read, sentence, deed, who):
    assert read(sentence)[deed].source_text == who


@pytest.mark.parametrize(
    ("sentence", "charge"),
    [
        ("A court on Friday convicted the general of killing two officers.", "convicted"),
        ("The general was convicted on Friday of killing two officers.", "convicted"),
    ],
)
def test_the_day_of_a_verdict_is_not_that_of_the_deed(read, sentence, charge):
    events = read(sentence)
    assert events[charge].date_text == "Friday" and events["killing"].date_text == ""


@pytest.mark.parametrize(
    ("sentence", "deed", "years"),
    [
        ("Prosecutors accuse him of killings in 2011-2014.", "killings", "2011-2014"),
        ("Rights groups accuse him of torturing captives until 2014, when he was a minister.", "torturing", "2014"),
    ],
)  # fmt: skip
def test_years_of_what_somebody_is_accused_of_are_not_those_of_an_accusation_in_the_present(
    read, sentence, deed, years
):
    events = read(sentence)
    assert events["accuse"].date_text == "" and events[deed].date_text == years
