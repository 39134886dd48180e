"""Incidents: reports of one real-world event, over articles and within one, with what they disagree about."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import pandas as pd

from analystkit.model.ids import stable_id
from analystkit.model.schema import to_frame
from analystkit.resolve.agreement import agreement
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions, number_of_all
from analystkit.resolve.reports import Report, own_keys, read_reports, word_keys

# A report joins the incident whose reports it agrees with at least this well, on average over its best ones.
JOIN = 0.5
# How many recent incidents a key remembers: keeps the cost of a long corpus near to linear.
RECENT = 24
COMPARED = 8
EXCLUDED = 0.6
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

    Reports are read in the order of publication; each joins the incident it agrees with best (type, day, place,
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
    reports = read_reports(events, articles)
    groups = _cluster(reports, context or ArticleContext(articles), decisions)
    ids = [""] * len(events)
    rows = []
    facts = _ArticleFacts(articles)
    cells = {name: events[name].astype(object).tolist() for name in _STATED if name in events}
    unnamed = set(actors.loc[actors["kind"] == "unnamed", "actor_id"]) if actors is not None else set()
    for members in groups:
        incident_id = stable_id("i", members[0].event_id)
        for report in members:
            ids[report.row] = incident_id
        rows.append(_incident(incident_id, members, cells, facts, unnamed))
    rows.sort(key=lambda row: (row["date_start"] is None, str(row["date_start"]), row["incident_id"]))
    return to_frame("incidents", rows), pd.Series(ids, index=events.index, dtype="str", name="incident_id")


def _cluster(
    reports: Sequence[Report], context: ArticleContext, decisions: Decisions | None = None
) -> list[list[Report]]:
    groups: list[list[Report]] = []
    # All that a group's reports say, as one number.
    told: list[int] = []
    meeting = _Meeting(context)
    of_event: dict[str, int] = {}
    for report in reports:
        lists = meeting.lists(report)
        candidates = dict.fromkeys(chain.from_iterable(lists))
        said = report.number(context) if decisions is not None else 0
        if report.part_of in of_event:
            best = of_event[report.part_of]
        elif decisions is None:
            best, _ = _best(report, {n: n for n in candidates}, groups, context, {})
        else:
            options = {told[number]: number for number in candidates}
            fits = decisions.same(said, options)
            if fits is None:
                known = decisions.known(said)
                best, fits = _best(report, options, groups, context, known)
                decisions.made += len(options.keys() - known.keys())
                decisions.note(said, list(options), fits)
            else:
                # Of those that fit equally well the first.
                best = options[max(fits, key=fits.__getitem__)] if fits else -1
        opened = best < 0
        if opened:
            best = len(groups)
            groups.append([])
            told.append(0)
        groups[best].append(report)
        if decisions is not None:
            told[best] = number_of_all((told[best], said))
        of_event[report.event_id] = best
        for held in lists:
            # A new one is under no key yet.
            if not opened and best in held:
                held.remove(best)
            held.append(best)
            if len(held) > RECENT:
                del held[0]
    return groups


class _Meeting:
    """The incidents last reported under each key."""

    def __init__(self, context: ArticleContext) -> None:
        self._context = context
        self._recent: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._article = ""
        self._words: dict[tuple[bool, str], list[list[int]]] = {}

    def lists(self, report: Report) -> list[list[int]]:
        """Return the incidents under each key of a report, to be added to."""
        if report.article_id != self._article:
            # The reports of an article follow each other.
            self._article, self._words = report.article_id, {}
        kind = (report.ahead, report.event_type)
        words = self._words.get(kind)
        if words is None:
            words = self._words[kind] = [self._recent[key] for key in word_keys(report, self._context)]
        article, deed, *others = own_keys(report)
        return [
            self._recent[article], self._recent[deed], *words, *(self._recent[key] for key in others)
        ]  # fmt: skip


def _best(
    report: Report,
    options: Mapping[int, int],
    groups: Sequence[Sequence[Report]],
    context: ArticleContext,
    known: Mapping[int, float],
) -> tuple[int, dict[int, float]]:
    """Return the incident that a report agrees with best, -1 where it agrees with none well enough, and how well it fits those it does.

    Options lead from what an incident tells to its number; of `known` ones it is known how well the report fits.
    """
    best, score = -1, JOIN
    fits = {}
    for told, number in options.items():
        value = known.get(told)
        if value is None:
            value = _fit(report, groups[number], context)
        if value > JOIN:
            fits[told] = value
        if value > score:
            best, score = number, value
    return best, fits


def _fit(report: Report, group: Sequence[Report], context: ArticleContext) -> float:
    """Return the mean of the better half of the agreements with an incident's reports.

    Dates and places are read by machine: one report that excludes the new one weighs against it, half of them exclude it.
    """
    sample = group if len(group) <= COMPARED else [*group[: COMPARED // 2], *group[-COMPARED // 2 :]]
    values = sorted((agreement(report, other, context) for other in sample), reverse=True)
    top = values[: (len(values) + 1) // 2]
    if top[-1] == -math.inf:
        return -math.inf
    excluded = sum(value == -math.inf for value in values)
    return sum(top) / len(top) - EXCLUDED * excluded / len(values)


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
