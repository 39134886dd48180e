"""The strokes of a network: where its actors stand, its links, marks, names and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analystkit.analysis.frames import count_phrase
from analystkit.plot import canvas
from analystkit.plot.text import fit, width
from analystkit.plot.theme import SERIES, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAME = 8.0
_FADED = 0.18


def place_actors(
    ax: Axes, ids: list[str], places: dict[str, tuple[float, float]], totals: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return the actors' places and the radii of their marks, both in points, on axes that count in points."""
    # The axes count in points, so that names can be kept apart before anything is drawn.
    wide, high = canvas.box(ax)
    ax.set_xlim(0, wide)
    ax.set_ylim(0, high)
    stories = dict(zip(totals["actor_id"], totals["n_stories"], strict=True))
    counts = np.array([stories[a] for a in ids], dtype="float64")
    radii = 3.5 + 10.5 * np.sqrt(counts / max(counts.max(initial=1), 1))
    xs, ys = (np.array([places[a][i] for a in ids]) for i in (0, 1))
    left, right, low, top = 70.0, 70.0, 44.0, 22.0
    spread = np.column_stack(
        [left + (xs + 1) / 2 * max(wide - left - right, 1), low + (ys + 1) / 2 * max(high - low - top, 1)]
    )
    return _apart(spread, radii, (wide, high)), radii


def _apart(points: np.ndarray, radii: np.ndarray, size: tuple[float, float]) -> np.ndarray:
    # A few rounds of pushing: discs must not cover each other; the same input gives the same picture.
    points = points.copy()
    for _ in range(60):
        moved = False
        for i in range(len(points)):
            for j in range(i):
                gap = points[i] - points[j]
                distance = float(np.hypot(*gap))
                need = radii[i] + radii[j] + 5
                if distance < need:
                    direction = gap / distance if distance > 1e-6 else np.array([1.0, 0.0])
                    push = direction * (need - distance) / 2
                    points[i] += push
                    points[j] -= push
                    moved = True
        points[:, 0] = points[:, 0].clip(radii + 2, size[0] - radii - 2)
        points[:, 1] = points[:, 1].clip(radii + 26, size[1] - radii - 2)
        if not moved:
            break
    return points


def draw_links(
    ax: Axes, ids: list[str], links: pd.DataFrame, points: np.ndarray, bright: set[str] | None, theme: Theme
) -> None:
    """Draw the links, the wider the more two actors share; what fades lies below."""
    from matplotlib.collections import LineCollection

    row = {a: i for i, a in enumerate(ids)}
    top = max(float(links["n"].max()), 1.0) if len(links) else 1.0
    for want in (False, True):
        # What fades is drawn first, so that it never lies over what does not.
        chosen = [
            (row[a], row[b], n) for a, b, n in zip(links["actor_a"], links["actor_b"], links["n"], strict=True)
            if (bright is None or (a in bright and b in bright)) == want
        ]  # fmt: skip
        if not chosen:
            continue
        ax.add_collection(
            LineCollection(
                [(points[a], points[b]) for a, b, _ in chosen], linewidths=[0.6 + 5 * (n / top) ** 0.7 for *_, n in chosen],
                colors=theme.fill, alpha=0.75 if want else _FADED, capstyle="round", zorder=2,
            ),
            autolim=False,
        )  # fmt: skip


def draw_actors(
    ax: Axes,
    ids: list[str],
    points: np.ndarray,
    radii: np.ndarray,
    group: dict[str, int],
    bright: set[str] | None,
    theme: Theme,
) -> None:
    """Draw a mark an actor, its shape and colour by group."""
    for number in sorted(set(group.values())):
        # From the eighth group on all share the last look; the groups before hold the prominent actors.
        colour, marker = SERIES[min(number, len(SERIES) - 1)]
        for faded in (True, False):
            at = [
                i
                for i, a in enumerate(ids)
                if group[a] == number and (bright is not None and a not in bright) == faded
            ]
            if at:
                ax.scatter(
                    points[at, 0], points[at, 1], s=(2 * radii[at]) ** 2 * 0.785, marker=marker, facecolor=theme.colour(colour), edgecolor=theme.paper,
                    linewidth=0.8, alpha=_FADED if faded else None, zorder=3,
                )  # fmt: skip


def draw_names(
    ax: Axes,
    ids: list[str],
    points: np.ndarray,
    radii: np.ndarray,
    names: dict[str, str],
    bright: set[str] | None,
    theme: Theme,
) -> int:
    """Write each name where it covers no mark and no other name; return how many found no room."""
    wide, high = canvas.box(ax)
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    hidden = 0
    for (x, y), r, actor in zip(points, radii, ids, strict=True):
        if bright is not None and actor not in bright:
            continue
        name = fit(names[actor], _NAME, 150)
        w, h = width(name, _NAME) + 2, _NAME * 1.35
        spots = (
            (x + r + 3, y - h / 2), (x - r - 3 - w, y - h / 2), (x - w / 2, y + r + 2), (x - w / 2, y - r - 2 - h),
            (x + r * 0.7 + 2, y + r * 0.7), (x - r * 0.7 - 2 - w, y + r * 0.7), (x + r * 0.7 + 2, y - r * 0.7 - h), (x - r * 0.7 - 2 - w, y - r * 0.7 - h),
        )  # fmt: skip
        for left, low in spots:
            box = (left, low, left + w, low + h)
            if (
                left < 0
                or box[2] > wide
                or low < 24
                or box[3] > high
                or any(_overlap(box, other) for other in taken)
            ):
                continue
            taken.append(box)
            canvas.write(
                ax, left + 1, low + h / 2, name, va="center_baseline", fontsize=_NAME, color=theme.ink, zorder=4,
                bbox={"facecolor": theme.paper, "edgecolor": "none", "pad": 0.2, "alpha": 0.75},
            )  # fmt: skip
            break
        else:
            hidden += 1
    return hidden


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_key(
    ax: Axes, totals: pd.DataFrame, ids: list[str], links: pd.DataFrame, unit: str, hidden: int, theme: Theme
) -> None:
    """Explain sizes, widths and colours in a line below."""
    most = int(totals.loc[totals["actor_id"].isin(ids).to_numpy(), "n_stories"].max())
    parts = [f"largest mark: {count_phrase(most, 'story')}"]
    if len(links):
        parts.append(f"widest line: {count_phrase(int(links['n'].max()), unit)} shared")
    parts.append("shape and colour: group")
    if hidden:
        parts.append(f"{hidden:,} names left out for want of room")
    canvas.write(ax, 0, 6, canvas.join(parts), fontsize=canvas.SMALL, color=theme.muted)
