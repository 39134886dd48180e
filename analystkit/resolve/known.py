"""Actors the lexicon knows, by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.resolve.names import organisation_words


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
    roles: dict[str, tuple[str, str, str]]
    institutions: dict[str, tuple[str, str, str]]
    title_sectors: dict[str, str]
    senses: dict[str, str]
    genders: dict[str, str]
    common_acts: frozenset[str]


# Verbs of which anyone may be the subject or object.
_ANYONE_DOES = frozenset(
    [
        "be",
        "have",
        "do",
        "make",
        "go",
        "come",
        "get",
        "take",
        "give",
        "know",
        "see",
        "help",
        "receive",
        "stop",
        "want",
        "need",
        "use",
        "keep",
        "try",
        "start",
        "begin",
        "work",
        "enter",
        "become",
        "call",
        "let",
        "put",
        "leave",
        "bear",
        "play",
        "tell",
        "ask",
    ]
)


@lru_cache(maxsize=8)
def known_actors(lexicon: Lexicon) -> KnownActors:
    """Compile the tables that resolution needs."""
    by_name: dict[tuple[str, ...], Known] = {}
    for row in lexicon.table("actors"):
        known = Known(row["name"], row["kind"], row["country"], row["sector"], row["part_of"])
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            by_name.setdefault(organisation_words(name), known)
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
    common = {f"{verb}:{role}" for verb in _ANYONE_DOES for role in ("subject", "object")}
    common |= {f"{row['lemma']}:subject" for row in lexicon.table("cues")}
    return KnownActors(by_name, states, roles, institutions, titles, senses, genders, frozenset(common))


@lru_cache(maxsize=8)
def act_senses(lexicon: Lexicon) -> dict[str, str]:
    """Return the deed that each verb or noun of the act_senses table tells of."""
    return {row["act"]: row["sense"] for row in lexicon.table("act_senses")}


@lru_cache(maxsize=8)
def speech_acts(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs of saying: what somebody says is not what somebody else says in the same words."""
    return frozenset(row["lemma"] for row in lexicon.table("cues") if row["pos"] == "VERB")


@lru_cache(maxsize=8)
def common_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Return verbs that tell next to nothing by themselves."""
    return frozenset(_ANYONE_DOES)
