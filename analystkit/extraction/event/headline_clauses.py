"""Whose verb is whose in a headline: "Gunman kills mayor, wounds wife", "Jets scrambled as drones enter airspace", "Protesters clash with police, 30 held"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analystkit.extraction.tags import NOUNS, TENSED

if TYPE_CHECKING:
    from analystkit.extraction.event.clause import Clause
    from analystkit.extraction.event.subjects import Subjects

# What parts one clause of a headline from the next, and what joins a second verb to the first.
_EDGES = frozenset({",", ";", ":", "as", "after", "while", "before", "until", "but", "when", "because", "if"})
_JOINS = frozenset({",", ";", "and", "but", "then"})
# What may open the object of a verb.
_OBJECTS = frozenset({"DT", "PRP$", "PRP", "CD", "JJ", "JJR", "RBR", "VBN", "``", "''", "RP", *NOUNS})
_HEADS = frozenset({"CD", "PRP", *NOUNS})


def joined_verb(clause: Clause, index: int, form: str) -> str:
    """Return the tag of a verb that goes on from the first one of a headline and was read as a noun, "" where it may well be one.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    index : int
        The token, an inflected form of a known verb.
    form : str
        The form's tag: VBZ, or VB for the bare form, which goes on from a plural's.
    """
    tokens = clause.tokens
    if form not in ("VBZ", "VB") or not index or tokens.lower[index - 1] not in _JOINS:
        return ""
    first, last = clause.bounds(index)
    if index + 1 >= last or tokens.tag[index + 1] not in _OBJECTS or not clause.headline(index):
        return ""
    tag = "VBP" if form == "VB" else form
    if _leading(clause, first, index, tag) is None:
        return ""
    for later in range(index + 1, last):
        if tokens.lower[later] in _EDGES:
            break
        if tokens.tag[later] in TENSED:
            # "Blast kills three, strikes go on": they have a verb of their own
            return ""
    return tag


def headline_subject(clause: Subjects, verb: int, own: int | None) -> list[int]:
    """Return the subject of a headline's verb where its order tells it better than the parse; nothing where the parse does.

    `own` is the subject by the parse: it stands where no edge of a clause parts it from its verb.
    """
    tokens = clause.tokens
    first, _ = clause.bounds(verb)
    tag = clause.retagged.get(verb) or tokens.tag[verb]
    bare = tag == "VB" and verb > first and tokens.lower[verb - 1] in _JOINS
    if bare and own is None and clause.child(verb, "aux") is None:
        # "Troops fire on crowd, | kill | five", read as an infinitive
        leading = _leading(clause, first, verb, "VBP")
        return clause.subjects(leading) if leading is not None else []
    if verb <= first or tag not in ("VBD", "VBN", *TENSED):
        return []
    before = verb - 1
    if tokens.lower[before] in _JOINS and (own is not None or verb in clause.retagged):
        leading = _leading(clause, first, verb, tag)
        # ... or the crowd as its subject
        shared = leading is not None and (own is None or leading < own)
        return clause.subjects(leading) if leading is not None and shared else []
    if tokens.tag[before] not in _HEADS:
        # "Saudi beheads three": the country by its adjective
        country = before == first and own is None and tokens.entity[before] == "NORP"
        return [before] if country and verb == before + 1 else []
    if own == before:
        return []
    begins = clause.phrase(before)[0]
    if begins <= first or tokens.lower[begins - 1] not in _EDGES or tokens.entity[before] in ("DATE", "TIME"):
        return []
    if own is not None and own >= begins:
        return []
    told = any(tokens.tag[i] in ("VBD", "VBN", *TENSED) or i in clause.retagged for i in range(first, begins))
    return [before] if told else []


def _leading(clause: Subjects, first: int, index: int, tag: str) -> int | None:
    """Return the first verb of a headline's main clause where it stands in the same form."""
    tokens = clause.tokens
    for i in range(first, index):
        if tokens.lower[i] in ("as", "after", "while", "that", "who"):
            return None
        found = clause.retagged.get(i) or tokens.tag[i]
        if found in TENSED:
            return i if found == tag else None
    return None
