"""An actor without a name who is the one named in the same article: "the minister" there is who others call so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analystkit.resolve.chains import Chain, most_common
from analystkit.resolve.unnamed import ANYONE, JOIN, bears

# How often articles must call an actor by a description, for each that names the actor and uses the description apart.
SUPPORT = 0.1


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A named actor as far as its descriptions go: a key, its chains, its kind."""

    key: int
    chains: Sequence[Chain]
    kind: str


def link_by_role(
    chains: Sequence[Chain],
    named: Sequence[NamedActor],
    near: Mapping[str, Sequence[tuple[str, float]]],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
    speakers: frozenset[str],
) -> list[tuple[Chain, int, str, float]]:
    """Give an unnamed chain to the one named actor of its article that bears its description elsewhere.

    If other articles call Ana Duarte "the minister", "the minister" of an article that names her is she. What anyone may be called ("the
    woman") counts only from an article that tells of the same thing. A body ("the company", "the militia") is the one actor of that kind in
    its article. Indefinite descriptions ("a minister") are no more than suggestions.

    Returns
    -------
    list of (chain, key, rule, confidence)
        At most one a chain.
    """
    present: dict[str, list[_Described]] = defaultdict(list)
    for actor in named:
        found = _described(actor, roles, senses)
        for article_id in found.articles:
            present[article_id].append(found)
    alike = {frozenset((a, b)) for a, others in near.items() for b, value in others if value >= JOIN}
    apart = _Apart(chains, senses)
    out = []
    for chain in chains:
        if chain.names or not chain.roles:
            continue
        role = most_common(chain.roles)
        if not role or role in speakers:
            continue
        sector, referent, kind = roles.get(role, ("", "", ""))
        if referent in ("person", "body") and chain.number == "p":
            continue
        sense = senses.get(role, role)
        here = present.get(chain.article_id, ())
        rule, sure = "role in other articles", 0.8
        fits = [a for a in here if sense in a.said and a.agrees(chain) and apart.bearing(a, sense)]
        if len(fits) == 1 and referent == "person" and sector in ANYONE:
            elsewhere = fits[0].said[sense]
            if not any(frozenset((chain.article_id, other)) in alike for other in elsewhere):
                continue
        called = _bare(most_common(chain.nominals))
        if (
            not fits
            and referent == "body"
            and called == role
            and role not in ("media", "press")
            and kind not in ("", "unnamed", "organisation", "government", "population")
        ):
            fits = [a for a in here if a.kind == kind and a.agrees(chain)]
            rule, sure = "only one of its kind", 0.7
        if len(fits) == 1:
            text = most_common(chain.nominals).lower()
            unsure = text.startswith(("a ", "an ", "another ", "some ")) or (
                called != role and called not in fits[0].words
            )
            out.append((chain, fits[0].key, rule, 0.5 if unsure else sure))
    return out


@dataclass(slots=True, eq=False)
class _Described:
    """What a named actor is called: the articles that do so by what each description means, and the words of all of them."""

    key: int
    kind: str
    articles: dict[str, None]
    said: dict[str, set[str]]
    words: set[str]
    countries: set[str]

    def agrees(self, chain: Chain) -> bool:
        """Say whether a chain can be this actor by the countries that are named with both."""
        return not (chain.countries and self.countries and self.countries.isdisjoint(chain.countries))


def _described(
    actor: NamedActor, roles: Mapping[str, tuple[str, str, str]], senses: Mapping[str, str]
) -> _Described:
    out = _Described(actor.key, actor.kind, {}, {}, set(), set())
    for chain in actor.chains:
        article_id = chain.article_id
        out.articles[article_id] = None
        if chain.countries:
            out.countries.update(chain.countries)
        if chain.nominals:
            out.words.update(map(_bare, chain.nominals))
        if chain.roles or chain.titles:
            for role in (*chain.roles, *chain.offices()):
                if bears(chain, role, roles):
                    out.said.setdefault(senses.get(role, role), set()).add(article_id)
    return out


class _Apart:
    """In which articles somebody without a name bears a description, for the actors that are named there beside."""

    def __init__(self, chains: Sequence[Chain], senses: Mapping[str, str]) -> None:
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._known: dict[tuple[int, str], bool] = {}
        for chain in chains:
            if chain.roles and not chain.names and chain.number == "s":
                role = most_common(chain.roles)
                self._articles[senses.get(role, role)].add(chain.article_id)

    def bearing(self, actor: _Described, sense: str) -> bool:
        """Say whether an actor bears a description often enough for the articles that keep the two apart."""
        key = (actor.key, sense)
        known = self._known.get(key)
        if known is None:
            apart = len(actor.articles.keys() & self._articles.get(sense, set()))
            known = self._known[key] = len(actor.said[sense]) >= SUPPORT * apart
        return known


@lru_cache(maxsize=100_000)
def _bare(text: str) -> str:
    """Return a description without its article: "the Ohio governor" is "ohio governor"."""
    text = text.casefold()
    for article in ("the ", "a ", "an ", "this ", "that "):
        text = text.removeprefix(article)
    return text
