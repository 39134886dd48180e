"""Chains that are one actor: states, known actors and unnamed ones find their group by themselves, people and organisations by comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from analystkit.resolve.chains import Chain, most_common
from analystkit.resolve.known import Known, KnownActors, residents
from analystkit.resolve.names import organisation_words
from analystkit.resolve.organisations import Organisation
from analystkit.resolve.people import Person

_STATE_KINDS = {
    "MIL": "military",
    "COP": "police",
    "LEG": "legislature",
    "JUD": "court",
    "GOV": "government",
    "SPY": "government",
}
_STATE_NAMES = {
    "MIL": "military",
    "COP": "police",
    "LEG": "parliament",
    "JUD": "judiciary",
    "SPY": "intelligence",
}


@dataclass(slots=True, eq=False)
class Group:
    """Chains that are one actor."""

    key: tuple[str, ...]
    kind: str
    name: str = ""
    known: Known | None = None
    country: str = ""
    sector: str = ""
    chains: list[tuple[Chain, str, float]] = field(default_factory=list)


def place(
    chain: Chain, tables: KnownActors, around: Mapping[str, int] = MappingProxyType({})
) -> tuple[Group, str, float] | None:
    """Return the group of a chain that needs no comparison with others: states, peoples, known actors, unnamed ones.

    `around` counts the countries that its article speaks of: where they speak against it, a party is not the known one of its name, and
    Georgia is the American state.
    """
    country = most_common(chain.countries)
    if not chain.names:
        return _unnamed(chain, country, tables)
    if len(chain.names) == 1:
        group = _of_region(chain, tables, around) or _of_people(chain, tables)
        if group is not None:
            return group, "lexicon", 0.9
    if country and chain.label in ("GPE", "NORP", "LOC"):
        state = tables.states.get(country)
        if state is not None:
            return Group(("state", country), "government", state.name, state, country, "GOV"), "country", 0.95
    for name in sorted(chain.names, key=lambda n: (-chain.names[n], n)):
        known = tables.by_name.get(organisation_words(name))
        if known is not None and chain.label != "PERSON" and not _elsewhere(known, chain, around):
            return (
                Group(("actor", known.name), known.kind, known.name, known, known.country, known.sector),
                "lexicon",
                0.95,
            )
    return None


def _unnamed(chain: Chain, country: str, tables: KnownActors) -> tuple[Group, str, float]:
    """Return the state or one of its forces where a chain without a name can be nobody else, else a group of its own."""
    role = most_common(chain.roles)
    sector, referent, kind = tables.roles.get(role, ("", "", "unnamed"))
    state = tables.states.get(country)
    if (
        state is not None
        and referent in ("body", "group")
        and sector in _STATE_KINDS
        and kind == _STATE_KINDS[sector]
    ):
        if sector == "GOV" and role in ("government", "administration", "regime", "authorities", "authority"):
            return (
                Group(("state", country), "government", state.name, state, country, "GOV"),
                "government of",
                0.9,
            )
        if sector != "GOV":
            name = f"{state.name} {_STATE_NAMES[sector]}"
            return Group(("state", country, sector), kind, name, None, country, sector), "force of", 0.85
    key = ("unnamed", chain.article_id, chain.chain_id)
    return Group(key, "unnamed", "", None, country, most_common(chain.sectors) or sector), "unnamed", 0.6


def countries_around(chains: Sequence[Chain], tables: KnownActors) -> dict[str, Counter[str]]:
    """Count the countries that each article speaks of: named, by adjective, or by an actor the lexicon knows."""
    around: dict[str, Counter[str]] = defaultdict(Counter)
    for chain in chains:
        counted = around[chain.article_id]
        if chain.countries:
            counted.update(chain.countries.keys())
        for text in chain.names:
            known = tables.by_name.get(organisation_words(text))
            # A party's own name is what is in doubt, unless it is an acronym.
            if known is not None and known.country and (known.kind != "party" or text.isupper()):
                counted[known.country] += 1
    return around


def _elsewhere(known: Known, chain: Chain, around: Mapping[str, int]) -> bool:
    """Say whether a party named so must be another country's: Republicans of whom an article on Armenia alone tells."""
    if known.kind != "party" or not known.country:
        return False
    if chain.countries:
        return known.country not in chain.countries
    return bool(around) and known.country not in around


def _of_region(chain: Chain, tables: KnownActors, around: Mapping[str, int]) -> Group | None:
    text = next(iter(chain.names))
    other = tables.twins.get(text, "")
    own = most_common(chain.countries)
    # The state is named otherwise too where it is meant ("Georgian"), which counts a second time.
    if not other or not own or around.get(own, 0) > 1 or not around.get(other, 0):
        return None
    return Group(("region", other, text), "government", text, None, other, "GOV")


def _of_people(chain: Chain, tables: KnownActors) -> Group | None:
    if chain.countries or chain.titles:
        return None
    text = next(iter(chain.names))
    name, sector = tables.peoples.get(text.casefold(), ("", ""))
    if not name and " " not in text and chain.label in ("ORG", "NORP") and residents(text, tables.places):
        name = text
    return Group(("people", name), "population", name, None, "", sector) if name else None


def person_group(person: Person, groups: dict[tuple[str, ...], Group]) -> Group:
    """Add the group of a person."""
    key = ("person", *person.key())
    number = 1
    while key in groups:
        # Two people whose names share a skeleton; the fuller name tells them apart in the id.
        number += 1
        key = ("person", *person.key(), *min(person.names), str(number))
    group = Group(key, "person")
    group.chains = list(person.chains)
    groups[key] = group
    return group


def organisation_group(body: Organisation, groups: dict[tuple[str, ...], Group]) -> Group:
    """Add the group of an organisation, or its chains to the one there is."""
    key = ("organisation", body.key())
    group = groups.setdefault(key, Group(key, "organisation"))
    group.chains += body.chains
    return group


def group_kind(group: Group, tables: KnownActors) -> str:
    """Return the kind of a group, of an organisation by its usual name."""
    if group.kind != "organisation":
        return group.kind
    names: Counter[str] = Counter()
    for chain, _, _ in group.chains:
        names.update(chain.names)
    return organisation_kind(most_common(names), "", Counter(), tables)


def organisation_kind(name: str, sector: str, roles: Counter[str], tables: KnownActors) -> str:
    """Return the kind of an organisation by the noun its name ends or begins with, by what it is called, by its sector."""
    words = [w.lower() for w in name.split()]
    for word in (words[-1], words[0]) if words else ():
        known = tables.institutions.get(word)
        if known is not None and known[0] == "ORG":
            return known[1]
    role = tables.roles.get(most_common(roles))
    if role is not None and role[2] not in ("person", "population", "unnamed"):
        return role[2]
    by_sector = {
        "REB": "armed group",
        "PRM": "armed group",
        "BUS": "company",
        "JRN": "media",
        "MIL": "military",
        "COP": "police",
        "PTY": "party",
    }
    return by_sector.get(sector, "organisation")
