"""An actor without a name who is the one named in the same article: "the minister" there is who others call so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analystkit.resolve.chains import Chains, Wording
from analystkit.resolve.unnamed import ANYONE, JOIN, bears

# How often articles must call an actor by a description, for each that names the actor and uses the description apart.
SUPPORT = 0.1
# Kinds of which there may be any number in an article.
_ANY_KIND = frozenset({"", "unnamed", "organisation", "government", "population"})


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A named actor as far as its descriptions go: a key, its chains, its kind."""

    key: int
    chains: Sequence[int]
    kind: str


def link_by_role(
    chains: Chains,
    unnamed: Mapping[Wording, Sequence[int]],
    named: Sequence[NamedActor],
    near: Mapping[str, Sequence[tuple[str, float]]],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
    speakers: frozenset[str],
) -> list[tuple[int, int, str, float]]:
    """Give an unnamed chain to the one named actor of its article that bears its description elsewhere.

    If other articles call Ana Duarte "the minister", "the minister" of an article that names her is she. What anyone may be called ("the
    woman") counts only from an article that tells of the same thing. A body ("the company", "the militia") is the one actor of that kind in
    its article. Indefinite descriptions ("a minister") are no more than suggestions.

    `unnamed` are those of all chains that have no actor yet, by their wording.

    Returns
    -------
    list of (chain, key, rule, confidence)
        At most one a chain.
    """
    apart = _Apart(chains, senses)
    # In each article the named actors that bear a description, and those of each kind.
    bearing: dict[tuple[int, str], list[_Described]] = defaultdict(list)
    present: dict[tuple[int, str], list[_Described]] = defaultdict(list)
    wanted = _wanted(chains, unnamed, roles, senses, speakers)
    called = _called(chains, roles, senses)
    for actor in named:
        found = _described(actor, chains, called)
        for sense in found.said.keys() & wanted.keys():
            if apart.bearing(found, sense):
                for article in found.articles & wanted[sense]:
                    bearing[article, sense].append(found)
        if found.kind not in _ANY_KIND:
            for article in found.articles:
                present[article, found.kind].append(found)
    alike = {frozenset((a, b)) for a, others in near.items() for b, value in others if value >= JOIN}
    out = []
    for wording, some in unnamed.items():
        role = wording.role
        sector, referent, kind = roles.get(role, ("", "", ""))
        sense = senses.get(role, role)
        if not _may_be_named(wording, referent, speakers):
            continue
        bare = _bare(wording.description)
        indefinite = wording.description.lower().startswith(("a ", "an ", "another ", "some "))
        by_kind = (
            referent == "body" and bare == role and role not in ("media", "press") and kind not in _ANY_KIND
        )
        for chain in some:
            article = chains.article_of[chain]
            rule, sure = "role in other articles", 0.8
            fits = [a for a in bearing.get((article, sense), ()) if a.agrees(wording)]
            if len(fits) == 1 and referent == "person" and sector in ANYONE:
                elsewhere = (chains.articles[other] for other in fits[0].said[sense])
                if not any(frozenset((chains.articles[article], other)) in alike for other in elsewhere):
                    continue
            if not fits and by_kind:
                fits = [a for a in present.get((article, kind), ()) if a.agrees(wording)]
                rule, sure = "only one of its kind", 0.7
            if len(fits) == 1:
                unsure = indefinite or (bare != role and bare not in fits[0].words)
                out.append((chain, fits[0].key, rule, 0.5 if unsure else sure))
    return out


def _may_be_named(wording: Wording, referent: str, speakers: frozenset[str]) -> bool:
    """Say whether a description can be one of somebody who is named: it has a noun, is not how anyone is quoted, nor of several."""
    if not wording.role or wording.role in speakers:
        return False
    return not (referent in ("person", "body") and wording.number == "p")


def _wanted(
    chains: Chains,
    unnamed: Mapping[Wording, Sequence[int]],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
    speakers: frozenset[str],
) -> dict[str, set[int]]:
    """Return the articles in which somebody bears a description without a name, by what it means."""
    out: dict[str, set[int]] = defaultdict(set)
    for wording, some in unnamed.items():
        if _may_be_named(wording, roles.get(wording.role, ("", "", ""))[1], speakers):
            sense = senses.get(wording.role, wording.role)
            out[sense].update([chains.article_of[chain] for chain in some])
    return out


def _called(
    chains: Chains, roles: Mapping[str, tuple[str, str, str]], senses: Mapping[str, str]
) -> dict[Wording, frozenset[str]]:
    """Return what each wording calls an actor, by what it means."""
    out = {}
    for wording in chains.worded:
        if wording.roles or wording.titles:
            said = {role for role in (*wording.roles, *wording.offices()) if bears(wording, role, roles)}
            out[wording] = frozenset(senses.get(role, role) for role in said)
    return out


@dataclass(slots=True, eq=False)
class _Described:
    """What a named actor is called: the articles that do so by what each description means, and the words of all of them."""

    key: int
    kind: str
    articles: set[int]
    said: dict[str, set[int]]
    words: set[str]
    countries: set[str]

    def agrees(self, wording: Wording) -> bool:
        """Say whether somebody worded so can be this actor by the countries that are named with both."""
        return not (wording.countries and self.countries and self.countries.isdisjoint(wording.countries))


def _described(actor: NamedActor, chains: Chains, called: Mapping[Wording, frozenset[str]]) -> _Described:
    articles = {chains.article_of[chain] for chain in actor.chains}
    out = _Described(actor.key, actor.kind, articles, {}, set(), set())
    for chain in actor.chains:
        for sense in called.get(chains.wordings[chain], ()):
            out.said.setdefault(sense, set()).add(chains.article_of[chain])
    for wording in {chains.wordings[chain] for chain in actor.chains}:
        if wording.countries:
            out.countries.update(wording.countries)
        if wording.nominals:
            out.words.update(map(_bare, wording.nominals))
    return out


class _Apart:
    """In which articles somebody without a name bears a description, for the actors that are named there beside."""

    def __init__(self, chains: Chains, senses: Mapping[str, str]) -> None:
        self._articles: dict[str, set[int]] = defaultdict(set)
        for wording, some in chains.worded.items():
            if wording.roles and not wording.names and wording.number == "s":
                articles = self._articles[senses.get(wording.role, wording.role)]
                articles.update([chains.article_of[chain] for chain in some])

    def bearing(self, actor: _Described, sense: str) -> bool:
        """Say whether an actor bears a description often enough for the articles that keep the two apart."""
        apart = len(actor.articles & self._articles.get(sense, set()))
        return len(actor.said[sense]) >= SUPPORT * apart


@lru_cache(maxsize=100_000)
def _bare(text: str) -> str:
    """Return a description without its article: "the Ohio governor" is "ohio governor"."""
    text = text.casefold()
    for article in ("the ", "a ", "an ", "this ", "that "):
        text = text.removeprefix(article)
    return text
