"""When and where: of several dates and places in reach, the ones that belong to the event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.slots import Candidate
from analystkit.extraction.part import ArticlePart
from analystkit.model.dates import DateRange
from analystkit.model.rows import PlaceMention, TimeExpression

_LOCATING = frozenset(
    "in at near outside inside on around across off from to into against over along within close north south east west through toward towards by".split()  # noqa: SIM905
)
# Verbs by which an explosion is felt in the place that is their object.
_SHAKING = frozenset({"shake", "rock", "hit", "rattle", "jolt", "strike"})
_GENERIC = frozenset({"capital", "city", "town", "village", "scene", "port"})
# How far back, in tokens, "the capital" may look for its name.
_RECENT = 1500
_STALE_DAYS = 21
_NEVER = 10_000
_OUT_OF_RELATIVE, _DEADLINE = 30, 40


Found = TypeVar("Found", TimeExpression, PlaceMention)


class WhenWhereReader:
    """Dates and places of the events of one part."""

    def __init__(
        self, clause: Clause, dates: Sequence[TimeExpression], places: Sequence[PlaceMention]
    ) -> None:
        self._clause = clause
        self._part: ArticlePart = clause.part
        self._tokens = clause.tokens
        tokens = clause.tokens
        self._dates = sorted(((tokens.at(d.start), d) for d in dates if not d.range.empty), key=_position)
        self._places = sorted(((tokens.at(p.end - 1), p) for p in places), key=_position)

    def when(
        self, candidate: Candidate, previous: TimeExpression | None
    ) -> tuple[DateRange, TimeExpression | None]:
        """Return the interval of an event and the expression it rests on.

        The expression is the nearest by attachment in the sentence, else `previous`, the one of the same event in the sentence
        before, else the publication date stands in with basis "published".
        """
        expression = self._nearest_date(candidate.head)
        if expression is None:
            expression = previous
        if expression is not None:
            return expression.range, expression
        if self._part.published is not None:
            day = self._part.published.date()
            return DateRange(day, day, "day", "published"), None
        return DateRange(), None

    def _nearest_date(self, index: int) -> TimeExpression | None:
        first, last = self._clause.bounds(index)
        best, best_cost = None, _NEVER
        for at, expression in _between(self._dates, first, last):
            if first <= at < last and expression.type in ("DATE", "TIME", "DURATION"):
                if expression.type == "DURATION" and expression.range.empty:
                    continue
                cost = self._distance(index, at)
                if expression.range.precision == "before" and self._of_infinitive(index, at):
                    # "concluded an agreement to withdraw by the end of the year": when they withdraw, not when they agreed.
                    cost += _DEADLINE
                if cost < best_cost:
                    best, best_cost = expression, cost
        return best if best_cost < 60 else None

    def _of_infinitive(self, index: int, at: int) -> bool:
        tokens, node = self._tokens, at
        for _ in range(8):
            node = tokens.head[node]
            if node == index or tokens.head[node] == node:
                return False
            if tokens.tag[node] == "VB" and any(tokens.lower[c] == "to" for c in tokens.children[node]):
                return True
        return False

    def where(self, candidate: Candidate, taken: Sequence[int] = ()) -> PlaceMention | None:
        """Return the place of an event: the nearest by attachment that stands behind a locating preposition."""
        first, last = self._clause.bounds(candidate.head)
        best, best_cost = None, _NEVER
        for at, place in _between(self._places, first, last):
            if not first <= at < last:
                continue
            cost = self._distance(candidate.head, at)
            cost += {"site": 0, "city": 0, "region": 2}.get(place.place_precision, 4)
            if not self._located(at):
                cost += 25
            if at in taken:
                cost += 12
            if cost < best_cost:
                best, best_cost = place, cost
        return best if best is not None and best_cost < 26 else self._meant(candidate.head)

    def _meant(self, index: int) -> PlaceMention | None:
        """Return the place that "in the capital", "in the city" or "there" stands for: the town last named."""
        tokens = self._tokens
        first, last = self._clause.bounds(index)
        for position in range(first, last):
            generic = tokens.lower[position] in _GENERIC and any(
                tokens.lower[c] in ("the", "same", "this", "that") for c in tokens.children[position]
            )  # fmt: skip
            if generic and self._located(position) and self._distance(index, position) < 22:
                named = [
                    p
                    for _, p in _between(self._places, max(0, position - _RECENT), position)
                    if p.place_precision in ("city", "site")
                ]
                return named[-1] if named else None
        return None

    def _located(self, index: int) -> bool:
        tokens = self._tokens
        node = index
        for _ in range(4):
            head, dep = tokens.head[node], tokens.dep[node]
            if dep == "pobj":
                return tokens.lower[head] in _LOCATING or (
                    tokens.lower[head] == "of" and self._located(tokens.head[head])
                )
            if dep == "dobj" and tokens.lemma[head] in _SHAKING:
                return True
            if head == node or dep not in ("compound", "conj", "appos", "npadvmod", "nmod", "amod", "poss"):
                return dep in ("npadvmod", "advmod")
            node = head
        return False

    def _distance(self, index: int, other: int) -> int:
        """Return the cost of the path between two tokens: clause boundaries are dear, word distance breaks ties."""
        tokens = self._tokens
        above = {}
        node, cost = index, 0
        while True:
            above[node] = cost
            if tokens.head[node] == node or len(above) > 60:
                break
            cost += _STEP.get(tokens.dep[node], 2)
            node = tokens.head[node]
        node, up = other, 0
        for _ in range(60):
            if node in above:
                break
            # What a relative clause is dated by ("the offensive that began in August") dates nothing above it.
            up += _OUT_OF_RELATIVE if tokens.dep[node] == "relcl" else _STEP.get(tokens.dep[node], 2)
            if tokens.head[node] == node:
                break
            node = tokens.head[node]
        return 2 * (above.get(node, 40) + up) + min(abs(index - other) // 6, 8)


def _position(pair: tuple[int, Found]) -> int:
    return pair[0]


def _between(found: list[tuple[int, Found]], first: int, last: int) -> list[tuple[int, Found]]:
    return found[bisect_left(found, first, key=_position) : bisect_left(found, last, key=_position)]


_STEP = {
    "ccomp": 6, "relcl": 5, "advcl": 4, "conj": 3, "parataxis": 6, "acl": 2, "xcomp": 1, "aux": 1, "pobj": 1, "prep": 1, "npadvmod": 1,
    "compound": 0, "nmod": 0, "det": 0, "amod": 1, "dobj": 1, "pcomp": 2, "appos": 1,
}  # fmt: skip


def is_background(
    clause: Clause, index: int, when: DateRange, published: object, expression: TimeExpression | None
) -> bool:
    """Say whether an event lies clearly before the news: pluperfect, an anniversary, or a date weeks before publication."""
    tokens = clause.tokens
    part = clause.part
    if expression is not None and expression.range.basis != "published" and part.published is not None:
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
