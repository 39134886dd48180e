"""Incidents: reports of one real-world event, over articles and within one, with what they disagree about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.model import parquet
from analystkit.model.ids import stable_id
from analystkit.model.schema import to_frame
from analystkit.resolve.article_reports import STATED, ArticleReports
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions, Kept, numbers_of_runs
from analystkit.resolve.joining import join_reports
from analystkit.resolve.reports import Report

if TYPE_CHECKING:
    import pyarrow as pa

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
    context = context or ArticleContext(articles)
    reports = ArticleReports(events, articles, unnamed, context)
    found = _Found(reports, join_reports(reports, context, decisions))
    event_ids = events["event_id"].tolist()
    incident_ids = [stable_id("i", event_ids[row]) for row in found.first_rows()]
    ids = np.full(len(events), "", dtype=object)
    ids[found.rows] = np.repeat(np.array(incident_ids, dtype=object), np.diff(found.ends))
    facts = _ArticleFacts(articles)

    def rows(incidents: Sequence[int]) -> list[dict[str, object]]:
        members = [found.members(incident) for incident in incidents]
        # Taking rows out of a frame of 46 columns one by one would cost more than all the rest.
        told = events.iloc[[report.row for some in members for report in some]]
        stated = {name: iter(told[name].astype(object).tolist()) for name in STATED if name in events}
        return [
            _incident(
                incident_ids[incident],
                some,
                {name: list(islice(values, len(some))) for name, values in stated.items()},
                facts,
                unnamed,
            )
            for incident, some in zip(incidents, members, strict=True)
        ]

    table = _rows(found.numbers, rows, decisions)
    if decisions is not None:
        decisions.rows = table
    table = table.drop_columns(["number"]).sort_by(
        [("date_start", "ascending"), ("incident_id", "ascending")]
    )
    return parquet.to_frame("incidents", table), pd.Series(
        ids, index=events.index, dtype="str", name="incident_id"
    )


class _Found:
    """The reports of each incident, incidents in the order in which they were opened.

    Attributes
    ----------
    rows, ends : array of int64
        The event rows of each incident, in a row; and where those of each end, a zero before.
    numbers : array of uint64
        A number for all that the row of each rests on.
    """

    def __init__(self, reports: ArticleReports, decided: Kept) -> None:
        self._reports = reports
        opened = decided.incidents.astype(np.int64)
        order = np.argsort(opened, kind="stable")
        starts = np.flatnonzero(np.diff(opened[order], prepend=-1))
        ends = np.concatenate((starts, [len(order)]))
        told = decided.tellings.astype(np.int64)
        article = np.repeat(np.arange(len(told)), told)
        own = np.arange(len(article)) - np.repeat(np.cumsum(told) - told, told)
        with np.errstate(over="ignore"):
            numbers = (reports.numbers * np.uint64(3) + reports.stories)[article] + own.astype(np.uint64)
        self.numbers = numbers_of_runs(numbers[order], ends)
        rows = decided.rows.taken(order)
        self._articles = np.repeat(article[order], rows.lengths())
        self.rows = reports.rows[reports.ends[:-1][self._articles] + rows.values.astype(np.int64)]
        self.ends = rows.ends.astype(np.int64)[ends]

    def first_rows(self) -> list[int]:
        """Return the row of the report that opened each incident."""
        first: list[int] = self.rows[self.ends[:-1]].tolist()
        return first

    def members(self, incident: int) -> list[Report]:
        """Return the reports of an incident."""
        some = slice(self.ends[incident], self.ends[incident + 1])
        places = zip(self._articles[some].tolist(), self.rows[some].tolist(), strict=True)
        return [self._reports.of(article)[row] for article, row in places]


def _rows(
    numbers: np.ndarray[Any, Any],
    rows: Callable[[Sequence[int]], list[dict[str, object]]],
    decisions: Decisions | None,
) -> pa.Table:
    """Return the rows of incidents, with their numbers: those of which nothing has changed as they were."""
    import pyarrow as pa

    empty = parquet.plain_schema("incidents").empty_table().append_column("number", pa.array([], pa.uint64()))
    before = decisions.rows if decisions is not None and decisions.rows is not None else empty
    known = {number: at for at, number in enumerate(before.column("number").to_pylist())}
    places = [known.get(number) for number in numbers.tolist()]
    made = to_frame("incidents", rows([incident for incident, at in enumerate(places) if at is None]))
    new = parquet.plain(parquet.to_arrow("incidents", made))
    new = new.append_column(
        "number", pa.array([n for n, at in zip(numbers, places, strict=True) if at is None], pa.uint64())
    )
    kept = before.take(pa.array([at for at in places if at is not None], pa.int64()))
    # In the order of the incidents and in one piece, so that what is kept of them has the same bytes however often resolution was begun.
    order = np.argsort(np.argsort([at is None for at in places], kind="stable"), kind="stable")
    return pa.concat_tables([kept, new]).take(pa.array(order, pa.int64())).combine_chunks()


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
    stated: Mapping[str, Sequence[Any]],
    facts: _ArticleFacts,
    unnamed: set[str],
) -> dict[str, object]:
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
