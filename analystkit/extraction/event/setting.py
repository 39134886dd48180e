"""When and where an event stands: its own expressions, the date a story carries on, the day an anniversary marks."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.anniversaries import Anniversary, find_anniversaries
from analystkit.extraction.event.attribution import cue_classes
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.roles import Participants
from analystkit.extraction.event.slots import Candidate
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.when import WhenReader, is_background
from analystkit.extraction.event.where import WhereReader
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Event, PlaceMention, TimeExpression

# For how many sentences a date carries on.
_CARRIED_ON = 2
# Characters behind "anniversary of" within which a noun still belongs to what is marked.
_ANNIVERSARY_REACH = 160


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
        self._when = WhenReader(clause, dates, cue_classes(lexicon), compile_triggers(lexicon).assault_nouns)
        self._where = WhereReader(clause, places)
        self._anniversaries = [a for a in find_anniversaries(clause.part, dates, lexicon) if a.of is not None]
        # The sentence and expression of the last event that had a date of its own.
        self._dated: tuple[int, TimeExpression | None] = (-9, None)

    def place(self, event: Event, candidate: Candidate, participants: Participants) -> None:
        """Give an event its date, its place and whether it is background; events come in text order."""
        sentence = self._tokens.sentence[candidate.head]
        when, expression = self._when.when(candidate, self._running_date(candidate, event, sentence))
        if (
            expression is not None
            and event.factuality in ("happened", "ongoing")
            and event.event_type not in ("AGREE", "THREATEN")
            and not self._when.aside(candidate.head)
        ):
            self._dated = (sentence, expression)
        if when.basis in ("explicit", "relative") and when.precision == "day" and event.type_promised == "":
            self._when.note(candidate, when)
        event.when = when
        event.date_text = expression.text if expression is not None else ""
        event.background = is_background(self._clause, candidate.head, when, None, expression)
        marked = None if candidate.verbal else self._marked_by_anniversary(event)
        if marked is not None:
            # "the second anniversary of the killing": the day named is the anniversary's, the killing is older.
            event.when, event.background = marked.original, True
            event.date_text = self._clause.part.text[marked.start : marked.end]
        taken = [f.head for f in (*participants.source, *participants.target)]
        place = None if self._when.frames(candidate.head) else self._where.where(candidate, taken)
        if place is not None:
            event.place_text, event.place, event.country = place.text, place.place, place.country
            event.latitude, event.longitude, event.place_precision = (
                place.latitude,
                place.longitude,
                place.place_precision,
            )

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
        at, expression = self._dated
        if (
            expression is None
            or sentence - at > _CARRIED_ON
            or event.factuality not in ("happened", "attempted")
        ):
            return None
        again = not candidate.verbal and any(
            self._tokens.lower[c] in ("that", "this", "same") for c in self._tokens.children[candidate.head]
        )
        if again and sentence - at == 1:
            # "That attack killed 40": the one told just before.
            return expression
        if not candidate.verbal or self._tokens.tag[candidate.head] not in ("VBD", "VBN", "VBG"):
            return None
        if event.event_type in SPOKEN or expression.type != "DATE" or expression.range.precision != "day":
            return None
        aux = {
            self._tokens.lower[c]
            for c in self._tokens.children[candidate.head]
            if self._tokens.dep[c] in ("aux", "auxpass")
        }
        return None if aux & {"has", "have", "is", "are", "'ve", "'s"} else expression
