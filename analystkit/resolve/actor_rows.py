"""What is known of each actor, as a row: its name, kind, country, sector, titles and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.schema import INSTANT
from analystkit.resolve.chains import Chains, in_a_row
from analystkit.resolve.distinct import distinct
from analystkit.resolve.full_names import clashing
from analystkit.resolve.groups import Group, organisation_kind
from analystkit.resolve.known import KnownActors
from analystkit.resolve.names import name_words
from analystkit.resolve.offices import bare_title, is_former
from analystkit.resolve.wordings import NOTHING, Wording, most_common

# An article without a date: what an instant that is none is as a number.
_NEVER = np.iinfo(np.int64).min
# What is summed up over the chains of an actor.
_COUNTS = attrgetter(
    "names", "nominals", "titles", "countries", "named_countries", "labels", "sectors", "roles"
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
    import pyarrow as pa
    import pyarrow.compute as pc

    counts = np.bincount(actor_of[actor_of >= 0], minlength=len(groups))
    ids = [
        stable_id("ac", *group.key) if count else ""
        for group, count in zip(groups, counts.tolist(), strict=True)
    ]
    chosen: list[int] = np.flatnonzero(counts).tolist()
    seen = _Seen(articles, chains, *in_a_row([members[number] for number in chosen]))
    alone: dict[Wording, dict[str, Any]] = {}
    rows = []
    for number in chosen:
        group, some = groups[number], members[number]
        if group.kind != "unnamed" or len(some) > 1:
            rows.append(_row(group, some, chains, seen, tables))
            continue
        # Of an actor without a name who is in one chain all but its id hangs on the words.
        wording = chains.wordings[some[0]]
        if wording not in alone:
            alone[wording] = _row(group, some, chains, seen, tables)
        rows.append(alone[wording])
    own, n_mentions = [ids[number] for number in chosen], counts[chosen]
    place = {
        "articles": pa.array(-seen.n_articles), "mentions": pa.array(-n_mentions),
        "name": pa.array([row["name"] for row in rows], pa.large_string()), "id": pa.array(own, pa.large_string()),
    }  # fmt: skip
    order = pc.sort_indices(pa.table(place), [(name, "ascending") for name in place]).to_numpy()
    rows = [rows[at] for at in order.tolist()]
    frame = pd.DataFrame({
        "actor_id": pd.Series(place["id"].take(pa.array(order)), dtype="str"), "name": pd.Series([row["name"] for row in rows], dtype="str"),
        **{name: _category([row[name] for row in rows]) for name in ("kind", "country", "sector")},
        **{name: pd.Series([list(row[name]) for row in rows], dtype=object) for name in ("aliases", "titles")},
        **{name: pd.Series(numbers[order], dtype="Int64") for name, numbers in (("n_articles", seen.n_articles), ("n_stories", seen.n_stories), ("n_mentions", n_mentions))},
        **{name: when.iloc[order].reset_index(drop=True) for name, when in (("first_seen", seen.first), ("last_seen", seen.last))},
        "curated": pd.Series(False, index=range(len(rows)), dtype="boolean"), "former": pd.Series([row["former"] for row in rows], dtype="boolean"),
    })  # fmt: skip
    return frame, ids


def _category(values: list[str]) -> pd.Series:
    return pd.Series(pd.Categorical(values, categories=sorted(set(values))))


class _Seen:
    """In how many articles and stories each actor is, and when these were published. Actors go by number; each has members.

    Attributes
    ----------
    n_articles, n_stories : array of int64
        Of each.
    first, last : Series
        When the first and the last of the articles was published; missing where none is dated.
    published : dict
        The microsecond of each article that is dated, by its number among those that have chains.
    """

    def __init__(
        self,
        articles: pd.DataFrame,
        chains: Chains,
        owner: np.ndarray[Any, Any],
        members: np.ndarray[Any, Any],
    ) -> None:
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
        story_of, told = pd.factorize(
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
        article_of = np.array(chains.article_of, dtype=np.int64)[members]
        article_of, pairs = _distinct(owner, article_of, len(places))
        self.n_articles = self.n_stories = np.bincount(pairs)
        if len(told) < len(places):
            _, tellings = _distinct(pairs, story_of[article_of], len(places))
            self.n_stories = np.bincount(tellings)
        when, starts = instants[article_of], np.flatnonzero(np.diff(pairs, prepend=-1))
        last = np.maximum.reduceat(when, starts) if len(when) else when
        # Missing where none has a date; else what has none is not the first.
        when = np.where(when == _NEVER, np.iinfo(np.int64).max, when)
        first = np.minimum.reduceat(when, starts) if len(when) else when
        first = np.where(last == _NEVER, _NEVER, first)
        self.first, self.last = (
            pd.Series(pd.DatetimeIndex(each.view("datetime64[us]"), tz="UTC"), dtype=INSTANT)
            for each in (first, last)
        )


def _distinct(
    own: np.ndarray[Any, Any], others: np.ndarray[Any, Any], size: int
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the distinct pairs of two arrays, by the first: what stands second, of less than `size`, and what first."""
    pairs = distinct(own * size + others)
    return pairs % size, pairs // size


def _row(
    group: Group, members: Sequence[int], chains: Chains, seen: _Seen, tables: KnownActors
) -> dict[str, Any]:
    """Return what the words that an actor goes by say of it."""
    alike = Counter([chains.wordings[one] for one in members])
    if len(alike) == 1:
        # Nearly always; how often it is so worded changes nothing.
        counts = _COUNTS(chains.wordings[members[0]])
    else:
        told = [(_COUNTS(wording), times) for wording, times in alike.items()]
        counts = tuple(
            _summed([(each[at], times) for each, times in told if each[at]]) for at in range(len(told[0][0]))
        )
    names, described, titles, countries, stated, labels, sectors, roles = counts
    # What an actor is called is no name, unless it has none.
    unnamed = not names
    names = names or _one_case(described)
    former = any(bare_title(title)[1] for title in titles) and is_former(
        (seen.published.get(chains.article_of[one]), title, count)
        for one in members
        for title, count in chains.wordings[one].titles.items()
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
        "titles": sorted(titles, key=lambda t: (-titles[t], t)), "former": former,
    }  # fmt: skip


def _summed(filled: Sequence[tuple[Counter[str], int]]) -> Counter[str]:
    """Return the sum of counts that are not empty, each so many times; of one alone, itself."""
    if len(filled) < 2:
        return filled[0][0] if filled else NOTHING
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
