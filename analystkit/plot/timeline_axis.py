"""The days a timeline shows, and the bars that count what lies in each stretch of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analystkit.analysis.core_days import core_days

# Of the days shown, what is added at either end: room for half a mark, or for an arrow that points out of them.
_PAD, _ARROW = 0.015, 0.035


def window(
    marks: pd.DataFrame,
    dates: tuple[float | None, float | None] | str | None,
    within: tuple[float, float] | None = None,
) -> tuple[float, float]:
    """Choose the days shown: all, the ones asked for, or (of those `within`) the core with far outliers left beyond the edges."""
    low, high = marks["x0"].to_numpy(dtype="float64"), marks["x1"].to_numpy(dtype="float64")
    if within is not None and dates is None:
        low, high = np.clip(low, within[0], within[1]), np.clip(high, within[0] + 1, within[1] + 1)
    first, last = float(low.min()), float(high.max())
    if isinstance(dates, tuple):
        first = dates[0] if dates[0] is not None else min(first, dates[1] if dates[1] is not None else first)
        last = dates[1] + 1 if dates[1] is not None else max(last, first)
    elif dates != "all":
        first, last = core_days(low, high)
    # A week at least, so that a single day does not fill the width.
    least = max(0.6, (7 - (last - first)) / 2)
    shape = marks["shape"].to_numpy(object)
    before = (low[shape == "before"] <= first + (last - first) * _ARROW).any()
    after = (high[shape == "after"] >= last - (last - first) * _ARROW).any()
    return (
        first - max((last - first) * (_ARROW if before else _PAD), least),
        last + max((last - first) * (_ARROW if after else _PAD), least),
    )


def bars(starts: np.ndarray, span: tuple[float, float], wide: float) -> tuple[np.ndarray, np.ndarray, str]:
    """Count days into the bars of a strip: left edges (with the last right edge), counts, and the name of the period."""
    length = span[1] - span[0]
    first, last = np.datetime64(int(np.floor(span[0])), "D"), np.datetime64(int(np.ceil(span[1])), "D")
    for name, days in (("day", 1), ("week", 7), ("month", 30.4), ("quarter", 91.3), ("year", 365.2)):
        if wide * days / length >= 5 or name == "year":
            break
    if name == "day":
        edges = np.arange(first, last + 1)
    elif name == "week":
        # Day 4 of the epoch (1970-01-05) was a Monday.
        monday = first - ((first.astype("int64") - 4) % 7)
        edges = np.arange(monday, last + 7, 7)
    else:
        step = {"month": 1, "quarter": 3, "year": 12}[name]
        month = first.astype("datetime64[M]")
        month = month - (month.astype("int64") % step)
        edges = np.arange(month, last.astype("datetime64[M]") + step + 1, step).astype("datetime64[D]")
    numbers = edges.astype("int64").astype("float64")
    counts, _ = np.histogram(starts, numbers)
    return numbers, counts, name
