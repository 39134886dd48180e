"""The lanes of a timeline: which marks they hold, how these are packed and how they share the height, in points."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.mark_columns import SILENT
from analystkit.analysis.packing import Packed, first_fit, pack
from analystkit.plot.text import fit, plain
from analystkit.plot.timeline_labels import LABEL_ROOM, LABEL_SIZE, label_spots, label_text, room_for

ROW, LANE_PAD, STRIP, REFERENCE_ROW = 12.5, 3.0, 34.0, 11.0
LANE_SIZE, NAME_ROOM = 9.0, 150.0
MARK, ARROW = 4.6, 18.0
# As close as rows of labels can stand without touching.
_CLOSE_ROW = 9.6
# Lanes of what is not stated are counted sooner: spelt out, they would take the room of those that say more.
_MOST_PACKED, _MOST_SILENT, _MOST_BARE = 1500, 16, 14


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
            lane.spots = label_spots(lane.packed, given, lane.names, wide + 4)
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
    widths = [room_for(fit(name, LABEL_SIZE, LABEL_ROOM)) for name, _ in lane.names]
    return (left[lane.members] - 1).tolist(), (right[lane.members] + 1).tolist(), widths, salient


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


def stretch(arranged: list[Lane], room: float) -> None:
    """Let lanes smaller than the axes share what is left, so that a chart of five events is not squeezed to the top."""
    used = sum(lane.height for lane in arranged)
    spare = int((room - used) // ROW)
    while spare >= len(arranged) and spare > 0:
        for lane in arranged:
            lane.rows += 1
        spare -= len(arranged)
