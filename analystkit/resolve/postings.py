"""Under which keys tellings stand, and which incidents were last told of under each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from analystkit.resolve.decisions import Lists

# How many recent incidents a key remembers: keeps the cost of a long corpus near to linear.
RECENT = 24
# The place of a telling that is not there.
GONE = -1


class Postings:
    """Under each key the tellings that have it, and the incidents last told of; what nobody asks for is not gone through.

    Parameters
    ----------
    keys : Lists
        The keys of the first tellings.
    order : array of int64
        The order of these keys by value, for equal ones by telling.
    place : sequence of int
        The place of each telling, -1 for one that is not there; it grows with those that are added.
    incident : sequence of int
        The incident of each.
    """

    def __init__(
        self, keys: Lists, order: np.ndarray[Any, Any], place: Sequence[int], incident: Sequence[int]
    ) -> None:
        places = np.array(place, dtype=np.int64)
        telling = np.repeat(np.arange(len(places)), keys.lengths())[order]
        there = places[telling] != GONE
        self._sorted, self._telling = keys.values[order][there], telling[there]
        self._places = places[self._telling]
        # Added since their key was asked for last.
        self._added: dict[int, list[int]] = {}
        self._place, self._incident = place, incident
        self._open: dict[int, _Shelf] = {}

    def add(self, telling: int, keys: Iterable[int]) -> None:
        """Add a telling behind all others."""
        for key in keys:
            self._added.setdefault(key, []).append(telling)

    def recent(self, key: int, place: int) -> Sequence[int]:
        """Return the incidents last told of under a key before a place, the last one last; places asked for never go back."""
        shelf, added = self._open.get(key), self._added.pop(key, [])
        if shelf is None:
            low, high = self._stretch(key)
            if low == high and not added:
                return ()
            shelf = self._open[key] = _Shelf(low, high)
        incident, recent = self._incident, shelf.recent
        for telling in _last(self._next(shelf, place, added), incident):
            one = incident[telling]
            if one in recent:
                recent.remove(one)
            recent.append(one)
            if len(recent) > RECENT:
                del recent[0]
        return recent

    def _stretch(self, key: int) -> tuple[int, int]:
        if not len(self._sorted):
            return 0, 0
        low, high = (int(self._sorted.searchsorted(np.uint64(key), side)) for side in ("left", "right"))
        return low, high

    def _next(self, shelf: _Shelf, place: int, added: list[int]) -> list[int]:
        """Return the tellings under a key that come next, in order, before a place: all that were added do."""
        if shelf.low == shelf.high:
            return added
        first = shelf.low
        shelf.low += int(self._places[first : shelf.high].searchsorted(place))
        kept: list[int] = self._telling[first : shelf.low].tolist()
        return sorted([*kept, *added], key=self._place.__getitem__) if added else kept


class _Shelf:
    """Under one key the incidents last told of, and the stretch of tellings that have not been gone through."""

    __slots__ = ("high", "low", "recent")

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        # In the order in which they were told of last.
        self.recent: list[int] = []


def _last(tellings: list[int], incident: Sequence[int]) -> list[int]:
    """Return the last of some tellings: as many as are of more incidents than a key remembers."""
    if len(tellings) > RECENT:
        seen: set[int] = set()
        for number, telling in enumerate(reversed(tellings)):
            seen.add(incident[telling])
            if len(seen) == RECENT:
                return tellings[-number - 1 :]
    return tellings
