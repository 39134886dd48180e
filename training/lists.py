"""The lists of names that training draws from: people, places, organisations of every part of the world."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `training/data`."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names by kind, to draw from.

    Attributes
    ----------
    people : dict
        Culture to (given names, family names); hyphens in the table stand for a space inside a name where a
        lower-case particle opens it (`de-Vries`).
    places : dict
        Label (GPE, LOC, FAC) to names.
    organisations : dict
        Kind (armed_group, government ...) to names.
    """

    people: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    places: dict[str, tuple[str, ...]]
    organisations: dict[str, tuple[str, ...]]

    def person(self, rng: random.Random) -> tuple[str, str]:
        """Draw a given and a family name of one culture."""
        given, family = self.people[rng.choice(list(self.people))]
        return rng.choice(given), rng.choice(family)

    def place(self, label: str, rng: random.Random) -> str:
        """Draw a place of a label."""
        return rng.choice(self.places[label])

    def organisation(self, rng: random.Random, *kinds: str) -> str:
        """Draw an organisation of one of the kinds, or of any."""
        return rng.choice(self.organisations[rng.choice(kinds or list(self.organisations))])


@lru_cache(maxsize=1)
def name_lists() -> NameLists:
    """Load the lists."""
    parts: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows("people.csv"):
        names = tuple(_particle(name) for name in row["names"].split())
        parts.setdefault(row["culture"], {})[row["part"]] = names
    places: dict[str, list[str]] = {}
    for row in rows("places.csv"):
        places.setdefault(row["label"], []).extend(row["names"].split(";"))
    organisations: dict[str, list[str]] = {}
    for row in rows("organisations.csv"):
        organisations.setdefault(row["kind"], []).extend(row["names"].split(";"))
    return NameLists(
        people={culture: (part["given"], part["family"]) for culture, part in parts.items()},
        places={label: tuple(names) for label, names in places.items()},
        organisations={kind: tuple(names) for kind, names in organisations.items()},
    )


@lru_cache(maxsize=1)
def _news_words() -> dict[str, tuple[str, ...]]:
    return {row["kind"]: tuple(row["words"].split()) for row in rows("news_words.csv")}


def news_words(kind: str) -> tuple[str, ...]:
    """Return a list of words for made-up news; underscores join the words of one entry."""
    return _news_words()[kind]


@lru_cache(maxsize=1)
def countries() -> tuple[dict[str, str], ...]:
    """Return the countries with their adjective, people and capital."""
    return tuple(rows("countries.csv"))


def nationalities() -> list[str]:
    """Return the adjectives of the countries that have one."""
    return [row["nationality"] for row in countries() if row["nationality"]]


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """Return every place of the lists, countries and capitals included."""
    places = {name for names in name_lists().places.values() for name in names}
    return frozenset(places | {row["name"] for row in countries()} | {row["capital"] for row in countries()})


def _particle(name: str) -> str:
    opening, _, rest = name.partition("-")
    return f"{opening} {rest}" if opening in {"de", "van", "dos"} and rest else name
