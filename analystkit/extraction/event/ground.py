"""Where an event stands: the place it names, the building it names, and the town the story goes on in."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attachment import between
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.participants import Participants
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.event.sites import SiteReader
from analystkit.extraction.event.where import WhereReader
from analystkit.extraction.gazetteer import REGION, SITE
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import Event, PlaceMention

# What is done on the spot; what is said of it may be said anywhere.
_ON_THE_SPOT = ("ASSAULT", "PROTEST", "COERCE")
_DONE = ("happened", "ongoing", "attempted")
_TOWNS = ("city", "site", "")
_PRESENT = frozenset({"has", "have", "had", "is", "are", "'ve", "'s", "'d"})
_ASIDE = ("acl", "relcl", "amod")
_STATES = ("GPE", "NORP", "LOC")


class GroundReader:
    """Gives the events of one part their places, one after the other."""

    def __init__(
        self, clause: Clause, places: Sequence[PlaceMention], reasons: Reasons, lexicon: Lexicon
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._where = WhereReader(clause, places, reasons, lexicon)
        self._sites = SiteReader(clause)
        # The sentence, place and day of the last deed that named a town.
        self._told: tuple[int, PlaceMention, DateRange] | None = None

    def give(self, event: Event, candidate: Candidate, participants: Participants) -> None:
        """Give an event its place: `place_text` is what its own words name, `place` the town or land that is in."""
        taken = [f.head for f in (*participants.source, *participants.target)]
        place = self._where.where(candidate, taken)
        if place is None:
            site = None if event.event_type in SPOKEN else self._sites.site(candidate)
            town = self._town(event, candidate, participants)
            if town is not None:
                self._set(event, town)
            if site is not None:
                first, last = site
                text = self._clause.part.text[self._tokens.start[first] : self._tokens.end[last - 1]]
                event.place_text, event.place_precision = text, event.place_precision or SITE
            return
        self._set(event, place)
        away = self._where.bearing(place)
        if away:
            event.place_text, event.place_precision = away, REGION
        elif (
            place.place_precision in _TOWNS
            and event.factuality in _DONE
            and not event.background
            and self._tokens.dep[candidate.head] not in _ASIDE
        ):
            self._told = (self._tokens.sentence[candidate.head], place, event.when)

    @staticmethod
    def _set(event: Event, place: PlaceMention) -> None:
        event.place_text, event.place, event.country = place.text, place.place, place.country
        event.latitude, event.longitude = place.latitude, place.longitude
        event.place_precision = place.place_precision

    def _town(self, event: Event, candidate: Candidate, participants: Participants) -> PlaceMention | None:
        """Return the town of the sentence before, where the story goes on in it on the same day: "They also set fire to a school."."""
        if self._told is None or event.event_type not in _ON_THE_SPOT or event.factuality not in _DONE:
            return None
        at, place, when = self._told
        tokens, head = self._tokens, candidate.head
        if tokens.sentence[head] - at != 1 or (event.when.start, event.when.end) != (when.start, when.end):
            return None
        if not candidate.verbal or tokens.tag[head] not in ("VBD", "VBN", "VBG"):
            return None
        if tokens.dep[head] in _ASIDE or any(
            tokens.lower[c] in _PRESENT for c in tokens.children[head] if tokens.dep[c] in ("aux", "auxpass")
        ):
            return None
        if any(self._is_state(f.head) for f in participants.source):
            # "Norland jailed two envoys", "the government banned it": somewhere in Norland
            return None
        first, last = self._clause.bounds(head)
        if not self._clause.words.away.isdisjoint(tokens.lower[first:last]):
            return None
        return None if between(self._where.places, first, last) else place

    def _is_state(self, head: int) -> bool:
        return self._tokens.entity[head] in _STATES or self._tokens.lemma[head] in self._clause.words.ruling
