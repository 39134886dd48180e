"""Canonical actors over the corpus: which chains of many articles are one actor, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.model.ids import stable_id
from analystkit.model.schema import to_frame
from analystkit.resolve.chains import Chain, most_common, read_chains
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.known import Known, KnownActors, act_senses, known_actors
from analystkit.resolve.labels import settle_labels
from analystkit.resolve.names import organisation_words
from analystkit.resolve.neighbours import like_articles
from analystkit.resolve.organisations import Organisation, resolve_organisations
from analystkit.resolve.people import Person, resolve_people
from analystkit.resolve.unnamed import (
    SUGGEST,
    NamedActor,
    UnnamedLink,
    link_by_act,
    link_by_role,
    link_unnamed,
)

# Links less sure than this are suggestions.
MERGE = 0.6
# Written out, for the type checker knows dtypes by their literal names.
_INSTANT: Literal["datetime64[us, UTC]"] = "datetime64[us, UTC]"
EVIDENCE = ["actor_id", "article_id", "mention_id", "alias", "rule", "confidence", "merged"]
_STATE_KINDS = {
    "MIL": "military",
    "COP": "police",
    "LEG": "legislature",
    "JUD": "court",
    "GOV": "government",
    "SPY": "government",
}
_STATE_NAMES = {
    "MIL": "military",
    "COP": "police",
    "LEG": "parliament",
    "JUD": "judiciary",
    "SPY": "intelligence",
}


@dataclass(slots=True, eq=False)
class Group:
    """Chains that are one actor."""

    key: tuple[str, ...]
    kind: str
    name: str = ""
    known: Known | None = None
    country: str = ""
    sector: str = ""
    chains: list[tuple[Chain, str, float]] = field(default_factory=list)


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
    groups: dict[tuple[str, ...], Group] = {}
    people: list[Chain] = []
    organisations: list[Chain] = []
    for chain in chains:
        placed = _place(chain, tables)
        if placed is None:
            (people if chain.label == "PERSON" else organisations).append(chain)
        else:
            group, rule, sure = placed
            groups.setdefault(group.key, group).chains.append((chain, rule, sure))
    persons, suggestions = resolve_people(people)
    by_person = {id(p): _person_group(p, groups) for p in sorted(persons, key=lambda p: min(p.names))}
    near = like_articles(articles, context or ArticleContext(articles), SUGGEST)
    generic = frozenset(tables.institutions) | frozenset(tables.roles)
    bodies, short_names = resolve_organisations(organisations, near, generic)
    by_body = {id(body): _organisation_group(body, groups) for body in bodies}
    proposed = _join_by_role(chains, groups, near, tables)
    links = link_unnamed(chains, near, _stories(articles), tables.roles, tables.senses)
    links += link_by_act(chains, near, tables.common_acts, tables.genders, act_senses(lexicon))
    proposed += _join_unnamed(groups, links)
    ids = {id(group): stable_id("ac", *group.key) for group in groups.values()}
    series, first = _assign(mentions, groups, ids, used)
    actors = _actors_frame(mentions, articles, groups, ids, series, tables)
    evidence = [
        (ids[id(group)], chain.article_id, first[chain.chain_id], _alias(chain), rule, sure, True)
        for group in groups.values()
        for chain, rule, sure in group.chains
    ]
    proposed += [
        (by_body[id(body)], chain, rule, sure)
        for body, chain, rule, sure in short_names
        if id(body) in by_body
    ]
    proposed += [(by_person[id(s.person)], s.chain, s.rule, s.confidence) for s in suggestions]
    evidence += [
        (ids[id(group)], chain.article_id, first[chain.chain_id], _alias(chain), rule, sure, False)
        for group, chain, rule, sure in proposed
    ]
    kept = set(actors["actor_id"])
    rows = sorted(row for row in evidence if row[0] in kept)
    return actors, series, pd.DataFrame(rows, columns=EVIDENCE)


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
        NamedActor(number, [chain for chain, _, _ in group.chains], _group_kind(group, tables))
        for number, group in enumerate(held)
    ]
    suggested = []
    for chain, number, rule, sure in link_by_role(chains, named, near, tables.roles, tables.senses):
        group = unnamed.get(id(chain))
        if group is None:
            continue
        if sure < MERGE:
            suggested.append((held[number], chain, rule, sure))
            continue
        held[number].chains.append((chain, rule, sure))
        del groups[group.key]
    return suggested


def _group_kind(group: Group, tables: KnownActors) -> str:
    if group.kind != "organisation":
        return group.kind
    names: Counter[str] = Counter()
    for chain, _, _ in group.chains:
        names += chain.names
    return _organisation_kind(most_common(names), "", Counter(), tables)


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


def _place(chain: Chain, tables: KnownActors) -> tuple[Group, str, float] | None:
    """Return the group of a chain that needs no comparison with others: states, known actors, unnamed ones."""
    country = most_common(chain.countries)
    if chain.label in ("GPE", "NORP", "LOC") and country and chain.names:
        state = tables.states.get(country)
        if state is not None:
            return Group(("state", country), "government", state.name, state, country, "GOV"), "country", 0.95
    for name in sorted(chain.names, key=lambda n: (-chain.names[n], n)):
        known = tables.by_name.get(organisation_words(name))
        if known is not None and chain.label != "PERSON":
            return (
                Group(("actor", known.name), known.kind, known.name, known, known.country, known.sector),
                "lexicon",
                0.95,
            )
    if chain.names:
        return None
    role = most_common(chain.roles)
    sector, referent, kind = tables.roles.get(role, ("", "", "unnamed"))
    state = tables.states.get(country)
    if (
        state is not None
        and referent in ("body", "group")
        and sector in _STATE_KINDS
        and kind == _STATE_KINDS[sector]
    ):
        if sector == "GOV" and role in ("government", "administration", "regime", "authorities", "authority"):
            return (
                Group(("state", country), "government", state.name, state, country, "GOV"),
                "government of",
                0.9,
            )
        if sector != "GOV":
            name = f"{state.name} {_STATE_NAMES[sector]}"
            return Group(("state", country, sector), kind, name, None, country, sector), "force of", 0.85
    key = ("unnamed", chain.article_id, chain.chain_id)
    return Group(key, "unnamed", "", None, country, most_common(chain.sectors) or sector), "unnamed", 0.6


def _person_group(person: Person, groups: dict[tuple[str, ...], Group]) -> Group:
    key = ("person", *person.key())
    number = 1
    while key in groups:
        # Two people whose names share a skeleton; the fuller name tells them apart in the id.
        number += 1
        key = ("person", *person.key(), *min(person.names), str(number))
    group = Group(key, "person")
    group.chains = list(person.chains)
    groups[key] = group
    return group


def _organisation_group(body: Organisation, groups: dict[tuple[str, ...], Group]) -> Group:
    key = ("organisation", body.key())
    group = groups.setdefault(key, Group(key, "organisation"))
    group.chains += body.chains
    return group


def _assign(
    mentions: pd.DataFrame,
    groups: dict[tuple[str, ...], Group],
    ids: dict[int, str],
    used: Collection[str] | None,
) -> tuple[pd.Series, dict[str, str]]:
    out = [""] * len(mentions)
    mention_ids = mentions["mention_id"].tolist()
    first: dict[str, str] = {}
    for group in groups.values():
        actor_id = ids[id(group)]
        for chain, _, _ in group.chains:
            first[chain.chain_id] = mention_ids[chain.rows[0]]
            if (
                used is not None
                and group.kind == "unnamed"
                and not any(mention_ids[row] in used for row in chain.rows)
            ):
                continue
            for row in chain.rows:
                out[row] = actor_id
    roles = mentions["role"].tolist()
    out = ["" if role == "place" else actor_id for role, actor_id in zip(roles, out, strict=True)]
    return pd.Series(out, index=mentions.index, dtype="str", name="actor_id"), first


def _actors_frame(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    groups: dict[tuple[str, ...], Group],
    ids: dict[int, str],
    series: pd.Series,
    tables: KnownActors,
) -> pd.DataFrame:
    counts = Counter(series)
    published = (
        dict(zip(articles["article_id"], articles["published"], strict=True))
        if "published" in articles
        else {}
    )
    stories = (
        dict(zip(articles["article_id"], articles["story_id"], strict=True)) if "story_id" in articles else {}
    )
    rows: list[dict[str, Any]] = []
    for group in groups.values():
        actor_id = ids[id(group)]
        if not counts[actor_id]:
            continue
        names: Counter[str] = Counter()
        titles: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        sectors: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        described: Counter[str] = Counter()
        stated: Counter[str] = Counter()
        labels: Counter[str] = Counter()
        seen: set[str] = set()
        for chain, _, _ in group.chains:
            names += chain.names
            described += chain.nominals
            titles += chain.titles
            countries += chain.countries
            stated += chain.named_countries
            labels += chain.labels
            sectors += chain.sectors
            roles += chain.roles
            seen.add(chain.article_id)
        # What an actor is called is no name, unless it has none.
        unnamed = not names
        names = names or _one_case(described)
        former = _former(titles)
        dates = sorted(published[a] for a in seen if a in published and not pd.isna(published[a]))
        name = group.name or _best_name(names, group.kind)
        # "the brother of" makes nobody a civilian.
        public = Counter({s: n for s, n in sectors.items() if s != "CVL"})
        sector = group.sector or most_common(public) or most_common(sectors)
        kind = group.kind
        if kind == "organisation":
            # A town or region that acts is its authorities, believers and peoples that act are people.
            kind = {"NORP": "population", "GPE": "government"}.get(most_common(labels)) or _organisation_kind(
                name, sector, roles, tables
            )
        # A person's own country is what stands with the name; a description may be of others ("Syrian refugees").
        country = (
            group.country
            or most_common(stated)
            or ("" if kind == "person" and not unnamed else most_common(countries))
        )
        rows.append({
            "actor_id": actor_id, "name": name, "kind": kind, "country": country,
            "sector": "ELI" if former and kind == "person" else sector,
            "aliases": sorted((n for n in names if n != name), key=lambda n: (-names[n], n)),
            "titles": sorted(titles, key=lambda t: (-titles[t], t)), "n_articles": len(seen),
            "n_stories": len({stories.get(a) or a for a in seen}), "n_mentions": counts[actor_id],
            "first_seen": dates[0] if dates else None, "last_seen": dates[-1] if dates else None, "curated": False, "former": former,
        })  # fmt: skip
    rows.sort(key=lambda row: (-row["n_articles"], -row["n_mentions"], row["name"], row["actor_id"]))
    return to_frame("actors", rows)


def _one_case(descriptions: Counter[str]) -> Counter[str]:
    """Count "The coalition" and "the coalition" as one, written with the capital only where nothing else is."""
    out: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in sorted(descriptions, reverse=True):
        out[written.setdefault(text.casefold(), text)] += descriptions[text]
    return out


def _best_name(names: Counter[str], kind: str) -> str:
    """Return the fullest of the usual names: the longest name of a person, the most frequent one of others."""
    if kind == "person":
        return min(names, key=lambda n: (-min(len(n.split()), 3), -names[n], n))
    return min(names, key=lambda n: (-names[n], -len(n), n))


def _former(titles: Counter[str]) -> bool:
    past = sum(count for title, count in titles.items() if title.lower().startswith(("former", "ex-")))
    return past > 0 and past * 2 >= sum(titles.values())


def _organisation_kind(name: str, sector: str, roles: Counter[str], tables: KnownActors) -> str:
    words = [w.lower() for w in name.split()]
    for word in (words[-1], words[0]) if words else ():
        known = tables.institutions.get(word)
        if known is not None and known[0] == "ORG":
            return known[1]
    role = tables.roles.get(most_common(roles))
    if role is not None and role[2] not in ("person", "population", "unnamed"):
        return role[2]
    by_sector = {
        "REB": "armed group",
        "PRM": "armed group",
        "BUS": "company",
        "JRN": "media",
        "MIL": "military",
        "COP": "police",
        "PTY": "party",
    }
    return by_sector.get(sector, "organisation")


def recount(
    actors: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Count mentions, articles and stories of each actor again, and when it was first and last seen.

    Parameters
    ----------
    actors, mentions : pandas.DataFrame
        Frames of the contract; `mentions` needs actor_id and article_id.
    articles : pandas.DataFrame, optional
        For story_id and published; without it, an article is a story and nothing is dated.

    Returns
    -------
    pandas.DataFrame
        A new actors frame in the order of `resolve_actors`; actors without a mention stay, with counts of 0.
    """
    out = actors.copy()
    held = mentions.loc[mentions["actor_id"] != "", ["actor_id", "article_id"]]
    n_mentions = held.groupby("actor_id").size()
    pairs = held.drop_duplicates()
    n_articles = pairs.groupby("actor_id").size()
    if articles is not None and len(articles):
        known = articles.set_index("article_id")
        story = (
            pairs["article_id"].map(known["story_id"]).fillna("")
            if "story_id" in known
            else pd.Series("", index=pairs.index)
        )
        pairs = pairs.assign(story=story.where(story != "", pairs["article_id"]))
        if "published" in known:
            pairs = pairs.assign(published=pairs["article_id"].map(known["published"]))
    else:
        pairs = pairs.assign(story=pairs["article_id"])
    n_stories = pairs.drop_duplicates(["actor_id", "story"]).groupby("actor_id").size()
    for column, counts in (("n_mentions", n_mentions), ("n_articles", n_articles), ("n_stories", n_stories)):
        out[column] = out["actor_id"].map(counts).fillna(0).astype("Int64")
    if "published" in pairs:
        seen = pairs.groupby("actor_id")["published"]
        out["first_seen"] = pd.to_datetime(out["actor_id"].map(seen.min().to_dict()), utc=True).astype(
            _INSTANT
        )
        out["last_seen"] = pd.to_datetime(out["actor_id"].map(seen.max().to_dict()), utc=True).astype(
            _INSTANT
        )
    order = (
        out.assign(a=-out["n_articles"], m=-out["n_mentions"])
        .sort_values(["a", "m", "name", "actor_id"], kind="stable")
        .index
    )
    return out.loc[order].reset_index(drop=True)
