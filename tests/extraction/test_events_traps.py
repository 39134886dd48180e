"""What may not be counted twice, told as done, or laid at the wrong door: whole sentences through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.extraction.places import extract_places
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.fixture
def read(nlp):
    def reading(text, part="text", published=(2022, 1, 4)):
        article = Article(
            "a1",
            text if part == "title" else "",
            text if part == "text" else "",
            datetime(*published, tzinfo=UTC),
        )
        parsed = read_part(article, part, nlp(text))
        mentions = extract_mentions([parsed], LEXICON)
        dates = extract_dates(parsed, LEXICON)
        places = extract_places(parsed, mentions, LEXICON)
        quotes = extract_quotes(parsed, mentions, LEXICON)
        return extract_events(parsed, mentions, dates, places, quotes, LEXICON)

    return reading


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Three rockets aimed at the airport were intercepted by air defences on Sunday.", "airport"),
        ("The army shot down four drones targeting its barracks near the border.", "barracks"),
        ("On Monday, the army shot down two armed drones targeting its compound near the river.", "compound"),
        ("A drone heading for the refinery was brought down by the navy.", "refinery"),
        ("Sappers defused a bomb hidden under a bridge.", "bridge"),
    ],
)
def test_an_attack_and_its_interception_are_one_attempt(read, sentence, target):
    (event,) = read(sentence)
    assert (event.event_type, event.factuality, event.source_text) == ("ASSAULT", "attempted", "")
    assert event.outcome in ("intercepted", "foiled")
    assert target in event.target_text
    assert event.weapon


def test_a_drone_that_watches_is_a_target(read):
    (event,) = read("Iran shot down an American surveillance drone over the strait.")
    assert (event.factuality, event.source_text) == ("happened", "Iran")


@pytest.mark.parametrize(
    ("headline", "event_type", "factuality"),
    [
        ("Chad to withdraw troops from border", "CONCEDE", "planned"),
        ("Plot to bomb embassy thwarted, police say", "ASSAULT", "attempted"),
        ("Ministers to hold talks in Geneva", "AGREE", "planned"),
        ("Ex-president jailed for corruption", "COERCE", "happened"),
    ],
)
def test_headlines(read, headline, event_type, factuality):
    events = read(headline, part="title")
    assert [(e.event_type, e.factuality) for e in events] == [(event_type, factuality)]
    assert headline.startswith("Ex") <= (
        events[0].target_text == "Ex-president" and not events[0].source_text
    )


def test_a_headline_in_the_text_is_read_as_one(read):
    text = "Attack on embassy foiled\n\nPolice said on Monday that they had found the explosives in time."
    assert read(text)[0].factuality == "attempted"


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("The death toll rose to 45 after Saturday's attack on the hotel.", (45, 45), (None, None)),
        ("A bombing killed seven people, bringing the death toll this week to 21.", (7, 7), (None, None)),
        ("At least 30 people were killed and dozens injured in a bombing.", (30, None), (24, None)),
        (
            "Two people were killed and at least five others injured when gunmen opened fire.",
            (2, 2),
            (5, None),
        ),
        ("Gunmen killed six farmers and burned dozens of houses.", (6, 6), (None, None)),
        ("They were accused of trying to kill the mayor.", (None, None), (None, None)),
        ("The murder of the judge shocked the country.", (1, 1), (None, None)),
    ],
)
def test_tolls(read, sentence, killed, injured):
    events = [e for e in read(sentence) if e.event_type == "ASSAULT"]
    counts = {(e.killed_min, e.killed_max) for e in events} - {(None, None)} or {(None, None)}
    hurt = {(e.injured_min, e.injured_max) for e in events} - {(None, None)} or {(None, None)}
    assert (counts, hurt) == ({killed}, {injured})


def test_one_explosion_is_one_event(read):
    (event,) = read("A car bomb exploded outside a hotel.")
    assert (event.mode, event.target_text) == ("explosives", "a hotel")


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Rebels killed four people in March.", (2021, 3, 1)),
        ("The rebels had announced that they would attack from 1 January.", (2022, 1, 1)),
    ],
)
def test_a_month_told_as_past_lies_behind(read, sentence, start):
    assert {tuple(e.when.start.timetuple()[:3]) for e in read(sentence)} == {start}


def test_an_event_is_no_actor(read):
    events = read("The raid killed at least 16 people, officials said.")
    assert [e.source_text for e in events] == ["", ""]


def test_a_town_in_front_of_an_attack_is_where_and_a_state_is_who(read):
    assert read("Kabul bombings kill at least 20 people", part="title")[0].source_text == ""
    assert read("US strikes on the militia killed ten fighters.")[0].source_text == "US"


def test_the_attack_told_before_dates_that_attack(read):
    events = read(
        "The junction was struck by a truck bomb on October 14, 2017. That attack killed more than 500 people."
    )
    assert {str(e.when.start) for e in events} == {"2017-10-14"}


def test_what_a_relative_clause_is_dated_by_dates_nothing_above_it(read):
    text = (
        "The blasts came as the president was meeting leaders to discuss the offensive that began in August."
    )
    dated = {e.trigger: e.when.basis for e in read(text)}
    assert dated.pop("offensive") == "relative"
    assert set(dated.values()) == {"published"}


def test_denying_one_thing_and_accusing_of_another(read):
    events = read(
        "Moscow denied that it had fired at targets near the border and accused Warsaw of a provocation."
    )
    assert [(e.event_type, e.source_text, e.factuality) for e in events] == [
        ("ASSAULT", "it", "denied"),
        ("ACCUSE", "Moscow", "happened"),
    ]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Eight people were killed in a bombing in the Somali capital.", "Mogadishu"),
        ("Protesters marched through Peru's capital on Sunday.", "Lima"),
        ("Gunmen opened fire in the capital of Chad.", "N'Djamena"),
        ("A bomb exploded in Mogadishu, the Somali capital.", "Mogadishu"),
    ],
)
def test_a_capital_stands_for_its_city(read, sentence, place):
    event = read(sentence)[-1]
    assert (event.place, event.place_precision) == (place, "city")
    assert event.place_text in ("capital", place)


def test_a_deadline_dates_the_deed_and_not_the_deal(read):
    deal, deed = read(
        "In late July, the government said it had concluded a deal to withdraw its troops by the end of 2021."
    )
    assert str(deal.when.start) == "2021-07-21"
    assert (deed.factuality, str(deed.when.end)) == ("planned", "2021-12-31")


def test_a_standing_fight_and_a_so_called_deed(read):
    fight = read("An official of the coalition fighting the group praised the parliament.")[0]
    assert fight.factuality == "ongoing"
    assert read('Leaders criticised the so-called "withdrawal" of the army.')[-1].factuality == "unknown"


@pytest.mark.parametrize(
    ("sentence", "target", "label"),
    [
        ("It was the second such attack this month targeting the base.", "base", "happened"),
        ("It was the third raid in two weeks hitting the port.", "port", "happened"),
        ("The strike hit a convoy near the border.", "convoy", "happened"),
        (
            "Police said the attacks, which targeted two churches, were the work of a gang.",
            "churches",
            "happened",
        ),
        ("An attack targeting the synagogue was foiled by police.", "synagogue", "attempted"),
    ],
)
def test_an_attack_and_the_verb_that_aims_it_are_one(read, sentence, target, label):
    (event,) = [event for event in read(sentence) if event.event_type == "ASSAULT"]
    assert (target in event.target_text, event.factuality) == (True, label)


def test_a_trial_faced_is_one_accusation(read):
    assert [e.trigger for e in read("The senator faces trial for fraud.") if e.event_type == "ACCUSE"] == [
        "faces trial"
    ]
    (murder,) = [e for e in read("He will face trial for murder in May.") if e.event_type == "ASSAULT"]
    assert murder.factuality == "alleged"


def test_a_perfect_is_no_passive(read):
    (event,) = [
        e for e in read("The factions have not fully withdrawn from the town.") if e.event_type == "RETREAT"
    ]
    assert (event.source_text, event.factuality) == ("The factions", "negated")


def test_at_least_belongs_to_the_count(read):
    (event,) = read("Gunmen shot at least four policemen.")
    assert (event.lemma, event.target_text) == ("shoot", "at least four policemen")


def test_a_state_that_speaks_of_another_is_a_party(read):
    events = read("Russia, which has held the dam since March, said that Ukraine had shelled it.")
    assert [(e.event_type, e.factuality) for e in events] == [("ASSAULT", "alleged")]


def test_who_called_is_the_subject_before_the_clauses_between(read):
    events = read(
        "Indigenous leaders, who blocked roads to demand that Porras resign, called for new protests."
    )
    assert [(e.event_type, e.source_text, e.factuality) for e in events if e.event_type == "REQUEST"] == [
        ("REQUEST", "Indigenous leaders", "happened"),
        ("REQUEST", "Indigenous leaders", "happened"),
    ]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Sanctions were imposed on the bank.", "Sanctions were imposed"),
        ("An investigation was opened into the blast.", "investigation was opened"),
        ("Teachers are on strike over pay.", "are on strike"),
    ],
)
def test_a_trigger_holds_the_noun_that_tells_what_was_done(read, sentence, trigger):
    assert read(sentence)[0].trigger == trigger
