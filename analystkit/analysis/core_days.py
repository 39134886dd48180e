"""The days worth showing: a few far outliers are left beyond the edges, and said."""

from __future__ import annotations

import numpy as np

# Halving the days shown is worth leaving out one mark in twenty; one in ten at most is left out (of few marks: one).
_WORTH, _MOST_LEFT_OUT, _EDGES = 0.05, 0.1, 48


def core_days(low: np.ndarray, high: np.ndarray) -> tuple[float, float]:
    """Return the days `[first, last)` that hold all but far outliers of the marks `[low, high)`; days are counted from 1970-01-01."""
    # A few far outliers would squeeze everything else into a corner: weigh the length of the axis against what an edge leaves out.
    n = len(low)
    starts, ends = np.sort(low), np.sort(high)
    most = max(1, int(n * _MOST_LEFT_OUT)) if n > 1 else 0
    steps = np.unique(np.linspace(0, most, _EDGES).astype("int64"))
    firsts, lasts = starts[steps], ends[n - 1 - steps]
    gone_before, gone_after = (
        np.searchsorted(ends, firsts, "right"),
        n - np.searchsorted(starts, lasts, "left"),
    )
    # A band that an edge cuts through counts half.
    lost_before = (gone_before + np.searchsorted(starts, firsts, "left")) / 2
    lost_after = (gone_after + n - np.searchsorted(ends, lasts, "right")) / 2
    length = lasts[None, :] - firsts[:, None]
    cost = np.log2(np.maximum(length, 14)) + (lost_before[:, None] + lost_after[None, :]) / n / _WORTH
    cost[(length <= 0) | (gone_before[:, None] + gone_after[None, :] > most)] = np.inf
    i, j = np.unravel_index(int(cost.argmin()), cost.shape)
    return float(firsts[i]), float(lasts[j])


def beyond_phrase(earlier: np.ndarray, later: np.ndarray, n_earlier: int, n_later: int) -> str:
    """Say how many marks lie beyond the edges, and in which years: "3 earlier (1941–2014) not drawn", "" for none.

    Parameters
    ----------
    earlier, later : array of float
        The days nearest to the edge of each mark left out.
    n_earlier, n_later : int
        How many marks these are; one that stands in two lanes is one.
    """
    said = [
        f"{number:,} {word} ({_years(days)})"
        for days, number, word in ((earlier, n_earlier, "earlier"), (later, n_later, "later"))
        if len(days)
    ]
    return f"{' and '.join(said)} not drawn" if said else ""


def _years(days: np.ndarray) -> str:
    years = days.astype("datetime64[D]").astype("datetime64[Y]")
    low, high = str(years.min()), str(years.max())
    return low if low == high else f"{low}–{high}"
