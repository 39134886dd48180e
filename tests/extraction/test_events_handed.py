"""What is handed to whom, relative clauses without a pronoun, past tenses behind infinitives, and what an envoy is summoned for."""

from __future__ import annotations

import pandas as pd
import pytest

import analystkit as ak


def events(text: str) -> pd.DataFrame:
    corpus = ak.load([{"text": text, "published": "2026-03-18"}], progress=False)
    return corpus.events.set_index("lemma")


@pytest.mark.parametrize(
    "text",
    [
        "A court handed the minister a jail term.",
        "A court handed Ana Ruiz a seven-year jail term for leaking state secrets.",
        "A court in Lima on Monday handed former interior minister Ana Ruiz a seven-year jail term.",
    ],
)
def test_who_is_handed_a_jail_term_is_convicted_once(text):
    found = events(text)
    [term] = found[found["event_type"] == "SANCTION"].itertuples()
    assert term.mode == "convict"
    assert term.source_text.startswith("A court")
    assert term.target_text.endswith(("minister", "Ruiz"))


def test_who_is_handed_a_term_for_something_did_it():
    assert (
        events("A court handed the minister a jail term for bribing officials.").loc["bribe", "source_text"]
        == "the minister"
    )


def test_a_relative_clause_without_a_pronoun_has_its_own_subject():
    found = events("They rejected a plan the president proposed.")
    assert found.loc["propose", ["source_text", "target_text"]].tolist() == ["the president", "a plan"]


def test_a_man_shot_by_nobody_named_is_no_shooter():
    found = events("It tells of Tom Petra, a pilot shot down over the Gulf in 1960.")
    assert found.loc["shoot down", "source_text"] == ""


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("They agreed to resume talks and lifted a ban on exports.", "lift"),
        ("The rebels promised to free the hostages and pulled out of the town.", "pull out"),
        ("The president vowed to crush the revolt and sent troops to the city.", "send"),
    ],
)
def test_a_past_tense_behind_an_infinitive_has_happened(text, lemma):
    found = events(text)
    at = next(key for key in found.index if key.startswith(lemma.split()[0]))
    assert found.loc[at, "factuality"] == "happened"
    assert found.loc[at, "attribution_text"] == ""


def test_two_infinitives_stay_two():
    found = events("They agreed to be questioned and searched. The army vowed to hold and defend the town.")
    assert "happened" not in set(found.loc[found["event_type"] == "ASSAULT", "factuality"])


def test_who_summons_an_envoy_to_protest_protests():
    corpus = ak.load(
        [{"text": "South Korea summoned Japan's ambassador to protest a paper that lays claim to islets."}],
        progress=False,
    )
    found = corpus.events.set_index("lemma")
    assert found.loc["protest", ["event_type", "source_text"]].tolist() == ["ACCUSE", "South Korea"]
    assert corpus.quotes["speaker_text"].tolist() == ["South Korea"]
    assert "lay" not in found.index


def test_what_a_crowd_protests_against_is_not_denied():
    found = events("Students protested the killing of a teacher.")
    assert found.loc["killing", ["factuality", "attribution_text"]].tolist() == ["happened", ""]
    assert found.loc["protest", "event_type"] == "PROTEST"
    assert events("Iran protested a ship seizure.").loc["protest", "event_type"] == "ACCUSE"


def test_tear_gas_that_disperses_a_crowd_is_no_second_event():
    found = events("Rangers dispersed the protesters with tear gas.")
    assert found.index.tolist() == ["disperse"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("They fired a rocket-propelled grenade at the bus.", "heavy-weapons"),
        ("Rebels fired a grenade at the base.", "heavy-weapons"),
        ("Gunmen threw a grenade into the bar.", "explosives"),
        ("Police fired stun grenades at students.", "crowd-control"),
    ],
)
def test_what_a_grenade_is_fired_for(text, mode):
    assert events(text)["mode"].tolist() == [mode]


def test_who_stops_others_from_something_arrests_nobody():
    assert events("The army failed to stop rebels from advancing.").empty
    assert events("Police stopped two men at a checkpoint.")["mode"].tolist() == ["arrest"]


def test_what_an_empty_verb_tells_is_shown():
    found = events("The general is under house arrest. Norland was ready to meet the rebels.")
    assert found["trigger"].tolist() == ["is under house arrest", "was ready"]
    assert events("It is still the leader of the free world. He is a free man.").empty


def test_who_is_shot_is_told_by_what_they_did():
    found = events("They shot fleeing villagers. The army stopped shelling towns.")
    assert found.loc["shoot", ["source_text", "target_text"]].tolist() == ["They", "villagers"]
    assert "flee" not in found.index
    assert found.loc["shell", "target_text"] == "towns"


def test_an_accusation_behind_a_demand_is_no_part_of_it():
    found = events(
        "Leaders demanded that both sides leave their territory and accused soldiers of using a school as a base."
    )
    assert found.loc["accuse", ["source_text", "target_text", "factuality"]].tolist() == [
        "Leaders",
        "soldiers",
        "happened",
    ]


@pytest.mark.parametrize(
    ("text", "lemma", "target"),
    [
        ("Norland launched more than 300 drones and 12 missiles at Sudland overnight.", "launch", "Sudland"),
        ("A Norland drone struck a car on a village road.", "strike", "a car"),
    ],
)
def test_at_whom_weapons_are_sent(text, lemma, target):
    assert events(text).loc[lemma, "target_text"] == target


def test_a_ship_is_told_by_its_flag():
    assert events("Iran seized the British-flagged Stena Impero.")["mode"].tolist() == ["seize"]
    assert events("All 23 sailors were picked up by a tug.")["event_type"].tolist() == ["AID"]


def test_an_envoy_who_is_expected_somewhere_is_to_visit():
    [visit] = events("The US envoy Tom Petra is expected in Kyiv on Thursday.").itertuples()
    assert (visit.event_type, visit.mode, visit.factuality, visit.target_text) == (
        "CONSULT",
        "visit",
        "planned",
        "Kyiv",
    )
    assert visit.source_text.endswith("Tom Petra")


@pytest.mark.parametrize(
    "text",
    [
        "The council met behind closed doors at the request of Panama.",
        "Two officials pointed the finger at Iran's Revolutionary Guards.",
    ],
)
def test_who_asked_for_it_and_who_is_blamed_is_no_place(text):
    assert events(text)["place_text"].tolist() == [""]


def test_the_year_of_a_thing_is_not_when_it_was_rejected():
    [event] = events("The faction rejected a 2016 peace accord.").itertuples()
    assert (event.date_basis, event.date_start.year) == ("published", 2026)


@pytest.mark.parametrize(
    ("text", "lemma", "source"),
    [
        ("Prosecutors charged twelve men with shelling a village.", "shell", "twelve men"),
        ('He accused "foreign powers" of financing the rebels.', "finance", "foreign powers"),
        ("The camp was burned, destroying 500 shelters.", "destroy", ""),
        ("Ana Ruiz was growing more comfortable with attacking the rebels.", "attack", "Ana Ruiz"),
    ],
)
def test_who_does_what_they_are_charged_with(text, lemma, source):
    assert events(text).loc[lemma, "source_text"] == source


def test_who_serves_a_term_was_convicted_once():
    [term] = events("Seven of the men are serving life terms.").itertuples()
    assert (term.event_type, term.mode, term.target_text) == ("SANCTION", "convict", "Seven of the men")


def test_suspects_who_are_questioned_are_investigated():
    found = events("We have detained three people and are questioning them.")
    assert found.loc["question", ["event_type", "mode"]].tolist() == ["ACCUSE", "investigate"]


def test_the_year_of_one_killing_is_not_when_the_group_was_blamed():
    found = events(
        "The group has been blamed for a string of killings, including the 2021 murder of Tom Petra."
    )
    assert found.loc["blame", "date_basis"] == "published"
    assert found.loc["murder", "date_start"].year == 2021


@pytest.mark.parametrize(
    ("text", "lemma", "year"),
    [
        ("Iran has enriched uranium since Trump withdrew from a 2015 accord.", "withdraw from", 2026),
        ("They signed the 2015 accord in Lima.", "sign", 2015),
        ("Protesters clashed with police at the 1968 convention.", "clash", 1968),
    ],
)
def test_the_year_of_an_accord_dates_its_signing_alone(text, lemma, year):
    assert events(text).loc[lemma, "date_start"].year == year


def test_who_is_told_of_before_the_speaker_does_what_follows():
    found = events("Iran is willing to hold talks, the speaker said, but will not negotiate under pressure.")
    assert found.loc["negotiate", "source_text"] == "Iran"


def test_what_is_done_behind_what_he_called_it_is_done():
    found = events("President Ana Ruiz condemned what she called treason and deployed the army.")
    assert found.loc["deploy", ["source_text", "factuality"]].tolist() == ["President Ana Ruiz", "happened"]


def test_a_month_in_front_of_a_people_is_none_of_it():
    found = events("In October Israeli jets struck missile factories near Tehran.")
    assert found.loc["strike", "source_text"] == "Israeli"


def test_a_dateline_in_small_letters_does_nothing():
    [event] = events(
        "The Hague - Judges at the International Criminal Court issued an arrest warrant on Monday."
    ).itertuples()
    assert event.source_text == "Judges"


def test_in_retaliation_is_no_event():
    assert events("The army struck the base in apparent retaliation.").index.tolist() == ["strike"]


def test_a_strike_that_is_announced_is_yet_to_come():
    [strike] = events("Unions announced a strike for Friday.").itertuples()
    assert (strike.event_type, strike.factuality, strike.date_start.day) == ("PROTEST", "planned", 20)


def test_the_day_of_a_disaster_long_ago_is_not_when_somebody_was_indicted_over_it():
    [event] = events("Prosecutors indicted 13 people over the disaster on November 1.").itertuples()
    assert event.date_basis == "published"
    [event] = events("He was indicted on November 1 over the disaster.").itertuples()
    assert event.date_start.month == 11


def test_the_hour_of_an_entry_is_no_part_of_who_acts():
    found = events("12:02 Alawite clerics accuse government forces of executing dozens of men.")
    assert found.loc["accuse", "source_text"] == "Alawite clerics"


def test_a_deadline_lies_ahead_and_a_pact_may_be_revoked():
    assert (
        events("The junta has given the troops until September 15 to leave.")["date_end"].iloc[0].year == 2026
    )
    assert events("The junta revoked the military pact.")[["event_type", "mode"]].to_numpy().tolist() == [
        ["SANCTION", "withdraw"]
    ]
