"""Stoppages that only the text around them tells of, and deeds that only their own auxiliary puts ahead."""

import pytest


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The union called a strike at the mill. They walked out at noon.", "walked out"),
        ("The strike began at dawn. The morning shift stopped work on Monday.", "stopped work"),
        ("Talks with the union failed. Plants in Turin went out the next day.", "went out"),
    ],
)
def test_a_text_about_a_strike_tells_a_walkout(events_of, text, trigger):
    assert trigger in {event.trigger for event in events_of(text) if event.event_type == "PROTEST"}


@pytest.mark.parametrize(
    "text",
    [
        "The play was long. They walked out at noon.",
        "The clouds were dark. Plants in the garden went out of bloom the next day.",
    ],
)
def test_without_it_nobody_strikes(events_of, text):
    assert events_of(text) == []


def test_what_will_be_built_is_agreed_to_and_what_was_built_is_none(events_of):
    (promised,) = events_of("The government will rebuild the bridge.")
    assert (promised.event_type, promised.factuality) == ("AGREE", "planned")
    assert events_of("The mayor, who will retire in May, rebuilt the bridge.") == []
