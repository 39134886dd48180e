"""Where an attack was: what it struck, a town no gazetteer knows, not the bigger one near by. Through the embedded pipeline."""

import pytest


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The army shelled the town of Terter on Monday.", "shelled", "Terter"),
        ("Ganja had been shelled on Monday.", "shelled", "Ganja"),
        ("Three rockets fell on Idlib, in north-western Syria, on Monday.", "fell", "Idlib"),
        ("The attack on Odesa killed two sailors from Mykolaiv.", "attack", "Odesa"),
        # What is said of a country is said nowhere in particular.
        ("The minister accused Norway on Monday.", "accused", ""),
    ],
)  # fmt: skip
def test_what_is_struck_is_where_it_was(placed, text, trigger, place):
    assert placed(text)[trigger].place_text == place


@pytest.mark.parametrize(
    ("text", "trigger", "source", "target"),
    [
        ("The premier of Malaita, Ana Lopes, accused the police of neglect.", "accused", "The premier of Malaita, Ana Lopes", "the police"),
        ("Police arrested the former head of the army, General Jorge Paz, on Wednesday.", "arrested", "Police", "the former head of the army, General Jorge Paz"),
        ("The council condemned an attack by the Houthis on Abu Dhabi.", "attack", "the Houthis", "Abu Dhabi"),
        ("Soldiers fired on demonstrators at the toll gate in Lagos.", "fired", "Soldiers", "demonstrators"),
        ("Chad holds the Libyan government responsible.", "holds the Libyan government responsible", "Chad", "the Libyan government"),
        ("The general was killed in an air strike near Damascus.", "air strike", "", "The general"),
    ],
)  # fmt: skip
def test_who_is_named_is_named(placed, text, trigger, source, target):
    event = placed(text)[trigger]
    assert (event.source_text, event.target_text) == (source, target)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The minister, visiting Cairo on Sunday, met the president.", "visiting", "Cairo"),
        ("The minister toured Kharkiv on Friday.", "toured", "Kharkiv"),
        ("Rebels seized Goma on Monday. Fighting broke out on the outskirts.", "Fighting", "Goma"),
    ],
)
def test_what_is_visited_or_lies_around_a_town_is_where(placed, text, trigger, place):
    assert placed(text)[trigger].place_text == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Supporters marched on Congress on Monday night.", "marched", "Congress"),
        ("Thousands rallied outside the Assembly.", "rallied", "the Assembly"),
        ("Protesters gathered in front of the presidential palace.", "gathered", "the presidential palace"),
        ("Soldiers opened fire on a crowd at the airport.", "opened fire", "the airport"),
        ("Police clashed with students on Freedom Square.", "clashed", "Freedom Square"),
    ],
)
def test_a_building_in_the_words_of_an_event_is_where(placed, text, trigger, place):
    assert placed(text)[trigger].place_text == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Gunmen attacked a church in Homs on Sunday. They beat two priests.", "beat", "Homs"),
        ("Gunmen attacked a church in Homs on Sunday. Two men were arrested there on Monday.", "arrested", "Homs"),
        ("Gunmen attacked a church in Karsa on Sunday. They also set fire to a school in the town.", "set fire", "Karsa"),
        # Another place, another day, the deed of a state: not stated.
        ("Gunmen attacked a church in Homs on Sunday. Elsewhere they killed nine people.", "killed", ""),
        ("Gunmen attacked a church in Homs on Sunday. On Monday they killed nine people.", "killed", ""),
        ("Gunmen attacked a church in Homs on Sunday. The government jailed their leader.", "jailed", ""),
        ("The envoy flew to Aleppo, where he met the rebels.", "met", "Aleppo"),
        ("Rebels were driven out of Aleppo.", "driven out", "Aleppo"),
        ("The army deployed tanks to Aleppo.", "deployed", "Aleppo"),
        ("A Minsk court sentenced the editor.", "sentenced", "Minsk"),
        ("Rebels attacked Aleppo's airport.", "attacked", "Aleppo"),
        ("Rebels attacked the provincial capital, Aleppo.", "attacked", "Aleppo"),
    ],
)  # fmt: skip
def test_a_town_named_elsewhere_is_where_the_story_goes_on(placed, text, trigger, place):
    assert placed(text)[trigger].place_text == place


def test_a_building_lies_in_the_town_of_the_story(placed):
    event = placed(
        "Gunmen attacked a church in Homs on Sunday. They killed two priests outside the station."
    )["killed"]
    assert (event.place_text, event.place) == ("the station", "Homs")
