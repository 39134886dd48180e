"""A part as extractors see it: what its lists of tokens answer."""

import pytest
import spacy
from spacy.tokens import Doc

from analystkit.extraction.part import read_part
from analystkit.model.rows import Article

WORDS = ["Rebels", "and", "the", "Army", "clashed", "where", "the", "army", "is", "."]
LEMMAS = ["rebel", "and", "the", "Army", "clash", "where", "the", "army", "be", "."]


@pytest.fixture(scope="module")
def tokens():
    names = ["O", "O", "O", "B-ORG", "O", "O", "O", "O", "O", "O"]
    doc = Doc(spacy.blank("en").vocab, words=WORDS, lemmas=LEMMAS, ents=names)
    return read_part(Article("a", "", doc.text), "text", doc).tokens


def test_layers_are_what_the_parse_says(tokens):
    assert tokens.text == WORDS
    assert tokens.lower == [word.lower() for word in WORDS]
    assert tokens.lemma == LEMMAS
    assert tokens.entity == ["", "", "", "ORG", "", "", "", "", "", ""]


def test_where_words_stand(tokens):
    assert tokens.where({"army", "the", "navy"}) == [2, 3, 6, 7]
    assert tokens.where(frozenset(map(str, range(100))) | {"is"}) == [8]
    assert tokens.where(set()) == []
    assert tokens.called({"army"}, {"be", "clash", "army", "Army"}) == [3, 4, 7, 8]
    assert tokens.cased == [0, 3]
    assert tokens.labelled == [3]


def test_the_tokens_of_a_span_are_those_it_overlaps(tokens):
    for first in range(len(WORDS)):
        for last in range(first + 1, len(WORDS) + 1):
            for _ in ("looked up", "remembered"):
                assert tokens.span(tokens.start[first], tokens.end[last - 1]) == range(first, last)
    assert tokens.span(2, 8) == range(2)
    assert list(tokens.span(6, 7)) == []
