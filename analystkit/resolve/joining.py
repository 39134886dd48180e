"""Reports to incidents: first those of one article, then what each article tells of an event with what others do."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from analystkit.resolve.agreement import agreement
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions, number_of_all
from analystkit.resolve.pooling import pooled
from analystkit.resolve.reports import Report, own_keys, word_keys

# A report joins the reports it agrees with at least this well, on average over its best ones.
JOIN = 0.5
# How many recent incidents a key remembers: keeps the cost of a long corpus near to linear.
RECENT = 24
COMPARED = 8
EXCLUDED = 0.6
# What an article tells as two events may be one incident only where they agree at least this well.
APART = -0.5


def join_reports(
    reports: Sequence[Report], context: ArticleContext, decisions: Decisions | None = None
) -> list[list[Report]]:
    """Return the reports of each incident; reports come in the order of `read_reports`.

    What an article tells of an event in one place is put together with what it tells in another before it is compared with other articles:
    the day stands here, the town there, the dead in the headline. No two events that an article tells apart are one incident.
    """
    incidents = _Incidents(context, decisions)
    for _, of_article in groupby(reports, key=lambda report: report.article_id):
        incidents.take(_within(list(of_article), context))
    return incidents.members


def _within(reports: Sequence[Report], context: ArticleContext) -> list[list[Report]]:
    """Return the events that one article tells of, each with its reports."""
    events: list[list[Report]] = []
    of_event: dict[str, int] = {}
    for report in reports:
        best = of_event.get(report.part_of, -1)
        if best < 0:
            best, score = -1, JOIN
            for number, event in enumerate(events):
                value = _fit_within(report, _compared(report, event), context)
                if value > score:
                    best, score = number, value
        if best < 0:
            best = len(events)
            events.append([])
        events[best].append(report)
        of_event[report.event_id] = best
    return events


def _fit_within(report: Report, event: Sequence[Report], context: ArticleContext) -> float:
    """Return the mean of the better half of the agreements with reports of the same article; those with a day of their own decide by day."""
    values = [agreement(report, other, context) for other in event]
    if report.dated:
        dated = [value == -math.inf for value, other in zip(values, event, strict=True) if other.dated]
        if sum(dated) * 2 > len(dated):
            return -math.inf
    return _upper(values)


def _compared(report: Report, event: Sequence[Report]) -> Sequence[Report]:
    # "The attack" says nothing by which another report could be told to be of it.
    return event if report.bare else [other for other in event if not other.bare] or event


class _Incidents:
    """The incidents found so far: their reports, and what each article tells of them."""

    def __init__(self, context: ArticleContext, decisions: Decisions | None) -> None:
        self._context, self._decisions = context, decisions
        self.members: list[list[Report]] = []
        self._tellings: list[list[Report]] = []
        # All that an incident's reports say, as one number.
        self._told: list[int] = []
        self._recent: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def take(self, events: Sequence[Sequence[Report]]) -> None:
        """Join the events of one article to the incidents they agree with best, the best agreement first."""
        tellings = [pooled(event) for event in events]
        keys = [self._keys(event) for event in events]
        said = [self._number(event) for event in events]
        options = [
            (fit, number, incident)
            for number, telling in enumerate(tellings)
            for incident, fit in self._fits(telling, said[number], keys[number])
        ]
        joined: dict[int, int] = {}
        taken: dict[int, list[int]] = defaultdict(list)
        for _, number, incident in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
            beside = (
                agreement(tellings[number], tellings[other], self._context) for other in taken[incident]
            )
            if number not in joined and all(value > APART for value in beside):
                joined[number] = incident
                taken[incident].append(number)
        for number, event in enumerate(events):
            incident = joined.get(number, len(self.members))
            if incident == len(self.members):
                self.members.append([])
                self._tellings.append([])
                self._told.append(0)
            self.members[incident] += event
            self._tellings[incident].append(tellings[number])
            if self._decisions is not None:
                self._told[incident] = number_of_all((self._told[incident], said[number]))
            self._remember(incident, keys[number])

    def _keys(self, event: Sequence[Report]) -> Mapping[tuple[str, ...], None]:
        return dict.fromkeys(
            key for report in event for key in (*own_keys(report), *word_keys(report, self._context))
        )

    def _number(self, event: Sequence[Report]) -> int:
        if self._decisions is None:
            return 0
        return number_of_all(report.number(self._context) for report in event)

    def _fits(
        self, telling: Report, said: int, keys: Mapping[tuple[str, ...], None]
    ) -> Iterator[tuple[int, float]]:
        """Return the incidents that what an article tells fits well enough, and how well."""
        candidates = dict.fromkeys(number for key in keys for number in self._recent[key])
        if self._decisions is None:
            for number in candidates:
                value = _fit(telling, self._tellings[number], self._context)
                if value > JOIN:
                    yield number, value
            return
        options = {self._told[number]: number for number in candidates}
        fits = self._decisions.same(said, options)
        if fits is None:
            known, fits = self._decisions.known(said), {}
            for told, number in options.items():
                found = known.get(told)
                value = _fit(telling, self._tellings[number], self._context) if found is None else found
                if value > JOIN:
                    fits[told] = value
            self._decisions.made += len(options.keys() - known.keys())
            self._decisions.note(said, list(options), fits)
        for told, value in fits.items():
            yield options[told], value

    def _remember(self, incident: int, keys: Mapping[tuple[str, ...], None]) -> None:
        for key in keys:
            held = self._recent[key]
            if incident in held:
                held.remove(incident)
            held.append(incident)
            if len(held) > RECENT:
                del held[0]


def _fit(report: Report, group: Sequence[Report], context: ArticleContext) -> float:
    """Return the mean of the better half of the agreements with a group's reports.

    Dates and places are read by machine: one report that excludes the new one weighs against it, half of them exclude it.
    """
    sample = group if len(group) <= COMPARED else [*group[: COMPARED // 2], *group[-COMPARED // 2 :]]
    values = [agreement(report, other, context) for other in sample]
    excluded = sum(value == -math.inf for value in values)
    return _upper(values) - EXCLUDED * excluded / len(values)


def _upper(values: Sequence[float]) -> float:
    """Return the mean of the better half, -inf where that is not all finite."""
    top = sorted(values, reverse=True)[: (len(values) + 1) // 2]
    return sum(top) / len(top)
