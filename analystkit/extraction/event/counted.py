"""Days counted from another: a date moved by a length of time, the wider where it is counted in months or years."""

from __future__ import annotations

import re
from datetime import date

from analystkit.extraction.timex_values import plus_days, plus_months
from analystkit.model.dates import DateRange

_LENGTH = re.compile(r"P(T?)(\d+|X)([DWMYHS])")
_UNIT_DAYS = {"D": 1, "W": 7}
_HOURS = 24
_MONTH_SLACK = 15


def moved(told: DateRange, length: str, sign: int) -> DateRange | None:
    """Return a date moved by a TIMEX3 length, forward or back by `sign`, open where it has no number ("weeks"); None where either is not told."""
    found = _LENGTH.fullmatch(length)
    if found is None or told.start is None or told.end is None:
        return None
    if found[1]:
        days = round(int(found[2]) / _HOURS) if found[3] == "H" and found[2] != "X" else 0
        if days:
            # "24 hours after"
            return _shifted(told.start, told.end, sign * days, "D")
        # "hours after": the same day, or the one beside it.
        return DateRange(told.start, told.end, told.precision, "relative")
    if found[2] == "X":
        return _by_some(told.start, told.end, sign)
    return _shifted(told.start, told.end, sign * int(found[2]), found[3])


def _by_some(start: date, end: date, sign: int) -> DateRange | None:
    """Return what is left open by "days before", "weeks after": all before or behind an interval."""
    edge = plus_days(start, -1) if sign < 0 else plus_days(end, 1)
    if edge is None:
        return None
    return (
        DateRange(None, edge, "before", "relative")
        if sign < 0
        else DateRange(edge, None, "after", "relative")
    )


def _shifted(start: date, end: date, count: int, unit: str) -> DateRange | None:
    """Return an interval moved by so many days, weeks, months or years; by months and years it grows wider."""
    if unit in _UNIT_DAYS:
        # Counted weeks lead to a day, as they do where a date is counted from.
        days = count * _UNIT_DAYS[unit]
        low, high = plus_days(start, days), plus_days(end, days)
    else:
        months = count * (12 if unit == "Y" else 1)
        moved = plus_months(start, months), plus_months(end, months)
        if moved[0] is None or moved[1] is None:
            return None
        slack = _MONTH_SLACK * (12 if unit == "Y" else 1)
        low, high = plus_days(moved[0], -slack), plus_days(moved[1], slack)
    if low is None or high is None:
        return None
    precision = {"M": "month", "Y": "year"}.get(unit, "day" if low == high else "range")
    return DateRange(low, high, precision, "relative")
