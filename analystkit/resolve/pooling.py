"""All that one article tells of an event, as one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from analystkit.resolve.reports import Report

_SHARPNESS = {"site": 0, "city": 0, "region": 1, "country": 2}
# Of fewer reports the day of one stands.
_FEW = 3
_Item = TypeVar("_Item", str, int)


def pooled(reports: Sequence[Report]) -> Report:
    """Return one report with what several of one article say together: the narrowest day, the sharpest place, all parties and tolls."""
    if len(reports) == 1:
        return reports[0]
    first = reports[0]
    when = min(reports, key=_vagueness)
    agreed = sum(report.dated and _overlap(report, when) for report in reports)
    where = min(
        reports, key=lambda report: (not report.place, report.headline, _SHARPNESS.get(report.precision, 3))
    )
    # "The attack" adds no word for the deed to those by which it was told.
    said = [report for report in reports if not report.bare] or reports
    return replace(
        first, first_day=when.first_day, last_day=when.last_day, dated=when.dated, place=where.place, country=where.country,
        precision=where.precision, point=where.point, sources=_union(r.sources for r in reports), targets=_union(r.targets for r in reports),
        killed=_hull([r.killed for r in reports]), injured=_hull([r.injured for r in reports]), types=_union(r.types for r in said),
        modes=_union(r.modes for r in reports), lemmas=_union(r.lemmas for r in reports), senses=_union(r.senses for r in reports),
        source_words=_union(r.source_words for r in reports), target_words=_union(r.target_words for r in reports),
        named=_union(r.named for r in reports), counts=_union(r.counts for r in reports), several=all(r.several for r in reports),
        bare=all(r.bare for r in reports), sure=agreed > 1 or len(reports) < _FEW, undated=all(r.undated for r in reports), headline=all(r.headline for r in reports),
        background=all(r.background for r in reports), spoken=all(r.spoken for r in reports), common=all(r.common for r in reports),
        ongoing=all(r.ongoing for r in reports), claimed=all(r.claimed for r in reports), loose=all(r.loose for r in reports),
        day_of_clause=when.day_of_clause, target_names=_union(r.target_names for r in reports), target_capitals=_union(r.target_capitals for r in reports),
        source_sectors=_union(r.source_sectors for r in reports),
        one_more=any(r.one_more for r in reports), resumed=first.resumed, another=first.another, when=when.when, sequel=first.sequel,
    )  # fmt: skip


def _overlap(a: Report, b: Report) -> bool:
    known = (
        a.first_day is not None
        and a.last_day is not None
        and b.first_day is not None
        and b.last_day is not None
    )
    return known and (a.first_day or 0) <= (b.last_day or 0) and (b.first_day or 0) <= (a.last_day or 0)


def _vagueness(report: Report) -> tuple[bool, bool, bool, int]:
    known = report.first_day is not None and report.last_day is not None
    return (
        not report.dated,
        report.day_of_clause,
        not known,
        (report.last_day or 0) - (report.first_day or 0) if known else 0,
    )


def _union(sets: Iterable[frozenset[_Item]]) -> frozenset[_Item]:
    return frozenset().union(*sets)


def _hull(counts: Sequence[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    told = [count for count in counts if count != (None, None)]
    if not told:
        return None, None
    lows, highs = [low for low, _ in told], [high for _, high in told]
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )
