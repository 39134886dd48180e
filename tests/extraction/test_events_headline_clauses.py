"""Headlines of several clauses: verbs that were read as nouns or adjectives, and whose verb is whose. Through the embedded pipeline."""

import pytest


@pytest.mark.parametrize(
    ("title", "trigger", "source", "target"),
    [
        # What goes on from the first verb.
        ("Gunman kills judge, wounds wife in Norland", "wounds", "Gunman", "wife"),
        ("Norland expels UN envoy, bans French broadcaster", "bans", "Norland", "French broadcaster"),
        ("Norland accuses Sudland of arming rebels, masses troops on border", "masses", "Norland", ""),
        ("Troops fire on crowd, kill five", "kill", "Troops", "five"),
        # A clause of its own behind "as" or a comma.
        ("Nato jets scrambled as Russian drones enter Polish airspace", "enter Polish airspace", "Russian", "Polish airspace"),
        ("Protesters clash with police in Tbilisi, 30 held", "held", "", "30"),
        ("Leader's aide rules out vote as thousands rally", "rally", "thousands", ""),
        # Bare verbs read as nouns, adjectives and names.
        ("Police arrest 12 after riot at asylum centre", "arrest", "Police", "12"),
        ("Somali pirates free tanker after ransom paid", "free", "Somali pirates", "tanker"),
        ("Tens of thousands march in Budapest to mark uprising", "march", "Tens of thousands", ""),
        # A country by its adjective, an object read as a time.
        ("Saudi beheads three for drug smuggling", "beheads", "Saudi", "three"),
        ("Thai court ousts PM over leaked call", "ousts", "Thai court", "PM"),
        ("Egypt, Qatar hosting talks on Gaza truce", "hosting talks", "Egypt; Qatar", "talks"),
    ],
)  # fmt: skip
def test_whose_verb_is_whose(events_of, title, trigger, source, target):
    found = {event.trigger: (event.source_text, event.target_text) for event in events_of(title, "title")}
    assert found[trigger] == (source, target)


@pytest.mark.parametrize(
    ("title", "trigger", "event_type"),
    [
        ("Norland to free opposition leader on bail", "free", "CONCEDE"),
        ("Trump to meet Xi in April, says Bessent", "meet", "AGREE"),
    ],
)
def test_what_is_to_be(events_of, title, trigger, event_type):
    found = {event.trigger: (event.event_type, event.factuality) for event in events_of(title, "title")}
    assert found[trigger] == (event_type, "planned")


@pytest.mark.parametrize(
    ("title", "triggers"),
    [
        # Lists of things, and nouns with a verb of their own.
        ("US imposes tariffs, sanctions on Iran", ["imposes tariffs"]),
        ("Crowds back in Tbilisi streets", []),
        ("Norland troops deployed as floods kill 80", ["deployed"]),
    ],
)
def test_what_is_no_verb(events_of, title, triggers):
    assert [
        event.trigger for event in events_of(title, "title") if event.method.startswith("verb")
    ] == triggers
