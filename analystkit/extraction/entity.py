"""An actor within one article, while its chain grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from analystkit.extraction.found import NAME, NOMINAL, PRONOUN, Found

# A company's customers and a club's supporters are no part of it; Hezbollah's fighters are, and act for it.
OUTSIDERS = frozenset({"population", "person", "unnamed", "media", "ngo", "company"})


@dataclass(slots=True, eq=False)
class Entity:
    """The mentions joined so far and what they agree on; `seen` are those already read, in reading order."""

    number_id: int
    label: str = ""
    referent: str = ""
    number: str = ""
    gender: str = ""
    country: str = ""
    sector: str = ""
    kind: str = ""
    state: str = ""
    place: bool = False
    named: bool = False
    keys: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    tails: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    mentions: list[Found] = field(default_factory=list)
    seen: list[Found] = field(default_factory=list)

    def join(self, item: Found) -> None:
        """Add a mention and take over what it tells."""
        self.mentions.append(item)
        item.entity = self.number_id
        self.label = self.label or item.label
        if item.gender != "n":
            self.gender = self.gender or item.gender
        self.country = self.country or item.country
        self.sector = self.sector or item.sector
        if item.kind == PRONOUN:
            return
        self.number = self.number or item.number
        self.referent = self.referent or item.referent
        if item.kind == NAME:
            self.named = True
            self.keys.add(item.key)
            if item.title:
                self._describe(title_roles(item.title))
            if item.entry is not None and item.entry.kind == "intergovernmental" and len(item.key) > 1:
                # "the coalition", "the council" further down is the one that was named.
                self._describe((item.key[-1],))
            if item.entry is not None:
                self.kind = self.kind or item.entry.kind
            self.kind = self.kind or item.extra.get("kind", "")
        elif item.kind == NOMINAL:
            self._describe((role_sense(item),))
            self.modifiers |= item.modifiers
            if item.entry is not None:
                self.kind = self.kind or item.entry.kind

    def _describe(self, roles: Iterable[str]) -> None:
        for role in roles:
            if role not in self.roles:
                self.roles.add(role)
                self.tails.add(role.rpartition(" ")[2])


def role_sense(item: Found) -> str:
    """Return the role noun of a nominal, "police" for "cop": nouns of one meaning count as one."""
    return item.entry.sense or item.role if item.entry is not None else item.role


def narrower(item: Found, entity: Entity) -> bool:
    """Say whether a bare plural is of another sort than a country's force: "French forces ... | Security forces | fired tear gas"."""
    sort, _, noun = item.role.rpartition(" ")
    if not sort or item.definite != "none" or item.country or not entity.country:
        return False
    return any(one.kind == NOMINAL and one.role == noun for one in entity.mentions) and not any(
        one.role == item.role for one in entity.mentions
    )


@lru_cache(maxsize=1 << 12)
def title_roles(title: str) -> frozenset[str]:
    """Return the role nouns in a title: "Deputy Prime Minister" gives itself, "prime minister" and "minister"."""
    words = title.lower().replace("-", " ").replace("former ", "").split()
    return frozenset([" ".join(words[i:]) for i in range(len(words))])
