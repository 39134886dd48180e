"""Stretches of the calendar as values: TIMEX3 value, whole days, precision; arithmetic that cannot overflow.

Values follow TIMEX3 (ISO 8601 with its extensions: ``2023-W11-WE``, ``2023-Q3``, ``199`` for the 1990s, ``18`` for the 19th
century). What lies outside the years 1 to 9999 keeps its value, where it has one, and loses its days.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# How early, middle and late divide a unit: fractions of its days.
_PARTS = {
    "START": (0.0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1.0), "FIRST": (0.0, 0.25), "LAST": (0.75, 1.0),
}  # fmt: skip
# Days of a month that early, mid and late stand for, the last one open.
_MONTH_PARTS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31), "FIRST": (1, 10), "LAST": (21, 31)}
# Days of a week, Monday first.
_WEEK_PARTS = {"START": (0, 2), "MID": (1, 3), "END": (3, 6), "FIRST": (0, 2), "LAST": (3, 6)}


@dataclass(frozen=True, slots=True)
class Timex:
    """One stretch of time as read.

    `unit` is what the stretch is made of ("D", "W", "WE", "M", "Q", "H", "SE", "Y", "DE", "CE", or "" for what is no single
    unit); `yearless` marks a day, month or season the text gives without its year, `anchored` what was reckoned from another
    date in the text. `start` and `end` are inclusive days or None.
    """

    type: str
    value: str
    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    basis: str = "explicit"
    unit: str = ""
    yearless: bool = False

    @property
    def year(self) -> int | None:
        """The year it starts in, where that is known."""
        return self.start.year if self.start else None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def plus_days(day: date | None, days: int) -> date | None:
    """Return the day `days` later, or None where the calendar ends first."""
    if day is None:
        return None
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def plus_months(day: date, months: int) -> date | None:
    """Return the same day of the month `months` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day(when: date, basis: str = "explicit") -> Timex:
    """Return one day."""
    return Timex("DATE", when.isoformat(), when, when, "day", basis, "D")


def week(when: date, basis: str = "relative") -> Timex:
    """Return the ISO week (Monday to Sunday) that holds a day."""
    year, number, weekday = when.isocalendar()
    monday = plus_days(when, 1 - weekday)
    return Timex("DATE", f"{year:04}-W{number:02}", monday, plus_days(monday, 6), "week", basis, "W")


def weekend(when: date, basis: str = "relative") -> Timex:
    """Return Saturday and Sunday of the ISO week that holds a day."""
    whole = week(when, basis)
    return Timex("DATE", whole.value + "-WE", plus_days(whole.start, 5), whole.end, "range", basis, "WE")


def month(year: int, number: int, basis: str = "explicit") -> Timex:
    """Return a calendar month."""
    start = safe_date(year, number, 1)
    end = safe_date(year, number, calendar.monthrange(year, number)[1]) if start else None
    return Timex("DATE", f"{year:04}-{number:02}", start, end, "month", basis, "M")


def quarter(year: int, number: int, basis: str = "explicit") -> Timex:
    """Return a quarter of a calendar year."""
    return _months(f"{year:04}-Q{number}", year, 3 * number - 2, 3, "quarter", basis, "Q")


def half(year: int, number: int, basis: str = "explicit") -> Timex:
    """Return a half of a calendar year."""
    return _months(f"{year:04}-H{number}", year, 6 * number - 5, 6, "range", basis, "H")


def season(year: int, name: str, basis: str = "explicit") -> Timex:
    """Return a season of the northern year, by meteorological months; winter runs into the next year."""
    return _months(f"{year:04}-{name}", year, SEASON_MONTHS[name], 3, "season", basis, "SE")


def year(number: int, basis: str = "explicit") -> Timex:
    """Return a calendar year."""
    start, end = safe_date(number, 1, 1), safe_date(number, 12, 31)
    return Timex("DATE", f"{number:04}", start, end, "year", basis, "Y")


def decade(first: int, basis: str = "explicit") -> Timex:
    """Return ten years, from one that ends in 0."""
    start = safe_date(first, 1, 1)
    return Timex("DATE", f"{first // 10:03}", start, safe_date(first + 9, 12, 31), "decade", basis, "DE")


def century(number: int, basis: str = "explicit") -> Timex:
    """Return a century by its ordinal: the 19th runs from 1801 to 1900."""
    start, end = safe_date(number * 100 - 99, 1, 1), safe_date(number * 100, 12, 31)
    return Timex("DATE", f"{number - 1:02}", start, end, "range", basis, "CE")


def of_value(value: str, basis: str = "explicit") -> Timex | None:
    """Return the decade, year, month or day that a TIMEX3 value names, None for any other."""
    pieces = value.split("-")
    if not all(piece.isascii() and piece.isdigit() for piece in pieces):
        return None
    numbers = [int(piece) for piece in pieces]
    match [len(piece) for piece in pieces]:
        case [3]:
            return decade(numbers[0] * 10, basis)
        case [4]:
            return year(numbers[0], basis)
        case [4, 2] if 1 <= numbers[1] <= 12:
            return month(numbers[0], numbers[1], basis)
        case [4, 2, 2]:
            when = safe_date(numbers[0], numbers[1], numbers[2])
            return None if when is None else day(when, basis)
    return None


def unit_at(unit: str, reference: date, count: int, basis: str = "relative") -> Timex | None:
    """Return the calendar unit `count` units from the one that holds the reference day; None beyond the calendar."""
    if unit in {"D", "W", "WE", "FN"}:
        moved = (
            plus_days(reference, count * {"D": 1, "FN": 14}.get(unit, 7)) if abs(count) < 4_000_000 else None
        )
        if moved is None:
            return None
        return {"D": day, "WE": weekend}.get(unit, week)(moved, basis)
    months = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    moved = plus_months(reference, months * count) if months and abs(count) < 100_000 else None
    if moved is None:
        return None
    if unit == "M":
        return month(moved.year, moved.month, basis)
    if unit == "Q":
        return quarter(moved.year, (moved.month + 2) // 3, basis)
    if unit == "H":
        return half(moved.year, 1 if moved.month < 7 else 2, basis)
    if unit == "Y":
        return year(moved.year, basis)
    return decade(moved.year // 10 * 10, basis) if unit == "DE" else century((moved.year + 99) // 100, basis)


def point_at(unit: str, reference: date, count: int) -> Timex | None:
    """Return the moment `count` units away, as sharp as its unit: two weeks ago is a week, three years ago a year."""
    if unit in {"TH", "TM", "TS"}:
        days = int(count / {"TH": 24, "TM": 1440, "TS": 86400}[unit])
        moved = plus_days(reference, days) if abs(days) < 4_000_000 else None
        return replace(day(moved, "relative"), type="TIME") if moved else None
    if unit == "NI":
        return unit_at("D", reference, count)
    return unit_at(unit, reference, count)


def part_of(whole: Timex, part: str) -> Timex:
    """Return the early, middle or late part of a unit (START, MID, END; FIRST and LAST are the narrower ends).

    The value stays that of the whole, as TIMEX3 has it; the days are a third of the unit (ten days of a month,
    overlapping halves of a week).
    """
    if whole.start is None or whole.end is None or whole.unit in {"D", ""}:
        return whole
    start, end = whole.start, whole.end
    if whole.unit == "M":
        low, high = _MONTH_PARTS[part]
        return replace(
            whole,
            start=start.replace(day=low),
            end=start.replace(day=min(high, end.day)) if high < 31 else end,
            precision="part-of-month",
        )
    if whole.unit == "W":
        low, high = _WEEK_PARTS[part]
        return replace(whole, start=plus_days(start, low), end=plus_days(start, high))
    if whole.unit == "Y":
        bounds = {"START": (1, 4), "MID": (5, 8), "END": (9, 12), "FIRST": (1, 3), "LAST": (10, 12)}[part]
        last = calendar.monthrange(start.year, bounds[1])[1]
        return replace(
            whole,
            start=start.replace(month=bounds[0]),
            end=end.replace(month=bounds[1], day=last),
            precision="range",
        )
    if whole.unit in {"DE", "CE"}:
        # Whole years: early, mid and late 1990s are 1990-93, 1994-96 and 1997-99.
        span = end.year - start.year + 1
        first, last = (round(span * share) for share in _PARTS[part])
        if part in {"START", "FIRST"} and span == 10:
            last += 1
        elif part == "MID" and span == 10:
            first += 1
        return replace(
            whole,
            start=start.replace(year=start.year + first),
            end=end.replace(year=start.year + last - 1),
            precision="range",
        )
    days = (end - start).days + 1
    first, last = (round(days * share) for share in _PARTS[part])
    return replace(whole, start=plus_days(start, first), end=plus_days(start, last - 1), precision="range")


def _months(value: str, year: int, first: int, count: int, precision: str, basis: str, unit: str) -> Timex:
    start = safe_date(year, first, 1)
    after = plus_months(start, count) if start else None
    # The last unit of year 9999 has no day after it.
    end = plus_days(after, -1) if after else (date.max if start else None)
    return Timex("DATE", value, start, end, precision, basis, unit)


def easter(year: int) -> date | None:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm of 1876; see Meeus 1991, chapter 8)."""
    if not 1 <= year <= 9999:
        return None
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    n = (h - m + r + 90) // 25
    return safe_date(year, n, (h - m + r + n + 19) % 32)
