"""Tables of squares as they are drawn: names down, heads across that need no turning, a number to each square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.plot import canvas
from analystkit.plot.matrix import CELL, NAME_SIZE, squares
from analystkit.plot.remembered import remember
from analystkit.plot.text import fit, plain, width, wrap
from analystkit.plot.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_SIDE, _STEP, _NAME_ROOM, _LEAST, _LEVEL = 12.0, 12.5, 190.0, 34.0, 600.0
# Heads in up to three lines stand side by side, if none has to be cut.
_WRAPS, _HEAD_LINE = (46.0, 56.0, 66.0, 76.0), 10.5


def draw_table(
    ax: Axes | None, figsize: tuple[float, float] | None, theme: Theme, title: str, notes: Sequence[str], rows: list[str], across: list[str],
    cells: dict[tuple[str, str], int], said: dict[str, str], last: str, why: str, data: pd.DataFrame, provenance: dict[str, Any], alt: str,
) -> Axes:  # fmt: skip
    """Draw a table of squares, its title and notes above it.

    Parameters
    ----------
    rows, across : list of str
        The names down and across.
    cells : dict
        The counts by (name across, name down).
    said : dict
        What stands behind a row, by its name, in the column headed `last`.
    why : str
        What is said where there are no cells.
    data, provenance, alt
        What the chart remembers of itself. See `remember`.
    """
    heads, pitch = _head_lines(across)
    side = canvas.text_room(rows, NAME_SIZE, _NAME_ROOM) + 8
    end = max(canvas.text_room(said.values(), canvas.SMALL, 80), width(last, NAME_SIZE)) + 14
    grid = pitch * max(len(across), 1)
    steps = [fit(name, NAME_SIZE, 150) for name in across] if heads is None else []
    wide = max(
        side + max([grid + end, *(i * pitch + pitch / 2 + width(h, NAME_SIZE) for i, h in enumerate(steps))]),
        440.0,
    )
    top = max(map(len, heads), default=1) * _HEAD_LINE + 10 if heads is not None else len(steps) * _STEP + 14
    tall = max(top + len(rows) * (CELL + 3) + 4, 60.0)
    ax, own = canvas.new_axes(ax, theme, figsize or (8.0, 2.4))
    canvas.clean(ax, theme)
    ax.set_xticks([])
    if not cells:
        return canvas.blank(ax, own, title, notes, why, data, provenance, theme)
    lines = canvas.header_lines(title, [n for n in notes if n], wide)
    high = canvas.header_height(lines) + 6
    if own:
        if figsize is None:
            canvas.figure_of(ax).set_size_inches((wide + 2 * _SIDE) / 72, (tall + high + _SIDE + 4) / 72)
        canvas.place(ax, _SIDE, _SIDE, high, _SIDE)
    ax.set_xlim(0, wide)
    ax.set_ylim(tall, 0)
    if not own or figsize is not None:
        ax.set_aspect("equal", anchor="NW", adjustable="box")
    ys = top + (np.arange(len(rows)) + 0.5) * (CELL + 3)
    xs = side + (np.arange(len(across)) + 0.5) * pitch
    if heads is not None:
        _level_heads(ax, heads, xs, top, theme)
    else:
        _stepped_heads(ax, steps, xs, tall, theme)
    canvas.write(
        ax, side + grid + 4, top - 8, last, va="center_baseline", fontsize=canvas.SMALL, color=theme.muted
    )
    for i, (name, y) in enumerate(zip(rows, ys, strict=True)):
        if i:
            ax.plot(
                (0, side + grid + end), (y - (CELL + 3) / 2,) * 2, color=theme.grid, linewidth=0.5, zorder=1
            )
        canvas.write(
            ax,
            side - 8,
            y,
            fit(name, NAME_SIZE, _NAME_ROOM),
            ha="right",
            va="center_baseline",
            fontsize=NAME_SIZE,
            color=theme.ink,
        )
        canvas.write(
            ax,
            side + grid + 4,
            y,
            said.get(name, ""),
            va="center_baseline",
            fontsize=canvas.SMALL,
            color=theme.muted,
        )
    drawn = [(c, r, cells[a, b]) for c, a in enumerate(across) for r, b in enumerate(rows) if (a, b) in cells]
    at = np.array([(c, r) for c, r, _ in drawn])
    numbers = np.array([n for *_, n in drawn])
    squares(
        ax,
        xs[at[:, 0]] - 6,
        ys[at[:, 1]],
        numbers,
        [theme.colour("blue")] * len(drawn),
        np.zeros(len(drawn), dtype=bool),
        CELL,
        theme,
    )
    for (c, r), n in zip(at, numbers, strict=True):
        canvas.write(
            ax, xs[c] + 3, ys[r], f"{n:,}", va="center_baseline", fontsize=canvas.SMALL, color=theme.muted
        )
    canvas.header(ax, lines, theme)
    remember(ax, data, alt, provenance, theme)
    return ax


def _head_lines(across: list[str]) -> tuple[list[list[str]] | None, float]:
    # Side by side where all fit, whole or in a few lines; else (None) they stand on steps, each clear of the next one's, so that none
    # needs turning.
    widest = max((width(name, NAME_SIZE) for name in map(plain, across)), default=0.0)
    if (widest + 12) * len(across) <= _LEVEL:
        return [[plain(name)] for name in across], max(widest + 12, _LEAST + 12)
    for pitch in _WRAPS:
        lines = [wrap(name, NAME_SIZE, pitch - 6, 3) for name in across]
        whole = all(" ".join(held) == plain(name) for held, name in zip(lines, across, strict=True))
        if whole and pitch * len(across) <= _LEVEL + 100:
            return lines, pitch
    return None, _LEAST


def _level_heads(ax: Axes, heads: list[list[str]], xs: np.ndarray, top: float, theme: Theme) -> None:
    for lines, x in zip(heads, xs, strict=True):
        for i, line in enumerate(reversed(lines)):
            canvas.write(
                ax,
                x,
                top - 8 - i * _HEAD_LINE,
                line,
                ha="center",
                va="center_baseline",
                fontsize=NAME_SIZE,
                color=theme.ink,
            )


def _stepped_heads(ax: Axes, heads: list[str], xs: np.ndarray, tall: float, theme: Theme) -> None:
    for i, (head, x) in enumerate(zip(heads, xs, strict=True)):
        y = (i + 0.5) * _STEP
        ax.plot((x - 6, x - 6), (y + 5, tall), color=theme.grid, linewidth=0.6, zorder=0.5)
        canvas.write(ax, x - 6, y, head, ha="left", va="center_baseline", fontsize=NAME_SIZE, color=theme.ink)
