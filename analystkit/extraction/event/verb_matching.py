"""Which rows of the lexicon a verb fits: a single one, a phrase, or a participle before its noun."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.noun_matching import NounMatcher
from analystkit.extraction.event.slots import REACH
from analystkit.extraction.event.triggers import PARTICLES, TriggerRow, verb_head


class VerbMatcher(NounMatcher):
    """Finds the rows that the verbs of one part fit."""

    def _modifier(self, index: int, lemma: str) -> Candidate | None:
        # "the kidnapped engineers" is an event of its own; "wounded soldiers" or "fired workers" is not safely one.
        if self._tokens.tag[index] != "VBN" or lemma not in self.triggers.verbs:
            return None
        candidate = self._verb(index, lemma)
        if (
            candidate is None
            or candidate.row.type not in ("ASSAULT", "COERCE")
            or candidate.row.weight < 0.85
        ):
            return None
        return candidate

    def without_event(self, candidate: Candidate) -> Candidate | None:
        """Return the best reading of a verb that asks for no event in its complement, where the one chosen found none."""
        lemma = candidate.row.words[0]
        found = self._verb(candidate.head, lemma, eventless=True)
        return found if found is not None and found.row.type else None

    def _verb_rows(self, index: int, lemma: str) -> Sequence[TriggerRow]:
        """Return the rows of a verb that its sentence may hold, best first."""
        word = self.triggers.verbs.get(lemma)
        return () if word is None else word.possible(self._said_near(index))

    def _verb(self, index: int, lemma: str, eventless: bool = False) -> Candidate | None:
        ahead: set[str] | None = None
        alone = (index,)
        for row in self._verb_rows(index, lemma):
            if eventless and row.needs_event:
                continue
            if row.follows:
                ahead = self._ahead(index) if ahead is None else ahead
                if ahead.isdisjoint(row.follows):
                    continue
            words = alone if len(row.words) == 1 else self._verb_words(index, row.words)
            if words is None:
                continue
            candidate = Candidate(index, words, row, True)
            if self.fits(candidate):
                return candidate
        return None

    def _ahead(self, index: int) -> set[str]:
        # What stands within reach behind a verb: a quick no to most rows that wait for a particle or an idiom's word.
        _, last = self._clause.bounds(index)
        reach = slice(index + 1, min(last, index + 2 * REACH + 2))
        return {*self._tokens.lower[reach], *self._tokens.lemma[reach]}

    def _verb_words(self, index: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        tokens = self._tokens
        if len(words) == 1:
            return (index,)
        ahead = verb_head(words)
        if ahead:
            first = index - ahead
            if first < 0 or any(tokens.lower[first + k] != word for k, word in enumerate(words[:ahead])):
                return None
            rest = self._verb_words(index, words[ahead:])
            return (*range(first, index), *rest) if rest is not None else None
        _, last = self._clause.bounds(index)
        found = [index]
        position = index
        for word in words[1:]:
            limit = min(last, position + (REACH if position == index else 3))
            for candidate in range(position + 1, limit):
                if tokens.lower[candidate] == word or tokens.lemma[candidate] == word:
                    if (word == "no" and tokens.dep[candidate] == "det") or "not" in tokens.lower[
                        position + 1 : candidate
                    ]:
                        # "said no shots were fired", "was found not guilty"
                        return None
                    if word == "at" and tokens.lower[candidate + 1 : candidate + 2] in (["least"], ["most"]):
                        # "shot at least four men" is no shooting at anything.
                        return None
                    if word in PARTICLES and candidate > position + 1 and not self._belongs(candidate, index):
                        continue
                    if word in PARTICLES and any(
                        tokens.entity[c] in ("DATE", "TIME") for c in tokens.children[candidate]
                    ):
                        continue
                    found.append(candidate)
                    position = candidate
                    break
                if tokens.tag[candidate][0] == "V" and candidate - index > 1:
                    return None
            else:
                return None
        return tuple(found)

    def _belongs(self, particle: int, verb: int) -> bool:
        return self._tokens.head[particle] == verb and self._tokens.dep[particle] in (
            "prt",
            "advmod",
            "acomp",
            "oprd",
            "advcl",
        )
