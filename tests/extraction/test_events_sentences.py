"""Whole sentences through the embedded pipeline: what must come out of each, allowing for the parser's share of errors."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak
from analystkit.extraction import events as events_module
from analystkit.extraction.event.actions import extract_actions
from analystkit.extraction.event.headwords import Headword
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.events import extract_events, read_events
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Event

SENTENCES = Path(__file__).parents[1] / "data" / "event_sentences.csv"
LEXICON = Lexicon.default()


def part_of(nlp, text, part="text"):
    article = Article(
        "a1",
        text if part == "title" else "",
        text if part == "text" else "",
        datetime(2024, 3, 5, tzinfo=UTC),
    )
    return read_part(article, part, nlp(text))


def events_of(nlp, text, part="text") -> list[Event]:
    return extract_events(part_of(nlp, text, part), [], [], [], [], LEXICON)


def test_most_sentences_give_their_event(nlp):
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong, asserted = [], []
    for row in rows:
        events = [e for e in events_of(nlp, row["sentence"]) if e.event_type == row["type"]]
        right = [
            e for e in events
            if e.factuality == row["factuality"]
            and (row["source"] in e.source_text if row["source"] else not e.source_text)
            and (row["target"] in e.target_text)
        ]  # fmt: skip
        if not right:
            wrong.append(
                (
                    row["sentence"],
                    row["type"],
                    [(e.event_type, e.source_text, e.target_text, e.factuality) for e in events],
                )
            )
        if row["factuality"] not in ("happened", "ongoing", "threatened", "negated"):
            asserted += [
                row["sentence"]
                for e in events
                if e.factuality in ("happened", "ongoing") and e.event_type == "ASSAULT"
            ]
    assert len(rows) >= 40
    assert len(wrong) <= 0.15 * len(rows), wrong
    assert asserted == []


def test_rows_left_unasked_would_not_have_fitted(nlp, monkeypatch):
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        parts = [part_of(nlp, row["sentence"]) for row in csv.DictReader(file)]
    triggers = compile_triggers(LEXICON)

    def unasked(rows):
        return {word: Headword(replace(row, asks=()) for row in options) for word, options in rows.items()}

    every = replace(triggers, verbs=unasked(triggers.verbs), nouns=unasked(triggers.nouns))
    quick = [extract_events(part, [], [], [], [], LEXICON) for part in parts]
    monkeypatch.setattr(events_module, "compile_triggers", lambda _: every)
    assert quick == [extract_events(part, [], [], [], [], LEXICON) for part in parts]
    assert sum(map(len, quick)) >= 40


def test_rows_point_at_their_words(nlp):
    text = "Gunmen attacked a convoy near Baghdad. Police said they had arrested three men.\n\nTalks were held on Friday."
    events = events_of(nlp, text)
    assert len(events) >= 3
    for event in events:
        assert text[event.start : event.end] == event.trigger
        assert event.sentence_id
        assert 0 < event.confidence < 1


def test_ids_are_stable_and_distinct(nlp):
    text = "Rebels attacked the village and burned the school. Rebels attacked the village again."
    first, second = events_of(nlp, text), events_of(nlp, text)
    assert [e.event_id for e in first] == [e.event_id for e in second]
    assert len({e.event_id for e in first}) == len(first)


@pytest.mark.parametrize(
    "text",
    [
        "The rally in shares continued as the dollar hit a record high.",
        "The director shot a film about a lawyer who charges high fees.",
        "Critics say the film bombed.",
        "An earthquake killed forty people.",
    ],
)
def test_other_senses_are_no_assaults_or_protests(nlp, text):
    assert [e.trigger for e in events_of(nlp, text) if e.event_type in ("ASSAULT", "PROTEST")] == []


def test_headlines(nlp):
    killed = events_of(nlp, "Twelve soldiers killed in border clash", "title")
    assert any(e.target_text == "Twelve soldiers" and not e.source_text for e in killed)
    foiled = events_of(nlp, "Attack on embassy foiled, police say", "title")
    assert {(e.event_type, e.factuality, e.outcome) for e in foiled} == {("ASSAULT", "attempted", "foiled")}


def test_the_published_date_stands_in_and_says_so(nlp):
    (event,) = [e for e in events_of(nlp, "Gunmen attacked a convoy.") if e.event_type == "ASSAULT"]
    assert (str(event.when.start), event.when.basis, event.date_text) == ("2024-03-05", "published", "")


def test_a_word_the_user_adds_fires(nlp):
    row = {
        "trigger": "zorch",
        "pos": "verb",
        "type": "ASSAULT",
        "mode": "destroy",
        "roles": "subj>obj",
        "weight": "0.9",
    }
    lexicon = LEXICON.extended(triggers=[row])
    part = part_of(nlp, "The rebels zorched the bridge.")
    assert [e.trigger for e in extract_events(part, [], [], [], [], LEXICON)] == []
    readings = read_events(part, [], [], [], [], lexicon)
    assert [(r.event.event_type, r.event.method.split("/")[0]) for r in readings] == [
        ("ASSAULT", "verb:zorch")
    ]


def test_actions_without_a_type_on_request(nlp):
    part = part_of(nlp, "The flood destroyed two bridges and voters elected a new mayor.")
    typed = extract_events(part, [], [], [], [], LEXICON)
    actions = extract_actions(part, typed, LEXICON)
    assert {"flood", "destroyed", "elected"} <= {e.trigger for e in (*actions, *typed)}
    assert all(e.event_type == "" for e in actions)


def test_empty_and_odd_text(nlp):
    for text in ("", " ", "\n\n", "?!", "!" * 500, "war " * 300, "«»—…", "No."):
        for event in events_of(nlp, text):
            assert text[event.start : event.end] == event.trigger


def test_a_page_without_full_stops_stays_bounded(nlp):
    part = part_of(nlp, "a bomb exploded killing ten, " * 400)
    assert len(part.sentences) < 10
    assert len(extract_events(part, [], [], [], [], LEXICON)) <= 60 * len(part.sentences)


def test_what_an_anniversary_marks_is_years_older_than_its_day():
    corpus = ak.extract(
        pd.DataFrame(
            [
                {
                    "text": "Thousands gathered on Monday to mark the third anniversary of the assassination of the mayor in a car bombing.",
                    "published": "2021-05-12",
                }
            ]
        ),
        progress=False,
    )
    killing = corpus.events[corpus.events["trigger"] == "assassination"].iloc[0]
    assert killing["date_start"].year == 2018 and killing["background"]
