"""What the reports of one incident say differently: each value, who says it, and in which outlets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analystkit.analysis.frames import (
    actor_names,
    date_phrase,
    frame_of,
    kept,
    outlet_of,
    published_of,
    range_phrase,
    rows_of,
    side_frame,
)

COLUMNS = ("incident_id", "field", "value", "n_articles", "outlets", "said_by", "event_id")


def disagreements(corpus: Any) -> pd.DataFrame:
    """List the values that reports of the same incident give for what they disagree on.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``incidents``, ``events``, ``articles`` and ``actors``.

    Returns
    -------
    pandas.DataFrame
        ``incident_id, field`` (date, place, source, killed, injured, factuality) ``, value`` (in words) ``, n_articles, outlets, said_by`` (lists of
        names, each once), ``event_id`` (the report to read: the most confident). Incidents in most stories first; a field's values in the order
        they were first published. Fields are those of ``incidents.conflicting``, as far as different articles give different values.
    """
    incidents, articles = frame_of(corpus, "incidents"), side_frame(corpus, "articles")
    names = actor_names(side_frame(corpus, "actors"))
    events = kept(frame_of(corpus, "events"))
    disputed = incidents[incidents["conflicting"].map(len).to_numpy(dtype="int64") > 0]
    disputed = disputed.sort_values(
        ["n_stories", "n_articles", "incident_id"], ascending=[False, False, True], kind="stable"
    )
    # What an article recalls from earlier is not its report of the incident.
    recalled = events["background"].to_numpy(dtype=bool, na_value=False)
    events = events[events["incident_id"].isin(disputed["incident_id"]).to_numpy() & ~recalled]
    events = events.assign(
        outlet=outlet_of(articles, events["article_id"]),
        published=published_of(articles, events["article_id"]),
    ).sort_values(["published", "article_id", "start"], kind="stable")
    reports = {str(key): group for key, group in events.groupby("incident_id", sort=False)}
    rows: list[dict[str, Any]] = []
    for incident, fields in zip(disputed["incident_id"], disputed["conflicting"], strict=True):
        for field in fields:
            said = _values(reports.get(str(incident), events.iloc[:0]), field, names)
            if len(said) > 1:
                rows += [{"incident_id": str(incident), "field": field, **row} for row in said]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _values(reports: pd.DataFrame, field: str, names: dict[str, str]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    articles: dict[str, set[str]] = {}
    best: dict[str, float] = {}
    for row in rows_of(reports):
        value = _READ[field](row, names) if field in _READ else ""
        if not value:
            continue
        held = found.setdefault(value, {"value": value, "outlets": [], "said_by": []})
        articles.setdefault(value, set()).add(str(row.article_id))
        speaker = names.get(str(row.attribution_id), "")
        for name, into in ((str(row.outlet), held["outlets"]), (speaker, held["said_by"])):
            if name and name not in into:
                into.append(name)
        sure = 0.0 if pd.isna(row.confidence) else float(row.confidence)
        if value not in best or sure > best[value]:
            best[value], held["event_id"] = sure, str(row.event_id)
    # Where the same articles give all the values they tell of several things, they do not disagree.
    if len({frozenset(held) for held in articles.values()}) < 2:
        return []
    return [{**held, "n_articles": len(articles[value])} for value, held in found.items()]


def _date(row: Any, names: dict[str, str]) -> str:
    return (
        "" if row.date_basis == "published" else date_phrase(row.date_start, row.date_end, row.date_precision)
    )


def _place(row: Any, names: dict[str, str]) -> str:
    return str(row.place) if row.place_precision in ("city", "site") else ""


def _source(row: Any, names: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(names[a] for a in row.source_ids if a in names))


_READ: dict[str, Callable[[Any, dict[str, str]], str]] = {
    "date": _date,
    "place": _place,
    "source": _source,
    "killed": lambda row, names: range_phrase(row.killed_min, row.killed_max),
    "injured": lambda row, names: range_phrase(row.injured_min, row.injured_max),
    "factuality": lambda row, names: str(row.factuality),
}
