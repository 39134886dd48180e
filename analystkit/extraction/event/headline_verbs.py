"""Verbs of headlines that a tagger takes for nouns: "Minister quits over deal", "Police fire on crowd", "Leader shot dead at rally".

Without articles and auxiliaries a headline looks like one long noun phrase. Somebody who can act right before it, nothing finite beside it and what
may follow a verb behind it tell the verb.
"""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.triggers import PARTICLES
from analystkit.extraction.tags import FINITE, NOUNS

_ACTORS = frozenset({"human", "group", "state", "force", "troops", "police", "official"})
_NAMED = frozenset({"GPE", "ORG", "PERSON", "NORP"})
_INNER = frozenset({"compound", "amod", "nmod", "nsubj", "poss"})
_OPENING = frozenset({"DT", "PRP$", "PRP", "CD", "IN", "TO", "RP", "JJ", *NOUNS})


def headline_verb(clause: Clause, kinds: Kinds, index: int, tag: str) -> str:
    """Return the tag a noun at the top of a headline should have, "" where it may well be one.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    kinds : Kinds
        What sort of thing nouns name.
    index : int
        The token, an inflected form of a known verb.
    tag : str
        Its tag as a verb: VBZ, VBD, VBN or VB for the bare form.
    """
    tokens = clause.tokens
    first, last = clause.bounds(index)
    # "US | imposes | tariffs", read as imposes of some kind
    inner = tag == "VBZ" and tokens.dep[index] == "compound" and tokens.head[index] > index
    if not (tokens.dep[index] == "ROOT" or inner) or index == first or not clause.headline(index):
        return ""
    before = index - 1
    within = (index, tokens.head[index]) if inner else (index,)
    if (
        tokens.tag[before] not in NOUNS
        or tokens.head[before] not in within
        or tokens.dep[before] not in _INNER
    ):
        return ""
    if not (kinds.of(before) & _ACTORS or tokens.entity[before] in _NAMED):
        return ""
    if any(
        tokens.tag[i] in FINITE and tokens.dep[i] not in ("relcl", "advcl", "ccomp")
        for i in range(first, last)
    ):
        return ""
    follows = tokens.tag[index + 1] if index + 1 < last else ""
    if tag in ("VBD", "VBN"):
        # "Leader shot dead": nothing it is done to stands behind it.
        left = follows in ("IN", "", ",") or tokens.lower[index + 1] in clause.words.predicated
        return "VBN" if left else "VBD" if follows in _OPENING else ""
    plural = tokens.tag[before] in ("NNS", "NNPS") or bool(kinds.of(before) & {"force", "police", "troops"})
    if tag == "VB" and not plural:
        # "House fire on hill", "Army base in Mali"
        return ""
    return ("VBZ" if tag == "VBZ" else "VBP") if follows in _OPENING or not follows else ""


def bare_verb(clause: Clause, kinds: Kinds, index: int, form: str) -> str:
    """Return the tag of a bare verb of a headline that looks like another word, "" where it may well be one.

    "Lebanon to | free | a captive", "Pirates | free | tanker", "Police | arrest | 12 after riot", "as thousands | rally |".
    """
    tokens = clause.tokens
    first, last = clause.bounds(index)
    tag, before = tokens.tag[index], index - 1
    if form != "VB" or index == first:
        return ""
    follows = tokens.tag[index + 1] if index + 1 < last else ""
    if tokens.lower[before] == "to" and before > first:
        # "a return to | open | markets": the tagger knows this "to" from the other where the headline has a verb.
        told = tokens.tag[before] == "TO" or (
            bool(kinds.of(before - 1) & _ACTORS or tokens.tag[before - 1] == "NNP")
            and not any(tokens.tag[i] in FINITE for i in range(first, last))
        )
        return "VB" if told and tag == "JJ" and follows in _OPENING else ""
    if tag == "NNP" and tokens.text[index].islower() and tokens.lemma[before] in clause.words.counting:
        # "Tens of thousands | march | in Lima", read as a name: none is written small
        return "VBP" if not follows or follows in ("IN", "TO", ",") else ""
    if tokens.tag[before] not in ("NNS", "NNPS") and not kinds.of(before) & {"force", "police", "troops"}:
        return ""
    if not (kinds.of(before) & _ACTORS or tokens.dep[before] == "nsubj"):
        return ""
    if tag == "RB":
        adverb = tokens.lower[index] in PARTICLES
        return "VBP" if not adverb and (not follows or follows in ("IN", ",", ":")) else ""
    if tag == "JJ":
        return "VBP" if follows in NOUNS or follows in ("CD", "DT", "JJ", "PRP$") else ""
    own = tokens.dep[before] == "nsubj" and tokens.head[before] == index
    # "Police | arrest | 12", "Thousands | march | in Lima"
    done = follows in ("", "IN", "TO") or clause.child(index, "dobj") is not None
    return "VBP" if own and done else ""
