"""Actors without a name over articles that tell of the same thing: "the gunman" here is "the gunman" there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analystkit.resolve.chains import Chain, most_common

# From how alike two articles must be for their unnamed actors of one description to be one, and to be suggested as one.
JOIN = 0.2
SUGGEST = 0.1
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
    ]
) | frozenset(f"{kind} official" for kind in ("senior", "security", "government", "intelligence"))
# How often articles must call an actor by a description, for each that names the actor and uses the description apart.
SUPPORT = 0.1
# From how sure a link by act is made.
ACT = 0.5
# Sectors of nouns that fit anyone: "the woman", "the player".
ANYONE = frozenset({"", "UNK", "CVL", "CRM", "UAF"})
# People around an organisation, not the organisation: its customers, its workers, its victims.
_AROUND = frozenset({"population", "person", "unnamed"})


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
    near: Mapping[str, Sequence[tuple[str, float]]],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
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
    described: dict[int, dict[str, set[str]]] = {}
    words: dict[int, set[str]] = defaultdict(set)
    countries: dict[int, set[str]] = {}
    present: dict[str, list[NamedActor]] = defaultdict(list)
    for actor in named:
        said: dict[str, set[str]] = defaultdict(set)
        for chain in actor.chains:
            words[actor.key].update(_bare(text) for text in chain.nominals)
            for role in (*chain.roles, *chain.offices()):
                if bears(chain, role, roles):
                    said[senses.get(role, role)].add(chain.article_id)
        described[actor.key] = said
        countries[actor.key] = {code for c in actor.chains for code in c.countries}
        for article_id in sorted({c.article_id for c in actor.chains}):
            present[article_id].append(actor)
    alike = {frozenset((a, b)) for a, others in near.items() for b, value in others if value >= JOIN}
    apart = _kept_apart(chains, present, senses)
    out = []
    for chain in chains:
        role = most_common(chain.roles)
        if chain.names or not role or role in SPEAKERS:
            continue
        sector, referent, kind = roles.get(role, ("", "", ""))
        if referent in ("person", "body") and chain.number == "p":
            continue
        called = _bare(most_common(chain.nominals))
        here = [
            actor
            for actor in present.get(chain.article_id, ())
            if not (
                chain.countries and countries[actor.key] and countries[actor.key].isdisjoint(chain.countries)
            )
        ]
        rule, sure = "role in other articles", 0.8
        sense = senses.get(role, role)
        fits = [
            a
            for a in here
            if len(described[a.key].get(sense, ())) >= SUPPORT * apart.get((a.key, sense), 0)
            and sense in described[a.key]
        ]
        if len(fits) == 1 and referent == "person" and sector in ANYONE:
            elsewhere = described[fits[0].key][sense]
            if not any(frozenset((chain.article_id, other)) in alike for other in elsewhere):
                continue
        if (
            not fits
            and referent == "body"
            and called == role
            and role not in ("media", "press")
            and kind not in ("", "unnamed", "organisation", "government", "population")
        ):
            fits = [a for a in here if a.kind == kind]
            rule, sure = "only one of its kind", 0.7
        if len(fits) == 1:
            text = most_common(chain.nominals).lower()
            unsure = text.startswith(("a ", "an ", "another ", "some ")) or (
                called != role and called not in words[fits[0].key]
            )
            out.append((chain, fits[0].key, rule, 0.5 if unsure else sure))
    return out


@lru_cache(maxsize=100_000)
def _bare(text: str) -> str:
    """Return a description without its article: "the Ohio governor" is "ohio governor"."""
    text = text.casefold()
    for article in ("the ", "a ", "an ", "this ", "that "):
        text = text.removeprefix(article)
    return text


def _kept_apart(
    chains: Sequence[Chain], present: Mapping[str, Sequence[NamedActor]], senses: Mapping[str, str]
) -> Counter[tuple[int, str]]:
    """Count the articles in which an actor is named and somebody else without a name bears a description."""
    found: set[tuple[int, str, str]] = set()
    for chain in chains:
        role = most_common(chain.roles)
        if role and not chain.names and chain.number == "s":
            found.update(
                (a.key, senses.get(role, role), chain.article_id) for a in present.get(chain.article_id, ())
            )
    return Counter((key, sense) for key, sense, _ in found)


def bears(chain: Chain, role: str, roles: Mapping[str, tuple[str, str, str]]) -> bool:
    """Say whether a chain can be called by a role noun: a name of a person by one for persons, of an organisation by one for bodies."""
    if not chain.names:
        return True
    _, referent, kind = roles.get(role, ("", "", ""))
    if chain.label == "PERSON":
        return referent in ("person", "")
    return not (referent == "person" and kind in _AROUND)


def link_unnamed(
    chains: Sequence[Chain],
    near: Mapping[str, Sequence[tuple[str, float]]],
    stories: Mapping[str, str],
    roles: Mapping[str, tuple[str, str, str]],
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
                # "The people" and "the public" here are not those there.
                everyone = roles.get(role, ("", "", ""))[1:] == ("group", "population")
                if pair is None or (not copies and (role in SPEAKERS or everyone)):
                    continue
                a, b = pair
                if not all(bears(chain, role, roles) for chain in pair):
                    continue
                if a.countries and b.countries and not a.countries.keys() & b.countries.keys():
                    continue
                if a.number and b.number and a.number != b.number:
                    continue
                rule = "role of a named actor" if a.names or b.names else "same description"
                sure = 0.9 if copies else min(0.5 + 0.6 * value, 0.85)
                out.append(UnnamedLink(a, b, rule, round(sure, 3), copies or value >= JOIN))
    return out


def link_by_act(
    chains: Sequence[Chain],
    near: Mapping[str, Sequence[tuple[str, float]]],
    common: frozenset[str],
    genders: Mapping[str, str],
    deeds: Mapping[str, str],
) -> list[UnnamedLink]:
    """Link chains of like articles of whom the same is told: "the woman" who opened fire here and "the worker" who did there.

    Only one chain of each article may be subject (or object) of the verb, one of the two must have no name, and number, sort, gender and
    country must agree. Verbs of saying and verbs that fit anyone (`common`) tell nothing. Two shared verbs make it surer.
    """
    by_article: dict[str, dict[str, list[Chain]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        for act in {_deed(act, deeds) for act in chain.acts if act not in common}:
            by_article[chain.article_id][act].append(chain)
    out: list[UnnamedLink] = []
    for article_id in sorted(near):
        here = by_article.get(article_id)
        if not here:
            continue
        for other, value in near[article_id]:
            there = by_article.get(other, {})
            shared: Counter[tuple[int, int]] = Counter()
            pairs: dict[tuple[int, int], tuple[Chain, Chain]] = {}
            for act in sorted(here.keys() & there.keys()):
                if len(here[act]) == len(there[act]) == 1:
                    a, b = here[act][0], there[act][0]
                    shared[id(a), id(b)] += 1
                    pairs[id(a), id(b)] = (a, b)
            for key, count in shared.items():
                a, b = pairs[key]
                if (a.names and b.names) or not _one_sort(a, b, genders):
                    continue
                named = bool(a.names or b.names)
                sure = min(0.45 + 0.5 * value + 0.2 * (count - 1) - 0.05 * named, 0.85)
                out.append(UnnamedLink(a, b, "same act", round(sure, 3), value >= JOIN and sure >= ACT))
    return out


def _deed(act: str, deeds: Mapping[str, str]) -> str:
    verb, _, role = act.partition(":")
    return f"{deeds.get(verb, verb)}:{role}"


def _one_sort(a: Chain, b: Chain, genders: Mapping[str, str]) -> bool:
    if a.number != b.number or a.label != b.label:
        return False
    if a.countries and b.countries and not a.countries.keys() & b.countries.keys():
        return False
    sexes = {genders.get(role, "") for chain in (a, b) for role in chain.roles} - {""}
    return len(sexes) < 2


def _pair(here: Sequence[Chain], there: Sequence[Chain]) -> tuple[Chain, Chain] | None:
    """Return the chains that may be one: the only ones, those in the very same words, or the two that are told most of."""
    pairs = [(a, b) for a in here for b in there if not (a.names and b.names)]
    if len(here) == len(there) == 1:
        return pairs[0] if pairs else None
    if not pairs or len(pairs) > 36:
        return None
    main = _main(here), _main(there)
    if main[0] is not None and main[1] is not None:
        return None if main[0].names and main[1].names else (main[0], main[1])
    same = [
        (a, b)
        for a, b in pairs
        if most_common(a.nominals).casefold() == most_common(b.nominals).casefold() != ""
    ]
    return (
        min(same, key=lambda pair: (-len(pair[0].rows), pair[0].chain_id, pair[1].chain_id)) if same else None
    )


def _main(chains: Sequence[Chain]) -> Chain | None:
    """Return the chain with twice the mentions of any other."""
    if len(chains) == 1:
        return chains[0]
    first, second = sorted(chains, key=lambda c: -len(c.rows))[:2]
    return first if len(first.rows) >= 2 * len(second.rows) else None
