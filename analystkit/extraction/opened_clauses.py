"""Clauses that a word of time opens, found again: in "died after | a truck | hit a mine" the truck hit it, though the parser may hang it on "after"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.descent import hangs
from analystkit.extraction.tags import TENSED

# What the parser makes of the verb of such a clause.
_BELOW = frozenset({"advcl", "conj", "ccomp", "pcomp", "dep"})
_OWN = frozenset({"nsubj", "nsubjpass", "mark", "expl", "csubj"})
# How far behind the word its verb is looked for, and how far a verb's auxiliaries and subject stand before it.
_FAR = 24
_SINGULAR = frozenset({"was", "is", "has"})


def open_clauses(
    openings: Iterable[int], lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    """Give the verb of a clause of time the subject that was read as the object of the word that opens it, in place.

    Parameters
    ----------
    openings : iterable of int
        The tokens that may open such a clause.
    lower, tag : sequence of str
        Words and tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for first in openings:
        if tag[first] != "IN" or dep[first] not in ("prep", "mark"):
            continue
        if dep[first] == "prep":
            verb = _behind_subject(first, tag, dep, head)
            if verb >= 0:
                _go_back(verb, lower, tag, dep, head)
        elif dep[head[first]] == "advcl":
            _go_back(head[first], lower, tag, dep, head)


def _behind_subject(first: int, tag: Sequence[str], dep: list[str], head: list[int]) -> int:
    """Hang the verb right behind the object of a preposition on it as its clause; return the verb, -1 where there is none."""
    above, size = head[first], len(tag)
    reach = range(first + 1, min(first + _FAR, size))
    noun = next((i for i in reach if head[i] == first), -1)
    if noun >= 0 and (dep[noun] != "pobj" or tag[noun][:2] not in ("NN", "PR", "CD")):
        return -1
    # "was hit and her child hurt after a drone struck", hung on the first of the two
    holders = (above, head[above]) if dep[above] == "conj" else (above,)
    verb = next((i for i in reach if head[i] in holders and dep[i] in _BELOW and tag[i][:2] == "VB"), -1)
    if verb <= max(noun, first + 1) or above > first:
        return -1
    own = [i for i in reach if head[i] == verb and i < verb]
    helped = [i for i in own if dep[i] in ("aux", "auxpass")]
    if tag[helped[0] if helped else verb] not in (*TENSED, "MD"):
        return -1
    if noun < 0:
        # "listened | as judge Ana Ruiz | read", all of it hung on the verb but "as"
        subject = next((i for i in own if dep[i] in ("nsubj", "nsubjpass")), -1)
        if subject < 0 or any(not hangs(i, subject, head) for i in range(first + 1, subject)):
            return -1
    else:
        if any(dep[i] in _OWN for i in own):
            return -1
        if any(not (hangs(i, noun, head) or head[i] == verb) for i in range(first + 1, verb)):
            return -1
        passive = any(dep[i] == "auxpass" for i in helped)
        head[noun], dep[noun] = verb, "nsubjpass" if passive else "nsubj"
    head[first], dep[first], dep[verb] = verb, "mark", "advcl"
    return verb


def _go_back(clause: int, lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Hang a passive behind such a clause and a comma on the verb before it: "Ruiz listened as the judge read the verdict, and was | taken | away"."""
    above, size = head[clause], len(tag)
    if above > clause or tag[above] not in TENSED:
        return
    for verb in range(clause + 1, min(clause + _FAR, size)):
        if head[verb] != clause or dep[verb] != "conj":
            continue
        own = [i for i in range(clause, verb) if head[i] == verb]
        joined = own[0] - 1 if own else -1
        if (
            joined <= clause
            or dep[own[0]] != "auxpass"
            or lower[joined] != "and"
            or lower[joined - 1] != ","
            or any(dep[i] in _OWN for i in own)
        ):
            return
        subjects = [
            i for i in range(max(above - _FAR, 0), above) if head[i] == above and dep[i][:5] == "nsubj"
        ]
        others = any(head[i] == clause and dep[i] == "auxpass" for i in range(above, clause))
        one = subjects and tag[subjects[-1]] in ("NN", "NNP", "PRP")
        if others or not subjects or bool(one) != (lower[own[0]] in _SINGULAR):
            # "Police came after a man had hit a guard, and was shot": who came are several.
            return
        head[verb] = above
        if head[joined] == clause:
            head[joined] = above
        return
