"""The building or square an event's own words name: "rallied outside the Assembly", "opened fire at the airport", "marched on Congress"."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.tags import NOUNS

_PLACES = frozenset({"building", "place"})
_NAMED = frozenset({"ORG", "FAC", "LOC", "GPE"})
_DEFINITE = frozenset({"the", "that", "this", "same", "his", "her", "their", "its"})
# Whom a place is told of, as much as of the deed: "fired on a crowd | at the airport".
_HOLDING = ("dobj", "nsubj", "nsubjpass", "pobj")


class SiteReader:
    """Sites of the events of one part, by the words of the event alone."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = clause.words

    def site(self, candidate: Candidate) -> tuple[int, int] | None:
        """Return the words, as tokens [first, last), of the building or square at which an event was."""
        for preposition in self._prepositions(candidate):
            for noun in self._clause.behind(preposition):
                site = self._behind(noun, preposition, candidate)
                if site is not None:
                    return self._clause.phrase(site)
        return None

    def _prepositions(self, candidate: Candidate) -> list[int]:
        tokens, head = self._tokens, candidate.head
        found = [c for c in tokens.children[head] if tokens.dep[c] == "prep"]
        nouns = [
            c
            for word in (head, *found, *candidate.words)
            for c in tokens.children[word]
            if tokens.dep[c] in _HOLDING and c > head
        ]
        found += [c for noun in nouns for c in tokens.children[noun] if tokens.dep[c] == "prep"]
        return sorted({p for p in found if p > head})

    def _behind(self, noun: int, preposition: int, candidate: Candidate) -> int | None:
        tokens = self._tokens
        word = tokens.lower[preposition]
        if tokens.lemma[noun] in self._words.facing and word in ("in", "at", "on", "outside", "near"):
            # "in front of the palace", "at the gates of the palace"
            of = self._clause.prep_objects(noun, ("of",))
            return of[0] if of and self._is_site(of[0]) else None
        marching = word == "on" and candidate.row.type == "PROTEST" and candidate.verbal
        if word in self._words.siting or marching or (word in ("in", "on") and self._square(noun)):
            return (
                noun
                if self._is_site(noun) or ((marching or word == "outside") and self._is_bare(noun))
                else None
            )
        return None

    def _is_bare(self, noun: int) -> bool:
        """Say whether a building is named without an article, as if there were one: "marched on parliament", "outside army headquarters"."""
        tokens = self._tokens
        return (
            tokens.tag[noun] in ("NN", "NNS")
            and bool(self._clause.kinds.of(noun) & _PLACES)
            and not any(tokens.dep[c] in ("det", "nummod", "amod") for c in tokens.children[noun])
            and (tokens.tag[noun] == "NN" or tokens.lemma[noun] == tokens.lower[noun])
        )

    def _square(self, noun: int) -> bool:
        # "on Freedom Square", "in Liberty Park"; but "in the house"
        kinds = self._clause.kinds.of(noun)
        return _named(self._clause, noun) and "building" in kinds and "unknown-name" not in kinds

    def _is_site(self, noun: int) -> bool:
        tokens = self._tokens
        if tokens.tag[noun] not in NOUNS:
            return False
        if _named(self._clause, noun):
            return tokens.entity[noun] in _NAMED or bool(self._clause.kinds.of(noun) & _PLACES)
        if not self._clause.kinds.of(noun) & _PLACES:
            return False
        return any(
            tokens.lower[c] in _DEFINITE or tokens.dep[c] == "poss" for c in tokens.children[noun] if c < noun
        )


def _named(clause: Clause, noun: int) -> bool:
    """Say whether a noun is written as a name."""
    return clause.tokens.tag[noun] in ("NNP", "NNPS") and clause.tokens.text[noun][:1].isupper()
