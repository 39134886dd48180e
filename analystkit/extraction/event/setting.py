"""When and where an event stands: its own expressions, the date a story carries on, the day an anniversary marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from analystkit.extraction.anniversaries import Anniversary, find_anniversaries
from analystkit.extraction.event.attachment import hangs
from analystkit.extraction.event.attribution import cue_classes
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.ground import GroundReader
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.participants import Participants
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.event.scenes import SceneReader
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.when import WhenReader, is_background
from analystkit.extraction.event.where import SETTING
from analystkit.extraction.timex_values import plus_days
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import Event, PlaceMention, TimeExpression

# What is done on a day, rather than said on the day of the report.
_DEEDS = ("ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "AID", "RETREAT")
_DONE = ("happened", "attempted", "alleged")
# Days before publication within which what is dated is what the story is about.
_FRESH = 3
_PRESENT = frozenset({"has", "have", "is", "are", "'ve", "'s"})
# For how many sentences a date carries on.
_CARRIED_ON = 2
_NAMING_A_DAY = frozenset(
    {"weekday", "weekdays", "weekday_abbreviation", "month", "month_abbreviation", "day", "night", "shift"}
)
# How far a day may stand below its verb: "on the night of May 3".
_NESTED = 5
_YEAR = re.compile(r"\d{4}")
# Characters behind "anniversary of" within which a noun still belongs to what is marked.
_ANNIVERSARY_REACH = 160


@lru_cache(maxsize=8)
def days_of_time_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words by which an expression of time names a day: weekdays, months, "yesterday", "last"."""
    return frozenset(row["word"] for row in lexicon.table("time_words") if row["kind"] in _NAMING_A_DAY)


def _year_before(day: date) -> DateRange | None:
    if (day.month, day.day) == (2, 29):
        return None
    last = day.replace(year=day.year - 1)
    return DateRange(last, last, "day", "explicit")


class SettingReader:
    """Places the events of one part, one after the other."""

    def __init__(
        self,
        clause: Clause,
        dates: Sequence[TimeExpression],
        places: Sequence[PlaceMention],
        lexicon: Lexicon,
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        reasons = Reasons(clause)
        self._when = WhenReader(
            clause, dates, cue_classes(lexicon), reasons, compile_triggers(lexicon).assault_nouns
        )
        self._scenes = SceneReader(clause, dates, cue_classes(lexicon))
        self._ground = GroundReader(clause, places, reasons, lexicon)
        self._anniversaries = [a for a in find_anniversaries(clause.part, dates, lexicon) if a.of is not None]
        self._days = days_of_time_words(lexicon)
        # The sentence and expression of the last event that had a date of its own.
        self._dated: tuple[int, TimeExpression | None] = (-9, None)
        # The sentence and the day of the first deed of these days, which is what the story is about.
        self._story: tuple[int, DateRange] | None = None

    def place(self, event: Event, candidate: Candidate, participants: Participants) -> None:
        """Give an event its date, its place and whether it is background; events come in text order."""
        sentence = self._tokens.sentence[candidate.head]
        when, expression = self._when.when(candidate, self._running_date(candidate, event, sentence))
        if expression is not None and self._not_its_own(event, when):
            past = self._last(candidate.head, expression)
            when, expression = (self._when.published(), None) if past is None else (past, expression)
        carried = expression
        if expression is not None and self._of_the_hour(expression):
            when, carried = self._day_of(expression, sentence)
        if (
            carried is not None
            and event.factuality in ("happened", "ongoing")
            and event.event_type not in ("AGREE", "THREATEN")
            and not self._when.aside(candidate.head)
            and not self._when.in_front(candidate.head, carried)
        ):
            self._dated = (sentence, carried)
        if when.basis in ("explicit", "relative") and when.precision == "day" and event.type_promised == "":
            self._when.note(candidate, when)
            fresh = self._fresh(event, when) if self._story is None else None
            self._story = self._story if fresh is None else (sentence, fresh)
        elif when.basis == "published" and self._of_the_story(candidate, event, sentence):
            when = self._story[1] if self._story is not None else when
        if self._standing(candidate, event, expression):
            when, expression = DateRange(), None
        event.when = when
        event.date_text = expression.text if expression is not None else self._when.count(candidate.head)
        if expression is not None and not candidate.verbal and self._when.of_noun(candidate.head, expression):
            event.method += "+day"
        event.background = is_background(self._clause, candidate.head, when, None, expression)
        own = (
            expression is not None and expression.range.basis == "explicit" and expression.start > event.start
        )
        # "the anniversary of the day on which he died in a strike on 3 March 2020": the strike has a day of its own.
        marked = None if candidate.verbal or own else self._marked_by_anniversary(event)
        if marked is not None:
            # "the second anniversary of the killing": the day named is the anniversary's, the killing is older.
            event.when, event.background = marked.original, True
            event.date_text = self._clause.part.text[marked.start : marked.end]
        if not self._when.frames(candidate.head):
            self._ground.give(event, candidate, participants)

    def _fresh(self, event: Event, when: DateRange) -> DateRange | None:
        published = self._clause.part.published
        if (
            published is None
            or when.end is None
            or event.event_type not in _DEEDS
            or event.factuality not in _DONE
        ):
            return None
        days = (published.date() - when.end).days
        return DateRange(when.start, when.end, when.precision, "relative") if 0 < days <= _FRESH else None

    def _of_the_story(self, candidate: Candidate, event: Event, sentence: int) -> bool:
        """Say whether a deed without a date, in a later sentence, is of the day the story is about: told in the simple past."""
        if self._story is None or sentence <= self._story[0]:
            return False
        if event.event_type not in _DEEDS or event.factuality not in _DONE or event.background:
            return False
        if not candidate.verbal:
            return True
        tokens, head = self._tokens, candidate.head
        aux = {tokens.lower[c] for c in tokens.children[head] if tokens.dep[c] in ("aux", "auxpass")}
        return tokens.tag[head] in ("VBD", "VBN", "VBG") and not aux & _PRESENT

    def _standing(self, candidate: Candidate, event: Event, expression: TimeExpression | None) -> bool:
        """Say whether a participle describes somebody by what goes on ("the coalition fighting the group") and names no day for it."""
        tokens, head = self._tokens, candidate.head
        if not candidate.verbal or event.factuality != "ongoing" or tokens.dep[head] != "acl":
            return False
        return expression is None or not hangs(tokens, tokens.at(expression.start), head)

    def _last(self, head: int, expression: TimeExpression) -> DateRange | None:
        """Return the last of a weekday or a day of the year that was read as the next though it is that of what was done: "whom police shot on Tuesday", read as a noun."""
        tokens, when = self._tokens, expression.range
        at = tokens.at(expression.start)
        own = self._on(at, head)
        weekday = when.precision == "day" and when.basis == "relative" and expression.text.isalpha()
        if not own or when.start is None:
            return None
        if when.basis == "explicit" and when.precision == "day" and not _YEAR.search(expression.text):
            # "struck a school on the night of May 3", told in March
            return _year_before(when.start)
        if not weekday:
            return None
        day = plus_days(when.start, -7)
        last = None if day is None else DateRange(day, day, "day", "relative")
        return None if last is None or self._when.is_ahead(last) else last

    def _on(self, at: int, head: int) -> bool:
        # "struck it on the night of May 3": no verb comes between
        tokens = self._tokens
        for _ in range(_NESTED):
            at = tokens.head[at]
            if at == head or self._clause.is_verb(at):
                break
        return at == head

    def _not_its_own(self, event: Event, when: DateRange) -> bool:
        # "accused them of lying and threatened to strike next week": nothing that has been done is of a day to come.
        done = event.factuality in ("happened", "attempted") and not event.type_promised
        return done and event.event_type not in ("AGREE", "THREATEN") and self._when.is_ahead(when)

    def scheduled(self, candidate: Candidate) -> bool:
        """Say whether a day to come makes an event told in the present, or by a noun, a planned one."""
        return self._when.scheduled(candidate.head, candidate.verbal)

    def _of_the_hour(self, expression: TimeExpression) -> bool:
        """Say whether an expression tells the hour and no day: "before dawn", "at six", "hours later"."""
        words = expression.text.lower().replace("-", " ").split()
        return expression.type == "TIME" and not any(word.strip(".,") in self._days for word in words)

    def _day_of(self, hour: TimeExpression, sentence: int) -> tuple[DateRange, TimeExpression]:
        """Return the day an hour belongs to: that of the event told before it, rather than of who was quoted in between.

        The expression is the one that the story goes on from.
        """
        at, told = self._dated
        day = told.range if told is not None and sentence - at <= _CARRIED_ON + 1 else None
        if told is not None and day is not None and day.start and day.end and (day.end - day.start).days <= 1:
            return day, told
        if self._story is not None and hour.range.basis == "relative" and sentence > self._story[0]:
            return self._story[1], hour
        when = hour.range
        if when.start is not None and when.end is None:
            # "Hours later": that day or, at night, the next.
            return DateRange(when.start, plus_days(when.start, 1), "range", when.basis), hour
        return when, hour

    def share(self, result: Reading, whole: Reading) -> None:
        """Give the dead of an attack, told in a clause of its noun, the attack's day and place: "a raid on Monday that killed two"."""
        tokens, head = self._tokens, result.candidate.head
        if tokens.dep[head] in ("relcl", "acl"):
            above: int | None = tokens.head[head]
        else:
            above = self._clause.nearer_deed(head) if tokens.dep[head] == "advcl" else None
        if above != whole.candidate.head:
            return
        told, event = whole.event, result.event
        if not told.when.empty:
            event.when, event.date_text, event.background = told.when, told.date_text, told.background
        if told.place_text:
            for name in SETTING:
                setattr(event, name, getattr(told, name))

    def _marked_by_anniversary(self, event: Event) -> Anniversary | None:
        """Return the anniversary whose "of" an event stands behind in one sentence, None where there is none."""
        part = self._clause.part
        for one in self._anniversaries:
            near = one.of is not None and 0 <= event.start - one.of <= _ANNIVERSARY_REACH
            if (
                near
                and not one.original.empty
                and part.sentence_at(one.start) == part.sentence_at(event.start)
            ):
                return one
        return None

    def _running_date(self, candidate: Candidate, event: Event, sentence: int) -> TimeExpression | None:
        """Return the date of the event told just before, where a story goes on in the simple past without a date of its own."""
        if event.factuality not in ("happened", "attempted"):
            return None
        tokens, head = self._tokens, candidate.head
        if candidate.verbal:
            if tokens.tag[head] not in ("VBD", "VBN", "VBG") or event.event_type in SPOKEN:
                return None
            if tokens.dep[head] == "acl" and tokens.tag[head] == "VBN":
                # "the number of people killed in the raid": no deed of the story's day.
                return None
        elif not any(tokens.lower[c] in ("that", "this", "same") for c in tokens.children[head]):
            return None
        at, expression = (
            self._scenes.last(sentence, max(self._dated[0], sentence - _CARRIED_ON - 1)) or self._dated
        )
        if expression is None or sentence - at > _CARRIED_ON:
            return None
        if not candidate.verbal:
            # "That attack killed 40": the one told just before.
            return expression if sentence - at == 1 else None
        if self._of_the_hour(expression) or expression.range.precision != "day":
            return None
        aux = {tokens.lower[c] for c in tokens.children[head] if tokens.dep[c] in ("aux", "auxpass")}
        return None if aux & _PRESENT else expression
