"""How alike two articles are in what they talk about: cosine of their weighted words."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.model.scratch import Scratch
from analystkit.resolve.decisions import numbers_of_runs
from analystkit.resolve.traits import TALKING, Traits, reading

if TYPE_CHECKING:
    import pyarrow as pa

_KEEP = 60
# Names and numbers tell two floods apart, other words tell floods from elections (chosen on the training part of ECB+).
_NAMES = 2.0
_SMALL = 256
# Vectors at hand as mappings, some 6 kB each.
_UNPACKED = 8_192
# Words that wait to be counted, 8 bytes each, unless there are more distinct ones already.
_WAITING = 1 << 20


class ArticleContext:
    """The most telling words of each article (term frequency times inverse document frequency), compared on demand.

    How rare a word is, is counted over all articles of a small corpus; of more than 256 over the earliest 256, 512, 1,024 ..., whatever
    power of two there are. So weights stay as they are until an archive has doubled, and what was decided by them stands.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id, text and, if there, title.
    scratch : Scratch, optional
        Where words and weights are kept (some 3 kB an article); in memory by default.
    traits : Traits, optional
        What was made of the texts before; they are read otherwise.

    Attributes
    ----------
    numbers : array of uint64
        One for all that the words of each article and their weights rest on, by row.
    """

    def __init__(
        self, articles: pd.DataFrame, *, scratch: Scratch | None = None, traits: Traits | None = None
    ) -> None:
        scratch = scratch or Scratch()
        self._row = {str(article_id): row for row, article_id in enumerate(articles["article_id"])}
        # By stretch: the words of its articles, how often each occurs, and where the words of each article end, a zero before.
        self._found, self._tallies = scratch.arrays(np.uint64), scratch.arrays(np.uint16)
        self._ends: list[np.ndarray[Any, Any]] = []
        self._stretches = [0]
        contents = [np.zeros(0, dtype=np.uint64)]
        settled, counts = _settled(articles), _Counts()
        for table in (traits or reading(articles))(TALKING):
            found, tally = _flat(table, "words"), _flat(table, "tallies")
            lengths, row = _lengths(table), self._stretches[-1]
            ends = np.concatenate(([0], np.cumsum(lengths)))
            counts.add(found[np.repeat(settled[row : row + len(lengths)], lengths)])
            contents.append(numbers_of_runs(found + tally.astype(np.uint64), ends))
            self._found.append(found)
            self._tallies.append(tally)
            self._ends.append(ends)
            self._stretches.append(row + len(lengths))
        words, seen = counts.whole()
        self._rarity = _Rarity(words, seen, int(settled.sum()))
        told, base = np.concatenate(contents), numbers_of_runs(words + seen, np.array([0, len(words)]))
        both = np.column_stack((told, np.full(len(told), base[0] + np.uint64(settled.sum())))).ravel()
        self.numbers = numbers_of_runs(both, np.arange(0, len(both) + 1, 2))
        # What each article tells most by, from when it is first asked for: the weightiest first.
        number = len(self._row)
        self._held = np.full(number, -1, dtype=np.int16)
        self._words = scratch.table(number, _KEEP, np.uint64)
        self._weights = scratch.table(number, _KEEP, np.float64)
        self._asked, self._known = "", dict[str, float]()
        self._unpacked: OrderedDict[int, dict[int, float]] = OrderedDict()

    def telling(self, article_id: str, number: int) -> list[int]:
        """Return the numbers of so many words of an article, those that tell most about it: equal in any corpus where the words are."""
        row = self._row.get(article_id)
        words: list[int] = [] if row is None else self._top(row)[0][:number].tolist()
        return words

    def alike(self, a: str, b: str) -> float:
        """Return the cosine of two articles, 1 for an article and itself, 0 for one that is not there."""
        if a == b:
            return 1.0
        if a != self._asked:
            # One article is compared with many before the next one is.
            self._asked, self._known = a, {}
        known = self._known.get(b)
        if known is None:
            x, y = self._vector(min(a, b)), self._vector(max(a, b))
            if len(x) > len(y):
                x, y = y, x
            known = self._known[b] = sum([weight * y[word] for word, weight in x.items() if word in y])
        return known

    def number(self, article_id: str) -> int:
        """Return 64 bits of a hash over the words of an article and how rare words are."""
        row = self._row.get(article_id)
        return 0 if row is None else int(self.numbers[row])

    def _vector(self, article_id: str) -> dict[int, float]:
        row = self._row.get(article_id)
        if row is None:
            return {}
        made = self._unpacked.get(row)
        if made is None:
            made = dict(zip(*(held.tolist() for held in self._top(row)), strict=True))
            self._unpacked[row] = made
            if len(self._unpacked) > _UNPACKED:
                self._unpacked.popitem(last=False)
        return made

    def _top(self, row: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the words of an article that weigh most, the weightiest first, and their weights."""
        if self._held[row] < 0:
            stretch = bisect_right(self._stretches, row) - 1
            first, last = self._ends[stretch][row - self._stretches[stretch] :][:2].tolist()
            words, weights = self._rarity.weightiest(
                self._found[stretch][first:last], self._tallies[stretch][first:last]
            )
            held = self._held[row] = len(words)
            self._words[row, :held], self._weights[row, :held] = words, weights
        held = self._held[row]
        return self._words[row, :held], self._weights[row, :held]


class _Counts:
    """How many articles have each word."""

    def __init__(self) -> None:
        self._words, self._seen = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64)
        self._waiting: list[np.ndarray[Any, Any]] = []
        self._held = 0

    def add(self, words: np.ndarray[Any, Any]) -> None:
        """Count the words of more articles, each as often as there are articles that have it."""
        self._waiting.append(words)
        self._held += len(words)
        # All at once it would take too much memory, and stretch by stretch the time of all before.
        if self._held > max(_WAITING, len(self._words)):
            self.whole()

    def whole(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the words so far, in order, and how many articles have each."""
        words = np.concatenate((self._words, *self._waiting))
        seen = np.ones(len(words), dtype=np.uint64)
        seen[: len(self._words)] = self._seen
        order = words.argsort()
        words = words[order]
        first = np.flatnonzero(np.diff(words, prepend=~words[:1]))
        self._words, self._seen = words[first], np.add.reduceat(seen[order], first)
        self._waiting, self._held = [], 0
        return self._words, self._seen


class _Rarity:
    """How much each word weighs, by how many of some articles have it."""

    def __init__(self, words: np.ndarray[Any, Any], seen: np.ndarray[Any, Any], counted: int) -> None:
        total = max(counted, 1)
        # By math.log, which is the same wherever a number stands; numpy's need not be.
        counts = np.append(0, np.flatnonzero(np.bincount(seen.astype(np.int64))))
        rarity = np.zeros(counts[-1] + 1)
        # 0.3 is added, so that words keep some weight in a corpus of a single topic.
        rarity[counts] = [0.3 + math.log((total + 1) / (n + 0.5)) for n in counts.tolist()]
        # What is in most articles tells nothing.
        rarity[math.floor(max(0.6 * total, 3)) + 1 :] = 0.0
        # Behind them, at the largest of numbers, what is in none of the articles that are counted over.
        self._words = np.append(words, np.uint64(2**64 - 1))
        self._rarity = rarity[np.append(seen.astype(np.int64), 0)]

    def weightiest(
        self, found: np.ndarray[Any, Any], tally: np.ndarray[Any, Any]
    ) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return those of an article's words that weigh most, and their weights in a vector of length one."""
        at = self._words.searchsorted(found)
        at[self._words[at] != found] = -1
        rarity = self._rarity[at]
        weights = _GROWN[np.minimum(tally, len(_GROWN) - 1)] * rarity
        kept = rarity.nonzero()[0]
        if len(kept) > _KEEP:
            # To be put in order: the sixty that weigh most, and what weighs as much as the last of them.
            told = weights[kept]
            kept = kept[told >= np.partition(told, -_KEEP)[-_KEEP]]
        found, weights = found[kept], weights[kept]
        # Among equal weights in the order of their numbers, which are the same in any corpus.
        order = (-weights).argsort(kind="stable")[:_KEEP]
        top = weights[order]
        return found[order], top / (math.sqrt(sum([w * w for w in top.tolist()])) or 1.0)


# By the tally of a word, which says how often it occurs and whether it is written small; by math.log too.
_GROWN = np.array(
    [0.0, 0.0] + [(1 + math.log(n)) * each for n in range(1, 1 << 12) for each in (_NAMES, 1.0)]
)


def _settled(articles: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Say of each article whether the rarity of words is counted over it."""
    number = len(articles)
    out = np.ones(number, dtype=bool)
    if number > _SMALL and "published" in articles:
        told = {name: articles[name].reset_index(drop=True) for name in ("published", "article_id")}
        order = pd.DataFrame(told).sort_values(["published", "article_id"]).index.to_numpy()
        out[order[1 << (number.bit_length() - 1) :]] = False
    return out


def _flat(table: pa.Table, column: str) -> np.ndarray[Any, Any]:
    import pyarrow.compute as pc

    flat: np.ndarray[Any, Any] = (
        pc.list_flatten(table.column(column)).combine_chunks().to_numpy(zero_copy_only=False)
    )
    return flat


def _lengths(table: pa.Table) -> np.ndarray[Any, Any]:
    import pyarrow.compute as pc

    lengths: np.ndarray[Any, Any] = pc.list_value_length(table.column("words")).to_numpy()
    return lengths
