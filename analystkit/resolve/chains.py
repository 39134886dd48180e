"""What each article's chains say, summed up: one record for each actor of each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial

import pandas as pd


class _Nothing(Counter[str]):
    """The one empty count."""

    # One that never changes may be a default.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __setitem__(self, key: str, value: int) -> None:
        raise TypeError("this count is shared by all chains: add to it by `counted`")


# Most of a chain's eight counts stay empty: making them anew for each would take more time and memory than all that is in them.
NOTHING: Counter[str] = _Nothing()
_counter = partial(Counter.__new__, Counter)


@dataclass(slots=True, eq=False)
class Chain:
    """One actor within one article: the rows of its mentions and what they tell about it.

    Counts begin as one empty one that all chains share: add to them by `counted`.
    """

    chain_id: str
    article_id: str
    rows: list[int] = field(default_factory=list)
    names: Counter[str] = NOTHING
    labels: Counter[str] = NOTHING
    roles: Counter[str] = NOTHING
    titles: Counter[str] = NOTHING
    countries: Counter[str] = NOTHING
    named_countries: Counter[str] = NOTHING
    sectors: Counter[str] = NOTHING
    nominals: Counter[str] = NOTHING
    acts: Collection[str] = ()
    plural: int = 0
    place: int = 0
    acting: int = 0
    settled: str = ""

    @property
    def label(self) -> str:
        """The label settled over the corpus, else the one most of its names have, else most of its mentions."""
        return self.settled or most_common(self.labels)

    @property
    def known_place(self) -> bool:
        """True for countries, their people and capitals, which the lexicon knows."""
        return most_common(self.labels) in ("GPE", "NORP", "LOC") and bool(self.countries)

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


def most_common(counts: Counter[str]) -> str:
    """Return the most frequent value, the first in alphabetical order among equals; "" if there is none."""
    if len(counts) < 2:
        # Nearly always.
        return next(iter(counts), "")
    return min(counts, key=lambda value: (-counts[value], value))


def counted(counts: Counter[str], value: str, times: int = 1) -> Counter[str]:
    """Return the counts with one more of a value; those of other chains stay as they are."""
    if counts is NOTHING:
        counts = _counter()
    # A Counter answers for what it has not by a call in Python.
    counts[value] = counts.get(value, 0) + times
    return counts


def read_chains(mentions: pd.DataFrame) -> list[Chain]:
    """Sum up the mentions of each chain; mentions without one are chains of their own."""
    chains: dict[str, Chain] = {}
    names = [
        "mention_id",
        "article_id",
        "text",
        "label",
        "kind",
        "entity",
        "title",
        "role",
        "country",
        "sector",
    ]
    lists = [mentions[name].astype(object).tolist() for name in names]
    lists.append(mentions["act"].astype(object).tolist() if "act" in mentions else [""] * len(mentions))
    for row, (
        mention_id,
        article_id,
        text,
        label,
        kind,
        entity,
        title,
        role,
        country,
        sector,
        act,
    ) in enumerate(zip(*lists, strict=True)):
        chain_id = entity or mention_id
        chain = chains.get(chain_id)
        if chain is None:
            chain = chains[chain_id] = Chain(chain_id, article_id)
        chain.rows.append(row)
        if role == "place":
            chain.place += 1
        else:
            chain.acting += 1
        if act:
            chain.acts = {*chain.acts, act}
        if kind == "pronoun":
            continue
        if kind == "name":
            chain.names = counted(chain.names, text)
            chain.labels = counted(chain.labels, label, 3)
        else:
            chain.nominals = counted(chain.nominals, text)
            chain.labels = counted(chain.labels, label)
            if role:
                chain.roles = counted(chain.roles, role)
                # Role nouns are singular and end their phrase: "two gunmen" does not end in "gunman".
                chain.plural += not text.lower().endswith(role)
        if title:
            chain.titles = counted(chain.titles, title)
        if country:
            chain.countries = counted(chain.countries, country)
            if kind == "name":
                chain.named_countries = counted(chain.named_countries, country)
        if sector:
            chain.sectors = counted(chain.sectors, sector)
    return list(chains.values())
