"""Threats, refusals and demands as they are worded, and clauses that a parse hangs on the wrong verb."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("He had threatened within hours of the verdict to shoot the jurors.", "violence"),
        ("The gang threatened within days of the arrest to kill the hostages.", "violence"),
        ("The rebels swore to avenge their commander.", "violence"),
        ("The colonel threatened the mayor.", ""),
    ],
)
def test_what_is_threatened_has_not_happened(events_of, sentence, mode):
    threat = next(event for event in events_of(sentence) if event.event_type == "THREATEN")
    assert (threat.factuality, threat.mode) == ("threatened", mode)
    assert all(
        event.factuality != "happened" or event.event_type == "COERCE" for event in events_of(sentence)
    )


@pytest.mark.parametrize(
    "sentence",
    ["The mayor would not meet the families.", "The general would not release the nuns."],
)
def test_who_would_not_refused(events_of, sentence):
    (refused,) = events_of(sentence)
    assert (refused.event_type, refused.factuality) == ("REJECT", "happened")


@pytest.mark.parametrize(
    "sentence",
    ["“Release the nuns,” the bishop said.", '"Let the women go," the priest told them.'],
)
def test_an_imperative_asks(events_of, sentence):
    (asked,) = events_of(sentence)
    assert (asked.event_type, asked.mode, asked.factuality) == ("REQUEST", "yield", "happened")
    assert asked.source_text in ("the bishop", "the priest")


def test_what_is_demanded_in_a_subjunctive_has_not_happened(events_of):
    events = events_of(
        "They demand that the mayor should step down, that the council be closed and that Pedro Salas be freed."
    )
    assert "happened" not in {event.factuality for event in events if event.event_type != "REQUEST"}


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        (
            "The acting head, Ana Solis, ordered a thorough inquiry, and the national police promised to find whoever began it.",
            ["REQUEST", "AGREE"],
        ),
        ("The governor begged drivers to stay at home.", ["REQUEST"]),
        ("The landlord threatened tenants with eviction.", ["THREATEN"]),
    ],
)
def test_a_clause_is_its_own_whatever_it_was_hung_on(events_of, sentence, kinds):
    found = [event.event_type for event in events_of(sentence)]
    assert found[: len(kinds)] == kinds
