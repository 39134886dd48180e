"""Tolls told in other ways than "killed ten": by two words, of a list, behind the number, in a clause hung elsewhere. Through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "killed", "injured"),
    [
        ("On December 25 Razi Mousavi, a commander of the Guards, was killed in an air strike.", "killed", 1, None),
        ("Gunmen shot dead a colonel of the Guards and two of his bodyguards on a road.", "shot dead", 3, None),
        ("The two officers who were gunned down on Tuesday in Nobol were buried.", "gunned down", 2, None),
        ("Another Norwegian pilot, Nils Vale, was shot dead shortly after landing.", "shot dead", 1, None),
        ("The government lowered to 49 the number of men confirmed killed in Sunday's ambush.", "ambush", 49, None),
        ("Rescuers raised the number of people killed in Monday's blast to 101.", "blast", 101, None),
        ("Tension has grown since a gun battle last Sunday in the village of Lipa in which a policeman and three gunmen died.", "gun battle", 4, None),
        ("The army replied with a bombardment near Saravan that left nine dead.", "replied with a bombardment", 9, None),
        ("Five members of the Guards died in Damascus when their building was flattened in an air raid.", "air raid", 5, None),
        ("Eight other people lost their lives that day in shootings in Lima.", "shootings", 8, None),
        ("The United Nations has recorded 29 political murders this year.", "murders", 29, None),
        ("A cameraman was shot in the leg.", "shot", None, 1),
        ("Ten were stabbed to death and four were shot in the arm.", "shot", None, 4),
    ],
)  # fmt: skip
def test_tolls(read, sentence, trigger, killed, injured):
    event = read(sentence)[trigger]
    assert (event.killed_min, event.injured_min) == (killed, injured)


def test_what_is_shot_down_need_be_nobody(read):
    assert read("The army shot down a drone.")["shot down"].killed_min is None
