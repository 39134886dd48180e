"""How alike two articles are in what they talk about: cosine of their weighted words."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from itertools import count
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
    hashes : array of uint64
        A number for each word, in whatever corpus it stands.
    numbers : array of uint64
        One for all that the words of each article and their weights rest on, by row.
    """

    def __init__(
        self, articles: pd.DataFrame, *, scratch: Scratch | None = None, traits: Traits | None = None
    ) -> None:
        scratch = scratch or Scratch()
        self._row = {str(article_id): row for row, article_id in enumerate(articles["article_id"])}
        self._words: list[str] = []
        # By stretch: the words of its articles, how often each occurs, and where the words of each article end, a zero before.
        self._found, self._tallies = scratch.arrays(np.uint32), scratch.arrays(np.uint16)
        self._ends: list[np.ndarray[Any, Any]] = []
        self._stretches = [0]
        seen, hashes = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64)
        contents = [hashes]
        settled = _settled(articles)
        known: dict[str, int] = {}
        for table in (traits or reading(articles))(TALKING):
            found = self._encoded(table, known)
            lengths, row = _lengths(table), self._stretches[-1]
            counted = found[np.repeat(settled[row : row + len(lengths)], lengths)]
            seen = _grown(seen, len(self._words)) + np.bincount(counted, minlength=len(self._words))
            new = np.array(self._words[len(hashes) :], dtype=object)
            hashes = np.concatenate((hashes, pd.util.hash_array(new, categorize=False)))
            # Twice the count, plus one for words that are written small.
            tally = np.minimum(_flat(table, "counts"), 0x7FFF) * 2 + _flat(table, "common")
            ends = np.concatenate(([0], np.cumsum(lengths)))
            contents.append(numbers_of_runs(hashes[found] + tally.astype(np.uint64), ends))
            self._found.append(found)
            self._tallies.append(tally)
            self._ends.append(ends)
            self._stretches.append(row + len(lengths))
        del known
        self._rarity = _Rarity(self._words, seen, int(settled.sum()))
        self.hashes = hashes
        # In the same order whatever articles the words were met in first.
        rare = np.sort((hashes + seen.astype(np.uint64))[seen > 0])
        told, base = np.concatenate(contents), numbers_of_runs(rare, np.array([0, len(rare)]))
        both = np.column_stack((told, np.full(len(told), base[0] + np.uint64(settled.sum())))).ravel()
        self.numbers = numbers_of_runs(both, np.arange(0, len(both) + 1, 2))
        # What each article tells most by, from when it is first asked for: the weightiest first.
        number = len(self._row)
        self._held = np.full(number, -1, dtype=np.int16)
        self._codes = scratch.table(number, _KEEP, np.uint32)
        self._weights = scratch.table(number, _KEEP, np.float64)
        self._asked, self._known = "", dict[str, float]()
        self._unpacked: OrderedDict[int, dict[int, float]] = OrderedDict()

    def telling(self, article_id: str, number: int) -> list[str]:
        """Return so many words of an article, those that tell most about it."""
        return [self._words[code] for code in self.telling_codes(article_id, number)]

    def telling_codes(self, article_id: str, number: int) -> list[int]:
        """Return the numbers of these words: equal where the words are."""
        row = self._row.get(article_id)
        codes: list[int] = [] if row is None else self._top(row)[0][:number].tolist()
        return codes

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

    def _encoded(self, table: pa.Table, known: dict[str, int]) -> np.ndarray[Any, Any]:
        """Return the number of each word of some articles; words not met before get the next ones."""
        import pyarrow.compute as pc

        flat = pc.list_flatten(table.column("words")).combine_chunks().dictionary_encode()
        words = flat.dictionary.to_numpy(zero_copy_only=False).tolist()
        new = [word for word in words if word not in known]
        known.update(zip(new, count(len(known)), strict=False))
        self._words += new
        numbers = np.fromiter(map(known.__getitem__, words), dtype=np.uint32, count=len(words))
        return numbers[flat.indices.to_numpy()] if len(words) else numbers

    def _top(self, row: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the words of an article that weigh most, the weightiest first, and their weights."""
        if self._held[row] < 0:
            stretch = bisect_right(self._stretches, row) - 1
            first, last = self._ends[stretch][row - self._stretches[stretch] :][:2].tolist()
            codes, weights = self._rarity.weightiest(
                self._found[stretch][first:last], self._tallies[stretch][first:last]
            )
            held = self._held[row] = len(codes)
            self._codes[row, :held], self._weights[row, :held] = codes, weights
        held = self._held[row]
        return self._codes[row, :held], self._weights[row, :held]


class _Rarity:
    """How much each word weighs, by how many of some articles have it."""

    def __init__(self, words: list[str], seen: np.ndarray[Any, Any], counted: int) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        total = max(counted, 1)
        # Among equal weights the first in the alphabet.
        self._rank = np.empty(len(words), dtype=np.int64)
        self._rank[pc.sort_indices(pa.array(words, pa.large_string())).to_numpy()] = np.arange(len(words))
        # By math.log, which is the same wherever a number stands; numpy's need not be.
        counts, places = np.unique(seen, return_inverse=True)
        # 0.3 is added, so that words keep some weight in a corpus of a single topic.
        rarity = np.array([0.3 + math.log((total + 1) / (n + 0.5)) for n in counts.tolist()])[places]
        # What is in most articles tells nothing.
        self._rarity = np.where(seen > max(0.6 * total, 3), 0.0, rarity)

    def weightiest(
        self, found: np.ndarray[Any, Any], tally: np.ndarray[Any, Any]
    ) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return those of an article's words that weigh most, and their weights in a vector of length one."""
        rarity = self._rarity[found]
        weights = _GROWN[np.minimum(tally >> 1, len(_GROWN) - 1)] * rarity * np.where(tally & 1, 1, _NAMES)
        kept = np.flatnonzero(rarity)
        if len(kept) > _KEEP:
            # To be put in order: the sixty that weigh most, and what weighs as much as the last of them.
            told = weights[kept]
            kept = kept[told >= np.partition(told, -_KEEP)[-_KEEP]]
        found, weights = found[kept], weights[kept]
        order = np.lexsort((self._rank[found], -weights))[:_KEEP]
        top = weights[order]
        return found[order], top / (math.sqrt(sum([w * w for w in top.tolist()])) or 1.0)


# By how often a word occurs; by math.log too.
_GROWN = np.array([0.0] + [1 + math.log(n) for n in range(1, 1 << 12)])


def _settled(articles: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Say of each article whether the rarity of words is counted over it."""
    number = len(articles)
    out = np.ones(number, dtype=bool)
    if number > _SMALL and "published" in articles:
        told = {name: articles[name].reset_index(drop=True) for name in ("published", "article_id")}
        order = pd.DataFrame(told).sort_values(["published", "article_id"]).index.to_numpy()
        out[order[1 << (number.bit_length() - 1) :]] = False
    return out


def _grown(values: np.ndarray[Any, Any], size: int) -> np.ndarray[Any, Any]:
    return np.concatenate([values, np.zeros(size - len(values), dtype=values.dtype)])


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
