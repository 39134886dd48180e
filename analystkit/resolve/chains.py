"""The chains of mentions that are one actor within one article, by number, and which of them are worded alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as chained
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.resolve.wordings import Wording, worded

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(slots=True, eq=False)
class Chains:
    """All chains, by number: of a hundred thousand of them none is an object of its own.

    Attributes
    ----------
    ids, article_ids : list of str
        Of each.
    article_of : list of int
        Where the article of each stands in `articles`.
    articles : list of str
        The articles that have chains.
    wordings : list of Wording
        What the mentions of each say.
    worded : dict of Wording to list of int
        The chains of each wording: what hangs on their words alone is asked once.
    of_row : array of int64
        The chain of each mention, -1 where it is none of these.
    first_rows : list of int
        The row of the first mention of each.
    acting, doing : array of int64
        The chain of each act, -1 where it is none of these, and the number of what is done.
    acts : list of str
        All that is done.
    """

    ids: list[str]
    article_ids: list[str]
    article_of: list[int]
    articles: list[str]
    wordings: list[Wording]
    worded: dict[Wording, list[int]]
    of_row: np.ndarray[Any, Any]
    first_rows: list[int]
    acting: np.ndarray[Any, Any]
    doing: np.ndarray[Any, Any]
    acts: list[str]

    def __len__(self) -> int:
        return len(self.ids)

    def sizes(self) -> list[int]:
        """Return how many mentions each has."""
        sizes: list[int] = np.bincount(self.of_row[self.of_row >= 0], minlength=len(self)).tolist()
        return sizes

    def part(self, chain: int, texts: Mapping[int, str], names: Collection[str]) -> list[int]:
        """Give some names of a chain to chains of their own, and return these; `texts` are the words of its mentions, by row."""
        whole = self.wordings[chain]
        self.worded[whole].remove(chain)
        if not self.worded[whole]:
            del self.worded[whole]
        self.wordings[chain] = whole.without(names)
        self.worded[self.wordings[chain]] = [chain]
        first = len(self)
        for text in names:
            rows = [row for row, said in texts.items() if said == text]
            self.worded[own := Wording.of_name(text, "PERSON", whole.names[text])] = [len(self)]
            self.wordings.append(own)
            self.article_ids.append(self.article_ids[chain])
            self.article_of.append(self.article_of[chain])
            self.of_row[rows] = len(self)
            self.first_rows.append(rows[0])
            self.ids.append(f"{self.ids[chain]}#{text}")
        self.first_rows[chain] = min(row for row, said in texts.items() if said not in names)
        return list(range(first, len(self)))


# Chains that are one actor, by the rule that brought them and how sure that is.
Links = dict[tuple[str, float], list[int]]


def link(links: Links, chains: Iterable[int], rule: str, sure: float) -> None:
    """Add chains to those that a rule has brought."""
    links.setdefault((rule, sure), []).extend(chains)


def in_a_row(members: Sequence[Sequence[int]]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the chains of all in a row, and before them whose each is."""
    sizes = [len(some) for some in members]
    every = np.fromiter(chained.from_iterable(members), dtype=np.int64, count=sum(sizes))
    return np.repeat(np.arange(len(members)), sizes), every


# Beyond this a product of two numbers may be too large for 64 bits.
_LARGE = 1 << 62
# What is said of an actor by one mention.
_SAID = ("text", "label", "kind", "title", "role", "country", "sector")


def read_chains(mentions: pd.DataFrame) -> Chains:
    """Sum up the mentions of each chain that acts and is named or described; mentions without one are chains of their own."""
    import pyarrow as pa

    entity = mentions["entity"]
    alone = (entity == "").to_numpy()
    of_row, ids = _numbered(entity.where(~alone, mentions["mention_id"]) if alone.any() else entity)
    telling = (mentions["kind"] != "pronoun").to_numpy()
    acting = (mentions["role"] != "place").to_numpy()
    chosen = np.flatnonzero(
        np.bincount(of_row[acting], minlength=len(ids)).astype(bool)
        & np.bincount(of_row[telling], minlength=len(ids)).astype(bool)
    )
    number = np.full(len(ids), -1, dtype=np.int64)
    number[chosen] = np.arange(len(chosen))
    of_row = number[of_row]
    first_rows = _first(of_row)
    wordings, by_wording = _wordings(mentions, of_row, telling, len(chosen))
    article_of, those = pd.factorize(mentions["article_id"].iloc[first_rows])
    articles: list[str] = those.tolist()
    told = np.flatnonzero((mentions["act"] != "").to_numpy()) if "act" in mentions else chosen[:0]
    doing, acts = _numbered(mentions["act"].iloc[told]) if len(told) else (told, None)
    return Chains(
        ids.take(pa.array(chosen)).to_pylist(), [articles[article] for article in article_of.tolist()], article_of.tolist(), articles, wordings, by_wording,
        of_row, first_rows.tolist(), of_row[told], doing, acts.to_pylist() if acts is not None else [],
    )  # fmt: skip


def _wordings(
    mentions: pd.DataFrame, of_row: np.ndarray[Any, Any], telling: np.ndarray[Any, Any], chains: int
) -> tuple[list[Wording], dict[Wording, list[int]]]:
    """Return the wording of each chain, and the chains of each wording."""
    said, sayings = _sayings(mentions)
    rows = np.flatnonzero(telling & (of_row >= 0))
    rows = rows[np.argsort(of_row[rows], kind="stable")]
    sizes = np.bincount(of_row[rows], minlength=chains)
    ends = np.cumsum(sizes)
    # Most are told of once: those in the same words are found all together, the others one by one.
    once = np.flatnonzero(sizes == 1)
    words = said[rows[ends[once] - 1]]
    order = np.argsort(words, kind="stable")
    same, words = once[order].tolist(), words[order]
    bounds = np.flatnonzero(np.diff(words, prepend=-1, append=-1))
    alike: dict[tuple[int, ...], list[int]] = {
        (one,): same[first:last]
        for one, (first, last) in zip(words[bounds[:-1]].tolist(), pairwise(bounds.tolist()), strict=True)
    }
    told = said[rows].tolist()
    several = np.flatnonzero(sizes > 1)
    for chain, end, size in zip(
        several.tolist(), ends[several].tolist(), sizes[several].tolist(), strict=True
    ):
        key = tuple(told[end - size : end])
        if key in alike:
            alike[key].append(chain)
        else:
            alike[key] = [chain]
    by_wording = {worded([sayings[one] for one in key]): some for key, some in alike.items()}
    wordings = [Wording()] * chains
    for wording, some in by_wording.items():
        for chain in some:
            wordings[chain] = wording
    return wordings, by_wording


def _sayings(mentions: pd.DataFrame) -> tuple[np.ndarray[Any, Any], list[tuple[str, ...]]]:
    """Return a number for what each mention says, and what that is: most say what others have said."""
    numbers, size = np.zeros(len(mentions), dtype=np.int64), 1
    for name in _SAID:
        codes, values = _numbered(mentions[name])
        if size * len(values) >= _LARGE:
            numbers, found = pd.factorize(numbers)
            size = len(found)
        numbers = numbers * len(values) + codes
        size *= len(values)
    numbers, _ = pd.factorize(numbers)
    rows = _first(numbers)
    return numbers, list(zip(*(mentions[name].iloc[rows].tolist() for name in _SAID), strict=True))


def _first(numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return where each number from zero up stands first; no smaller one stands first behind a larger one."""
    return np.flatnonzero(np.diff(np.maximum.accumulate(numbers), prepend=-1))


def _numbered(column: pd.Series) -> tuple[np.ndarray[Any, Any], pa.Array]:
    """Return a number for each value, in the order in which they are met, and the values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.dtype == "category":
        codes, values = pd.factorize(column, use_na_sentinel=False)
        return codes, pa.array(values)
    found = pc.dictionary_encode(pa.array(column, pa.large_string()), null_encoding="encode")
    found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    return found.indices.to_numpy().astype(np.int64), found.dictionary
