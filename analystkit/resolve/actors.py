"""Canonical actors over the corpus: which chains of many articles are one actor, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.model.ids import stable_id
from analystkit.resolve.actor_rows import actors_frame
from analystkit.resolve.chains import Chain, most_common, read_chains
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.described import NamedActor, link_by_role
from analystkit.resolve.groups import (
    Group,
    countries_around,
    group_kind,
    organisation_group,
    person_group,
    place,
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
    chains = [c for c in read_chains(mentions) if c.acting and (c.names or c.nominals)]
    settle_labels(chains)
    around = countries_around(chains, tables)
    groups: dict[tuple[str, ...], Group] = {}
    people: list[Chain] = []
    organisations: list[Chain] = []
    for chain in chains:
        placed = place(chain, tables, around[chain.article_id])
        if placed is None:
            (people if chain.label == "PERSON" else organisations).append(chain)
        else:
            group, rule, sure = placed
            groups.setdefault(group.key, group).chains.append((chain, rule, sure))
    whole = {id(chain) for chain in people}
    people = part_clashing(people, mentions["text"].tolist())
    chains += [chain for chain in people if id(chain) not in whole]
    persons, suggestions = resolve_people(people)
    by_person = {id(p): person_group(p, groups) for p in sorted(persons, key=lambda p: min(p.names))}
    near = like_articles(articles, context or ArticleContext(articles), SUGGEST)
    generic = frozenset(tables.institutions) | frozenset(tables.roles)
    bodies, short_names = resolve_organisations(organisations, near, generic)
    by_body = {id(body): organisation_group(body, groups) for body in bodies}
    proposed = _join_by_role(chains, groups, near, tables)
    links = link_unnamed(chains, near, _stories(articles), tables.roles, tables.senses, tables.speakers)
    links += link_by_act(chains, near, tables.common_acts, tables.genders, act_senses(lexicon))
    proposed += _join_unnamed(groups, links)
    actor_ids, ids = _assign(mentions, groups, used)
    actors = actors_frame(articles, groups, ids, actor_ids, tables)
    proposed += [
        (by_body[id(body)], chain, rule, sure)
        for body, chain, rule, sure in short_names
        if id(body) in by_body
    ]
    proposed += [(by_person[id(s.person)], s.chain, s.rule, s.confidence) for s in suggestions]
    evidence = _evidence(groups, proposed, ids, mentions["mention_id"].tolist())
    series = pd.Series(actor_ids, index=mentions.index, dtype="str", name="actor_id")
    return actors, series, evidence


def _evidence(
    groups: Mapping[tuple[str, ...], Group],
    proposed: Iterable[tuple[Group, Chain, str, float]],
    ids: Mapping[int, str],
    mention_ids: Sequence[str],
) -> pd.DataFrame:
    """Return the links to actors that have an id: those carried out, and those that stay suggestions."""
    links: dict[str, list[tuple[str, str, str, str, float, bool]]] = {}
    for group in groups.values():
        actor_id = ids.get(id(group))
        if actor_id is not None:
            links[actor_id] = [
                (chain.article_id, mention_ids[chain.rows[0]], _alias(chain), rule, sure, True)
                for chain, rule, sure in group.chains
            ]
    for group, chain, rule, sure in proposed:
        actor_id = ids.get(id(group))
        if actor_id is not None:
            link = (chain.article_id, mention_ids[chain.rows[0]], _alias(chain), rule, sure, False)
            links[actor_id].append(link)
    # Sorted actor by actor: most have a handful.
    rows = [link for actor_id in sorted(links) for link in sorted(links[actor_id])]
    actors = [actor_id for actor_id in sorted(links) for _ in links[actor_id]]
    # Column by column: pandas would take tuples apart one by one.
    columns = [actors, *map(list, zip(*rows, strict=True))] if rows else [[]] * len(EVIDENCE)
    return pd.DataFrame(dict(zip(EVIDENCE, columns, strict=True)), columns=EVIDENCE)


def _stories(articles: pd.DataFrame) -> dict[str, str]:
    if "story_id" not in articles:
        return {}
    return dict(zip(articles["article_id"].astype(str), articles["story_id"].astype(str), strict=True))


def _join_by_role(
    chains: Sequence[Chain],
    groups: dict[tuple[str, ...], Group],
    near: Mapping[str, Sequence[tuple[str, float]]],
    tables: KnownActors,
) -> list[tuple[Group, Chain, str, float]]:
    """Give unnamed chains to named actors of their article; return what stays a suggestion."""
    unnamed = {id(g.chains[0][0]): g for g in groups.values() if g.kind == "unnamed"}
    held = [g for g in groups.values() if g.kind not in ("unnamed", "government")]
    named = [
        NamedActor(number, [chain for chain, _, _ in group.chains], group_kind(group, tables))
        for number, group in enumerate(held)
    ]
    suggested = []
    for chain, number, rule, sure in link_by_role(
        chains, named, near, tables.roles, tables.senses, tables.speakers
    ):
        group = unnamed.get(id(chain))
        if group is None:
            continue
        if sure < MERGE:
            suggested.append((held[number], chain, rule, sure))
            continue
        held[number].chains.append((chain, rule, sure))
        del groups[group.key]
    return suggested


def _join_unnamed(
    groups: dict[tuple[str, ...], Group], links: Sequence[UnnamedLink]
) -> list[tuple[Group, Chain, str, float]]:
    """Carry out the links of unnamed actors, the surest first; return those that stay suggestions.

    The group with the smaller key keeps it, a named one always: no chain may bring two named actors together.
    """
    of_chain = {id(chain): group for group in groups.values() for chain, _, _ in group.chains}
    suggested: list[tuple[Group, Chain, str, float]] = []
    for link in sorted(links, key=lambda li: (-li.confidence, li.a.chain_id, li.b.chain_id)):
        one, other = of_chain[id(link.a)], of_chain[id(link.b)]
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
            of_chain[id(chain)] = keep
            keep.chains.append((chain, link.rule, link.confidence))
        del groups[gone.key]
    live = {id(group) for group in groups.values()}
    return [each for each in suggested if id(each[0]) in live]


def _alias(chain: Chain) -> str:
    return most_common(chain.names) or most_common(chain.nominals)


def _assign(
    mentions: pd.DataFrame, groups: Mapping[tuple[str, ...], Group], used: Collection[str] | None
) -> tuple[list[str], dict[int, str]]:
    """Return the actor of each row, and the ids of the groups that have one."""
    acting = [role != "place" for role in mentions["role"].tolist()]
    taking_part = [used is None or mention in used for mention in mentions["mention_id"].tolist()]
    out = [""] * len(acting)
    ids: dict[int, str] = {}
    for group in groups.values():
        actor_id = ""
        for chain, _, _ in group.chains:
            if group.kind == "unnamed" and not any(taking_part[row] for row in chain.rows):
                continue
            for row in chain.rows:
                if acting[row]:
                    if not actor_id:
                        actor_id = ids[id(group)] = stable_id("ac", *group.key)
                    out[row] = actor_id
    return out, ids
