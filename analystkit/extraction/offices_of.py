"""Whose an office is: "the defence minister of Kenya", "the Kremlin spokesman", "Poland's president, Ann Lee"."""

from __future__ import annotations

from analystkit.extraction.actor_words import Entry
from analystkit.extraction.found import Found
from analystkit.extraction.part import Tokens

# Sectors of those who act for a state.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
# ... and of nouns that leave open for whom somebody acts: spokesmen, chiefs.
_OPEN = "SOC"
_HOME = frozenset({"country", "capital"})


def is_office(entry: Entry) -> bool:
    """Say whether a noun is of somebody, or of a body, that acts for a state."""
    return entry.sector in OFFICIAL and entry.referent in ("person", "body")


def body_behind(tokens: Tokens, last: int, entry: Entry, starts: dict[int, Found]) -> Found | None:
    """Return the country or body that an office is of: "the defence minister of | Kenya |", "a spokesman for the | Kremlin |".

    Parameters
    ----------
    tokens : Tokens
        Those of the part.
    last : int
        The token behind the noun.
    entry : Entry
        The noun.
    starts : dict of int to Found
        The names by their first token.
    """
    if last + 1 >= len(tokens) or tokens.lower[last] not in ("of", "for"):
        return None
    if not (is_office(entry) or (entry.sector == _OPEN and entry.referent == "person")):
        return None
    at = last + 1
    name = starts.get(at) or (starts.get(at + 1) if tokens.lower[at] == "the" else None)
    if name is None or (tokens.tag[last - 1] == "NNS" and tokens.lower[name.last : name.last + 1] == ["and"]):
        # "the presidents of Peru and Chile" are each of one.
        return None
    if name.entry is not None and name.entry.what in _HOME:
        # "the envoy for Syria" is another country's.
        return name if tokens.lower[last] == "of" else None
    return name if name.label == "ORG" else None


def state_of(entry: Entry, body: Found) -> str:
    """Return the country of somebody who holds an office of a body, "" where the body is nobody's in particular."""
    if body.entry is not None and body.entry.what in _HOME:
        return body.country
    if entry.referent != "person" or _of_states(entry, body):
        return ""
    return body.country if sector_of(entry, body) in OFFICIAL else ""


def _of_states(entry: Entry, body: Found) -> bool:
    # The members of the United Nations are states.
    return entry.name == "member" and body.entry is not None and body.entry.kind == "intergovernmental"


def sector_of(entry: Entry, body: Found) -> str:
    """Return the sector of an office: that of the body for "spokesman" and "chief", whose own words leave it open."""
    if (
        entry.sector == _OPEN
        and entry.referent == "person"
        and body.label == "ORG"
        and not _of_states(entry, body)
    ):
        return body.sector or entry.sector
    return entry.sector


def entitle(name: Found, title: str, entry: Entry, country: str, sector: str, former: bool) -> None:
    """Give a name the role noun that stands before it: "rebel commander Tomas Veld"."""
    name.title = " ".join(filter(None, ("former" if former else "", title, name.title)))
    name.country = name.country or country
    if name.label in ("PERSON", "") and entry.referent == "person":
        name.label, name.referent, name.number = "PERSON", "person", "s"
        name.sector = name.sector or sector
        name.gender = name.gender or entry.gender
    elif name.entry is None:
        name.sector = name.sector or sector
        name.extra.setdefault("kind", entry.kind)


def lend(name: Found, nominal: Found) -> None:
    """Give somebody the country of the office that stands beside the name: "the French president, Emmanuel Macron"."""
    if nominal.sector in OFFICIAL and nominal.referent == "person" and name.label == "PERSON":
        name.country = name.country or nominal.country
