"""Participles that share the auxiliary of the passive before them: "three were killed and five | arrested |", "was found guilty and | handed | a jail term"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analystkit.extraction.tags import NOUNS

if TYPE_CHECKING:
    from analystkit.extraction.event.voice import Voice

_JOINING = frozenset({"and", "but", "or", ","})
# What an object begins with.
_OBJECT = frozenset({"DT", "PRP", "PRP$", "CD", "JJ", "WP", *NOUNS})
_FIGHTING = frozenset({"fighter", "force", "troops", "military_hw", "aircraft", "rocket"})
_ADVERBS = ("RB", "RBR")


def shares_passive(clause: Voice, index: int, deps: set[str]) -> bool:
    """Say whether a past form joined to a passive is one too though it has no auxiliary of its own; `deps` are the relations below it."""
    tokens, above = clause.tokens, clause.tokens.head[index]
    if tokens.dep[index] == "acl":
        # "two women | taken | hostage", read as what they took
        thing = clause.child(index, "dobj") if tokens.tag[index] == "VBN" else None
        return thing is not None and tokens.lemma[thing] in clause.words.captivity and thing == index + 1
    if (
        not above < index
        or not clause.is_verb(above)
        or not deps.isdisjoint(("aux", "ccomp", "mark", "dative"))
    ):
        return False
    if not _helped(clause, above):
        return False
    lemma, words = tokens.lemma[index].lower(), clause.words
    takes = lemma in words.harming or lemma in words.assailing or lemma in words.convicting
    takes = takes or lemma in words.undergone
    own, thing = clause.child(index, "nsubj"), clause.child(index, "dobj")
    before = index - 1
    while before > above and tokens.tag[before] in _ADVERBS:
        before -= 1
    if own is not None:
        # "and five others | arrested |", not "and police arrested five"
        ahead = tokens.tag[index + 1 : index + 2]
        gapped = takes and thing is None and own == before and _OBJECT.isdisjoint(ahead)
        if lemma in words.done_alone and clause.kinds.of(own) & _FIGHTING:
            return False
        return gapped and tokens.lower[clause.phrase(own)[0] - 1] in _JOINING
    if tokens.lower[before] not in _JOINING:
        return False
    if thing is None:
        return takes and "prep" in deps and lemma not in words.done_alone
    kinds = clause.kinds.of(thing)
    if (
        tokens.entity[thing] in ("DATE", "TIME", "MONEY")
        or tokens.lemma[thing] in words.spell
        or "money" in kinds
    ):
        # "and | sentenced | the following year", "and | fined | $3 million"
        return takes or lemma in words.bestowing
    return lemma in words.bestowing and "human" not in kinds and thing > index


def _helped(clause: Voice, verb: int) -> bool:
    tokens = clause.tokens
    if clause.child(verb, "auxpass") is not None:
        return True
    first = tokens.head[verb]
    return tokens.dep[verb] == "conj" and first < verb and clause.child(first, "auxpass") is not None
