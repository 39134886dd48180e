"""Datelines: where and by whom a report was filed, before its first words ("PARIS (North Wire) - Police ...")."""

from __future__ import annotations

import re

from analystkit.extraction.part import DASHES, Tokens

DATELINE_ENDS = DASHES | {":"}
_LONGEST = 16
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
            return first
    return first


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
