"""What an article tells of an event is put together before it is compared; what it tells apart stays apart."""

from __future__ import annotations

import pytest

from analystkit.model.schema import to_frame
from analystkit.resolve.agreement import agreement
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.pooling import pooled
from analystkit.resolve.report_reader import read_reports
from tests.resolve.test_stories_incidents import incidents, report

NOWHERE = {"place": "", "country": "", "place_precision": "", "latitude": None, "longitude": None}
UNDATED = {"date_basis": "published", "date_start": "2023-05-03", "date_end": "2023-05-03"}
KESTREL = {"place": "Kestrel", "latitude": 52.4, "longitude": -7.2}
FAR = {"place": "Farmouth", "latitude": 54.9, "longitude": -8.0}


def noun(article="a1", word="attack", **fields):
    """Return a report by a noun alone: "the attack", without day, place or parties."""
    bare = {
        "method": f"noun:{word}/noun",
        "trigger": word,
        "lemma": word,
        "target_ids": [],
        **NOWHERE,
        **UNDATED,
    }
    return report(article, **bare | fields)


def test_the_day_here_and_the_town_there_are_one_event():
    day = report("a1", **NOWHERE, target_text="the dockers")
    town = report("a1", **UNDATED)
    _, ids = incidents(day, town, report("a2"))
    assert len(set(ids)) == 1


def test_the_attack_is_the_one_told_last_whenever_that_was():
    old = report("a1", date_start="2022-11-07", date_end="2022-11-07", target_ids=["ac_judges"])
    _, ids = incidents(old, noun("a1"), published={"a1": "2023-06-20"})
    assert ids[0] == ids[1]


def test_a_headline_is_of_what_the_article_tells():
    headline = report("a1", part="title", **UNDATED, **NOWHERE, target_ids=["ac_dockers"])
    old = report("a1", date_start="2022-11-07", date_end="2022-11-07")
    _, ids = incidents(headline, old, published={"a1": "2023-06-20"})
    assert ids[0] == ids[1]


@pytest.mark.parametrize("other", [FAR, {"date_start": "2023-05-03", "date_end": "2023-05-03"}])
def test_an_article_that_names_two_towns_or_days_tells_of_two_attacks(other):
    first = report("a1", target_ids=[], lemma="raid")
    _, ids = incidents(first, report("a1", target_ids=[], lemma="shoot", **other))
    assert ids[0] != ids[1]


def test_two_attacks_in_neighbouring_towns_on_following_days_stay_two():
    first = report("a1", target_ids=[], killed_min=12, killed_max=12)
    second = {
        "target_ids": [],
        "killed_min": 3,
        "killed_max": 3,
        "date_start": "2023-05-03",
        "date_end": "2023-05-03",
        **KESTREL,
    }
    _, ids = incidents(first, report("a1", **second), report("a2", **second), report("a2", target_ids=[]))
    assert ids[0] == ids[3] != ids[1] == ids[2]


def test_what_an_article_tells_apart_joins_no_one_incident():
    early = report("a2", lemma="raid", date_start="2023-05-01", date_end="2023-05-01")
    late = report("a2", lemma="raid", date_start="2023-05-03", date_end="2023-05-03")
    _, ids = incidents(report("a1", lemma="raid"), early, late)
    assert ids[1] != ids[2]


def test_a_sum_over_years_is_no_toll_of_an_incident():
    years = {"date_start": "2020-05-03", "date_end": "2023-05-03", "killed_min": 2000, **NOWHERE}
    frame, ids = incidents(report("a1", killed_min=16, killed_max=16), report("a1", lemma="kill", **years))
    assert ids[0] != ids[1]
    assert frame["killed_max"].max() >= 2000
    assert frame.loc[frame["incident_id"] == ids[0], "killed_max"].item() == 16


@pytest.mark.parametrize(("who", "one"), [("ac_north", True), ("ac_south", False)])
def test_what_one_state_imposes_is_not_what_another_does(who, one):
    act = {"event_type": "COERCE", "mode": "restrict", "target_ids": [], **NOWHERE}
    first = report("a1", **act, lemma="impose", target_text="78 officials", source_ids=["ac_north"])
    _, ids = incidents(first, report("a1", **act, lemma="freeze", target_text="the assets", source_ids=[who]))
    assert (ids[0] == ids[1]) is one


def test_as_many_as_here_speak_for_one_event_and_others_against_it():
    fields = {"event_type": "RETREAT", "mode": "release", "lemma": "free", "target_ids": []}
    rows = [
        report("a1", **fields, target_text=text)
        for text in ("three more hostages", "Three hostages", "two hostages", "the hostages")
    ]
    events = to_frame(
        "events", [{"event_id": f"e{n}", "start": 0, "end": 5, **row} for n, row in enumerate(rows)]
    )
    articles = to_frame("articles", [{"article_id": "a1", "text": "Nothing.", "published": "2023-05-03"}])
    first, same, other, open_ = read_reports(events, articles)
    context = ArticleContext(articles)
    assert first.counts == {3}
    assert (
        agreement(first, same, context) > agreement(first, open_, context) > agreement(first, other, context)
    )


def test_gunmen_here_need_not_be_the_gunmen_there():
    rows = [
        report("a1", target_ids=[], source_ids=["ac_someone"]),
        report("a1", target_ids=[], source_ids=["ac_north"]),
    ]
    events = to_frame(
        "events", [{"event_id": f"e{n}", "start": 0, "end": 5, **row} for n, row in enumerate(rows * 2)]
    )
    articles = to_frame("articles", [{"article_id": "a1", "text": "Nothing.", "published": "2023-05-03"}])
    gunmen, north, also, again = read_reports(events, articles, {"ac_someone"})
    context = ArticleContext(articles)
    assert (
        agreement(north, again, context)
        > agreement(gunmen, also, context)
        > agreement(gunmen, north, context)
    )


def test_tear_gas_is_not_the_march_it_answers():
    march = report("a1", event_type="PROTEST", mode="riot", lemma="storm")
    gas = report("a1", mode="crowd-control", lemma="fire", target_ids=[], source_ids=["ac_police"])
    _, ids = incidents(march, gas)
    assert ids[0] != ids[1]


def test_soldiers_who_seize_power_oust_a_president():
    oust = report("a1", event_type="SANCTION", mode="expel", lemma="oust", target_ids=["ac_president"])
    coup = noun("a1", "coup", **UNDATED)
    _, ids = incidents(oust, coup)
    assert ids[0] == ids[1]


def test_pooled_reports_take_the_narrowest_day_and_the_sharpest_place():
    articles = to_frame("articles", [{"article_id": "a1", "text": "Nothing.", "published": "2023-05-03"}])
    rows = [
        report("a1", date_start="2023-05-01", date_end="2023-05-31", killed_min=3, killed_max=3),
        report("a1", place="Ireland", place_precision="country", killed_min=5, lemma="raid"),
        noun("a1"),
    ]
    events = to_frame(
        "events", [{"event_id": f"e{n}", "start": n, "end": n + 1, **row} for n, row in enumerate(rows)]
    )
    one = pooled(read_reports(events, articles))
    assert (one.first_day, one.last_day) == (19479, 19479)
    assert (one.place, one.killed, one.bare) == ("Dunmore", (3, None), False)
    assert one.lemmas == {"attack", "raid"}


def test_the_killing_is_rather_one_told_before_than_one_told_further_on():
    before = report("a1", start=10, background=True, date_start="2022-11-07", date_end="2022-11-07")
    after = report("a1", start=450, background=True, date_start="2023-03-02", date_end="2023-03-02")
    _, ids = incidents(before, noun("a1", "killing", start=400), after)
    assert ids[1] == ids[0] != ids[2]


def test_what_goes_on_is_no_report_of_a_day_it_shares_nothing_with():
    attack = report("a1", source_ids=[], target_ids=["ac_dockers"], lemma="shell")
    war = report(
        "a1", factuality="ongoing", source_ids=["ac_army"], target_ids=["ac_rebels"], lemma="fight", **NOWHERE
    )
    same = report("a1", factuality="ongoing", source_ids=[], target_ids=["ac_dockers"], lemma="attack")
    _, ids = incidents(attack, war, same)
    assert ids[0] == ids[2] != ids[1]


def test_who_ordered_the_strike_is_not_who_carried_it_out():
    old = report(
        "a1",
        start=10,
        lemma="drone strike",
        background=True,
        source_ids=["ac_army"],
        date_start="2022-11-07",
        date_end="2022-11-07",
    )
    new = report("a1", start=60, lemma="shoot", target_ids=[], **NOWHERE)
    ordered = noun(
        "a1",
        "strike",
        start=400,
        method="noun:strike/noun+order",
        source_ids=["ac_ana"],
        source_text="Ana Duarte",
    )
    _, ids = incidents(old, new, ordered)
    assert ids[2] == ids[0] != ids[1]


@pytest.mark.parametrize(("lemma", "one"), [("murder", True), ("attack", False)])
def test_somebody_is_killed_only_once_whatever_days_are_told(lemma, one):
    killed = {"target_ids": ["ac_mayor"], "target_text": "Aldous Marrin", **NOWHERE}
    old = report("a1", start=0, lemma="shoot dead", date_start="2022-11-07", date_end="2022-11-07", **killed)
    verdict = report("a1", start=60, lemma=lemma, **killed)
    _, ids = incidents(old, verdict)
    assert (ids[0] == ids[1]) is one


def test_so_are_crowds_of_one_name_as_often_as_they_are():
    killed = {"target_ids": ["ac_guard"], "target_text": "Guardsmen", "lemma": "kill", **NOWHERE}
    old = report("a1", start=0, date_start="2022-11-07", date_end="2022-11-07", killed_min=9, **killed)
    _, ids = incidents(old, report("a1", start=60, killed_min=4, **killed))
    assert ids[0] != ids[1]


def test_a_village_on_no_map_is_another_place_than_a_town():
    rows = [
        report("a1", target_ids=[]),
        report("a2", target_ids=[], **NOWHERE | {"place": "Orrin Bridge"}),
        report("a2", target_ids=[], **NOWHERE),
    ]
    events = to_frame(
        "events", [{"event_id": f"e{n}", "start": 0, "end": 5, **row} for n, row in enumerate(rows)]
    )
    articles = to_frame(
        "articles", [{"article_id": a, "text": "", "published": "2023-05-03"} for a in ("a1", "a2")]
    )
    town, village, open_ = read_reports(events, articles)
    context = ArticleContext(articles)
    assert agreement(town, village, context) < agreement(town, open_, context)


def test_who_is_carried_off_is_abducted():
    rows = [report("a1", lemma=lemma) for lemma in ("carry off", "kidnap", "hold hostage")]
    events = to_frame(
        "events", [{"event_id": f"e{n}", "start": 0, "end": 5, **row} for n, row in enumerate(rows)]
    )
    articles = to_frame("articles", [{"article_id": "a1", "text": "", "published": "2023-05-03"}])
    carried, kidnapped, held = read_reports(events, articles)
    assert carried.senses == kidnapped.senses == held.senses
