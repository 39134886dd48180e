"""Stepping the parser and the names from here gives what spaCy's own steps give, token by token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from analystkit.pipeline import load_pipeline, transitions
from analystkit.pipeline.transitions import annotate
from analystkit.readers import read_articles

if TYPE_CHECKING:
    from spacy.language import Language

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "articles"
WORDS = [
    "The",
    "minister",
    "of",
    "Foreign",
    "Affairs",
    "in",
    "Kabul,",
    "Ahmad",
    "Khan",
    "said",
    '"',
    "'",
    ".",
    ",",
    ";",
    "(",
    ")",
    "2",
    "killed",
    "12",
    "March",
    "US",
    "NATO's\n\n",
    "“”",
    "-",
    "and",
]


def annotations(docs: list[Doc]) -> list[tuple[Any, ...]]:
    return [
        (t.text, t.head.i, t.dep_, t.tag_, t.pos_, t.lemma_, t.ent_type_, t.ent_iob_, t.is_sent_start)
        for doc in docs
        for t in doc
    ]


def both(nlp: Language, texts: list[str]) -> tuple[list[Doc], list[Doc]]:
    return list(nlp.pipe(texts, batch_size=len(texts))), annotate(nlp, [nlp.make_doc(text) for text in texts])


def test_the_sample_corpus_is_parsed_as_spacy_parses_it(embedded) -> None:
    theirs, ours = both(embedded, list(read_articles(SAMPLE).articles["text"]))
    assert annotations(ours) == annotations(theirs)
    assert sum(len(doc.ents) for doc in ours) > 100
    assert sum(len(list(doc.sents)) for doc in ours) > 100


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1, max_size=4))
def test_so_are_any_words_and_any_batch(embedded, texts: list[str]) -> None:
    theirs, ours = both(embedded, texts)
    assert annotations(ours) == annotations(theirs)


def test_a_batch_without_a_token(embedded) -> None:
    assert [len(doc) for doc in annotate(embedded, [embedded.make_doc(""), embedded.make_doc("")])] == [0, 0]
    assert annotate(embedded, []) == []


def test_entities_set_before_stand_and_their_labels_are_learned(embedded) -> None:
    text = "Zorblax met the mayor of Paris in March."
    results = []
    for run in (lambda docs: list(embedded.pipe(docs)), lambda docs: annotate(embedded, docs)):
        doc = embedded.make_doc(text)
        doc.set_ents([Span(doc, 0, 1, label="ORG")], default="unmodified")
        results.append(annotations(run([doc])))
    assert results[0] == results[1]
    assert results[1][0][6] == "ORG"


def test_what_has_steps_of_its_own_takes_them(monkeypatch) -> None:
    nlp = load_pipeline()
    nlp.get_pipe("ner").cfg["beam_width"] = 4
    stepped = []
    real = transitions._stepped
    monkeypatch.setattr(
        transitions,
        "_stepped",
        lambda component, docs: stepped.append(component.name) or real(component, docs),
    )
    texts = ["The minister flew to Paris on Monday.", "Rebels took the town of Mocha."]
    theirs, ours = both(nlp, texts)
    assert stepped == ["parser"]
    assert annotations(ours) == annotations(theirs)


@pytest.mark.parametrize("pipes", [["sentencizer"], []])
def test_pipelines_without_either_component(pipes: list[str]) -> None:
    nlp = spacy.blank("en")
    for name in pipes:
        nlp.add_pipe(name)
    theirs, ours = both(nlp, ["One. Two.", "Three."])
    assert [doc.to_bytes() for doc in ours] == [doc.to_bytes() for doc in theirs]


def test_words_are_found_quickly_and_the_pipeline_is_saved_as_ever(tmp_path) -> None:
    nlp = load_pipeline()
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert index and all(isinstance(words, dict) for words in index.values())
    nlp.to_disk(tmp_path / "saved")
    plain, again = spacy.load(tmp_path / "saved"), load_pipeline(tmp_path / "saved")
    text = "The mayors were leaving the cities."
    lemmas = [token.lemma_ for token in nlp(text)]
    assert (lemmas[1], lemmas[3], lemmas[5]) == ("mayor", "leave", "city")
    assert lemmas == [token.lemma_ for token in plain(text)] == [token.lemma_ for token in again(text)]
