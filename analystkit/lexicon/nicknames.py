"""Given names and their short forms."""

from __future__ import annotations

from functools import lru_cache

from analystkit.lexicon.tables import Lexicon


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    return {
        row["nickname"]: frozenset(row["names"].split("|")) for row in Lexicon.default().table("nicknames")
    }


def short_for(a: str, b: str) -> bool:
    """Say whether one given name is a short form of the other: Fred and Frederick."""
    table = _nicknames()
    return b in table.get(a, ()) or a in table.get(b, ())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the common given names."""
    return frozenset(row["name"] for row in Lexicon.default().table("given_names"))
