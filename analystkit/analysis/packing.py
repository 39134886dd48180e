"""First-fit packing of marks and their labels into rows: the same input gives the same rows on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_TRIES = 6_000
# Left edge that no label may cross; marks are packed a point wider than they are.
_EDGE = -1.0


@dataclass(frozen=True, slots=True)
class Packed:
    """Where marks went: `rows` (-1: no room), and which of them carry a label."""

    rows: list[int]
    labelled: list[bool]

    @property
    def height(self) -> int:
        """Rows used."""
        return max(self.rows, default=-1) + 1


def first_fit(starts: Sequence[float], ends: Sequence[float], capacity: int) -> list[int]:
    """Put each interval, in the order of their starts, into the first row it fits.

    Parameters
    ----------
    starts, ends : sequence of float
        What a mark covers across, in any one unit.
    capacity : int
        Rows there are.

    Returns
    -------
    list of int
        Row of each interval, in the order given; -1 where no row has room.
    """
    order = np.argsort(np.asarray(starts, dtype="float64"), kind="stable").tolist()
    return _first_fit(order, starts, ends, capacity)


def _first_fit(
    order: Sequence[int], starts: Sequence[float], ends: Sequence[float], capacity: int
) -> list[int]:
    rows = [-1] * len(starts)
    free: list[float] = []
    for i in order:
        start = starts[i]
        for row, end in enumerate(free):
            if end <= start:
                free[row] = ends[i]
                rows[i] = row
                break
        else:
            if len(free) < capacity:
                rows[i] = len(free)
                free.append(ends[i])
    return rows


def beside(start: float, end: float, room: float, limit: float) -> tuple[float, float]:
    """Return what a mark covers with its label: behind it, else before it; alone, where it reaches from edge to edge."""
    if end + room <= limit:
        return start, end + room
    return (start - room, end) if start - room >= _EDGE else (start, end)


def pack(
    starts: Sequence[float],
    ends: Sequence[float],
    widths: Sequence[float],
    order: Sequence[int],
    capacity: int,
    limit: float,
    *,
    fill: bool = True,
) -> Packed:
    """Pack marks with as many labels as the rows hold, the most salient first.

    Parameters
    ----------
    starts, ends : sequence of float
        What each bare mark covers across.
    widths : sequence of float
        Room its label takes, see `beside`.
    order : sequence of int
        Marks by salience, the most salient first: labels are given in this order.
    capacity : int
        Rows there are.
    limit : float
        Right edge that no label may cross.
    fill : bool
        Past the first label without room, look for others that have some; not needed where only the height is asked for.

    Returns
    -------
    Packed
        The largest number of leading marks of `order` is labelled with which every mark still has a row, and then those of the next
        ones that still fit; without any label some marks may have no row (-1).
    """
    left, right = list(starts), list(ends)
    reach = [beside(s, e, w, limit) for s, e, w in zip(starts, ends, widths, strict=True)]

    def attempt(count: int) -> list[int]:
        a, b = left.copy(), right.copy()
        for i in order[:count]:
            a[i], b[i] = reach[i]
        return first_fit(a, b, capacity)

    low, high = 0, len(order)
    best = attempt(high)
    if -1 in best:
        best = attempt(0)
        while -1 not in best and high - low > 1:
            middle = (low + high) // 2
            tried = attempt(middle)
            if -1 in tried:
                high = middle
            else:
                low, best = middle, tried
        high = low
    labelled = set(order[:high])
    # Past the first label that found no room, a shorter or lonelier one may still have some.
    for j in labelled:
        left[j], right[j] = reach[j]
    for i in order[high : high + (_TRIES // max(len(order), 1))] if fill and -1 not in best else []:
        kept = left[i], right[i]
        left[i], right[i] = reach[i]
        tried = first_fit(left, right, capacity)
        if -1 in tried:
            left[i], right[i] = kept
        else:
            best = tried
            labelled.add(i)
    return Packed(best, [i in labelled for i in range(len(best))])
