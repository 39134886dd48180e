"""Under which keys tellings stand, and which incidents were last told of under each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

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
    place : sequence of int
        The place of each telling, -1 for one that is not there; it grows with those that are added.
    incident : sequence of int
        The incident of each.
    """

    def __init__(self, keys: Lists, place: Sequence[int], incident: Sequence[int]) -> None:
        places = np.array(place, dtype=np.int64)
        telling = np.repeat(np.arange(len(places)), keys.lengths())
        there = places[telling] != GONE
        values, telling = keys.values[there], telling[there]
        order = np.argsort(values, kind="stable")
        self._sorted, self._telling, self._places = values[order], telling[order], places[telling[order]]
        self._added: dict[int, list[int]] = defaultdict(list)
        self._place, self._incident = place, incident
        self._open: dict[int, _Shelf] = {}

    def add(self, telling: int, keys: Iterable[int]) -> None:
        """Add a telling behind all others."""
        for key in keys:
            self._added[key].append(telling)

    def recent(self, key: int, place: int) -> Iterable[int]:
        """Return the incidents last told of under a key before a place, the last one last; places asked for never go back."""
        shelf = self._open.get(key)
        if shelf is None:
            shelf = self._open[key] = self._opened(key)
        recent, incident = shelf.recent, self._incident
        for telling in _last(shelf.until(place, self._place), incident):
            one = incident[telling]
            recent.pop(one, None)
            recent[one] = None
            if len(recent) > RECENT:
                del recent[next(iter(recent))]
        return recent

    def _opened(self, key: int) -> _Shelf:
        if not len(self._sorted):
            return _Shelf([], [], self._added[key])
        low, high = (int(self._sorted.searchsorted(np.uint64(key), side)) for side in ("left", "right"))
        return _Shelf(self._telling[low:high].tolist(), self._places[low:high].tolist(), self._added[key])


class _Shelf:
    """What was told under one key: kept tellings and new ones, each in order, and how far they have been gone through."""

    __slots__ = ("_added", "_at", "_kept", "_places", "recent")

    def __init__(self, kept: list[int], places: list[int], added: list[int]) -> None:
        self._kept, self._places, self._added = kept, places, added
        self._at = (0, 0)
        # In the order in which they were told of last.
        self.recent: dict[int, None] = {}

    def until(self, place: int, place_of: Sequence[int]) -> list[int]:
        """Return the tellings that come next, in order, before a place: all new ones do."""
        first, begun = self._at
        last = bisect_left(self._places, place, first)
        self._at = (last, len(self._added))
        kept, added = self._kept[first:last], self._added[begun:]
        return sorted([*kept, *added], key=place_of.__getitem__) if kept and added else kept or added


def _last(tellings: list[int], incident: Sequence[int]) -> list[int]:
    """Return the last of some tellings: as many as are of more incidents than a key remembers."""
    if len(tellings) > RECENT:
        seen: set[int] = set()
        for number, telling in enumerate(reversed(tellings)):
            seen.add(incident[telling])
            if len(seen) == RECENT:
                return tellings[-number - 1 :]
    return tellings
