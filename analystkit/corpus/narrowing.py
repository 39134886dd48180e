"""A filter carried out where the rows lie: `filtering.masks` said in SQL, for frames that are not in memory.

Both give the same rows; a test holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analystkit.corpus.filtering import Filter, sentences_saying
from analystkit.corpus.tables import Tables

# Articles or quotes whose texts are searched at a time.
_ROWS = 20_000


def kept_positions(tables: Tables, chosen: Filter, actors: Sequence[str]) -> dict[str, Any]:
    """Return the positions of the articles, events and quotes that a filter keeps. See `filtering.masks`.

    Parameters
    ----------
    tables : Tables
        What is filtered.
    chosen : Filter
        What to keep.
    actors : sequence of str
        Ids of the actors asked for.
    """
    values: dict[str, Any] = {}
    of_article = _article_conditions(chosen, values)
    events, quotes = _row_conditions(tables, chosen, values, actors)
    narrowed = events is not None
    # Rows whose article is not there belong to none: they only go where articles are asked about.
    inside = (
        f"article_id IN (SELECT article_id FROM {{articles}} WHERE {of_article})" if of_article else "true"
    )
    event_rows = " AND ".join([inside, *(events or [])])
    quote_rows = " AND ".join([inside, *(quotes or [])])
    kept: dict[str, Any] = {}
    for name, condition in (("events", event_rows), ("quotes", quote_rows)):
        kept[name] = tables.positions(name, condition.format_map(tables.relations), _named(values, condition))
    article_rows = [of_article or "true"]
    if narrowed:
        reached = " UNION ".join(
            f"SELECT article_id FROM {{{name}}} WHERE {condition}"
            for name, condition in (("events", event_rows), ("quotes", quote_rows))
        )
        article_rows.append(f"article_id IN ({reached})")
    condition = " AND ".join(article_rows)
    kept["articles"] = tables.positions(
        "articles", condition.format_map(tables.relations), _named(values, condition)
    )
    return kept


def _article_conditions(chosen: Filter, values: dict[str, Any]) -> str:
    conditions = []
    if chosen.outlets:
        values["outlets"] = list(chosen.outlets)
        conditions.append("source IN (SELECT unnest($outlets))")
    if chosen.stories_once:
        first = "SELECT pos FROM {articles} QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY published ASC NULLS LAST, pos) = 1"
        conditions.append(f"(story_id = '' OR pos IN ({first}))")
    return " AND ".join(conditions)


def _row_conditions(
    tables: Tables, chosen: Filter, values: dict[str, Any], actors: Sequence[str]
) -> tuple[list[str] | None, list[str] | None]:
    """Return the conditions on events and on quotes, None twice if nothing is asked of them."""
    events: list[str] = []
    quotes: list[str] = []
    if chosen.dates is not None:
        events.append("(date_start IS NOT NULL OR date_end IS NOT NULL)")
        days = ["published IS NOT NULL"]
        for name, day, event, article in (
            ("low", chosen.dates[0], "(date_end >= $low OR date_end IS NULL)", ">= $low"),
            ("high", chosen.dates[1], "(date_start <= $high OR date_start IS NULL)", "<= $high"),
        ):
            if day is not None:
                values[name] = pd.Timestamp(day, tz="UTC").to_pydatetime()
                events.append(event)
                days.append(f"date_trunc('day', published) {article}")
        quotes.append(f"article_id IN (SELECT article_id FROM {{articles}} WHERE {' AND '.join(days)})")
    for column, wanted in (
        ("event_type", chosen.event_types), ("factuality", chosen.factuality), ("country", chosen.countries),
    ):  # fmt: skip
        if wanted:
            values[column] = list(wanted)
            events.append(f"{column} IN (SELECT unnest(${column}))")
            quotes.append("false")
    if chosen.background is not None:
        values["background"] = chosen.background
        events.append("background = $background")
    if chosen.min_confidence > 0:
        values["least"] = chosen.min_confidence
        events.append("confidence >= $least")
        quotes.append("confidence >= $least")
    if actors:
        joint = " AND " if chosen.actors_all else " OR "
        in_events, in_quotes = [], []
        for number, one in enumerate(actors):
            name = f"actor{number}"
            values[name] = one
            named = f"sentence_id IN (SELECT sentence_id FROM {{mentions}} WHERE actor_id = ${name})"
            roles = f"list_contains(source_ids, ${name}) OR list_contains(target_ids, ${name}) OR attribution_id = ${name}"
            too = f" OR {named}" if chosen.involved == "sentence" else ""
            in_events.append(f"({roles}{too})")
            in_quotes.append(f"(speaker_id = ${name}{too})")
        events.append(f"({joint.join(in_events)})")
        quotes.append(f"({joint.join(in_quotes)})")
    if chosen.text:
        values["sentences"] = sorted(saying(tables, chosen.text))
        values["spoken"] = _speaking(tables, chosen.text)
        events.append("sentence_id IN (SELECT unnest($sentences::VARCHAR[]))")
        quotes.append(f"({events[-1]} OR pos IN (SELECT unnest($spoken::BIGINT[])))")
    if not events and not quotes and chosen.background is None:
        return None, None
    return events, quotes


def saying(tables: Tables, text: str) -> set[str]:
    """Return the ids of the sentences in which words stand; case does not count."""
    found: set[str] = set()
    for articles in _read(tables, "articles", "article_id, title, text"):
        hits = _has(articles["title"], text) | _has(articles["text"], text)
        chosen = articles[hits]
        if len(chosen):
            sentences = tables.ask(
                'SELECT sentence_id, article_id, part, "start", "end" FROM {sentences} WHERE article_id IN (SELECT unnest($ids::VARCHAR[]))',
                {"ids": chosen["article_id"].tolist()},
            )
            found |= sentences_saying(chosen, sentences.to_pandas(), text)
    return found


def _speaking(tables: Tables, text: str) -> list[int]:
    return [
        position
        for quotes in _read(tables, "quotes", "pos, text")
        for position in quotes["pos"][_has(quotes["text"], text)].tolist()
    ]


def _read(tables: Tables, name: str, columns: str) -> Iterator[pd.DataFrame]:
    """Yield some columns of a frame, so many rows at a time."""
    positions = tables.positions(name)
    for start in range(0, len(positions), _ROWS):
        some = positions[start : start + _ROWS]
        bounds = {"low": int(some[0]), "high": int(some[-1])}
        found = tables.ask(f"SELECT {columns} FROM {{{name}}} WHERE pos BETWEEN $low AND $high", bounds)
        yield found.to_pandas(types_mapper=_texts)


def _has(column: pd.Series, text: str) -> Any:
    return column.str.contains(text, case=False, regex=False).to_numpy(dtype=bool)


def _texts(kind: Any) -> Any:
    import pyarrow as pa

    return (
        pd.StringDtype(na_value=np.nan)
        if pa.types.is_string(kind) or pa.types.is_large_string(kind)
        else None
    )


def _named(values: dict[str, Any], condition: str) -> dict[str, Any]:
    """Return the values that a condition names: DuckDB refuses others."""
    names = set(re.findall(r"\$(\w+)", condition))
    return {name: value for name, value in values.items() if name in names}
