"""Where an event stands that names no town of its own: the town its report was filed from, or the land of those who police it."""

from __future__ import annotations

from analystkit.extraction.event.attachment import between
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.participants import Filler, Participants
from analystkit.extraction.event.places_of_others import ON_THE_SPOT
from analystkit.extraction.event.where import WhereReader
from analystkit.extraction.gazetteer import COUNTRY, gazetteer
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Event, PlaceMention

DONE = ("happened", "ongoing", "attempted")
# What two sides do in one room.
_AT_ONE_TABLE = ("CONSULT", "SUPPORT")
_DEFINITE = frozenset({"the", "that", "this", "same", "his", "her", "their", "its"})


class HomeGround:
    """Answers about the events of one part, where its words name no place."""

    def __init__(self, where: WhereReader, lexicon: Lexicon) -> None:
        self._where = where
        self._clause = where.clause
        self._tokens = where.clause.tokens
        self._known = gazetteer(lexicon)

    def filed_from(
        self, event: Event, candidate: Candidate, participants: Participants, at_building: bool
    ) -> PlaceMention | None:
        """Return the town in the dateline, where its own sentence tells of a deed at a building of the land ("LIMA - Protesters stormed the
        president's palace") or of two sides at one table ("LIMA - Chile and Peru signed a treaty"); None for all else, which correspondents
        report from wherever they are.
        """
        town = self._where.recalled.dateline(candidate.head)
        if town is None or not self._only_place(town, candidate.head):
            return None
        if event.event_type in ON_THE_SPOT:
            built = at_building or any(self._is_building(filler.head) for filler in participants.target)
            return town if built else None
        if event.event_type not in _AT_ONE_TABLE or event.mode == "phone":
            return None
        met = event.event_type == "CONSULT" or any(
            self._tokens.lemma[word] in self._clause.words.signing
            for word in (candidate.head, *candidate.words)
        )
        return town if met and len(participants.source) + len(participants.target) > 1 else None

    def _only_place(self, town: PlaceMention, index: int) -> bool:
        """Say whether nothing in a sentence is said to be at another place than the town it was filed from, or a land."""
        first, last = self._clause.bounds(index)
        if not self._clause.words.away.isdisjoint(self._tokens.lower[first:last]):
            return False
        return all(
            place.start == town.start or place.place_precision == COUNTRY or not self._where.located(at)
            for at, place in between(self._where.places, first, last)
        )

    def _is_building(self, head: int) -> bool:
        tokens = self._tokens
        return "building" in self._clause.kinds.of(head) and any(
            tokens.lower[c] in _DEFINITE or tokens.dep[c] == "poss" for c in tokens.children[head] if c < head
        )

    def policed(self, event: Event, participants: Participants) -> PlaceMention | None:
        """Return the land of the police or court that arrested or tried somebody: "Norland police arrested 25 people"."""
        if event.event_type != "COERCE" or not participants.source:
            return None
        lands = {self._land(filler) for filler in participants.source}
        if len(lands) != 1 or "" in lands:
            return None
        known = self._known.country(lands.pop())
        if known is None:
            return None
        part = self._clause.part
        return PlaceMention(
            part.article_id, part.part, event.start, event.start, "", known.name, known.country, known.latitude, known.longitude, COUNTRY,
        )  # fmt: skip

    def _land(self, filler: Filler) -> str:
        mention = filler.mention
        if mention is None or self._tokens.lemma[filler.head].lower() not in self._clause.words.local:
            return ""
        return mention.country
