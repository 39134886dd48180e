"""Moods that English shows by a bare form: "demanded that the mayor | be freed |", "insisted that he | leave |"."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause

_SUBJECTS = ("nsubj", "nsubjpass")


def subjunctive(clause: Clause, verb: int) -> bool:
    """Say whether a clause opened by "that" tells what is to be: its verb, or the "be" of its passive, is bare behind a subject."""
    tokens = clause.tokens
    if tokens.dep[verb] not in ("ccomp", "conj", "acl"):
        return False
    helped = [c for c in tokens.children[verb] if tokens.dep[c] in ("aux", "auxpass")]
    first = helped[0] if helped else verb
    if tokens.tag[first] != "VB" or (helped and tokens.lower[first] != "be"):
        return False
    before = [c for c in tokens.children[verb] if c < first]
    return any(tokens.dep[c] in _SUBJECTS for c in before) and any(
        tokens.dep[c] == "mark" and tokens.lower[c] == "that" for c in before
    )
