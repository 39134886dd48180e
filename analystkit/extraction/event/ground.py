"""Where an event stands: the place it names, the building it names, and the town the story goes on in."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attachment import between
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.filed_from import DONE, HomeGround
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.participants import Participants
from analystkit.extraction.event.places_of_others import ON_THE_SPOT
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.event.sites import SiteReader
from analystkit.extraction.event.where import WhereReader
from analystkit.extraction.gazetteer import COUNTRY, REGION, SITE
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import Event, PlaceMention

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
        self._home = HomeGround(self._where, lexicon)
        # The places given so far, by the heads of their events.
        self._given: dict[int, PlaceMention] = {}
        # The sentence, place and day of the last deed that named a town.
        self._told: tuple[int, PlaceMention, DateRange] | None = None

    def give(self, event: Event, candidate: Candidate, participants: Participants) -> None:
        """Give an event its place: `place_text` is what its own words name, `place` the town or land that is in."""
        taken = [f.head for f in (*participants.source, *participants.target)]
        place = self._where.where(candidate, taken, [f.head for f in participants.target])
        if place is None or place.place_precision == COUNTRY:
            self._give_unnamed(event, candidate, participants, place)
            return
        self._set(event, place)
        away = self._where.bearing(place)
        if away:
            event.place_text, event.place_precision = away, REGION
        else:
            self._tell(event, candidate, place)
        self._keep(event, candidate, place)

    def _give_unnamed(
        self, event: Event, candidate: Candidate, participants: Participants, land: PlaceMention | None
    ) -> None:
        """Give an event that names no town the one it is in, as far as that can be told; `land` is the country it names."""
        site = None if event.event_type in SPOKEN else self._sites.site(candidate)
        filed = None
        if self._is_news(event, candidate):
            filed = self._home.filed_from(event, candidate, participants, site is not None)
        if filed is not None and (land is None or land.country == filed.country):
            self._set(event, filed)
            self._tell(event, candidate, filed)
            self._keep(event, candidate, filed)
        else:
            town = land or self._carried(event, candidate, participants)
            if town is not None:
                self._set(event, town)
                self._keep(event, candidate, town)
        if site is not None and not (event.place_text and land is not None):
            first, last = site
            text = self._clause.part.text[self._tokens.start[first] : self._tokens.end[last - 1]]
            event.place_text, event.place_precision = text, event.place_precision or SITE

    def _carried(self, event: Event, candidate: Candidate, participants: Participants) -> PlaceMention | None:
        """Return the place of what an event comes of or goes on from, else the land of those who police it."""
        town = self._of_cause(candidate) or self._town(event, candidate, participants)
        land = self._home.policed(event, participants) if event.factuality in DONE else None
        if town is None or (land is not None and town.country and land.country != town.country):
            return land
        return town

    def _is_news(self, event: Event, candidate: Candidate) -> bool:
        return (
            event.factuality in DONE
            and not event.background
            and self._tokens.dep[candidate.head] not in _ASIDE
        )

    def _tell(self, event: Event, candidate: Candidate, place: PlaceMention) -> None:
        """Keep the town that the story is in."""
        if place.place_precision in _TOWNS and self._is_news(event, candidate):
            self._told = (self._tokens.sentence[candidate.head], place, event.when)

    def _keep(self, event: Event, candidate: Candidate, place: PlaceMention) -> None:
        self._given[candidate.head] = place
        if event.event_type in ON_THE_SPOT and event.factuality in DONE:
            self._where.recalled.remember(candidate, place)

    def _of_cause(self, candidate: Candidate) -> PlaceMention | None:
        """Return the place of what a result comes of: "exploded in Dunmore, | killing | four"."""
        tokens, head = self._tokens, candidate.head
        if tokens.tag[head] != "VBG" or not head or tokens.text[head - 1] != ",":
            return None
        if self._clause.child(head, "nsubj", "nsubjpass", "aux") is not None:
            return None
        before = [h for h in self._given if h < head and tokens.sentence[h] == tokens.sentence[head]]
        return self._given[max(before)] if before else None

    @staticmethod
    def _set(event: Event, place: PlaceMention) -> None:
        event.place_text, event.place, event.country = place.text, place.place, place.country
        event.latitude, event.longitude = place.latitude, place.longitude
        event.place_precision = place.place_precision

    def _town(self, event: Event, candidate: Candidate, participants: Participants) -> PlaceMention | None:
        """Return the town of the sentence before, where the story goes on in it on the same day: "They also set fire to a school."."""
        if self._told is None or event.event_type not in ON_THE_SPOT or event.factuality not in DONE:
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
