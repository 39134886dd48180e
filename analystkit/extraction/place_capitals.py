"""The city that "the Somali capital", "Peru's capital" and "the capital of Chad" stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from analystkit.extraction.gazetteer import CITY, COUNTRY, Gazetteer, gazetteer
from analystkit.extraction.part import ArticlePart
from analystkit.lexicon import Lexicon
from analystkit.model.rows import PlaceMention


@lru_cache(maxsize=8)
def _capitals(lexicon: Lexicon) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Compile table `countries` into demonym -> country and country -> capital."""
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in lexicon.table("countries"):
        if row["capital"]:
            capitals[row["iso3"]] = row["capital"].split("|")[0]
        for demonym in row["demonyms"].split("|"):
            if demonym:
                demonyms.setdefault(demonym.lower(), row["iso3"])
    return demonyms, capitals


def find_capitals(part: ArticlePart, places: Sequence[PlaceMention], lexicon: Lexicon) -> list[PlaceMention]:
    """Return a row for each word "capital" that stands for a city; none where the city is named right before it.

    Parameters
    ----------
    part : ArticlePart
        The parsed part.
    places : sequence of PlaceMention
        The places named in it: "the capital of Chad" leans on Chad.
    lexicon : Lexicon
        Table `countries` gives demonyms and capitals.
    """
    tokens = part.tokens
    if "capital" not in tokens.lower:
        return []
    demonyms, capitals = _capitals(lexicon)
    known = gazetteer(lexicon)
    ending = {place.end: place for place in places}
    starting = {place.start: place for place in places}
    found = []
    for index, lower in enumerate(tokens.lower):
        if lower != "capital" or tokens.tag[index] != "NN":
            continue
        first, country = index - 1, ""
        for size in (2, 1):
            name = " ".join(tokens.lower[max(index - size, 0) : index])
            if not country and name in demonyms:
                first, country = index - size, demonyms[name]
        if not country and index > 1 and tokens.lower[index - 1] in {"'s", "’s", "'", "’"}:
            country = _country(ending.get(tokens.end[index - 2]))
        if not country and index + 2 < len(tokens) and tokens.lower[index + 1] == "of":
            at = index + 3 if tokens.lower[index + 2] == "the" else index + 2
            country = _country(starting.get(tokens.start[at])) if at < len(tokens) else ""
        if not country or country not in capitals or _apposed(part, first, ending):
            continue
        found.append(_row(part, index, capitals[country], country, known))
    return found


def capital_of(country: str, part: ArticlePart, index: int, lexicon: Lexicon) -> PlaceMention | None:
    """Return the capital of a country as what a token stands for, None where the table has none."""
    capitals = _capitals(lexicon)[1]
    return _row(part, index, capitals[country], country, gazetteer(lexicon)) if country in capitals else None


def _country(place: PlaceMention | None) -> str:
    return place.country if place is not None and place.place_precision == COUNTRY else ""


def _apposed(part: ArticlePart, first: int, ending: Mapping[int, PlaceMention]) -> bool:
    # "Mogadishu, the Somali capital": the city has a row of its own.
    tokens = part.tokens
    before = first - 1
    while before > 0 and tokens.lower[before] in {"the", ","}:
        before -= 1
    place = ending.get(tokens.end[before]) if before >= 0 and before < first - 1 else None
    return place is not None and place.place_precision == CITY


def _row(part: ArticlePart, index: int, name: str, country: str, known: Gazetteer) -> PlaceMention:
    start, end = part.tokens.start[index], part.tokens.end[index]
    city = next(iter(known.lookup(name, country)), None)
    return PlaceMention(
        part.article_id,
        part.part,
        start,
        end,
        part.text[start:end],
        city.name if city is not None else name,
        country,
        city.latitude if city is not None else None,
        city.longitude if city is not None else None,
        CITY,
    )
