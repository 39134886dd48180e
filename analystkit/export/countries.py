"""Country codes of other models: ISO 3166-1 alpha-2 for the alpha-3 of the frames."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, str]:
    lines = files("analystkit.export").joinpath("country_codes.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["iso3"]: row["iso2"] for row in rows}


def alpha2(iso3: str) -> str | None:
    """Return the lower-case alpha-2 code, None where there is none."""
    return _table().get(iso3)
