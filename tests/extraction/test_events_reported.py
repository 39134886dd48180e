"""Days and places told in passing, and whose deed it is where the words hang elsewhere: through the embedded pipeline."""

import pandas as pd
import pytest

import analystkit as ak


@pytest.fixture(scope="module")
def told():
    """A function from a text, published on a Thursday, to its events by trigger."""

    def _told(text, title=""):
        article = {"article_id": ["a1"], "title": [title], "text": [text], "published": ["2023-06-15"]}
        return {e.trigger: e for e in ak.extract(ak.read_articles(pd.DataFrame(article))).events.itertuples()}

    return _told


def days(event):
    return str(event.date_start)[:10], str(event.date_end)[:10]


TUESDAY = ("2023-06-13", "2023-06-13")


@pytest.mark.parametrize(
    ("text", "trigger", "expected", "basis"),
    [
        # The day on which somebody said so, between commas or before "said".
        ("Three people died on Tuesday, police said on Wednesday, when a bomb exploded in a market.", "exploded", TUESDAY, "relative"),
        ("The army, which on Tuesday said it had shelled the town, denied that civilians had died.", "shelled", TUESDAY, "published"),
        # What it is compared with.
        ("On Tuesday police arrested 90 men, twice as many as the day before.", "arrested", TUESDAY, "relative"),
        # A weekday of what was done is past, whatever the parser made of the verb.
        ("The march was set off by the death of Omer B., a 19-year-old of Kurdish descent whom a guard shot dead at a checkpoint in Lyon on Friday.", "shot", ("2023-06-09", "2023-06-09"), "relative"),
        # Counted in hours.
        ("Missiles struck the port on Wednesday, 24 hours after gunmen killed a guard there.", "killed", TUESDAY, "relative"),
        # The day of the raid that was answered.
        ("On Tuesday rebels shelled a base. They also fired rockets in revenge for an air raid last week.", "fired", TUESDAY, "relative"),
        # What is so has no day.
        ("The rebels, who are backed by Norland, shelled a base on Tuesday.", "backed", ("2023-06-15", "2023-06-15"), "published"),
        # An anniversary's day is none of a deed that has a day of its own.
        ("Mourners marked the fourth anniversary of the death of the general, who was killed in a drone strike on 3 January 2020.", "drone strike", ("2020-01-03", "2020-01-03"), "explicit"),
        # Hours later is the day of the story, though the first deed is only claimed.
        ("The group claimed on Wednesday that it had bombed a hall on Tuesday. Some minutes later a second bomb went off.", "went off", TUESDAY, "relative"),
    ],
)  # fmt: skip
def test_a_day_told_in_passing_is_whose_it_is(told, text, trigger, expected, basis):
    event = told(text)[trigger]
    assert (days(event), event.date_basis) == (expected, basis)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("In Damascus four people were killed.", "killed", "Damascus"),
        ("Gunmen shot a guard in the Syrian city of Aleppo.", "shot", "Aleppo"),
        ("Jets bombed a clinic in Aleppo on Tuesday. Nurses condemned the bombing.", "bombing", "Aleppo"),
    ],
)  # fmt: skip
def test_a_place_told_in_passing_is_whose_it_is(told, text, trigger, place):
    assert told(text)[trigger].place == place


@pytest.mark.parametrize(
    ("text", "trigger", "source", "target"),
    [
        ("Some 27 students were taken from a college in Birin.", "taken", "", "Some 27 students"),
        ("Police arrested four men on suspicion of planting the bomb that killed a judge.", "planting", "four men", ""),
        ("A convoy of the United Nations delivered flour to the town.", "delivered", "the United Nations", "the town"),
        ("Soldiers detained President Amara Keld on Wednesday.", "detained", "Soldiers", "President Amara Keld"),
        ("The two Danes were taken by gunmen near the border.", "taken", "gunmen", "The two Danes"),
    ],
)  # fmt: skip
def test_whose_deed_it_is(told, text, trigger, source, target):
    event = told(text)[trigger]
    assert event.source_text == source
    assert not target or event.target_text == target


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Islamists captured the north in 2013.", "captured the north", "ASSAULT", ""),
        ("Inmates held 40 guards captive.", "held 40 guards captive", "ASSAULT", "abduct"),
        ("The prisoners seized two guards in the jail.", "seized", "ASSAULT", "abduct"),
        ("The suspects were seized in a raid on a flat.", "raid", "COERCE", "arrest"),
        ("Two men were killed in a raid on a flat.", "raid", "ASSAULT", ""),
    ],
)  # fmt: skip
def test_what_deed_it_is(told, text, trigger, kind, mode):
    event = told(text)[trigger]
    assert (event.event_type, event.mode) == (kind, mode)


def test_a_number_cut_at_its_hyphen_is_one(told):
    event = told("The junta said nothing. Fifty-three soldiers have been killed.")["killed"]
    assert (event.killed_min, event.killed_max, event.target_text) == (53, 53, "Fifty-three soldiers")


def test_strikes_that_kill_in_a_headline_have_happened(told):
    event = told("The army said nothing.", title="Air strikes kill 17 in Aleppo")["Air strikes"]
    assert event.factuality == "happened"


def test_who_speaks_behind_a_place_is_not_the_place(told):
    text = "Two guards were killed on Wednesday when troops shelled a post near Lukas, the defence ministry said."
    assert told(text)["shelled"].attribution_text == "the defence ministry"


def test_rebels_are_not_so_many_of_whom_was_told():
    text = "Jets killed 17 militants on Monday. Militants ambushed a patrol on Tuesday."
    corpus = ak.load([{"text": text, "published": "2023-06-15"}], progress=False)
    events = corpus.events.set_index("trigger")
    assert events.loc["killed", "target_ids"] != events.loc["ambushed", "source_ids"]


@pytest.mark.parametrize(
    ("text", "another"),
    [("A similar attack was foiled on Tuesday.", True), ("It was the second attack of the week.", False)],
)
def test_a_similar_attack_is_another(told, text, another):
    assert ("+another" in told(text)["attack"].method) is another
