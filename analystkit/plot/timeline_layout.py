"""Where everything on a timeline goes, in points and days, before anything is drawn."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.mark_columns import SILENT
from analystkit.analysis.packing import Packed, beside, first_fit, pack
from analystkit.plot.text import fit, plain, width

ROW, LANE_PAD, STRIP, REFERENCE_ROW = 12.5, 3.0, 34.0, 11.0
LABEL_SIZE, LANE_SIZE, NAME_ROOM = 7.5, 9.0, 150.0
MARK, ARROW, LABEL_GAP, GAP = 4.6, 18.0, 3.0, 6.0
_LABEL_ROOM = 165.0
# As close as rows of labels can stand without touching.
_CLOSE_ROW = 9.6
# Lanes of what is not stated are counted sooner: spelt out, they would take the room of those that say more.
_MOST_PACKED, _MOST_SILENT, _MOST_BARE = 1500, 16, 14
# Halving the days shown is worth leaving out one mark in twenty; one in ten at most is left out (of few marks: one).
_WORTH, _MOST_LEFT_OUT, _EDGES = 0.05, 0.1, 48
_LABEL_GROWS = 280.0


@dataclass(slots=True)
class Lane:
    """One lane: its marks (positions in the marks frame), how they are packed (None: bars count them), where it stands.

    `names` are what each mark could be called, in full and as its trigger alone; `spots` holds the label it has
    ("" where there is no room for one) and whether it stands before the mark (True), behind it (False) or in it (None).
    """

    name: str
    members: np.ndarray
    n_marks: int
    packed: Packed | None = None
    names: list[tuple[str, str]] = field(default_factory=list)
    spots: list[tuple[str, bool | None]] = field(default_factory=list)
    rows: int = 1
    top: float = 0.0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.rows * ROW + 2 * LANE_PAD


def lane_order(marks: pd.DataFrame, top: int) -> list[tuple[str, np.ndarray]]:
    """Split marks into lanes, the fullest first, the rest as one lane "N others", what is not stated last."""
    codes, found = pd.factorize(marks["lane"], sort=False)
    names = np.asarray(found, dtype=object)
    sizes = np.bincount(codes, minlength=len(names))
    ranked = sorted(
        range(len(names)),
        key=lambda i: (names[i] in SILENT, -sizes[i], str(names[i]).casefold(), str(names[i])),
    )
    stated = [i for i in ranked if names[i] not in SILENT]
    silent = [i for i in ranked if names[i] in SILENT]
    if len(stated) > top:
        shown, rest = stated[: top - 1], stated[top - 1 :]
    else:
        shown, rest = stated, []
    lanes = [(str(names[i]), np.flatnonzero(codes == i)) for i in shown]
    if rest:
        lanes.append((f"{len(rest):,} others", np.flatnonzero(np.isin(codes, rest))))
    return lanes + [(names[i], np.flatnonzero(codes == i)) for i in silent]


def window(
    marks: pd.DataFrame,
    dates: tuple[float | None, float | None] | str | None,
    within: tuple[float, float] | None = None,
) -> tuple[float, float]:
    """Choose the days shown: all, the ones asked for, or (of those `within`) the core with far outliers left beyond the edges."""
    low, high = marks["x0"].to_numpy(dtype="float64"), marks["x1"].to_numpy(dtype="float64")
    if within is not None and dates is None:
        low, high = np.clip(low, within[0], within[1]), np.clip(high, within[0] + 1, within[1] + 1)
    first, last = float(low.min()), float(high.max())
    if isinstance(dates, tuple):
        first = dates[0] if dates[0] is not None else min(first, dates[1] if dates[1] is not None else first)
        last = dates[1] + 1 if dates[1] is not None else max(last, first)
    elif dates != "all":
        first, last = _worth_drawing(low, high)
    # A week at least, so that a single day does not fill the width.
    pad = max((last - first) * 0.015, 0.6, (7 - (last - first)) / 2)
    return first - pad, last + pad


def _worth_drawing(low: np.ndarray, high: np.ndarray) -> tuple[float, float]:
    # A few far outliers would squeeze everything else into a corner: weigh the length of the axis against what an edge leaves out.
    n = len(low)
    starts, ends = np.sort(low), np.sort(high)
    most = max(1, int(n * _MOST_LEFT_OUT)) if n > 1 else 0
    steps = np.unique(np.linspace(0, most, _EDGES).astype("int64"))
    firsts, lasts = starts[steps], ends[n - 1 - steps]
    gone_before, gone_after = (
        np.searchsorted(ends, firsts, "right"),
        n - np.searchsorted(starts, lasts, "left"),
    )
    # A band that an edge cuts through counts half.
    lost_before = (gone_before + np.searchsorted(starts, firsts, "left")) / 2
    lost_after = (gone_after + n - np.searchsorted(ends, lasts, "right")) / 2
    length = lasts[None, :] - firsts[:, None]
    cost = np.log2(np.maximum(length, 14)) + (lost_before[:, None] + lost_after[None, :]) / n / _WORTH
    cost[(length <= 0) | (gone_before[:, None] + gone_after[None, :] > most)] = np.inf
    i, j = np.unravel_index(int(cost.argmin()), cost.shape)
    return float(firsts[i]), float(lasts[j])


def label_text(trigger: str, event_type: str, source: str, target: str, lanes: str | None) -> str:
    """Name a mark in a few words, leaving out what its lane already says."""
    trigger = plain(trigger or str(event_type).lower(), 40)
    source, target = plain(source, 40), plain(target, 40)
    if lanes == "target":
        return f"{trigger} by {source}" if source else trigger
    if lanes == "source":
        return f"{trigger}: {target}" if target else trigger
    parts = f"{source}: {trigger}" if source else trigger
    return f"{parts} → {target}" if target else parts


def extents(marks: pd.DataFrame, span: tuple[float, float], wide: float) -> tuple[np.ndarray, np.ndarray]:
    """Return left and right edge of each mark in points from the left edge of the axes."""
    scale = wide / (span[1] - span[0])
    left = np.clip((marks["x0"].to_numpy(dtype="float64") - span[0]) * scale, 0, wide)
    right = np.clip((marks["x1"].to_numpy(dtype="float64") - span[0]) * scale, 0, wide)
    shape = marks["shape"].to_numpy()
    middle = (left + right) / 2
    point = shape == "point"
    before, after = shape == "before", shape == "after"
    left = np.where(
        point, middle - MARK, np.where(before, right - ARROW, left - np.where(shape == "bar", MARK, 0))
    )
    # A bar reaches out from under the mark at its start, however short.
    least = left + np.where(shape == "bar", 3 * MARK, 2 * MARK)
    right = np.where(point, middle + MARK, np.where(after, left + ARROW, np.maximum(right, least)))
    return left, right


def arrange(
    marks: pd.DataFrame,
    order: list[tuple[str, np.ndarray]],
    lanes: str | None,
    span: tuple[float, float],
    wide: float,
    room: float,
    words: Callable[[Any], tuple[Any, Any, Any, Any]],
) -> list[Lane]:
    """Pack every lane, sharing the height there is; lanes with more marks than fit become bars.

    Parameters
    ----------
    marks : DataFrame
        As `analystkit.analysis.marks.event_marks` returns them, dated ones only.
    order : list
        As `lane_order` returns them.
    lanes : str or None
        What the lanes are.
    span : tuple of float
        Days shown.
    wide, room : float
        Width of the axes, and the height for lanes, in points.
    words : callable
        Positions in `marks` to their triggers, event types, sources and targets.
    """
    left, right = extents(marks, span, wide)
    share = max(len(order), int(room // ROW))
    arranged = [Lane(name, members, len(members)) for name, members in order]
    bare = [
        max(first_fit(left[lane.members] - 1, right[lane.members] + 1, _MOST_BARE + 1), default=-1) + 1
        if lane.n_marks <= (_MOST_SILENT if lane.name in SILENT and len(order) > 1 else _MOST_PACKED)
        else 99
        for lane in arranged
    ]
    _read([lane for lane, rows in zip(arranged, bare, strict=True) if rows <= _MOST_BARE], words, lanes)
    prepared: list[tuple[Any, Any, Any, Any] | None] = []
    floors: list[int] = []
    for lane, rows in zip(arranged, bare, strict=True):
        if rows > _MOST_BARE:
            prepared.append(None)
            floors.append(2)
            lane.rows = 3
            continue
        ready = _prepare(lane, marks, left, right)
        prepared.append(ready)
        floors.append(max(1, math.ceil(rows * _CLOSE_ROW / ROW)))
        lane.rows = max(1, floors[-1], pack(*ready, capacity=share, limit=wide + 4, fill=False).height)
    budget = max(len(arranged), int((room - 2 * LANE_PAD * len(arranged)) // ROW))
    while sum(floors) > budget and max(floors) > 2:
        crowded = floors.index(max(floors))
        floors[crowded], prepared[crowded] = 2, None
        arranged[crowded].rows = 3
    _share_rows(arranged, floors, budget)
    single = [lane for lane in arranged if lane.rows == 1]
    # A name and its count stand below each other, if there is room for it in every lane.
    if sum(lane.rows for lane in arranged) + len(single) <= budget:
        for lane in single:
            lane.rows = 2
    for lane, given in zip(arranged, prepared, strict=True):
        if given is None:
            continue
        lane.packed = pack(*given, capacity=lane.rows, limit=wide + 4)
        if -1 in lane.packed.rows:
            closer = pack(*given, capacity=int(lane.rows * ROW // _CLOSE_ROW), limit=wide + 4)
            lane.packed = None if -1 in closer.rows else closer
        if lane.packed is not None:
            lane.spots = _label_spots(lane.packed, given, lane.names, wide + 4)
    return arranged


def _read(lanes: list[Lane], words: Callable[[Any], tuple[Any, Any, Any, Any]], what: str | None) -> None:
    """Give lanes the names of their marks, in full and as the trigger alone, reading the words of all at once."""
    if not lanes:
        return
    fields = words(np.concatenate([lane.members for lane in lanes]))
    names = [(label_text(*said, what), plain(said[0] or "", 40)) for said in zip(*fields, strict=True)]
    at = 0
    for lane in lanes:
        lane.names = names[at : at + lane.n_marks]
        at += lane.n_marks


def _prepare(
    lane: Lane, marks: pd.DataFrame, left: np.ndarray, right: np.ndarray
) -> tuple[list[float], list[float], list[float], list[int]]:
    x0, sure, told, stories = (
        marks[name].to_numpy()[lane.members] for name in ("x0", "confidence", "n_reports", "n_stories")
    )
    salient = np.lexsort((x0, -sure, -told, -stories)).tolist()
    widths = [_room_for(fit(name, LABEL_SIZE, _LABEL_ROOM)) for name, _ in lane.names]
    return (left[lane.members] - 1).tolist(), (right[lane.members] + 1).tolist(), widths, salient


def _room_for(label: str) -> float:
    return width(label, LABEL_SIZE) + LABEL_GAP + GAP


def _label_spots(
    packed: Packed, given: tuple[Any, Any, Any, Any], names: list[tuple[str, str]], limit: float
) -> list[tuple[str, bool | None]]:
    # The packing reserves room behind marks. What is still free beside a mark, on either side, takes the label of one that
    # got none (or its trigger alone), and what was cut of the others. A band from edge to edge holds its label itself.
    left, right, widths, salient = given
    taken: dict[int, list[tuple[float, float]]] = {}
    spots: list[tuple[str, bool | None]] = [("", False)] * len(names)
    for i, row in enumerate(packed.rows):
        low, high = beside(left[i], right[i], widths[i], limit) if packed.labelled[i] else (left[i], right[i])
        insort(taken.setdefault(row, []), (low, high))
        if low < left[i] or high > right[i]:
            spots[i] = (fit(names[i][0], LABEL_SIZE, _LABEL_ROOM), bool(low < left[i]))
    for i in salient:
        held = taken[packed.rows[i]]
        at = (
            bisect_left(held, (left[i] - widths[i], -np.inf))
            if spots[i][1]
            else bisect_right(held, (left[i], np.inf)) - 1
        )
        free = {
            False: (held[at + 1][0] if at + 1 < len(held) else limit) - right[i],
            True: left[i] - (held[at - 1][1] if at else 0.0),
            None: right[i] - left[i],
        }
        label, side = spots[i]
        if label:
            grown = fit(names[i][0], LABEL_SIZE, min(_LABEL_GROWS, free[side] - LABEL_GAP - GAP))
            spots[i] = (grown if len(grown) > len(label) else label, side)
        else:
            choices = [(name, side) for name in dict.fromkeys(names[i]) if name for side in free]
            cut = [(fit(name, LABEL_SIZE, _LABEL_ROOM), side) for name, side in choices]
            spots[i] = next((c for c in cut if _room_for(c[0]) <= free[c[1]]), ("", False))
        label, side = spots[i]
        if label and side is not None:
            room = _room_for(label)
            held[at] = (left[i] - room * side, right[i] + room * (not side))
    return spots


def _share_rows(arranged: list[Lane], floors: list[int], budget: int) -> None:
    # Water-filling: every lane has its floor, and what it wants up to a common cap, so a full lane cannot starve the others.
    wanted = [lane.rows for lane in arranged]
    cap = max(wanted, default=1)

    def given(cap: int) -> list[int]:
        return [max(floor, min(want, cap)) for floor, want in zip(floors, wanted, strict=True)]

    while cap > 1 and sum(given(cap)) > budget:
        cap -= 1
    left = budget - sum(given(cap))
    for lane, rows in zip(arranged, given(cap), strict=True):
        more = rows < wanted[arranged.index(lane)] and left > 0
        lane.rows = rows + more
        left -= more


def bars(starts: np.ndarray, span: tuple[float, float], wide: float) -> tuple[np.ndarray, np.ndarray, str]:
    """Count days into the bars of a strip: left edges (with the last right edge), counts, and the name of the period."""
    length = span[1] - span[0]
    first, last = np.datetime64(int(np.floor(span[0])), "D"), np.datetime64(int(np.ceil(span[1])), "D")
    for name, days in (("day", 1), ("week", 7), ("month", 30.4), ("quarter", 91.3), ("year", 365.2)):
        if wide * days / length >= 5 or name == "year":
            break
    if name == "day":
        edges = np.arange(first, last + 1)
    elif name == "week":
        # Day 4 of the epoch (1970-01-05) was a Monday.
        monday = first - ((first.astype("int64") - 4) % 7)
        edges = np.arange(monday, last + 7, 7)
    else:
        step = {"month": 1, "quarter": 3, "year": 12}[name]
        month = first.astype("datetime64[M]")
        month = month - (month.astype("int64") % step)
        edges = np.arange(month, last.astype("datetime64[M]") + step + 1, step).astype("datetime64[D]")
    numbers = edges.astype("int64").astype("float64")
    counts, _ = np.histogram(starts, numbers)
    return numbers, counts, name


def pack_references(
    xs: Sequence[float], labels: Sequence[str], wide: float, rows: int = 3
) -> tuple[list[int], list[str], list[bool]]:
    """Give the labels of reference events rows (-1: no room), cut to size, and the side of the line they stand on."""
    cut = [fit(label, LABEL_SIZE, min(200.0, wide * 0.6)) for label in labels]
    sizes = [width(label, LABEL_SIZE) for label in cut]
    flipped = [x + size + 4 > wide for x, size in zip(xs, sizes, strict=True)]
    starts = [x - size - 4 if flip else x for x, size, flip in zip(xs, sizes, flipped, strict=True)]
    ends = [x if flip else x + size + 8 for x, size, flip in zip(xs, sizes, flipped, strict=True)]
    return first_fit(starts, ends, rows), cut, flipped
