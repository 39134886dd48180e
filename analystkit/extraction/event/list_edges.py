"""Where a list begins before the member that the parser took for the subject, and who is named behind "including"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analystkit.extraction.event.lists import listed_with
from analystkit.extraction.event.phrase_ends import noun_at, phrase_end
from analystkit.extraction.tags import FINITE, NOUNS

if TYPE_CHECKING:
    from analystkit.extraction.event.word_order import WordOrder

_PARTIES = frozenset({"GPE", "ORG", "NORP", "PERSON"})
# No list of prose is longer; a table without full stops must not cost its square.
_REACH = 120
_BEFORE = frozenset({",", ";", "and", "or"})
# What a subject stands right behind.
_OPENING = frozenset({"that", "where", "when", "after", "because", "while", "as", "before", "``", "“", '"'})


def listed_before(order: WordOrder, subject: int) -> list[int]:
    """Return the whole list that a subject is the last or a later member of: "In Kono, | a nurse, two drivers | and a child were hurt"."""
    tokens = order.tokens
    first = order.dateline(subject)
    if order.headline(subject):
        both = _paired(order, subject, first)
        if both:
            return both
    begins = order.phrase(subject)[0]
    if begins <= first or tokens.lower[begins - 1] not in _BEFORE:
        return []
    cut = begins - first > _REACH
    first = max(first, begins - _REACH)
    told = any(tokens.tag[i] in FINITE for i in range(first, begins))
    for head in range(first, begins):
        if tokens.tag[head] not in NOUNS or tokens.dep[head] in ("pobj", "dobj", "compound", "poss", "nmod"):
            continue
        opening = order.phrase(head)[0] - 1
        if opening >= first and not (
            tokens.lower[opening] in _OPENING or (tokens.text[opening] == "," and not told)
        ):
            continue
        if (told or cut) and opening < first:
            continue
        members = listed_with(order, head, subject)
        if subject in members:
            return [head, *members]
    return []


def _paired(order: WordOrder, subject: int, first: int) -> list[int]:
    """Return two names that a headline joins by a comma before its verb: "Israel, Lebanon agree to extend truce"."""
    tokens = order.tokens
    comma = next((i for i in range(first + 1, first + 4) if i < len(tokens) and tokens.text[i] == ","), 0)
    second = comma + 1
    while comma and second + 1 < len(tokens) and tokens.tag[second] == "NNP" == tokens.tag[second + 1]:
        second += 1
    if not comma or subject not in (comma - 1, second) or second + 1 >= len(tokens):
        return []
    named = all(tokens.entity[i] in _PARTIES and tokens.tag[i] in NOUNS for i in (comma - 1, second))
    return [comma - 1, second] if named and tokens.tag[second + 1] in (*FINITE, "VB", "VBG") else []


def included(order: WordOrder, head: int) -> list[int]:
    """Return who is named as some of those meant: "five people, including | a mayor and two guards |"."""
    tokens = order.tokens
    _, last = order.bounds(head)
    at = phrase_end(order, head, last)
    if at < last and tokens.text[at] == ",":
        at += 1
    elif at != order.phrase(head)[1]:
        # "sprayed her with chemicals including lye"
        return []
    if at >= last or tokens.lower[at] != "including":
        return []
    noun, _ = noun_at(order, at + 1, last)
    if noun is None or tokens.tag[noun] == "CD":
        return []
    return [noun, *(c for c in order.conjuncts(noun) if c > noun)]
