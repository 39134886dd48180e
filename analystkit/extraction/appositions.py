"""Nominals that say what a name is: "NAME, the minister", "the minister, NAME", "the minister NAME", "NAME is the minister"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analystkit.extraction.coreference_words import CoreferenceWords
from analystkit.extraction.entity import OUTSIDERS, Entity
from analystkit.extraction.found import NAME, PRONOUN, Found
from analystkit.extraction.offices_of import lend
from analystkit.extraction.part import ArticlePart

# What may stand around the words that say what somebody is called.
_PASSED = frozenset({",", "the", "a", "an", "“", '"'})
_MARKS = frozenset({",", ".", ";", ")", "-", "–", "—"})


def link_appositions(
    order: list[Found], parts: Sequence[ArticlePart], entities: list[Entity], words: CoreferenceWords
) -> None:
    """Join "NAME, the minister", "the minister, NAME", "the minister NAME" and "NAME is the minister"."""
    # "The French president, Emmanuel Macron": the adjective within is nobody.
    for left, right in pairwise([one for one in order if "modifier" not in one.extra]):
        # One is a name, the other a nominal.
        if left.kind == right.kind or PRONOUN in (left.kind, right.kind):
            continue
        if left.part != right.part or left.sentence != right.sentence or right.first < left.last:
            continue
        name, nominal = (left, right) if left.kind == NAME else (right, left)
        if nominal.entity >= 0 or name.place_use or name.entity < 0 or not _fits(nominal, name):
            continue
        rule, sure = _apposition(left, right, nominal, parts[left.part], words)
        if rule:
            nominal.link, nominal.confidence = rule, sure
            lend(name, nominal)
            entities[name.entity].join(nominal)
    _link_over_owner(order, parts, entities)
    _link_called(order, parts, entities, words)


def _link_called(
    order: list[Found], parts: Sequence[ArticlePart], entities: list[Entity], words: CoreferenceWords
) -> None:
    # "The group, known as ARSA", "a faction, which calls itself the Front"
    for left, right in pairwise([one for one in order if one.kind != PRONOUN]):
        if right.kind != NAME or left.kind == NAME or left.entity >= 0 or right.entity < 0:
            continue
        if left.part != right.part or left.sentence != right.sentence or not _fits(left, right):
            continue
        between = parts[left.part].tokens.lower[left.last : right.first]
        if " ".join(word for word in between if word not in _PASSED) in words.naming:
            left.link, left.confidence = "called", 0.9
            entities[right.entity].join(left)


def _link_over_owner(order: list[Found], parts: Sequence[ArticlePart], entities: list[Entity]) -> None:
    # "the head of the mission, Ana Ruiz": what stands between is another's
    offices = {
        (one.part, one.head): one
        for one in order
        if one.kind not in (NAME, PRONOUN) and one.referent == "person"
    }
    for name in order if offices else ():
        if name.kind != NAME or name.label != "PERSON" or name.entity < 0:
            continue
        tokens = parts[name.part].tokens
        if tokens.dep[name.head] != "appos":
            continue
        noun = tokens.head[name.head]
        if (name.part, noun) not in offices and tokens.dep[noun] == "pobj":
            # hung on the mission, which is nobody
            noun = tokens.head[tokens.head[noun]]
        office = offices.get((name.part, noun))
        if office is None or office.entity >= 0 or not office.last < name.first or not _fits(office, name):
            continue
        between = tokens.lower[office.last : name.first]
        if between[0] in ("of", "for", "at", "in") and between[-1] == "," and between.count(",") == 1:
            office.link, office.confidence = "apposition", 0.88
            lend(name, office)
            entities[name.entity].join(office)


def _apposition(
    left: Found, right: Found, nominal: Found, part: ArticlePart, words: CoreferenceWords
) -> tuple[str, float]:
    tokens = part.tokens
    between = tokens.lower[left.last : right.first]
    if between == [","]:
        if tokens.dep[right.head] == "appos" and tokens.head[right.head] == left.head:
            return "apposition", 0.93
        bare = nominal is right and nominal.definite == "none" and nominal.number == "p"
        if (
            _closes(tokens.lower, right.last, words)
            and not bare
            and not (nominal is right and _opens_clause(left, right, part))
        ):
            return ("apposition", 0.85) if tokens.dep[right.head] != "conj" else ("", 0.0)
    if not between and nominal is left and nominal.definite != "poss":
        return "apposition", 0.88
    if (
        nominal is right
        and between
        and len(between) <= 3
        and between[0] in words.copula
        and nominal.definite != "poss"
        and all(word in words.copula or word in words.passing for word in between)
    ):
        return "copula", 0.88
    return "", 0.0


def _opens_clause(left: Found, right: Found, part: ArticlePart) -> bool:
    """Say whether a nominal behind a comma is the subject of what follows: "shelled a post near Lukas, the ministry said"."""
    tokens = part.tokens
    before, verb = tokens.head[left.head], tokens.head[right.head]
    return (
        tokens.dep[left.head] == "pobj"
        and tokens.dep[right.head] == "nsubj"
        and verb > right.head
        and tokens.lower[before] != "by"
        and "," not in tokens.lower[right.last : verb]
    )


def _closes(lower: list[str], last: int, words: CoreferenceWords) -> bool:
    return last < len(lower) and (lower[last] in _MARKS or lower[last] in words.closing)


def _fits(nominal: Found, name: Found) -> bool:
    if nominal.referent == "person":
        return (
            name.label == "PERSON"
            and nominal.number == "s"
            and not (nominal.gender and name.gender and nominal.gender != name.gender)
        )
    if nominal.referent == "group" and nominal.entry is not None and nominal.entry.kind in OUTSIDERS:
        return False
    return name.label not in {"PERSON", "NORP", "GPE"} or (
        name.label == "PERSON" and name.why == "model" and nominal.referent == "body"
    )
