"""What is known of each actor, as a row: its name, kind, country, sector, titles and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import pandas as pd

from analystkit.model.schema import to_frame
from analystkit.resolve.chains import NOTHING, most_common
from analystkit.resolve.groups import Group, organisation_kind
from analystkit.resolve.known import KnownActors
from analystkit.resolve.names import name_words
from analystkit.resolve.offices import is_former
from analystkit.resolve.people import clashing

# What is summed up over the chains of an actor.
_COUNTS = tuple(
    map(
        attrgetter,
        ("names", "nominals", "titles", "countries", "named_countries", "labels", "sectors", "roles"),
    )
)


def actors_frame(
    articles: pd.DataFrame,
    groups: Mapping[tuple[str, ...], Group],
    ids: Mapping[int, str],
    actor_ids: Sequence[str],
    tables: KnownActors,
) -> pd.DataFrame:
    """Return the rows of the groups that have an id, by number of articles and name; see `resolve_actors`."""
    counts = Counter(actor_ids)
    published = (
        {a: p for a, p in zip(articles["article_id"], articles["published"], strict=True) if not pd.isna(p)}
        if "published" in articles
        else {}
    )
    stories = (
        dict(zip(articles["article_id"], articles["story_id"], strict=True)) if "story_id" in articles else {}
    )
    rows: list[dict[str, Any]] = []
    for group in groups.values():
        actor_id = ids.get(id(group))
        if actor_id is None:
            continue
        chains = [chain for chain, _, _ in group.chains]
        names, described, titles, countries, stated, labels, sectors, roles = (
            _summed(map(each, chains)) for each in _COUNTS
        )
        seen = {chain.article_id for chain in chains}
        # What an actor is called is no name, unless it has none.
        unnamed = not names
        names = names or _one_case(described)
        former = bool(titles) and is_former(
            (published.get(chain.article_id), title, count)
            for chain in chains
            for title, count in chain.titles.items()
        )
        dates = [published[a] for a in seen if a in published]
        name = group.name or _best_name(names, group.kind)
        sector = group.sector or most_common(sectors)
        if sector == "CVL" and not group.sector:
            # "the brother of" makes nobody a civilian.
            sector = most_common(Counter({s: n for s, n in sectors.items() if s != "CVL"})) or sector
        kind = group.kind
        if kind == "organisation":
            # A town or region that acts is its authorities, believers and peoples that act are people.
            kind = {"NORP": "population", "GPE": "government"}.get(most_common(labels)) or organisation_kind(
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
            "aliases": _aliases(names, name, kind) if len(names) > 1 or name not in names else [],
            "titles": sorted(titles, key=lambda t: (-titles[t], t)), "n_articles": len(seen),
            "n_stories": len({stories.get(a) or a for a in seen}), "n_mentions": counts[actor_id],
            "first_seen": min(dates) if dates else None, "last_seen": max(dates) if dates else None, "curated": False, "former": former,
        })  # fmt: skip
    rows.sort(key=lambda row: (-row["n_articles"], -row["n_mentions"], row["name"], row["actor_id"]))
    return to_frame("actors", rows)


def _summed(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Return the sum of counts; where only one of them is not empty, itself."""
    filled = [each for each in counts if each]
    if len(filled) < 2:
        # Nearly always.
        return filled[0] if filled else NOTHING
    whole = filled[0].copy()
    for each in filled[1:]:
        # Counter.update would take longer to find out what it is given.
        for value, count in each.items():
            whole[value] = whole.get(value, 0) + count
    return whole


# A name that is this much rarer than another full name is none to be known by.
_SELDOM = 10


def _aliases(names: Counter[str], name: str, kind: str) -> list[str]:
    """Return the other names, the most frequent first; of a person those that can be hers."""
    others = (
        n for n in names if n != name and not (kind == "person" and clashing(name_words(n), name_words(name)))
    )
    return sorted(others, key=lambda n: (-names[n], n))


def _one_case(descriptions: Counter[str]) -> Counter[str]:
    """Count "The coalition" and "the coalition" as one, written with the capital only where nothing else is."""
    if len(descriptions) < 2:
        return descriptions
    out: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in sorted(descriptions, reverse=True):
        out[written.setdefault(text.casefold(), text)] += descriptions[text]
    return out


def _best_name(names: Counter[str], kind: str) -> str:
    """Return the fullest of the usual names: the longest name of a person, the most frequent one of others."""
    if kind == "person":
        full = max((c for n, c in names.items() if len(n.split()) > 1), default=0)
        # One headline that ran into a name is not what somebody is called.
        names = Counter({n: c for n, c in names.items() if c * _SELDOM >= full}) or names
        return min(names, key=lambda n: (-min(len(n.split()), 3), -names[n], n))
    return min(names, key=lambda n: (-names[n], -len(n), n))
