"""Volume and tempo: how much is published, how much happens, and how long the pauses are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import count_phrase, frame_of, scope, scope_phrase, side_frame
from analystkit.analysis.mark_columns import NOT_STATED
from analystkit.analysis.provenance import filter_note
from analystkit.analysis.tempo import tempo as count_tempo
from analystkit.analysis.tempo import volume as count_volume
from analystkit.plot import canvas
from analystkit.plot.dates import date_axis
from analystkit.plot.remembered import remember
from analystkit.plot.text import fit, width
from analystkit.plot.theme import Theme, theme_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIDE, _AXIS, _ROW, _HEAD, _NAME_ROOM = 12.0, 22.0, 44.0, 14.0, 170.0
# A single day of articles is a bar, not a wall.
_LEAST_PERIODS = 20
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}


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
    ax : Axes, optional

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
    notes = [
        canvas.join([scope_phrase(counts), f"{undated:,} without a publication date" if undated else ""]),
        filter_note(articles),
    ]
    series = counted.rename(columns={"outlet": "series"}) if by else counted.assign(series="")
    sizes = series.groupby("series")["n_articles"].sum().to_dict()
    order = sorted(sizes, key=lambda s: (s == NOT_STATED, -sizes[s], s))[:top]
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
    return _rows(
        ax, figsize, chosen, title, notes, rows, used, ("stories", "further copies"), "No article has a publication date.", counted,
        {"period": used, **counts}, alt,
    )  # fmt: skip


def tempo(
    events: Any,
    *,
    articles: pd.DataFrame | None = None,
    by: str = "type",
    period: str | None = None,
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
    """
    chosen = theme_of(theme)
    counted = count_tempo(events, articles=articles, by=by, period=period, top=top)
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
    return _rows(
        ax, figsize, chosen, title, notes, rows, used, (), "No event of this corpus has a stated day.", counted,
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


def _rows(
    ax: Axes | None, figsize: tuple[float, float] | None, theme: Theme, title: str, notes: list[str], rows: list[Any], period: str, stack: tuple[str, ...],
    why: str, data: pd.DataFrame, provenance: dict[str, Any], alt: str,
) -> Axes:  # fmt: skip
    ax, own = canvas.new_axes(
        ax,
        theme,
        figsize or (10.0, 1.3 + len(rows) * (_ROW + 14) / 72 if len(rows) > 1 else 3.2 if rows else 2.4),
    )
    canvas.clean(ax, theme)
    if not rows:
        return canvas.blank(ax, own, title, notes, why, data, provenance, theme)
    named = any(name for name, *_ in rows)
    room = canvas.text_room((name for name, *_ in rows), 9, _NAME_ROOM) if named else 0.0
    # What a row counts stands below its name.
    room = max(room, canvas.text_room((note for _, note, *_ in rows), canvas.SMALL, _NAME_ROOM))
    side = room + 14 if named else 14.0
    full = canvas.figure_of(ax).get_size_inches()[0] * 72 - 2 * _SIDE if own else canvas.box(ax)[0]
    lines = canvas.header_lines(title, [n for n in notes if n], full)
    if own:
        canvas.place(ax, side + _SIDE, _SIDE, canvas.header_height(lines) + 6, _AXIS + (14 if stack else 0))
    else:
        canvas.settle(ax)
    canvas.header(ax, lines, theme, left=side if own else 0)
    wide, tall = canvas.box(ax)
    length = _LENGTH[period]
    starts = pd.concat([pd.Series(when) for *_, when, _ in rows])
    numbers = starts.to_numpy().astype("datetime64[D]").astype("int64")
    slack = max(0.0, _LEAST_PERIODS - (numbers.max() - numbers.min()) / length) * length / 2
    low, high = numbers.min() - length * 0.3 - slack, numbers.max() + length * 1.3 + slack
    ax.set_xlim(low, high)
    ax.set_ylim(tall, 0)
    date_axis(ax, theme)
    step = tall / len(rows)
    # One scale for all rows, or their bars could not be compared.
    top = max(*(int(sum(parts).max(initial=0)) for *_, parts in rows), 1)
    for i, (name, note, when, parts) in enumerate(rows):
        base = (i + 1) * step - 1
        x = when.to_numpy().astype("datetime64[D]").astype("int64").astype("float64")
        below = np.zeros(len(x))
        for part, colour in zip(parts, (theme.colour("blue"), theme.fill), strict=False):
            # The rarest is still seen: a point and a half high at least.
            share = np.where(part > 0, np.maximum(part / top * (step - _HEAD), 1.5), 0.0)
            canvas.columns(ax, x, x + length * 0.86, base - below, share, colour)
            below = below + share
        ax.plot((low, high), (base, base), color=theme.grid, linewidth=0.8, zorder=1)
        _peak(ax, x + length * 0.43, sum(parts), base - below, (low, high), wide, theme)
        side_axis = ax.get_yaxis_transform()
        style: dict[str, Any] = {"transform": side_axis, "dx": -8, "ha": "right", "va": "baseline"}
        if name:
            canvas.write(
                ax,
                0,
                base,
                fit(name, 9, _NAME_ROOM),
                dy=13 if note else 3,
                fontsize=9,
                color=theme.ink,
                **style,
            )
        if note:
            canvas.write(
                ax,
                0,
                base,
                fit(note, canvas.SMALL, _NAME_ROOM),
                dy=3,
                fontsize=canvas.SMALL,
                color=theme.muted,
                **style,
            )
    if stack:
        _key(ax, stack, theme)
    remember(ax, data, alt, provenance, theme)
    return ax


def _peak(
    ax: Axes,
    middles: np.ndarray,
    counts: np.ndarray,
    tops: np.ndarray,
    span: tuple[float, float],
    wide: float,
    theme: Theme,
) -> None:
    # The number of the highest bar on the bar itself: the scale of the chart.
    if not len(counts) or not counts.max():
        return
    at = int(counts.argmax())
    text = f"{int(counts[at]):,}"
    half = width(text, canvas.SMALL) / 2 / wide * (span[1] - span[0])
    x = min(max(middles[at], span[0] + half), span[1] - half)
    canvas.write(
        ax, x, tops[at], text, dy=2, ha="center", va="bottom", fontsize=canvas.SMALL, color=theme.muted,
        bbox={"facecolor": theme.paper, "edgecolor": "none", "pad": 0.3},
    )  # fmt: skip


def _key(ax: Axes, stack: tuple[str, ...], theme: Theme) -> None:
    at = 0.0
    for name, colour in zip(stack, (theme.colour("blue"), theme.fill), strict=True):
        canvas.write(
            ax,
            0,
            0,
            "■",
            transform=ax.transAxes,
            dx=at,
            dy=-_AXIS - 4,
            va="center_baseline",
            fontsize=9,
            color=colour,
        )
        canvas.write(
            ax,
            0,
            0,
            name,
            transform=ax.transAxes,
            dx=at + 12,
            dy=-_AXIS - 4,
            va="center_baseline",
            fontsize=canvas.BODY,
            color=theme.muted,
        )
        at += 12 + width(name, canvas.BODY) + 18
