"""Setting names on Docs that have no trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.names.gazetteer import listed, peoples
from training.names.spans import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def set_names(doc: Doc, spans: list[Name], unknown: set[int], times_known: bool = True) -> Doc:
    """Set names on a Doc, the longer first, nationalities by list, and leave numbers that no span covers unknown."""
    from spacy.tokens import Span

    taken = [False] * len(doc)
    names = []
    for start, end, label in sorted(spans, key=lambda span: span[0] - span[1]):
        if end > start and not any(taken[start:end]):
            names.append(Span(doc, start, end, label=label))
            taken[start:end] = [True] * (end - start)
    for token in doc:
        if taken[token.i]:
            continue
        if token.i + 1 < len(doc) and doc[token.i : token.i + 2].text in peoples() and not taken[token.i + 1]:
            names.append(Span(doc, token.i, token.i + 2, label="NORP"))
            taken[token.i] = taken[token.i + 1] = True
        elif token.text in peoples() and token.text not in listed("people_also_other"):
            names.append(Span(doc, token.i, token.i + 1, label="NORP"))
            taken[token.i] = True
        elif token.i in unknown and token.text in listed("country"):
            names.append(Span(doc, token.i, token.i + 1, label="GPE"))
            taken[token.i] = True
    relative = {"last", "next", "this", "past", "early", "late", "ago"}
    missing = [
        Span(doc, token.i, token.i + 1)
        for token in doc
        if not taken[token.i]
        and (token.i in unknown or _numeric(token) or (not times_known and token.lower_ in relative))
    ]
    doc.set_ents(names, missing=missing, default="outside")
    return doc


def _numeric(token: Token) -> bool:
    return bool(
        token.like_num
        or token.text in listed("currency")
        or token.text in ("%", "percent")
        or token.lower_ in listed("money") | listed("date") | listed("time")
        or token.text in listed("unit")
    )
