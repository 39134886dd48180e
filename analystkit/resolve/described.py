"""An actor without a name who is the one named in the same article: "the minister" there is who others call so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analystkit.resolve.chains import Chains
from analystkit.resolve.unnamed import ANYONE, JOIN, bears
from analystkit.resolve.wordings import Wording

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
    wanted = _wanted(chains, unnamed, roles, senses, speakers)
    apart = _Apart(chains, senses)
    called = _called(chains, roles, senses)
    kinds = {kind for wording in unnamed if (kind := _only_kind(wording, roles))}
    # In each article the named actors that bear a description, and those of each kind.
    bearing: dict[tuple[int, str], list[_Described]] = defaultdict(list)
    present: dict[tuple[int, str], list[_Described]] = defaultdict(list)
    asked = {wording: own for wording, some in called.items() if (own := some & wanted.keys())}
    for actor in named:
        asking = [one for one in actor.chains if chains.wordings[one] in asked]
        if not asking and actor.kind not in kinds:
            continue
        found = _described(actor, asking, chains, asked)
        for sense in found.said:
            if apart.bearing(found, sense):
                for article in found.articles & wanted[sense]:
                    bearing[article, sense].append(found)
        if found.kind in kinds:
            for article in found.articles:
                present[article, found.kind].append(found)
    alike = {frozenset((a, b)) for a, others in near.items() for b, value in others if value >= JOIN}
    borne = {sense for _, sense in bearing}
    out = []
    for wording, some in unnamed.items():
        role = wording.role
        sector, referent, _ = roles.get(role, ("", "", ""))
        sense = senses.get(role, role)
        kind = _only_kind(wording, roles)
        if (sense not in borne and not kind) or not _may_be_named(wording, referent, speakers):
            continue
        bare = _bare(wording.description)
        indefinite = wording.description.lower().startswith(("a ", "an ", "another ", "some "))
        for chain in some:
            article = chains.article_of[chain]
            rule, sure = "role in other articles", 0.8
            fits = [a for a in bearing.get((article, sense), ()) if a.agrees(wording)]
            if len(fits) == 1 and referent == "person" and sector in ANYONE:
                elsewhere = (chains.articles[other] for other in fits[0].said[sense])
                if not any(frozenset((chains.articles[article], other)) in alike for other in elsewhere):
                    continue
            if (
                " " in role
                and bare == role
                and not wording.countries
                and wording.description[:4].lower() != "the "
            ):
                # "Security forces" bare are not the French forces of the same article.
                fits = [a for a in fits if not a.countries or any(word.endswith(role) for word in a.words)]
            if not fits and kind:
                fits = [a for a in present.get((article, kind), ()) if a.agrees(wording)]
                rule, sure = "only one of its kind", 0.7
            if len(fits) == 1:
                unsure = indefinite or (bare != role and bare not in fits[0].words)
                out.append((chain, fits[0].key, rule, 0.5 if unsure else sure))
    return out


def _only_kind(wording: Wording, roles: Mapping[str, tuple[str, str, str]]) -> str:
    """Return the kind of body that a description names by its noun alone ("the company"), of which its article may have only one; "" for any other."""
    role = wording.role
    _, referent, kind = roles.get(role, ("", "", ""))
    if referent != "body" or kind in _ANY_KIND or role in ("media", "press"):
        return ""
    return kind if _bare(wording.description) == role else ""


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


def _described(
    actor: NamedActor, asking: Iterable[int], chains: Chains, asked: Mapping[Wording, Collection[str]]
) -> _Described:
    """Return what an actor is called, of what is `asked` for of each wording; `asking` are those of its chains that are so worded."""
    out = _Described(
        actor.key, actor.kind, {chains.article_of[one] for one in actor.chains}, {}, set(), set()
    )
    for one in asking:
        for sense in asked[chains.wordings[one]]:
            out.said.setdefault(sense, set()).add(chains.article_of[one])
    for wording in {chains.wordings[one] for one in actor.chains}:
        if wording.countries:
            out.countries.update(wording.countries)
        if wording.nominals:
            out.words.update(map(_bare, wording.nominals))
    return out


class _Apart:
    """In which articles somebody without a name bears a description, for the actors that are named there beside."""

    def __init__(self, chains: Chains, senses: Mapping[str, str]) -> None:
        self._chains = chains
        self._worded: dict[str, list[Wording]] = defaultdict(list)
        for wording in chains.worded:
            if wording.roles and not wording.names and wording.number == "s":
                self._worded[senses.get(wording.role, wording.role)].append(wording)
        self._articles: dict[str, set[int]] = {}

    def bearing(self, actor: _Described, sense: str) -> bool:
        """Say whether an actor bears a description often enough for the articles that keep the two apart."""
        articles = self._articles.get(sense)
        if articles is None:
            articles = self._articles[sense] = _articles_of(self._worded.get(sense, ()), self._chains)
        return len(actor.said[sense]) >= SUPPORT * len(actor.articles & articles)


def _articles_of(wordings: Iterable[Wording], chains: Chains) -> set[int]:
    return {chains.article_of[one] for wording in wordings for one in chains.worded[wording]}


@lru_cache(maxsize=100_000)
def _bare(text: str) -> str:
    """Return a description without its article: "the Ohio governor" is "ohio governor"."""
    text = text.casefold()
    for article in ("the ", "a ", "an ", "this ", "that "):
        text = text.removeprefix(article)
    return text
