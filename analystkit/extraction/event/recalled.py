"""Places said again without their name: "in the city", "the same town", "the province", "the capital", "there"; and the town a report comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from analystkit.extraction.event.attachment import NEVER, between, path_cost
from analystkit.extraction.event.attribution import cue_classes
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.locating import Locating
from analystkit.extraction.event.words import EventWords
from analystkit.extraction.gazetteer import COUNTRY, REGION
from analystkit.extraction.place_capitals import capital_of
from analystkit.lexicon import Lexicon
from analystkit.model.rows import PlaceMention

# How far back, in tokens, "the capital" may look for its name, and how many sentences what was told to have happened somewhere is in mind.
_RECENT, _IN_MIND = 1500, 3
# How far from its deed the word may stand, as `path_cost` counts.
_REACH = 22
# Adverbs for the town named before.
_POINTING = ("there", "nearby", "here")
_POINTED = ("the", "same", "this", "that")
_TOWNS, _REGIONS = ("city", "site"), (REGION,)
_CAPITAL = "capital"


@lru_cache(maxsize=8)
def _standing_for(words: EventWords) -> frozenset[str]:
    """Return the words that may stand for a place named before."""
    return words.generic_place.union(words.generic_region, _POINTING)


class RecalledPlaces(Locating):
    """What the words for places of one part stand for.

    Parameters
    ----------
    clause : Clause
    places : sequence of PlaceMention
        The places of the part.
    lexicon : Lexicon
        Tables `event_words` and `countries`.
    """

    def __init__(self, clause: Clause, places: Sequence[PlaceMention], lexicon: Lexicon) -> None:
        super().__init__(clause, places, lexicon)
        self._lexicon = lexicon
        self._cues = cue_classes(lexicon)
        self._standing_for = _standing_for(clause.words)
        # Where something was told to have happened: the token and the type of the deed, the place.
        self._grounds: list[tuple[int, str, PlaceMention]] = []

    def remember(self, candidate: Candidate, place: PlaceMention) -> None:
        """Keep the place of an event: it comes to mind before one that was only named."""
        self._grounds.append((candidate.head, candidate.row.type, place))

    def meant(self, candidate: Candidate, struck: Sequence[int] = ()) -> tuple[PlaceMention | None, int]:
        """Return the place that a word in reach of a deed stands for and how far the word is off, None where nothing is meant so.

        `struck` are the heads of what the deed was done to: "a missile hit | the city |".
        """
        tokens, words = self._tokens, self.clause.words
        first, last = self.clause.bounds(candidate.head)
        if self._standing_for.isdisjoint(tokens.lower[first:last]):
            return None, NEVER
        for position in range(first, last):
            lower = tokens.lower[position]
            if lower not in self._standing_for or not self._points(position):
                continue
            if between(self.places, position, position + 1):
                # "the Norland capital" has a row of its own.
                continue
            hit = position in struck and (
                candidate.row.type == "ASSAULT" or tokens.lemma[candidate.head] in words.conquering
            )
            if not hit and not self._locates(position):
                continue
            cost = path_cost(tokens, candidate.head, position)
            if cost < _REACH:
                meant = self._named_before(position, candidate.row.type)
                return (meant, cost) if meant is not None else (None, NEVER)
        return None, NEVER

    def _points(self, position: int) -> bool:
        """Say whether a word points back: "there", "the city", but neither "the city of Dunmore" nor "the city, Dunmore"."""
        tokens = self._tokens
        if tokens.lower[position] in _POINTING:
            return tokens.dep[position] == "advmod"
        if tokens.text[position] != tokens.lower[position]:
            # "the Islamic State"
            return False
        below = tokens.children[position]
        if any(
            tokens.lower[c] in self.clause.words.beside or tokens.lower[c] in self._directions for c in below
        ):
            # "in the neighbouring province", "in the northern town"
            return False
        if tokens.text[position + 1 : position + 2] == [","] and between(
            self.places, position + 2, position + 3
        ):
            return False
        return any(tokens.lower[c] in _POINTED for c in below) and not any(
            tokens.lower[c] == "of" or tokens.dep[c] == "appos" for c in below if c > position
        )

    def _locates(self, position: int) -> bool:
        tokens = self._tokens
        if tokens.lower[position] in self.clause.words.generic_region:
            # "in the region", not "in the south of the region"
            return (
                tokens.dep[position] == "pobj"
                and tokens.lower[tokens.head[position]] != "of"
                and self.located(position)
            )
        return self.located(position)

    def _named_before(self, position: int, event_type: str) -> PlaceMention | None:
        tokens = self._tokens
        noun = tokens.lower[position]
        if noun in self.clause.words.generic_region:
            called = self._called(position, noun)
            if called is not None or noun in self.clause.words.small_region:
                return called
            return self._last(position, event_type, _REGIONS)
        if noun in _POINTING:
            # "was hit on its way to Dunmore; two were killed there"
            first = self.clause.bounds(position)[0]
            for at, place in reversed(between(self.places, first, position)):
                if place.place_precision in _TOWNS and self.located(at):
                    return place
        town = self._last(position, event_type, _TOWNS)
        if noun != _CAPITAL or any(
            tokens.dep[c] in ("amod", "compound", "poss") and tokens.lower[c] not in _POINTED
            for c in tokens.children[position]
        ):
            # "the provincial capital" is a town of the province.
            return town
        country = self._land(position, town)
        capital = capital_of(country, self.clause.part, position, self._lexicon) if country else None
        if capital is None:
            return town
        # By the name it was given before, where it was.
        return next(
            (
                p
                for _, p in reversed(self._recent(position))
                if (p.place, p.country) == (capital.place, country)
            ),
            capital,
        )

    def _called(self, position: int, noun: str) -> PlaceMention | None:
        """Return the place last named with a noun: "Barda district", "the district of Barda"."""
        tokens = self._tokens
        for at, place in reversed(self._recent(position)):
            first = tokens.at(place.start)
            beside = tokens.lower[at : at + 2]
            if first > 1 and tokens.lower[first - 1] == "of":
                beside.append(tokens.lower[first - 2])
            if noun in beside:
                return place
        return None

    def _last(self, position: int, event_type: str, kinds: Sequence[str]) -> PlaceMention | None:
        """Return the place of some kinds that comes to mind: where the like just happened, then where anything did, then one last named."""
        first = self._tokens.sentence[position] - _IN_MIND
        fresh = [
            (told, place)
            for deed, told, place in reversed(self._grounds)
            if place.place_precision in kinds and deed < position and self._tokens.sentence[deed] >= first
        ]
        if fresh:
            return next((place for told, place in fresh if told == event_type), fresh[0][1])
        tokens, regions = self._tokens, self.clause.words.generic_region
        spare: PlaceMention | None = None
        for at, place in reversed(self._recent(position)):
            located = self.located(at)
            strange = kinds is _TOWNS and not place.place_precision and located
            if place.place_precision in kinds or (strange and tokens.lower[at] not in regions):
                if located:
                    return place
                if not self._speaks(at):
                    spare = spare or place
        return spare

    def _speaks(self, at: int) -> bool:
        # "| Dunmore | accused | Leeds | of shelling the village": two governments, neither of them the village
        tokens, verb = self._tokens, self._tokens.head[at]
        if tokens.dep[at] not in ("nsubj", "dobj") or not self.clause.is_verb(verb):
            return False
        lemma = tokens.lemma[verb]
        return lemma in self.clause.words.charging or (tokens.dep[at] == "nsubj" and lemma in self._cues)

    def _recent(self, position: int) -> list[tuple[int, PlaceMention]]:
        return between(self.places, max(0, position - _RECENT), position)

    def _land(self, position: int, town: PlaceMention | None) -> str:
        """Return the country that the text before a token names most places of, "" where none stands out."""
        counted = Counter(place.country for _, place in self._recent(position) if place.country)
        most = max(counted.values(), default=0)
        first = [country for country, number in counted.items() if number == most]
        if len(first) == 1:
            return first[0]
        return town.country if town is not None and town.country in first else ""

    def dateline(self, index: int) -> PlaceMention | None:
        """Return the town a report comes from, if a token stands in its first sentence: "LIMA (North Wire) - Protesters stormed ...".

        Its words are none of any event's: the row has none.
        """
        if self._tokens.sentence[index] or self.clause.title:
            return None
        behind = self.clause.dateline(self.clause.bounds(index)[1] - 1)
        named = between(self.places, 0, behind)
        if not named or named[0][1].place_precision in (COUNTRY, REGION):
            return None
        return replace(named[0][1], text="")
