"""An actor without a name who is the one named in the same article: "the minister" there is who others call so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analystkit.resolve.chains import Chain, Wording, by_wording
from analystkit.resolve.unnamed import ANYONE, JOIN, bears

# How often articles must call an actor by a description, for each that names the actor and uses the description apart.
SUPPORT = 0.1
# Kinds of which there may be any number in an article.
_ANY_KIND = frozenset({"", "unnamed", "organisation", "government", "population"})


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A named actor as far as its descriptions go: a key, its chains, its kind."""

    key: int
    chains: Sequence[Chain]
    kind: str


def link_by_role(
    worded: Mapping[Wording, Sequence[Chain]],
    unnamed: Iterable[Chain],
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

    `worded` are all chains by their wording, `unnamed` those of them that have no actor yet.

    Returns
    -------
    list of (chain, key, rule, confidence)
        At most one a chain.
    """
    # In each article the named actors that bear some description, and those of each kind.
    described: dict[str, list[_Described]] = defaultdict(list)
    present: dict[tuple[str, str], list[_Described]] = defaultdict(list)
    called: dict[Wording, frozenset[str]] = {}
    for actor in named:
        found = _described(actor, called, roles, senses)
        for article_id in found.articles:
            if found.said:
                described[article_id].append(found)
            if found.kind not in _ANY_KIND:
                present[article_id, found.kind].append(found)
    alike = {frozenset((a, b)) for a, others in near.items() for b, value in others if value >= JOIN}
    apart = _Apart(worded, senses)
    out = []
    for wording, chains in by_wording(unnamed).items():
        role = wording.role
        if not role or role in speakers:
            continue
        sector, referent, kind = roles.get(role, ("", "", ""))
        if referent in ("person", "body") and wording.number == "p":
            continue
        sense = senses.get(role, role)
        bare = _bare(wording.description)
        indefinite = wording.description.lower().startswith(("a ", "an ", "another ", "some "))
        by_kind = (
            referent == "body" and bare == role and role not in ("media", "press") and kind not in _ANY_KIND
        )
        for chain in chains:
            rule, sure = "role in other articles", 0.8
            fits = [
                a
                for a in described.get(chain.article_id, ())
                if sense in a.said and a.agrees(wording) and apart.bearing(a, sense)
            ]
            if len(fits) == 1 and referent == "person" and sector in ANYONE:
                elsewhere = fits[0].said[sense]
                if not any(frozenset((chain.article_id, other)) in alike for other in elsewhere):
                    continue
            if not fits and by_kind:
                fits = [a for a in present.get((chain.article_id, kind), ()) if a.agrees(wording)]
                rule, sure = "only one of its kind", 0.7
            if len(fits) == 1:
                unsure = indefinite or (bare != role and bare not in fits[0].words)
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

    def agrees(self, wording: Wording) -> bool:
        """Say whether somebody worded so can be this actor by the countries that are named with both."""
        return not (wording.countries and self.countries and self.countries.isdisjoint(wording.countries))


def _described(
    actor: NamedActor,
    called: dict[Wording, frozenset[str]],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
) -> _Described:
    """Return what an actor is called; what each wording calls somebody is kept in `called`."""
    out = _Described(
        actor.key, actor.kind, dict.fromkeys(chain.article_id for chain in actor.chains), {}, set(), set()
    )
    for chain in actor.chains:
        wording = chain.wording
        if not (wording.roles or wording.titles):
            continue
        if wording not in called:
            said = {r for r in (*wording.roles, *wording.offices()) if bears(wording, r, roles)}
            called[wording] = frozenset(senses.get(role, role) for role in said)
        for sense in called[wording]:
            out.said.setdefault(sense, set()).add(chain.article_id)
    for wording in {chain.wording for chain in actor.chains}:
        if wording.countries:
            out.countries.update(wording.countries)
        if wording.nominals:
            out.words.update(map(_bare, wording.nominals))
    return out


class _Apart:
    """In which articles somebody without a name bears a description, for the actors that are named there beside."""

    def __init__(self, worded: Mapping[Wording, Sequence[Chain]], senses: Mapping[str, str]) -> None:
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._known: dict[tuple[int, str], bool] = {}
        for wording, chains in worded.items():
            if wording.roles and not wording.names and wording.number == "s":
                articles = self._articles[senses.get(wording.role, wording.role)]
                articles.update(chain.article_id for chain in chains)

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
