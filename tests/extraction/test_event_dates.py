"""Which of the dates in reach is an event's: told, counted, or only the day of the report. Through the embedded pipeline."""

from datetime import UTC, date, datetime

import pytest

import analystkit as ak
from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.fixture
def read(nlp):
    def reading(text):
        # A Sunday.
        article = Article("a1", "", text, datetime(2022, 12, 18, tzinfo=UTC))
        part = read_part(article, "text", nlp(text))
        dates = extract_dates(part, LEXICON)
        return {e.trigger: e for e in extract_events(part, [], dates, [], [], LEXICON)}

    return reading


def day(number, month=12):
    return date(2022, month, number)


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        ("Two days after the bombing, the mayor resigned on Friday.", "bombing", day(14), day(14)),
        ("Two days after the bombing, the mayor resigned on Friday.", "resigned", day(16), day(16)),
        ("Two days after Monday's bombing, the mayor resigned.", "bombing", day(12), day(12)),
        ("Two days after Monday's bombing, the mayor resigned.", "resigned", day(14), day(14)),
        ("The mayor was arrested on Friday, three weeks after the riot.", "riot", day(25, 11), day(25, 11)),
        (
            "On Sunday, three days after gunmen attacked a bus, police raided a village.",
            "attacked",
            day(15),
            day(15),
        ),
        (
            "Police cleared a camp on Monday, a day after rioters ransacked a library.",
            "ransacked",
            day(11),
            day(11),
        ),
        ("Hours after the bombing on Friday he fled.", "bombing", day(16), day(16)),
        ("Police arrested him two days after the bombing on Monday.", "arrested", day(14), day(14)),
    ],
)
def test_days_are_counted_from_another_event(read, text, trigger, start, end):
    event = read(text)[trigger]
    assert (event.when.start, event.when.end, event.when.basis) == (start, end, "relative")


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        (
            "Gunmen stormed the ministry on 3 December. Two days after the attack, police arrested four men.",
            "arrested",
            day(5),
        ),
        (
            "Gunmen stormed the ministry on 3 December. Two days after the attack, police arrested four men.",
            "attack",
            day(3),
        ),
        (
            "Gunmen stormed the ministry on 3 December. Police arrested four men two days after the attack.",
            "arrested",
            day(5),
        ),
        (
            "The election was held on 10 December. Three days before the election, rioters burned an office.",
            "burned",
            day(7),
        ),
        # One day is told without a number.
        (
            "The raid on Monday killed two. The morning after the attack, the mayor imposed a curfew.",
            "imposed a curfew",
            day(13),
        ),
        (
            "The day after the raid on Monday, police arrested two men and charged a third.",
            "charged",
            day(13),
        ),
        ("On the eve of the election on 11 December, soldiers shot him.", "shot", day(10)),
        ("The night before Monday's election, soldiers shot him.", "shot", day(11)),
        ("The vote is due on 20 December. Two days after the vote, the court will meet.", "meet", day(22)),
        (
            "Rebels shelled two camps on 2 December. The attacks come as envoys meet on Monday.",
            "attacks",
            day(2),
        ),
    ],
)
def test_days_are_counted_from_an_event_told_before(read, text, trigger, when):
    event = read(text)[trigger]
    assert (event.when.start, event.when.end) == (when, when)


def test_an_attack_that_was_not_told_dates_nothing(read):
    assert read("The mayor resigned two days after an attack.")["resigned"].when.basis == "published"


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Monday that gunmen had killed five farmers.",
        "Gunmen killed five farmers, police said on Monday.",
        "The rebels claimed on Monday to have killed five farmers.",
    ],
)
def test_the_day_on_which_somebody_said_it_is_only_that_of_a_report(read, text):
    event = read(text)["killed"]
    assert (event.when.start, event.when.basis, event.date_text) == (day(12), "published", "")


def test_a_date_behind_the_told_clause_is_the_deeds(read):
    event = read("The army said it shot down a drone on Friday.")["shot down"]
    assert (event.when.start, event.when.basis) == (day(16), "relative")


def test_a_dateline_dates_nothing(read):
    event = read("KARSK, Dec 17 (Wire) - Ten miners kidnapped last week in the hills have been freed.")[
        "kidnapped"
    ]
    assert event.date_text == "last week"


def test_a_participle_keeps_its_date(read):
    events = read("The men arrested on Tuesday were released.")
    assert events["arrested"].when.start == day(13)
    assert events["released"].when.basis == "published"


def test_what_lies_since_another_attack_is_not_dated_by_it(read):
    events = read(
        "Saturday's bombing was the deadliest since the truck bomb that killed 90 people five years ago."
    )
    assert events["bombing"].when.start == day(17)
    assert events["truck bomb"].when.start == date(2017, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Ten miners kidnapped last week in the hills have been freed.",
        "More than 300 pupils kidnapped a week ago were brought back to the city on Friday.",
    ],
)
def test_a_participle_read_as_the_verb_has_no_doer(read, text):
    event = read(text)["kidnapped"]
    assert event.source_text == ""
    assert event.target_text.endswith(("miners", "pupils"))


def test_likely_whose_work_it_was_puts_no_raid_ahead(read):
    assert read("The raid was more likely the work of a gang.")["raid"].factuality == "happened"
    assert read("A raid is likely.")["raid"].factuality == "planned"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police arrested two men on Monday over the murder of a judge.", "murder"),
        ("The governor sent more guards on Friday after gunmen killed a judge.", "killed"),
        ("The army raided the hills on Friday in retaliation for the bombing of a bus.", "bombing"),
        ("Thousands joined the largest protest in the city since May.", "joined the largest protest"),
        ("Police have arrested a man over the raid, officials said on Thursday.", "arrested"),
    ],
)
def test_the_day_of_what_came_of_it_or_of_nothing_like_it_is_not_its_own(read, text, trigger):
    assert read(text)[trigger].when.basis == "published"


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        ("Two people were killed on Friday after gunmen opened fire.", "opened fire", day(16), day(16)),
        ("A man was jailed on Thursday for the murder of two girls last month.", "murder", day(1, 11), day(30, 11)),
        ("More than 900 people have been killed since the war began in May.", "killed", day(1, 5), None),
        ("Rebels raided a village on Friday, officials said on Saturday, a day after gunmen killed three people.", "killed", day(15), day(15)),
        ("Gunmen attacked a market on Tuesday. They shot three men before dawn, a guard said on Friday.", "shot", day(13), day(13)),
    ],
)  # fmt: skip
def test_reasons_and_stretches_of_time_have_days_of_their_own(read, text, trigger, start, end):
    event = read(text)[trigger]
    assert (event.when.start, event.when.end) == (start, end)


def test_the_dead_are_those_of_the_attack_that_killed_them(read):
    events = read("Soldiers bombed a camp on Friday, three days after an attack that killed nine people.")
    assert (events["bombed"].killed_min, events["attack"].killed_min) == (None, 9)
    assert events["killed"].part_of == events["attack"].event_id
    assert events["killed"].when.start == day(13)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("The blast may have been revenge for the killing of a commander.", "killing"), ("Two men wanted for the bombing of a bus were seen.", "bombing")],
)  # fmt: skip
def test_what_was_answered_was_done(read, text, trigger):
    assert read(text)[trigger].factuality == "happened"


@pytest.mark.parametrize(
    ("text", "trigger", "when", "basis"),
    [
        (
            "Gunmen stormed a bank in Homs on Friday. The mayor was away. Nobody knew more. They shot two guards and a clerk.",
            "shot", day(16), "relative",
        ),
        # Said on the day of the report, whenever the deed was.
        ("Gunmen stormed a bank in Homs on Friday. It was empty. Nobody knew more. The mayor condemned them.", "condemned", day(18), "published"),
        ("Gunmen stormed a bank in Homs on Friday. It was empty. Nobody knew more. Police have arrested a clerk.", "arrested", day(18), "published"),
        # Not these days.
        ("Gunmen stormed a bank in Homs in May. It was empty. Nobody knew more. Police arrested a clerk.", "arrested", day(18), "published"),
    ],
)  # fmt: skip
def test_a_deed_without_a_date_is_of_the_day_the_story_is_about(read, text, trigger, when, basis):
    event = read(text)[trigger]
    assert (event.when.start, event.when.basis) == (when, basis)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("What happened on Monday? Gunmen killed a judge.", day(12)),
        ("The trouble began on Monday evening. Gunmen killed a judge.", day(12)),
        ("The fair was held on Monday. The mayor was there. Gunmen killed a judge.", day(12)),
        # The day something was said, or somebody was born, sets no scene.
        ("Police said on Monday that they had no lead. Gunmen killed a judge.", day(18)),
        ("He was born on 3 May 1970. Gunmen killed a judge.", day(18)),
    ],
)
def test_a_sentence_without_an_event_sets_the_day_for_the_next(read, text, start):
    assert read(text)["killed"].when.start == start


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end"),
    [
        ("The junta has jailed hundreds since the disputed vote last August.", "jailed", day(1, 8), None),
        ("The junta has expelled two envoys since the riot on Friday.", "expelled", day(16), None),
        ("It was the third attack since the vote last August.", "attack", day(18), day(18)),
        ("A court on Tuesday jailed a man for the murder of a nurse last July.", "jailed", day(13), day(13)),
        (
            "A court on Tuesday jailed a man for the murder of a nurse last July.",
            "murder",
            day(1, 7),
            day(31, 7),
        ),
    ],
)
def test_a_bare_date_behind_a_noun_is_the_nouns(read, text, trigger, start, end):
    event = read(text)[trigger]
    assert (event.when.start, event.when.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "day", "factuality"),
    [
        # The present of a timetable looks ahead ...
        ("The trial of the former minister opens on Thursday in Lagos.", date(2024, 3, 7), "planned"),
        ("The ban on rallies comes into force on Monday.", date(2024, 3, 11), "planned"),
        # ... and its past does not.
        ("The trial of the former minister opened on Thursday in Lagos.", date(2024, 2, 29), "happened"),
    ],
)
def test_the_present_of_a_timetable(events_of, text, day, factuality):
    (event,) = [e for e in events_of(text) if e.trigger in ("trial", "ban")]
    assert (event.when.start, event.factuality) == (day, factuality)


def test_what_somebody_is_told_by_has_no_day_of_the_clause(events_of):
    found = {
        e.trigger: e.when.basis
        for e in events_of("Lawyers for the jailed banker asked a judge on Friday to free him.")
    }
    assert (found["jailed"], found["asked"]) == ("published", "relative")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The opposition called for demonstrations on Friday.", 20),
        ("The union called a strike for Monday.", 23),
        ("She urged voters to stay home on Sunday.", 22),
        ("The mayor called on Friday for demonstrations.", 13),
        ("The minister called for calm on Friday.", 13),
        ("She urged the Taliban to stop it: on Tuesday they had carried out 43 attacks.", 17),
    ],
)
def test_the_day_of_what_is_called_for_lies_ahead(text, day):
    corpus = ak.load([{"text": text, "published": "2026-03-18"}], progress=False)
    assert corpus.dates["date_start"].dt.day.tolist() == [day]


def test_a_call_for_something_ahead_keeps_its_own_day():
    corpus = ak.load(
        [{"text": "She urged voters to stay home on Sunday.", "published": "2026-03-18"}], progress=False
    )
    [event] = corpus.events.itertuples()
    assert (event.lemma, event.date_basis, event.date_start.day) == ("urge", "published", 18)
