"""The events that one article tells of, each with its reports."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from analystkit.resolve.agreement import agreement, toll_agreement, two_places
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.deeds import other_mode
from analystkit.resolve.parties import MANY_ACTS, other_arrest, other_doers, other_parties
from analystkit.resolve.pooling import pooled
from analystkit.resolve.reports import Report

# What speaks for one event and what for two whatever else is alike, chosen on the sample's development half and ECB+ train.
# A report joins the reports of its article where more speaks for one event than against it, on average over its best ones, and a little less
# where it has the deed or the target in common with one of them. A higher bar was better on articles it was chosen on and worse on others.
_JOIN, _LINKED = 0.0, 0.2
# Not as many as there; "three more"; two towns; two places of which one may lie in the other; two nouns for whom or what was struck; two ways
# of doing it; one is of the news and one of its background; tolls apart.
_OTHER_COUNT, _ONE_MORE, _TWO_TOWNS, _TWO_PLACES = 1.55, 3.15, 1.85, 1.2
_TWO_TARGETS, _TWO_WAYS, _BACKGROUND, _TOLL = 0.2, 1.1, 0.2, 0.4
# "Hours later": another than what was told before; days that overlap, in two expressions of time.
_SEQUEL, _OTHER_WORDS = 1.5, 0.6
# What is told next is of the event told last, rather than of one told far back or before another; less so "the attack", and what "the gunmen" did.
_NEAR, _DISTANT, _BETWEEN, _BETWEEN_AT_MOST = 0.6, 1.4, 0.3, 3
_NOUN, _RESUMED = 0.6, 0.8
# Characters; a distance counts half from where the deed or the target was told before.
_NEXT, _FAR, _AGAIN = 250, 1_500, 0.5

# Reports compared with each other: a year of news in one file has ten thousand, and the square of that takes hours. What is told that far
# apart is two events.
_TOGETHER = 1_000


def article_events(reports: Sequence[Report], context: ArticleContext) -> list[list[Report]]:
    """Return the events that one article tells of, each with its reports in their order.

    What says when or where it was comes before what does not, and that before headlines and "the attack". A report is never joined to those it
    agrees with best where one that is with them speaks against it.
    """
    units = _units(reports)
    if len(units) > _TOGETHER:
        units.sort(key=lambda unit: min(report.start for report in unit))
    place = {report.event_id: number for number, report in enumerate(reports)}
    return [
        sorted((report for unit in event for report in unit), key=lambda report: place[report.event_id])
        for first in range(0, len(units), _TOGETHER)
        for event in _told_together(units[first : first + _TOGETHER], context)
    ]


def _told_together(
    units: Sequence[Sequence[Report]], context: ArticleContext
) -> list[list[Sequence[Report]]]:
    """Return the events that some reports with their parts tell of: each is compared with all that were told before."""
    wholes = [_whole(unit) for unit in units]
    events: list[list[int]] = []
    for at in sorted(
        range(len(units)), key=lambda n: (wholes[n].bare or wholes[n].headline, wholes[n].loose)
    ):
        told = [[wholes[n] for n in event] for event in events]
        best, score = len(events), _JOIN
        for number, event in enumerate(told):
            # More than that the order of telling adds to nothing.
            value = _fit(wholes[at], event, context, score - _NEAR)
            if value > score - _NEAR:
                value += _in_order(wholes[at], number, told)
            if value > score:
                best, score = number, value
        if best == len(events):
            events.append([])
        events[best].append(at)
    return [[units[at] for at in event] for event in events]


def _units(reports: Sequence[Report]) -> list[list[Report]]:
    """Return reports with those that are part of them: "were killed in an attack" tells of the attack."""
    of_event = {report.event_id: report for report in reports}
    units: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda report: bool(report.part_of)):
        whole, seen = report, {report.event_id}
        while whole.part_of in of_event and whole.part_of not in seen:
            whole = of_event[whole.part_of]
            seen.add(whole.event_id)
        units.setdefault(whole.event_id, []).append(report)
    return list(units.values())


def _whole(unit: Sequence[Report]) -> Report:
    first = unit[0]
    return first if len(unit) == 1 else replace(pooled(unit), several=first.several, headline=first.headline)


def _fit(report: Report, event: Sequence[Report], context: ArticleContext, least: float) -> float:
    """Return how well a report agrees with those of an event, on average over the better half, less what speaks most for two events.

    What speaks for two events is looked at only where it agrees better than `least` without.
    """
    values = [agreement(report, other, context) for other in event]
    if report.dated and not report.day_of_clause:
        dated = [
            value
            for value, other in zip(values, event, strict=True)
            if other.dated and not other.day_of_clause
        ]
        if -math.inf in dated:
            return -math.inf
    linked = _LINKED if any(_linked(report, other) for other in event) else 0.0
    # "The attack" says nothing by which another report could be told to be of it.
    told = [(value, other) for value, other in zip(values, event, strict=True) if not other.bare]
    if report.bare or not told:
        return upper(values) + linked
    value = upper([value for value, _ in told]) + linked
    return value if value <= least else value - max(_apart(report, other) for _, other in told)


def _in_order(report: Report, number: int, events: Sequence[Sequence[Report]]) -> float:
    """Return what the order of telling says for a report being of an event."""
    told = [other for other in events[number] if not other.headline]
    if report.headline or not told:
        return 0.0
    # "The killing" is one that was told before, if there is one.
    before = [other for other in told if other.start <= report.start] if report.undated else []
    nearest = min(before or told, key=lambda other: (abs(other.start - report.start), other.start))
    low, high = sorted((nearest.start, report.start))
    away = high - low
    if nearest.sentence and nearest.sentence == report.sentence:
        value = _NEAR
    elif away < _NEXT:
        value = 0.0 if report.undated and not before else _NEAR * (1 - away / _NEXT)
    else:
        again = any(_linked(report, other) for other in told)
        value = -_DISTANT * min((away - _NEXT) / _FAR, 1.0) * (_AGAIN if again else 1.0)
    between = sum(
        any(low < other.start < high and report.types & other.types for other in event)
        for at, event in enumerate(events)
        if at != number
    )
    weight = _NOUN if report.undated else _RESUMED if report.resumed else 1.0
    return weight * (value - _BETWEEN * min(between, _BETWEEN_AT_MOST))


def _linked(a: Report, b: Report) -> bool:
    """Say whether two reports have the deed or the target in common."""
    return bool(a.senses & b.senses or a.targets & b.targets or a.target_words & b.target_words)


def _apart(a: Report, b: Report) -> float:
    """Return what speaks for two events where an article tells of both."""
    out = other_parties(a, b) + other_doers(a, b) + other_arrest(a, b)
    same_deed = a.senses & b.senses
    same_act = same_deed or (a.modes & b.modes and a.types & MANY_ACTS)
    if same_act and a.counts and b.counts and not a.counts & b.counts:
        out += _OTHER_COUNT
    if (a.one_more or b.one_more) and (same_deed or a.modes & b.modes):
        out += _ONE_MORE
    later = a if a.start > b.start else b
    if later.another and not later.headline and a.types & b.types:
        out += _ONE_MORE
    if a.dated and b.dated:
        out += 0.0 if a.when == b.when else _SEQUEL if later.sequel else _OTHER_WORDS
    if a.target_words and b.target_words and not (a.target_words & b.target_words or a.targets & b.targets):
        out += _TWO_TARGETS
    if other_mode(a, b):
        out += _TWO_WAYS
    if a.background != b.background:
        out += _BACKGROUND
    if toll_agreement(a.killed, b.killed) < 0:
        out += _TOLL
    if two_places(a, b):
        out += _TWO_TOWNS if a.precision == b.precision == "city" else _TWO_PLACES
    return out


def upper(values: Sequence[float]) -> float:
    """Return the mean of the better half, -inf where that is not all finite."""
    top = sorted(values, reverse=True)[: (len(values) + 1) // 2]
    return sum(top) / len(top)
