"""What is only due, was due and fell through, was a hoax or was merely asked: whole sentences through the embedded pipeline."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("sentence", "trigger", "event_type", "label"),
    [
        ("The two premiers meet in Oslo next week.", "meet", "AGREE", "planned"),
        ("The two premiers met in Oslo last week.", "met", "CONSULT", "happened"),
        ("The envoy is sentenced in June.", "sentenced", "SANCTION", "planned"),
        ("The trial opens on Thursday.", "trial", "ACCUSE", "planned"),
        ("The trial opened on Monday.", "trial", "ACCUSE", "happened"),
        ("The rebels release six fishermen tomorrow.", "release", "RETREAT", "planned"),
        # Whose fans they are, not when the party backs him.
        ("The party supports the man who stands for mayor in June.", "supports", "SUPPORT", "happened"),
        ("The meeting was to have been held in Cairo.", "meeting was to have been held", "CONSULT", "negated"),
        ("The pact's signing was to have taken place on Friday.", "signing", "SUPPORT", "negated"),
        ("He was to have been executed on Monday.", "executed", "ASSAULT", "negated"),
        ("The reported explosion at the ministry turned out to be a hoax.", "explosion", "ASSAULT", "denied"),
        ("The reports of a massacre were a fabrication.", "massacre", "ASSAULT", "denied"),
        ("The killing was no hoax.", "killing", "ASSAULT", "happened"),
        ("The raid proved costly.", "raid", "ASSAULT", "happened"),
        ("There is no truth to reports that soldiers had fired on it.", "fired", "ASSAULT", "denied"),
        (
            "There was no basis for the claim that the mayor had been arrested.",
            "arrested", "COERCE", "denied",
        ),
        ("The minister was not in favour of expelling the envoy.", "expelling", "SANCTION", "negated"),
        ("The rebels said they were not behind the attack.", "were not behind the attack", "ASSAULT", "denied"),
        ("Asked whether the army would attack, the minister left.", "attack", "ASSAULT", "hypothetical"),
        ("Asked about the raid, the general said nothing.", "raid", "ASSAULT", "happened"),
        ("In a mock attack, soldiers stormed the terminal.", "stormed", "ASSAULT", "hypothetical"),
        ("The prosecutor sees no grounds for charging the officers.", "charging", "ACCUSE", "negated"),
        ("The firm was unaware of any cyberattack.", "cyberattack", "COERCE", "hypothetical"),
        ("He was unaware of the attack.", "attack", "ASSAULT", "happened"),
        (
            "The spokesman would neither confirm nor deny that the base had been hit.",
            "hit", "ASSAULT", "unknown",
        ),
        ("An attempt to assassinate the judge came to nothing.", "assassinate", "ASSAULT", "attempted"),
    ],
)  # fmt: skip
def test_what_came_of_it(events_of, sentence, trigger, event_type, label):
    found = {e.trigger: (e.event_type, e.factuality) for e in events_of(sentence)}
    assert found.get(trigger) == (event_type, label), found


@pytest.mark.parametrize(
    "sentence",
    [
        "Asked whether they would be freed, the minister shrugged.",
        "The editors asked the mayor why he had left.",
        "The survey asks where each of them was born.",
    ],
)
def test_a_question_is_no_request(events_of, sentence):
    assert not [e for e in events_of(sentence) if e.event_type == "REQUEST"]


def test_a_request_is_one_beside_a_question(events_of):
    assert [e.trigger for e in events_of("The mayor asked the army to leave the town.")] == ["asked"]


def test_nobody_who_claims_a_deed_is_behind_it(events_of):
    (event,) = events_of("No group has said it was behind the killings.")
    assert event.source_text == ""


def test_what_was_done_has_no_day_to_come(events_of):
    text = "The union accused the ministry of fraud and threatened to strike next week."
    dates = {e.trigger: (e.when.start, e.when.basis) for e in events_of(text)}
    assert dates["accused"] == (date(2024, 3, 5), "published")
    assert dates["threatened"][1] == "relative"


@pytest.mark.parametrize(
    ("sentence", "trigger", "target"),
    [
        ("The jury found a former minister guilty of fraud.", "found", "a former minister"),
        ("The blast left two policemen dead.", "left", "two policemen"),
        ("Gunmen attacked a market, leaving at least nine people dead.", "leaving", "at least nine people"),
    ],
)
def test_who_was_found_guilty_or_left_dead(events_of, sentence, trigger, target):
    assert [e.target_text for e in events_of(sentence) if e.trigger.startswith(trigger)] == [target]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The office declined to confirm that it had asked him to leave.", "asked"),
        ("The minister refused to admit that troops had killed civilians.", "killed"),
    ],
)
def test_what_somebody_would_not_confirm_is_open(events_of, sentence, trigger):
    assert {e.trigger: e.factuality for e in events_of(sentence)}[trigger] == "unknown"


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("Rights groups accuse the authorities of pushing boats back.", "pushing boats back", "alleged"),
        ("The group said one of its members had carried out the bombing.", "carried out the bombing", "alleged"),
    ],
)  # fmt: skip
def test_what_is_laid_to_somebody_is_alleged(events_of, sentence, trigger, label):
    assert {e.trigger: e.factuality for e in events_of(sentence)}[trigger] == label


@pytest.mark.parametrize(
    ("sentence", "trigger", "start", "end"),
    [
        (
            "It was the fourth raid since March, when the army withdrew from the town.",
            "withdrew", date(2024, 3, 1), date(2024, 3, 31),
        ),
        (
            "It was the worst attack since 2017, when gunmen massacred pilgrims.",
            "massacred", date(2017, 1, 1), date(2017, 12, 31),
        ),
        # The day of the one verb is not that of a perfect beside it.
        (
            "The state blacklisted the firm in 2020 and has pressed its allies to follow.",
            "pressed", date(2024, 3, 5), date(2024, 3, 5),
        ),
    ],
)  # fmt: skip
def test_a_clause_of_when_has_its_own_time(events_of, sentence, trigger, start, end):
    assert {e.trigger: (e.when.start, e.when.end) for e in events_of(sentence)}[trigger] == (start, end)


def test_a_verb_read_as_an_attribute_is_no_part_of_its_target(events_of):
    (event,) = events_of("Last month the army has killed four rebels.")
    assert (event.source_text, event.target_text) == ("the army", "four rebels")


@pytest.mark.parametrize(
    ("sentence", "event_type", "source"),
    [
        ("Dozens of parents protested at the gate of the school.", "PROTEST", "Dozens of parents"),
        ("Farmers protested at the decision.", "ACCUSE", "Farmers"),
        ("The army returned fire.", "ASSAULT", "The army"),
    ],
)
def test_who_protests_and_who_fires_back(events_of, sentence, event_type, source):
    assert [(e.event_type, e.source_text) for e in events_of(sentence)] == [(event_type, source)]


@pytest.mark.parametrize(
    "sentence",
    [
        # What is told is no order, though "to" stands somewhere in it.
        "Aides told the paper that the scandal had brought the party back to power.",
        "The company insists that it has broken nothing.",
        'The so-called "withdrawal" was a sham.',
    ],
)
def test_what_is_told_is_no_order(events_of, sentence):
    assert not {"REQUEST", "CONCEDE"} & {e.event_type for e in events_of(sentence)}


def test_a_verb_read_as_a_plural_is_one_where_there_is_no_other(events_of):
    (event,) = events_of("The army withdraws from the town.")
    assert (event.event_type, event.trigger, event.target_text) == ("RETREAT", "withdraws", "the town")


def test_an_attack_is_no_target_of_another(events_of):
    events = events_of("These were attacks against the port and an attack against the people.")
    assert [e.target_text for e in events] == ["the port", "the people"]
