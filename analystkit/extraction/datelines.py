"""Datelines: where and by whom a report was filed, before its first words ("PARIS (North Wire) - Police ...")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.part import Tokens

# What ends a dateline where white space stands around it.
DASHES = frozenset({"-", "--", "–", "—", "―"})
DATELINE_ENDS = DASHES | {":"}
_LONGEST = 16
_TOWNS = ("GPE", "LOC", "FAC")
# Tags of what may take a dateline's place: as the root of its sentence, or as a participant.
_VERBAL, _NOMINAL = ("VB", "MD"), ("NN", "PRP", "CD", "DT")
# The relation of a dateline to its sentence.
_LOOSE = "dep"
# The hour of an entry in a live report: "16:20 - ", "6.45pm GMT: ".
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,5})?", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}:\d{2}")
_CLOCK_ENDS = DATELINE_ENDS | {"|"}
_CLOCK_LONGEST = 5


def behind_dateline(tokens: Tokens, first: int, last: int, ends: frozenset[str] = DATELINE_ENDS) -> int:
    """Return the token at which a sentence ``[first, last)`` begins behind its dateline; `first` where it has none.

    `ends` are the signs that may close it; a colon closes the label of a speaker, too.
    """
    last = min(first + _LONGEST, last)
    if ends.isdisjoint(tokens.text[first + 1 : last]):
        return first
    for position in range(first + 1, last):
        if tokens.text[position] in ends and not _joins(tokens, position):
            before = [tokens.text[i] for i in range(first, position) if tokens.text[i][:1].isalpha()]
            named = all(word[0].isupper() for word in before)
            spaced = tokens.text[position] != ":" or (bool(before) and before[0].isupper())
            if named and spaced and before and before[0].isupper() and len(before[0]) > 1:
                return position + 1
            return position + 1 if named and _placed(tokens, first, position, last) else first
    return first


def _placed(tokens: Tokens, first: int, dash: int, last: int) -> bool:
    """Say whether a town in small letters is set before a dash: "The Hague - Judges issued"; not "Norland - Sudland's ally - said"."""
    behind = dash + 1
    if behind >= last or tokens.text[dash] not in DASHES or not tokens.text[behind][:1].isupper():
        return False
    if any(tokens.text[i] in DASHES and not _joins(tokens, i) for i in range(behind, last)):
        return False
    return all(tokens.entity[i] in _TOWNS for i in range(first, dash) if tokens.text[i][:1].isalpha())


def detach_dateline(tokens: Tokens, first: int, last: int) -> None:
    """Take the dateline of a sentence ``[first, last)`` out of its tree, in place: whose place in it it was given gets it back.

    "KANO (Wire) - Two men were shot" may be read with the town for a subject whose other name is two men, or for the root.
    """
    behind = behind_dateline(tokens, first, last, DASHES)
    if behind == first or behind >= last:
        return
    head, dep, children = tokens.head, tokens.dep, tokens.children
    hung = [c for i in range(first, behind) for c in children[i] if behind <= c < last]
    if not hung:
        return
    words = [c for c in hung if tokens.tag[c][:1].isalpha()]
    within = next((i for i in range(first, behind) if head[i] == i or not first <= head[i] < behind), first)
    rooted = head[within] == within
    heir = next((c for c in words if tokens.tag[c].startswith(_VERBAL if rooted else _NOMINAL)), None)
    if rooted and heir is None:
        if not words:
            return
        heir = words[0]
    # What everything that hung on the dateline hangs on from now.
    above = heir if rooted and heir is not None else head[within]
    link = dep[within]
    for child in hung:
        _hang(tokens, child, above, link if child == heir else dep[child])
    _hang(tokens, within, above, _LOOSE)


def _hang(tokens: Tokens, index: int, head: int, dep: str) -> None:
    old = tokens.head[index]
    if old != index:
        tokens.children[old] = [c for c in tokens.children[old] if c != index]
    tokens.head[index], tokens.dep[index] = head, dep
    if head != index:
        tokens.children[head] = sorted([*tokens.children[head], index])


def behind_clock(tokens: Tokens, first: int, last: int) -> int:
    """Return the token at which an entry ``[first, last)`` of a live report begins behind its hour; `first` where it has none."""
    hour = ""
    if first + 1 < last and tells_hour(tokens, first):
        # "09:40 The army says ..."
        return first + 1
    for position in range(first, min(first + _CLOCK_LONGEST, last)):
        word = tokens.text[position]
        if word in _CLOCK_ENDS:
            return position + 1 if _CLOCK.fullmatch(hour) and position + 1 < last else first
        hour += word if not hour or tokens.end[position - 1] == tokens.start[position] else f" {word}"
    return first


def tells_hour(tokens: Tokens, first: int) -> bool:
    """Say whether a sentence opens with the bare hour of an entry: "09:40 The army says ..."."""
    word = tokens.text[first]
    if not word[0].isdigit() or ":" not in word or first + 1 >= len(tokens):
        return False
    return _BARE.fullmatch(word) is not None and tokens.text[first + 1][:1].isupper()


def _joins(tokens: Tokens, position: int) -> bool:
    """Say whether a hyphen stands within a word: "UN Secretary-General", "US-led"."""
    tight = tokens.end[position - 1] == tokens.start[position]
    return (
        tight
        and tokens.text[position] == "-"
        and position + 1 < len(tokens)
        and tokens.end[position] == tokens.start[position + 1]
    )
