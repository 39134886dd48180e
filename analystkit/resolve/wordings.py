"""What mentions say of an actor, summed up once for all chains in the very same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial


class _Fixed(Counter[str]):
    """A count that many chains share."""

    # One that never changes may be a default.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __setitem__(self, key: str, value: int) -> None:
        raise TypeError("this count is shared by many chains: add to it by `counted`")


# Most of the eight counts of a wording stay empty: making them anew for each would take more time and memory than all that is in them.
NOTHING: Counter[str] = _Fixed()
_counter = partial(Counter.__new__, Counter)


@lru_cache(maxsize=1 << 16)
def _single(value: str, times: int) -> Counter[str]:
    """Return the count of one value: most that are not empty are of one, and the same for many chains."""
    made: Counter[str] = _Fixed.__new__(_Fixed)
    # Past what refuses.
    dict.__setitem__(made, value, times)
    return made


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
        return {office for title in self.titles for office in _offices(title)}


@lru_cache(maxsize=1 << 14)
def _offices(title: str) -> tuple[str, ...]:
    words = title.lower().removeprefix("former ").split()
    return tuple(" ".join(words[at:]) for at in range(len(words)))


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


def worded(said: Sequence[tuple[str, ...]]) -> Wording:
    """Return what mentions say together."""
    if len(said) == 1:
        # Most chains are one mention.
        return _worded_once(*said[0])
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
                out.plural += _plural(text, role)
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


def _worded_once(
    text: str, label: str, kind: str, title: str, role: str, country: str, sector: str
) -> Wording:
    """Return what one mention says."""
    titles, countries, sectors = (
        _single(value, 1) if value else NOTHING for value in (title, country, sector)
    )
    if kind == "name":
        return Wording(
            _single(text, 1), _single(label, 3), NOTHING, titles, countries, countries, sectors, NOTHING, 0, label, "", "", text
        )  # fmt: skip
    roles = _single(role, 1) if role else NOTHING
    return Wording(
        NOTHING, _single(label, 1), roles, titles, countries, NOTHING, sectors, _single(text, 1), bool(role) and _plural(text, role), label, role, text, text
    )  # fmt: skip


def _plural(text: str, role: str) -> bool:
    """Say whether a description is of several: role nouns are singular and end their phrase, "two gunmen" does not end in "gunman"."""
    return not text.lower().endswith(role)
