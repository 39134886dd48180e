"""Abbreviated titles that spaCy's tokenizer takes for the end of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.lists import rows

if TYPE_CHECKING:
    from spacy.language import Language


def keep_abbreviations(nlp: Language) -> None:
    """Make ranks and titles such as `Sgt.` and `Maj.` one token, as `Gen.` and `Gov.` are already."""
    tokenizer: Any = nlp.tokenizer
    for row in rows("abbreviations.csv"):
        tokenizer.add_special_case(row["abbreviation"], [{"ORTH": row["abbreviation"]}])
