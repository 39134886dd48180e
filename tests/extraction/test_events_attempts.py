"""Attempts and what became of them, threats and what is none: whole sentences through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()
DONE = ("happened", "ongoing")


@pytest.fixture
def read(nlp):
    def reading(text):
        part = read_part(Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC)), "text", nlp(text))
        mentions = extract_mentions([part], LEXICON)
        return extract_events(part, mentions, extract_dates(part, LEXICON), [], [], LEXICON)

    return reading


@pytest.mark.parametrize(
    ("text", "trigger", "outcome"),
    [
        ("The guards thwarted a plot to assassinate the president during the parade.", "assassinate", "foiled"),
        ("An attempt to blow up the pipeline was thwarted by a patrol.", "blow up", "foiled"),
        ("An ambush against the police chief was frustrated on Tuesday.", "ambush", "foiled"),
        ("The mayor was about to be shot when a guard seized the gun.", "shot", "foiled"),
        ("The bomber was stopped at a checkpoint before he could detonate his belt.", "detonate", "foiled"),
        ("Sappers found charges of dynamite at the foot of a tower and rendered them harmless.", "harmless", "foiled"),
        ("A truck with 200 kilos of dynamite was deactivated at the airport.", "deactivated", "foiled"),
        ("Police discovered fifty kilos of explosives under the bridge.", "discovered", "foiled"),
        ("A grenade was thrown at the house, but it did not explode.", "thrown", "failed"),
        ("A rocket was fired at the embassy. Nobody was hurt. The rocket hit a wall but did not explode.", "fired", "failed"),
        ("The gunman fired at the bishop but missed.", "fired", "failed"),
        ("Unidentified men fired at the car of the judge on the airport road, but missed.", "fired", "failed"),
        ("The general escaped assassination on Monday.", "assassination", "failed"),
    ],
)  # fmt: skip
def test_what_was_stopped_or_failed_is_an_attempt(read, text, trigger, outcome):
    found = [event for event in read(text) if trigger in event.trigger]
    assert {(event.event_type, event.factuality, event.outcome) for event in found} == {
        ("ASSAULT", "attempted", outcome)
    }


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The governor survived an attack on his convoy.", "attack"),
        ("She escaped an ambush by gunmen.", "ambush"),
        ("A bomb planted under a bus exploded on Friday.", "planted"),
        ("A bomb was placed in the hall. The explosion killed a guard.", "placed"),
        ("The kidnappers of the banker sent his family a note.", "kidnappers"),
    ],
)
def test_an_attack_that_somebody_lived_through_was_one(read, text, trigger):
    found = [event for event in read(text) if event.trigger == trigger]
    assert {event.factuality for event in found} == {"happened"}


def test_the_bomb_laid_is_part_of_its_explosion_and_the_one_found_in_time_is_not(read):
    first, second = (
        event
        for event in read("A bomb was placed in the hall. The explosion was heard for miles.")
        if event.event_type == "ASSAULT"
    )
    assert first.part_of == second.event_id
    text = (
        "A bomb exploded in a bank. Another bomb was placed at a school. The bomb at the school was defused."
    )
    assert "attempted" in {event.factuality for event in read(text) if event.trigger == "placed"}


@pytest.mark.parametrize(
    ("text", "trigger", "labels"),
    [
        ("He was wounded in neither of the attacks.", "wounded", "negated"),
        ("Neither he nor his aides were hit by the gunmen.", "hit", "negated"),
        ("The ministry has at no time supplied rockets to the militia.", "supplied", "negated"),
        ("Under no circumstances will the army attack the town.", "attack", "negated"),
        ("The teachers would rather negotiate than walk out.", "walk out", "negated"),
        ("The union decided against joining the strike.", "strike", "negated"),
        ("Radio stations carried reports that the rebels would not attack polling stations.", "attack", "negated"),
        ("The minister is said to have met the rebels.", "met", "alleged"),
        ("Killers had been sent to murder him.", "murder", "planned threatened"),
        ("The envoy said he was open to talks.", "talks", "planned"),
        ("There was a plan, she heard later, to kidnap her son.", "kidnap", "planned threatened"),
        ("The men mean to take foreigners hostage.", "hostage", "planned threatened"),
        ("He was never arrested, let alone charged.", "charged", "negated"),
        ("He has not resigned, nor has he apologised.", "apologised", "negated"),
        ("Nor did she meet opposition leaders.", "meet", "negated"),
        ("The group's plans included kidnapping diplomats.", "kidnapping", "planned threatened"),
        ("He was convicted of planning to bomb a train.", "bomb", "attempted"),
        ("The union has suspended plans for a strike on Monday.", "strike", "planned negated"),
        ("The offensive, long expected, has yet to begin.", "offensive", "negated"),
        ("China could retaliate by banning exports of rare earths.", "banning", "hypothetical"),
        ("The parties are no closer to signing a deal.", "signing", "negated"),
        ("The villagers were saved from massacre by the rain.", "massacre", "negated"),
        ("The court quashed his conviction for killing a policeman.", "killing", "alleged"),
        ("Talk of an invasion is premature.", "invasion", "hypothetical"),
        ("A court on Thursday barred dockers from striking over the sale of the port.", "striking", "negated"),
        ("The minister rejected the idea of an embargo as useless.", "embargo", "negated hypothetical"),
        ("Elders swore on Friday never again to fight over the spring.", "fight", "negated"),
        ("He said that, had the nurses gone on strike, the ward would have closed.", "gone", "hypothetical"),
        ("There have been none of the attacks on polling stations that many had feared.", "attacks", "negated"),
        ("Reporters without a licence risk being jailed.", "jailed", "hypothetical"),
        ("She was held on charges, later dropped, of having insulted a general.", "insulted", "alleged"),
        ("The paper took note of reports in the media alleging that the envoy was expelled.", "expelled", "alleged"),
    ],
)  # fmt: skip
def test_neither_choices_reports_nor_errands_are_deeds(read, text, trigger, labels):
    found = [event for event in read(text) if trigger in event.trigger]
    assert found
    assert {event.factuality for event in found} <= set(labels.split())


@pytest.mark.parametrize(
    "text",
    [
        "The Red Cross announced that one person was killed and another injured by the blast.",
        "In the face of the offensive, they decided to move on.",
        "The judges decided to end their walkout, following the murder of a magistrate.",
        "The host country decides what crime has been committed.",
        "This is a growing threat to peace.",
    ],
)
def test_what_is_told_beside_a_decision_is_no_threat(read, text):
    assert "THREATEN" not in {event.event_type for event in read(text)}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            "The rebel front sentenced to death three members of the commission.",
            "three members of the commission",
        ),
        ("Callers warned his deputy to quit or suffer the same fate.", "his deputy"),
        ("The reporters had 48 hours to leave town or die.", "The reporters"),
        ("The guerrillas had warned the teachers that they would suffer the consequences.", "the teachers"),
    ],
)
def test_death_held_out_to_somebody_threatens_them(read, text, target):
    assert target in {event.target_text for event in read(text) if event.event_type == "THREATEN"}


def test_a_court_that_sentences_threatens_nobody(read):
    kinds = {event.event_type for event in read("The High Court sentenced the colonel to death.")}
    assert "SANCTION" in kinds
    assert "THREATEN" not in kinds


def test_objects_are_found_behind_an_adjective_and_before_a_hostage(read):
    assert [event.target_text for event in read("Gunmen shot dead a sergeant.")] == ["a sergeant"]
    assert [event.target_text for event in read("The rebels took the minister hostage.")] == ["minister"]
    assert [event.target_text for event in read("The mayor survived an assassination attempt.")] == [
        "The mayor"
    ]


def test_what_somebody_admits_is_not_what_they_deny(read):
    text = "The minister denied that she had ordered arrests, though she admitted having met the chief of police."
    assert {event.factuality for event in read(text) if event.trigger == "met"} == {"happened"}


def test_two_deeds_are_threatened_of_which_one_looks_like_a_noun(read):
    found = read("The rebels threatened to kidnap or kill the managers of the oil companies.")
    assert found
    assert not [event for event in found if event.event_type == "ASSAULT" and event.factuality in DONE]
    found = read("The group has given the leaders 72 hours to leave the country or be executed.")
    assert "THREATEN" in {event.event_type for event in found}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The attempt on the life of the minister failed.", "the minister"),
        ("Two men were held over an attempt on the president's life.", "the president"),
        ("Attempts on the lives of judges have multiplied.", "judges"),
    ],
)
def test_an_attempt_on_a_life_is_one_on_whose_life_it_is(read, text, target):
    (event,) = [event for event in read(text) if event.lemma.startswith("attempt")]
    assert (event.factuality, event.target_text) == ("attempted", target)
