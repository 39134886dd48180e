"""The chains of mentions that are one actor within one article, and what they say, summed up once for all that are worded alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd


class _Nothing(Counter[str]):
    """The one empty count."""

    # One that never changes may be a default.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __setitem__(self, key: str, value: int) -> None:
        raise TypeError("this count is shared by all chains: add to it by `counted`")


# Most of the eight counts stay empty: making them anew for each would take more time and memory than all that is in them.
NOTHING: Counter[str] = _Nothing()
_counter = partial(Counter.__new__, Counter)


@dataclass(slots=True, eq=False)
class Wording:
    """What the mentions of a chain say about it, in whatever article: chains in the very same words share one.

    Counts begin as one empty one that all share: add to them by `counted`. Who has been given a wording changes none of them.

    Attributes
    ----------
    plural : int
        How many descriptions speak of several ("two gunmen").
    label : str
        The label most of its names have, else most of its mentions; later the one that is settled over the corpus.
    role, description, alias : str
        The most frequent role noun and description, and the most frequent name or else description.
    """

    names: Counter[str] = NOTHING
    labels: Counter[str] = NOTHING
    roles: Counter[str] = NOTHING
    titles: Counter[str] = NOTHING
    countries: Counter[str] = NOTHING
    named_countries: Counter[str] = NOTHING
    sectors: Counter[str] = NOTHING
    nominals: Counter[str] = NOTHING
    plural: int = 0
    label: str = ""
    role: str = ""
    description: str = ""
    alias: str = ""

    @classmethod
    def of_name(cls, text: str, label: str, times: int) -> Wording:
        """Return the wording of a chain that is only named, so many times."""
        names = counted(NOTHING, text, times)
        return cls(names, counted(NOTHING, label, 3 * times), label=label, alias=text)

    def without(self, names: Collection[str]) -> Wording:
        """Return the same without some of its names."""
        left = _counter()
        left.update({text: count for text, count in self.names.items() if text not in names})
        return replace(self, names=left, alias=most_common(left) or self.description)

    @property
    def known_place(self) -> bool:
        """True for countries, their people and capitals, which the lexicon knows; asked before labels are settled."""
        return self.label in ("GPE", "NORP", "LOC") and bool(self.countries)

    @property
    def number(self) -> str:
        """Return "s" for one person, "p" for several, "" where neither names nor nominals tell."""
        if self.names:
            return "s" if self.label == "PERSON" else ""
        return "p" if 2 * self.plural > self.nominals.total() else "s" if self.nominals else ""

    def offices(self) -> set[str]:
        """Return the role nouns in its titles: "Interior Minister" gives itself and "minister"."""
        if not self.titles:
            return set()
        words = [title.lower().removeprefix("former ").split() for title in self.titles]
        return {" ".join(each[i:]) for each in words for i in range(len(each))}


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
    acting : array of int64
        The chain of each act, -1 where it is none of these.
    acts : list of str
        The acts.
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


def most_common(counts: Counter[str]) -> str:
    """Return the most frequent value, the first in alphabetical order among equals; "" if there is none."""
    if len(counts) < 2:
        # Nearly always.
        return next(iter(counts), "")
    return min(counts, key=lambda value: (-counts[value], value))


def counted(counts: Counter[str], value: str, times: int = 1) -> Counter[str]:
    """Return the counts with one more of a value; those of others stay as they are."""
    if counts is NOTHING:
        counts = _counter()
    # A Counter answers for what it has not by a call in Python.
    counts[value] = counts.get(value, 0) + times
    return counts


# What is said of an actor by one mention.
_SAID = ("text", "label", "kind", "title", "role", "country", "sector")


def read_chains(mentions: pd.DataFrame) -> Chains:
    """Sum up the mentions of each chain that acts and is named or described; mentions without one are chains of their own."""
    both = zip(mentions["entity"].tolist(), mentions["mention_id"].tolist(), strict=True)
    of_row, ids = pd.factorize(np.array([entity or own for entity, own in both], dtype=object))
    telling = (mentions["kind"] != "pronoun").to_numpy()
    acting = (mentions["role"] != "place").to_numpy()
    chosen = np.flatnonzero(
        np.bincount(of_row[acting], minlength=len(ids)).astype(bool)
        & np.bincount(of_row[telling], minlength=len(ids)).astype(bool)
    )
    number = np.full(len(ids), -1, dtype=np.int64)
    number[chosen] = np.arange(len(chosen))
    of_row = number[of_row]
    # Before them stands where none of these is first.
    first_rows = np.unique(of_row, return_index=True)[1][-len(chosen) :] if len(chosen) else chosen
    wordings, worded = _wordings(mentions, of_row, telling, len(chosen))
    article_of, told = pd.factorize(mentions["article_id"].iloc[first_rows])
    articles: list[str] = told.tolist()
    doing = np.flatnonzero((mentions["act"] != "").to_numpy()) if "act" in mentions else chosen[:0]
    return Chains(
        ids[chosen].tolist(), [articles[article] for article in article_of.tolist()], article_of.tolist(), articles, wordings, worded,
        of_row, first_rows.tolist(), of_row[doing], mentions["act"].iloc[doing].tolist() if len(doing) else [],
    )  # fmt: skip


def _wordings(
    mentions: pd.DataFrame, of_row: np.ndarray[Any, Any], telling: np.ndarray[Any, Any], chains: int
) -> tuple[list[Wording], dict[Wording, list[int]]]:
    """Return the wording of each chain, and the chains of each wording."""
    said, sayings = _sayings(mentions)
    rows = np.flatnonzero(telling & (of_row >= 0))
    rows = rows[np.argsort(of_row[rows], kind="stable")]
    told, first = said[rows].tolist(), 0
    alike: dict[tuple[int, ...], list[int]] = {}
    for chain, end in enumerate(np.cumsum(np.bincount(of_row[rows], minlength=chains)).tolist()):
        key = tuple(told[first:end])
        if key in alike:
            alike[key].append(chain)
        else:
            alike[key] = [chain]
        first = end
    worded = {_worded([sayings[one] for one in key]): some for key, some in alike.items()}
    wordings = [Wording()] * chains
    for wording, some in worded.items():
        for chain in some:
            wordings[chain] = wording
    return wordings, worded


def _sayings(mentions: pd.DataFrame) -> tuple[np.ndarray[Any, Any], list[tuple[str, ...]]]:
    """Return a number for what each mention says, and what that is: most say what others have said."""
    numbers = np.zeros(len(mentions), dtype=np.int64)
    for name in _SAID:
        codes, values = pd.factorize(mentions[name], use_na_sentinel=False)
        # Made small each time, so that no product of them can be too large.
        numbers, _ = pd.factorize(numbers * len(values) + codes)
    _, rows = np.unique(numbers, return_index=True)
    return numbers, list(zip(*(mentions[name].iloc[rows].tolist() for name in _SAID), strict=True))


def _worded(said: Iterable[tuple[str, ...]]) -> Wording:
    """Return what mentions say together."""
    out = Wording()
    for text, label, kind, title, role, country, sector in said:
        if kind == "name":
            out.names = counted(out.names, text)
            out.labels = counted(out.labels, label, 3)
        else:
            out.nominals = counted(out.nominals, text)
            out.labels = counted(out.labels, label)
            if role:
                out.roles = counted(out.roles, role)
                # Role nouns are singular and end their phrase: "two gunmen" does not end in "gunman".
                out.plural += not text.lower().endswith(role)
        if title:
            out.titles = counted(out.titles, title)
        if country:
            out.countries = counted(out.countries, country)
            if kind == "name":
                out.named_countries = counted(out.named_countries, country)
        if sector:
            out.sectors = counted(out.sectors, sector)
    out.label, out.role = most_common(out.labels), most_common(out.roles)
    out.description = most_common(out.nominals)
    out.alias = most_common(out.names) or out.description
    return out
