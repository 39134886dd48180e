"""Days and months named with what they lie in: Tuesday of last week, the Thursday, March of the following year."""

from __future__ import annotations

from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.time_shifts import shifted_unit
from analystkit.extraction.time_spans import the_day_after
from analystkit.extraction.timex_values import Timex, day, plus_days

# A bare weekday of a report is one of these days before it; "on the Friday" in a story of long ago is one of its own.
_LAST_DAYS = 6


def _nothing(_: int) -> Match | None:
    return None


def year_told(r: Reading, j: int) -> tuple[int, int] | None:
    """Read the year that completes a month or a day at j by words: "last year", "of the same year", "the year before"."""
    k = r.skip(j, "of", "in")
    found = shifted_unit(r, k) or the_day_after(r, k, _nothing)
    if found is None or found[1].unit != "Y" or found[1].year is None:
        return None
    return found[0], found[1].year


def weekday_within(r: Reading, j: int, number: int) -> Match | None:
    """Place a weekday by the week named at j: "of last week", "the following week"; None without one."""
    found = shifted_unit(r, r.skip(j, "of", "in"))
    if found is None or found[1].unit != "W" or found[1].start is None:
        return None
    when = plus_days(found[1].start, number - 1)
    return (found[0], day(when, "relative")) if when else None


def weekday_of_story(r: Reading, i: int, j: int, number: int) -> Timex | None:
    """Place "on the Friday" behind a day told that lies further back than the last week: the first Friday from it on."""
    told = r.told("D")
    if r.atoms.word(i - 1) != "the" or not r.clause_ends(j) or told is None or told.start is None:
        return None
    if r.published is None or (r.published - told.start).days <= _LAST_DAYS:
        return None
    when = plus_days(told.start, (number - told.start.isoweekday()) % 7)
    return day(when, "relative") if when else None
