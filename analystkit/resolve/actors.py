"""Canonical actors over the corpus: which chains of many articles are one actor, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.resolve.actor_rows import actors_frame
from analystkit.resolve.chains import Chains, Wording, read_chains
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.described import NamedActor, link_by_role
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
from analystkit.resolve.known import KnownActors, act_senses, known_actors
from analystkit.resolve.labels import settle_labels
from analystkit.resolve.neighbours import like_articles
from analystkit.resolve.organisations import resolve_organisations
from analystkit.resolve.people import part_clashing, resolve_people
from analystkit.resolve.unnamed import SUGGEST, UnnamedLink, link_by_act, link_unnamed

# Links less sure than this are suggestions.
MERGE = 0.6
EVIDENCE = ["actor_id", "article_id", "mention_id", "alias", "rule", "confidence", "merged"]


def resolve_actors(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    lexicon: Lexicon | None = None,
    *,
    used: Collection[str] | None = None,
    context: ArticleContext | None = None,
) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
    """Resolve the mentions of a corpus to canonical actors.

    Parameters
    ----------
    mentions, articles : pandas.DataFrame
        Frames of the contract; `mentions` needs article_id, text, label, kind, entity, title, role, country, sector.
    lexicon : Lexicon, optional
        The lexicon that ships with the package by default.
    used : collection of str, optional
        Mention ids that have a part in an event or a quotation. If given, unnamed actors ("an official") outside it
        get no row; by default all have one.
    context : ArticleContext, optional
        Of these articles, where it is known already.

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
    lexicon = lexicon or Lexicon.default()
    tables = known_actors(lexicon)
    chains = read_chains(mentions)
    settle_labels({wording: len(alike) for wording, alike in chains.worded.items()})
    groups, unnamed, people, organisations = _placed(chains, tables)
    people = part_clashing(chains, people, mentions["text"])
    persons, suggestions = resolve_people(chains, people)
    by_person = {id(p): person_group(p, groups) for p in sorted(persons, key=lambda p: min(p.names))}
    near = like_articles(articles, context or ArticleContext(articles), SUGGEST)
    generic = frozenset(tables.institutions) | frozenset(tables.roles)
    bodies, short_names = resolve_organisations(chains, organisations, near, generic)
    by_body = {id(body): organisation_group(body, groups) for body in bodies}
    proposed, named = _join_by_role(chains, groups, unnamed, near, tables)
    links = link_unnamed(chains, near, _stories(articles), tables.roles, tables.senses, tables.speakers)
    links += link_by_act(chains, near, tables.common_acts, tables.genders, act_senses(lexicon))
    joined, suggested = _join_unnamed(chains, groups, links, tables)
    proposed += suggested
    takes_part = _taking_part(chains, mentions, used)
    gone = named.union(*((link.a, link.b) for link in links))
    alone = [chain for some in unnamed.values() for chain in some if takes_part[chain] and chain not in gone]
    held = [*groups.values(), *joined, *(unnamed_group(chain, chains, tables) for chain in alone)]
    members = [group.members() for group in held]
    actor_of = _assigned(chains, held, members, takes_part)
    actor_of[(mentions["role"] == "place").to_numpy()] = -1
    actors, ids = actors_frame(articles, chains, held, members, actor_of, tables)
    proposed += [
        (by_body[id(body)], chain, rule, sure)
        for body, chain, rule, sure in short_names
        if id(body) in by_body
    ]
    proposed += [(by_person[id(s.person)], s.chain, s.rule, s.confidence) for s in suggestions]
    evidence = _evidence(chains, held, proposed, ids, mentions["mention_id"])
    values = np.array([*ids, ""], dtype=object)[actor_of]
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
                groups.setdefault(group.key, group).links.append((some, rule, sure))
                continue
            kind = unnamed if not wording.names else people if wording.label == "PERSON" else organisations
            kind.setdefault(wording, []).extend(some)
    return groups, unnamed, people, organisations


def _evidence(
    chains: Chains,
    groups: Sequence[Group],
    proposed: Iterable[tuple[Group, int, str, float]],
    ids: Sequence[str],
    mention_ids: pd.Series,
) -> pd.DataFrame:
    """Return the links to actors that have an id: those carried out, and those that stay suggestions."""
    import pyarrow as pa

    number = {id(group): at for at, group in enumerate(groups) if ids[at]}
    links = [(ids[at], link, True) for at, group in enumerate(groups) if ids[at] for link in group.links]
    links += [
        (ids[number[id(group)]], ([chain], rule, sure), False)
        for group, chain, rule, sure in proposed
        if id(group) in number
    ]
    told = [chain for _, (some, _, _), _ in links for chain in some]
    each = pa.array(np.repeat(np.arange(len(links)), [len(some) for _, (some, _, _), _ in links]))
    articles = pa.array([chains.article_of[chain] for chain in told], pa.int64())
    first_rows = pa.array([chains.first_rows[chain] for chain in told], pa.int64())
    text = pa.large_string()
    # Column by column: pandas would take tuples apart one by one, and sort them for long.
    table = pa.table({
        "actor_id": pa.array([actor for actor, _, _ in links], text).take(each),
        "article_id": pa.array(chains.articles, text).take(articles),
        "mention_id": pa.array(mention_ids, text).take(first_rows),
        "alias": pa.array([chains.wordings[chain].alias for chain in told], text),
        "rule": pa.array([rule for _, (_, rule, _), _ in links], text).take(each),
        "confidence": pa.array([sure for _, (_, _, sure), _ in links], pa.float64()).take(each),
        "merged": pa.array([merged for _, _, merged in links], pa.bool_()).take(each),
    })  # fmt: skip
    found: pd.DataFrame = table.sort_by([(name, "ascending") for name in EVIDENCE]).to_pandas()
    return found


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
            held[number].links.append(([chain], rule, sure))
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
    linked = {chain for link in links for chain in (link.a, link.b)}
    of_chain = {chain: group for group in groups.values() for chain in group.members() if chain in linked}
    made: dict[tuple[str, ...], Group] = {}
    for chain in sorted(linked - of_chain.keys()):
        group = of_chain[chain] = unnamed_group(chain, chains, tables)
        made[group.key] = group
    suggested: list[tuple[Group, int, str, float]] = []
    for link in sorted(links, key=lambda li: (-li.confidence, chains.ids[li.a], chains.ids[li.b])):
        one, other = of_chain[link.a], of_chain[link.b]
        if one is other:
            continue
        named = [g for g in (one, other) if g.kind != "unnamed"]
        if len(named) == 2:
            continue
        keep = named[0] if named else min(one, other, key=lambda g: g.key)
        gone = other if keep is one else one
        members = gone.members()
        if not link.merged:
            suggested.append((keep, members[0], link.rule, link.confidence))
            continue
        of_chain.update(dict.fromkeys(members, keep))
        keep.links.append((members, link.rule, link.confidence))
        del made[gone.key]
    live = {id(group) for group in (*groups.values(), *made.values())}
    return list(made.values()), [each for each in suggested if id(each[0]) in live]


def _taking_part(chains: Chains, mentions: pd.DataFrame, used: Collection[str] | None) -> list[bool]:
    """Say of each chain whether a mention of it has a part in anything; all have if that is not known."""
    out = np.ones(len(chains) + 1, dtype=bool)
    if used is not None:
        out[:] = False
        taken = [mention in used for mention in mentions["mention_id"].tolist()]
        out[chains.of_row[taken]] = True
    taking: list[bool] = out[:-1].tolist()
    return taking


def _assigned(
    chains: Chains,
    groups: Sequence[Group],
    members: Sequence[Sequence[int]],
    takes_part: Sequence[bool],
) -> np.ndarray[Any, Any]:
    """Return the number of the group of each mention, -1 for those of unnamed actors who have no part in anything."""
    # Mentions that are of no chain find what stands last.
    out = np.full(len(chains) + 1, -1, dtype=np.int64)
    every = [chain for some in members for chain in some]
    out[every] = np.repeat(np.arange(len(groups)), [len(some) for some in members])
    unnamed = np.array([*(group.kind == "unnamed" for group in groups), False])
    out[unnamed[out] & ~np.array([*takes_part, True])] = -1
    of_row: np.ndarray[Any, Any] = out[chains.of_row]
    return of_row
