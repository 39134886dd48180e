"""Canonical actors over the corpus: which chains of many articles are one actor, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain as links_of
from typing import Any

import numpy as np
import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.resolve.actor_rows import actors_frame
from analystkit.resolve.chains import Chain, Wording, by_wording, read_chains
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
    worded = by_wording(chains)
    settle_labels({wording: len(alike) for wording, alike in worded.items()})
    groups, unnamed, people, organisations = _placed(chains, worded, tables)
    whole = set(people)
    people = part_clashing(people, mentions["text"].tolist())
    chains += [chain for chain in people if chain not in whole]
    worded = by_wording(chains)
    persons, suggestions = resolve_people(people)
    by_person = {id(p): person_group(p, groups) for p in sorted(persons, key=lambda p: min(p.names))}
    near = like_articles(articles, context or ArticleContext(articles), SUGGEST)
    generic = frozenset(tables.institutions) | frozenset(tables.roles)
    bodies, short_names = resolve_organisations(organisations, near, generic)
    by_body = {id(body): organisation_group(body, groups) for body in bodies}
    proposed = _join_by_role(worded, groups, unnamed, near, tables)
    links = link_unnamed(worded, near, _stories(articles), tables.roles, tables.senses, tables.speakers)
    links += link_by_act(chains, near, tables.common_acts, tables.genders, act_senses(lexicon))
    joined, suggested = _join_unnamed(groups, unnamed, links, tables)
    proposed += suggested
    takes_part = _taking_part(mentions, used)
    alone = [chain for chain in unnamed if takes_part is None or any(takes_part[row] for row in chain.rows)]
    whole_groups = [*groups.values(), *joined, *(unnamed_group(chain, tables) for chain in alone)]
    actor_of = _assigned(mentions, whole_groups, takes_part)
    actors, ids = actors_frame(articles, whole_groups, actor_of, tables)
    proposed += [
        (by_body[id(body)], chain, rule, sure)
        for body, chain, rule, sure in short_names
        if id(body) in by_body
    ]
    proposed += [(by_person[id(s.person)], s.chain, s.rule, s.confidence) for s in suggestions]
    evidence = _evidence(whole_groups, proposed, ids, mentions["mention_id"])
    values = np.array([*ids, ""], dtype=object)[actor_of]
    return actors, pd.Series(values, index=mentions.index, dtype="str", name="actor_id"), evidence


def _placed(
    chains: Sequence[Chain], worded: Mapping[Wording, list[Chain]], tables: KnownActors
) -> tuple[dict[tuple[str, ...], Group], dict[Chain, None], list[Chain], list[Chain]]:
    """Return the groups of chains that find theirs by themselves, and the other chains: those without a name, of persons, of organisations."""
    doubtful = {wording for wording in worded if in_doubt(wording, tables)}
    told = {chain.article_id for wording in doubtful for chain in worded[wording]}
    around = countries_around((chain for chain in chains if chain.article_id in told), tables)
    groups: dict[tuple[str, ...], Group] = {}
    unnamed: dict[Chain, None] = {}
    people: list[Chain] = []
    organisations: list[Chain] = []
    for wording, alike in worded.items():
        # Who is meant by a wording is looked up once, unless each article tells.
        for some in [[chain] for chain in alike] if wording in doubtful else [alike]:
            placed = place(wording, tables, around[some[0].article_id] if wording in doubtful else {})
            if placed is not None:
                group, rule, sure = placed
                groups.setdefault(group.key, group).chains.extend((chain, rule, sure) for chain in some)
            elif wording.names:
                (people if wording.label == "PERSON" else organisations).extend(some)
            else:
                unnamed.update(dict.fromkeys(some))
    return groups, unnamed, people, organisations


def _evidence(
    groups: Sequence[Group],
    proposed: Iterable[tuple[Group, Chain, str, float]],
    ids: Sequence[str],
    mention_ids: pd.Series,
) -> pd.DataFrame:
    """Return the links to actors that have an id: those carried out, and those that stay suggestions."""
    import pyarrow as pa

    number = {id(group): at for at, group in enumerate(groups) if ids[at]}
    links = [
        (ids[at], chain, rule, sure, True)
        for at, group in enumerate(groups)
        if ids[at]
        for chain, rule, sure in group.chains
    ]
    links += [
        (ids[number[id(group)]], chain, rule, sure, False)
        for group, chain, rule, sure in proposed
        if id(group) in number
    ]
    # Column by column: pandas would take tuples apart one by one, and sort them for long.
    actor_ids, told, rules, sures, merged = zip(*links, strict=True) if links else ([],) * 5
    columns = {
        "actor_id": pa.array(actor_ids, pa.large_string()),
        "article_id": pa.array([chain.article_id for chain in told], pa.large_string()),
        "mention_id": pa.array(
            mention_ids.iloc[[chain.rows[0] for chain in told]].tolist(), pa.large_string()
        ),
        "alias": pa.array([chain.wording.alias for chain in told], pa.large_string()),
        "rule": pa.array(rules, pa.large_string()),
        "confidence": pa.array(sures, pa.float64()),
        "merged": pa.array(merged, pa.bool_()),
    }
    table = pa.table(columns)
    found: pd.DataFrame = table.sort_by([(name, "ascending") for name in EVIDENCE]).to_pandas()
    return found


def _stories(articles: pd.DataFrame) -> dict[str, str]:
    if "story_id" not in articles:
        return {}
    return dict(zip(articles["article_id"].astype(str), articles["story_id"].astype(str), strict=True))


def _join_by_role(
    worded: Mapping[Wording, Sequence[Chain]],
    groups: Mapping[tuple[str, ...], Group],
    unnamed: dict[Chain, None],
    near: Mapping[str, Sequence[tuple[str, float]]],
    tables: KnownActors,
) -> list[tuple[Group, Chain, str, float]]:
    """Give unnamed chains to named actors of their article; return what stays a suggestion."""
    held = [group for group in groups.values() if group.kind != "government"]
    named = [
        NamedActor(number, [chain for chain, _, _ in group.chains], group_kind(group, tables))
        for number, group in enumerate(held)
    ]
    suggested = []
    for chain, number, rule, sure in link_by_role(
        worded, unnamed, named, near, tables.roles, tables.senses, tables.speakers
    ):
        if sure < MERGE:
            suggested.append((held[number], chain, rule, sure))
            continue
        held[number].chains.append((chain, rule, sure))
        del unnamed[chain]
    return suggested


def _join_unnamed(
    groups: Mapping[tuple[str, ...], Group],
    unnamed: dict[Chain, None],
    links: Sequence[UnnamedLink],
    tables: KnownActors,
) -> tuple[list[Group], list[tuple[Group, Chain, str, float]]]:
    """Carry out the links of unnamed actors, the surest first; return the groups that were made of them, and the links that stay suggestions.

    The group with the smaller key keeps it, a named one always: no chain may bring two named actors together.
    """
    linked = {chain for link in links for chain in (link.a, link.b)}
    of_chain = {chain: group for group in groups.values() for chain, _, _ in group.chains if chain in linked}
    made: dict[tuple[str, ...], Group] = {}
    for chain in linked - of_chain.keys():
        group = of_chain[chain] = unnamed_group(chain, tables)
        made[group.key] = group
        del unnamed[chain]
    suggested: list[tuple[Group, Chain, str, float]] = []
    for link in sorted(links, key=lambda li: (-li.confidence, li.a.chain_id, li.b.chain_id)):
        one, other = of_chain[link.a], of_chain[link.b]
        if one is other:
            continue
        named = [g for g in (one, other) if g.kind != "unnamed"]
        if len(named) == 2:
            continue
        keep = named[0] if named else min(one, other, key=lambda g: g.key)
        gone = other if keep is one else one
        if not link.merged:
            suggested.append((keep, gone.chains[0][0], link.rule, link.confidence))
            continue
        for chain, _, _ in gone.chains:
            of_chain[chain] = keep
            keep.chains.append((chain, link.rule, link.confidence))
        del made[gone.key]
    live = {id(group) for group in (*groups.values(), *made.values())}
    return list(made.values()), [each for each in suggested if id(each[0]) in live]


def _taking_part(mentions: pd.DataFrame, used: Collection[str] | None) -> list[bool] | None:
    """Say of each row whether its mention has a part in anything, if that is known."""
    return None if used is None else [mention in used for mention in mentions["mention_id"].tolist()]


def _assigned(
    mentions: pd.DataFrame, groups: Sequence[Group], takes_part: Sequence[bool] | None
) -> np.ndarray[Any, Any]:
    """Return the number of the group of each row, -1 for those of places that do not act and of unnamed actors who have no part in anything."""
    of_row = np.full(len(mentions), -1, dtype=np.int64)
    chosen = [
        (number, chain.rows)
        for number, group in enumerate(groups)
        for chain, _, _ in group.chains
        if group.kind != "unnamed" or takes_part is None or any(takes_part[row] for row in chain.rows)
    ]
    lengths = [len(rows) for _, rows in chosen]
    rows = np.fromiter(links_of.from_iterable(rows for _, rows in chosen), dtype=np.int64, count=sum(lengths))
    of_row[rows] = np.repeat(np.array([number for number, _ in chosen], dtype=np.int64), lengths)
    of_row[(mentions["role"] == "place").to_numpy()] = -1
    return of_row
