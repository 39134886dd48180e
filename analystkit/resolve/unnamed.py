"""Actors without a name over articles that tell of the same thing: "the gunman" here is "the gunman" there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analystkit.resolve.chains import Chain, most_common

# From how alike two articles must be for their unnamed actors of one description to be one, and to be suggested as one.
JOIN = 0.3
SUGGEST = 0.2
# Whoever is quoted without a name need not be the same person in another report, however alike the reports are.
SPEAKERS = frozenset(
    "official source spokesman spokeswoman spokesperson witness eyewitness analyst expert resident diplomat adviser aide "
    "insider officer senior official security official government official intelligence official observer".split()
)


@dataclass(frozen=True, slots=True)
class UnnamedLink:
    """Two chains of different articles that are, or may be, one actor."""

    a: Chain
    b: Chain
    rule: str
    confidence: float
    merged: bool


def link_unnamed(
    chains: Sequence[Chain], near: Mapping[str, Sequence[tuple[str, float]]], stories: Mapping[str, str]
) -> list[UnnamedLink]:
    """Link nominal chains of like articles by their role noun, to each other or to the named actor who has that role.

    A role noun must mean one actor in each of the two articles. Unnamed speakers ("an official") are linked only between copies
    of one text.
    """
    by_article: dict[str, dict[str, list[Chain]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        for role in {most_common(chain.roles), *chain.offices()} if chain.names else {most_common(chain.roles)}:
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
    if len(here) != 1 or len(there) != 1 or (here[0].names and there[0].names):
        return None
    return here[0], there[0]
