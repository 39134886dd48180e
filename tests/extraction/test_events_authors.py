"""Whose deed it is said to be, what a blast struck, and what goes on rather than happened once: sentences of common news grammar."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "trigger", "source", "target", "factuality"),
    [
        ("The massacre was attributed to the Red Front.", "massacre", "the Red Front", "", "alleged"),
        ("The killing of the judge has been blamed on the Red Front.", "killing", "the Red Front", "the judge", "alleged"),
        ("The government holds the rebels responsible for the murder of the bishop.", "murder", "the rebels", "the bishop", "happened"),
        ("A colonel and two lieutenants were involved in the massacre of the priests.", "massacre", "A colonel; two lieutenants", "the priests", "happened"),
        ("Troops may be involved in the kidnapping of the mayor.", "kidnapping", "", "the mayor", "happened"),
        ("The army confirmed the involvement of troops in the murder of the mayor.", "murder", "troops", "the mayor", "happened"),
        ("The attack in Kono was the work of the Red Front.", "attack", "the Red Front", "", "happened"),
        ("The Red Front's murder of the judge shocked the town.", "murder", "The Red Front's", "the judge", "happened"),
        ("The judge's murder by the Red Front shocked the town.", "murder", "the Red Front", "The judge's", "happened"),
        ("The judge was killed by a car bomb planted by the Red Front.", "killed", "the Red Front", "The judge", "happened"),
        ("The police accused the Red Front of having killed the judge.", "killed", "the Red Front", "the judge", "alleged"),
        ("Two men suspected of killing the judge were arrested.", "killing", "Two men", "the judge", "alleged"),
        ("The minister escaped unharmed from an attack on Monday.", "attack", "", "The minister", "happened"),
        ("One of the students killed last week was a nurse.", "killed", "", "One of the students", "happened"),
        ("The student was found murdered in his car.", "murdered", "", "The student", "happened"),
        ("The attack by the Red Front against the embassy left no victims.", "attack", "the Red Front", "the embassy", "happened"),
        ("A grenade hit the rear of the bus.", "hit", "", "the bus", "happened"),
        ("After the raid, a driver, identified as Jose Martinez, was killed.", "killed", "", "a driver", "happened"),
        ("A spokesman said that one man was killed and five others, including a policeman, were injured.", "injured", "", "five others; a policeman", "happened"),
        ("The man who killed the senator was arrested.", "killed", "The man", "the senator", "happened"),
        ("The man who killed the senator was arrested.", "arrested", "", "The man", "happened"),
        ("The governor has blamed the murder of two missionaries on drug traffickers.", "murder", "drug traffickers", "two missionaries", "alleged"),
        ("They condemned the murder of the minister and two of his bodyguards perpetrated by guerrillas.", "murder", "guerrillas", "the minister", "happened"),
        ("The mayor was killed apparently by another guerrilla column.", "killed", "another guerrilla column", "The mayor", "alleged"),
        ("The judge was kidnapped on Monday in Kono, presumably by rebels.", "kidnapped", "rebels", "The judge", "happened"),
        ("More than seven people were involved in the murder.", "murder", "More than seven people", "", "happened"),
        ("The bus was attacked by night.", "attacked", "", "The bus", "happened"),
        ("In Huancayo, the capital of the department, the house of a candidate was bombed.", "bombed", "", "the house of a candidate", "happened"),
        ("FMLN (Farabundo Marti National Liberation Front) guerrillas attacked the town.", "attacked", "FMLN (Farabundo Marti National Liberation Front) guerrillas", "the town", "happened"),
        ("Gunmen attacked the van with stones including flints.", "attacked", "Gunmen", "the van", "happened"),
    ],
)  # fmt: skip
def test_whose_deed_it_is(events_of, sentence, trigger, source, target, factuality):
    event = next(event for event in events_of(sentence) if event.trigger.split()[-1] == trigger)
    assert (event.source_text, event.target_text, event.factuality) == (source, target, factuality)


@pytest.mark.parametrize(
    ("sentence", "trigger", "target"),
    [
        ("Rebels set fire to eight buses and a truck.", "set fire", "eight buses; a truck"),
        ("A van loaded with dynamite exploded in front of the courthouse.", "exploded", "the courthouse"),
        (
            "Rebels detonated eight bombs in front of the homes of officials.",
            "detonated",
            "the homes of officials",
        ),
        ("The bomb seriously damaged the telephone exchange.", "damaged", "the telephone exchange"),
        (
            "The blast caused severe damage to nearby shops and several homes.",
            "caused severe damage",
            "nearby shops; several homes",
        ),
        ("Several power pylons were brought down by explosives.", "brought down", "Several power pylons"),
        ("Guerrillas machine-gunned the home of the governor.", "machine-gunned", "the home of the governor"),
        ("Guerrillas sacked two pharmacies and several stores.", "sacked", "two pharmacies; several stores"),
        ("Hooded men took the mayor away.", "took the mayor away", "the mayor"),
        ("At 0600 this morning guerrillas set off a bomb.", "set off", ""),
        ("The bomb went off at 0300 local time.", "went off", ""),
        (
            "The rebels set fire to the telephone exchange and the municipal council.",
            "set fire",
            "the telephone exchange; the municipal council",
        ),
    ],
)
def test_what_was_struck(events_of, sentence, trigger, target):
    found = {event.trigger: event for event in events_of(sentence) if event.event_type == "ASSAULT"}
    assert found[trigger].target_text == target


@pytest.mark.parametrize(
    "sentence",
    [
        "Storms brought down several power pylons.",
        "The coach was sacked by the club.",
        "Police took the drunken man away.",
        "The crash caused severe damage to two cars.",
        "The fire was set on Friday, according to the chief, James Steele.",
    ],
)
def test_what_no_attacker_did_is_no_attack_on_it(events_of, sentence):
    assert not [event for event in events_of(sentence) if event.event_type == "ASSAULT" and event.target_text]


@pytest.mark.parametrize(
    ("sentence", "trigger", "factuality"),
    [
        ("We cannot trust a government that kills priests and bishops.", "kills", "ongoing"),
        ("There are kidnappings, murders and attacks on towns.", "attacks", "ongoing"),
        ("The bishop condemned kidnappings and murders.", "murders", "ongoing"),
        ("The bombing of civilian areas continues.", "bombing", "ongoing"),
        ("The villagers are being murdered.", "murdered", "ongoing"),
        ("Attacks by rebels killed 20 people.", "Attacks", "happened"),
        ("Rebels launched attacks on the palace.", "launched attacks", "happened"),
        ("The mayor spoke of the wave of robberies.", "robberies", "happened"),
        ("He mourned the dead of attacks in Paris.", "attacks", "happened"),
        ("Attacks on two banks were reported.", "Attacks", "happened"),
        ("A government that killed priests has fallen.", "killed", "happened"),
    ],
)
def test_what_is_told_in_general_goes_on(events_of, sentence, trigger, factuality):
    assert [event.factuality for event in events_of(sentence) if event.trigger == trigger] == [factuality]
