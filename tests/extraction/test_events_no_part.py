"""What takes no part in an event, or none of its own: nobody, anonymity, talk to the press; who is due to do something, and a past that looks like the present."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "A doctor, who asked not to be named, wept.",
        "An officer asked not to be identified.",
        "They were not authorised to speak to the media.",
        "The premier spoke to reporters in Lima.",
    ],
)
def test_anonymity_and_talk_to_the_press_are_no_events(parties_of, text):
    assert parties_of(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("President Osei, who is due to meet Ana Ruiz in Nairobi next week, slept.", "President Osei"),
        ("The minister, who was set to visit Cairo, slept.", "The minister"),
    ],
)
def test_who_is_due_to_do_something_does_it(parties_of, text, source):
    assert [row[2] for row in parties_of(text)] == [source]


def test_a_past_written_as_the_present_is_past(events_of):
    (event,) = events_of("They then set fire to dozens of stalls.")
    assert event.factuality == "happened"


def test_no_group_is_nobody(placed):
    event = placed("No group has attacked the port.")["attacked"]
    assert event.factuality == "negated" and not event.source_mentions


def test_a_place_of_what_a_noun_does_is_not_that_of_its_participle(placed):
    text = "A ceasefire brokered by Kenya in November collapsed in January, when rebels shelled an army post at Palabek."
    assert placed(text)["ceasefire brokered"].place == ""


def test_a_place_of_a_noun_is_that_of_its_participle(placed):
    assert (
        placed("Gunmen opened fire on a ceremony in Kabul attended by the president.")[
            "ceremony in Kabul attended"
        ].place
        == "Kabul"
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("More than 300,000 people had been displaced by fighting in Borno state.", ""),
        ("Thousands were driven from their homes by fighting between rival clans.", "rival clans"),
        ("The rebels were accused of fighting in Borno state.", "The rebels"),
    ],
)
def test_who_is_driven_out_by_fighting_does_not_fight(parties_of, text, source):
    assert [row[2] for row in parties_of(text) if row[0] == "fighting"] == [source]


def test_who_telephones_somebody_to_congratulate_him_congratulates(parties_of):
    rows = {row[0]: row[2:] for row in parties_of("Osei telephoned Faye to congratulate him.")}
    assert rows["congratulate"] == ("Osei", "him")
