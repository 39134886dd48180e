"""Bars over time in rows: what volume and tempo draw, all rows on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.plot import canvas
from analystkit.plot.dates import date_axis
from analystkit.plot.remembered import remember
from analystkit.plot.text import fit, width
from analystkit.plot.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_SIDE, _AXIS, _ROW, _HEAD, _NAME_ROOM = 12.0, 22.0, 44.0, 14.0, 170.0
# A single day of articles is a bar, not a wall.
_LEAST_PERIODS = 20
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}


def draw_rows(
    ax: Axes | None, figsize: tuple[float, float] | None, theme: Theme, title: str, notes: list[str], rows: list[Any], period: str, stack: tuple[str, ...],
    why: str, data: pd.DataFrame, provenance: dict[str, Any], alt: str,
) -> Axes:  # fmt: skip
    """Draw rows of bars over time, the chart's title and notes above them.

    Parameters
    ----------
    rows : list of tuple
        A row each: its name and note ("" for none), the first days of its periods, and its counts in them, one array for each of `stack`.
    period : str
        What a bar counts: a key of the lengths above.
    stack : tuple of str
        What the parts of a bar are called, from below; empty where bars have one part.
    why : str
        What is said where there are no rows.
    data, provenance, alt
        What the chart remembers of itself. See `remember`.
    """
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
