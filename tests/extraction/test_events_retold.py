"""Deeds told again ("the raid", "these are attacks"), what goes on, what is to come otherwise: through the embedded pipeline."""

import pandas as pd
import pytest

import analystkit as ak


@pytest.fixture(scope="module")
def told():
    """A function from a text, published on a Thursday, to its events by trigger and number."""

    def _told(text):
        article = {"article_id": ["a1"], "title": [""], "text": [text], "published": ["2023-06-15"]}
        events = ak.extract(ak.read_articles(pd.DataFrame(article))).events
        return {f"{e.trigger}{n or ''}": e for n, e in _numbered(events)}

    return _told


def _numbered(events):
    seen = {}
    for event in events.itertuples():
        number = seen[event.trigger] = seen.get(event.trigger, -1) + 1
        yield number, event


def days(event):
    return str(event.date_start)[:10], str(event.date_end)[:10]


LONG_AGO = "On Tuesday gunmen stormed a barracks in Orrin. A judge was shot dead at a hotel in March 2019. "


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        # What stands right behind it, told of years ago.
        (LONG_AGO + "The minister who ordered the killing has fled.", "ordered the killing", ("2019-03-01", "2019-03-31")),
        # By whom it was done to, told before or only later.
        ("The bloc on Wednesday punished nine officials over the killing of Petr Halas. Halas was shot dead in October.", "killing", ("2022-10-01", "2022-10-31")),
        ("Shells hit a clinic in Marou on Tuesday. Rebels burned a bridge on Monday. Doctors condemned the shelling of the clinic.", "shelling", ("2023-06-13", "2023-06-13")),
        # What somebody denies having done.
        ("On Tuesday shells fell on a market in Besk. The rebels denied firing on the market.", "firing", ("2023-06-13", "2023-06-13")),
        # Though the clause has a day: that of what is said of it.
        ("Gunmen stormed a barracks in Orrin on Monday. The general visited the scene of the attack on Wednesday.", "attack", ("2023-06-12", "2023-06-12")),
        # Unless the noun's own clause has it.
        ("Rioters looted shops on Wednesday. Two officers were killed in the riots, which broke out on Monday.", "riots", ("2023-06-12", "2023-06-12")),
        # It is the news, whatever it is counted from.
        ("A bomber killed 31 people at a mosque on Monday. It was the deadliest attack since a raid on a school in 2014.", "attack", ("2023-06-12", "2023-06-12")),
        # All of these days.
        ("Gunmen shot two guards on Monday. On Tuesday they shelled a school. The attacks come as envoys meet in Geneva.", "attacks", ("2023-06-12", "2023-06-13")),
    ],
)  # fmt: skip
def test_what_is_told_again_has_the_day_of_what_it_means(told, text, trigger, expected):
    event = told(text)[trigger]
    assert days(event) == expected
    assert event.date_basis == "relative"


def test_what_is_told_again_of_long_ago_is_background(told):
    events = told(LONG_AGO + "The minister who ordered the killing has fled.")
    assert events["ordered the killing"].background
    assert not events["stormed"].background


def test_what_is_said_of_attempts_is_of_attempts(told):
    text = (
        "Two drones targeting a base in Orrin were shot down on Tuesday. On Monday troops shot down a drone targeting the port. "
        "“These are attacks on our people and an attack on our allies,” a general said."
    )
    events = told(text)
    for trigger in ("attacks", "attack"):
        assert events[trigger].factuality == "attempted"
        assert days(events[trigger]) == ("2023-06-12", "2023-06-13")


def test_who_is_accused_of_ordering_a_massacre_is_said_to_have(told):
    event = told("The general is accused of ordering the massacre of 70 villagers in 1988.")[
        "ordering the massacre"
    ]
    assert (event.factuality, event.source_text) == ("alleged", "The general")


def test_what_had_been_done_to_so_many_is_no_word_of_theirs(told):
    event = told("Police said they had detained three men suspected of helping the bomber.")["detained"]
    assert event.target_text == "three men"


def test_another_attack_is_none_that_was_told(told):
    events = told("Gunmen shot two guards on Monday. Another attack hit a school.")
    assert days(events["attack"]) != ("2023-06-12", "2023-06-12") or events["attack"].date_text == ""


def test_a_standing_fight_is_of_no_day(told):
    event = told(
        "Two drones were shot down on Tuesday, said an official of the coalition fighting the Front."
    )["fighting"]
    assert event.factuality == "ongoing"
    assert days(event) == ("NaT", "NaT")


def test_a_standing_fight_has_the_day_it_is_given(told):
    event = told("The coalition fighting the Front since 2014 lost two drones on Tuesday.")["fighting"]
    assert str(event.date_start)[:4] == "2014"


def test_what_stands_behind_days_after_was_before(told):
    text = "Jets bombed a clinic in Marou on Tuesday. The raid came days after militants ambushed a patrol and killed eight soldiers."
    events = told(text)
    assert days(events["ambushed"]) == ("NaT", "2023-06-12")
    assert events["ambushed"].date_text == "days after"
    assert events["killed"].part_of == events["ambushed"].event_id
    assert events["raid"].target_text == ""


def test_a_deed_away_from_a_town_is_not_in_it(told):
    text = "Gunmen attacked a convoy {} Damascus on Tuesday."
    away, inside = (told(text.format(words))["attacked"] for words in ("west of", "in the west of"))
    assert (away.place, away.place_precision, away.place_text) == ("Damascus", "region", "west of Damascus")
    assert inside.place_precision == "city"


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("The minister said the army must leave the town or the rebels would attack it.", "attack", "the rebels"),
        ("The president said that the killers must face trial or the tribe would take revenge.", "take revenge", "the tribe"),
        ("The port must be shut or the attacks will continue, a rebel spokesman said.", "attacks", "a rebel spokesman"),
        ("The minister said her country would expel all diplomats if the measures were not lifted.", "expel", "her country"),
    ],
)  # fmt: skip
def test_what_is_to_come_otherwise_is_threatened_by_whom_it_says(told, text, trigger, source):
    event = told(text)[trigger]
    assert (event.event_type, event.factuality, event.source_text) == ("THREATEN", "threatened", source)


def test_what_would_be_done_if_it_could_is_no_threat(told):
    event = told("The minister said her country would expel the diplomats if it had the power.")["expel"]
    assert event.factuality == "hypothetical"


def test_a_duty_in_words_quoted_is_a_demand(told):
    event = told("“The killers must face trial,” said President Omer.")["face trial"]
    assert (event.event_type, event.target_text) == ("REQUEST", "The killers")
    assert "Omer" in event.source_text


def test_what_revenge_is_taken_for_is_another_deed(told):
    events = told("The tribe took revenge on the village on Tuesday for the killing of its chief.")
    assert events["killing"].part_of == ""


def test_help_that_somebody_is_for_is_no_event(told):
    events = told("Rebels attacked the police who protect them on Monday. Nurses treated nine men.")
    assert "protect" not in events
    assert "treated" in events


def test_a_government_that_says_it_has_agreed_is_meant():
    text = "The Iraqi government said it had concluded an agreement with Oman to release two men."
    corpus = ak.load([{"text": text, "published": "2023-06-15"}], progress=False)
    event = corpus.events.iloc[0]
    assert corpus.actors.set_index("actor_id").loc[event.source_ids[0], "name"] == "Iraq"


def test_those_a_clause_tells_apart_are_not_those_named_before():
    text = "The army left the base. Mobs beat the army that protects the palace."
    corpus = ak.load([{"text": text, "published": "2023-06-15"}], progress=False)
    events = corpus.events.set_index("trigger")
    first, other = (corpus.mentions[corpus.mentions["text"].str.lower() == "the army"]["actor_id"]).tolist()
    assert first != other or events.empty
