"""Days counted from another event, "two days after the raid", and days of what is known, "the attacks come as envoys meet"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.counted import moved
from analystkit.extraction.event.dates_of_others import DatesOfOthers
from analystkit.extraction.event.reasons import Reasons
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

# What an event counted from stands behind: "two days after the raid", "a week before the vote".
_BEHIND = {"after": -1, "following": -1, "before": 1}
# One day is counted by "the day after the raid", "the morning before the vote", "the eve of the vote".
_ONE_DAY, _DAYS, _EVE = "P1D", ("day", "night", "morning", "evening", "afternoon"), "eve"
# What stands behind "come" in a sentence that an earlier event only frames.
_FRAMING = ("as", "amid", "after", "ahead", "before", "while", "when", "days", "weeks", "hours", "months")
# Links an event may have to the preposition or conjunction it is counted behind; no clause lies between.
_TOGETHER = frozenset(
    {"pobj", "pcomp", "conj", "dobj", "nsubj", "nsubjpass", "compound", "prep", "xcomp", "acomp", "poss"}
)


class CountedDays(DatesOfOthers):
    """Answers about counted and known days; see `WhenReader` for the parameters."""

    def __init__(
        self,
        clause: Clause,
        dates: Sequence[TimeExpression],
        cues: Collection[str],
        reasons: Reasons,
        attacks: Collection[str] = (),
    ) -> None:
        super().__init__(clause, dates, cues, reasons, attacks)
        day = None if clause.part.published is None else clause.part.published.date()
        self._published = DateRange() if day is None else DateRange(day, day, "day", "published")
        # Dated events told so far: head, lemma, type, date.
        self._told: list[tuple[int, str, str, DateRange]] = []
        at = clause.tokens.at
        # Lengths of time by the token behind them: "two days" of "two days after".
        counted = [
            d for d in dates if d.type == "DURATION" and d.range.empty and not self._lasting(at(d.start))
        ]
        self._lengths = {at(d.end - 1) + 1: d.value for d in counted}
        self._spans = {at(d.end - 1) + 1: d.start for d in counted}
        # Events by the "after" or "before" that their day is counted from.
        self._counts: dict[int, int] = {}
        lower = clause.tokens.lower
        self._count_one_day(lower)
        # Where days are counted from another event; in most texts nowhere.
        self._markers = {i for i in self._lengths if self._sign(i)}
        self._markers.update(clause.tokens.positions.get("since", ()))
        sentence = clause.tokens.sentence
        self._counting_sentences = {sentence[i] for i in self._markers}

    def _lasting(self, first: int) -> bool:
        # "extended the truce | for two weeks | after they were freed": how long it lasts
        lower = self._clause.tokens.lower
        return first > 0 and lower[first - 1] == "for"

    def _count_one_day(self, lower: Sequence[str]) -> None:
        positions = self._clause.tokens.positions
        single = [
            i
            for word in _BEHIND
            for i in positions.get(word, ())
            if i > 1 and lower[i - 1] in _DAYS and lower[i - 2] == "the"
        ]
        single += [i + 1 for i in positions.get(_EVE, ()) if lower[i + 1 : i + 2] == ["of"]]
        for marker in single:
            self._lengths.setdefault(marker, _ONE_DAY)
            self._spans.setdefault(marker, self._clause.tokens.start[max(marker - 2, 0)])

    def _sign(self, marker: int) -> int:
        """Return -1 where what stands behind a token came before what is counted from it, 1 where it came after, 0 where nothing is counted."""
        lower = self._clause.tokens.lower
        if marker >= len(lower) or marker not in self._lengths:
            return 0
        return 1 if lower[marker - 1] == _EVE else _BEHIND.get(lower[marker], 0)

    def count(self, index: int) -> str:
        """Return the words by which an event's day is counted from another's: "two days after"; "" where it is not."""
        marker = self._counts.get(index)
        start = self._spans.get(marker) if marker is not None else None
        return "" if marker is None or start is None else self._part.text[start : self._tokens.end[marker]]

    def note(self, candidate: Candidate, when: DateRange) -> None:
        """Remember the date of an event, for what is counted from it later in the text."""
        head = candidate.head
        self._told.append((head, self._tokens.lemma[head].lower(), candidate.row.type, when))

    def published(self) -> DateRange:
        """Return the day of publication, which stands in for a date with basis "published"."""
        return self._published

    def _counted_behind(self, index: int) -> int | None:
        """Return the "after", "before" or "since" an event stands behind, where a length of time or "since" tells them apart."""
        if self._tokens.sentence[index] not in self._counting_sentences:
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

    def _counting(self, index: int) -> int | None:
        """Return the "after" or "before" that counts an event from another: "the mayor resigned two days after the raid"."""
        tokens = self._tokens
        if self._tokens.sentence[index] not in self._counting_sentences or not self._clause.is_verb(index):
            return None
        for child in tokens.children[index]:
            if self._sign(child):
                return child
            # "A week before the vote", the preposition hung on the week; "on the eve of the vote".
            below: Sequence[int] = tokens.children[child] if tokens.dep[child] == "prep" else ()
            for counted in (child, *below):
                if self._sign(counted + 1) and tokens.head[counted + 1] == counted:
                    return counted + 1
            if tokens.dep[child] == "advcl":
                for mark in tokens.children[child]:
                    if self._sign(mark):
                        return mark
        first = tokens.head[index]
        if (
            tokens.dep[index] == "conj"
            and first < index
            and self._clause.child(index, "nsubj", "nsubjpass") is None
        ):
            # "The day after the raid, police arrested the man and | charged | him"
            shared = self._counting(first)
            return shared if shared is not None and shared < first else None
        return None

    def _hung_above(self, marker: int) -> TimeExpression | None:
        """Return the date right behind a noun that days are counted from, hung on what is counted: "was held two days after the raid on 3 May"."""
        tokens = self._tokens
        noun = next((c for c in tokens.children[marker] if tokens.dep[c] == "pobj"), None)
        if noun is None:
            return None
        end = self._clause.phrase(noun)[1]
        for at, expression in self._dates:
            if end <= at <= end + 1 and (at == end or tokens.tag[end] == "IN"):
                return expression
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
        sign = self._sign(marker)
        return moved(told, self._lengths[marker], way * sign) if sign else None

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
