"""Canonical actors over the corpus: which chains of many articles are one actor, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain as chained
from typing import Any

import numpy as np
import pandas as pd

from analystkit.extraction.acts import act_senses
from analystkit.lexicon import Lexicon
from analystkit.resolve.actor_rows import actors_frame
from analystkit.resolve.chains import Chains, in_a_row, link, read_chains
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions
from analystkit.resolve.described import NamedActor, link_by_role
from analystkit.resolve.evidence import evidence_frame
from analystkit.resolve.groups import (
    Group,
    countries_around,
    group_kind,
    in_doubt,
    organisation_group,
    person_group,
    place,
    unnamed_group,
)
from analystkit.resolve.known import KnownActors, known_actors
from analystkit.resolve.labels import settle_labels
from analystkit.resolve.neighbours import like_articles
from analystkit.resolve.organisations import resolve_organisations
from analystkit.resolve.people import part_clashing, resolve_people
from analystkit.resolve.unnamed import SUGGEST, UnnamedLink, link_by_act, link_unnamed
from analystkit.resolve.wordings import Wording

# Links less sure than this are suggestions.
MERGE = 0.6


def resolve_actors(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    lexicon: Lexicon | None = None,
    *,
    used: np.ndarray[Any, Any] | None = None,
    context: ArticleContext | None = None,
    decisions: Decisions | None = None,
) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """Resolve the mentions of a corpus to canonical actors.

    Parameters
    ----------
    mentions, articles : pandas.DataFrame
        Frames of the contract; `mentions` needs article_id, text, label, kind, entity, title, role, country, sector.
    lexicon : Lexicon, optional
        The lexicon that ships with the package by default.
    used : array of int64, optional
        The rows of mentions that have a part in an event or a quotation. If given, unnamed actors ("an official") outside it
        get no row; by default all have one.
    context : ArticleContext, optional
        Of these articles, where it is known already.
    decisions : Decisions, optional
        Which articles of a smaller corpus were like which; those of now are added.

    Returns
    -------
    actors : pandas.DataFrame
        Frame ``actors`` of the contract, sorted by number of articles and name; counts are of mentions, articles and stories.
    actor_ids : pandas.Series
        The actor of each row of `mentions` (same index), "" for places that do not act.
    evidence : pandas.DataFrame
        One row a link: actor_id, article_id, mention_id (of the chain's first mention), alias, rule, confidence (0 to 1),
        merged (False: a suggestion that was not carried out).
    """
    import pyarrow as pa

    lexicon = lexicon or Lexicon.default()
    tables = known_actors(lexicon)
    chains = read_chains(mentions)
    settle_labels({wording: len(alike) for wording, alike in chains.worded.items()})
    groups, unnamed, people, organisations = _placed(chains, tables)
    people = part_clashing(chains, people, mentions["text"])
    persons, suggestions = resolve_people(chains, people)
    by_person = {id(p): person_group(p, groups) for p in sorted(persons, key=lambda p: min(p.names))}
    decisions = decisions if decisions is not None else Decisions()
    context = context or ArticleContext(articles)
    article_ids, decisions.like = like_articles(articles, context, SUGGEST, decisions.like)
    near = decisions.like.near(article_ids)
    generic = frozenset(tables.institutions) | frozenset(tables.roles)
    bodies, short_names = resolve_organisations(chains, organisations, near, generic)
    by_body = {id(body): organisation_group(body, groups) for body in bodies}
    proposed, named = _join_by_role(chains, groups, unnamed, near, tables)
    links = link_unnamed(chains, near, _stories(articles), tables.roles, tables.senses, tables.speakers)
    links += link_by_act(chains, near, tables.common_acts, tables.genders, act_senses(lexicon))
    joined, suggested = _join_unnamed(chains, groups, links, tables)
    proposed += suggested
    takes_part = _taking_part(chains, used)
    alone = takes_part[:-1].copy()
    alone[[*named, *chained.from_iterable((each.a, each.b) for each in links)]] = False
    apart = [one for one in chained.from_iterable(unnamed.values()) if alone[one]]
    held = [*groups.values(), *joined, *(unnamed_group(one, chains, tables) for one in apart)]
    members = [group.members() for group in held]
    owner, every = in_a_row(members)
    actor_of = _assigned(chains, held, owner, every, takes_part)
    actor_of[(mentions["role"] == "place").to_numpy()] = -1
    actors, ids = actors_frame(articles, chains, held, members, actor_of, tables)
    proposed += [
        (by_body[id(body)], chain, rule, sure)
        for body, chain, rule, sure in short_names
        if id(body) in by_body
    ]
    proposed += [(by_person[id(s.person)], s.chain, s.rule, s.confidence) for s in suggestions]
    evidence = evidence_frame(chains, held, proposed, ids, mentions["mention_id"])
    values = pa.array([*ids, ""], pa.large_string()).take(
        pa.array(np.where(actor_of < 0, len(ids), actor_of))
    )
    return actors, pd.Series(values, index=mentions.index, dtype="str", name="actor_id"), evidence


# Chains by their wording.
Worded = dict[Wording, list[int]]


def _placed(
    chains: Chains, tables: KnownActors
) -> tuple[dict[tuple[str, ...], Group], Worded, Worded, Worded]:
    """Return the groups of chains that find theirs by themselves, and the other chains: those without a name, of persons, of organisations."""
    around = countries_around(chains, tables)
    groups: dict[tuple[str, ...], Group] = {}
    unnamed: Worded = {}
    people: Worded = {}
    organisations: Worded = {}
    for wording, alike in chains.worded.items():
        # Who is meant by a wording is looked up once, unless each article tells.
        doubtful = in_doubt(wording, tables)
        for some in [[chain] for chain in alike] if doubtful else [alike]:
            placed = place(wording, tables, around[chains.article_of[some[0]]] if doubtful else {})
            if placed is not None:
                group, rule, sure = placed
                link(groups.setdefault(group.key, group).links, some, rule, sure)
                continue
            kind = unnamed if not wording.names else people if wording.label == "PERSON" else organisations
            kind.setdefault(wording, []).extend(some)
    return groups, unnamed, people, organisations


def _stories(articles: pd.DataFrame) -> dict[str, str]:
    if "story_id" not in articles:
        return {}
    return dict(zip(articles["article_id"].astype(str), articles["story_id"].astype(str), strict=True))


def _join_by_role(
    chains: Chains,
    groups: Mapping[tuple[str, ...], Group],
    unnamed: Worded,
    near: Mapping[str, Sequence[tuple[str, float]]],
    tables: KnownActors,
) -> tuple[list[tuple[Group, int, str, float]], set[int]]:
    """Give unnamed chains to named actors of their article; return what stays a suggestion, and those that were given."""
    held = [group for group in groups.values() if group.kind != "government"]
    named = [
        NamedActor(number, group.members(), group_kind(group, chains, tables))
        for number, group in enumerate(held)
    ]
    suggested, given = [], set()
    for chain, number, rule, sure in link_by_role(
        chains, unnamed, named, near, tables.roles, tables.senses, tables.speakers
    ):
        if sure < MERGE:
            suggested.append((held[number], chain, rule, sure))
        else:
            link(held[number].links, [chain], rule, sure)
            given.add(chain)
    return suggested, given


def _join_unnamed(
    chains: Chains,
    groups: Mapping[tuple[str, ...], Group],
    links: Sequence[UnnamedLink],
    tables: KnownActors,
) -> tuple[list[Group], list[tuple[Group, int, str, float]]]:
    """Carry out the links of unnamed actors, the surest first; return the groups that were made of them, and the links that stay suggestions.

    The group with the smaller key keeps it, a named one always: no chain may bring two named actors together.
    """
    linked = np.zeros(len(chains), dtype=bool)
    linked[[chain for each in links for chain in (each.a, each.b)]] = True
    named = list(groups.values())
    of, members = in_a_row([group.members() for group in named])
    here = linked[members]
    of_chain = {one: named[at] for one, at in zip(members[here].tolist(), of[here].tolist(), strict=True)}
    made: dict[tuple[str, ...], Group] = {}
    for one in np.flatnonzero(linked).tolist():
        if one not in of_chain:
            group = of_chain[one] = unnamed_group(one, chains, tables)
            made[group.key] = group
    suggested: list[tuple[Group, int, str, float]] = []
    for each in sorted(links, key=lambda li: (-li.confidence, chains.ids[li.a], chains.ids[li.b])):
        one, other = of_chain[each.a], of_chain[each.b]
        if one is other or (one.kind != "unnamed" and other.kind != "unnamed"):
            continue
        keep = min(one, other, key=lambda g: (g.kind == "unnamed", g.key))
        gone = other if keep is one else one
        some = gone.members()
        if not each.merged:
            suggested.append((keep, some[0], each.rule, each.confidence))
            continue
        of_chain.update(dict.fromkeys(some, keep))
        link(keep.links, some, each.rule, each.confidence)
        del made[gone.key]
    live = {id(group) for group in (*named, *made.values())}
    return list(made.values()), [each for each in suggested if id(each[0]) in live]


def _taking_part(chains: Chains, used: np.ndarray[Any, Any] | None) -> np.ndarray[Any, Any]:
    """Say of each chain whether a mention of it has a part in anything; all have if that is not known. Behind them stands one that has."""
    out = np.ones(len(chains) + 1, dtype=bool)
    if used is not None:
        out[:-1] = False
        taken = chains.of_row[used]
        out[taken[taken >= 0]] = True
    return out


def _assigned(
    chains: Chains,
    groups: Sequence[Group],
    owner: np.ndarray[Any, Any],
    members: np.ndarray[Any, Any],
    takes_part: np.ndarray[Any, Any],
) -> np.ndarray[Any, Any]:
    """Return the number of the group of each mention, -1 for those of unnamed actors who have no part in anything."""
    # Mentions that are of no chain find what stands last.
    out = np.full(len(chains) + 1, -1, dtype=np.int64)
    out[members] = owner
    unnamed = np.array([*(group.kind == "unnamed" for group in groups), False])
    out[unnamed[out] & ~takes_part] = -1
    of_row: np.ndarray[Any, Any] = out[chains.of_row]
    return of_row
