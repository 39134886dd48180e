"""The strokes of a network: where its actors stand, its links, marks, names and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot.text import fit, width
from analystkit.plot.theme import SERIES, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAME = 8.0
_FADED = 0.18
_NAME_ROOM, _KEY, _ROUNDS = 130.0, 32.0, 400


def place_actors(
    ax: Axes,
    ids: list[str],
    places: dict[str, tuple[float, float]],
    totals: pd.DataFrame,
    names: dict[str, str],
) -> tuple[np.ndarray, np.ndarray]:
    """Return the actors' places and the radii of their marks, both in points, on axes that count in points."""
    # The axes count in points, so that names can be kept apart before anything is drawn.
    wide, high = canvas.box(ax)
    ax.set_xlim(0, wide)
    ax.set_ylim(0, high)
    stories = dict(zip(totals["actor_id"], totals["n_stories"], strict=True))
    counts = np.array([stories[a] for a in ids], dtype="float64")
    # In a handful of stories every mark would be the largest there is.
    radii = 3.5 + 10.5 * np.sqrt(counts / max(counts.max(initial=1), 6))
    xs, ys = (np.array([places[a][i] for a in ids]) for i in (0, 1))
    halves = np.array([_name_box(names[a])[0] / 2 for a in ids])
    return _apart(_spread(xs, ys, (wide, high)), radii, halves, (wide, high)), radii


def _spread(xs: np.ndarray, ys: np.ndarray, size: tuple[float, float]) -> np.ndarray:
    wide, high = size
    left, low, top = min(70.0, wide / 5), _KEY + 30.0, 18.0
    return np.column_stack(
        [left + (xs + 1) / 2 * max(wide - 2 * left, 1), low + (ys + 1) / 2 * max(high - low - top, 1)]
    )


def draw_gone(ax: Axes, places: dict[str, tuple[float, float]], theme: Theme) -> None:
    """Draw a faint dot where an actor stood that is not there now, on axes that count in points."""
    if places:
        xs, ys = np.array(list(places.values())).T
        at = _spread(xs, ys, canvas.box(ax))
        canvas.dots(ax, at[:, 0], at[:, 1], [14.0], "o", facecolor=theme.grid, edgecolor="none", zorder=0.5)


def _name_box(name: str) -> tuple[float, float]:
    return width(fit(name, _NAME, _NAME_ROOM), _NAME) + 4, _NAME * 1.3


def _apart(
    points: np.ndarray, radii: np.ndarray, halves: np.ndarray, size: tuple[float, float]
) -> np.ndarray:
    # Each mark with its name below it is a box; boxes that overlap push each other along the shorter way. Everything moves at once,
    # by fixed rules: the same input gives the same picture.
    name = _NAME * 1.3 + 3
    half = np.column_stack([np.maximum(radii, halves) + 3, radii + name / 2 + 2])
    middle = points - np.array([0.0, name / 2])
    low = half + 2
    high = np.maximum(np.array(size) - half - 2, low)
    low[:, 1] += _KEY
    high = np.maximum(high, low)
    # Boxes at the very same place would push each other nowhere.
    middle = middle + np.column_stack([np.arange(len(points)) * 1e-3, np.arange(len(points))[::-1] * 1e-3])
    for _ in range(_ROUNDS):
        gap = middle[:, None, :] - middle[None, :, :]
        over = half[:, None, :] + half[None, :, :] - np.abs(gap)
        np.einsum("iik->ik", over)[:] = -1
        clash = (over > 0.01).all(axis=2)
        if not clash.any():
            break
        across = over[:, :, 0] < over[:, :, 1] * 1.5
        push = np.where(clash[:, :, None], np.sign(gap) * over, 0.0) / 2
        push[:, :, 0] *= across
        push[:, :, 1] *= ~across
        middle = (middle + push.sum(axis=1) / np.maximum(clash.sum(axis=1), 1)[:, None] ** 0.5).clip(
            low, high
        )
    return middle.clip(low, high) + np.array([0.0, name / 2])


def draw_links(
    ax: Axes, ids: list[str], links: pd.DataFrame, points: np.ndarray, bright: set[str] | None, theme: Theme
) -> None:
    """Draw the links, the wider the more two actors share; what fades lies below."""
    from matplotlib.collections import LineCollection

    row = {a: i for i, a in enumerate(ids)}
    # Where no two actors share more than a few units no line is wide.
    top = max(float(links["n"].max()), 6.0) if len(links) else 6.0
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
                [(points[a], points[b]) for a, b, _ in chosen], linewidths=[0.8 + 4.4 * ((n - 1) / (top - 1)) ** 0.7 for *_, n in chosen],
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
    links: pd.DataFrame,
    bright: set[str] | None,
    theme: Theme,
) -> int:
    """Write each name beside its mark where it covers no mark, no other name and few links; return how many found no room."""
    wide, high = canvas.box(ax)
    marks = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    boxes = [_name_box(names[a]) for a in ids]
    below = [
        (x - w / 2, y - r - 2 - h, x + w / 2, y - r - 2)
        for (x, y), r, (w, h) in zip(points, radii, boxes, strict=True)
    ]
    row = {a: i for i, a in enumerate(ids)}
    ends = np.array(
        [(*points[row[a]], *points[row[b]]) for a, b in zip(links["actor_a"], links["actor_b"], strict=True)]
    )
    written: dict[int, tuple[float, float, float, float]] = {}
    hidden = 0
    for i, ((x, y), r, actor, (w, h)) in enumerate(zip(points, radii, ids, boxes, strict=True)):
        if bright is not None and actor not in bright:
            continue
        lefts_and_lows = (
            (x - w / 2, y - r - 2 - h), (x + r + 3, y - h / 2), (x - r - 3 - w, y - h / 2), (x - w / 2, y + r + 2),
            (x + r * 0.7 + 2, y + r * 0.7), (x - r * 0.7 - 2 - w, y + r * 0.7), (x + r * 0.7 + 2, y - r * 0.7 - h), (x - r * 0.7 - 2 - w, y - r * 0.7 - h),
        )  # fmt: skip
        best: tuple[int, tuple[float, float, float, float]] | None = None
        for left, low in lefts_and_lows:
            spot = (left, low, left + w, low + h)
            if left < 0 or spot[2] > wide or low < _KEY or spot[3] > high:
                continue
            # The place below the marks that are still without a name is kept for theirs.
            taken = [*marks, *written.values(), *(below[j] for j in range(i + 1, len(ids)))]
            if any(_overlap(spot, other) for other in taken):
                continue
            crossed = _crossings(spot, ends)
            if best is None or crossed < best[0]:
                best = (crossed, spot)
            if not crossed:
                break
        if best is None:
            hidden += 1
            continue
        written[i] = best[1]
        left, low = best[1][:2]
        canvas.write(
            ax, left + w / 2, low + h / 2, fit(names[actor], _NAME, _NAME_ROOM), ha="center", va="center_baseline", fontsize=_NAME,
            color=theme.ink, zorder=4, bbox={"facecolor": theme.paper, "edgecolor": "none", "pad": 0.2, "alpha": 0.75},
        )  # fmt: skip
    return hidden


def _crossings(spot: tuple[float, float, float, float], ends: np.ndarray) -> int:
    # Liang and Barsky (1984): which segments pass through a box.
    if not len(ends):
        return 0
    start, way = ends[:, :2], ends[:, 2:] - ends[:, :2]
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    first, last = (np.array(spot[:2]) - start) / way, (np.array(spot[2:]) - start) / way
    enter = np.minimum(first, last).max(axis=1)
    leave = np.maximum(first, last).min(axis=1)
    return int(((enter < leave) & (leave > 0) & (enter < 1)).sum())


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_key(
    ax: Axes,
    totals: pd.DataFrame,
    ids: list[str],
    links: pd.DataFrame,
    group: dict[str, int],
    names: dict[str, str],
    unit: str,
    hidden: int,
    theme: Theme,
) -> None:
    """Explain groups in one line below, sizes and widths in another."""
    most = int(totals.loc[totals["actor_id"].isin(ids).to_numpy(), "n_stories"].max())
    parts = [f"largest mark: {count_phrase(most, 'story')}"]
    if len(links):
        parts.append(f"widest line: {count_phrase(int(links['n'].max()), unit)} shared")
    if hidden:
        parts.append(f"{hidden:,} names left out for want of room")
    canvas.write(ax, 0, 4, canvas.join(parts), fontsize=canvas.SMALL, color=theme.muted)
    members: dict[int, list[str]] = {}
    for actor in ids:
        members.setdefault(group[actor], []).append(actor)
    at, room = 4.0, canvas.box(ax)[0]
    for number, held in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(held) < 2 or len(members) < 2:
            continue
        others = f" and {len(held) - 1:,} more"
        label = fit(names[held[0]], canvas.SMALL, 110) + others
        if at + 8 + width(label, canvas.SMALL) > room:
            break
        colour, marker = SERIES[min(number, len(SERIES) - 1)]
        ax.scatter(
            [at], [21], s=26, marker=marker, facecolor=theme.colour(colour), edgecolor="none", zorder=3
        )
        canvas.write(ax, at + 8, 21, label, va="center_baseline", fontsize=canvas.SMALL, color=theme.muted)
        at += 8 + width(label, canvas.SMALL) + 16
