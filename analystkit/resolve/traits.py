"""What resolution reads of one article's title and text, whatever other articles there are: worked out once, kept beside the part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.resolve.distinct import distinct

if TYPE_CHECKING:
    import pyarrow as pa

# Gives these columns again each time, stretch by stretch in the order of the articles.
Traits = Callable[[Sequence[str]], Iterator["pa.Table"]]
# What copies are found by, and what says what articles talk about.
COPYING, TALKING = ("same", "shingles", "bands"), ("words", "tallies")

_WORD = re.compile(r"\w+")
_TELLING = re.compile(r"[^\W\d_]{3,}|\d{2,}")
# So many characters of an article say what it is about.
_READ = 6000
SHINGLE = 3
# 42 bands of 3 rows: pairs with a Jaccard index of .4 meet with probability .94, of .05 with .005.
BANDS, ROWS = 42, 3
_HELD = 5_000
# Fewer shingles than this tell nothing about copying: such texts are copies only if they are equal.
SHORTEST = 20
_MIX = np.uint64(0x9E3779B97F4A7C15)


def schema() -> pa.Schema:
    """Return the columns of traits, one row an article.

    ``same`` is equal for texts of the same words in a row and 0 for none; ``shingles`` are sorted; ``bands`` are empty where there are too
    few shingles; ``words`` are sorted hashes too, and ``tallies`` twice the number of times that each occurs, plus one for those
    that are written small.
    """
    import pyarrow as pa

    return pa.schema(
        {
            "same": pa.uint64(), "shingles": pa.large_list(pa.uint64()), "bands": pa.large_list(pa.uint64()),
            "words": pa.large_list(pa.uint64()), "tallies": pa.large_list(pa.uint16()),
        }
    )  # fmt: skip


def traits_of(articles: Iterable[tuple[str, str]]) -> pa.Table:
    """Return the traits of articles, given as (title, text), as a table of `schema`."""
    import pyarrow as pa

    columns: dict[str, list[Any]] = {name: [] for name in schema().names}
    for title, written in articles:
        text = written or ""
        same = " ".join(text.split())
        columns["same"].append(_code(same) if same else 0)
        found = shingles_of(_body(title, text))
        columns["shingles"].append(found)
        columns["bands"].append(bands_of(found) if len(found) >= SHORTEST else np.zeros(0, dtype=np.uint64))
        words = _TELLING.findall(f"{title} {text}"[:_READ])
        counted = Counter(word.casefold() for word in words)
        small = {word for word in words if word[0].islower()}
        number = len(counted)
        codes = np.fromiter(map(_word_code, counted), dtype=np.uint64, count=number)
        # In this order they are looked up in half the time.
        order = codes.argsort()
        columns["words"].append(codes[order])
        # An article of which six thousand characters are read cannot pass what 16 bits hold.
        tallies = (2 * times + (word in small) for word, times in counted.items())
        columns["tallies"].append(np.fromiter(tallies, dtype=np.uint16, count=number)[order])
    arrays = []
    for field in schema():
        held = columns[field.name]
        if field.name == "same":
            arrays.append(pa.array(held, pa.uint64()))
            continue
        ends = pa.array([0, *accumulate(map(len, held))], pa.int64())
        kind = field.type.value_type
        flat = np.concatenate([np.zeros(0, dtype=kind.to_pandas_dtype()), *held])
        arrays.append(pa.LargeListArray.from_arrays(ends, pa.array(flat, kind)))
    return pa.Table.from_arrays(arrays, schema=schema())


def reading(articles: pd.DataFrame, at_once: int = 256) -> Traits:
    """Return what reads the traits of an articles frame: of so many articles at once."""

    def tables(columns: Sequence[str]) -> Iterator[pa.Table]:
        titles = articles["title"] if "title" in articles else [""] * len(articles)
        texts = zip(titles, articles["text"], strict=True)
        while batch := list(islice(texts, at_once)):
            yield traits_of(batch).select(list(columns))

    return tables


def kept(articles: pd.DataFrame) -> Traits:
    """Return what gives the traits of an articles frame again: held in memory (some 13 kB an article), of many articles made again."""
    if len(articles) > _HELD:
        return reading(articles)
    tables = list(reading(articles)(schema().names))
    return lambda columns: (table.select(list(columns)) for table in tables)


def rows_of(table: pa.Table, column: str) -> Iterator[np.ndarray[Any, Any]]:
    """Yield the numbers in each row of a column of lists."""
    for chunk in table.column(column).chunks:
        ends, values = chunk.offsets.to_numpy(), chunk.values.to_numpy()
        for first, last in pairwise(ends.tolist()):
            yield values[first:last]


def _body(title: str, text: str) -> str:
    """Return the text without a headline printed at its top."""
    return text[len(title) :] if title and text.startswith(title) else text


def shingles_of(text: str) -> np.ndarray[Any, Any]:
    """Return the sorted hashes of the distinct shingles of a text."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    # Python's own string hash is salted per process; this one is the same everywhere.
    codes = np.fromiter((_word_code(word) for word in words), dtype=np.uint64, count=len(words))
    mixed = codes[: len(words) - SHINGLE + 1].copy()
    with np.errstate(over="ignore"):
        for step in range(1, SHINGLE):
            mixed = mixed * _MIX + codes[step : len(words) - SHINGLE + 1 + step]
            mixed ^= mixed >> np.uint64(29)
    return distinct(mixed)


@lru_cache(maxsize=1 << 15)
def _word_code(word: str) -> int:
    return _code(word)


def _code(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@cache
def _permutations() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return a and b of the permutations h -> a h + b modulo 2^64 of shingles, an odd a each, in columns; the same everywhere."""
    drawn = [[_code(f"{name}{number}") for number in range(BANDS * ROWS)] for name in ("a", "b")]
    factors, offsets = np.array(drawn, dtype=np.uint64)[:, :, None]
    return factors | np.uint64(1), offsets


def bands_of(shingles: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return one number a band of the MinHash signature of a text (Broder 1997): equal where all rows of the band are equal."""
    factors, offsets = _permutations()
    # Products of numbers that differ in their high bits alone would differ there alone.
    values = (factors * (shingles ^ (shingles >> np.uint64(32))) + offsets).min(axis=1)
    mixed = np.zeros(BANDS, dtype=np.uint64)
    for step in range(ROWS):
        mixed = (mixed ^ values[step::ROWS]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed
