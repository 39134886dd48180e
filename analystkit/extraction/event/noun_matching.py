"""Which rows of the lexicon a noun fits, and the rows of any word that may fit somewhere in the part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.forms import plurals
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.misread import Misread
from analystkit.extraction.event.triggers import TriggerRow, Triggers, noun_head
from analystkit.extraction.part import Tokens


class NounMatcher(Misread):
    """Finds the rows that the nouns of one part fit."""

    def __init__(self, clause: Clause, kinds: Kinds, triggers: Triggers) -> None:
        super().__init__(clause, kinds, triggers)
        self._said = _said(clause.tokens)
        # The rows of a word that may fit somewhere in the part: few of a common verb's find their other words in one text.
        self._verbs: dict[str, list[TriggerRow]] = {}
        self._nouns: dict[str, list[TriggerRow]] = {}
        # What the sentence at hand says: what a row asks for stands in its sentence.
        self._sentence = -1
        self._near: frozenset[str] = frozenset()

    def _noun(self, index: int, lemma: str) -> Candidate | None:
        tokens = self._tokens
        if tokens.entity[index] in ("DATE", "TIME"):
            return None
        lower = tokens.lower[index]
        rows = self._possible(self.triggers.nouns, self._nouns, lemma)
        if lower != lemma:
            rows = [*rows, *self._possible(self.triggers.nouns, self._nouns, lower)]
        if not rows:
            return None
        fits: list[tuple[tuple[int, int, int], Candidate]] = []
        for row in rows:
            words = self._noun_words(index, row.words)
            if words is None:
                continue
            candidate = Candidate(index, words, row, False)
            if self.fits(candidate):
                fits.append((row.rank, candidate))
        if not fits:
            return None
        best = min(fits, key=lambda pair: pair[0])[1]
        if lemma in self._words.answer and tokens.lower[index - 1 : index] == ["in"]:
            # "in retaliation for the raid": what for, not what.
            return None
        if tokens.dep[index] == "compound" and tokens.head[index] > index:
            # "attack victims", "protest leader": the head noun is what is spoken of, unless it is an event itself.
            return None
        if tokens.tag[index] in ("NNP", "NNPS") and tokens.entity[index] in (
            "ORG",
            "PERSON",
            "PRODUCT",
            "WORK_OF_ART",
            "FAC",
            "LAW",
        ):
            return None
        return best

    def _noun_words(self, index: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        tokens = self._tokens
        first = index - noun_head(words)
        if first < 0 or first + len(words) > len(tokens):
            return None
        for offset, word in enumerate(words):
            at = first + offset
            if (
                tokens.lower[at] != word
                and tokens.lemma[at].lower() != word
                and tokens.lower[at] not in plurals(word)
            ):
                return None
        return tuple(range(first, first + len(words)))

    def _possible(
        self, table: Mapping[str, tuple[TriggerRow, ...]], known: dict[str, list[TriggerRow]], word: str
    ) -> list[TriggerRow]:
        rows = known.get(word)
        if rows is None:
            absent = self._said.isdisjoint
            rows = known[word] = [row for row in table.get(word, ()) if not any(map(absent, row.asks))]
        return rows


def _said(tokens: Tokens) -> frozenset[str]:
    """Return every word of a text in the forms that conditions know it by."""
    return forms_of(tokens.distinct, tokens.lemma)


def forms_of(lower: Iterable[str], lemmas: Iterable[str]) -> frozenset[str]:
    """Return the forms by which conditions know some words: as written, in small letters, without an s."""
    words = {*lower, *lemmas}
    return frozenset((*words, *map(str.lower, words), *(word.removesuffix("s") for word in words)))
