"""Stories: articles that are copies of one text, syndicated, shortened or lightly edited."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.scratch import Arrays, Scratch
from analystkit.resolve.instants import microsecond_of
from analystkit.resolve.traits import BANDS, COPYING, Traits, reading, rows_of

if TYPE_CHECKING:
    import pyarrow as pa

JACCARD = 0.35
CONTAINMENT = 0.75


def assign_stories(
    articles: pd.DataFrame, *, scratch: Scratch | None = None, traits: Traits | None = None
) -> pd.Series:
    """Give copies of one text a common story id.

    Copies are found by MinHash over three-word shingles of the text (Broder 1997), cut into bands: texts that
    agree in one band are compared. They are verified by their exact Jaccard index (at least 0.35, which leaves room for one word in ten being changed), or,
    for a shortened copy, by the share of the shorter text that the longer one holds (at least 0.75). Headlines are not
    looked at, a dateline or an agency's credit hardly counts.

    Parameters
    ----------
    articles : pandas.DataFrame
        Frame ``articles``: article_id, text and, if there, title and published.
    scratch : Scratch, optional
        Where shingles and signatures are kept meanwhile (some 5 kB an article); in memory by default.
    traits : Traits, optional
        What was made of the texts before; they are read otherwise.

    Returns
    -------
    pandas.Series
        ``story_id`` with the index of `articles`. The id comes from the earliest published article of the story (the smallest article
        id where dates are equal or missing), so that copies added later keep it.
    """
    ids = articles["article_id"].astype(object).tolist()
    parent = array("q", range(len(ids)))
    _join_copies((traits or reading(articles))(COPYING), parent, scratch or Scratch())
    published = _published(articles)
    first: dict[int, tuple[bool, int, str]] = {}
    for row, article_id in enumerate(ids):
        root = _root(parent, row)
        rank = (published[row] is None, published[row] or 0, str(article_id))
        first[root] = min(first.get(root, rank), rank)
    stories = [stable_id("st", first[_root(parent, row)][2]) for row in range(len(ids))]
    return pd.Series(stories, index=articles.index, dtype="str", name="story_id")


def _join_copies(tables: Iterable[pa.Table], parent: MutableSequence[int], scratch: Scratch) -> None:
    """Join the rows of copies in a union-find forest."""
    equal: dict[int, int] = {}
    shingles, bands = scratch.arrays(np.uint64), scratch.arrays(np.uint64)
    rows = array("q")
    row = -1
    for table in tables:
        columns = (rows_of(table, "shingles"), rows_of(table, "bands"))
        for same, found, signature in zip(table.column("same").to_pylist(), *columns, strict=True):
            row += 1
            if same:
                known = equal.setdefault(same, row)
                if known != row:
                    parent[_root(parent, row)] = _root(parent, known)
                    continue
            if len(signature):
                rows.append(row)
                shingles.append(found)
                bands.append(signature)
    table = bands.whole().reshape(-1, BANDS)
    for band in range(BANDS):
        for members in _meeting(np.array(table[:, band])):
            _join_alike(members, rows, shingles, parent)


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
