"""Stories: articles that are copies of one text, syndicated, shortened or lightly edited."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.scratch import Arrays, Scratch
from analystkit.resolve.instants import microsecond_of

_WORD = re.compile(r"\w+")
SHINGLE = 3
PERMUTATIONS = 128
# 42 bands of 3 rows: pairs with a Jaccard index of .4 meet with probability .94, of .05 with .005.
BANDS, ROWS = 42, 3
JACCARD = 0.35
CONTAINMENT = 0.75
# Fewer shingles than this tell nothing about copying: such texts are copies only if they are equal.
SHORTEST = 20


def assign_stories(articles: pd.DataFrame, *, scratch: Scratch | None = None) -> pd.Series:
    """Give copies of one text a common story id.

    Copies are found by MinHash over three-word shingles of the text (Broder 1997; signatures by datasketch), cut into bands: texts that
    agree in one band are compared. They are verified by their exact Jaccard index (at least 0.35, which leaves room for one word in ten being changed), or,
    for a shortened copy, by the share of the shorter text that the longer one holds (at least 0.75). Headlines are not
    looked at, a dateline or an agency's credit hardly counts.

    Parameters
    ----------
    articles : pandas.DataFrame
        Frame ``articles``: article_id, text and, if there, title and published. Texts are read once, in order.
    scratch : Scratch, optional
        Where shingles and signatures are kept meanwhile (some 4 kB an article); in memory by default.

    Returns
    -------
    pandas.Series
        ``story_id`` with the index of `articles`. The id comes from the earliest published article of the story (the smallest article
        id where dates are equal or missing), so that copies added later keep it.
    """
    ids = articles["article_id"].astype(object).tolist()
    titles = articles["title"] if "title" in articles else [""] * len(ids)
    parent = array("q", range(len(ids)))
    _join_copies(zip(titles, articles["text"], strict=True), parent, scratch or Scratch())
    published = _published(articles)
    first: dict[int, tuple[bool, int, str]] = {}
    for row, article_id in enumerate(ids):
        root = _root(parent, row)
        rank = (published[row] is None, published[row] or 0, str(article_id))
        first[root] = min(first.get(root, rank), rank)
    stories = [stable_id("st", first[_root(parent, row)][2]) for row in range(len(ids))]
    return pd.Series(stories, index=articles.index, dtype="str", name="story_id")


def _body(title: str, text: str) -> str:
    """Return the text without a headline printed at its top."""
    text = text or ""
    return text[len(title) :] if title and text.startswith(title) else text


def _shingles(text: str) -> np.ndarray:
    """Return the sorted hashes of the distinct shingles of a text."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    # Python's own string hash is salted per process; this one is the same everywhere.
    codes = np.fromiter((_word_code(word) for word in words), dtype=np.uint64, count=len(words))
    mixed = codes[: len(words) - SHINGLE + 1].copy()
    with np.errstate(over="ignore"):
        for step in range(1, SHINGLE):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(words) - SHINGLE + 1 + step]
            mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


@lru_cache(maxsize=500_000)
def _word_code(word: str) -> int:
    return _code(word)


def _code(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _join_copies(articles: Iterable[tuple[str, str]], parent: MutableSequence[int], scratch: Scratch) -> None:
    """Join the rows of copies in a union-find forest; articles are (title, text)."""
    from datasketch import MinHash

    equal: dict[int, int] = {}
    shingles, bands = scratch.arrays(np.uint64), scratch.arrays(np.uint64)
    rows = array("q")
    start = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
    for row, (title, text) in enumerate(articles):
        same = " ".join((text or "").split())
        if same:
            known = equal.setdefault(_code(same), row)
            if known != row:
                parent[_root(parent, row)] = _root(parent, known)
                continue
        found = _shingles(_body(title, text))
        if len(found) < SHORTEST:
            continue
        signature = start.copy()
        signature.update_batch((found & np.uint64(0xFFFFFFFF)).tolist())
        rows.append(row)
        shingles.append(found)
        bands.append(_bands(signature.hashvalues))
    table = bands.whole().reshape(-1, BANDS)
    for band in range(BANDS):
        for members in _meeting(np.array(table[:, band])):
            _join_alike(members, rows, shingles, parent)


def _bands(values: np.ndarray) -> np.ndarray:
    """Return one number a band of a signature: equal where all of the band is equal."""
    mixed = np.zeros(BANDS, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(ROWS):
            mixed = (mixed ^ values[step : BANDS * ROWS : ROWS].astype(np.uint64)) * np.uint64(
                0x9E3779B97F4A7C15
            )
            mixed ^= mixed >> np.uint64(29)
    return mixed


def _meeting(values: np.ndarray) -> Iterator[list[int]]:
    """Yield the places of equal values, those that stand alone left out."""
    order = values.argsort(kind="stable")
    bounds = np.flatnonzero(np.diff(values[order], prepend=~values[order[:1]], append=~values[order[-1:]]))
    for first, last in pairwise(bounds.tolist()):
        if last - first > 1:
            yield order[first:last].tolist()


def _join_alike(
    members: list[int], rows: Sequence[int], shingles: Arrays, parent: MutableSequence[int]
) -> None:
    """Join those of some texts that are copies; what is one story already need not be compared."""
    seen: dict[int, list[int]] = {}
    for member in members:
        for root in [root for root in seen if root != _root(parent, rows[member])]:
            if any(_is_copy(shingles[member], shingles[other]) for other in seen[root]):
                mine = _root(parent, rows[member])
                parent[root] = mine
                seen[mine] = seen.get(mine, []) + seen.pop(root)
        seen.setdefault(_root(parent, rows[member]), []).append(member)


def _is_copy(a: np.ndarray, b: np.ndarray) -> bool:
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common >= JACCARD * (len(a) + len(b) - common) or common >= CONTAINMENT * min(len(a), len(b))


def _published(articles: pd.DataFrame) -> list[int | None]:
    if "published" not in articles:
        return [None] * len(articles)
    return [None if pd.isna(value) else microsecond_of(value) for value in articles["published"]]


def _root(parent: MutableSequence[int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
