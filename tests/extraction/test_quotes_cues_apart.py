"""Verbs of saying that say nothing where they stand, and speakers that other words stand around."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ('"They lied to us," he was quoted as saying.', "They lied to us", "he"),
        (
            '"The harbour is ours," the colonel was quoted by state radio as telling his men.',
            "The harbour is ours",
            "the colonel",
        ),
        (
            '"We will rebuild the mill," the weekly quoted her as saying on Monday.',
            "We will rebuild the mill",
            "her",
        ),
    ],
)
def test_somebody_quoted_as_saying_what_stands_before_says_it(quotes_of, text, content, speaker):
    (quote,) = [quote for quote in quotes_of(text) if quote.status != "rejected"]
    assert (quote.text, quote.speaker_text, quote.kind) == (content, speaker, "direct")


def test_whom_a_paper_quotes_is_nothing_that_the_paper_says(quotes_of):
    (quote,) = quotes_of(
        "The rebel commander was quoted by the newspaper as saying that the town had fallen."
    )
    assert (quote.text, quote.speaker_text) == ("the town had fallen", "The rebel commander")


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Washington has refused to sell the jets, a defence official who asked not to be named said.",
            "Washington has refused to sell the jets",
            "a defence official who asked not to be named",
        ),
        (
            "The ferry had no lifeboats, a sailor who survived the sinking told the inquiry.",
            "The ferry had no lifeboats",
            "a sailor who survived the sinking",
        ),
    ],
)
def test_a_relative_clause_may_stand_between_a_speaker_and_the_last_verb(quotes_of, text, content, speaker):
    found = {quote.text: quote for quote in quotes_of(text)}
    assert found[content].speaker_text == speaker
    assert found[content].anonymous


def test_who_left_when_somebody_said_so_is_not_the_speaker(quotes_of):
    for text in (
        "She married Tom Reed, a clerk who left when he said the bank was safe.",
        "Among those barred from the port is Tom Reed, a researcher who has written about the camps.",
    ):
        assert all(
            "clerk" not in quote.speaker_text and "researcher" not in quote.speaker_text
            for quote in quotes_of(text)
        )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            'The current president, Lucia Arana, who took office after Congress removed her predecessor for "moral incapacity," '
            "said she would not interfere.",
            "she would not interfere",
        ),
        ('The mayor, whom critics call "the fixer," said he would resign.', "he would resign"),
    ],
)
def test_words_in_marks_within_the_subject_are_not_what_is_said(quotes_of, text, content):
    (quote,) = [quote for quote in quotes_of(text) if quote.status != "rejected"]
    assert (quote.text, quote.kind) == (content, "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "The spy agency told lawmakers in a closed-door briefing that hackers had stolen data.",
        "The spy agency told senators during a late-night hearing that hackers had stolen data.",
    ],
)
def test_an_occasion_is_no_verb_of_saying(quotes_of, text):
    (quote,) = quotes_of(text)
    assert (quote.text, quote.cue, quote.speaker_text) == (
        "hackers had stolen data",
        "told",
        "The spy agency",
    )


@pytest.mark.parametrize(
    "text",
    [
        "He was released without charge the next day.",
        "A villager found them in a shallow grave.",
        "Two hikers discovered him under a bridge.",
        "Trent showed no emotion as he was led away.",
        "She showed little interest when the verdict was read.",
        "Petro has ruled that out.",
        "The chancellor ruled that out on Monday.",
    ],
)
def test_finds_bearings_and_pardons_say_nothing(quotes_of, text):
    assert not quotes_of(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The survey found a wide gap between the regions.", "a wide gap between the regions"),
        ("The video shows him with a gun.", "him with a gun"),
        ("The judge ruled that his arrest was unlawful.", "his arrest was unlawful"),
        ("He found the island welcoming.", "the island welcoming"),
    ],
)
def test_what_studies_find_and_judges_rule_is_said(quotes_of, text, content):
    assert content in [quote.text for quote in quotes_of(text)]


def test_the_sidelines_are_where_somebody_speaks(quotes_of):
    text = (
        "Speaking to reporters on the sidelines of a ceremony in Shiraz, the minister said talks would go on."
    )
    (quote,) = quotes_of(text)
    assert quote.text == "talks would go on"


@pytest.mark.parametrize(
    "text",
    [
        "The police arrested five men, Reuters reported, quoting a police officer.",
        "The police arrested five men, Reuters reported, citing two diplomats.",
        "The police arrested five men, Reuters reported, quoting Ann Keller.",
    ],
)
def test_whom_an_agency_quotes_is_no_content(quotes_of, text):
    (quote,) = quotes_of(text)
    assert quote.text == "The police arrested five men"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Israel neither confirmed nor denied the strike.", "Israel"),
        ("They both said it was over.", "They"),
        ("The two sides each said the other had fired first.", "The two sides"),
        ("Senator Mark Hill (R-Ohio) said the bill was dead.", "Senator Mark Hill"),
        ("Ward councillor Janet Oyelaran (Lab) said residents were afraid.", "Janet Oyelaran"),
    ],
)
def test_what_stands_behind_a_speaker_is_no_part_of_the_name(quotes_of, text, speaker):
    assert quotes_of(text)[0].speaker_text == speaker


def test_reasons_that_are_cited_stay_content(quotes_of):
    found = quotes_of("The race is open, he said, citing Reed's appeal to farmers.")
    assert "Reed's appeal to farmers" in [quote.text for quote in found]


def test_who_assesses_speaks(quotes_of):
    (quote,) = quotes_of("ISW assessed that Putin does not intend to abandon his aims.")
    assert (quote.speaker_text, quote.text) == ("ISW", "Putin does not intend to abandon his aims")


_INTERVIEW = (
    "Q: Who killed your brother?\n\nA: Two men on a motorcycle shot him.\n\nQ: When was that?\n\nA: In May."
)


@pytest.mark.parametrize(
    ("before", "answering"),
    [
        ("Local baker Tom Reed told a reporter his story.", "Tom Reed"),
        ("Tom Reed met Ann Keller for the paper.", ""),
        ("The paper spoke to a fisherman.", ""),
    ],
)
def test_labels_of_questions_and_answers_are_nobody(quotes_of, before, answering):
    found = [quote for quote in quotes_of(f"{before}\n\n{_INTERVIEW}") if quote.cue == ":"]
    assert [quote.speaker_text for quote in found] == ["", answering, "", answering]


def test_who_asks_looks_back_to_nobody(events_of):
    first, second = events_of(_INTERVIEW)
    assert (first.source_text, second.source_text) == ("", "Two men")


@pytest.mark.parametrize(
    "text",
    [
        '"They do not want the world to know who killed the villagers," she said.',
        '"I hope the court will find out who killed the villagers," she said.',
    ],
)
def test_whoever_is_to_know_has_not_done_it(events_of, text):
    (event,) = [event for event in events_of(text) if event.trigger == "killed"]
    assert event.source_text == ""
    assert "world" not in event.attribution_text
