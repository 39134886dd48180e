"""Anniversaries: the day that is marked, and the day, years before, of what it marks.

"Crowds gathered on Monday, the second anniversary of the killing": the crowds are Monday's, the killing is two years older.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analystkit.extraction.part import ArticlePart
from analystkit.extraction.time_reading import Reading
from analystkit.extraction.time_words import Atoms, TimeWords, read_atoms, time_words
from analystkit.extraction.timex_values import plus_months
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

_WORD = "anniversary"
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Anniversary:
    """One anniversary in the text.

    [start, end) are the words ("the second anniversary"), `years` how many, `of` the offset behind "of" where what is marked
    follows (None if nothing does), `when` the day it is kept, `original` the same day that many years before.
    """

    start: int
    end: int
    years: int
    of: int | None
    when: DateRange
    original: DateRange


def find_anniversaries(
    part: ArticlePart, dates: Sequence[TimeExpression], lexicon: Lexicon
) -> list[Anniversary]:
    """Find the anniversaries of one part whose number is told.

    Parameters
    ----------
    part : ArticlePart
        The parsed part.
    dates : sequence of TimeExpression
        Its time expressions, in order (`extract_dates`): the day kept is the nearest day of the sentence, else the day
        of publication, of which the original keeps only the month, since reports come some days around the day itself.
    lexicon : Lexicon
        Table `time_words`.

    Returns
    -------
    list of Anniversary
        In order of position. "An anniversary" without a number has no original and is left out.
    """
    words = time_words(lexicon)
    found: list[Anniversary] = []
    for index in part.tokens.positions.get(_WORD, ()):
        sentence = part.sentences[part.tokens.sentence[index]]
        low, high = max(sentence.start, part.tokens.start[index] - _NEAR), part.tokens.end[index]
        atoms = read_atoms(part.text, low, min(sentence.end, high + _NEAR))
        at = next((k for k, end in enumerate(atoms.end) if end == high), None)
        number = _number(atoms, words, at) if at is not None else None
        if at is None or number is None:
            continue
        first, years = number
        following = next(
            (atoms.end[k] for k in range(at + 1, min(at + 8, len(atoms))) if atoms.word(k) == "of"), None
        )
        when = _kept(part, dates, sentence.start, sentence.end, high)
        original = _years_before(when, years)
        found.append(Anniversary(atoms.start[first], high, years, following, when, original))
    return found


def _number(atoms: Atoms, words: TimeWords, at: int) -> tuple[int, int] | None:
    """Read "second", "twenty-fifth" or "10-year" in front of the word at an atom; return where it starts and the years."""
    reading = Reading(atoms, words, None, lambda i, j: "", lambda i: "", lambda i: "")
    for first in range(max(at - 5, 0), at):
        ordinal = reading.ordinal(first)
        if ordinal and ordinal[0] == at and ordinal[1] > 0:
            return first, ordinal[1]
        count = reading.number(first)
        if (
            count
            and count[1]
            and atoms.word(reading.hyphen(count[0])) == "year"
            and count[1] == int(count[1])
        ):
            return (first, int(count[1])) if reading.hyphen(count[0]) + 1 == at else None
    return None


def _kept(part: ArticlePart, dates: Sequence[TimeExpression], start: int, end: int, at: int) -> DateRange:
    days = [
        d
        for d in dates
        if start <= d.start < end and d.range.precision == "day" and d.range.start is not None
    ]
    if days:
        return min(days, key=lambda d: abs(d.start - at)).range
    if part.published is None:
        return DateRange()
    day = part.published.date()
    return DateRange(day, day, "day", "published")


def _years_before(when: DateRange, years: int) -> DateRange:
    if when.start is None or when.end is None:
        return DateRange()
    start, end = plus_months(when.start, -12 * years), plus_months(when.end, -12 * years)
    if start is None or end is None:
        return DateRange()
    if when.basis != "published":
        return DateRange(start, end, "day", "relative")
    # The report comes near the day: the days around it, which may lie in two months.
    low, high = plus_months(start, -1), plus_months(end, 1)
    if low is None or high is None:
        return DateRange()
    return DateRange(low, high, "range", "relative")
