"""Days and places that are another's, and words whose kind of event depends on what stands with them: sentences of common news grammar."""

import pandas as pd
import pytest

import analystkit as ak


@pytest.fixture(scope="module")
def told():
    """A function from a text to its events by their triggers: published on a Wednesday."""

    def _told(text):
        frame = pd.DataFrame(
            {"article_id": ["a1"], "title": [""], "text": [text], "published": ["2026-03-18"]}
        )
        return ak.extract(ak.read_articles(frame)).events.set_index("trigger")

    return _told


@pytest.mark.parametrize(
    ("text", "trigger", "later"),
    [
        ("The activist was arrested in a raid and was released on Friday.", "arrested", "released"),
        ("The general was charged with treason but was acquitted on Friday.", "charged", "acquitted"),
        ("The poet was jailed for treason but was pardoned on Friday.", "jailed", "pardoned"),
    ],
)
def test_a_second_verb_with_an_auxiliary_has_its_day_to_itself(told, text, trigger, later):
    events = told(text)
    assert events.loc[trigger, "date_basis"] == "published"
    assert events.loc[later, "date_text"] == "Friday"


def test_a_shared_auxiliary_shares_its_day(told):
    assert list(told("Two men were arrested and charged on Friday.").date_text) == ["Friday", "Friday"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norway has offered to mediate, as it did in 2016.", "offered"),
        ("Rebels shelled the port, just as in 2014.", "shelled"),
        ("Duarte urged all sides to respect the truce agreed in November 2024.", "urged"),
        ("The minister condemned the raid carried out in May 2024.", "condemned"),
    ],
)
def test_the_day_of_a_comparison_or_a_participle_is_not_the_main_verbs(told, text, trigger):
    assert told(text).loc[trigger, "date_basis"] == "published"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("On Tuesday a jet bombed a hospital. The military acknowledged the strike on Saturday.", "strike"),
        ("On Tuesday gunmen killed a judge. The ministry confirmed the killing on Monday.", "killing"),
        ("On Tuesday gunmen shot a judge. The minister condemned the shooting on Wednesday.", "shooting"),
    ],
)
def test_the_day_of_an_admission_is_not_that_of_the_deed(told, text, trigger):
    assert told(text).loc[trigger, "date_text"] != text.split()[-1].rstrip(".")


def test_how_long_something_lasts_counts_no_days(told):
    event = told("The sides extended the truce for two weeks after Hamas released the hostages.").loc[
        "released"
    ]
    assert event.date_basis == "published"


def test_what_was_due_a_day_later_has_its_own_day_and_place(told):
    events = told("Jets bombed the port on Friday, a day before the two leaders were due to meet in Doha.")
    assert events.loc["bombed", "place"] == ""
    assert events.loc["meet", "place"] == "Doha"
    assert str(events.loc["meet", "date_start"])[:10] == "2026-03-14"


@pytest.mark.parametrize(
    ("text", "trigger", "other"),
    [
        ("Riyadh eased the blockade, and Abu Dhabi withdrew its troops from Shabwa.", 0, 1),
        ("Kenya expelled two diplomats, and Uganda arrested a general in Kampala.", 0, 1),
        (
            "The minister resigned on Monday after a video showed soldiers beating prisoners in Basra.",
            "resigned",
            "beating",
        ),
        ("Kenya recalled its envoy after protesters were shot in Kampala.", "recalled", "shot"),
    ],
)
def test_the_place_of_another_clause_is_not_the_first_ones(told, text, trigger, other):
    places = told(text).place
    first, second = (
        (places.iloc[trigger], places.iloc[other])
        if isinstance(trigger, int)
        else (places[trigger], places[other])
    )
    assert (first, bool(second)) == ("", True)


def test_the_day_of_a_resignation_is_not_that_of_its_reason(told):
    events = told("The minister resigned on Monday after a video showed soldiers beating prisoners in Basra.")
    assert events.loc["beating", "date_basis"] == "published"


def test_results_share_the_place(told):
    assert set(told("Police opened fire, and two people were killed in Goma.").place) == {"Goma"}


@pytest.mark.parametrize(
    "text",
    [
        "A proposal by Egypt for a ceasefire was welcomed by the army.",
        "The army condemned a raid by Iran.",
        "We call on Baku to respond.",
        "Moscow accused Kyiv of shelling the village.",
    ],
)
def test_who_does_it_and_whom_it_is_said_to_is_no_place(told, text):
    assert set(told(text).place) == {""}


@pytest.mark.parametrize(
    ("text", "trigger", "target", "day"),
    [
        (
            "Russia launched 12 missiles against Odesa on the night of March 15 to 16.",
            "launched",
            "Odesa",
            "2026-03-15",
        ),
        ("The army struck a school on the night of May 3.", "struck", "a school", "2025-05-03"),
    ],
)
def test_a_night_is_when(told, text, trigger, target, day):
    event = told(text).loc[trigger]
    assert (event.target_text, str(event.date_start)[:10]) == (target, day)


@pytest.mark.parametrize(
    ("text", "trigger", "source", "place"),
    [
        ("In Kivu province government troops shot a priest.", "shot", "government troops", "Kivu"),
        (
            "In Karsa district police officers beat two reporters.",
            "beat",
            "police officers",
            "Karsa district",
        ),
    ],
)
def test_a_province_that_opens_a_sentence_is_where(told, text, trigger, source, place):
    event = told(text).loc[trigger]
    assert (event.source_text, event.place) == (source, place)


def test_what_drones_fly_over_is_no_target(told):
    assert (
        told("Russia said it had destroyed 61 Ukrainian drones over seven regions.").target_text.iloc[0] == ""
    )


@pytest.mark.parametrize("what", ["shots in the air", "rubber bullets"])
def test_who_fires_disperses(told, what):
    assert told(f"Police fired {what} to disperse the crowd.").loc["disperse", "source_text"] == "Police"


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "source", "target"),
    [
        (
            "Norland forces conducted a combined missile and drone attack on Kharkiv.",
            "conducted a combined missile and drone attack",
            "ASSAULT",
            "Norland forces",
            "Kharkiv",
        ),
        ("Russian forces seized Toretsk.", "seized", "ASSAULT", "Russian forces", "Toretsk"),
        (
            "Russian forces likely seized Petropavlivka.",
            "seized",
            "ASSAULT",
            "Russian forces",
            "Petropavlivka",
        ),
        ("Rebels seized Bunia.", "seized", "ASSAULT", "Rebels", "Bunia"),
        ("Soldiers dispersed the crowd.", "dispersed", "ASSAULT", "Soldiers", "the crowd"),
        ("Government forces advanced toward Goma.", "advanced", "ASSAULT", "Government forces", "Goma"),
        ("Ukrainian forces advanced in western Hryshyne.", "advanced", "ASSAULT", "Ukrainian forces", ""),
        (
            "Units liberated the settlement of Novoye.",
            "liberated",
            "ASSAULT",
            "Units",
            "the settlement of Novoye",
        ),
        ("Troops liberated the hostages.", "liberated", "RETREAT", "Troops", "the hostages"),
        ("The rebels dispersed into the hills.", "dispersed", "RETREAT", "The rebels", ""),
    ],
)
def test_territory_is_taken_and_crowds_are_dispersed(told, text, trigger, kind, source, target):
    event = told(text).loc[trigger]
    assert (event.event_type, event.source_text, event.target_text) == (kind, source, target)


@pytest.mark.parametrize("whom", ["three nuns", "two American teachers"])
def test_people_are_still_abducted(told, whom):
    event = told(f"Rebels seized {whom}.").loc["seized"]
    assert (event.event_type, event["mode"]) == ("ASSAULT", "abduct")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("France will no longer supply weapons to Israel.", "supply"),
        ("Chile will no longer recognise the government.", "recognise"),
        ("The ministry said it would no longer arm the militia.", "arm"),
    ],
)
def test_no_longer_is_a_refusal(told, text, trigger):
    events = told(text)
    assert (events.loc[trigger, "event_type"], len(events)) == ("REJECT", 1)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Troops killed a bomb maker in Lanao on Tuesday.", ""),
        ("Israel killed the missile chief of Hezbollah.", ""),
        ("Troops killed three farmers with a bomb.", "explosives"),
    ],
)
def test_a_weapon_in_the_name_of_a_role_is_no_weapon(told, text, mode):
    assert told(text).loc["killed", "mode"] == mode


@pytest.mark.parametrize(
    "text",
    [
        "Troops, backed by tanks, entered the city.",
        "Police, supported by helicopters, crossed the river.",
        "Rescuers warned that the death toll was likely to climb.",
        "The general came to power after defeating the president.",
        "The party was routed in the local elections.",
        "The officer hung up when reporters called.",
        "He hung a flag from the window.",
        "The war robbed the children of their future.",
    ],
)
def test_what_harms_and_supports_nobody_is_no_event(told, text):
    assert told(text).empty


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He vowed that the attack would not go unpunished.", ["THREATEN", "ASSAULT"]),
        ("Minsk retaliated by expelling two diplomats.", ["SANCTION"]),
        ("Minsk retaliated with missiles on Gomel.", ["ASSAULT"]),
        ("Chinese spies hacked the ministry in 2024.", ["COERCE"]),
        ("Rebels hacked a farmer to death.", ["ASSAULT"]),
        ("Rebels hanged the mayor.", ["ASSAULT"]),
        ("The pope attacked 'the idolatry of money'.", ["ACCUSE"]),
        ("The minister attacked the naivety of the left.", ["ACCUSE"]),
        ("Soldiers backed the president.", ["SUPPORT"]),
        ("The general conceded that his men had shot the boy.", ["ASSAULT"]),
        ("Rebels defeated the army in a battle for the port.", ["ASSAULT", "ASSAULT"]),
    ],
)
def test_the_kind_of_an_event_depends_on_what_stands_with_its_word(told, text, kinds):
    assert list(told(text).event_type) == kinds


def test_what_is_not_decided_threatens_nobody(told):
    assert "THREATEN" not in set(told("The government has not decided whether to send troops.").event_type)


@pytest.mark.parametrize("whom", ["the town's mayor", "Kenya's ambassador", "a policeman"])
def test_a_single_person_is_one_dead(told, whom):
    assert told(f"Gunmen killed {whom}.").killed_min.iloc[0] == 1


def test_people_of_a_town_are_not_counted(told):
    assert told("Gunmen killed the town's residents.").killed_min.isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "41 UAVs were shot down over the Belgorod Region.",
        "Air defences destroyed 20 unmanned aerial vehicles.",
        "Air defences destroyed 20 drones.",
    ],
)
def test_drones_by_any_name_are_intercepted(told, text):
    event = told(text).iloc[0]
    assert (event["mode"], event.factuality, event.outcome) == ("drone", "attempted", "intercepted")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Police arrested five men accused of planning to kidnap a minister.", "five men"),
        ("Police arrested five men accused of plotting to kidnap a minister.", "five men"),
        ("Three men were held for planning to attack a church.", "Three men"),
    ],
)
def test_who_is_accused_of_planning_it_would_have_done_it(told, text, source):
    event = told(text).iloc[-1]
    assert (event.event_type, event.factuality, event.source_text) == ("ASSAULT", "alleged", source)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The strike called by teachers for Monday has been called off.", "teachers"),
        ("A strike called by nurses was called off on Tuesday.", "nurses"),
    ],
)
def test_who_called_a_strike_calls_it_off(told, text, who):
    event = told(text).iloc[-1]
    assert (event.event_type, event.source_text, event.target_text) == ("RETREAT", who, "")
