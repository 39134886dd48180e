"""Time expressions that name a part of a year or month: summer 2014, the third quarter, the last week of May."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.time_years import year_after
from analystkit.extraction.timex_values import (
    Timex,
    day,
    half,
    part_of,
    plus_days,
    quarter,
    season,
    unit_at,
)


def season_at(r: Reading, i: int, given: int | None) -> Match | None:
    """Read a season with its year, or one the words around show to be a season ("in the summer")."""
    name = r.words.of("season").get(r.atoms.word(i))
    if name is None:
        return None
    told = year_after(r, i + 1)
    if told:
        return told[0], season(told[1], name)
    if given is not None:
        return i + 1, season(given, name)
    before = r.atoms.word(i - 1)
    article = before == "the"
    cue = r.atoms.word(i - 2) if article else before
    if cue == "-":
        cue = r.atoms.word(i - 3 if article else i - 2)
    if cue not in r.words.of("season_cue") or (cue == "of" and not article):
        return None
    # "the fall of the city" and "spring" in a name are no seasons.
    if r.atoms.word(i) == "fall" and (not article or r.atoms.word(i + 1) == "of"):
        return None
    if r.atoms.capital(i + 1) and not r.shouting:
        return None
    return i + 1, _season_near(r, i, name)


def _season_near(r: Reading, i: int, name: str) -> Timex:
    if r.published is None:
        return Timex("DATE", f"XXXX-{name}", unit="SE", yearless=True)
    clause = r.clause(i, i + 1)
    options = [season(r.published.year + k, name, "relative") for k in (-1, 0, 1)]
    known = [o for o in options if o.start and o.end]
    if clause == "future":
        fitting = [o for o in known if o.end and o.end >= r.published]
        return fitting[0] if fitting else known[-1]
    fitting = [o for o in known if o.start and o.start <= r.published]
    return fitting[-1] if fitting else known[0]


def quarter_code(r: Reading, i: int) -> Match | None:
    """Q3 2023, Q3 of 2023, H1 2020; without a year only beside "in" or "for"."""
    atoms = r.atoms
    letter, number = atoms.word(i), atoms.digits(i + 1)
    if (
        letter not in {"q", "h"}
        or number is None
        or not atoms.glued(i + 1)
        or not 1 <= number <= (4 if letter == "q" else 2)
    ):
        return None
    made = quarter if letter == "q" else half
    told = year_after(r, i + 2)
    if told:
        return told[0], made(told[1], number)
    if letter == "h" or (atoms.glued(i + 2) and atoms.word(i + 2).isalpha()):
        return None
    return i + 2, _within_year(r, i, i + 2, f"Q{number}", lambda y: made(y, number, "relative"))


def _within_year(r: Reading, i: int, j: int, value: str, made: Callable[[int], Timex]) -> Timex:
    if r.published is None:
        return Timex("DATE", f"XXXX-{value}", unit=value[0], yearless=True)
    clause = r.clause(i, j)
    options = [made(r.published.year + k) for k in (-1, 0, 1)]
    if clause == "future":
        return next((o for o in options if o.end and o.end >= r.published), options[-1])
    return next((o for o in reversed(options) if o.start and o.start <= r.published), options[0])


def ordinal_unit(r: Reading, i: int, given: int | None) -> Match | None:
    """Read the third quarter of 2023, the first half of the year, the last week of October, the first two months of 2020.

    What the unit is part of has to be said, except for a quarter joined to its noun ("third-quarter profit").
    """
    found = r.ordinal(i)
    if found is None:
        return None
    j, nth = found
    count = 1
    counted = r.number(j)
    if (
        counted
        and counted[1] is not None
        and counted[1] == int(counted[1])
        and r.words.units.get(r.atoms.word(counted[0])) in {"D", "W", "M", "Y"}
    ):
        j, count = counted[0], int(counted[1])
    few = counted is not None and counted[1] is None
    if few and counted:
        j = counted[0]
    hyphenated = r.atoms.word(j) == "-"
    j = r.hyphen(j)
    word = r.atoms.word(j)
    weekday = r.words.weekdays.get(word)
    unit = "H" if word == "half" else r.words.units.get(word, "")
    if unit not in {"D", "W", "WE", "M", "Q", "H", "DE"} and weekday is None:
        return None
    j += 1
    k = j
    if r.atoms.word(k) in {"of", "in"}:
        k += 1
    whole = whole_unit(r, k, given)
    if whole is None:
        if unit == "Q" and hyphenated and 1 <= nth <= 4:
            return j, _within_year(r, i, j, f"Q{nth}", lambda y: quarter(y, nth, "relative"))
        return None
    k, holder = whole
    made = _nth(holder, "WD" if weekday else unit, nth, 3 if few else count, weekday or 0)
    return (k, made) if made else None


def whole_unit(r: Reading, i: int, given: int | None = None) -> Match | None:
    """Read what a part is part of: a month, year, decade, "the year", "this year", "next month"."""
    # These read parts of years themselves.
    from analystkit.extraction.time_calendar import calendar_date
    from analystkit.extraction.time_relative import relative_date

    k = r.skip(i, "the")
    unit = r.words.units.get(r.atoms.word(k))
    if k > i and unit in {"W", "M", "Y", "DE", "CE"} and not r.atoms.word(k).endswith("s"):
        # "the end of the year" is this year; after "that" or with a date in the sentence it is that one.
        reference = r.sentence_anchor.start if r.sentence_anchor else None
        reference = reference or r.published
        if reference is None:
            return k + 1, Timex(
                "DATE", {"W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), basis="relative", unit=unit
            )
        found = unit_at(unit, reference, 0)
        return (k + 1, found) if found else None
    found_date = calendar_date(r, k, given) or relative_date(r, i) or (relative_date(r, k) if k > i else None)
    return found_date if found_date and found_date[1].unit else None


def _nth(holder: Timex, unit: str, nth: int, count: int, weekday: int) -> Timex | None:
    """Return the nth unit (or run of `count` units) of a longer one."""
    start, end = holder.start, holder.end
    number = holder.year
    if start is None or end is None or number is None:
        return None
    if unit == "Q" and holder.unit == "Y":
        return quarter(number, 4 if nth == -1 else nth, holder.basis) if nth <= 4 else None
    if unit == "H" and holder.unit == "Y":
        return half(number, 2 if nth in {-1, 2} else 1, holder.basis) if nth <= 2 else None
    if unit == "H":
        days = (end - start).days + 1
        low = 0 if nth == 1 else days // 2
        high = days // 2 - 1 if nth == 1 else days - 1
        return replace(
            holder,
            start=plus_days(start, low),
            end=plus_days(start, high),
            precision=part_of(holder, "START").precision,
        )
    if unit == "WD":
        inside = [plus_days(start, k) for k in range(min((end - start).days + 1, 366))]
        fitting = [d for d in inside if d is not None and d.isoweekday() == weekday]
        place = nth - 1 if nth > 0 else -1
        return day(fitting[place], holder.basis) if -len(fitting) <= place < len(fitting) else None
    if unit in {"M", "DE", "Y"}:
        first = unit_at(unit, start if nth > 0 else end, (nth - 1) if nth > 0 else -(count - 1), holder.basis)
        last = unit_at(unit, start if nth > 0 else end, (nth + count - 2) if nth > 0 else 0, holder.basis)
    else:
        # Weeks of a month are counted from its first day, as people do, not as ISO weeks.
        length = {"D": 1, "W": 7, "WE": 7}.get(unit, 1) * count
        opening = plus_days(start, (nth - 1) * length) if nth > 0 else plus_days(end, 1 - length)
        closing = plus_days(opening, length - 1)
        if opening is None or closing is None or opening > end:
            return None
        if length == 1:
            return day(opening, holder.basis)
        return replace(
            holder,
            start=opening,
            end=min(closing, end),
            precision="week" if length == 7 else "range",
            unit="",
        )
    if first is None or last is None or first.start is None or first.start > end:
        return None
    if count == 1:
        return first
    return replace(
        holder,
        start=first.start,
        end=last.end,
        precision="range",
        unit="",
        value=f"{first.value}/{last.value}",
    )
