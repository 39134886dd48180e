"""Actors without a name over articles that tell of the same thing: "the gunman" here is "the gunman" there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analystkit.resolve.chains import Chains
from analystkit.resolve.distinct import distinct
from analystkit.resolve.wordings import Wording

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

    a: int
    b: int
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


def link_unnamed(
    chains: Chains,
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
    by_article = _bearers(chains, near, senses)
    sizes, wordings = chains.sizes(), chains.wordings
    # "The people" and "the public" here are not those there.
    anyone = speakers.union(
        role for role, (_, *rest) in roles.items() if tuple(rest) == ("group", "population")
    )
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
                if not copies and role in anyone:
                    continue
                pair = _pair(here[role], there[role], chains, sizes)
                if pair is None:
                    continue
                a, b = wordings[pair[0]], wordings[pair[1]]
                if not (bears(a, role, roles) and bears(b, role, roles)) or _foreign(a, b):
                    continue
                one, two = a.number, b.number
                if one and two and one != two:
                    continue
                rule = "role of a named actor" if a.names or b.names else "same description"
                sure = 0.9 if copies else min(0.5 + 0.6 * value, 0.85)
                out.append(UnnamedLink(*pair, rule, round(sure, 3), copies or value >= JOIN))
    return out


def _bearers(
    chains: Chains, near: Mapping[str, Sequence[tuple[str, float]]], senses: Mapping[str, str]
) -> dict[str, dict[str, list[int]]]:
    """Return the chains of each article that is like another which are called by a role noun, by what it means."""
    like = {article for one, others in near.items() if others for article in (one, *(o for o, _ in others))}
    # By number; of the others nothing is kept.
    out: list[dict[str, list[int]] | None] = [{} if article in like else None for article in chains.articles]
    article_of = chains.article_of
    for wording, alike in chains.worded.items():
        if not wording.roles and not wording.titles:
            continue
        called = {senses.get(wording.role, wording.role)}
        if wording.names and wording.titles:
            called.update([senses.get(role, role) for role in wording.offices()])
        called.discard("")
        for chain in alike if called else ():
            held = out[article_of[chain]]
            if held is not None:
                for sense in called:
                    if sense in held:
                        held[sense].append(chain)
                    else:
                        held[sense] = [chain]
    return {article: held for article, held in zip(chains.articles, out, strict=True) if held}


def link_by_act(
    chains: Chains,
    near: Mapping[str, Sequence[tuple[str, float]]],
    common: frozenset[str],
    genders: Mapping[str, str],
    deeds: Mapping[str, str],
) -> list[UnnamedLink]:
    """Link chains of like articles of whom the same is told: "the woman" who opened fire here and "the worker" who did there.

    Only one chain of each article may be subject (or object) of the verb, one of the two must have no name, and number, sort, gender and
    country must agree. Verbs of saying and verbs that fit anyone (`common`) tell nothing. Two shared verbs make it surer.
    """
    by_article = _doers(chains, common, deeds)
    out: list[UnnamedLink] = []
    for article_id in sorted(near):
        here = by_article.get(article_id)
        if not here:
            continue
        for other, value in near[article_id]:
            there = by_article.get(other, {})
            shared: Counter[tuple[int, int]] = Counter()
            for deed in here.keys() & there.keys():
                shared[here[deed], there[deed]] += 1
            for (a, b), count in shared.items():
                one, two = chains.wordings[a], chains.wordings[b]
                if (one.names and two.names) or not _one_sort(one, two, genders):
                    continue
                named = bool(one.names or two.names)
                sure = min(0.45 + 0.5 * value + 0.2 * (count - 1) - 0.05 * named, 0.85)
                out.append(UnnamedLink(a, b, "same act", round(sure, 3), value >= JOIN and sure >= ACT))
    return out


def _doers(chains: Chains, common: frozenset[str], deeds: Mapping[str, str]) -> dict[str, dict[int, int]]:
    """Return of each article what one chain alone does or has done to it, by numbers, and that chain."""
    # What tells nothing is no deed.
    known = [_deed(act, deeds) if act and act not in common else "" for act in chains.acts]
    number = {deed: at for at, deed in enumerate(dict.fromkeys(filter(None, known)))}
    deed = np.array([number.get(each, -1) for each in known], dtype=np.int64)[chains.doing]
    told = (deed >= 0) & (chains.acting >= 0)
    pairs = distinct(chains.acting[told] * len(number) + deed[told])
    chain, deed = np.divmod(pairs, max(len(number), 1))
    article = np.array(chains.article_of, dtype=np.int64)[chain]
    _, first, times = np.unique(article * len(number) + deed, return_index=True, return_counts=True)
    alone = first[times == 1]
    out: dict[str, dict[int, int]] = defaultdict(dict)
    for at, does, one in zip(
        article[alone].tolist(), deed[alone].tolist(), chain[alone].tolist(), strict=True
    ):
        out[chains.articles[at]][does] = one
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


def _pair(
    here: Sequence[int], there: Sequence[int], chains: Chains, sizes: Sequence[int]
) -> tuple[int, int] | None:
    """Return the chains that may be one: the only ones, those in the very same words, or the two that are told most of."""
    wordings = chains.wordings
    if len(here) == len(there) == 1:
        # Mostly.
        a, b = here[0], there[0]
        return None if wordings[a].names and wordings[b].names else (a, b)
    pairs = [(a, b) for a in here for b in there if not (wordings[a].names and wordings[b].names)]
    if not pairs or len(pairs) > 36:
        return None
    one, other = _main(here, sizes), _main(there, sizes)
    if one is not None and other is not None:
        return None if wordings[one].names and wordings[other].names else (one, other)
    same = [
        (a, b)
        for a, b in pairs
        if wordings[a].description.casefold() == wordings[b].description.casefold() != ""
    ]
    return (
        min(same, key=lambda pair: (-sizes[pair[0]], *(chains.ids[chain] for chain in pair)))
        if same
        else None
    )


def _main(some: Sequence[int], sizes: Sequence[int]) -> int | None:
    """Return the chain with twice the mentions of any other."""
    if len(some) == 1:
        return some[0]
    first, second = sorted(some, key=lambda chain: -sizes[chain])[:2]
    return first if sizes[first] >= 2 * sizes[second] else None
