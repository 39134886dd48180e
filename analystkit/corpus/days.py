"""Days as people ask for them: a day, a month or a year stands for all of its days, and an end may be left open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from analystkit.errors import DateError

_LONGEST = 80
_EPOCH = date(1970, 1, 1)
_ONE = (str, int, np.integer, date, pd.Period, np.datetime64)
_SEVERAL = (Sequence, np.ndarray, pd.Index, pd.Series)


def day_span(value: Any) -> tuple[date, date]:
    """Return the first and the last day of what is stated.

    Parameters
    ----------
    value : str, int, date, datetime, Period or numpy.datetime64
        A day ("2022-01-31", "31 Jan 2022"), a month ("2022-01", "January 2022") or a year ("2022"). Text is read as publication
        dates are: 02/01/2022 is refused, since it may be either of two days.

    Raises
    ------
    DateError
        If it is none of them.
    """
    if isinstance(value, pd.Period):
        return value.start_time.date(), value.end_time.date()
    if isinstance(value, datetime) and not pd.isna(value):
        return value.date(), value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, value
    return _stated(value)


def days_between(given: Any, called: str = "dates") -> tuple[date | None, date | None]:
    """Return the first and the last day of a period: a pair of ends, either of which may be None, or one value for all its days.

    Raises
    ------
    DateError
        If it is neither, or the first day comes after the last.
    """
    if isinstance(given, _ONE) and not isinstance(given, bool):
        return day_span(given)
    pair = list(given) if isinstance(given, _SEVERAL) else []
    if len(pair) != 2:
        raise DateError(f"{called} takes (first, last), or one day, month or year; found {given!r}")
    first = None if pair[0] is None else day_span(pair[0])[0]
    last = None if pair[1] is None else day_span(pair[1])[1]
    if first is not None and last is not None and first > last:
        raise DateError(f"the first day comes after the last: {first} > {last}; swap them")
    return first, last


def day_number(day: date) -> float:
    """Return a day as the number charts know it by: days since 1970-01-01."""
    return float((day - _EPOCH).days)


def _stated(value: Any) -> tuple[date, date]:
    from analystkit.readers.published_forms import date_in_text

    wanted = f"expected a day such as 2022-01-31, a month such as 2022-01 or a year, found {value!r}"
    # Whole numbers are years, or days in eight figures; pandas' missing days are days to Python.
    if not isinstance(value, _ONE) or isinstance(value, bool) or value is pd.NaT:
        raise DateError(wanted)
    text = " ".join(str(value).split())
    found = date_in_text(text, None) if len(text) <= _LONGEST else None
    if found is None or found.when is None:
        twice = found is not None and "day/month or month/day" in found.note
        raise DateError(f"{wanted}, which may be day/month or month/day" if twice else wanted)
    period = {"month": "M", "year": "Y"}.get(found.precision, "D")
    whole = pd.Period(year=found.when.year, month=found.when.month, day=found.when.day, freq=period)
    return whole.start_time.date(), whole.end_time.date()
