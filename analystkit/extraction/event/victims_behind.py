"""Whom a deed was done to behind who did it: "the arrest by prosecutors | of Ana Lopes |", read as prosecutors of hers."""

from __future__ import annotations

from collections.abc import Collection

from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.triggers import Triggers
from analystkit.extraction.part import ArticlePart

# Kinds of those who arrest and kill, and of those among them that are many at once.
_ARMED = frozenset({"police", "fighter", "force"})
_MANY = frozenset({"group", "troops"})
_STRUCK = frozenset({"human", "building", "vehicle", "place"})
_BODIES = frozenset({"group", "state", "organisation"})
_HARMFUL = ("ASSAULT", "COERCE")
_NOUNS = ("NN", "NNS")


def hang_victims(part: ArticlePart, kinds: Kinds, triggers: Triggers, lawmen: Collection[str]) -> None:
    """Hang an "of" behind the agent of a deed on the deed, in place, where it names whom the deed was done to.

    Parameters
    ----------
    part : ArticlePart
        The title or the text.
    kinds : Kinds
        What its nouns name.
    triggers : Triggers
        The nouns for deeds, and where those they are done to stand.
    lawmen : collection of str
        Nouns for those who arrest and kill and are nobody's men.
    """
    tokens = part.tokens
    for by in tokens.positions.get("by", ()):
        deed = tokens.head[by]
        if tokens.tag[deed] not in _NOUNS or deed > by or not _done_to(tokens.lower[deed], triggers):
            continue
        if any(tokens.lower[c] == "of" for c in tokens.children[deed]):
            continue
        agent = next((c for c in tokens.children[by] if tokens.dep[c] == "pobj"), None)
        if agent is None or not kinds.of(agent) & _ARMED:
            continue
        of = next((c for c in tokens.children[agent] if tokens.lower[c] == "of" and c == agent + 1), None)
        struck = (
            None if of is None else next((c for c in tokens.children[of] if tokens.dep[c] == "pobj"), None)
        )
        if of is None or struck is None:
            continue
        if tokens.entity[struck] == "PERSON":
            # "by police of Ana Lopes", but "by troops of General Lopes"
            victim = tokens.lemma[agent] in lawmen
        else:
            victim = _is_victim(struck, bool(kinds.of(agent) & _MANY), part, kinds)
        if victim:
            tokens.head[of] = deed
            tokens.children[agent] = [c for c in tokens.children[agent] if c != of]
            tokens.children[deed] = sorted([*tokens.children[deed], of])


def _is_victim(noun: int, many: bool, part: ArticlePart, kinds: Kinds) -> bool:
    """Say whether a noun is whom a deed was done to, and not whose men did it: no body of men; "soldiers of the guard" may be either."""
    tokens, told = part.tokens, kinds.of(noun)
    known = any(tokens.lower[c] == "the" or tokens.tag[c] == "PRP$" for c in tokens.children[noun])
    if tokens.entity[noun] or tokens.tag[noun] not in _NOUNS or told & _BODIES or not (many or not known):
        return False
    return bool(told & _STRUCK)


def _done_to(noun: str, triggers: Triggers) -> bool:
    """Say whether a noun is one of harm whose victim stands behind "of": "arrest", "shelling", not "attack"."""
    found = triggers.nouns.get(noun)
    return found is not None and any(row.type in _HARMFUL and "of" in row.roles.target for row in found.rows)
