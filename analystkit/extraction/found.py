"""A mention while it is being worked on: tokens instead of offsets, and what linking needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from analystkit.extraction.actor_words import Entry

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
NAME, NOMINAL, PRONOUN = "name", "nominal", "pronoun"


@dataclass(slots=True, eq=False)
class Found:
    """One mention in tokens ``[first, last)`` of part number `part`, `head` its head token.

    `number` is "s", "p" or ""; `gender` "m", "f" or ""; `referent` person, group, body or "" (unknown); `definite` tells the
    determiner: "def", "indef", "dem", "poss", "none". `key` are the words that identify it; `place_use` is true where a place is named as a
    place and not as an actor. `why` is what gives a name its label ("title", "institution", "model" ...). `owner` is the mention whose
    name modifies this nominal ("Hezbollah" in "Hezbollah fighters").

    An article has hundreds: most fields are set one by one once it is made, since handing them over by name takes ten times as long.
    """

    part: int
    first: int
    last: int
    head: int
    kind: str
    label: str
    key: tuple[str, ...] = ()
    entry: Entry | None = None
    title: str = ""
    role: str = ""
    country: str = ""
    sector: str = ""
    referent: str = ""
    number: str = ""
    gender: str = ""
    definite: str = "none"
    place_use: bool = False
    sentence: int = 0
    modifiers: frozenset[str] = frozenset()
    owner: Found | None = None
    entity: int = -1
    link: str = ""
    confidence: float = 1.0
    why: str = ""
    extra: dict[str, str] = field(default_factory=dict)
