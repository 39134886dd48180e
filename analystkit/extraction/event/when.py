"""When: of several dates in reach, the one that belongs to the event; and days counted from another event."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from analystkit.extraction.event.attachment import NEVER, between, by_position, path_cost
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.slots import Candidate
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.timex_values import plus_days, plus_months
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

_STALE_DAYS = 21
_DEADLINE = 40
_FARTHEST = 60
_COUNTED = re.compile(r"P(T?)(\d+|X)([DWMYHS])")
# What an event counted from stands behind: "two days after the raid", "a week before the vote".
_BEHIND = {"after": -1, "following": -1, "before": 1}
# Links an event may have to the preposition or conjunction it is counted behind; no clause lies between.
_TOGETHER = frozenset(
    {"pobj", "pcomp", "conj", "dobj", "nsubj", "nsubjpass", "compound", "prep", "xcomp", "poss"}
)
_UNIT_DAYS = {"D": 1, "W": 7}
_WEEK_SLACK, _MONTH_SLACK = 3, 15


class WhenReader:
    """Dates of the events of one part.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    dates : sequence of TimeExpression
        What `extract_dates` found in it.
    cues : collection of str
        Lemmas of verbs of saying.
    """

    def __init__(self, clause: Clause, dates: Sequence[TimeExpression], cues: Collection[str]) -> None:
        self._clause = clause
        self._part: ArticlePart = clause.part
        self._tokens = clause.tokens
        self._cues = cues
        at = clause.tokens.at
        self._dates = sorted(((at(d.start), d) for d in dates if not d.range.empty), key=by_position)
        # Lengths of time by the token behind them: "two days" of "two days after".
        self._lengths = {at(d.end - 1) + 1: d.value for d in dates if d.type == "DURATION" and d.range.empty}

    def when(
        self, candidate: Candidate, previous: TimeExpression | None
    ) -> tuple[DateRange, TimeExpression | None]:
        """Return the interval of an event and the expression it rests on.

        The expression is the nearest by attachment in the sentence, else `previous`, the one of the same event in the sentence
        before, else the publication date stands in with basis "published". So does the day on which somebody said what happened
        ("police said on Monday that ..."): it tells when it was reported.
        """
        index = candidate.head
        behind, ahead = self._counted_behind(index), self._counting(index)
        counted = None
        if behind is not None:
            expression = self._nearest(index, under=behind)
            if expression is None:
                counted = self._counted(self._told_beside(behind), behind, 1)
        else:
            expression = self._nearest(index, beside=-1 if ahead is None else ahead)
            if expression is None and ahead is not None:
                inside = self._nearest(ahead, under=ahead)
                counted = self._counted(inside.range, ahead, -1) if inside is not None else None
        if counted is not None:
            return counted, None
        if expression is not None and self._of_report(index, self._tokens.at(expression.start)):
            said = expression.range
            return DateRange(said.start, said.end, said.precision, "published"), None
        if expression is None:
            expression = previous
        if expression is not None:
            return expression.range, expression
        return self._published(), None

    def _published(self) -> DateRange:
        if self._part.published is None:
            return DateRange()
        day = self._part.published.date()
        return DateRange(day, day, "day", "published")

    def _nearest(self, index: int, under: int = -1, beside: int = -1) -> TimeExpression | None:
        """Return the date nearest to a token by attachment, only of those under or not under another token."""
        first, last = self._clause.bounds(index)
        dateline = self._clause.dateline(index)
        best, best_cost = None, NEVER
        for at, expression in between(self._dates, first, last):
            if expression.type not in ("DATE", "TIME", "DURATION") or at < dateline:
                continue
            if (under >= 0 and not self._below(at, under)) or (beside >= 0 and self._below(at, beside)):
                continue
            cost = path_cost(self._tokens, index, at, participles=True)
            if expression.range.precision == "before" and self._of_infinitive(index, at):
                # "concluded an agreement to withdraw by the end of the year": when they withdraw, not when they agreed.
                cost += _DEADLINE
            if cost < best_cost:
                best, best_cost = expression, cost
        return best if best_cost < _FARTHEST else None

    def _below(self, index: int, above: int) -> bool:
        """Say whether a token behind another hangs on it, or on the clause that the other introduces."""
        tokens = self._tokens
        if index < above:
            return False
        clause = tokens.head[above] if tokens.dep[above] == "mark" else -1
        for _ in range(12):
            if index in (above, clause):
                return True
            if tokens.head[index] == index:
                return False
            index = tokens.head[index]
        return False

    def _of_infinitive(self, index: int, at: int) -> bool:
        tokens, node = self._tokens, at
        for _ in range(8):
            node = tokens.head[node]
            if node == index or tokens.head[node] == node:
                return False
            if tokens.tag[node] == "VB" and any(tokens.lower[c] == "to" for c in tokens.children[node]):
                return True
        return False

    # -- who said it when -------------------------------------------------------------------------------------

    def _of_report(self, index: int, at: int) -> bool:
        """Say whether a date is that of the verb of saying above an event: no other verb stands between the two."""
        teller = self._teller(index)
        if teller is None or not 0 < at - teller <= 4:
            return False
        return not any(self._clause.is_verb(i) for i in range(teller + 1, at))

    def _teller(self, index: int) -> int | None:
        tokens, node = self._tokens, index
        for _ in range(6):
            above = tokens.head[node]
            if above == node:
                return None
            told = tokens.dep[node] in ("ccomp", "parataxis") or self._perfect_infinitive(node)
            if told and tokens.lemma[above].lower() in self._cues and self._clause.is_verb(above):
                return above
            node = above
        return None

    def _perfect_infinitive(self, index: int) -> bool:
        # "claimed to have taken the town": told as a clause would be.
        tokens = self._tokens
        aux = {tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] == "aux"}
        return tokens.dep[index] in ("xcomp", "advcl") and aux >= {"to", "have"}

    # -- so many days after -----------------------------------------------------------------------------------

    def _counted_behind(self, index: int) -> int | None:
        """Return the "after", "before" or "since" an event stands behind, where a length of time or "since" tells them apart."""
        tokens, node = self._tokens, index
        for _ in range(6):
            dep, above = tokens.dep[node], tokens.head[node]
            for child in tokens.children[node]:
                if tokens.dep[child] == "mark" and child < index and self._counts(child):
                    return child
            if dep in ("pobj", "pcomp") and self._counts(above):
                return above
            if dep not in _TOGETHER or above == node:
                return None
            node = above
        return None

    def _counts(self, index: int) -> bool:
        lower = self._tokens.lower[index]
        return lower == "since" or (lower in _BEHIND and index in self._lengths)

    def _counting(self, index: int) -> int | None:
        """Return the "after" or "before" that counts an event from another: "the mayor resigned two days after the raid"."""
        tokens = self._tokens
        if not self._lengths or not self._clause.is_verb(index):
            return None
        for child in tokens.children[index]:
            if child in self._lengths and tokens.lower[child] in _BEHIND:
                return child
            if tokens.dep[child] == "advcl":
                for mark in tokens.children[child]:
                    if mark in self._lengths and tokens.lower[mark] in _BEHIND:
                        return mark
        return None

    def _told_beside(self, marker: int) -> DateRange:
        """Return when the event was that stands before "two days after ...": its date, else the publication date."""
        above = self._tokens.head[marker]
        if self._tokens.dep[marker] == "mark":
            above = self._tokens.head[above]
        expression = self._nearest(above, beside=marker)
        return expression.range if expression is not None else self._published()

    def _counted(self, told: DateRange, marker: int, way: int) -> DateRange | None:
        """Return a date moved by the length of time at a marker; None where it is not told."""
        length = _COUNTED.fullmatch(self._lengths.get(marker, ""))
        sign = _BEHIND.get(self._tokens.lower[marker])
        if length is None or sign is None or told.start is None or told.end is None:
            return None
        if length[1]:
            # "hours after": the same day, or the one beside it.
            return DateRange(told.start, told.end, told.precision, "relative")
        return (
            _shifted(told.start, told.end, way * sign * int(length[2]), length[3])
            if length[2] != "X"
            else None
        )

    def aside(self, index: int) -> bool:
        """Say whether an event is told in passing, so that the story does not go on from its date: "the men arrested on Monday"."""
        dep = self._tokens.dep[index]
        return dep in ("acl", "relcl", "amod") or self._counted_behind(index) is not None


def _shifted(start: date, end: date, count: int, unit: str) -> DateRange | None:
    """Return an interval moved by so many days, weeks, months or years; the longer the unit, the wider."""
    if unit in _UNIT_DAYS:
        slack = _WEEK_SLACK if unit == "W" else 0
        days = count * _UNIT_DAYS[unit]
        low, high = plus_days(start, days - slack), plus_days(end, days + slack)
    else:
        months = count * (12 if unit == "Y" else 1)
        moved = plus_months(start, months), plus_months(end, months)
        if moved[0] is None or moved[1] is None:
            return None
        slack = _MONTH_SLACK * (12 if unit == "Y" else 1)
        low, high = plus_days(moved[0], -slack), plus_days(moved[1], slack)
    if low is None or high is None:
        return None
    precision = {"D": "day" if low == high else "range", "W": "week", "M": "month", "Y": "year"}[unit]
    return DateRange(low, high, precision, "relative")


def is_background(
    clause: Clause, index: int, when: DateRange, published: object, expression: TimeExpression | None
) -> bool:
    """Say whether an event lies clearly before the news: pluperfect, an anniversary, or a date weeks before publication."""
    tokens = clause.tokens
    part = clause.part
    dated = expression is not None or when.basis == "relative"
    if dated and when.basis != "published" and part.published is not None:
        end = when.end
        if end is not None and end < part.published.date() - timedelta(days=_STALE_DAYS):
            return True
    first, last = clause.bounds(index)
    words = tokens.lower[max(first, index - 6) : min(last, index + 3)]
    if "anniversary" in words:
        return True
    return (
        clause.is_verb(index)
        and any(
            tokens.dep[c] == "aux" and tokens.lower[c] in ("had", "'d") and tokens.tag[index] == "VBN"
            for c in tokens.children[index]
        )
        and expression is None
        and tokens.dep[index] in ("relcl", "advcl", "ROOT", "conj")
    )
