"""Actors without a name over articles that tell of the same thing: "the gunman" here is "the gunman" there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analystkit.resolve.chains import Chain, most_common

# From how alike two articles must be for their unnamed actors of one description to be one, and to be suggested as one.
JOIN = 0.2
SUGGEST = 0.15
# Whoever is quoted without a name need not be the same person in another report, however alike the reports are.
SPEAKERS = frozenset(
    [
        "official",
        "source",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "witness",
        "eyewitness",
        "analyst",
        "expert",
        "resident",
        "diplomat",
        "adviser",
        "aide",
        "insider",
        "officer",
        "senior",
        "official",
        "security",
        "official",
        "government",
        "official",
        "intelligence",
        "official",
        "observer",
    ]
)


@dataclass(frozen=True, slots=True)
class UnnamedLink:
    """Two chains of different articles that are, or may be, one actor."""

    a: Chain
    b: Chain
    rule: str
    confidence: float
    merged: bool


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A named actor as far as its descriptions go: a key, its chains, its kind."""

    key: int
    chains: Sequence[Chain]
    kind: str


def link_by_role(
    chains: Sequence[Chain],
    named: Sequence[NamedActor],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
) -> list[tuple[Chain, int, str, float]]:
    """Give an unnamed chain to the one named actor of its article that bears its description elsewhere.

    If other articles call Ana Duarte "the minister", "the minister" of an article that names her is she. A body ("the company", "the
    militia") is the one actor of that kind in its article. Indefinite descriptions ("a minister") are no more than suggestions.

    Returns
    -------
    list of (chain, key, rule, confidence)
        At most one a chain.
    """
    described: dict[int, set[str]] = {}
    countries: dict[int, set[str]] = {}
    present: dict[str, list[NamedActor]] = defaultdict(list)
    for actor in named:
        described[actor.key] = {senses.get(r, r) for c in actor.chains for r in (*c.roles, *c.offices())}
        countries[actor.key] = {code for c in actor.chains for code in c.countries}
        for article_id in sorted({c.article_id for c in actor.chains}):
            present[article_id].append(actor)
    out = []
    for chain in chains:
        role = most_common(chain.roles)
        if chain.names or not role or role in SPEAKERS:
            continue
        here = [
            actor
            for actor in present.get(chain.article_id, ())
            if not (
                chain.countries and countries[actor.key] and countries[actor.key].isdisjoint(chain.countries)
            )
        ]
        rule, sure = "role in other articles", 0.8
        fits = [a for a in here if senses.get(role, role) in described[a.key]]
        if not fits:
            _, referent, kind = roles.get(role, ("", "", ""))
            if referent == "body" and kind not in ("", "unnamed", "organisation", "government", "population"):
                fits = [a for a in here if a.kind == kind]
                rule, sure = "only one of its kind", 0.7
        if len(fits) == 1:
            text = most_common(chain.nominals).lower()
            indefinite = text.startswith(("a ", "an ", "another ", "some "))
            out.append((chain, fits[0].key, rule, 0.5 if indefinite else sure))
    return out


def link_unnamed(
    chains: Sequence[Chain],
    near: Mapping[str, Sequence[tuple[str, float]]],
    stories: Mapping[str, str],
    senses: Mapping[str, str],
) -> list[UnnamedLink]:
    """Link nominal chains of like articles by their role noun, to each other or to the named actor who has that role.

    A role noun must mean one actor in each of the two articles. Unnamed speakers ("an official") are linked only between copies
    of one text.
    """
    by_article: dict[str, dict[str, list[Chain]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        own = most_common(chain.roles)
        for role in {senses.get(r, r) for r in ({own, *chain.offices()} if chain.names else {own})}:
            if role:
                by_article[chain.article_id][role].append(chain)
    out: list[UnnamedLink] = []
    for article_id in sorted(near):
        here = by_article.get(article_id)
        if not here:
            continue
        for other, value in near[article_id]:
            there = by_article.get(other)
            if not there:
                continue
            copies = bool(stories.get(article_id)) and stories.get(article_id) == stories.get(other)
            for role in here.keys() & there.keys():
                pair = _pair(here[role], there[role])
                if pair is None or (not copies and role in SPEAKERS):
                    continue
                a, b = pair
                if a.countries and b.countries and not a.countries.keys() & b.countries.keys():
                    continue
                rule = "role of a named actor" if a.names or b.names else "same description"
                sure = 0.9 if copies else min(0.5 + 0.6 * value, 0.85)
                out.append(UnnamedLink(a, b, rule, round(sure, 3), copies or value >= JOIN))
    return out


def _pair(here: Sequence[Chain], there: Sequence[Chain]) -> tuple[Chain, Chain] | None:
    """Return the chains that may be one: the only ones, or where there are several, those in the very same words."""
    pairs = [(a, b) for a in here for b in there if not (a.names and b.names)]
    if len(here) == len(there) == 1:
        return pairs[0] if pairs else None
    same = [
        (a, b)
        for a, b in pairs
        if most_common(a.nominals).casefold() == most_common(b.nominals).casefold() != ""
    ]
    return (
        min(same, key=lambda pair: (-len(pair[0].rows), pair[0].chain_id, pair[1].chain_id))
        if same and len(pairs) <= 16
        else None
    )
