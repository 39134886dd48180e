"""Where: of several places in reach, the one that belongs to the event."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attachment import between, hangs, path_cost
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.locating import Locating
from analystkit.extraction.event.places_of_others import PlacesOfOthers
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.event.recalled import RecalledPlaces
from analystkit.extraction.gazetteer import COUNTRY
from analystkit.extraction.place_text import PLACED
from analystkit.extraction.tags import FINITE
from analystkit.lexicon import Lexicon
from analystkit.model.rows import PlaceMention

# What an event says of where it was.
SETTING = ("place_text", "place", "country", "latitude", "longitude", "place_precision")
# What a place of a participle's own words gains, and one of what its noun does loses.
_OWN, _OTHERS = 8, 12
# What is done at the place that somebody leaves by it.
_LEAVING = ("RETREAT", "SANCTION", "ASSAULT", "COERCE")
# Prepositions behind which stands what was struck.
_ONTO = ("on", "at", "into", "against", "onto")
_WHICH, _SUFFERING = ("which", "that"), ("dobj", "nsubjpass")


class WhereReader(Locating):
    """Places of the events of one part."""

    def __init__(
        self, clause: Clause, places: Sequence[PlaceMention], reasons: Reasons, lexicon: Lexicon
    ) -> None:
        super().__init__(clause, places, lexicon)
        self._reasons = reasons
        self._others = PlacesOfOthers(self, reasons)
        self.recalled = RecalledPlaces(clause, places, lexicon)

    def where(
        self, candidate: Candidate, taken: Sequence[int] = (), struck: Sequence[int] = ()
    ) -> PlaceMention | None:
        """Return the place of an event: the nearest by attachment that stands behind a locating preposition.

        `taken` are the heads of its participants, `struck` those to whom it was done.
        """
        first, last = self.clause.bounds(candidate.head)
        near = between(self.places, first, last)
        meant, best_cost = self.recalled.meant(candidate, struck)
        if not near:
            return meant
        best: PlaceMention | None = None
        reason = self._reasons.marker(candidate.head)
        setting = self._where_clause(candidate.head)
        for at, place in near:
            if self._narrowed(at) or self._of_speaker(at, candidate.head):
                # "in the Norland village of Dunmore", "according to the ministry in Dunmore"
                continue
            if reason is not None and at < reason:
                # "were held in Dunmore over the raid": where they were held.
                continue
            if self._others.of_other(at, place, candidate, taken):
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
            if (
                self._is_what(at, candidate)
                or self._antecedent(at, candidate)
                or self._suffers(at, place, candidate, struck)
            ):
                # "captured Dunmore", "the fall of Dunmore": what it was done to is where it was done.
                return place
            if self._moved(at, candidate):
                cost -= _OWN
            elif (
                not self.located(at, candidate)
                and not self._opens(place, at)
                and not self._at_home(at, candidate)
                and not self._in_front(at, place, candidate)
            ):
                cost += 25
            if self._tokens.dep[candidate.head] in ("acl", "relcl"):
                cost += self._of_participle(at, candidate.head)
            if self._reasons.apart(at, candidate.head):
                cost += 12
            if at in taken:
                cost += 12
            if cost < best_cost:
                best, best_cost = place, cost
        return best if best is not None and best_cost < 26 else meant

    def _of_participle(self, at: int, index: int) -> int:
        """Return what a place gains that hangs on a participle or relative clause, and what one loses that is of what the noun itself does."""
        tokens = self._tokens
        if hangs(tokens, at, index):
            # "the boys seized in Dunmore were brought to the capital"
            return -_OWN
        if tokens.dep[index] != "acl":
            return 0
        # "prisoners freed by Norland danced in Dunmore"; "men killed in a raid in Dunmore", hung on the men, is right behind it
        behind = at > index and not any(tokens.tag[i] in FINITE for i in range(index + 1, at))
        return 0 if behind else _OTHERS

    def _narrowed(self, at: int) -> bool:
        """Say whether a sharper place stands with it: "the Norland village of Dunmore", "the | capital | of Norland"."""
        tokens, noun = self._tokens, self._tokens.head[at]
        if tokens.lower[noun] == "of" and tokens.dep[at] == "pobj":
            town = tokens.head[noun]
            return tokens.lower[town] == "capital" and bool(between(self.places, town, town + 1))
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

    def _suffers(self, at: int, place: PlaceMention, candidate: Candidate, struck: Sequence[int]) -> bool:
        """Say whether a town or region is what an attack was on: "Dunmore came under fire", "the districts of Dunmore and Karsa were shelled"."""
        if candidate.row.type != "ASSAULT" or place.place_precision == COUNTRY:
            return False
        tokens, town = self._tokens, at
        while tokens.dep[town] in ("conj", "appos"):
            town = tokens.head[town]
        if tokens.dep[town] == "pobj" and tokens.lower[tokens.head[town]] == "of":
            noun = tokens.head[tokens.head[town]]
            town = (
                noun if tokens.lemma[noun] in self._words.generic_place | self._words.generic_region else town
            )
        return town in struck

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

    def _antecedent(self, at: int, candidate: Candidate) -> bool:
        """Say whether a town is what was taken or struck in a relative clause about it: "Dunmore, a town which they claim to have captured"."""
        tokens, verb = self._tokens, candidate.head
        struck = candidate.row.type == "ASSAULT" or tokens.lemma[verb] in self._words.conquering
        if not candidate.verbal or not struck or at > verb:
            return False
        links = [verb]
        while tokens.dep[verb] in ("xcomp", "ccomp"):
            verb = tokens.head[verb]
            links.append(verb)
        taken = [c for link in links for c in tokens.children[link] if tokens.dep[c] in _SUFFERING]
        if not any(tokens.lower[c] in _WHICH for c in taken):
            return False
        noun = tokens.head[verb]
        if tokens.dep[verb] != "relcl":
            return False
        town = at
        if tokens.dep[town] == "pobj" and tokens.lower[tokens.head[town]] == "of":
            # "the outskirts of Dunmore, a town which": read as another name for the outskirts
            town = tokens.head[tokens.head[town]]
        return noun in (at, town) or (tokens.dep[noun] == "appos" and tokens.head[noun] in (at, town))
