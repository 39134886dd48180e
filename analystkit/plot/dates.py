"""Date axes: few ticks, named so that each can be read by itself, the same in every locale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analystkit.plot import canvas
from analystkit.plot.text import width
from analystkit.plot.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Days, months or years from tick to tick, and the room a label needs in points.
_STEPS = (
    *(("D", step, 64.0) for step in (1, 2, 7, 14)),
    *(("M", step, 52.0) for step in (1, 2, 3, 6)),
    *(("Y", step, 40.0) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
# The side of the figure, less what a renderer may add by rounding letters to pixels.
_OVERHANG = 9.0
_MONDAY = np.datetime64("1970-01-05")


def day_ticks(low: float, high: float, wide: float) -> tuple[np.ndarray, list[str]]:
    """Choose ticks for days `low` to `high` (since 1970-01-01) on an axis `wide` points wide.

    Returns
    -------
    (positions, labels)
        Positions in days; single days are marked at noon, in their middle, everything else where it begins. The first label and the
        first of each year name the year.
    """
    for unit, step, room in _STEPS:
        days = _starts(low, high, unit, step)
        if len(days) * room <= max(wide, room) or (unit, step) == _STEPS[-1][:2]:
            break
    shift = 0.5 if unit == "D" and step <= 2 else 0.0
    inside = (days.astype("int64") + shift >= low) & (days.astype("int64") + shift <= high)
    days = days[inside]
    labels = []
    last = None
    for day in days.astype("datetime64[D]").astype(object):
        year = "" if day.year == last else f" {day.year}"
        last = day.year
        month = MONTHS[day.month - 1]
        labels.append(
            str(day.year) if unit == "Y" else f"{month}{year}" if unit == "M" else f"{day.day} {month}{year}"
        )
    return days.astype("int64") + shift, labels


def _starts(low: float, high: float, unit: str, step: int) -> Any:
    first, last = np.datetime64(int(np.floor(low)), "D"), np.datetime64(int(np.ceil(high)), "D")
    if unit == "D":
        origin = _MONDAY if step >= 7 else np.datetime64(0, "D")
        begin = first - (first - origin).astype("int64") % step
        return np.arange(begin, last + 1, step)
    begin = first.astype(f"datetime64[{unit}]")
    begin = begin - (begin.astype("int64") + (1970 if unit == "Y" else 0)) % step
    return np.arange(begin, last.astype(f"datetime64[{unit}]") + 1, step).astype("datetime64[D]")


def date_axis(ax: Axes, theme: Theme) -> None:
    """Set ticks and hairlines for the days the axes show."""
    low, high = ax.get_xlim()
    wide = canvas.box(ax)[0]
    positions, labels = day_ticks(low, high, wide)
    # A label that would run over the edge of the figure goes, its tick stays.
    left = (positions - low) / (high - low) * wide
    labels = [
        label if x + width(label, canvas.BODY) / 2 <= wide + _OVERHANG else ""
        for x, label in zip(left, labels, strict=True)
    ]
    ax.set_xticks(positions, labels)
    ax.tick_params(axis="x", length=3, color=theme.grid, pad=3, labelrotation=0)
    for label in ax.get_xticklabels():
        label.set(parse_math=False, fontfamily="DejaVu Sans")
    ax.grid(visible=True, axis="x", color=theme.grid, linewidth=0.5, zorder=0)
    ax.set_axisbelow(True)
