"""The rows of the trigger lexicon by the word that they are found by, and which of them a sentence may hold at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.event.triggers import TriggerRow


by_rank = attrgetter("rank")
# Words that stand in half of all sentences.
_COMMON = frozenset("the a an and or no not his her its their it to of in on at by for from with as up out over off after into".split())  # fmt: skip # noqa: SIM905


class Headword:
    """The rows of one word, best first.

    A common verb has dozens of rows, and nearly all of them wait for a word that is not there. So those that ask for words stand in an
    index by these words: only what the sentence says is looked up, and rows that cannot fit are never looked at.
    """

    __slots__ = ("_asked", "_asking", "_further", "_unasking", "rows")

    def __init__(self, rows: Iterable[TriggerRow]) -> None:
        self.rows = tuple(sorted(rows, key=by_rank))
        self._unasking = tuple(row for row in self.rows if not row.asks)
        # Places in `rows`, which are their order too.
        self._asking: dict[str, tuple[int, ...]] = {}
        # What the row at a place asks for beside the words it is found by.
        self._further: dict[int, list[frozenset[str]]] = {}
        for place, row in enumerate(self.rows):
            if row.asks:
                alone, rarest = (place,), _rarest(row.asks)
                if len(row.asks) > 1:
                    self._further[place] = [words for words in row.asks if words is not rarest]
                for word in rarest:
                    self._asking[word] = (*self._asking[word], place) if word in self._asking else alone
        # Two sets meet four times faster than a set and the keys of a dict.
        self._asked = frozenset(self._asking)

    def __iter__(self) -> Iterator[TriggerRow]:
        return iter(self.rows)

    def possible(self, said: Set[str | None]) -> Sequence[TriggerRow]:
        """Return the rows that a sentence of these words may hold, best first: one of each set of words that they ask for is there."""
        if self._asked.isdisjoint(said):
            return self._unasking
        here = self._asked & said
        absent, rows, asking, further = said.isdisjoint, self.rows, self._asking, self._further
        places = {place for word in here for place in asking[word]}
        found = [rows[p] for p in places if p not in further or not any(map(absent, further[p]))]
        if not found:
            return self._unasking
        return sorted((*found, *self._unasking), key=by_rank) if self._unasking or len(found) > 1 else found


def _rarest(asks: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words asked for that a sentence says most seldom: few words rather than many, long words rather than particles."""
    return min(asks, key=lambda words: sum(map(_frequency, words)))


@cache
def _frequency(word: str) -> float:
    # Rough, but only the order counts: each letter more makes a word half as frequent.
    return 1.0 if word in _COMMON else 0.5 ** len(word)
