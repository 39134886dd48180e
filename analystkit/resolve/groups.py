"""Chains that are one actor: states, known actors and unnamed ones find their group by themselves, people and organisations by comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from analystkit.resolve.chains import Chains, Links, link
from analystkit.resolve.known import Known, KnownActors, residents
from analystkit.resolve.names import organisation_words
from analystkit.resolve.organisations import Organisation
from analystkit.resolve.people import Person
from analystkit.resolve.wordings import Wording, most_common

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
# How sure it is that a chain without a name is one actor.
UNNAMED = 0.6


@dataclass(slots=True, eq=False)
class Group:
    """Chains that are one actor."""

    key: tuple[str, ...]
    kind: str
    name: str = ""
    known: Known | None = None
    country: str = ""
    sector: str = ""
    links: Links = field(default_factory=dict)

    def members(self) -> list[int]:
        """Return its chains."""
        return list(chain.from_iterable(self.links.values()))


def place(
    wording: Wording, tables: KnownActors, around: Mapping[str, int] = MappingProxyType({})
) -> tuple[Group, str, float] | None:
    """Return the group of chains that need no comparison with others: states, their forces, peoples, known actors.

    `around` counts the countries that the article speaks of: where they speak against it, a party is not the known one of its name, and
    Georgia is the American state. It tells only where a wording is `in_doubt`.
    """
    country = most_common(wording.countries)
    if not wording.names:
        return _of_state(wording, country, tables)
    if len(wording.names) == 1:
        group = _of_region(wording, tables, around) or _of_people(wording, tables)
        if group is not None:
            return group, "lexicon", 0.9
    if country and wording.label in ("GPE", "NORP", "LOC"):
        state = tables.states.get(country)
        if state is not None:
            return Group(("state", country), "government", state.name, state, country, "GOV"), "country", 0.95
    for name in sorted(wording.names, key=lambda n: (-wording.names[n], n)):
        known = tables.by_name.get(organisation_words(name))
        if known is not None and wording.label != "PERSON" and not _elsewhere(known, wording, around):
            return (
                Group(("actor", known.name), known.kind, known.name, known, known.country, known.sector),
                "lexicon",
                0.95,
            )
    return None


def in_doubt(wording: Wording, tables: KnownActors) -> bool:
    """Say whether it takes the article to tell who is meant: there are two of the name, in two countries."""
    for text in wording.names:
        known = tables.by_name.get(organisation_words(text))
        if text in tables.twins or (known is not None and known.kind == "party"):
            return True
    return False


def _of_state(wording: Wording, country: str, tables: KnownActors) -> tuple[Group, str, float] | None:
    """Return the state or one of its forces where chains without a name can be nobody else."""
    sector, referent, kind = tables.roles.get(wording.role, ("", "", "unnamed"))
    state = tables.states.get(country)
    if (
        state is not None
        and referent in ("body", "group")
        and sector in _STATE_KINDS
        and kind == _STATE_KINDS[sector]
    ):
        if sector == "GOV" and wording.role in (
            "government",
            "administration",
            "regime",
            "authorities",
            "authority",
        ):
            return (
                Group(("state", country), "government", state.name, state, country, "GOV"),
                "government of",
                0.9,
            )
        known = tables.forces.get((country, sector))
        if known is not None:
            # "Israel's military" is whom the lexicon knows as "Israeli military" too.
            group = Group(("actor", known.name), known.kind, known.name, known, known.country, known.sector)
            return group, "force of", 0.85
        if sector != "GOV":
            name = f"{state.name} {_STATE_NAMES[sector]}"
            return Group(("state", country, sector), kind, name, None, country, sector), "force of", 0.85
    return None


def unnamed_group(number: int, chains: Chains, tables: KnownActors) -> Group:
    """Return the group of a chain that has no name: its own."""
    wording = chains.wordings[number]
    sector = most_common(wording.sectors) or tables.roles.get(wording.role, ("",))[0]
    key = ("unnamed", chains.article_ids[number], chains.ids[number])
    return Group(
        key, "unnamed", "", None, most_common(wording.countries), sector, {("unnamed", UNNAMED): [number]}
    )


def countries_around(chains: Chains, tables: KnownActors) -> dict[int, Counter[str]]:
    """Count the countries that each article speaks of: named, by adjective, or by an actor the lexicon knows."""
    around: dict[int, Counter[str]] = defaultdict(Counter)
    for wording, alike in chains.worded.items():
        countries = _countries(wording, tables)
        for one in alike if countries else ():
            counted = around[chains.article_of[one]]
            for country in countries:
                counted[country] += 1
    return around


def _countries(wording: Wording, tables: KnownActors) -> list[str]:
    found = list(wording.countries)
    for text in wording.names:
        known = tables.by_name.get(organisation_words(text))
        # A party's own name is what is in doubt, unless it is an acronym.
        if known is not None and known.country and (known.kind != "party" or text.isupper()):
            found.append(known.country)
    return found


def _elsewhere(known: Known, wording: Wording, around: Mapping[str, int]) -> bool:
    """Say whether a party named so must be another country's: Republicans of whom an article on Armenia alone tells."""
    if known.kind != "party" or not known.country:
        return False
    if wording.countries:
        return known.country not in wording.countries
    return bool(around) and known.country not in around


def _of_region(wording: Wording, tables: KnownActors, around: Mapping[str, int]) -> Group | None:
    text = next(iter(wording.names))
    other = tables.twins.get(text, "")
    own = most_common(wording.countries)
    # The state is named otherwise too where it is meant ("Georgian"), which counts a second time.
    if not other or not own or around.get(own, 0) > 1 or not around.get(other, 0):
        return None
    return Group(("region", other, text), "government", text, None, other, "GOV")


def _of_people(wording: Wording, tables: KnownActors) -> Group | None:
    if wording.countries or wording.titles:
        return None
    text = next(iter(wording.names))
    name, sector = tables.peoples.get(text.casefold(), ("", ""))
    if not name and " " not in text and wording.label in ("ORG", "NORP") and residents(text, tables.places):
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
    group = groups[key] = Group(key, "person", links=person.links)
    return group


def organisation_group(body: Organisation, groups: dict[tuple[str, ...], Group]) -> Group:
    """Add the group of an organisation, or its chains to the one there is."""
    key = ("organisation", body.key())
    group = groups.setdefault(key, Group(key, "organisation"))
    for (rule, sure), some in body.links.items():
        link(group.links, some, rule, sure)
    return group


def group_kind(group: Group, chains: Chains, tables: KnownActors) -> str:
    """Return the kind of a group, of an organisation by its usual name."""
    if group.kind != "organisation":
        return group.kind
    names: Counter[str] = Counter()
    for one in group.members():
        names.update(chains.wordings[one].names)
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
