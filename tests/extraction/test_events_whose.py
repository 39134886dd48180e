"""Whose deed it is, whom it is laid to, and what is counted: sentences of common news grammar."""

import pandas as pd
import pytest

import analystkit as ak


@pytest.fixture(scope="module")
def told():
    """A function from a text to its events: trigger, type, factuality, source and target as written."""

    def _told(text, published="2024-05-08"):
        corpus = ak.extract(ak.read_articles(_frame(text, published)))
        return corpus.events.set_index("trigger")

    return _told


def _frame(text, published):
    return pd.DataFrame({"article_id": ["a1"], "title": [""], "text": [text], "published": [published]})


def test_blame_is_laid_on_somebody(told):
    event = told("It was an attack that residents blamed on the rebels.").loc["blamed"]
    assert (event.source_text, event.target_text) == ("residents", "the rebels")


def test_what_is_promised_to_end_is_no_threat(told):
    events = told(
        "President Duarte has promised to end the violence. The rebels vowed to attack the capital."
    )
    assert events.loc["promised", "event_type"] == "AGREE"
    assert events.loc["vowed", "event_type"] == "THREATEN"


def test_who_is_due_to_do_something_does_it(told):
    event = told("Duarte is due to meet governors on Wednesday.").loc["meet"]
    assert (event.source_text, event.target_text, event.factuality) == ("Duarte", "governors", "planned")


def test_a_warning_to_answer_a_strike_is_a_threat(told):
    event = told("Iran warned it would respond to any strike on its territory.").loc["warned"]
    assert (event.event_type, event.source_text, event.target_text) == ("THREATEN", "Iran", "")


def test_who_is_burned_to_death_is_dead(told):
    events = told("More than 60 people were burned to death when the rebels set fire to huts in the camp.")
    assert events["killed_min"].max() == 60
    assert events["injured_min"].isna().all()


def test_the_date_of_an_election_is_not_that_of_the_ban(told):
    event = told("The Constitutional Court barred her from running in October's parliamentary election.").loc[
        "barred"
    ]
    assert event.date_basis == "published"


def test_of_what_somebody_is_accused_is_no_part_of_them(told):
    assert told("The army accused the rebels of theft.").loc["accused", "target_text"] == "the rebels"


def test_what_is_counted_decides_what_was_intercepted(told):
    event = told("The air force said it had intercepted 14 of 19 drones launched overnight.").loc[
        "intercepted"
    ]
    assert (event.event_type, event.factuality, event.outcome) == ("ASSAULT", "attempted", "intercepted")


def test_a_town_is_recaptured_and_a_prisoner_too(told):
    events = told("The army, which recaptured Umm Rawaba in January, blamed the rebels.")
    assert events.loc["recaptured", "event_type"] == "ASSAULT"
    assert told("Police recaptured three inmates on Sunday.").loc["recaptured", "event_type"] == "COERCE"


def test_who_reports_a_killing_is_not_who_kills(told):
    events = told(
        "A bomber rammed a car into a checkpoint on Monday, killing at least 14 people and injuring 27 others, hospital officials said."
    )
    assert list(events.loc[["killing", "injuring"], "source_text"]) == ["A bomber", "A bomber"]


def test_a_hope_threatens_nobody(told):
    event = told("Duarte said he hoped the pause in fighting could be extended.").loc["hoped"]
    assert (event.event_type, event.factuality) == ("AGREE", "planned")


def test_for_what_somebody_is_prosecuted_is_alleged(told):
    event = told("The army was prosecuted for the massacre.").loc["massacre"]
    assert (event.source_text, event.factuality) == ("The army", "alleged")


def test_for_what_somebody_is_wanted_is_not_laid_to_them(told):
    assert told("Duarte is wanted for the bombing of a market.").loc["bombing", "source_text"] == ""


def test_the_date_of_the_attack_is_not_that_of_the_arrest(told):
    events = told("Police arrested two men over last week's attack. Five were killed in Monday's raid.")
    assert events.loc["arrested", "date_basis"] == "published"
    assert str(events.loc["attack", "date_start"])[:10] == "2024-04-29"
    assert str(events.loc["killed", "date_start"])[:10] == "2024-05-06"
