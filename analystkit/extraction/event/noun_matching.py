"""Which rows of the lexicon a noun fits, and the rows of any word that its sentence may hold."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.forms import plurals
from analystkit.extraction.event.headwords import by_rank
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.misread import Misread
from analystkit.extraction.event.triggers import TriggerRow, Triggers, noun_head


class NounMatcher(Misread):
    """Finds the rows that the nouns of one part fit."""

    def __init__(self, clause: Clause, kinds: Kinds, triggers: Triggers) -> None:
        super().__init__(clause, kinds, triggers)
        # What the sentence at hand says: what a row asks for stands in its sentence.
        self._sentence = -1
        self._near: set[str | None] = set()
        self._stems = {word: word[:-1] for word in clause.tokens.positions if word[-1:] == "s"}

    def _noun(self, index: int, lemma: str) -> Candidate | None:
        tokens = self._tokens
        if tokens.entity[index] in ("DATE", "TIME") and not self._dates(index):
            return None
        for row in self._noun_rows(index, lemma):
            best = self._read_as(index, row)
            if best is not None:
                break
        else:
            return None
        if tokens.lower[index] in self._words.answer and tokens.lower[index - 1 : index] == ["in"]:
            # "in retaliation for the raid", "resigned in protest": what for, not what.
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
        if (
            tokens.text[index][0].isupper()
            and tokens.entity[index] == "ORG"
            and tokens.text[index - 1] == "-"
        ):
            # "the charity Sea-Aid", read as some aid
            return None
        return best

    def _dates(self, index: int) -> bool:
        # "within days of the abduction", "the morning after the raid": a deed that dates another
        tokens, before = self._tokens, self._tokens.head[index]
        return (
            tokens.dep[index] == "pobj"
            and tokens.lower[before] in ("of", "after", "before", "since")
            and tokens.text[index].islower()
            and any(tokens.lower[c] in ("the", "his", "her", "their", "its") for c in tokens.children[index])
        )

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

    def _read_as(self, index: int, row: TriggerRow) -> Candidate | None:
        words = self._noun_words(index, row.words)
        if words is None:
            return None
        candidate = Candidate(index, words, row, False)
        return candidate if self.fits(candidate) else None

    def _noun_rows(self, index: int, lemma: str) -> Sequence[TriggerRow]:
        """Return the rows of a noun, as it stands and as a lemma, that its sentence may hold, best first."""
        nouns = self.triggers.nouns
        word, other = nouns.get(self._tokens.lower[index]), nouns.get(lemma)
        if word is None or word is other:
            return () if other is None else other.possible(self._said_near(index))
        rows = word.possible(self._said_near(index))
        more = () if other is None else other.possible(self._said_near(index))
        return sorted((*rows, *more), key=by_rank) if rows and more else rows or more

    def _said_near(self, index: int) -> set[str | None]:
        """Return what the sentence of a token says, in the forms by which conditions know a word: as written, in small letters, without an s."""
        tokens = self._tokens
        sentence = tokens.sentence[index]
        if sentence != self._sentence:
            first, last = self._clause.bounds(index)
            self._sentence = sentence
            lowers, lemmas = tokens.lower[first:last], tokens.lemma[first:last]
            self._near = {*lowers, *lemmas, *map(str.lower, lemmas), *map(self._stems.get, lowers)}
        return self._near
