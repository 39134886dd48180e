"""The strokes of a timeline: lanes, marks, labels, strip and reference lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.plot import canvas
from analystkit.plot import timeline_layout as lay
from analystkit.plot.text import fit, width
from analystkit.plot.theme import FACTUALITY_GLYPHS, Glyph, Theme
from analystkit.plot.timeline_axis import bars
from analystkit.plot.timeline_labels import LABEL_GAP, LABEL_SIZE, opening

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def glyph_of(factuality: str) -> Glyph:
    """Return the glyph of a factuality, that of "unknown" for what has none."""
    return FACTUALITY_GLYPHS.get(factuality, FACTUALITY_GLYPHS["unknown"])


def scale_of(glyph: Glyph) -> float:
    """Return how much larger a marker is drawn to look as large as a disc."""
    # Crosses and stars cover less of their box than a disc does.
    return 1.6 if glyph.marker in "PX*" else 1.0


def draw_strip(
    ax: Axes, shown: pd.DataFrame, span: tuple[float, float], wide: float, bottom: float, theme: Theme
) -> None:
    """Draw the volume strip: incidents dated to a day or a stated duration, counted by day, week, month, quarter or year."""
    heads = shown.drop_duplicates("mark")
    dots = heads[(heads["shape"].isin(["point", "bar"])).to_numpy()]
    base = bottom - 6
    edges, counts, period = bars(dots["x0"].to_numpy(), span, wide)
    top = max(int(counts.max(initial=0)), 1)
    tall = lay.STRIP - 10
    days = np.diff(edges)
    gap = np.minimum(days * 0.12, (span[1] - span[0]) / wide)
    canvas.columns(ax, edges[:-1], edges[1:] - gap, base, counts / top * tall, theme.fill)
    ax.plot(span, (base, base), color=theme.grid, linewidth=0.8, zorder=1)
    side: dict[str, Any] = {
        "transform": ax.get_yaxis_transform(),
        "dx": -8,
        "ha": "right",
        "va": "center_baseline",
    }
    middle = base - tall / 2
    canvas.write(ax, 0, middle, "all together", dy=5, fontsize=canvas.BODY, color=theme.muted, **side)
    canvas.write(
        ax, 0, middle, f"up to {top:,} a {period}", dy=-6, fontsize=canvas.SMALL, color=theme.muted, **side
    )


def draw_lane(
    ax: Axes,
    lane: lay.Lane,
    shown: pd.DataFrame,
    span: tuple[float, float],
    wide: float,
    number: int,
    theme: Theme,
    *,
    named: bool,
    labels: bool,
) -> None:
    """Draw one lane: its ground, its name, its marks (or the bars that count them) and their labels."""
    if number:
        ax.plot(span, (lane.top, lane.top), color=theme.grid, linewidth=0.8, zorder=1)
    marks = (
        (shown[["x0", "factuality"]] if lane.packed is None else shown)
        .iloc[lane.members]
        .reset_index(drop=True)
    )
    note = f"{lane.n_marks:,}"
    if lane.packed is None:
        note += f" · {_bars(ax, marks, lane, span, wide, theme)}"
    elif labels:
        _labels(ax, marks, lane, span, wide, theme)
        silent = sum(not label for label, _ in lane.spots)
        # A lane without a single label needs no "more".
        note += f" · +{silent:,} more" if 0 < silent < lane.n_marks else ""
    if named:
        _name(ax, lane, note, number, theme)


def _name(ax: Axes, lane: lay.Lane, note: str, number: int, theme: Theme) -> None:
    middle = lane.top + lane.height / 2
    style: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center_baseline"}
    name = fit(lane.name, lay.LANE_SIZE, lay.NAME_ROOM)
    if lane.rows > 1:
        canvas.write(ax, 0, middle, name, dx=-8, dy=5, fontsize=lay.LANE_SIZE, color=theme.ink, **style)
        canvas.write(ax, 0, middle, note, dx=-8, dy=-6, fontsize=canvas.SMALL, color=theme.muted, **style)
        return
    count = note.split(" ", 1)[0]
    canvas.write(ax, 0, middle, count, dx=-8, fontsize=canvas.SMALL, color=theme.muted, **style)
    shift = -8 - max(width(count, canvas.SMALL) + 6, 14)
    canvas.write(ax, 0, middle, name, dx=shift, fontsize=lay.LANE_SIZE, color=theme.ink, **style)


def _row_y(lane: lay.Lane) -> np.ndarray:
    assert lane.packed is not None
    used = max(lane.packed.height, 1)
    step = min((lane.height - 2 * lay.LANE_PAD) / used, lay.ROW * 1.4)
    first = lane.top + lane.height / 2 - step * used / 2
    return first + (np.asarray(lane.packed.rows) + 0.5) * step


def draw_marks(
    ax: Axes,
    lanes: list[lay.Lane],
    shown: pd.DataFrame,
    span: tuple[float, float],
    wide: float,
    theme: Theme,
    *,
    labels: bool,
) -> None:
    """Draw the marks of all lanes that have room for them, those of one look together."""
    packed = [lane for lane in lanes if lane.packed is not None]
    if not packed:
        return
    members = np.concatenate([lane.members for lane in packed])
    ys = np.concatenate([_row_y(lane) for lane in packed])
    marks = shown.iloc[members]
    x0, x1, hollow, stories = (marks[name].to_numpy() for name in ("x0", "x1", "published_only", "n_stories"))
    per_point = (span[1] - span[0]) / wide
    low, high = np.maximum(x0, span[0]), np.minimum(x1, span[1])
    sizes = 30 * (1 + 0.3 * np.log2(stories.clip(1))).clip(1, 1.9)
    shapes, facts = (marks[name].to_numpy(object) for name in ("shape", "factuality"))
    opened = np.full((len(members), 2), np.nan)
    if labels:
        left, _ = lay.extents(marks, span, wide)
        spots = [spot for lane in packed for spot in lane.spots]
        for i, (label, side) in enumerate(spots):
            if label and side is None:
                opened[i] = np.array(opening(label, left[i])) * per_point + span[0]
    looks: dict[tuple[str, str, bool], list[int]] = {}
    for i, look in enumerate(zip(shapes, facts, hollow.astype(bool).tolist(), strict=True)):
        looks.setdefault(look, []).append(i)
    for look, index in looks.items():
        at = np.array(index)
        _marks(ax, look, low[at], high[at], ys[at], sizes[at], opened[at], per_point, theme)


def _pieces(low: np.ndarray, high: np.ndarray, y: np.ndarray, opened: np.ndarray) -> dict[str, np.ndarray]:
    """Return the stretches of bands or bars, those with a label within them in two pieces."""
    cut = ~np.isnan(opened[:, 0])
    return {
        "x0": np.concatenate([low, opened[cut, 1]]),
        "x1": np.concatenate([np.where(cut, opened[:, 0], high), high[cut]]),
        "y": np.concatenate([y, y[cut]]),
    }


def _outline(
    ax: Axes,
    low: np.ndarray,
    high: np.ndarray,
    band: dict[str, np.ndarray],
    y: np.ndarray,
    half: float,
    colour: str,
) -> None:
    # Ends are drawn where the interval ends: neither two pieces of one band nor one that goes on beyond the axes look as if they did.
    from matplotlib.collections import LineCollection

    first, last = ax.get_xlim()

    edges = [
        [(a, v + side), (b, v + side)]
        for a, b, v in zip(band["x0"], band["x1"], band["y"], strict=True)
        for side in (-half, half)
    ]
    closed = [
        [(x, v - half), (x, v + half)]
        for a, b, v in zip(low, high, y, strict=True)
        for x in (a, b)
        if first < x < last
    ]
    ax.add_collection(
        LineCollection(edges + closed, colors=colour, linewidths=0.8, linestyles=[(0, (3, 2))], zorder=2.1),
        autolim=False,
    )


def _marks(
    ax: Axes,
    look: tuple[str, str, bool],
    low: np.ndarray,
    high: np.ndarray,
    y: np.ndarray,
    sizes: np.ndarray,
    opened: np.ndarray,
    per_point: float,
    theme: Theme,
) -> None:
    shape, fact, hollow = look
    glyph = glyph_of(fact)
    colour = theme.colour(glyph.colour)
    if shape == "band":
        high = np.maximum(high, low + 6 * per_point)
        band = _pieces(low, high, y, opened)
        canvas.bars(ax, **band, half=3.6, facecolor=theme.pale(colour), edgecolor="none", zorder=2)
        hatched = canvas.bars(
            ax, **band, half=3.6, facecolor="none", edgecolor=colour, linewidth=0, zorder=2.05
        )
        hatched.set_hatch(glyph.hatch * 2 or None)
        hatched.set_hatch_linewidth(0.5)
        _outline(ax, low, high, band, y, 3.6, colour)
        return
    dot = (low + high) / 2
    if shape == "bar":
        bar = _pieces(low, np.maximum(high, low + 9 * per_point), y, opened)
        canvas.bars(ax, **bar, half=2.4, facecolor=colour, edgecolor="none", zorder=2.2)
        dot = low
    elif shape in ("before", "after"):
        edge = high if shape == "before" else low
        tip = edge + (-1 if shape == "before" else 1) * (lay.ARROW - 2) * per_point
        ax.hlines(y, np.minimum(edge, tip), np.maximum(edge, tip), color=colour, linewidth=1.2, zorder=2.2)
        ax.vlines(edge, y - 3.5, y + 3.5, color=colour, linewidth=1.2, zorder=2.2)
        ax.plot(
            tip, y, linestyle="none", marker=4 if shape == "before" else 5, markersize=5, color=colour, zorder=2.3
        )  # fmt: skip
        dot = (edge + tip) / 2
    style: dict[str, Any] = {"facecolor": theme.paper, "edgecolor": colour, "linewidth": 1.3} if hollow else {
        "facecolor": colour, "edgecolor": theme.paper, "linewidth": 0.6
    }  # fmt: skip
    scale = (0.6 if shape in ("before", "after") else 1) * scale_of(glyph)
    # The outline of a hollow mark lies half outside: without this it would look larger than a filled one.
    size = (np.sqrt(sizes * scale) - (1.3 if hollow else 0)) ** 2
    canvas.dots(ax, dot, y, size, glyph.marker, zorder=3, **style)


def _labels(
    ax: Axes, marks: pd.DataFrame, lane: lay.Lane, span: tuple[float, float], wide: float, theme: Theme
) -> None:
    assert lane.packed is not None
    left, right = lay.extents(marks, span, wide)
    per_point = (span[1] - span[0]) / wide
    for i, y in enumerate(_row_y(lane)):
        text, flipped = lane.spots[i]
        if not text:
            continue
        if flipped is None:
            points = opening(text, left[i])[0] + LABEL_GAP
        else:
            points = left[i] - LABEL_GAP if flipped else right[i] + LABEL_GAP
        x = points * per_point + span[0]
        canvas.write(
            ax, x, y, text, ha="right" if flipped else "left", va="center_baseline", fontsize=LABEL_SIZE, color=theme.ink, zorder=2.6,
            bbox={"facecolor": theme.paper, "edgecolor": "none", "pad": 0.4},
        )  # fmt: skip


def _bars(
    ax: Axes, marks: pd.DataFrame, lane: lay.Lane, span: tuple[float, float], wide: float, theme: Theme
) -> str:
    x0 = marks["x0"].to_numpy(dtype="float64")
    real = marks["factuality"].isin(["happened", "ongoing"]).to_numpy()
    edges, counts, period = bars(x0, span, wide)
    _, certain, _ = bars(x0[real], span, wide)
    top = max(int(counts.max(initial=0)), 1)
    tall = lane.height - 2 * lay.LANE_PAD
    base = lane.top + lane.height - lay.LANE_PAD
    days = np.diff(edges)
    ends = edges[1:] - np.minimum(days * 0.12, (span[1] - span[0]) / wide)
    colour = theme.colour("blue")
    canvas.columns(ax, edges[:-1], ends, base, certain / top * tall, colour)
    canvas.columns(
        ax,
        edges[:-1],
        ends,
        base - certain / top * tall,
        (counts - certain) / top * tall,
        theme.pale(colour),
        edge=colour,
        line=0.7,
    )
    return f"up to {top:,} a {period}"


def draw_reference(
    ax: Axes, references: list, rows: list[int], labels: list[str], flipped: list[bool], theme: Theme
) -> None:
    """Draw reference events as hairlines, their labels in rows at the top, on the paper's own ground."""
    low, high = ax.get_xlim()
    bottom = ax.get_ylim()[0]
    for (x, _), row, label, flip in zip(references, rows, labels, flipped, strict=True):
        if not low <= x <= high:
            continue
        ax.plot(
            (x, x),
            (max(row, 0) * lay.REFERENCE_ROW, bottom),
            color=theme.colour("vermilion"),
            linewidth=0.8,
            zorder=1.5,
        )
        if row >= 0:
            canvas.write(
                ax, x, row * lay.REFERENCE_ROW + lay.REFERENCE_ROW / 2, label, dx=-3 if flip else 3, ha="right" if flip else "left",
                va="center", fontsize=LABEL_SIZE, color=theme.colour("vermilion"),
            )  # fmt: skip
