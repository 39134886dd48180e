"""How alike two articles are in what they talk about: cosine of their weighted words."""

from __future__ import annotations

import math
from collections import OrderedDict
from hashlib import blake2b
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.model.scratch import Arrays, Scratch
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
    """

    def __init__(
        self, articles: pd.DataFrame, *, scratch: Scratch | None = None, traits: Traits | None = None
    ) -> None:
        scratch = scratch or Scratch()
        self._row = {str(article_id): row for row, article_id in enumerate(articles["article_id"])}
        self._words: list[str] = []
        stretches: list[np.ndarray[Any, Any]] = []
        codes, tallies = scratch.arrays(np.uint32), scratch.arrays(np.uint16)
        seen = np.zeros(0, dtype=np.int64)
        settled, row = _settled(articles), 0
        known: dict[str, int] = {}
        for table in (traits or reading(articles))(TALKING):
            found = self._encoded(table, known)
            lengths = _lengths(table)
            counted = found[np.repeat(settled[row : row + len(lengths)], lengths)]
            seen = _grown(seen, len(self._words)) + np.bincount(counted, minlength=len(self._words))
            row += len(lengths)
            counts, common = _flat(table, "counts"), _flat(table, "common")
            codes.append(found)
            # Twice the count, plus one for words that are written small.
            tallies.append(np.minimum(counts, 0x7FFF) * 2 + common)
            stretches.append(lengths)
        del known
        self._codes, self._weights = scratch.arrays(np.uint32), scratch.arrays(np.float64)
        self._weigh(codes, tallies, stretches, seen, int(settled.sum()))
        self._asked, self._known = "", dict[str, float]()
        self._numbers: list[int | None] = [None] * len(self._row)
        self._unpacked: OrderedDict[int, dict[int, float]] = OrderedDict()

    def telling(self, article_id: str, number: int) -> list[str]:
        """Return so many words of an article, those that tell most about it."""
        return [self._words[code] for code in self.telling_codes(article_id, number)]

    def telling_codes(self, article_id: str, number: int) -> list[int]:
        """Return the numbers of these words: equal where the words are."""
        row = self._row.get(article_id)
        # Vectors are kept with the weightiest word first.
        codes: list[int] = [] if row is None else self._codes[row][:number].tolist()
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
        """Return 64 bits of a hash over the words of an article and their weights."""
        row = self._row.get(article_id)
        if row is None:
            return 0
        known = self._numbers[row]
        if known is None:
            said = "\x1f".join(self.telling(article_id, _KEEP)).encode("utf-8", "surrogatepass")
            weights = self._weights[row].tobytes()
            known = self._numbers[row] = int.from_bytes(
                blake2b(said + weights, digest_size=8).digest(), "little"
            )
        return known

    def _vector(self, article_id: str) -> dict[int, float]:
        row = self._row.get(article_id)
        if row is None:
            return {}
        made = self._unpacked.get(row)
        if made is None:
            made = dict(zip(self._codes[row].tolist(), self._weights[row].tolist(), strict=True))
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

    def _weigh(
        self,
        codes: Arrays,
        tallies: Arrays,
        stretches: list[np.ndarray[Any, Any]],
        seen: np.ndarray[Any, Any],
        counted: int,
    ) -> None:
        """Keep of each article the words that weigh most, the weightiest first."""
        import pyarrow as pa
        import pyarrow.compute as pc

        total = max(counted, 1)
        # Among equal weights the first in the alphabet.
        rank = np.empty(len(self._words), dtype=np.int64)
        rank[pc.sort_indices(pa.array(self._words, pa.large_string())).to_numpy()] = np.arange(len(rank))
        # By math.log, which is the same wherever a number stands; numpy's need not be.
        counts, places = np.unique(seen, return_inverse=True)
        rarity = np.array([0.3 + math.log((total + 1) / (n + 0.5)) for n in counts.tolist()])[places]
        often = seen > max(0.6 * total, 3)
        grown = np.array([0.0] + [1 + math.log(n) for n in range(1, 1 << 12)])
        for number, lengths in enumerate(stretches):
            found, tally = codes[number], tallies[number]
            # 0.3 is added, so that words keep some weight in a corpus of a single topic.
            weights = (
                grown[np.minimum(tally >> 1, len(grown) - 1)] * rarity[found] * np.where(tally & 1, 1, _NAMES)
            )
            rows = np.repeat(np.arange(len(lengths)), lengths)
            kept = ~often[found]
            found, weights, rows = found[kept], weights[kept], rows[kept]
            order = np.lexsort((rank[found], -weights, rows))
            found, weights = found[order], weights[order]
            ends = np.searchsorted(rows[order], np.arange(len(lengths) + 1))
            for first, end in pairwise(ends.tolist()):
                last = min(end, first + _KEEP)
                top = weights[first:last]
                norm = math.sqrt(sum([w * w for w in top.tolist()])) or 1.0
                self._codes.append(found[first:last])
                self._weights.append(top / norm)


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
