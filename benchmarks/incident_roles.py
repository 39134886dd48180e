"""Which of the five roles of MUC-4 the participants of an event fill: people or things struck, individuals or organisations behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# What the task calls a physical target, and how a noun that is "group" too (an embassy, a bank) is told: it stands somewhere.
_THING = frozenset({"building", "vehicle", "property"})
_PRONOUNS = ("PRP", "PRP$", "WP", "WDT", "DT")
# A band of people is so many individuals; whose band it is says which organisation.
_BANDS = frozenset("group band squad unit gang commando squadron cell".split())


def struck(fillers: Sequence[Any], read: Any, kinds: Any) -> tuple[list[str], list[str]]:
    """Return the victims and the physical targets among the targets of an event."""
    victims: list[str] = []
    targets: list[str] = []
    for filler in fillers:
        (victims if _person(filler, read, kinds) else targets).append(_called(filler, read))
    return _told(victims), _told(targets)


def behind(fillers: Sequence[Any], read: Any, kinds: Any) -> tuple[list[str], list[str]]:
    """Return the individuals and the organisations among the sources of an event; "FMLN guerrillas" are both."""
    people: list[str] = []
    bodies: list[str] = []
    for filler in fillers:
        mention = filler.mention
        label = mention.label if mention else ""
        band = read.part.tokens.lemma[filler.head].lower() in _BANDS
        called = _called(filler, read)
        known = kinds.get(read.part.tokens.lemma[filler.head].lower(), frozenset())
        body = label in ("ORG", "NORP") or (
            not mention and bool(known & {"group", "troops"}) and "fighter" not in known
        )
        (bodies if body and not band else people).append(called)
        inside = [
            m.text for m in read.mentions
            if m.label == "ORG" and m.kind == "name" and filler.start <= m.start and m.end <= filler.end and m is not mention
        ]  # fmt: skip
        if called not in bodies:
            bodies += inside
    return _told(people), _told(bodies)


def _person(filler: Any, read: Any, kinds: Any) -> bool:
    tokens, mention = read.part.tokens, filler.mention
    known = kinds.get(tokens.lemma[filler.head].lower(), frozenset())
    label = mention.label if mention else ""
    if known & _THING:
        return False
    if label in ("PERSON", "NORP") or "human" in known:
        return label != "ORG" or mention.kind == "name"
    if mention:
        return bool(label == "ORG" and mention.kind == "name")
    return str(tokens.tag[filler.head]) in ("NNP", "NNPS", "CD", "JJ", "VBN")


def _called(filler: Any, read: Any) -> str:
    """Return the words of a participant; those of a pronoun are what it refers to, as in the frame, "" where nobody knows."""
    text, tokens = read.part.text, read.part.tokens
    if tokens.tag[filler.head] not in _PRONOUNS:
        return str(text[filler.start : filler.end])
    entity = filler.mention.entity if filler.mention else ""
    named = (m for m in read.mentions if m.entity == entity and m.kind != "pronoun")
    return next((m.text for m in named if entity), "")


def _told(words: list[str]) -> list[str]:
    return [word for word in words if word]
