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
