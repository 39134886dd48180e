"""Lengths of time, and the moments they lead to, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analystkit.extraction.time_reading import Reading
from analystkit.extraction.timex_values import Timex, plus_days, point_at

# What stands for an unknown week, month or year where the article has no date.
_BLANK = {
    "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE", "W": "XXXX-WXX", "FN": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX", "NI": "XXXX-XX-XXTNI",
}  # fmt: skip


DURATION_LETTER = {
    "TS": "S", "TM": "M", "TH": "H", "D": "D", "NI": "D", "W": "W", "FN": "W", "WE": "WE", "M": "M", "Q": "Q", "H": "H", "Y": "Y",
    "DE": "DE", "CE": "CE", "ML": "ML",
}  # fmt: skip


def blank(unit: str) -> Timex:
    """Return the value of a unit that cannot be placed: no days, relative."""
    return Timex("TIME" if unit == "NI" else "DATE", _BLANK.get(unit, "XXXX"), basis="relative", unit=unit)


def duration(unit: str, count: float | None, start: date | None = None, end: date | None = None) -> Timex:
    """Return a duration; `start` and `end` are its days where it is anchored, both inclusive."""
    letter = DURATION_LETTER[unit]
    if unit == "FN":
        count = count * 2 if count is not None else None
    figure = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    value = f"PT{figure}{letter}" if unit in {"TS", "TM", "TH"} else f"P{figure}{letter}"
    known = start is not None or end is not None
    return Timex("DURATION", value, start, end, "range" if known else "unknown", "relative" if known else "")


def moment(r: Reading, unit: str, count: float | None, shift: int, reference: date | None) -> Timex:
    """Return the moment `count` units before (-1) or after (1) a day, as sharp as its unit; counted weeks of the past lead to a day."""
    timed = "TIME" if unit in {"TH", "TM", "TS"} else "DATE"
    if count is None:
        if reference is None:
            return Timex(timed, "PAST_REF" if shift < 0 else "FUTURE_REF", basis="relative")
        if shift < 0:
            return Timex(timed, "PAST_REF", end=reference, precision="before", basis="relative")
        return Timex(timed, "FUTURE_REF", start=reference, precision="after", basis="relative")
    if reference is None:
        return replace(blank(unit if unit in _BLANK else "D"), type=timed)
    whole, unit = (count, unit) if count == int(count) else _finer(count, unit)
    found = point_at(unit, reference, shift * int(whole)) if abs(whole) < 1e9 else None
    if found is not None and unit in {"W", "FN"} and (shift < 0 or reference != r.published):
        # "Two weeks later" counts days from a day; the value stays that of the week, and what is to be "in two weeks" is no sharper.
        counted = plus_days(reference, shift * int(whole) * (14 if unit == "FN" else 7))
        return replace(found, start=counted, end=counted, precision="day")
    return found or Timex(timed, "PAST_REF" if shift < 0 else "FUTURE_REF", basis="relative")


def _finer(count: float, unit: str) -> tuple[float, str]:
    """Turn two and a half years into thirty months."""
    factor, finer = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "M": (30, "D"), "W": (7, "D"), "FN": (14, "D"),
                     "D": (24, "TH"), "TH": (60, "TM"), "ML": (1000, "Y")}.get(unit, (1, unit))  # fmt: skip
    return round(count * factor), finer
