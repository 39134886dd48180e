"""What the marks of a timeline are called, and where beside them there is room to say it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import Any

import numpy as np

from analystkit.analysis.packing import Packed, beside, first_fit
from analystkit.plot.text import fit, plain, width

# In points; the gap stands behind a label, the label gap between it and its mark.
LABEL_SIZE, LABEL_GAP, GAP = 7.5, 4.0, 6.0
LABEL_ROOM = 165.0
_LABEL_GROWS = 280.0
# What is left of a band or a bar on either side of a label within it: enough to see the mark, and the dot at its start.
_STUB = 14.0


def label_text(trigger: str, event_type: str, source: str, target: str, lanes: str | None) -> str:
    """Name a mark in a few words, leaving out what its lane or the trigger itself ("took the staff hostage") already says."""
    trigger = plain(trigger or str(event_type).lower(), 40)
    spoken = f" {trigger.casefold()} "
    source, target = (
        "" if f" {name.casefold()} " in spoken else name for name in (plain(source, 40), plain(target, 40))
    )
    if lanes == "target":
        return f"{trigger} by {source}" if source else trigger
    if lanes == "source":
        return f"{trigger}: {target}" if target else trigger
    parts = f"{source}: {trigger}" if source else trigger
    return f"{parts} → {target}" if target else parts


def room_for(label: str) -> float:
    """Return the points a label takes beside its mark, its gaps counted."""
    return width(label, LABEL_SIZE) + LABEL_GAP + GAP


def opening(label: str, left: Any) -> tuple[Any, Any]:
    """Return where a mark that begins at `left` is cut open for a label within it: no label stands on a mark."""
    return left + _STUB, left + _STUB + width(label, LABEL_SIZE) + 2 * LABEL_GAP


def label_spots(
    packed: Packed, given: tuple[Any, Any, Any, Any], names: list[tuple[str, str]], limit: float
) -> list[tuple[str, bool | None]]:
    """Return the label of each mark as far as there is room for it, and where it stands. See `Lane`.

    The packing reserves room behind marks. What is still free beside a mark, on either side, takes the label of one that
    got none (or its trigger alone), and what was cut of the others. A band from edge to edge is cut open for its label, see `opening`.
    """
    left, right, widths, salient = given
    taken: dict[int, list[tuple[float, float]]] = {}
    spots: list[tuple[str, bool | None]] = [("", False)] * len(names)
    for i, row in enumerate(packed.rows):
        low, high = beside(left[i], right[i], widths[i], limit) if packed.labelled[i] else (left[i], right[i])
        insort(taken.setdefault(row, []), (low, high))
        if low < left[i] or high > right[i]:
            spots[i] = (fit(names[i][0], LABEL_SIZE, LABEL_ROOM), bool(low < left[i]))
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
            # The mark itself is a point narrower on each side, and what it keeps behind the label needs no further gap.
            None: right[i] - left[i] - 2 - 2 * _STUB - LABEL_GAP + GAP,
        }
        label, side = spots[i]
        if label:
            grown = fit(names[i][0], LABEL_SIZE, min(_LABEL_GROWS, free[side] - LABEL_GAP - GAP))
            spots[i] = (grown if len(grown) > len(label) else label, side)
        else:
            choices = [(name, side) for name in dict.fromkeys(names[i]) if name for side in free]
            cut = [(fit(name, LABEL_SIZE, LABEL_ROOM), side) for name, side in choices]
            spots[i] = next((c for c in cut if room_for(c[0]) <= free[c[1]]), ("", False))
        label, side = spots[i]
        if label and side is not None:
            room = room_for(label)
            held[at] = (left[i] - room * side, right[i] + room * (not side))
    return spots


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
