"""How much is reported and how much happens over time: counts a period, and the pauses between events."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.core_days import beyond_phrase, core_days
from analystkit.analysis.frames import outlet_of, side_frame, story_of
from analystkit.analysis.mark_columns import NOT_STATED
from analystkit.analysis.marks import LANES, event_marks
from analystkit.corpus.days import day_number, days_between
from analystkit.errors import InputError

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
_MOST_BARS = 60


def period_for(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Choose the finest period of `PERIODS` that cuts a span into at most 60 bars."""
    span = (last - first).days + 1
    for name, length in (("day", 1), ("week", 7), ("month", 30.4), ("quarter", 91.3)):
        if span / length <= _MOST_BARS:
            return name
    return "year"


def by_period(instants: pd.Series, period: str | None) -> tuple[pd.Series, str]:
    """Return the first day of the period each instant falls in (weeks start on Monday), and the period used.

    Raises
    ------
    InputError
        If `period` is not one of `PERIODS`.
    """
    if period is not None and period not in PERIODS:
        raise InputError(f"expected period to be one of {', '.join(PERIODS)}; found {period!r}")
    naive = pd.to_datetime(instants, utc=True).dt.tz_localize(None)
    known = naive.dropna()
    chosen = period or (period_for(known.min(), known.max()) if len(known) else "day")
    return naive.dt.to_period(PERIODS[chosen]).dt.start_time, chosen


def volume(articles: Any, *, by: str | None = None, period: str | None = None) -> pd.DataFrame:
    """Count what was published in each period.

    Parameters
    ----------
    articles : Corpus or DataFrame
        The ``articles`` frame, or a corpus.
    by : {"outlet", None}
        Count each outlet for itself.
    period : {"day", "week", "month", "quarter", "year"}, optional
        Chosen from the span if not given. Days are UTC days, weeks start on Monday.

    Returns
    -------
    pandas.DataFrame
        ``period_start, [outlet,] n_articles, n_stories, n_copies``: a story counts in the period it first appeared in,
        its further copies are ``n_copies``. Periods without an article are left out.
        ``attrs``: ``period``, ``undated`` (articles without a publication date).

    Raises
    ------
    InputError
        If `by` or `period` is not one of those above, or `articles` is neither a corpus nor a frame.
    """
    if by not in (None, "outlet"):
        raise InputError(f"expected by to be 'outlet' or None; found {by!r}")
    from analystkit.analysis.frames import frame_of

    frame = frame_of(articles, "articles")
    dated = frame[frame["published"].notna().to_numpy()].sort_values(
        ["published", "article_id"], kind="stable"
    )
    start, chosen = by_period(dated["published"], period)
    table = pd.DataFrame(
        {
            "period_start": start, "story": story_of(frame, dated["article_id"]), "article_id": dated["article_id"],
            "outlet": [o or NOT_STATED for o in outlet_of(frame, dated["article_id"])],
        }
    )  # fmt: skip
    table["first"] = ~table["story"].duplicated()
    keys = ["period_start", "outlet"] if by else ["period_start"]
    counted = table.groupby(keys, as_index=False).agg(
        n_articles=("article_id", "size"), n_stories=("first", "sum")
    )
    counted["n_stories"] = counted["n_stories"].astype("int64")
    counted["n_copies"] = counted["n_articles"] - counted["n_stories"]
    counted.attrs = {"period": chosen, "undated": int(frame["published"].isna().sum())}
    return counted


def tempo(
    data: Any,
    *,
    articles: pd.DataFrame | None = None,
    by: str = "type",
    period: str | None = None,
    top: int = 6,
    dates: Any = None,
) -> pd.DataFrame:
    """Count incidents in each period, one series a type (or another lane).

    Parameters
    ----------
    data : Corpus or DataFrame
        A corpus or its ``events``. Only incidents whose day is known (stated or reckoned, not merely the day of the report) count.
    articles : DataFrame, optional
        Tells stories and copies apart when `data` is a bare frame.
    by : str
        What makes a series: see `analystkit.analysis.marks.LANES`.
    period : str, optional
        As in `volume`.
    top : int
        Series kept, the most frequent first.
    dates : (first, last), one value, "core", or None
        Days counted, both inclusive; a month or a year stands for all of its days. "core" leaves far outliers out, by default all count.

    Returns
    -------
    pandas.DataFrame
        ``series, period_start, n``, every period from the first to the last present in every series (0 where nothing happened).
        ``attrs``: ``period``, ``left_out`` (incidents without a known day), ``beyond`` (how many lie outside `dates`, in words),
        ``n_incidents``, ``n_series`` (before `top`), ``gaps`` (see `gaps`).

    Raises
    ------
    InputError
        If `by` is no name of lanes and no column, `period` is not known, or `data` is neither a corpus nor a frame.
    DateError
        If an end of `dates` is no day, month or year.
    """
    from analystkit.analysis.frames import actor_names, frame_of

    events = frame_of(data, "events")
    if by not in LANES and by not in events.columns:
        raise InputError(f"expected by to be one of {', '.join(LANES)}, or a column of events; found {by!r}")
    names = actor_names(side_frame(data, "actors"))
    marks = event_marks(events, side_frame(data, "articles", articles), names, lanes=by)
    known = marks[((marks["shape"] == "point") & ~marks["published_only"]).to_numpy()]
    left_out = int(marks["mark"].nunique() - known["mark"].nunique())
    known, beyond = _within(known, dates)
    when = pd.Series(
        pd.to_datetime(known["x0"].to_numpy().astype("int64"), unit="D", utc=True), index=known.index
    )
    start, chosen = by_period(when, period)
    table = pd.DataFrame({"series": known["lane"].astype(object), "period_start": start})
    sizes = table["series"].value_counts()
    order = sorted(sizes.index, key=lambda s: (s == NOT_STATED, -sizes[s], str(s)))[:top]
    counted = table[table["series"].isin(order)].groupby(["series", "period_start"]).size()
    if len(table):
        periods = pd.period_range(start.min(), start.max(), freq=PERIODS[chosen]).start_time
        counted = counted.reindex(
            pd.MultiIndex.from_product([order, periods], names=["series", "period_start"]), fill_value=0
        )
    result = counted.rename("n").reset_index()
    result.attrs = {
        "period": chosen, "left_out": left_out, "beyond": beyond,
        "n_incidents": int(known["mark"].nunique()), "n_series": len(sizes),
        "gaps": gaps(known.assign(series=known["lane"])).to_dict("list"), "article_ids": sorted(set(known["article_id"])),
    }  # fmt: skip
    return result


def _within(known: pd.DataFrame, dates: Any) -> tuple[pd.DataFrame, str]:
    """Return the incidents of the days asked for, and in words how many lie beyond them."""
    if dates is None or not len(known):
        return known, ""
    on = known["x0"].to_numpy(dtype="float64")
    if isinstance(dates, str) and dates == "core":
        low, high = core_days(on, on + 1)
    else:
        first, last = days_between(dates)
        low = -np.inf if first is None else day_number(first)
        high = np.inf if last is None else day_number(last) + 1
    before, after = on < low, on >= high
    sizes = [known["mark"][part].nunique() for part in (before, after)]
    return known[~(before | after)], beyond_phrase(on[before], on[after], *sizes)


def gaps(marks: pd.DataFrame) -> pd.DataFrame:
    """Measure the pauses between incidents that follow each other.

    Parameters
    ----------
    marks : DataFrame
        ``series`` and ``x0`` (days).

    Returns
    -------
    pandas.DataFrame
        ``series, n, median_gap, longest_gap, longest_from`` (days; the day the longest pause began, as a date string).
    """
    rows = []
    for series, group in marks.groupby("series", sort=True):
        on = np.sort(group["x0"].to_numpy())
        between = np.diff(on)
        widest = int(between.argmax()) if len(between) else -1
        rows.append(
            {
                "series": series, "n": len(on), "median_gap": float(np.median(between)) if len(between) else None,
                "longest_gap": float(between[widest]) if len(between) else None,
                "longest_from": str(np.datetime64(int(on[widest]), "D")) if len(between) else "",
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["series", "n", "median_gap", "longest_gap", "longest_from"])
