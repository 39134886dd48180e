"""Lists of victims and targets, of which the parser takes all but the first for something else: whole sentences through the pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.mark.parametrize(
    ("sentence", "trigger", "targets"),
    [
        ("Gunmen killed a colonel, a judge, and a senator.", "killed", "a colonel; a judge; a senator"),
        ("A police colonel, a judge, and a driver were murdered last week.", "murdered", "A police colonel; a judge; a driver"),
        (
            "The rebels attacked the presidential palace, the president's private home, the home of the speaker, and the offices of the council.",
            "attacked",
            "the presidential palace; the president's private home; the home of the speaker; the offices of the council",
        ),
        ("Rebels killed Juan Lopez, two guards and a driver.", "killed", "Juan Lopez; two guards; a driver"),
        ("Death squads have murdered Ignacio Ruiz, a priest, along with seven other priests.", "murdered", "Ignacio Ruiz; seven other priests"),
        ("Gunmen killed a priest along with his driver.", "killed", "a priest; his driver"),
        (
            "Alvaro Torres, an employee of the fund; Oscar Gutierrez, a spokesman; Miguel Cacel, an official; and a worker were kidnapped.",
            "kidnapped",
            "Alvaro Torres; Oscar Gutierrez; Miguel Cacel; a worker",
        ),
        ("In Kono, a nurse, two drivers and a child were killed.", "killed", "a nurse; two drivers; a child"),
        ("Gunmen killed five people, including presidential candidate Luis Galan, a judge and two guards.", "killed", "five people; presidential candidate Luis Galan; a judge; two guards"),
        ("Rebels killed on Monday two judges and a priest.", "killed", "two judges; a priest"),
        ("They condemned the murder of a priest, a nun and two teachers by the army.", "murder", "a priest; a nun; two teachers"),
    ],
)  # fmt: skip
def test_every_member_of_a_list_is_a_target(events_of, sentence, trigger, targets):
    events = {event.trigger: event for event in events_of(sentence)}
    assert events[trigger].target_text == targets


@pytest.mark.parametrize(
    ("sentence", "trigger", "targets"),
    [
        ("Rebels killed Juan Lopez, a judge and father of two, on Monday.", "killed", "Juan Lopez"),
        ("Rebels killed Juan Lopez, a judge, and his wife.", "killed", "Juan Lopez; his wife"),
        ("Two priests, Juan Lopez and Pedro Ruiz, were killed.", "killed", "Two priests"),
        ("The attack killed a soldier, the army and the rebels said.", "killed", "a soldier"),
        (
            "The army attacked the town, a stronghold of the rebels, and killed ten people.",
            "attacked",
            "the town",
        ),
        (
            "The army bombed Kono, the capital of the province, and the rebels shelled the airport.",
            "bombed",
            "Kono",
        ),
        ("They attacked the town, burning houses and killing people.", "attacked", "the town"),
        ("Police arrested two men, a court official said, and a third escaped.", "arrested", "two men"),
        (
            "The embassies of France, Italy and Spain in Kabul were attacked.",
            "attacked",
            "The embassies of France, Italy and Spain",
        ),
    ],
)
def test_what_only_says_who_somebody_is_is_no_target(events_of, sentence, trigger, targets):
    events = {event.trigger: event for event in events_of(sentence)}
    assert events[trigger].target_text == targets


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Gunmen killed a colonel, a judge, and a senator.", 3),
        ("Rebels killed Juan Lopez, two guards and a driver.", 4),
        ("In Kono, a nurse, two drivers and a child were killed.", 4),
        ("They mourned the killing of 10 union members.", 10),
        ("Gunmen killed five people, including a judge and two guards.", 5),
        ("The blast killed Maria Pulido, 42; an unidentified man; and a policeman.", 3),
    ],
)
def test_a_list_is_counted_and_ages_are_not(events_of, sentence, killed):
    tolls = {event.killed_min for event in events_of(sentence) if event.killed_min is not None}
    assert tolls == {killed}


@pytest.mark.parametrize(
    "text",
    [
        "They killed a judge,",
        "They killed a judge, two",
        "They killed a judge, (",
        "They killed a judge, and",
        "They killed a judge as well",
        "They killed a judge; a nun;",
        "They killed a judge, a nun, of",
    ],
)
def test_a_text_may_break_off_inside_a_list(nlp, text):
    part = read_part(Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC)), "text", nlp(text))
    clause = Clause(part, Kinds(part.tokens, noun_kinds(LEXICON)), LEXICON)
    for index in range(len(part.tokens)):
        assert index in clause.conjuncts(index)
