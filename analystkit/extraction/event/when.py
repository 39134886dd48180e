"""When: of several dates in reach, the one that belongs to the event; and days counted from another event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from analystkit.extraction.event.attachment import hangs
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.counted import moved
from analystkit.extraction.event.dates_ahead import DatesAhead
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.reasons import Reasons
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

_STALE_DAYS = 21
# A deed of these days has its own day; one of years ago is told by the year of what came of it.
_THESE_DAYS = 7
# What an event counted from stands behind: "two days after the raid", "a week before the vote".
_BEHIND = {"after": -1, "following": -1, "before": 1}
# What stands behind "come" in a sentence that an earlier event only frames.
_FRAMING = ("as", "amid", "after", "ahead", "before", "while", "when", "days", "weeks", "hours", "months")
# Links an event may have to the preposition or conjunction it is counted behind; no clause lies between.
_TOGETHER = frozenset(
    {"pobj", "pcomp", "conj", "dobj", "nsubj", "nsubjpass", "compound", "prep", "xcomp", "poss"}
)


class WhenReader(DatesAhead):
    """Dates of the events of one part.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    dates : sequence of TimeExpression
        What `extract_dates` found in it.
    cues : collection of str
        Lemmas of verbs of saying.
    reasons : Reasons
        What the part tells as the reason for something else.
    attacks : collection of str
        Lemmas of nouns for an attack, any of which may name one told before by another.
    """

    def __init__(
        self,
        clause: Clause,
        dates: Sequence[TimeExpression],
        cues: Collection[str],
        reasons: Reasons,
        attacks: Collection[str] = (),
    ) -> None:
        super().__init__(clause, dates, cues, reasons, attacks)
        # Dated events told so far: head, lemma, type, date.
        self._told: list[tuple[int, str, str, DateRange]] = []
        at = clause.tokens.at
        # Lengths of time by the token behind them: "two days" of "two days after".
        self._lengths = {at(d.end - 1) + 1: d.value for d in dates if d.type == "DURATION" and d.range.empty}
        self._spans = {at(d.end - 1) + 1: d.start for d in dates if d.type == "DURATION" and d.range.empty}
        # Events by the "after" or "before" that their day is counted from.
        self._counts: dict[int, int] = {}
        lower = clause.tokens.lower
        # Where days are counted from another event; in most texts nowhere.
        self._markers = {i for i in self._lengths if i < len(lower) and lower[i] in _BEHIND}
        if "since" in clause.part.text:
            self._markers.update(i for i, word in enumerate(lower) if word == "since")

    def when(
        self, candidate: Candidate, previous: TimeExpression | None
    ) -> tuple[DateRange, TimeExpression | None]:
        """Return the interval of an event and the expression it rests on.

        The expression is the nearest by attachment in the sentence, else `previous`, the one of the same event in the sentence
        before, else the publication date stands in with basis "published". So does the day on which somebody said what happened
        ("police said on Monday that ..."): it tells when it was reported.
        """
        index = candidate.head
        if self.frames(index) and (
            self._tokens.tag[self._tokens.head[index]] != "VBD" or self._nearest(index) is None
        ):
            known = self._known(index)
            return known if known is not None else self.published(), None
        named = self._named_when(index)
        if named is not None:
            return named
        behind, ahead = self._counted_behind(index), self._counting(index)
        cause = self._reasons.marker(index) if behind is None else None
        counted = None
        if behind is not None:
            expression = self._nearest(index, under=behind)
            if expression is None:
                known = None if self._dated_beside(behind) else self._known(index)
                if known is not None:
                    return known, None
                counted = self._counted(self._told_beside(behind), behind, 1)
        elif cause is not None:
            # "ordered more troops on Monday after gunmen killed nine": Monday is when they were ordered.
            expression = self._nearest(index, under=cause)
            if expression is None:
                known = None if self._told_of(index) else self._known(index)
                if known is not None:
                    return known, None
                expression = self._second_behind(cause)
                if expression is not None:
                    return expression.range, expression
                expression = self._nearest(index)
                if expression is not None and self._of_these_days(expression.range):
                    return self.published(), None
        else:
            expression = self._nearest(index, beside=-1 if ahead is None else ahead)
            if expression is None and ahead is not None:
                inside = self._nearest(ahead, under=ahead)
                from_when = inside.range if inside is not None else self._known_behind(ahead)
                counted = self._counted(from_when, ahead, -1) if from_when is not None else None
        if counted is not None:
            self._counts[index] = behind if behind is not None else ahead or 0
            return counted, None
        if expression is not None and behind is None and self._since(self._tokens.at(expression.start)):
            # "have been killed since the war began in April"
            told = expression.range
            return DateRange(told.start, None, "after", told.basis), expression
        if expression is not None and self._of_report(index, self._tokens.at(expression.start)):
            said = expression.range
            return DateRange(said.start, said.end, said.precision, "published"), None
        if (
            expression is not None
            and self._perfect(index)
            and (self._of_a_past_day(expression) or self._of_another_verb(index, expression))
        ):
            # "have arrested a man, officials said on Thursday": no present perfect has a day of its own.
            return self.published(), None
        if (
            expression is not None
            and self._describes(index)
            and not hangs(self._tokens, self._tokens.at(expression.start), index)
        ):
            # "The rebels, who are backed by Norland, fired on Monday": what is so has no day.
            return self.published(), None
        spoken = candidate.row.type in SPOKEN and candidate.row.mode != "meet"
        if expression is not None and spoken and self._of_its_object(index, expression):
            # "condemned Monday's attack", "defended it, citing last year's": the day of what is spoken of.
            return self.published(), None
        if expression is None and not self._after_participle(index):
            expression = previous
        if expression is not None:
            return expression.range, expression
        return self.published(), None

    def count(self, index: int) -> str:
        """Return the words by which an event's day is counted from another's: "two days after"; "" where it is not."""
        marker = self._counts.get(index)
        start = self._spans.get(marker) if marker is not None else None
        return "" if marker is None or start is None else self._part.text[start : self._tokens.end[marker]]

    def _describes(self, index: int) -> bool:
        """Say whether a verb tells in a relative clause and in the present what somebody does or has done to him."""
        return (
            self._tokens.dep[index] == "relcl"
            and self._clause.is_verb(index)
            and self._present(index)
            and not self._clause.headline(index)
        )

    def note(self, candidate: Candidate, when: DateRange) -> None:
        """Remember the date of an event, for what is counted from it later in the text."""
        head = candidate.head
        self._told.append((head, self._tokens.lemma[head].lower(), candidate.row.type, when))

    def published(self) -> DateRange:
        """Return the day of publication, which stands in for a date with basis "published"."""
        if self._part.published is None:
            return DateRange()
        day = self._part.published.date()
        return DateRange(day, day, "day", "published")

    # -- so many days after -----------------------------------------------------------------------------------

    def _counted_behind(self, index: int) -> int | None:
        """Return the "after", "before" or "since" an event stands behind, where a length of time or "since" tells them apart."""
        if not self._markers:
            return None
        tokens, node = self._tokens, index
        for _ in range(6):
            dep, above = tokens.dep[node], tokens.head[node]
            for child in tokens.children[node]:
                if tokens.dep[child] == "mark" and child < index and child in self._markers:
                    return child
            if dep in ("pobj", "pcomp") and above in self._markers:
                return above
            if dep not in _TOGETHER or above == node:
                return None
            node = above
        return None

    def _told_of(self, noun: int) -> bool:
        """Say whether a noun says itself what it tells of: "the murder of the reporter" is none that was told before."""
        return any(self._tokens.lower[c] in ("of", "on", "against") for c in self._tokens.children[noun])

    def _of_these_days(self, when: DateRange) -> bool:
        published = self._part.published
        if published is None or when.start is None or when.end is None or (when.end - when.start).days > 1:
            return False
        return abs((published.date() - when.start).days) <= _THESE_DAYS

    def _counting(self, index: int) -> int | None:
        """Return the "after" or "before" that counts an event from another: "the mayor resigned two days after the raid"."""
        tokens = self._tokens
        if not self._markers or not self._clause.is_verb(index):
            return None
        for child in tokens.children[index]:
            if child in self._lengths and tokens.lower[child] in _BEHIND:
                return child
            if child + 1 in self._lengths:
                # "A week before the vote", the preposition hung on the week.
                counting = child + 1
                if tokens.lower[counting] in _BEHIND and tokens.head[counting] == child:
                    return counting
            if tokens.dep[child] == "advcl":
                for mark in tokens.children[child]:
                    if mark in self._lengths and tokens.lower[mark] in _BEHIND:
                        return mark
        return None

    def _dated_beside(self, marker: int) -> TimeExpression | None:
        heads = self._tokens.head
        above = heads[heads[marker]] if self._tokens.dep[marker] == "mark" else heads[marker]
        return self._nearest(above, beside=marker)

    def _told_beside(self, marker: int) -> DateRange:
        """Return when the event was that stands before "two days after ...": its date, else the publication date."""
        expression = self._dated_beside(marker)
        if expression is not None:
            # "raided the village on Monday, officials said on Tuesday, a day after ...": counted from the raid.
            at = self._tokens.at(expression.start)
            sentence = self._tokens.sentence
            for head, _, _, when in reversed(self._told):
                if sentence[head] == sentence[marker] and head < at and self._said(at):
                    return when
        if expression is not None:
            return expression.range
        heads = self._tokens.head
        main = heads[heads[marker]] if self._tokens.dep[marker] == "mark" else heads[marker]
        # "The raids came days after ...": counted from the raids told before.
        subject = self._clause.child(main, "nsubj")
        known = self._known(subject) if subject is not None and self.frames(subject) else None
        return self.published() if known is None or self.is_ahead(known) else known

    def _known_behind(self, marker: int) -> DateRange | None:
        """Return the date, told earlier in the text, of what stands behind "two days after"."""
        for child in self._tokens.children[marker]:
            if self._tokens.dep[child] == "pobj":
                return self._known(child)
        return None

    def _known(self, noun: int) -> DateRange | None:
        """Return when it was that a definite noun speaks of: the last dated event of its word or kind, else the date beside the word."""
        tokens = self._tokens
        definite = any(tokens.lower[c] in ("the", "that", "this") for c in tokens.children[noun])
        if not definite or tokens.tag[noun][:2] != "NN":
            return None
        lemma = tokens.lemma[noun].lower()
        for head, word, kind, when in reversed(self._told):
            if head < noun and (word == lemma or (kind == "ASSAULT" and lemma in self._attacks)):
                return when
        for index in range(noun - 1, -1, -1):
            if tokens.lemma[index].lower() == lemma:
                beside = self._nearest(index)
                if beside is not None and beside.range.precision == "day":
                    return beside.range
        return None

    def _counted(self, told: DateRange, marker: int, way: int) -> DateRange | None:
        length, sign = self._lengths.get(marker, ""), _BEHIND.get(self._tokens.lower[marker])
        return moved(told, length, way * sign) if sign is not None else None

    def frames(self, index: int) -> bool:
        """Say whether an event is the frame of a sentence about something else: "the attacks come as envoys meet on Monday"."""
        tokens = self._tokens
        above = tokens.head[index]
        return (
            tokens.dep[index] == "nsubj"
            and tokens.lemma[above] == "come"
            and tokens.tag[above] in ("VBZ", "VBP", "VBD")
            and any(tokens.lower[i] in _FRAMING for i in range(above + 1, min(above + 4, len(tokens))))
        )

    def in_front(self, noun: int, expression: TimeExpression) -> bool:
        """Say whether a date stands in front of a noun, as of what is known: "Tuesday's raid"."""
        at = self._tokens.at(expression.start)
        return (
            self._tokens.dep[at] in ("poss", "compound", "nmod", "npadvmod")
            and self._tokens.head[at] == noun > at
        )

    def of_noun(self, noun: int, expression: TimeExpression) -> bool:
        """Say whether a date is surely a noun's: "Tuesday's raid", "a raid last week", "a raid was foiled on Tuesday"; not "condemned the raid on Tuesday"."""
        tokens, at = self._tokens, self._tokens.at(expression.start)
        if self.in_front(noun, expression) or (at == noun + 1 and tokens.tag[at] != "IN"):
            return True
        return tokens.dep[noun] == "nsubjpass" and tokens.head[noun] in (
            tokens.head[at],
            tokens.head[tokens.head[at]],
        )

    def aside(self, index: int) -> bool:
        """Say whether an event is told in passing, so that the story does not go on from its date: "the men arrested on Monday"."""
        dep = self._tokens.dep[index]
        return dep in ("acl", "relcl", "amod") or self._counted_behind(index) is not None


def is_background(
    clause: Clause, index: int, when: DateRange, published: object, expression: TimeExpression | None
) -> bool:
    """Say whether an event lies clearly before the news: pluperfect, an anniversary, or a date weeks before publication."""
    tokens = clause.tokens
    part = clause.part
    dated = expression is not None or when.basis in ("relative", "explicit")
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
