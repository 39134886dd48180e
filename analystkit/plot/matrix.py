"""Squares in a grid whose column names need no rotation: a staircase of labels, shared by the triangle and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analystkit.plot import canvas
from analystkit.plot.text import width
from analystkit.plot.theme import Theme, mix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CELL, NAME_SIZE = 15.0, 8.0
# Smaller than this a hollow square cannot be told from a filled one.
_LEAST = 3.6


def squares(
    ax: Axes,
    xs: np.ndarray,
    ys: np.ndarray,
    counts: np.ndarray,
    colours: list[str],
    hollow: np.ndarray,
    cell: float,
    theme: Theme,
) -> None:
    """Draw a square a pair, in points: area by count, outlined with a stroke through it where `hollow`."""
    from matplotlib.collections import LineCollection, PatchCollection
    from matplotlib.patches import Rectangle

    top = max(float(counts.max(initial=1)), 1.0)
    sides = np.maximum((cell - 2) * np.sqrt(counts / top), _LEAST)
    for want in (False, True):
        index = np.flatnonzero(hollow == want)
        if not len(index):
            continue
        patches = [Rectangle((xs[i] - sides[i] / 2, ys[i] - sides[i] / 2), sides[i], sides[i]) for i in index]
        chosen = [colours[i] for i in index]
        style: dict[str, Any] = {"facecolor": theme.paper, "edgecolor": chosen, "linewidth": np.where(sides[index] < 6, 0.8, 1.2)} if want else {
            "facecolor": chosen, "edgecolor": "none"
        }  # fmt: skip
        ax.add_collection(PatchCollection(patches, zorder=3, **style), autolim=False)
        if want:
            strokes = [
                [(xs[i] - sides[i] / 2, ys[i] + sides[i] / 2), (xs[i] + sides[i] / 2, ys[i] - sides[i] / 2)]
                for i in index
            ]
            ax.add_collection(
                LineCollection(
                    strokes, colors=chosen, linewidth=np.where(sides[index] < 6, 0.7, 1.0), zorder=3.1
                ),
                autolim=False,
            )


def size_key(ax: Axes, x: float, y: float, top: int, cell: float, what: str, theme: Theme) -> float:
    """Explain the squares' area with two examples, from (x, y) rightwards; return where the key ends."""
    from matplotlib.patches import Rectangle

    shown = sorted({max(top // 4, 1), top})
    at = x
    for value in shown:
        side = max((cell - 2) * np.sqrt(value / max(top, 1)), _LEAST)
        ax.add_patch(
            Rectangle((at, y - side / 2), side, side, facecolor=theme.fill, edgecolor="none", zorder=3)
        )
        text = f"{value:,}"
        at += side + 4
        canvas.write(ax, at, y, text, va="center", fontsize=canvas.SMALL, color=theme.muted)
        at += width(text, canvas.SMALL) + 10
    canvas.write(ax, at, y, what, va="center", fontsize=canvas.SMALL, color=theme.muted)
    return at + width(what, canvas.SMALL)


def hollow_key(ax: Axes, x: float, y: float, cell: float, what: str, colour: str, theme: Theme) -> None:
    """Explain the outlined square with a stroke."""
    squares(ax, np.array([x + 5.0]), np.array([y]), np.array([1]), [colour], np.array([True]), 12.0, theme)
    canvas.write(ax, x + 14, y, what, va="center", fontsize=canvas.SMALL, color=theme.muted)


def bar_key(ax: Axes, x: float, y: float, what: str, theme: Theme) -> None:
    """Explain the bars of the margin."""
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((x, y - CELL / 4), 10, CELL / 2, facecolor=theme.fill, edgecolor="none", zorder=3))
    canvas.write(ax, x + 14, y, what, va="center", fontsize=canvas.SMALL, color=theme.muted)


def colour_key(
    ax: Axes,
    x: float,
    y: float,
    ramp: Any,
    low: float,
    high: float,
    labels: list[tuple[float, str]],
    title: str,
    theme: Theme,
) -> None:
    """Explain the colours: a bar of steps 110 points wide below its title, with a few values named under it."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    steps, wide, tall = 44, 110.0, 8.0
    values = low + (np.arange(steps) + 0.5) / steps * (high - low)
    # Each reaches under the next, or their edges would show as stripes.
    patches = [
        Rectangle((x + i * wide / steps, y), wide / steps * min(2, steps - i), tall) for i in range(steps)
    ]
    ax.add_collection(
        PatchCollection(patches, facecolor=[ramp(v) for v in values], edgecolor="none", zorder=3),
        autolim=False,
    )
    canvas.write(ax, x, y - 4, title, va="bottom", fontsize=canvas.SMALL, color=theme.muted)
    for value, label in labels:
        share = (value - low) / (high - low) if high > low else 0.0
        side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
        canvas.write(
            ax,
            x + share * wide,
            y + tall + 2,
            label,
            va="top",
            ha=side,
            fontsize=canvas.SMALL,
            color=theme.muted,
        )


def margin_bars(ax: Axes, x: float, ys: np.ndarray, counts: np.ndarray, room: float, theme: Theme) -> None:
    """Draw a bar to the left of x for each row, its number at its end."""
    top = max(float(counts.max(initial=1)), 1.0)
    lengths = (room - 26) * counts / top
    ax.barh(ys, -lengths, left=x, height=CELL * 0.5, color=theme.fill, linewidth=0, zorder=2)
    for y, count, length in zip(ys, counts, lengths, strict=True):
        canvas.write(
            ax,
            x - length - 3,
            y,
            f"{int(count):,}",
            ha="right",
            va="center_baseline",
            fontsize=canvas.SMALL,
            color=theme.muted,
        )


def ramp_of(measure: str, low: float, high: float, theme: Theme) -> Any:
    """Return a function from value to ``#rrggbb``: one hue for amounts, blue and orange around nought for lift and NPMI."""
    # Pale ends keep a third of the hue, so that the smallest square still stands out from the paper.
    strong, weak = theme.colour("blue"), theme.colour("orange")
    pale = mix(theme.paper, strong, 0.3)

    def ramp(value: float) -> str:
        if measure in ("lift", "npmi"):
            reach = max(abs(low), abs(high), 1e-9)
            share = min(abs(value) / reach, 1.0)
            return mix(pale, strong, share) if value >= 0 else mix(mix(theme.paper, weak, 0.45), weak, share)
        return mix(pale, strong, min(max((value - low) / (high - low) if high > low else 1.0, 0.0), 1.0))

    return ramp
