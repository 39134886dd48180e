"""The lemmatizer's rules and exceptions."""

from __future__ import annotations

import pytest
import spacy

pytest.importorskip("spacy_lookups_data")

from training.conllu import Sentence, Token
from training.lemmas import add_lemmatizer, lemmatize


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    seen = [Token(0, "blorted", "blortify", "VERB", "VBD", "_", -1, "root", "_", True)] * 2
    once = [Token(0, "grunged", "grungify", "VERB", "VBD", "_", -1, "root", "_", True)]
    add_lemmatizer(nlp, [Sentence(seen, "d", "1", False), Sentence(once, "d", "2", False)])
    return nlp


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("staged", "VERB", "stage"), ("stages", "VERB", "stage"), ("singing", "VERB", "sing"), ("hoping", "VERB", "hope"),
        ("hopped", "VERB", "hop"), ("Attack", "VERB", "attack"), ("witness", "VERB", "witness"), ("left", "VERB", "leave"),
        ("found", "VERB", "find"), ("fled", "VERB", "flee"), ("retweeted", "VERB", "retweet"), ("targeted", "VERB", "target"),
        ("motives", "NOUN", "motive"), ("wives", "NOUN", "wife"), ("gunmen", "NOUN", "gunman"), ("jihadists", "NOUN", "jihadist"),
        ("The", "DET", "the"), ("We", "PRON", "we"), ("n\u2019t", "PART", "not"), ("\u2019s", "AUX", "be"),
        ("deadliest", "ADJ", "deadly"), ("Sudan", "PROPN", "Sudan"),
    ],
)  # fmt: skip
def test_lemma(nlp, form: str, pos: str, lemma: str) -> None:
    assert lemmatize(nlp, form, pos) == lemma


def test_a_lemma_seen_twice_in_the_treebanks_is_learned(nlp) -> None:
    assert lemmatize(nlp, "blorted", "VERB") == "blortify"
    assert lemmatize(nlp, "grunged", "VERB") != "grungify"
