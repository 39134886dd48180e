"""The dates in reach of an event: which is nearest by attachment, and which are another's, or of who told it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from analystkit.extraction.event.attachment import NEVER, between, by_position, hangs, path_cost
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.dates_of_verbs import DatesOfVerbs
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tags import TENSED
from analystkit.extraction.timex_values import of_value
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

_LONGEST_DATELINE = 12
_DEADLINE = 40
_FARTHEST = 60
_CLIMB = 6
_AS_MANY = frozenset({"many", "much", "same"})
_OWN, _ASIDE = 6, 15
# How a date hangs on a noun it describes, and how a verb hangs on what it is a clause of.
_DESCRIBING = ("poss", "compound", "nummod", "amod", "nmod", "npadvmod")
_BELOW = ("pcomp", "xcomp", "acl", "relcl")
_RECORD_REACH = 8
# Bounded, for digits may run on without end.
_NTH = re.compile(r"\d{1,6}(st|nd|rd|th)")


class DatesInReach(DatesOfVerbs):
    """Answers about the dates of one part; see `WhenReader` for the parameters."""

    def __init__(
        self,
        clause: Clause,
        dates: Sequence[TimeExpression],
        cues: Collection[str],
        reasons: Reasons,
        attacks: Collection[str],
    ) -> None:
        super().__init__(clause, cues)
        self._part: ArticlePart = clause.part
        self._reasons = reasons
        self._attacks = attacks
        at = clause.tokens.at
        self._dates = sorted(((at(d.start), d) for d in dates if not d.range.empty), key=by_position)

    def _nearest(self, index: int, under: int = -1, beside: int = -1) -> TimeExpression | None:
        """Return the date nearest to a token by attachment, only of those under or not under another token."""
        first, last = self._clause.bounds(index)
        near = between(self._dates, first, last)
        if not near:
            return None
        best, best_cost = None, NEVER
        tokens_at = self._tokens.at
        if self._after_participle(index):
            first, near = index, between(near, index, last)
        for at, expression in near:
            if expression.type not in ("DATE", "TIME", "DURATION"):
                continue
            if at - first < _LONGEST_DATELINE and at < self._clause.dateline(index):
                continue
            if (under >= 0 and not self._reasons.below(at, under)) or (
                beside >= 0 and self._reasons.below(at, beside)
            ):
                continue
            if under < 0 and self._elsewhere(at, index):
                continue
            if self._of_other_clause(index, at) or self._of_verb_apart(at, index):
                continue
            cost = path_cost(self._tokens, index, at, participles=True)
            if self._of_thing(index, tokens_at(expression.end - 1)):
                # "blew himself up during | Friday | prayers on 30 January"
                cost += _ASIDE
            if self._of_aside(at):
                # "Three died on Sunday, police said on Monday, when a bomb went off"
                cost += _ASIDE
            if hangs(self._tokens, at, index):
                # "the man, held since the raid on 4 May, was freed on Friday"
                cost -= _OWN
            if expression.range.precision == "before" and self._of_infinitive(index, at):
                # "concluded an agreement to withdraw by the end of the year": when they withdraw, not when they agreed.
                cost += _DEADLINE
            if cost < best_cost:
                best, best_cost = expression, cost
        return best if best_cost < _FARTHEST else None

    def _of_thing(self, index: int, last: int) -> bool:
        """Say whether a date, by its last token, tells of what kind a noun is that is neither the event nor its object: "Friday prayers"."""
        tokens, noun = self._tokens, last + 1
        if noun >= len(tokens) or tokens.tag[noun] not in ("NN", "NNS") or tokens.entity[noun]:
            return False
        if tokens.dep[last] == "pobj":
            # Both read as what stands behind the preposition.
            return tokens.dep[noun] == "pobj" and tokens.head[noun] == tokens.head[last]
        if tokens.dep[last] != "compound" or noun == index:
            return False
        return tokens.head[last] == noun and not (tokens.dep[noun] == "dobj" and tokens.head[noun] == index)

    def _named_when(self, index: int) -> tuple[DateRange, TimeExpression] | None:
        """Return the time a clause tells of, and its expression: "since March, when the army pulled out" is of March."""
        tokens = self._tokens
        if "when" not in tokens.positions or not self._dates:
            return None
        when = next((c for c in tokens.children[index] if c < index and tokens.lower[c] == "when"), 0)
        before = when - 2 if when > 1 and tokens.lower[when - 1] == "," else when - 1
        if before < 0 or tokens.tag[before] not in ("CD", "NNP", "NNPS", "NNS", "NN"):
            return None
        for _, expression in between(self._dates, self._clause.bounds(index)[0], when):
            if tokens.at(expression.end - 1) == before and not self._said(tokens.at(expression.start)):
                told = expression.range
                whole = (
                    of_value(expression.value, told.basis) if told.precision in ("after", "before") else None
                )
                if whole is not None:
                    told = DateRange(whole.start, whole.end, whole.precision, whole.basis)
                return told, expression
        return None

    def _second_behind(self, marker: int) -> TimeExpression | None:
        """Return the date behind a reason where another stands before it: "was jailed on Thursday for the murder of two girls last July"."""
        first, last = self._clause.bounds(marker)
        dates = [(at, e) for at, e in between(self._dates, first, last) if e.type == "DATE"]
        behind = [(at, e) for at, e in dates if at > marker]
        if not behind or len(behind) == len(dates):
            return None
        at, expression = behind[0]
        verbs = any(self._clause.is_verb(i) and self._tokens.tag[i] in TENSED for i in range(marker, at))
        return None if verbs else expression

    def _of_other_clause(self, index: int, at: int) -> bool:
        """Say whether a date describes a noun of a clause below or beside the event: "barred him from running in October's election"."""
        tokens, node = self._tokens, at
        if tokens.dep[at] not in _DESCRIBING:
            return False
        while tokens.dep[node] in _DESCRIBING and tokens.head[node] != node:
            node = tokens.head[node]
        if node == index or tokens.tag[node][:2] != "NN" or tokens.entity[node] in ("DATE", "TIME"):
            return False
        for _ in range(8):
            node = tokens.head[node]
            if node == index or tokens.head[node] == node:
                return False
            if self._clause.is_verb(node):
                return tokens.dep[node] in _BELOW and (node > index or not hangs(tokens, index, node))
        return False

    def _elsewhere(self, at: int, index: int) -> bool:
        """Say whether a date is another event's: of a reason, or in front of the noun it dates ("the strike answers Monday's attack")."""
        tokens = self._tokens
        if at > 1 and tokens.lower[at - 1] == "as" and tokens.lower[at - 2] in _AS_MANY:
            # "half as many as the night before"
            return True
        if self._reasons.apart(at, index) or self._of_a_record(at, index) or self._of_answered(at, index):
            return True
        if self._of_reason(at, index):
            return True
        holder = at
        while (
            tokens.dep[holder] in ("nummod", "compound", "case")
            and tokens.head[holder] > holder
            and tokens.entity[tokens.head[holder]]
        ):
            holder = tokens.head[holder]
        dated = tokens.head[holder]
        return (
            tokens.dep[holder] in ("poss", "compound", "nmod", "npadvmod", "nummod")
            and dated > at
            and dated != index
            and tokens.lemma[dated].lower() in self._attacks
            and not self._clause.is_verb(index)
            and not self._reasons.below(dated, index)
        )

    def _of_answered(self, at: int, index: int) -> bool:
        """Say whether a date stands right behind an attack that something was done for: "fired drones in revenge for a raid last week"."""
        tokens, noun = self._tokens, at - 1
        if (
            index == noun
            or noun < 1
            or tokens.dep[noun] != "pobj"
            or tokens.lower[tokens.head[noun]] != "for"
        ):
            return False
        return tokens.lemma[noun].lower() in self._attacks and not hangs(tokens, index, noun)

    def _of_reason(self, at: int, index: int) -> bool:
        """Say whether a bare date right behind a reason is the reason's, another being the event's: "jailed a man on Tuesday for a murder | last July"."""
        tokens = self._tokens
        if at < 2 or tokens.tag[at - 1] not in ("NN", "NNS", "NNP", "NNPS"):
            return False
        marker = self._reasons.marker(at - 1)
        if marker is None or self._reasons.below(index, marker):
            return False
        return bool(between(self._dates, self._clause.bounds(at)[0], marker))

    def _of_a_record(self, at: int, index: int) -> bool:
        """Say whether a date tells how long there was nothing like it: "the largest march since May", "the 26th since November"."""
        tokens, since = self._tokens, self._tokens.head[at]
        if at and tokens.dep[at - 1] == "pobj" and tokens.tag[at - 1] in ("NN", "NNS"):
            # "since the vote | last August", the month hung on the verb
            since = tokens.head[at - 1]
        for _ in range(_CLIMB):
            # "since a raid on a school in 2014"
            if tokens.lower[since] == "since" or tokens.head[since] == since or self._clause.is_verb(since):
                break
            since = tokens.head[since]
        if tokens.lower[since] != "since" or tokens.dep[since] != "prep" or index > since:
            return False
        for i in range(since - 1, max(self._clause.bounds(at)[0], since - _RECORD_REACH) - 1, -1):
            if self._clause.is_verb(i):
                return False
            word = tokens.lower[i]
            if tokens.tag[i] in ("JJS", "RBS") or word in self._clause.words.record or _NTH.fullmatch(word):
                return True
        return False

    def _after_participle(self, index: int) -> bool:
        """Say whether the parser read "The men seized on Tuesday | were freed" as one deed after the other: the day is the first one's alone."""
        tokens, head = self._tokens, self._tokens.head[index]
        return (
            head < index and tokens.dep[index] in ("conj", "ccomp", "dep") and self._clause.led_astray(head)
        )

    def _of_infinitive(self, index: int, at: int) -> bool:
        tokens, node = self._tokens, at
        for _ in range(8):
            node = tokens.head[node]
            if node == index or tokens.head[node] == node:
                return False
            if tokens.tag[node] == "VB" and any(tokens.lower[c] == "to" for c in tokens.children[node]):
                return True
        return False

    def _of_report(self, index: int, at: int) -> bool:
        """Say whether a date is that of the verb of saying above an event: no other verb stands between the two."""
        teller = self._teller(index)
        if teller is None:
            return self._told_behind(index, at)
        subject = self._clause.child(teller, "nsubj")
        above = self._tokens.head[at]
        hung = teller in (above, self._tokens.head[above])
        if subject is not None and subject < at < teller and hung:
            # "The army, which on Monday said it had shelled the town"
            return True
        if not 0 < at - teller <= 4:
            return False
        return not any(self._clause.is_verb(i) for i in range(teller + 1, at))

    def _perfect(self, index: int) -> bool:
        tokens = self._tokens
        aux = {tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] in ("aux", "auxpass")}
        return bool(aux & {"has", "have", "'ve"}) and not any(
            tokens.tag[c] == "MD" for c in tokens.children[index]
        )

    def _of_a_past_day(self, expression: TimeExpression) -> bool:
        when = expression.range
        return (
            expression.type == "DATE"
            and when.precision == "day"
            and expression.text.lower() not in ("today", "now")
        )
