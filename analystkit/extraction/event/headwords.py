"""The rows of the trigger lexicon by the word that they are found by, and which of them a sentence may hold at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.event.triggers import TriggerRow


_rank = attrgetter("rank")


class Headword:
    """The rows of one word, best first.

    A common verb has dozens of rows, and nearly all of them wait for a word that is not there. So those that ask for words stand in an
    index by these words: only what the sentence says is looked up, and rows that cannot fit are never looked at.
    """

    __slots__ = ("_asked", "_asking", "_unasking", "rows")

    def __init__(self, rows: Iterable[TriggerRow]) -> None:
        self.rows = tuple(sorted(rows, key=_rank))
        self._unasking = tuple(row for row in self.rows if not row.asks)
        # Places in `rows`, which are their order too.
        self._asking: dict[str, tuple[int, ...]] = {}
        for place, row in enumerate(self.rows):
            if row.asks:
                alone = (place,)
                for word in _rarest(row.asks):
                    self._asking[word] = (*self._asking[word], place) if word in self._asking else alone
        # Two sets meet four times faster than a set and the keys of a dict.
        self._asked = frozenset(self._asking)

    def __iter__(self) -> Iterator[TriggerRow]:
        return iter(self.rows)

    def possible(self, said: Set[str | None]) -> Sequence[TriggerRow]:
        """Return the rows that a sentence of these words may hold, best first: one of each set of words that they ask for is there."""
        here = self._asked & said
        if not here:
            return self._unasking
        absent, rows, asking = said.isdisjoint, self.rows, self._asking
        places = {place for word in here for place in asking[word]}
        found = [row for place in places for row in (rows[place],) if not any(map(absent, row.asks))]
        if not found:
            return self._unasking
        return sorted((*found, *self._unasking), key=_rank)


def _rarest(asks: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words asked for that a sentence says most seldom: long words are rarer than particles."""
    return max(asks, key=lambda words: min(map(len, words), default=0))
