"""The figures of a corpus's card, counted from frames in memory or from tables on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

_READ = ("articles", "events", "quotes", "actors", "problems")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of what; `first` and `last` are publication dates, kinds are the most frequent ones with their counts."""

    articles: int
    stories: int
    outlets: int
    undated: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    events: int
    incidents: int
    event_types: list[tuple[str, int]]
    quotes: int
    spoken: int
    quote_kinds: list[tuple[str, int]]
    actors: int
    named: int
    curated: int
    mentions: int
    decided: int
    refused: int
    warned: int


def figures_of(corpus: Corpus) -> Figures:
    """Count a corpus; frames that are not in memory stay where they are."""
    return _of_frames(corpus) if corpus.at_hand(*_READ) else _of_tables(corpus)


def _of_frames(corpus: Corpus) -> Figures:
    articles, events, quotes = corpus.articles, corpus.events, corpus.quotes
    actors, problems = corpus.actors, corpus.problems
    outlets = articles["source"].astype(str)
    stories = articles["story_id"][articles["story_id"] != ""]
    known = articles["published"].dropna()
    refused = int((problems["severity"] == "error").sum())
    # What did not happen or is only supposed belongs to no incident.
    incidents = events["incident_id"][events["incident_id"] != ""]
    return Figures(
        articles=len(articles), stories=int(stories.nunique()) + len(articles) - len(stories),
        outlets=int(outlets[outlets != ""].nunique()), undated=len(articles) - len(known),
        first=known.min() if len(known) else None, last=known.max() if len(known) else None,
        events=len(events), incidents=int(incidents.nunique()), event_types=_most(events["event_type"]),
        quotes=len(quotes), spoken=int((quotes["speaker_text"] != "").sum()), quote_kinds=_most(quotes["kind"]),
        actors=len(actors), named=int((actors["kind"] != "unnamed").sum()), curated=int(actors["curated"].fillna(False).sum()),
        mentions=corpus.rows("mentions"), decided=sum(int((frame["status"] != "auto").sum()) for frame in (events, quotes)),
        refused=refused, warned=len(problems) - refused,
    )  # fmt: skip


def _most(column: pd.Series) -> list[tuple[str, int]]:
    counts = column[column != ""].astype(str).value_counts()
    pairs = [(str(kind), int(number)) for kind, number in counts.items() if number]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]


def _of_tables(corpus: Corpus) -> Figures:
    tables = corpus.tables

    def row(statement: str) -> dict[str, Any]:
        found: dict[str, Any] = tables.ask(statement).to_pylist()[0]
        return found

    def most(frame: str, column: str) -> list[tuple[str, int]]:
        rows = tables.ask(
            f"SELECT {column} AS kind, count(*) AS n FROM {{{frame}}} WHERE {column} <> '' GROUP BY kind ORDER BY n DESC, kind LIMIT {_SHOWN}"
        ).to_pylist()
        return [(each["kind"], each["n"]) for each in rows]

    articles = row(
        "SELECT count(DISTINCT CASE WHEN story_id = '' THEN NULL ELSE story_id END) + count(*) FILTER (story_id = '') AS stories, "
        "count(DISTINCT source) FILTER (source <> '') AS outlets, count(*) FILTER (published IS NULL) AS undated, "
        "min(published) AS first, max(published) AS last FROM {articles}"
    )
    events = row(
        "SELECT count(DISTINCT incident_id) FILTER (incident_id <> '') AS incidents, count(*) FILTER (status <> 'auto') AS decided FROM {events}"
    )
    quotes = row(
        "SELECT count(*) FILTER (speaker_text <> '') AS spoken, count(*) FILTER (status <> 'auto') AS decided FROM {quotes}"
    )
    actors = row(
        "SELECT count(*) AS n, count(*) FILTER (kind <> 'unnamed') AS named, count(*) FILTER (curated) AS curated FROM {actors}"
    )
    problems = row("SELECT count(*) AS n, count(*) FILTER (severity = 'error') AS refused FROM {problems}")
    return Figures(
        articles=corpus.rows("articles"), stories=articles["stories"], outlets=articles["outlets"], undated=articles["undated"],
        first=_stamp(articles["first"]), last=_stamp(articles["last"]), events=corpus.rows("events"), incidents=events["incidents"],
        event_types=most("events", "event_type"), quotes=corpus.rows("quotes"), spoken=quotes["spoken"],
        quote_kinds=most("quotes", "kind"), actors=actors["n"], named=actors["named"], curated=actors["curated"],
        mentions=corpus.rows("mentions"), decided=events["decided"] + quotes["decided"], refused=problems["refused"],
        warned=problems["n"] - problems["refused"],
    )  # fmt: skip


def _stamp(value: Any) -> pd.Timestamp | None:
    return None if value is None else pd.Timestamp(value)
