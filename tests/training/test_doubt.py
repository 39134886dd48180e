"""Derived names that a first model's disagreements showed to be wrong or unsure."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from training.conllu import Sentence, Token
from training.names.doubt import divided, doubt_doc, doubt_sentence


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Hill State University in Leeds", "ORG", [("Hill State University", "ORG"), ("Leeds", "GPE")]),
        ("Bank of England", "ORG", [("Bank of England", "ORG")]),
        ("Leeds , England", "GPE", [("Leeds", "GPE"), ("England", "GPE")]),
        ("Smith , Jones", "ORG", [("Smith , Jones", "ORG")]),
        ("Ann in Leeds", "PERSON", [("Ann in Leeds", "PERSON")]),
        ("Fair in the park", "EVENT", [("Fair in the park", "EVENT")]),
    ],
)
def test_names_that_hold_a_place_are_divided(text: str, label: str, expected: list[tuple[str, str]]) -> None:
    words = text.split()
    found = divided(words, (0, len(words), label))
    assert [(" ".join(words[start:end]), kind) for start, end, kind in found] == expected


def test_a_proper_noun_that_heads_no_mention_is_unknown() -> None:
    rows = [("The", "DET"), ("Leeds", "PROPN"), ("office", "NOUN"), ("hired", "VERB"), ("Ann", "PROPN")]
    toks = [Token(i, form, form, pos, "_", "_", 3, "dep", "_", True) for i, (form, pos) in enumerate(rows)]
    given = Sentence(toks, "d", "s", False, ner=[(4, 5, "PERSON")])
    assert doubt_sentence(given).missing == [1]
    assert given.ner == [(4, 5, "PERSON")]


def test_a_capital_outside_names_is_unknown_in_reports() -> None:
    doc = spacy.blank("en")("Troops of Iraq met Daesh. They left Palmyra, Syria.")
    doc.set_ents([Span(doc, 8, 11, "GPE")], default="outside")
    doubt_doc(doc)
    assert [(name.text, name.label_) for name in doc.ents] == [("Palmyra", "GPE"), ("Syria", "GPE")]
    assert [token.text for token in doc if not token.ent_iob] == ["Iraq", "Daesh"]
