"""Volume and tempo: how much is published, how much happens, and how long the pauses are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.analysis.frames import frame_of, scope, scope_phrase, side_frame
from analystkit.analysis.mark_columns import NOT_STATED
from analystkit.analysis.provenance import filter_note
from analystkit.analysis.tempo import tempo as count_tempo
from analystkit.analysis.tempo import volume as count_volume
from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot.settling import settled
from analystkit.plot.theme import Theme, theme_of
from analystkit.plot.volume_draw import draw_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@settled
def volume(
    articles: Any,
    *,
    by: str | None = None,
    period: str | None = None,
    top: int = 8,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much was published over time: stories, and on top of them, paler, their further copies.

    Parameters
    ----------
    articles : Corpus or DataFrame
        A corpus, or its ``articles``.
    by : {"outlet", None}
        A row for each outlet.
    period : {"day", "week", "month", "quarter", "year"}, optional
        Chosen from the span if not given; days are UTC days, weeks start on Monday.
    top : int
        Outlets shown, those with most articles.
    title : str, optional
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float), optional
        Width and height in inches.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives ``period_start, [outlet,] n_articles, n_stories, n_copies``.

    Raises
    ------
    InputError
        If `by`, `period` or the theme is not known.
    """
    chosen = theme_of(theme)
    frame = frame_of(articles, "articles")
    counted = count_volume(frame, by=by, period=period)
    used, undated = counted.attrs["period"], counted.attrs["undated"]
    dated = frame[frame["published"].notna().to_numpy()]
    counts = scope(frame, dated["article_id"])
    title = title or f"Articles published per {used}"
    series = counted.rename(columns={"outlet": "series"}) if by else counted.assign(series="")
    sizes = series.groupby("series")["n_articles"].sum().to_dict()
    order = sorted(sizes, key=lambda s: (s == NOT_STATED, -sizes[s], s))[:top]
    notes = [
        canvas.join(
            [
                scope_phrase(counts),
                f"{undated:,} without a publication date" if undated else "",
                f"{len(order):,} of {len(sizes):,} {_rows_called(by or '')}"
                if len(sizes) > len(order)
                else "",
            ]
        ),
        filter_note(articles),
    ]
    rows = [
        (
            name,
            count_phrase(int(sizes[name]), "article") if by else "",
            part["period_start"],
            [part["n_stories"].to_numpy(), part["n_copies"].to_numpy()],
        )
        for name in order
        for part in [series[(series["series"] == name).to_numpy()]]
    ]
    busiest = series.groupby("period_start")["n_articles"].sum()
    alt = f"{title}. {notes[0].replace('  ·  ', '; ')}."
    if len(busiest):
        alt += f" Most in the {used} of {busiest.idxmax():%Y-%m-%d} ({int(busiest.max())})."
    return draw_rows(
        ax, figsize, chosen, title, notes, rows, used, ("stories", "further copies"), "No article has a publication date." if len(frame) else "There are no articles in this corpus.", counted,
        {"period": used, **counts}, alt,
    )  # fmt: skip


@settled
def tempo(
    events: Any,
    *,
    articles: pd.DataFrame | None = None,
    by: str = "type",
    period: str | None = None,
    dates: tuple[Any, Any] | Any | None = None,
    top: int = 8,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how often things happen: incidents per period in a row a type, with the median and the longest pause.

    Only incidents whose day the text states count.

    Parameters
    ----------
    events : Corpus or DataFrame
        A corpus, or its ``events``.
    articles : DataFrame, optional
        Tells copies of a story apart when `events` is a bare frame.
    by : str
        What a row is; see `timeline` for the names.
    dates : (first, last), one value, "all", or None
        Days shown, as for `timeline`: by default far outliers are left beyond the edges, and counted. Pauses are of the days shown.
    period, top, title, theme, figsize, ax
        As for `volume`.

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives ``series, period_start, n``, its ``attrs["gaps"]`` the pauses in days.

    Raises
    ------
    InputError
        If `by`, `period` or the theme is not known.
    DateError
        If an end of `dates` is no day, month or year, or the first comes after the last.
    """
    chosen = theme_of(theme)
    shown = "core" if dates is None else None if isinstance(dates, str) and dates == "all" else dates
    counted = count_tempo(events, articles=articles, by=by, period=period, top=top, dates=shown)
    facts = counted.attrs
    used = facts["period"]
    outlets = side_frame(events, "articles", articles)
    counts = scope(outlets, facts["article_ids"])
    pauses = pd.DataFrame(facts["gaps"]).set_index("series") if facts["gaps"]["series"] else pd.DataFrame()
    title = title or f"Incidents per {used}, by {by}"
    order = list(dict.fromkeys(counted["series"]))
    notes = [
        canvas.join([
            count_phrase(facts["n_incidents"], "event") + " whose day is stated",
            facts["beyond"],
            f"{facts['left_out']:,} without a stated day" if facts["left_out"] else "",
            f"{len(order):,} of {facts['n_series']:,} {_rows_called(by)}" if facts["n_series"] > len(order) else "",
        ]),
        scope_phrase(counts),
        filter_note(events),
    ]  # fmt: skip
    rows = []
    for name in order:
        part = counted[(counted["series"] == name).to_numpy()]
        rows.append((name, _pause(pauses, name), part["period_start"], [part["n"].to_numpy()]))
    alt = (
        f"{title}. {notes[0].replace('  ·  ', '; ')}. "
        + "; ".join(f"{canvas.short(name)}: {_pause(pauses, name)}" for name in order[:8])
        + "."
    )
    return draw_rows(
        ax, figsize, chosen, title, notes, rows, used, (), "None of the events with a stated day is of the days asked for." if facts["beyond"] else "No event of this corpus has a stated day.", counted,
        {"period": used, "incidents": facts["n_incidents"], **counts}, alt,
    )  # fmt: skip


def _rows_called(by: str) -> str:
    return {"country": "countries", "factuality": "kinds of factuality"}.get(by, f"{by.replace('_', ' ')}s")


def _pause(pauses: pd.DataFrame, name: str) -> str:
    row: Any = pauses.loc[name]
    number = f"{int(row['n']):,}"
    if pd.isna(row["median_gap"]):
        return number
    return f"{number} · pauses: median {row['median_gap']:g} d, longest {row['longest_gap']:,.0f} d"
