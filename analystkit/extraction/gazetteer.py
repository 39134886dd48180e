"""The gazetteer: names of countries, regions, cities and sites with their codes and coordinates, offline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from analystkit.errors import LexiconError
from analystkit.lexicon import Lexicon
from analystkit.lexicon.tables import Row

COUNTRY, REGION, CITY, SITE = "country", "region", "city", "site"
KINDS = (COUNTRY, REGION, CITY, SITE)

_SPLIT = re.compile(r"[\s\-‐‑–/]+")
_ABBREVIATION = re.compile(r"[A-Z][a-z]+\.")
_OWNER = re.compile(r"['\u2019]s\b")
_DROP = str.maketrans("", "", "'’‘ʼʻ`.,()")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    `country` is ISO 3166-1 alpha-3 ("" for a sea or what several states share), `region` the name of the first-level unit, coordinates
    degrees WGS 84 or None, `population` a class from 0 (unknown) to 5 (over five million), `capital` true for a national capital.
    """

    name: str
    kind: str
    country: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    capital: bool = False

    @property
    def weight(self) -> float:
        """How likely a bare name means this place, by its size: used to order candidates, never to invent one."""
        return {COUNTRY: 8.0, SITE: 2.0}.get(
            self.kind, self.population + (0.5 if self.kind == CITY else 0.0)
        ) + 3.0 * self.capital


class Gazetteer:
    """Names to places; build it with `gazetteer`, which keeps one for each lexicon.

    Parameters
    ----------
    countries, places : iterable of Row
        Rows of the lexicon tables of those names, the user's own in front.
    """

    def __init__(self, countries: Iterable[Row], places: Iterable[Row]) -> None:
        self._by_key: dict[tuple[str, ...], list[Place]] = {}
        self.starts: dict[str, int] = {}
        # Keys of up to three letters that are printed in capitals ("US", "UK", "LA"); "Van" and "Bor" are printed as names.
        self.short: set[tuple[str, ...]] = set()
        # Keys that are places only behind their article ("the States", "the Gulf").
        self.articled: set[tuple[str, ...]] = set()
        self._plain: set[tuple[str, ...]] = set()
        self.demonyms: dict[str, str] = {}
        # Keys that are places only as printed abbreviations behind a comma ("Biloxi, Miss.").
        self.abbreviations: set[tuple[str, ...]] = set()
        self.countries: dict[str, Place] = {}
        self._capitals: dict[str, tuple[str, ...]] = {}
        for row in countries:
            self._add_country(row)
        for row in places:
            self._add_place(row)
        self.articled -= self._plain
        for found in self._by_key.values():
            found.sort(key=lambda place: -place.weight)

    def lookup(self, name: str, country: str | None = None) -> list[Place]:
        """Return the places of a name, the likeliest first.

        Parameters
        ----------
        name : str
            As printed: case, accents, hyphens and apostrophes do not matter.
        country : str, optional
            ISO 3166-1 alpha-3: only places there (and the country itself).
        """
        found = self._by_key.get(key_of(name), [])
        return [place for place in found if country is None or place.country == country]

    def at(self, words: tuple[str, ...]) -> list[Place]:
        """Return the places whose key is exactly these words (see `key_of`)."""
        return self._by_key.get(words, [])

    def country(self, code: str) -> Place | None:
        """Return a country by its code."""
        return self.countries.get(code)

    def __len__(self) -> int:
        return len({id(place) for found in self._by_key.values() for place in found})

    def _add(self, names: Iterable[str], place: Place) -> None:
        for name in names:
            key = key_of(name)
            if not key:
                continue
            if len(key) == 1 and len(key[0]) <= 3 and name.replace(".", "").isupper():
                self.short.add(key)
            if name.startswith("the "):
                self.articled.add(key)
            else:
                self._plain.add(key)
            if _ABBREVIATION.fullmatch(name):
                self.abbreviations.add(key)
            held = self._by_key.setdefault(key, [])
            if place not in held:
                held.append(place)
            self.starts[key[0]] = max(self.starts.get(key[0], 0), len(key))

    def _add_country(self, row: Row) -> None:
        code = row["iso3"]
        if code in self.countries and not row.get("name"):
            return
        place = Place(row["name"], COUNTRY, code, "", *_coordinates(row))
        self.countries.setdefault(code, place)
        self._add([row["name"], *_list(row.get("aliases", ""))], place)
        for word in _list(row.get("demonyms", "")):
            self.demonyms.setdefault(word.lower(), code)
        if row.get("capital"):
            self._capitals[code] = key_of(row["capital"])

    def _add_place(self, row: Row) -> None:
        kind = row.get("kind") or CITY
        if kind not in KINDS:
            raise LexiconError(f"place {row['name']!r} has kind {kind!r}; expected one of {', '.join(KINDS)}")
        code = row.get("country", "")
        if code and code not in self.countries:
            raise LexiconError(
                f"place {row['name']!r} lies in {code!r}, which is no code of the countries table"
            )
        capital = kind == CITY and self._capitals.get(code) == key_of(row["name"])
        size = row.get("population", "")
        place = Place(
            row["name"],
            kind,
            code,
            row.get("region", ""),
            *_coordinates(row),
            int(size) if size.isdigit() else 0,
            capital,
        )
        self._add([row["name"], *_list(row.get("aliases", ""))], place)


@lru_cache(maxsize=8)
def gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Return the gazetteer of a lexicon, compiled once.

    Raises
    ------
    LexiconError
        If a row of the user's has a kind, country or coordinate that cannot be.
    """
    return Gazetteer(lexicon.table("countries"), lexicon.table("places"))


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """Return a word as keys have it: lower case, no accents, apostrophes or stops, "st" spelt out."""
    plain = word.lower().translate(_DROP)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = (
            plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss")
        )
    return "saint" if plain == "st" else plain


def key_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as keys have them, an owner's "'s" apart as it is in texts; a leading article is left out."""
    words = tuple(key for key in map(word_key, _SPLIT.split(_OWNER.sub(" s", name))) if key)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _list(cell: str) -> list[str]:
    return [item.strip() for item in cell.split("|") if item.strip()]


def _coordinates(row: Row) -> tuple[float | None, float | None]:
    given = row.get("latitude", ""), row.get("longitude", "")
    if not given[0] or not given[1]:
        return None, None
    try:
        latitude, longitude = float(given[0]), float(given[1])
    except ValueError:
        latitude = longitude = 999.0
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise LexiconError(
            f"place {row.get('name')!r} lies at {given[0]}, {given[1]}: expected degrees of latitude and longitude"
        )
    return latitude, longitude
