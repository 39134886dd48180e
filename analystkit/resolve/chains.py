"""What each article's chains say, summed up: one record for each actor of each article, and one of what is said of it for all that are worded alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
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
class Chain:
    """One actor within one article: the rows of its mentions, what they say and, mention by mention, what it does ("" if nothing)."""

    chain_id: str
    article_id: str
    wording: Wording
    rows: list[int]
    acts: Sequence[str] = ()


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


def read_chains(mentions: pd.DataFrame) -> list[Chain]:
    """Sum up the mentions of each chain that acts and is named or described; mentions without one are chains of their own."""
    both = zip(mentions["entity"].tolist(), mentions["mention_id"].tolist(), strict=True)
    chain_of, chain_ids = pd.factorize(np.array([entity or own for entity, own in both], dtype=object))
    said, sayings = _sayings(mentions)
    # The rows of each chain in a row, and those of them that say something.
    rows = np.argsort(chain_of, kind="stable")
    telling = (mentions["kind"] != "pronoun").to_numpy()[rows]
    acts_at_all = (mentions["role"] != "place").to_numpy()
    counts, told_counts, acting = (
        np.bincount(chain_of[some], minlength=len(chain_ids)) for some in (rows, rows[telling], acts_at_all)
    )
    ends, told_ends = np.cumsum(counts), np.cumsum(told_counts)
    chosen = np.flatnonzero((acting > 0) & (told_counts > 0))
    places = zip(
        chain_ids[chosen].tolist(),
        mentions["article_id"].iloc[rows[(ends - counts)[chosen]]].tolist(),
        *(each[chosen].tolist() for each in (ends - counts, ends, told_ends - told_counts, told_ends)),
        strict=True,
    )
    acts = mentions["act"].iloc[rows].tolist() if "act" in mentions else [""] * len(mentions)
    told, every = said[rows[telling]].tolist(), rows.tolist()
    wordings: dict[tuple[int, ...], Wording] = {}
    out = []
    for chain_id, article_id, first, end, first_told, end_told in places:
        key = tuple(told[first_told:end_told])
        wording = wordings.get(key)
        if wording is None:
            wording = wordings[key] = _worded([sayings[number] for number in key])
        out.append(Chain(chain_id, article_id, wording, every[first:end], acts[first:end]))
    return out


def by_wording(chains: Iterable[Chain]) -> dict[Wording, list[Chain]]:
    """Return the chains of each wording: what hangs on their words alone is asked once."""
    out: dict[Wording, list[Chain]] = defaultdict(list)
    for chain in chains:
        out[chain.wording].append(chain)
    return out


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
