"""Which reports of one article are of one event: what is told next goes on with it, unless something speaks for another."""

from __future__ import annotations

import pytest

from analystkit.lexicon import Lexicon
from analystkit.model.schema import to_frame
from analystkit.resolve import agreement, article_events
from analystkit.resolve.parties import other_parties
from analystkit.resolve.report_reader import read_reports
from analystkit.resolve.role_words import RoleWords
from analystkit.resolve.sequels import Sequels
from tests.resolve.test_joining import KESTREL, NOWHERE, UNDATED, noun
from tests.resolve.test_stories_incidents import incidents, report

LOOSE_PLACE = NOWHERE
LOOSE = {**NOWHERE, **UNDATED, "target_ids": []}


def ids_of(*reports, **fields):
    return incidents(*reports, **fields)[1]


def test_what_is_told_without_day_or_place_goes_on_with_what_was_told_last():
    first = report("a1", start=0, lemma="shell", target_ids=[], target_text="a market")
    other = report("a1", start=900, lemma="ambush", target_ids=[], target_text="a convoy", date_start="2023-04-28", date_end="2023-04-28", **KESTREL)  # fmt: skip
    toll = report("a1", start=990, lemma="kill", **LOOSE, target_text="nine drivers")
    ids = ids_of(first, other, toll)
    assert ids[0] != ids[1] == ids[2]


def test_a_toll_told_far_behind_another_deed_is_not_of_it():
    first = report("a1", start=0, lemma="shell", target_ids=[], target_text="a market")
    far = report("a1", start=2_400, lemma="stab", **LOOSE, target_text="a clerk")
    ids = ids_of(first, far)
    assert ids[0] != ids[1]


@pytest.mark.parametrize(("text", "one"), [("three policemen", True), ("three more", False)])
def test_three_more_are_others(text, one):
    abducted = {"lemma": "abduct", "mode": "abduct", "target_ids": []}
    ids = ids_of(
        report("a1", start=0, **abducted, target_text="policemen"),
        report("a1", start=300, **abducted, **NOWHERE, target_text=text),
    )
    assert (ids[0] == ids[1]) is one


def test_the_dead_of_a_raid_say_whom_it_struck():
    """The raid names nobody; those killed in it do, and they are not whom the answer struck."""
    raid = report(
        "a1",
        event_id="raid",
        start=120,
        lemma="air raid",
        mode="aerial",
        target_ids=[],
        killed_min=33,
        killed_max=33,
    )
    dead = report("a1", start=60, part_of="raid", lemma="kill", target_text="33 Norland soldiers", **LOOSE)
    answer = report("a1", start=400, lemma="pound", mode="heavy-weapons", target_ids=[], source_ids=["ac_norland"], target_text="Sudland positions", killed_min=309, killed_max=309)  # fmt: skip
    ids = ids_of(raid, dead, answer)
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("claim", "one"), [("alleged", True), ("happened", False)])
def test_an_attack_and_its_answer_have_two_doers_but_blame_may_fall_on_either(claim, one):
    shelled = {"lemma": "shell", "mode": "heavy-weapons", "target_ids": [], "factuality": claim, **NOWHERE}
    ids = ids_of(
        report("a1", start=0, source_ids=["ac_north"], **shelled),
        report("a1", start=700, source_ids=["ac_south"], **shelled),
    )
    assert (ids[0] == ids[1]) is one


def test_the_shelling_of_one_town_is_not_that_of_another_though_neither_is_on_a_map():
    shelled = {"lemma": "shell", "mode": "heavy-weapons", "target_ids": [], **NOWHERE}
    ids = ids_of(
        report("a1", start=0, target_text="the town of Aldmere", **shelled),
        report("a1", start=300, target_text="Orrin", **shelled),
    )
    assert ids[0] != ids[1]


def test_one_report_that_speaks_against_it_bars_an_event_however_well_others_agree():
    blast = report("a1", start=0, lemma="bomb", mode="explosives", target_ids=[], place="Dunmore")
    again = report("a1", start=60, lemma="blast", mode="explosives", **LOOSE)
    market = report(
        "a1", start=120, lemma="bomb", mode="explosives", **LOOSE, target_text="a market in Aldmere"
    )
    other = report(
        "a1",
        start=200,
        lemma="bomb",
        mode="explosives",
        **LOOSE,
        target_text="Orrin",
        source_ids=["ac_north"],
    )
    assert len({*ids_of(blast, again, market)}) == 1
    blamed = report(
        "a1",
        start=60,
        lemma="shell",
        mode="explosives",
        **LOOSE,
        target_text="Aldmere",
        source_ids=["ac_south"],
    )
    ids = ids_of(blast, again, blamed, other)
    assert ids[3] != ids[2]


def test_the_day_on_which_an_attack_was_condemned_is_not_its_own():
    attack = report("a1", start=0, date_start="2023-05-01", date_end="2023-05-01", target_text="a patrol")
    condemned = noun("a1", start=200, date_basis="relative", date_start="2023-05-03", date_end="2023-05-03")
    ids = ids_of(attack, condemned)
    assert ids[0] == ids[1]


def test_an_arrest_is_not_the_curfew_of_that_day():
    arrest = report(
        "a1", start=0, event_type="COERCE", mode="arrest", lemma="arrest", target_ids=[], target_text="40 men"
    )
    curfew = report("a1", start=80, event_type="COERCE", mode="curfew", lemma="impose", target_ids=[])
    state = report("a1", start=120, event_type="COERCE", mode="martial-law", lemma="declare", target_ids=[])
    ids = ids_of(arrest, curfew, state)
    assert ids[0] != ids[1] == ids[2]


@pytest.mark.parametrize(
    ("text", "heads", "names", "capitals", "more", "known"),
    [
        ("three more Norland soldiers", {"soldier"}, set(), {"norland"}, True, False),
        ("more than 100 guests", {"guest"}, set(), set(), False, False),
        ("the town of Aldmere", {"town"}, {"aldmere"}, {"aldmere"}, False, False),
        ("Aldmere; Orrin", {"aldmere", "orrin"}, {"aldmere", "orrin"}, {"aldmere", "orrin"}, False, False),
        ("The gunmen", {"gunman"}, set(), set(), False, True),
        ("them", set(), set(), set(), False, True),
        ("Two officers", {"officer"}, set(), set(), False, False),
    ],
)
def test_what_the_words_of_a_role_tell(text, heads, names, capitals, more, known):
    role = RoleWords(Lexicon.default()).read(text)
    assert (role.heads, role.names, role.capitals) == (heads, names, capitals)
    assert (role.one_more, role.resumed) == (more, known)


def test_officers_are_police_and_civilians_are_anybody():
    words = RoleWords(Lexicon.default())
    assert words.read("two officers").sectors == words.read("policemen").sectors != frozenset()
    assert words.read("villagers").sectors == frozenset()


@pytest.mark.parametrize(("text", "one"), [("on Wednesday", False), ("", True)])
def test_a_day_that_no_words_give_is_a_guess(text, one):
    """Extraction gives a deed without a date the day of the story, which need not be its own."""
    first = report("a1", start=0, date_start="2023-04-30", date_end="2023-04-30", lemma="attack")
    again = report(
        "a1", start=60, date_start="2023-05-03", date_end="2023-05-03", date_text=text, lemma="attack"
    )
    ids = ids_of(first, again)
    assert (ids[0] == ids[1]) is one


def test_however_alike_two_articles_are_what_has_nothing_in_common_is_two_incidents():
    shelled = report("a1", lemma="shell", target_ids=[], target_text="a market", **NOWHERE)
    stabbed = report("a2", lemma="stab", **LOOSE, target_text="a clerk")
    ids = ids_of(shelled, stabbed)
    assert ids[0] != ids[1]


def test_the_arrest_of_a_man_is_not_that_of_a_crowd():
    arrest = {"event_type": "COERCE", "mode": "arrest", "target_ids": [], **NOWHERE}
    one = report("a1", start=0, lemma="arrest", target_text="Aldous Marrin", **arrest)
    many = report("a1", start=500, lemma="detain", target_text="more than 3,000 people", **arrest)
    ids = ids_of(one, many)
    assert ids[0] != ids[1]


def test_a_truce_is_one_whether_it_is_agreed_announced_or_kept():
    ids = ids_of(
        report("a1", start=0, event_type="AGREE", lemma="agree", mode="", factuality="planned", target_ids=[]),
        report("a1", start=200, event_type="CONCEDE", lemma="announce", mode="", factuality="planned", target_ids=[], **LOOSE_PLACE),
        report("a1", start=300, event_type="RETREAT", lemma="truce", mode="ceasefire", target_ids=[], **LOOSE_PLACE),
    )  # fmt: skip
    assert len(set(ids)) == 1


@pytest.mark.parametrize(("method", "one"), [("noun:attack/noun", True), ("noun:attack/noun+another", False)])
def test_a_similar_attack_is_none_that_was_told_before(method, one):
    ids = ids_of(
        report("a1", start=0, lemma="shell", mode="", target_ids=[], target_text="a market"),
        report("a1", start=200, lemma="attack", mode="", method=method, target_ids=[], target_text="a market", **NOWHERE, **UNDATED),
    )  # fmt: skip
    assert (ids[0] == ids[1]) is one


def test_what_was_before_a_day_is_not_of_a_later_one():
    first = report("a1", start=0, lemma="shell", target_ids=[], target_text="a market")
    before = report(
        "a1",
        start=200,
        lemma="shell",
        target_ids=[],
        target_text="a market",
        date_start=None,
        date_end="2023-04-01",
    )
    assert len(set(ids_of(first, before))) == 2


@pytest.mark.parametrize(("text", "more"), [("guards", False), ("teachers", True)])
def test_who_holds_guards_holds_no_teachers(text, more):
    abducted = {"lemma": "abduct", "mode": "abduct", "target_ids": []}
    rows = [
        report(f"a{n}", event_id=f"e{n}", start=0, **abducted, target_text=said)
        for n, said in enumerate(("guards", text))
    ]
    articles = to_frame(
        "articles", [{"article_id": f"a{n}", "text": "", "published": "2023-05-03"} for n in range(2)]
    )
    first, second = read_reports(to_frame("events", rows), articles)
    assert (other_parties(first, second) > 0) is more


def test_what_is_threatened_is_not_what_was_done():
    ids = ids_of(
        report("a1", start=0, lemma="attack", target_ids=[]),
        report(
            "a1",
            start=200,
            lemma="attack",
            event_type="THREATEN",
            factuality="threatened",
            target_ids=[],
            **LOOSE_PLACE,
        ),
    )
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("text", "one"), [("on Tuesday", True), ("Hours later", False), ("the same night", False)]
)
def test_what_was_done_hours_later_is_not_what_was_told_before(text, one):
    blown = report("a1", start=0, lemma="bomb", target_ids=[], target_text="a depot", **LOOSE_PLACE)
    hit = report("a1", start=300, lemma="hit", target_ids=[], target_text="a bridge", date_text=text, **LOOSE_PLACE)  # fmt: skip
    ids = ids_of(blown, hit)
    assert (ids[0] == ids[1]) is one


@pytest.mark.parametrize(("text", "one"), [("on Tuesday", True), ("on May 2", False)])
def test_what_is_told_far_behind_with_other_words_for_the_day_is_rather_another(text, one):
    first = report("a1", start=0, lemma="shell", target_ids=[], target_text="a depot", **LOOSE_PLACE)
    far = report("a1", start=1_800, lemma="stab", target_ids=[], target_text="a clerk", date_text=text, **LOOSE_PLACE)  # fmt: skip
    ids = ids_of(first, far)
    assert (ids[0] == ids[1]) is one


def test_what_is_told_with_what_came_hours_later_goes_on_with_it():
    later = {"date_text": "hours later", "target_ids": [], **LOOSE_PLACE}
    ids = ids_of(
        report("a1", start=0, lemma="bomb", target_ids=[], target_text="a depot", **LOOSE_PLACE),
        report("a1", start=300, lemma="hit", target_text="a bridge", **later),
        report("a1", start=330, lemma="kill", target_text="two drivers", **later),
    )
    assert ids[0] != ids[1] == ids[2]


def test_the_hour_at_which_an_attack_was_condemned_does_not_make_it_another():
    attack = report("a1", start=0, lemma="shell", target_ids=[], target_text="a market")
    condemned = noun("a1", start=300, date_basis="relative", date_start="2023-05-02", date_end="2023-05-02", date_text="hours later")  # fmt: skip
    ids = ids_of(attack, condemned)
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("text", "counts"),
    [("Hours later", True), ("earlier that day", True), ("the night before", True), ("on Friday", False), ("later this month", False), ("", False)],
)  # fmt: skip
def test_expressions_that_count_from_a_deed_told_before(text, counts):
    assert Sequels(Lexicon.default()).read(text) is counts


def test_the_arrest_of_two_chiefs_is_not_that_of_the_minister():
    arrest = {"event_type": "COERCE", "mode": "arrest", "target_ids": [], **NOWHERE, **UNDATED}
    chiefs = report("a1", start=0, lemma="arrest", target_text="two harbour chiefs", **arrest)
    minister = report("a1", start=400, lemma="pick up", target_text="the minister", **arrest)
    same = report("a1", start=450, lemma="detain", target_text="the former minister", **arrest)
    ids = ids_of(chiefs, minister, same)
    assert ids[0] != ids[1] == ids[2]


@pytest.mark.parametrize(("men", "one"), [(["ac_someone"], True), ([], False)])
def test_who_stormed_in_and_the_same_who_took_captives_did_one_thing(men, one):
    """However far behind it is told."""
    stormed = report("a1", start=0, lemma="storm", source_ids=["ac_someone"], target_ids=[], target_text="a depot")  # fmt: skip
    captives = report("a1", start=1_800, lemma="hold", source_ids=men, target_text="three clerks", **LOOSE)
    ids = ids_of(stormed, captives)
    assert (ids[0] == ids[1]) is one


def test_the_work_grows_with_a_long_article_and_not_with_the_square_of_it(monkeypatch):
    asked = []
    monkeypatch.setattr(article_events, "agreement", lambda *of: asked.append(of) or agreement.agreement(*of))
    monkeypatch.setattr(article_events, "_TOGETHER", 10)
    work = []
    for many in (40, 80):
        asked.clear()
        # Deeds told again and again under a place that comes back: each could be of every one before it.
        told = [report("a1", start=90 * n, lemma=("shell", "stab", "abduct")[n % 3]) for n in range(many)]
        ids = ids_of(*told)
        assert len(ids) == many and all(ids)
        work.append(len(asked))
    assert work[0] > 0 and work[1] <= 2.2 * work[0], work
