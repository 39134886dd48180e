"""Where: of several places in reach, the one that belongs to the event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analystkit.extraction.event.attachment import NEVER, between, by_position, hangs, path_cost
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.event.words import EventWords
from analystkit.extraction.place_text import PLACED
from analystkit.extraction.place_words import place_words
from analystkit.lexicon import Lexicon
from analystkit.model.rows import PlaceMention

# What an event says of where it was.
SETTING = ("place_text", "place", "country", "latitude", "longitude", "place_precision")
# How far back, in tokens, "the capital" may look for its name.
_RECENT = 1500
_OWN = 8
# Adverbs for the town named before.
_POINTING = ("there", "nearby", "here")
# What is done at the place that somebody leaves by it.
_LEAVING = ("RETREAT", "SANCTION", "ASSAULT", "COERCE")
# Prepositions behind which stands what was struck.
_ONTO = ("on", "at", "into", "against", "onto")


@lru_cache(maxsize=8)
def _standing_for(words: EventWords) -> frozenset[str]:
    """Return the words that may stand for a town named before."""
    return words.generic_place.union(_POINTING)


class WhereReader:
    """Places of the events of one part."""

    def __init__(
        self, clause: Clause, places: Sequence[PlaceMention], reasons: Reasons, lexicon: Lexicon
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = clause.words
        self._reasons = reasons
        self._directions = place_words(lexicon).directions
        self._standing_for = _standing_for(self._words)
        self.places = sorted(((clause.tokens.at(p.end - 1), p) for p in places), key=by_position)

    def where(self, candidate: Candidate, taken: Sequence[int] = ()) -> PlaceMention | None:
        """Return the place of an event: the nearest by attachment that stands behind a locating preposition."""
        first, last = self._clause.bounds(candidate.head)
        near = between(self.places, first, last)
        if not near:
            return self._meant(candidate.head)
        best, best_cost = None, NEVER
        reason = self._reasons.marker(candidate.head)
        setting = self._where_clause(candidate.head)
        for at, place in near:
            if self._narrowed(at):
                # "in the Norland village of Dunmore"
                continue
            if reason is not None and at < reason:
                # "were held in Dunmore over the raid": where they were held.
                continue
            if setting is not None and self._names(at, setting):
                # "flew to Dunmore, where he met them"
                return place
            cost = path_cost(self._tokens, candidate.head, at)
            # What no gazetteer knows is mostly a small town.
            cost += {"site": 0, "city": 0, "": 1, "region": 2}.get(place.place_precision, 4)
            if place.place_precision == "region" and not place.place[:1].isupper():
                # "in Karsa province in southern Somalia": the province.
                cost += 3
            if self._tokens.lower[self._tokens.head[at]] == "near":
                # "in Dunmore, near Glasgow"
                cost += 3
            if self._is_what(at, candidate):
                # "captured Dunmore", "the fall of Dunmore": what it was done to is where it was done.
                return place
            if self._moved(at, candidate):
                cost -= _OWN
            elif not self._located(at) and not self._opens(place, at) and not self._at_home(at, candidate):
                cost += 25
            if self._tokens.dep[candidate.head] in ("acl", "relcl") and hangs(
                self._tokens, at, candidate.head
            ):
                # "the boys seized in Dunmore were brought to the capital"
                cost -= _OWN
            if self._reasons.apart(at, candidate.head):
                cost += 12
            if at in taken:
                cost += 12
            if cost < best_cost:
                best, best_cost = place, cost
        return best if best is not None and best_cost < 26 else self._meant(candidate.head)

    def bearing(self, place: PlaceMention) -> str:
        """Return the words by which a place is only where one sets out from: "west of Dunmore", "80 km west of Dunmore"; "" in it or near it."""
        tokens = self._tokens
        first = tokens.at(place.start)
        if first < 2 or tokens.lower[first - 1] != "of" or tokens.lower[first - 2] not in self._directions:
            return ""
        if tokens.lower[first - 3] == "the" and first > 2:
            # "in the west of Dunmore": in it.
            return ""
        return self._clause.part.text[tokens.start[first - 2] : place.end]

    def _narrowed(self, at: int) -> bool:
        """Say whether a place stands in front of a noun that a sharper one is behind: "the Norland village of Dunmore"."""
        tokens, noun = self._tokens, self._tokens.head[at]
        if (
            tokens.dep[at] not in ("compound", "amod", "nmod")
            or tokens.lemma[noun] not in self._words.generic_place
        ):
            return False
        return any(
            tokens.lower[c] == "of" and any(tokens.entity[p] in PLACED for p in tokens.children[c])
            for c in tokens.children[noun]
            if c > noun
        )

    def _opens(self, place: PlaceMention, at: int) -> bool:
        """Say by order whether a place opens its sentence: "In Dunmore four people were killed", read as people of Dunmore."""
        tokens, first = self._tokens, self._tokens.at(place.start)
        begins = self._clause.bounds(at)[0]
        return (
            first == begins + 1 and tokens.lower[begins] in self._words.locating and tokens.dep[at] != "poss"
        )

    def _is_what(self, at: int, candidate: Candidate) -> bool:
        """Say whether a place is what was taken, or what an attack struck: "captured Dunmore", "shelled the town of Dunmore", "rockets fell on Dunmore"."""
        tokens = self._tokens
        if tokens.dep[at] == "pobj" and tokens.lower[tokens.head[at]] == "of":
            town = tokens.head[tokens.head[at]]
            at = town if tokens.lemma[town] in self._words.generic_place else at
        if tokens.dep[at] == "appos" and tokens.lemma[tokens.head[at]] in self._words.generic_place:
            # "attacked the provincial capital, Dunmore"
            at = tokens.head[at]
        head, dep = tokens.head[at], tokens.dep[at]
        struck = candidate.row.type == "ASSAULT"
        if candidate.verbal:
            if head == candidate.head:
                return dep in ("dobj", "nsubjpass") and (
                    struck or tokens.lemma[head] in self._words.conquering
                )
            return (
                struck
                and dep == "pobj"
                and tokens.lower[head] in _ONTO
                and tokens.head[head] == candidate.head
            )
        return (
            struck
            and dep == "pobj"
            and tokens.lower[head] in ("of", *_ONTO)
            and tokens.head[head] == candidate.head
        )

    def _meant(self, index: int) -> PlaceMention | None:
        """Return the place that "in the capital", "in the city" or "there" stands for: the town last named."""
        tokens = self._tokens
        first, last = self._clause.bounds(index)
        if self._standing_for.isdisjoint(tokens.lower[first:last]):
            return None
        for position in range(first, last):
            generic = tokens.lower[position] in self._words.generic_place and any(
                tokens.lower[c] in ("the", "same", "this", "that") for c in tokens.children[position]
            )  # fmt: skip
            pointed = tokens.lower[position] in _POINTING and tokens.dep[position] == "advmod"
            if (pointed or (generic and self._located(position))) and path_cost(tokens, index, position) < 22:
                return self._named_before(position)
        return None

    def _named_before(self, position: int) -> PlaceMention | None:
        """Return the town last named: one that is known, or one only the text knows behind a preposition."""
        for at, place in reversed(between(self.places, max(0, position - _RECENT), position)):
            if place.place_precision in ("city", "site") or (not place.place_precision and self._located(at)):
                return place
        return None

    def _where_clause(self, index: int) -> int | None:
        """Return the noun whose "where" clause an event stands in."""
        tokens, node = self._tokens, index
        for _ in range(4):
            if tokens.dep[node] == "relcl" and any(tokens.lower[c] == "where" for c in tokens.children[node]):
                return tokens.head[node]
            if tokens.dep[node] not in ("conj", "xcomp", "dobj", "nsubj", "nsubjpass"):
                return None
            node = tokens.head[node]
        return None

    def _names(self, at: int, noun: int) -> bool:
        """Say whether a place is a noun, or stands behind it: "Dunmore", "the town of Dunmore", "a camp in Dunmore"."""
        tokens = self._tokens
        return at == noun or (tokens.dep[at] == "pobj" and tokens.head[tokens.head[at]] == noun)

    def _at_home(self, at: int, candidate: Candidate) -> bool:
        """Say whether a town stands in front of a building that was struck, or of those who are at home in it: "Dunmore's airport", "a Dunmore court"."""
        tokens, noun = self._tokens, self._tokens.head[at]
        if tokens.dep[at] not in ("compound", "nmod", "amod", "poss") or tokens.head[noun] != candidate.head:
            return False
        if tokens.dep[noun] in ("dobj", "nsubjpass"):
            return candidate.row.type in ("ASSAULT", "PROTEST") and "building" in self._clause.kinds.of(noun)
        return (
            tokens.dep[noun] == "nsubj"
            and tokens.dep[at] != "poss"
            and tokens.lemma[noun] in self._words.local
        )

    def _moved(self, at: int, candidate: Candidate) -> bool:
        """Say whether a place is where somebody was driven or drew back from, or was sent to: "pulled out of Dunmore", "deployed tanks to Dunmore"."""
        tokens, preposition = self._tokens, self._tokens.head[at]
        if not candidate.verbal or tokens.dep[at] != "pobj":
            return False
        above = tokens.head[preposition]
        if tokens.lower[preposition] == "of" and tokens.lower[above] == "out":
            above = tokens.head[above] if above not in candidate.words else candidate.head
        elif tokens.lower[preposition] == "to":
            return candidate.row.type == "MOBILIZE" and above == candidate.head
        elif tokens.lower[preposition] not in ("from", "of"):
            return False
        return candidate.row.type in _LEAVING and (above == candidate.head or above in candidate.words)

    def _located(self, index: int) -> bool:
        tokens = self._tokens
        node = index
        for _ in range(4):
            head, dep = tokens.head[node], tokens.dep[node]
            if dep == "pobj":
                if tokens.dep[head] == "agent":
                    # "brokered by the Emirates": who, not where
                    return False
                return tokens.lower[head] in self._words.locating or (
                    tokens.lower[head] == "of" and self._located(tokens.head[head])
                )
            if dep == "dobj" and tokens.lemma[head] in self._words.shaking:
                return True
            if head == node or dep not in ("compound", "conj", "appos", "npadvmod", "nmod", "amod", "poss"):
                return dep in ("npadvmod", "advmod")
            node = head
        return False
