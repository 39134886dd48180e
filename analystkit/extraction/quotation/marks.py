"""What stands in quotation marks: one pass over the characters, paragraph by paragraph, without a parse.

A mark left open runs to the end of its paragraph; where the next paragraph opens with one, the quotation
goes on there. Pairs are found with state and look at most one character to either side, so time grows with the text and
no sequence of marks can make it grow faster.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

# Opening mark to the marks that close it: English, German and French usage, full-width, and the mixes found in copy.
_CLOSERS = {
    "\u201c": '\u201d"\u201f',
    "\u201d": '\u201d"',
    '"': '"\u201d',
    "\u201e": '\u201c\u201d"',
    "\u201f": '\u201d"',
    "\u00ab": "\u00bb",
    "\uff02": "\uff02",
    "\u301d": "\u301e\u301f",
    "\u300c": "\u300d",
}
_OPENERS = frozenset("\u201c\u201e\u201f\u00ab\u301d\u300c")
_TWO_WAY = frozenset('"\uff02\u201d')
_SINGLE_OPENERS = frozenset("\u2018'\u201b`")
_SINGLE_CLOSERS = frozenset("\u2019'")
_TERMINAL = frozenset(".,?!\u2026;:\u2014-")
_BEFORE_OPENING = frozenset("([{\u2014\u2013-/\u200b\ufeff")
# 'em, 'til, '90s: an apostrophe where letters were left out, no mark.
_ELIDED = ("em", "til", "tis", "twas", "cause", "bout", "round", "n", "s", "re", "ll", "ve", "d")
# What may open a passage; the apostrophe of a word does not.
_CANDIDATE = re.compile("[\u201c\u201d\"\u201e\u201f\u00ab\uff02\u301d\u300c'`\u2018\u201b](?<![^\\W_]')")
_SINGLE_CLOSER = re.compile("[\u2019']")
# By opening mark, what may close it or open another inside it.
_WITHIN = {opener: re.compile(f"[{closers}\u2019\u201c]") for opener, closers in _CLOSERS.items()}

DOUBLE = "double"
SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage in quotation marks: [start, end) with its marks, [inner_start, inner_end) without.

    `closed` is false where the paragraph ends before the mark does; `continued` is true where the passage
    goes on from one left open in the paragraph before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    style: str
    closed: bool
    continued: bool = False


def find_marked(text: str, paragraphs: list[tuple[int, int]]) -> list[Marked]:
    """Find the outermost passages in quotation marks.

    Parameters
    ----------
    text : str
        The text as read.
    paragraphs : list of (start, end)
        Its paragraphs; no passage crosses one.

    Returns
    -------
    list of Marked
        In order, without overlap, none empty. Marks inside marks belong to the outer passage.
    """
    found: list[Marked] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs):
        if _CANDIDATE.search(text, start, end) is None:
            open_before = False
            continue
        continued = open_before and _opens(text, start, start, end) > 0
        passages = _scan(text, start, end, number, continued)
        if passages and not passages[-1].closed and not _carries_on(text, paragraphs, number):
            passages[-1:] = _settle(text, passages[-1])
        open_before = bool(passages) and not passages[-1].closed
        found += passages
    return found


def _carries_on(text: str, paragraphs: list[tuple[int, int]], number: int) -> bool:
    if number + 1 >= len(paragraphs):
        return False
    start, end = paragraphs[number + 1]
    return _opens(text, start, start, end) > 0


def _settle(text: str, passage: Marked) -> list[Marked]:
    """Keep a double mark that never closes (to the paragraph's end); a single one was an apostrophe."""
    return [passage] if passage.style == DOUBLE else []


def _scan(text: str, start: int, end: int, number: int, continued: bool) -> list[Marked]:
    found: list[Marked] = []
    position = start
    singles: list[int] | None = None
    flat = False
    while (mark := _CANDIDATE.search(text, position, end)) is not None:
        position = mark.start()
        width = _opens(text, position, start, end)
        if width:
            close, close_width, broken = _double_end(text, position, width, end, flat)
            flat = flat or broken
            closed = close_width > 0
            _add(
                found,
                text,
                position,
                close + close_width,
                position + width,
                close,
                number,
                DOUBLE,
                closed,
                continued,
            )
            continued = False
            position = max(close + close_width, position + width)
            continue
        if text[position] in _SINGLE_OPENERS and _opens_single(text, position, start, end):
            if singles is None:
                singles = [
                    i for i in _found(_SINGLE_CLOSER, text, start, end) if _closes_single(text, i, start, end)
                ]
            close = _single_end(text, position, singles)
            if close > 0:
                _add(found, text, position, close + 1, position + 1, close, number, SINGLE, True, continued)
                continued = False
                position = close + 1
                continue
            if position == start and not found:
                _add(found, text, position, end, position + 1, end, number, SINGLE, False, continued)
                return found
        position += 1
    return found


def _add(
    found: list[Marked], text: str, start: int, end: int, inner_start: int, inner_end: int,
    number: int, style: str, closed: bool, continued: bool,
) -> None:  # fmt: skip
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_start < inner_end:
        found.append(Marked(start, end, inner_start, inner_end, number, style, closed, continued))


def _opens(text: str, position: int, start: int, end: int) -> int:
    """Return the width of the double mark that opens here, 0 if none does."""
    character = text[position]
    if character in _OPENERS:
        return 1
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if character in _TWO_WAY:
        # 6'2" and 12" are inches; a mark with a word before and none behind closes something never opened.
        free = before.isspace() or before in _BEFORE_OPENING
        return 1 if free or not (after.isspace() or before.isdigit() or after in ".,;:?!)") else 0
    if character == after and (character == "`" or (character == "'" and not before.isalnum())):
        return 2 if position + 2 < end else 0
    return 0


def _double_end(text: str, position: int, width: int, end: int, flat: bool) -> tuple[int, int, bool]:
    """Return where the mark opened at a position closes, how wide the closing mark is (0: never), whether nesting broke.

    Marks that open inside one another are nested, unless the paragraph closes too few of them: then the rest of it is
    read flat, an opening mark ending what was open. Reading flat never looks past the next mark, which keeps a paragraph of
    nothing but opening marks linear.
    """
    if width == 2:
        close = text.find("''", position + 2, end)
        if close >= 0 and text[close + 2 : close + 3] == "'" and close + 2 < end:
            # Three in a row: a single mark closes first.
            close += 1
        return (close, 2, flat) if close >= 0 else (end, 0, flat)
    closers = _CLOSERS[text[position]]
    curly = text[position] == "\u201c"
    depth = 0
    second = mistyped = 0
    for index in _found(_WITHIN[text[position]], text, position + 1, end):
        character = text[index]
        if character in closers:
            if not depth:
                return index, 1, flat
            depth -= 1
        elif character == "\u2019" and not depth and not mistyped and _ends_sentence(text, index, end):
            mistyped = index
        elif curly and character == "\u201c":
            if text[index - 1].isalnum() or (
                text[index - 1] in ",.?!" and not text[index + 1 : index + 2].strip()
            ):
                # A closing mark typed the wrong way round.
                return index, 1, flat
            if flat:
                return _last_stop(text, position + 1, index), 0, True
            depth += 1
            second = second or index
    if second:
        close = text.find("\u201d", position + 1, second)
        return (close, 1, True) if close >= 0 else (_last_stop(text, position + 1, second), 0, True)
    if mistyped and curly:
        # Opened as double, closed as single: a slip of the keyboard, unless it goes on in the next paragraph.
        return mistyped, 1, flat
    return end, 0, flat


def _found(marks: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Yield where single marks stand between two offsets."""
    for match in marks.finditer(text, start, end):
        yield match.start()


def _ends_sentence(text: str, index: int, end: int) -> bool:
    """Tell whether a single mark closes a sentence or clause: punctuation before it, white space behind."""
    return text[index - 1] in ".,?!" and (index + 1 >= end or text[index + 1].isspace())


def _last_stop(text: str, start: int, end: int) -> int:
    index = end
    while index > start and text[index - 1].isspace():
        index -= 1
    return index


def _opens_single(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    if not (before.isspace() or before in _BEFORE_OPENING):
        return False
    after = text[position + 1] if position + 1 < end else " "
    if after.isspace() or after.isdigit():
        return False
    word_end = position + 1
    while word_end < end and word_end < position + 8 and text[word_end].isalpha():
        word_end += 1
    return text[position + 1 : word_end].lower() not in _ELIDED


def _closes_single(text: str, position: int, start: int, end: int) -> bool:
    if text[position] not in _SINGLE_CLOSERS or position == start or text[position - 1].isspace():
        return False
    after = text[position + 1] if position + 1 < end else " "
    return not after.isalnum()


def _single_end(text: str, position: int, singles: list[int]) -> int:
    """Return the closing single mark: the first that follows punctuation, or a word that is no plural possessive.

    Looks at a bounded number of candidates, so that a text full of apostrophes stays linear.
    """
    first = bisect_left(singles, position + 2)
    fallback = -1
    for close in singles[first : first + 12]:
        before = text[close - 1]
        if (
            before in _TERMINAL
            or before not in "sS"
            or close + 1 >= len(text)
            or text[close + 1] in _TERMINAL
        ):
            return close
        if fallback < 0:
            fallback = close
    return fallback
