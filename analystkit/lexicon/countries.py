"""Countries by their names: rows hold codes, people read names."""

from __future__ import annotations

from functools import cache

from analystkit.lexicon.tables import read_table


@cache
def country_names() -> dict[str, str]:
    """Return the name of each country by its ISO 3166-1 alpha-3 code."""
    return {row["iso3"]: row["name"] for row in read_table("countries")}


@cache
def _codes() -> dict[str, str]:
    rows = read_table("countries")
    known = {alias.casefold(): row["iso3"] for row in rows for alias in row["aliases"].split("|") if alias}
    return known | {row[name].casefold(): row["iso3"] for row in rows for name in ("name", "iso3")}


def country_code(country: object) -> str:
    """Return the code of a country by its name or code, whatever its capitals; what is neither as it is."""
    return _codes().get(str(country).casefold(), str(country))


def country_name(code: object) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-3 code; what is no country's code as it is ("EUR", "UNO")."""
    return country_names().get(str(code), str(code))
