"""Support that somebody gets: "won the endorsement of the governor", "her support among voters" name backer and backed the other way round."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.words import EventWords
from analystkit.extraction.hyphens import HYPHENS

_PARTIES = ("PERSON", "ORG", "NORP", "GPE")


def backing(candidate: Candidate, clause: Clause, words: EventWords) -> tuple[list[int], list[int]] | None:
    """Return those who give the support that a noun tells of and those who get it, None where the noun's own pattern says so.

    Parameters
    ----------
    candidate : Candidate
        A noun for support.
    clause : Clause
        The clauses of its text.
    words : EventWords
        The role `receiving`.
    """
    tokens, noun = clause.tokens, candidate.head
    owner = clause.child(noun, "poss")
    among = clause.prep_objects(noun, ("among",))
    if owner is not None:
        givers = among or clause.prep_objects(noun, ("from",))
        return (givers, clause.conjuncts(owner)) if givers else None
    above = tokens.head[noun]
    givers = clause.prep_objects(noun, ("of",)) or clause.prep_objects(noun, ("from",)) or among
    if tokens.dep[noun] == "dobj" and tokens.lemma[above] in words.receiving:
        givers = givers or clause.prep_objects(above, ("from",))
        if not givers:
            # "secured the Bush endorsement"
            fore = [
                c
                for c in tokens.children[noun]
                if tokens.dep[c] == "compound" and tokens.entity[c] in _PARTIES
            ]
            givers = [c for c in fore if tokens.text[c - 1] not in HYPHENS]
        return givers, [] if clause.prep_objects(noun, ("for",)) else clause.actors(above)
    if tokens.dep[noun] == "pobj" and tokens.lower[above] in ("with", "without") and givers:
        # "passed with the support of two parties", not "met him with words of praise"
        return givers, clause.prep_objects(noun, ("for",))
    return (among, clause.prep_objects(noun, ("for",))) if among else None
