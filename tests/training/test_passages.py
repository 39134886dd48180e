"""Passages can be changed without breaking their trees."""

from __future__ import annotations

import random

import pytest
import spacy

from training.abbreviations import keep_abbreviations
from training.augment import Rates, restyle_quotes, varied
from training.headlines import headline, third_person
from training.newsroom import news_passage, news_sentence
from training.passages import Passage, closed_by_break, from_docs, joined, to_doc
from training.swap import name_words, swap_names, swappable


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    keep_abbreviations(nlp)
    return nlp


def written(passage: Passage) -> str:
    return "".join(word.form + " " * word.space for word in passage.words).strip()


def news(seed: int) -> Passage:
    return news_passage(random.Random(seed), 3)


def is_whole(passage: Passage) -> bool:
    """Tell whether every word leads to a root."""
    return all(0 <= passage._root(index) < len(passage) for index in range(len(passage)))


@pytest.mark.parametrize("seed", range(40))
def test_made_up_news_reads_as_spacy_tokenizes_it(nlp, seed: int) -> None:
    passage = news(seed)
    assert is_whole(passage)
    assert [token.text for token in nlp.make_doc(written(passage))] == [word.form for word in passage.words]
    assert len(passage.sentences()) == 3


@pytest.mark.parametrize("seed", range(20))
def test_a_passage_survives_the_way_through_a_doc(nlp, seed: int) -> None:
    passage = news(seed)
    (again,) = from_docs([to_doc(passage, nlp.vocab)])
    assert [(w.form, w.tag, w.dep, w.head, w.name) for w in again.words] == [
        (w.form, w.tag, w.dep, w.head, w.name) for w in passage.words
    ]


@pytest.mark.parametrize("seed", range(40))
def test_swapped_names_leave_the_rest_of_the_tree(nlp, seed: int) -> None:
    passage = news(seed)
    swapped = swap_names(passage, random.Random(seed), share=1.0)
    assert is_whole(swapped)
    assert [label for _, _, label in swapped.names()] == [label for _, _, label in passage.names()]
    outside = [(w.form, w.dep) for w in passage.words if w.name == "O"]
    assert [(w.form, w.dep) for w in swapped.words if w.name == "O"] == outside
    assert to_doc(swapped, nlp.vocab).text == written(swapped)


def test_all_names_of_an_unparsed_passage_can_be_swapped() -> None:
    passage = news(1)
    passage.parsed = False
    assert all(swappable(passage, start, end) for start, end, _ in passage.names())


def test_a_name_is_a_flat_chain_on_its_last_word() -> None:
    words = name_words("Jamal al-Khalil", "PERSON")
    assert [w.form for w in words] == ["Jamal", "al", "-", "Khalil"]
    assert [w.head for w in words] == [3, 3, 3, 3]
    assert [w.name for w in words] == ["B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON"]
    assert [w.space for w in words] == [True, False, False, True]


def test_a_name_with_a_preposition_is_not_flat() -> None:
    assert name_words("Bank of Nowhere", "ORG") is None


@pytest.mark.parametrize("seed", range(60))
def test_headlines_are_present_and_bare(seed: int) -> None:
    rng = random.Random(seed)
    made = headline(news_sentence(rng), rng)
    if made is None:
        return
    assert is_whole(made)
    assert made.words[-1].form != "."
    root = next(word for index, word in enumerate(made.words) if word.head == index)
    assert root.tag in {"VBZ", "VBP", "VBN", "VB"}
    assert made.words[0].form[0].isupper() or not made.words[0].form[0].isalpha()


def test_enough_sentences_make_headlines() -> None:
    made = [headline(news_sentence(random.Random(seed)), random.Random(seed)) for seed in range(100)]
    assert sum(passage is not None for passage in made) > 40


@pytest.mark.parametrize(
    ("lemma", "form"), [("say", "says"), ("deny", "denies"), ("clash", "clashes"), ("go", "goes")]
)
def test_third_person(lemma: str, form: str) -> None:
    assert third_person(lemma) == form


def test_quotation_marks_of_one_style_open_and_close() -> None:
    for seed in range(30):
        passage = news(seed)
        restyle_quotes(passage, random.Random(seed))
        marks = [word.form for word in passage.words if word.form in {"\u201c", "\u201d"}]
        assert marks == ["\u201c", "\u201d"] * (len(marks) // 2)


@pytest.mark.parametrize("seed", range(60))
def test_any_variation_gives_a_valid_doc(nlp, seed: int) -> None:
    passage = varied(
        news(seed), random.Random(seed), Rates(headline=1.0, no_stop=0.5, lower=0.2, upper=0.2, title=0.2)
    )
    doc = to_doc(passage, nlp.vocab)
    assert doc.text == "".join(word.form + " " * word.space for word in passage.words)
    assert all(not entity.text.isspace() for entity in doc.ents)


def test_the_original_is_not_changed_by_variation() -> None:
    passage = news(3)
    before = [(w.form, w.head, w.name) for w in passage.words]
    varied(passage, random.Random(1), Rates(swapped_passages=1.0, swap=1.0, quotes=1.0, upper=1.0))
    assert [(w.form, w.head, w.name) for w in passage.words] == before


def test_layers_that_are_not_annotated_stay_unset(nlp) -> None:
    passage = news(2)
    passage.parsed = False
    doc = to_doc(passage, nlp.vocab)
    assert not doc.has_annotation("TAG")
    assert not doc.has_annotation("MORPH")
    assert not doc.has_annotation("DEP")
    assert doc.has_annotation("ENT_IOB")


def test_passages_are_joined_with_their_breaks() -> None:
    first, second = news(1), news(2)
    whole = joined(closed_by_break(first), second)
    assert whole.words[len(first)].form == "\n\n"
    assert len(whole.sentences()) == 6
