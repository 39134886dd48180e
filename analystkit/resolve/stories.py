"""Stories: articles that are copies of one text, syndicated, shortened or lightly edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import pandas as pd

from analystkit.model.ids import stable_id
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


def assign_stories(articles: pd.DataFrame) -> pd.Series:
    """Give copies of one text a common story id.

    Copies are found by MinHash over three-word shingles of the text (Broder 1997; locality-sensitive hashing by datasketch)
    and verified by their exact Jaccard index (at least 0.35, which leaves room for one word in ten being changed), or,
    for a shortened copy, by the share of the shorter text that the longer one holds (at least 0.75). Headlines are not
    looked at, a dateline or an agency's credit hardly counts.

    Parameters
    ----------
    articles : pandas.DataFrame
        Frame ``articles``: article_id, text and, if there, title and published.

    Returns
    -------
    pandas.Series
        ``story_id`` with the index of `articles`. The id comes from the earliest published article of the story (the smallest article
        id where dates are equal or missing), so that copies added later keep it.
    """
    ids = articles["article_id"].astype(object).tolist()
    texts = articles["text"].astype(object).tolist()
    titles = articles["title"].astype(object).tolist() if "title" in articles else [""] * len(ids)
    shingles = [_shingles(_body(title, text)) for title, text in zip(titles, texts, strict=True)]
    parent = list(range(len(ids)))
    for a, b in _copies(texts, shingles):
        parent[_root(parent, b)] = _root(parent, a)
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
    codes = np.fromiter((_code(word) for word in words), dtype=np.uint64, count=len(words))
    mixed = codes[: len(words) - SHINGLE + 1].copy()
    with np.errstate(over="ignore"):
        for step in range(1, SHINGLE):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(words) - SHINGLE + 1 + step]
            mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


@lru_cache(maxsize=500_000)
def _code(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _copies(texts: list[str], shingles: list[np.ndarray]) -> Iterator[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    equal: dict[str, int] = {}
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    start = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
    for row, found in enumerate(shingles):
        same = " ".join((texts[row] or "").split())
        if same:
            known = equal.setdefault(same, row)
            if known != row:
                yield known, row
                continue
        if len(found) < SHORTEST:
            continue
        signature = start.copy()
        signature.update_batch((found & np.uint64(0xFFFFFFFF)).tolist())
        for other in index.query(signature):
            if _is_copy(found, shingles[other]):
                yield other, row
        index.insert(row, signature)


def _is_copy(a: np.ndarray, b: np.ndarray) -> bool:
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common >= JACCARD * (len(a) + len(b) - common) or common >= CONTAINMENT * min(len(a), len(b))


def _published(articles: pd.DataFrame) -> list[int | None]:
    if "published" not in articles:
        return [None] * len(articles)
    return [None if pd.isna(value) else microsecond_of(value) for value in articles["published"]]


def _root(parent: list[int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
