"""What was decided of the reports of each article, kept for when the archive has grown: as flat arrays, articles in the order of reading."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = np.ndarray[Any, Any]


def none() -> Numbers:
    """Return no numbers."""
    return np.zeros(0, dtype=np.uint64)


@dataclass(slots=True)
class Lists:
    """Lists of numbers of 64 bits, one behind the other: where each ends, a zero before them, and all of them in a row."""

    ends: Numbers = field(default_factory=lambda: np.zeros(1, dtype=np.uint64))
    values: Numbers = field(default_factory=none)

    @classmethod
    def of(cls, lists: Sequence[Sequence[float]], dtype: Any = np.uint64) -> Lists:
        """Return so many lists."""
        lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        values = np.fromiter(chain.from_iterable(lists), dtype=dtype, count=int(lengths.sum()))
        return cls(_ends(lengths), values.view(np.uint64))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> Numbers:
        return self.values[int(self.ends[number]) : int(self.ends[number + 1])]

    def lengths(self) -> Numbers:
        """Return how long each is."""
        return np.diff(self.ends.astype(np.int64))

    def joined(self, others: Lists) -> Lists:
        """Return these lists and behind them others."""
        ends = np.concatenate((self.ends, others.ends[1:] + self.ends[-1]))
        return Lists(ends, np.concatenate((self.values, others.values)))

    def taken(self, order: Numbers) -> Lists:
        """Return some lists in an order."""
        lengths = self.lengths()[order]
        ends = _ends(lengths)
        shift = np.repeat(self.ends[:-1].astype(np.int64)[order] - ends[:-1].astype(np.int64), lengths)
        return Lists(ends, self.values[shift + np.arange(len(shift))])


@dataclass(slots=True)
class Kept:
    """What was decided.

    A telling is what an article says of one event, in one report or several.

    Attributes
    ----------
    articles : array of uint64
        A number for all that rests on each article alone.
    named : array of uint64
        A number for each article's id and its place among articles.
    tellings : array of uint64
        How many tellings each article has.
    said : array of uint64
        A number for all that each telling says.
    days : array of int64
        The first and the last day that each may be of.
    incidents : array of uint64
        The telling that opened the incident of each.
    keys, rows : Lists
        The keys of each, and the rows of its reports counted within the article.
    fitting, fits : Lists
        The incidents that it fitted, of those under its keys, and how well: the bits of so many float64.
    """

    articles: Numbers = field(default_factory=none)
    named: Numbers = field(default_factory=none)
    tellings: Numbers = field(default_factory=none)
    said: Numbers = field(default_factory=none)
    days: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    incidents: Numbers = field(default_factory=none)
    keys: Lists = field(default_factory=Lists)
    rows: Lists = field(default_factory=Lists)
    fitting: Lists = field(default_factory=Lists)
    fits: Lists = field(default_factory=Lists)

    def flat(self) -> list[Numbers]:
        """Return all arrays; `from_flat` takes them."""
        lists = (self.keys, self.rows, self.fitting, self.fits)
        each = [array for one in lists for array in (one.ends, one.values)]
        return [
            self.articles,
            self.named,
            self.tellings,
            self.said,
            self.days.view(np.uint64),
            self.incidents,
            *each,
        ]

    @classmethod
    def from_flat(cls, arrays: Sequence[Numbers]) -> Kept:
        """Return what was kept; raise ValueError where arrays do not belong together."""
        articles, named, tellings, said, days, incidents, *each = arrays
        lists = [Lists(ends, values) for ends, values in zip(each[::2], each[1::2], strict=True)]
        lengths = {len(said), len(days) // 2, int(tellings.sum()), *map(len, lists)}
        if {len(named), len(tellings)} != {len(articles)} or lengths != {len(incidents)}:
            raise ValueError("arrays that do not belong together")
        return cls(articles, named, tellings, said, days.view(np.int64), incidents, *lists)


@dataclass(slots=True)
class Likeness:
    """Which articles are like others before them, articles in the order of their ids.

    Attributes
    ----------
    numbers : array of uint64
        One for each article's id, day and words.
    probes : Lists
        The words that tell most about each, by number.
    others, values : Lists
        The articles before it that are like each, by their places; and how much, the bits of so many float64.
    """

    numbers: Numbers = field(default_factory=none)
    probes: Lists = field(default_factory=Lists)
    others: Lists = field(default_factory=Lists)
    values: Lists = field(default_factory=Lists)

    def near(self, ids: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
        """Return the same by ids, which are given in order."""
        others = [ids[at] for at in self.others.values.tolist()]
        pairs = list(zip(others, self.values.values.view(np.float64).tolist(), strict=True))
        bounds = pairwise(self.others.ends.tolist())
        return {one: pairs[first:last] for one, (first, last) in zip(ids, bounds, strict=True)}

    def flat(self) -> list[Numbers]:
        """Return all arrays; `from_flat` takes them."""
        each = [array for one in (self.probes, self.others, self.values) for array in (one.ends, one.values)]
        return [self.numbers, *each]

    @classmethod
    def from_flat(cls, arrays: Sequence[Numbers]) -> Likeness:
        """Return what was kept; raise ValueError where arrays do not belong together."""
        numbers, *each = arrays
        lists = [Lists(ends, values) for ends, values in zip(each[::2], each[1::2], strict=True)]
        if set(map(len, lists)) != {len(numbers)}:
            raise ValueError("arrays that do not belong together")
        return cls(numbers, *lists)


class Decisions:
    """Decisions of an earlier run, and those of this one.

    Attributes
    ----------
    kept : Kept
        What was decided; after a run, what was decided in it.
    rows : pyarrow.Table, optional
        The incidents it came to, with a column ``number`` for all that each rests on.
    like : Likeness
        Which articles are like which.
    made : int
        Of how many articles was decided anew.
    """

    def __init__(
        self, kept: Kept | None = None, rows: pa.Table | None = None, like: Likeness | None = None
    ) -> None:
        self.kept, self.rows, self.like = kept or Kept(), rows, like or Likeness()
        self.made = 0


def _ends(lengths: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.uint64)


@lru_cache(maxsize=1 << 14)
def number_of(text: str) -> int:
    """Return 64 bits of BLAKE2b over a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def number_of_all(numbers: Iterable[int]) -> int:
    """Return 64 bits of BLAKE2b over numbers of 64 bits, in their order."""
    return int.from_bytes(blake2b(array("Q", numbers).tobytes(), digest_size=8).digest(), "little")


def numbers_of_runs(numbers: Numbers, ends: Numbers) -> Numbers:
    """Return a number for each run of numbers, in their order; runs end where `ends`, a zero before them, says."""
    starts: Numbers = ends[:-1].astype(np.int64)
    lengths: Numbers = np.diff(ends.astype(np.int64))
    place = (np.arange(len(numbers)) - np.repeat(starts, lengths)).astype(np.uint64)
    with np.errstate(over="ignore"):
        mixed = (numbers ^ (place * np.uint64(0xD6E8FEB86659FD93))) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(0xD6E8FEB86659FD93)
        mixed ^= mixed >> np.uint64(29)
        total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)))
        return total[ends[1:].astype(np.int64)] - total[starts]
