"""How a place stands in its sentence: behind a locating preposition, at its opening, in front of a noun, behind who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attachment import by_position, hangs
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.gazetteer import COUNTRY
from analystkit.extraction.place_words import place_words
from analystkit.lexicon import Lexicon
from analystkit.model.rows import PlaceMention

# Prepositions behind which a body is whom something is said to or done to, wherever it sits.
_TOWARD = ("at", "on", "against")
# Tags of what stands between a preposition and a name: "in the neighbouring".
_BEFORE_NAME = ("DT", "JJ", "VBG", "PRP$")


class Locating:
    """Answers about the places of one part; tokens are their last ones."""

    def __init__(self, clause: Clause, places: Sequence[PlaceMention], lexicon: Lexicon) -> None:
        self.clause = clause
        self._tokens = clause.tokens
        self._words = clause.words
        self._directions = place_words(lexicon).directions
        self.places = sorted(((clause.tokens.at(p.end - 1), p) for p in places), key=by_position)

    def located(self, index: int, candidate: Candidate | None = None) -> bool:
        """Say whether a token stands behind a locating preposition, be it as part of a longer phrase."""
        tokens = self._tokens
        node, owner = index, False
        for _ in range(4):
            head, dep = tokens.head[node], tokens.dep[node]
            if dep == "pobj":
                if tokens.dep[head] == "agent":
                    # "brokered by the Emirates": who, not where
                    return False
                word = tokens.lower[head]
                above = tokens.head[head]
                if owner and word in _TOWARD:
                    # "pointed the finger at Norland's Guards"
                    return False
                if word == "from" and not self.clause.is_verb(above):
                    # "men from Dunmore": their home; but "a march from Dunmore to Karsa"
                    return (
                        candidate is not None and candidate.row.type == "PROTEST" and above == candidate.head
                    )
                if word == "to" and candidate is not None and self.clause.is_verb(above):
                    # "went to Dunmore to talk", "the talks moved to Dunmore"; not "a raid which they attributed to Norland"
                    return hangs(tokens, candidate.head, above)
                if word == "of":
                    # "at the request of Norland"
                    return tokens.lemma[above] not in self._words.uttered and self.located(above)
                return word in self._words.locating
            if dep == "dobj" and tokens.lemma[head] in self._words.shaking:
                return True
            if dep == "poss" and "human" in self.clause.kinds.of(head):
                owner = True
            if head == node or dep not in ("compound", "conj", "appos", "npadvmod", "nmod", "amod", "poss"):
                return dep in ("npadvmod", "advmod")
            node = head
        return False

    def bearing(self, place: PlaceMention) -> str:
        """Return the words by which a place is only where one sets out from: "west of Dunmore", "80 km west of Dunmore"; "" in it or near it."""
        tokens = self._tokens
        first = tokens.at(place.start)
        if first < 2 or tokens.lower[first - 1] != "of" or tokens.lower[first - 2] not in self._directions:
            return ""
        if tokens.lower[first - 3] == "the" and first > 2:
            # "in the west of Dunmore": in it.
            return ""
        return self.clause.part.text[tokens.start[first - 2] : place.end]

    def _opens(self, place: PlaceMention, at: int) -> bool:
        """Say by order whether a place opens its sentence: "In Dunmore four people were killed", read as people of Dunmore."""
        tokens, first = self._tokens, self._tokens.at(place.start)
        begins = self.clause.bounds(at)[0]
        while first > begins + 1 and tokens.tag[first - 1] in _BEFORE_NAME:
            # "In neighbouring Norland, soldiers ..."
            first -= 1
        return (
            first == begins + 1 and tokens.lower[begins] in self._words.locating and tokens.dep[at] != "poss"
        )

    def _of_speaker(self, at: int, index: int) -> bool:
        """Say whether a place stands behind the "according to" by which an event is told."""
        tokens = self._tokens
        for _ in range(5):
            at = tokens.head[at]
            if tokens.lower[at] == "according":
                return not hangs(tokens, index, at)
        return False

    def _in_front(self, at: int, place: PlaceMention, candidate: Candidate) -> bool:
        """Say whether a town stands in front of the noun for what was done in it: "the Dunmore bombing", "the Dunmore mosque bombing"."""
        if (
            candidate.verbal
            or candidate.row.type not in ("ASSAULT", "PROTEST")
            or place.place_precision == COUNTRY
        ):
            return False
        tokens, noun = self._tokens, self._tokens.head[at]
        return tokens.dep[at] in ("compound", "nmod") and candidate.head in (noun, tokens.head[noun])

    def _at_home(self, at: int, candidate: Candidate) -> bool:
        """Say whether a town stands in front of a building that was struck, or of those who are at home in it: "Dunmore's airport", "a Dunmore court"."""
        tokens, noun = self._tokens, self._tokens.head[at]
        if tokens.dep[at] not in ("compound", "nmod", "amod", "poss") or tokens.head[noun] != candidate.head:
            return False
        if tokens.dep[noun] in ("dobj", "nsubjpass"):
            return candidate.row.type in ("ASSAULT", "PROTEST") and "building" in self.clause.kinds.of(noun)
        return (
            tokens.dep[noun] == "nsubj"
            and tokens.dep[at] != "poss"
            and tokens.lemma[noun] in self._words.local
        )
