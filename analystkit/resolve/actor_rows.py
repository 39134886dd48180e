"""What is known of each actor, as a row: its name, kind, country, sector, titles and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.schema import INSTANT, to_frame
from analystkit.resolve.chains import NOTHING, Chains, most_common
from analystkit.resolve.groups import Group, organisation_kind
from analystkit.resolve.known import KnownActors
from analystkit.resolve.names import name_words
from analystkit.resolve.offices import is_former
from analystkit.resolve.people import clashing

# An article without a date: what an instant that is none is as a number.
_NEVER = np.iinfo(np.int64).min
# What is summed up over the chains of an actor.
_COUNTS = tuple(
    map(
        attrgetter,
        ("names", "nominals", "titles", "countries", "named_countries", "labels", "sectors", "roles"),
    )
)


def actors_frame(
    articles: pd.DataFrame,
    chains: Chains,
    groups: Sequence[Group],
    members: Sequence[Sequence[int]],
    actor_of: np.ndarray[Any, Any],
    tables: KnownActors,
) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows of the groups that mentions have gone to, by number of articles and name, and the id of each group, "" for the others.

    See `resolve_actors`.
    """
    n_mentions = np.bincount(actor_of[actor_of >= 0], minlength=len(groups))
    ids = [
        stable_id("ac", *group.key) if count else ""
        for group, count in zip(groups, n_mentions.tolist(), strict=True)
    ]
    chosen: list[int] = np.flatnonzero(n_mentions).tolist()
    seen = _Seen(articles, chains, [members[number] for number in chosen])
    rows = [_row(groups[number], members[number], chains, seen, tables) for number in chosen]
    own, mentions = [ids[number] for number in chosen], n_mentions[chosen].tolist()
    frame = to_frame("actors", rows).assign(
        actor_id=pd.Series(own, dtype="str"),
        n_articles=_counts(seen.n_articles),
        n_stories=_counts(seen.n_stories),
        n_mentions=_counts(mentions),
        first_seen=seen.first,
        last_seen=seen.last,
    )
    order = sorted(
        range(len(rows)),
        key=lambda at: (-seen.n_articles[at], -mentions[at], rows[at]["name"], own[at]),
    )
    return frame.iloc[order].reset_index(drop=True), ids


class _Seen:
    """In how many articles and stories each actor is, and when these were published.

    Attributes
    ----------
    n_articles, n_stories : list of int
        Of each.
    first, last : Series
        When the first and the last of the articles was published; missing where none is dated.
    published : dict
        The microsecond of each article that is dated, by its number among those that have chains.
    """

    def __init__(self, articles: pd.DataFrame, chains: Chains, members: Sequence[Sequence[int]]) -> None:
        ids = articles["article_id"].tolist()
        stories = articles["story_id"].tolist() if "story_id" in articles else ids
        instants = (
            pd.Series(articles["published"], dtype=INSTANT).to_numpy(dtype="datetime64[us]").view(np.int64)
            if "published" in articles
            else np.full(len(ids), _NEVER)
        )
        # Of an article that is not there nothing is known but that it is one.
        rows = {article_id: row for row, article_id in enumerate(ids)}
        places = [rows.get(article_id, len(ids)) for article_id in chains.articles]
        story_of, _ = pd.factorize(
            np.array(
                [
                    stories[row] if row < len(ids) and stories[row] else own
                    for row, own in zip(places, chains.articles, strict=True)
                ],
                dtype=object,
            )
        )
        instants = np.append(instants, _NEVER)[places]
        self.published = {at: instant for at, instant in enumerate(instants.tolist()) if instant != _NEVER}
        own = np.repeat(np.arange(len(members)), [len(some) for some in members])
        told = np.array([chains.article_of[chain] for some in members for chain in some], dtype=np.int64)
        article_of, pairs = _distinct(own, told, len(places))
        self.n_articles = np.bincount(pairs, minlength=len(members)).tolist()
        _, tellings = _distinct(pairs, story_of[article_of], len(places))
        self.n_stories = np.bincount(tellings, minlength=len(members)).tolist()
        when = instants[article_of]
        self.first, self.last = (
            _outermost(pairs[when != _NEVER], when[when != _NEVER], len(members), end) for end in (0, -1)
        )


def _distinct(
    own: np.ndarray[Any, Any], others: np.ndarray[Any, Any], size: int
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the distinct pairs of two arrays, by the first: what stands second, of less than `size`, and what first."""
    pairs = np.unique(own * size + others)
    return pairs % size, pairs // size


def _outermost(own: np.ndarray[Any, Any], when: np.ndarray[Any, Any], number: int, end: int) -> pd.Series:
    """Return the first (0) or last (-1) instant of each."""
    out = np.full(number, _NEVER)
    order = np.lexsort((when, own))
    # What is written last stays.
    order = order if end else order[::-1]
    out[own[order]] = when[order]
    return pd.Series(pd.DatetimeIndex(out.view("datetime64[us]"), tz="UTC"), dtype=INSTANT)


def _row(
    group: Group, members: Sequence[int], chains: Chains, seen: _Seen, tables: KnownActors
) -> dict[str, Any]:
    """Return what the words that an actor goes by say of it."""
    if len(members) == 1:
        # Nearly always.
        counts = [each(chains.wordings[members[0]]) for each in _COUNTS]
    else:
        alike = Counter([chains.wordings[chain] for chain in members]).items()
        counts = [_summed([(each(wording), times) for wording, times in alike]) for each in _COUNTS]
    names, described, titles, countries, stated, labels, sectors, roles = counts
    # What an actor is called is no name, unless it has none.
    unnamed = not names
    names = names or _one_case(described)
    former = bool(titles) and is_former(
        (seen.published.get(chains.article_of[chain]), title, count)
        for chain in members
        for title, count in chains.wordings[chain].titles.items()
    )
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
    return {
        "name": name, "kind": kind, "country": country, "sector": "ELI" if former and kind == "person" else sector,
        "aliases": _aliases(names, name, kind) if len(names) > 1 or name not in names else [],
        "titles": sorted(titles, key=lambda t: (-titles[t], t)), "curated": False, "former": former,
    }  # fmt: skip


def _counts(numbers: Any) -> pd.Series:
    return pd.Series(numbers, dtype="Int64")


def _summed(counts: Iterable[tuple[Counter[str], int]]) -> Counter[str]:
    """Return the sum of counts, each so many times; where only one of them is not empty, and once, itself."""
    filled = [each for each in counts if each[0]]
    if not filled:
        return NOTHING
    if len(filled) == 1 and filled[0][1] == 1:
        # Nearly always.
        return filled[0][0]
    whole: Counter[str] = Counter()
    for each, times in filled:
        # Counter.update would take longer to find out what it is given.
        for value, count in each.items():
            whole[value] = whole.get(value, 0) + count * times
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
