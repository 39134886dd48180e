"""Incidents: reports of one real-world event, over articles and within one, with what they disagree about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.schema import to_frame
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions
from analystkit.resolve.joining import join_reports
from analystkit.resolve.reports import Report, read_reports

# What is read of the events of an incident, beside their reports.
_STATED = (
    "factuality", "attribution_id", "attribution_text", "status", "date_start", "date_end", "date_precision",
)  # fmt: skip
# When reports differ, the firmest says what the incident is.
_FIRMNESS = ("happened", "ongoing", "attempted", "alleged", "denied", "planned", "threatened", "unknown", "")


def resolve_incidents(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    context: ArticleContext | None = None,
    decisions: Decisions | None = None,
) -> tuple[pd.DataFrame, pd.Series]:
    """Join event rows that report one real-world event.

    Articles are read in the order of publication; what each tells of an event joins the incident it agrees with best (type, day, place,
    participants, casualties, wording, and what the articles talk about), or opens a new one. What is planned or threatened is another
    incident than what happened; an attempt and its interception are one. Incidents are only sought among those that share a
    place, a participant or the wording, so the cost grows nearly linearly.

    Parameters
    ----------
    events, articles : pandas.DataFrame
        Frames of the contract; events with the ids of their actors.
    actors : pandas.DataFrame, optional
        To tell unnamed sources from named ones in `anonymous_only`.
    context : ArticleContext, optional
        Of these articles, where it is known already.
    decisions : Decisions, optional
        What was decided for a smaller corpus; what is decided now is added.

    Returns
    -------
    incidents : pandas.DataFrame
        Frame ``incidents``: dates are the narrowest that most reports state, killed_min and killed_max the hull of all reports,
        `conflicting` the fields in which they exclude each other (date, place, source, killed, injured, factuality), n_articles,
        n_stories (copies counted once) and n_outlets say how well it is supported, anonymous_only that no report names
        who says so and none speaks for the outlet itself.
    incident_ids : pandas.Series
        The incident of each event row (same index), "" for rejected, negated and hypothetical ones.
    """
    unnamed = set(actors.loc[actors["kind"] == "unnamed", "actor_id"]) if actors is not None else set()
    reports = read_reports(events, articles, unnamed)
    groups = join_reports(reports, context or ArticleContext(articles), decisions)
    ids = [""] * len(events)
    rows = []
    facts = _ArticleFacts(articles)
    cells = {name: events[name].astype(object).tolist() for name in _STATED if name in events}
    for members in groups:
        incident_id = stable_id("i", members[0].event_id)
        for report in members:
            ids[report.row] = incident_id
        rows.append(_incident(incident_id, members, cells, facts, unnamed))
    rows.sort(key=lambda row: (row["date_start"] is None, str(row["date_start"]), row["incident_id"]))
    return to_frame("incidents", rows), pd.Series(ids, index=events.index, dtype="str", name="incident_id")


class _ArticleFacts:
    """Story, outlet and date of each article."""

    def __init__(self, articles: pd.DataFrame) -> None:
        ids = articles["article_id"].astype(object).tolist()
        self.story = dict(zip(ids, self._column(articles, "story_id"), strict=True))
        self.outlet = dict(zip(ids, self._column(articles, "source"), strict=True))
        self.published = {a: p for a, p in zip(ids, articles["published"], strict=True) if not pd.isna(p)}

    @staticmethod
    def _column(articles: pd.DataFrame, name: str) -> list[str]:
        return articles[name].astype(str).tolist() if name in articles else [""] * len(articles)


def _incident(
    incident_id: str,
    members: Sequence[Report],
    cells: Mapping[str, Sequence[Any]],
    facts: _ArticleFacts,
    unnamed: set[str],
) -> dict[str, object]:
    # Taking rows out of a frame of 46 columns would cost more than all the rest.
    stated = {name: [values[report.row] for report in members] for name, values in cells.items()}
    seen = list(dict.fromkeys(report.article_id for report in members))
    stories = {facts.story.get(a) or a for a in seen}
    outlets = {facts.outlet.get(a, "") for a in seen} - {""}
    dates = sorted(facts.published[a] for a in seen if a in facts.published)
    when = _narrowest(members, stated)
    place = _usual((r.place for r in members), (r.precision in ("city", "site") for r in members))
    factuality = min((str(f) for f in stated["factuality"]), key=_FIRMNESS.index)
    lows = [r.killed[0] for r in members if r.killed[0] is not None]
    highs = [r.killed[1] for r in members if r.killed[1] is not None]
    said = (
        list(zip(stated["attribution_id"], stated["attribution_text"], strict=True))
        if "attribution_id" in stated
        else []
    )
    return {
        "incident_id": incident_id, "event_type": _usual((r.event_type for r in members), (True for _ in members)), "date_start": when[0], "date_end": when[1], "date_precision": when[2],
        "place": place, "country": _usual((r.country for r in members), (True for _ in members)),
        "source_ids": _union(r.sources for r in members), "target_ids": _union(r.targets for r in members), "factuality": factuality,
        "n_events": len(members), "n_articles": len(seen), "n_stories": len(stories), "n_outlets": len(outlets),
        "first_reported": dates[0] if dates else None, "conflicting": _conflicts(members, stated, unnamed),
        "killed_min": min(lows) if lows else None, "killed_max": max([*highs, *lows]) if highs or lows else None,
        "anonymous_only": bool(said) and all(text and (not actor or actor in unnamed) for actor, text in said),
        "status": "confirmed" if "confirmed" in stated["status"] else "auto",
    }  # fmt: skip


def _narrowest(members: Sequence[Report], stated: Mapping[str, Sequence[Any]]) -> tuple[object, object, str]:
    """Return the dates of the report that states them most sharply; a stated date beats the day of publication."""
    best = None
    for number, report in enumerate(members):
        width = (
            (report.last_day - report.first_day)
            if report.first_day is not None and report.last_day is not None
            else 10**6
        )
        rank = (not report.dated, width, number)
        if best is None or rank < best[0]:
            best = (rank, number)
    at = best[1] if best else 0
    return stated["date_start"][at], stated["date_end"][at], str(stated["date_precision"][at])


def _usual(values: Iterable[str], sharp: Iterable[bool]) -> str:
    counts: Counter[str] = Counter()
    for value, is_sharp in zip(values, sharp, strict=True):
        if value:
            counts[value] += 3 if is_sharp else 1
    return min(counts, key=lambda v: (-counts[v], v)) if counts else ""


def _union(sets: Iterable[frozenset[str]]) -> list[str]:
    counts = Counter(actor for each in sets for actor in each)
    return sorted(counts, key=lambda a: (-counts[a], a))


def _conflicts(members: Sequence[Report], said: Mapping[str, Sequence[Any]], unnamed: set[str]) -> list[str]:
    """Name the fields in which reports of different articles exclude each other; unnamed actors exclude no one."""
    found = []
    dated = [
        (r.first_day, r.last_day)
        for r in members
        if r.dated and r.first_day is not None and r.last_day is not None
    ]
    if dated and max(d[0] for d in dated) > min(d[1] for d in dated):
        found.append("date")
    if len({r.place for r in members if r.place and r.precision in ("city", "site")}) > 1:
        found.append("place")
    blamed = [(r.article_id, r.sources - unnamed) for r in members if r.sources - unnamed]
    if any(x != y and not a & b for n, (x, a) in enumerate(blamed[:60]) for y, b in blamed[n + 1 : 60]):
        found.append("source")
    for name, counts in (("killed", [r.killed for r in members]), ("injured", [r.injured for r in members])):
        lows = [c[0] for c in counts if c[0] is not None]
        highs = [c[1] for c in counts if c[1] is not None]
        if lows and highs and max(lows) > min(highs):
            found.append(name)
    stated = {str(f) for f in said["factuality"]}
    if "denied" in stated and stated & {"happened", "ongoing", "alleged"}:
        found.append("factuality")
    return found
