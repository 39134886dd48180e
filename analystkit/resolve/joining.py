"""Reports to incidents: first those of one article, then what each article tells of an event with what others do."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Sequence

from analystkit.resolve.agreement import (
    FOLLOW_UP_DAYS,
    UNDATED_DAYS,
    agreement,
    agreement_of_reports,
    in_context,
)
from analystkit.resolve.article_events import article_events, upper
from analystkit.resolve.article_reports import ArticleReports
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions, Kept, number_of_all
from analystkit.resolve.pooling import pooled
from analystkit.resolve.reports import Report, keys_of
from analystkit.resolve.tellings import New, Tellings

# What an article tells joins the incident it agrees with at least this well, on average over its best reports.
JOIN = 0.5
# However alike two articles are, what they tell must not speak more than this against one incident.
AGAINST = -0.7
COMPARED = 8
EXCLUDED = 0.6
# What an article tells as two events may be one incident only where they agree at least this well.
APART = -0.5
# So many of an article's most telling words bring its reports together with those of other articles.
TELLING = 15
_ANY_DAY = (-(1 << 62), 1 << 62)


def join_reports(
    reports: ArticleReports, context: ArticleContext, decisions: Decisions | None = None
) -> Kept:
    """Return which tellings are of one incident.

    What an article tells of an event in one place is put together with what it tells in another before it is compared with other articles:
    the day stands here, the town there, the dead in the headline. No two events that an article tells apart are one incident.

    Where decisions of an earlier run are given, they stand for each article of which nothing has changed, nor any incident it may have to do
    with; the outcome is that of a run without them.
    """
    tellings = Tellings(decisions.kept if decisions is not None else Kept(), reports.numbers, reports.named)
    joining = _Joining(reports, context, tellings)
    for article in range(len(reports.ids)):
        if not tellings.stand(article):
            joining.decide(article)
    out = tellings.whole()
    if decisions is not None:
        decisions.kept, decisions.made = out, joining.made
    return out


class _Joining:
    """Joins what articles tell to the incidents it agrees with best, one article after the other."""

    def __init__(self, reports: ArticleReports, context: ArticleContext, tellings: Tellings) -> None:
        self._reports, self._context, self._tellings = reports, context, tellings
        self._pooled: dict[int, Report] = {}
        self.made = 0

    def decide(self, article: int) -> None:
        """Join the events of one article to the incidents they agree with best, the best agreement first."""
        self.made += 1
        tellings = self._tellings
        told = tellings.of(article)
        if told is None:
            told = tellings.add(article, self._read(article))
            fits = [self._fits(telling) for telling in told]
        else:
            looked = {telling: self._fits(telling) for telling in told if not tellings.untouched(telling)}
            if all(found == tellings.fitted(telling) for telling, found in looked.items()):
                # What fits as it did is of what it was of.
                tellings.join((telling, tellings.then(telling), found) for telling, found in looked.items())
                return
            fits = [looked[telling] if telling in looked else tellings.fitted(telling) for telling in told]
        options = [(fit, number, one) for number, each in enumerate(fits) for one, fit in each.items()]
        joined: dict[int, int] = {}
        taken: dict[int, list[int]] = defaultdict(list)
        place = tellings.place
        for _, number, incident in sorted(options, key=lambda o: (-o[0], o[1], place[o[2]])):
            if number in joined:
                continue
            beside = (
                agreement(self._report(told[number]), self._report(told[other]), self._context)
                for other in taken[incident]
            )
            if all(value > APART for value in beside):
                joined[number] = incident
                taken[incident].append(number)
        tellings.join(
            (telling, joined.get(number, telling), fits[number]) for number, telling in enumerate(told)
        )

    def _read(self, article: int) -> list[New]:
        """Return what an article tells."""
        words = self._context.telling(self._reports.ids[article], TELLING)
        at = {row: number for number, row in enumerate(self._reports.rows_of(article))}
        out = []
        for event in article_events(list(self._reports.of(article).values()), self._context):
            keys = list(dict.fromkeys(key for report in event for key in keys_of(report, words)))
            rows, one = [at[report.row] for report in event], pooled(event)
            said = number_of_all((one.number(self._context), len(rows), *rows, *keys))
            # As numbers of eight bytes each: there are many.
            out.append(New(said, array("Q", keys), rows, _days(one)))
        return out

    def _fits(self, telling: int) -> dict[int, float]:
        """Return the incidents that a telling fits well enough, and how well."""
        candidates, fits = self._tellings.candidates(telling)
        for incident in candidates:
            value = self._fit(telling, self._tellings.members(incident, telling))
            if value > JOIN:
                fits[incident] = value
        return fits

    def _fit(self, telling: int, group: Sequence[int]) -> float:
        """Return the mean of the better half of the agreements with tellings of a group.

        Dates and places are read by machine: one report that excludes the new one weighs against it, half of them exclude it.
        """
        sample = group if len(group) <= COMPARED else [*group[: COMPARED // 2], *group[-COMPARED // 2 :]]
        firsts, lasts = self._tellings.first_days, self._tellings.last_days
        before, after = firsts[telling] - FOLLOW_UP_DAYS, lasts[telling] + FOLLOW_UP_DAYS
        # Most are of other days: what they tell need not be read.
        near = [other for other in sample if firsts[other] <= after and lasts[other] >= before]
        excluded, most = len(sample) - len(near), len(sample) // 2
        if excluded > most:
            return -math.inf
        report, others, values = self._report(telling), list[Report](), list[float]()
        for other in near:
            told = self._report(other)
            value = agreement_of_reports(report, told)
            if value == -math.inf:
                excluded += 1
                if excluded > most:
                    return value
            else:
                others.append(told)
                values.append(value)
        if _fit_of(values, excluded) <= AGAINST:
            # Mostly.
            return -math.inf
        alike = [self._context.alike(report.article_id, other.article_id) for other in others]
        return _fit_of(list(map(in_context, values, alike)), excluded)

    def _report(self, telling: int) -> Report:
        """Return a telling as one report."""
        report = self._pooled.get(telling)
        if report is None:
            article, places = self._tellings.where(telling)
            rows = self._reports.rows_of(article)
            reports = [self._reports.one(article, rows[place]) for place in places]
            report = self._pooled[telling] = pooled(reports)
        return report


def _days(report: Report) -> tuple[int, int]:
    """Return the first and the last day on which what is told can have been: further apart, tellings of two articles exclude each other."""
    if report.first_day is None or report.last_day is None or report.undated:
        return _ANY_DAY
    return report.first_day - (0 if report.dated else UNDATED_DAYS), report.last_day


def _fit_of(values: Sequence[float], excluded: int) -> float:
    """Return the mean of the better half of all values, of which so many more than are given exclude what they are of, less what these weigh."""
    if not excluded and len(values) == 1:
        # Mostly.
        return values[0]
    number = len(values) + excluded
    return upper([*values, *[-math.inf] * excluded]) - EXCLUDED * excluded / number
