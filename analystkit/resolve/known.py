"""Actors the lexicon knows, by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.resolve.names import organisation_words
from analystkit.resolve.resolution_words import resolution_words


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the actors or countries table."""

    name: str
    kind: str
    country: str
    sector: str
    part_of: str = ""


@dataclass(slots=True)
class KnownActors:
    """Actors by normal form of each name, states by code, role nouns by noun."""

    by_name: dict[tuple[str, ...], Known]
    states: dict[str, Known]
    # Forces of a state that are known by a name of their own, by its country and their sector.
    forces: dict[tuple[str, str], Known]
    roles: dict[str, tuple[str, str, str]]
    institutions: dict[str, tuple[str, str, str]]
    title_sectors: dict[str, str]
    senses: dict[str, str]
    genders: dict[str, str]
    common_acts: frozenset[str]
    peoples: dict[str, tuple[str, str]]
    places: frozenset[str]
    # Names of states that a region of another country bears too.
    twins: dict[str, str]
    # Who is quoted without a name.
    speakers: frozenset[str]


@lru_cache(maxsize=8)
def known_actors(lexicon: Lexicon) -> KnownActors:
    """Compile the tables that resolution needs."""
    by_name: dict[tuple[str, ...], Known] = {}
    forces: dict[tuple[str, str], Known] = {}
    for row in lexicon.table("actors"):
        known = Known(row["name"], row["kind"], row["country"], row["sector"], row["part_of"])
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            by_name.setdefault(organisation_words(name), known)
            if known.kind == "military" and name.endswith(" military"):
                forces[known.country, known.sector] = known
    states = {
        row["iso3"]: Known(row["name"], "government", row["iso3"], "GOV")
        for row in lexicon.table("countries")
    }
    roles = {
        row["noun"]: (row["sector"], row["referent"], row["actor_kind"])
        for row in lexicon.table("role_nouns")
    }
    institutions = {
        row["noun"].lower(): (row["label"], row["actor_kind"], row["sector"])
        for row in reversed(lexicon.table("institution_nouns"))
    }
    titles = {row["title"].lower(): row["sector"] for row in reversed(lexicon.table("titles"))}
    senses = {row["noun"]: row["sense"] or row["noun"] for row in lexicon.table("role_nouns")}
    genders = {row["noun"]: row["gender"] for row in lexicon.table("role_nouns") if row["gender"]}
    steering = resolution_words(lexicon)
    common = {f"{verb}:{role}" for verb in steering.anyone for role in ("subject", "object")}
    common |= {f"{row['lemma']}:subject" for row in lexicon.table("cues")}
    peoples = {
        alias.casefold(): (row["name"], row["sector"])
        for row in lexicon.table("peoples")
        for alias in (row["name"], *filter(None, row["aliases"].split("|")))
    }
    places = frozenset(row["name"].casefold() for row in lexicon.table("places"))
    named = {state.name: code for code, state in states.items()}
    twins = {
        row["name"]: row["country"]
        for row in lexicon.table("places")
        if row["kind"] == "region" and named.get(row["name"], row["country"]) != row["country"]
    }
    return KnownActors(
        by_name,
        states,
        forces,
        roles,
        institutions,
        titles,
        senses,
        genders,
        frozenset(common),
        peoples,
        places,
        twins,
        steering.speaker,
    )


# How the people of a town or region are named after it: what they end in, and what the place has instead.
_RESIDENTS = (
    ("ers", ""),
    ("ians", "ia"),
    ("ians", ""),
    ("ans", ""),
    ("ans", "a"),
    ("ans", "as"),
    ("ites", ""),
)


def residents(name: str, places: frozenset[str]) -> bool:
    """Say whether a word names the people of a place: Londoners, Iowans."""
    word = name.casefold()
    return any(word.endswith(end) and word[: -len(end)] + other in places for end, other in _RESIDENTS)


@lru_cache(maxsize=8)
def speech_acts(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs of saying: what somebody says is not what somebody else says in the same words."""
    return frozenset(row["lemma"] for row in lexicon.table("cues") if row["pos"] == "VERB")


@lru_cache(maxsize=8)
def common_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Return verbs that tell next to nothing by themselves."""
    return resolution_words(lexicon).anyone


# Of whom there may be some in any crowd.
_ANY_SECTOR = frozenset({"CVL", "UAF", ""})


@lru_cache(maxsize=8)
def people_sectors(lexicon: Lexicon) -> dict[str, str]:
    """Return the sector of each noun for people of whom not anybody is one, by what it stands for: officers are police."""
    rows = {row["noun"]: row for row in lexicon.table("role_nouns")}
    out = {}
    for noun, row in rows.items():
        meant = rows.get(row["sense"], row)
        if meant["referent"] != "body" and meant["sector"] not in _ANY_SECTOR:
            out[noun] = meant["sector"]
    return out
