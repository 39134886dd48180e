"""Actors without a name over articles that tell of the same thing: "the gunman" here is "the gunman" there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analystkit.resolve.chains import Chain, Wording

# From how alike two articles must be for their unnamed actors of one description to be one, and to be suggested as one.
JOIN = 0.2
SUGGEST = 0.1
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


def bears(wording: Wording, role: str, roles: Mapping[str, tuple[str, str, str]]) -> bool:
    """Say whether somebody worded so can be called by a role noun: a name of a person by one for persons, of an organisation by one for bodies."""
    if not wording.names:
        return True
    _, referent, kind = roles.get(role, ("", "", ""))
    if wording.label == "PERSON":
        return referent in ("person", "")
    return not (referent == "person" and kind in _AROUND)


def those_compared(near: Mapping[str, Sequence[tuple[str, float]]]) -> set[str]:
    """Return the articles that are like another."""
    return {article for one, others in near.items() if others for article in (one, *(o for o, _ in others))}


def link_unnamed(
    worded: Mapping[Wording, Sequence[Chain]],
    near: Mapping[str, Sequence[tuple[str, float]]],
    stories: Mapping[str, str],
    roles: Mapping[str, tuple[str, str, str]],
    senses: Mapping[str, str],
    speakers: frozenset[str],
) -> list[UnnamedLink]:
    """Link nominal chains of like articles by their role noun, to each other or to the named actor who has that role.

    A role noun must mean one actor in each of the two articles. Unnamed `speakers` ("an official") are linked only between
    copies of one text: however alike two reports are, each may quote another.
    """
    by_article: dict[str, dict[str, list[Chain]]] = defaultdict(lambda: defaultdict(list))
    compared = those_compared(near)
    for wording, alike in worded.items():
        if not (wording.roles or wording.titles):
            continue
        own = wording.role
        called = {senses.get(r, r) for r in ({own, *wording.offices()} if wording.names else {own})} - {""}
        for chain in alike if called else ():
            if chain.article_id in compared:
                for role in called:
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
                if pair is None or (not copies and (role in speakers or everyone)):
                    continue
                a, b = pair[0].wording, pair[1].wording
                if not (bears(a, role, roles) and bears(b, role, roles)) or _foreign(a, b):
                    continue
                if a.number and b.number and a.number != b.number:
                    continue
                rule = "role of a named actor" if a.names or b.names else "same description"
                sure = 0.9 if copies else min(0.5 + 0.6 * value, 0.85)
                out.append(UnnamedLink(*pair, rule, round(sure, 3), copies or value >= JOIN))
    return out


def link_by_act(
    chains: Iterable[Chain],
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
    compared = those_compared(near)
    # What tells nothing is no deed.
    known = dict.fromkeys(("", *common), "")
    for chain in chains:
        if chain.article_id not in compared:
            continue
        told = {
            known[act] if act in known else known.setdefault(act, _deed(act, deeds)) for act in chain.acts
        }
        for deed in told:
            if deed:
                by_article[chain.article_id][deed].append(chain)
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
                if (a.wording.names and b.wording.names) or not _one_sort(a.wording, b.wording, genders):
                    continue
                named = bool(a.wording.names or b.wording.names)
                sure = min(0.45 + 0.5 * value + 0.2 * (count - 1) - 0.05 * named, 0.85)
                out.append(UnnamedLink(a, b, "same act", round(sure, 3), value >= JOIN and sure >= ACT))
    return out


def _deed(act: str, deeds: Mapping[str, str]) -> str:
    verb, _, role = act.partition(":")
    return f"{deeds.get(verb, verb)}:{role}"


def _one_sort(a: Wording, b: Wording, genders: Mapping[str, str]) -> bool:
    if a.number != b.number or a.label != b.label or _foreign(a, b):
        return False
    sexes = {genders.get(role, "") for wording in (a, b) for role in wording.roles} - {""}
    return len(sexes) < 2


def _foreign(a: Wording, b: Wording) -> bool:
    """Say whether two are of different countries."""
    return bool(a.countries and b.countries and not a.countries.keys() & b.countries.keys())


def _pair(here: Sequence[Chain], there: Sequence[Chain]) -> tuple[Chain, Chain] | None:
    """Return the chains that may be one: the only ones, those in the very same words, or the two that are told most of."""
    pairs = [(a, b) for a in here for b in there if not (a.wording.names and b.wording.names)]
    if len(here) == len(there) == 1:
        return pairs[0] if pairs else None
    if not pairs or len(pairs) > 36:
        return None
    main = _main(here), _main(there)
    if main[0] is not None and main[1] is not None:
        return None if main[0].wording.names and main[1].wording.names else (main[0], main[1])
    same = [
        (a, b) for a, b in pairs if a.wording.description.casefold() == b.wording.description.casefold() != ""
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
