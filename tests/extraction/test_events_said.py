"""Attacks by words, names called, and what had been done before something was refused. Through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind"),
    [
        ("The minister attacked the opposition, accusing it of treason.", "attacked", "ACCUSE"),
        (
            "The senator launched an attack on the governor, calling him a coward.",
            "launched an attack",
            "ACCUSE",
        ),
        ("He mounted a stinging attack on the governor.", "mounted a stinging attack", "ACCUSE"),
        ("The party came under withering attack from the premier.", "withering attack", "ACCUSE"),
        # Arms, or people who bear them, say that it was none of words.
        ("Rebels attacked the village, accusing residents of helping the army.", "attacked", "ASSAULT"),
        (
            "Gunmen attacked the senator, accusing him of treason, and wounded two guards.",
            "attacked",
            "ASSAULT",
        ),
        ("Rebels launched an attack on the governor, killing two guards.", "launched an attack", "ASSAULT"),
        ("The president called the senator a racist.", "called", "ACCUSE"),
        ("The premier called the king on Monday.", "called", "CONSULT"),
        ("The US and Japan launched war games near the island.", "launched war games", "MOBILIZE"),
    ],
)
def test_an_attack_by_words_is_none_of_arms(read, sentence, trigger, kind):
    assert read(sentence)[trigger].event_type == kind


def test_calling_somebody_something_is_no_call(read):
    assert not read("The president called Norland's ambassador a fool.")


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("The miners called off their strike hours after reaching a deal with the government.", "reaching a deal", "happened"),
        ("Ministers denied the report just hours after signing a deal with the union.", "signing a deal", "happened"),
        ("The army did not withdraw after killing two men.", "killing", "happened"),
        ("They plan to talk after signing a deal.", "signing a deal", "planned"),
    ],
)  # fmt: skip
def test_what_was_done_before_a_refusal_was_done(read, sentence, trigger, label):
    assert read(sentence)[trigger].factuality == label


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind", "label"),
    [
        ("The North has reiterated its demand that the US ease sanctions.", "reiterated its demand", "REQUEST", "happened"),
        ("The committee declared that it will not end the strike.", "declared", "REJECT", "happened"),
        ("The rebels announced that they would not attack the city.", "attack", "ASSAULT", "negated"),
        ("They met after Norway and Chad agreed to halt fighting over the region.", "agreed", "AGREE", "happened"),
    ],
)  # fmt: skip
def test_what_is_said_of_what_will_not_be(read, sentence, trigger, kind, label):
    assert (read(sentence)[trigger].event_type, read(sentence)[trigger].factuality) == (kind, label)


@pytest.mark.parametrize(
    ("sentence", "trigger", "source"),
    [
        # "By" hung on a verb that has a subject and an object of its own.
        ("Forces of the general dismissed a truce proposal by the government.", "dismissed a truce proposal", "Forces of the general"),
        ("The attempt provoked a counterattack by the rebels.", "provoked a counterattack", "the rebels"),
        ("The premier denounced a raid by the army.", "raid", "the army"),
        # A verb read as a noun.
        ("The US military is training Iraqi pilots.", "training", "The US military"),
    ],
)  # fmt: skip
def test_who_did_it_where_the_parse_goes_astray(read, sentence, trigger, source):
    assert read(sentence)[trigger].source_text == source
