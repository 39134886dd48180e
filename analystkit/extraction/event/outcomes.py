"""What became of shots and bombs, told behind the deed: a shot that missed is an attempt, a bomb laid that went off is none."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import SURE
from analystkit.extraction.event.polarity import Polarity
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon

# Subjects that take up what was thrown or fired.
_AGAIN = frozenset({"it", "they", "which", "that", "both", "neither", "none"})
# How many sentences before and behind a laid bomb its explosion may be told.
_BEFORE, _BEHIND = 3, 2


class OutcomeReader:
    """Looks behind the attacks of one part for what became of them."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = event_words(lexicon)
        self._polarity = Polarity(clause, lexicon)

    def settle(self, readings: Sequence[Reading]) -> None:
        """Make attempts of the attacks that missed or did not go off, and parts of an explosion of the bombs laid for it."""
        for reading in readings:
            row = reading.candidate.row
            if row.base == "attempted" and not row.outcome and row.mode == "explosives":
                self._went_off(reading, readings)
            event = reading.event
            if event.event_type != "ASSAULT" or event.factuality not in (*SURE, "alleged"):
                continue
            verb = reading.candidate.head
            if not reading.candidate.verbal or self._tokens.lemma[verb] not in self._words.throwing:
                continue
            failed = self._failure(verb)
            if failed is None:
                continue
            reading.judgement.tried = True
            if event.factuality in SURE:
                event.factuality = "attempted"
            event.outcome = "failed"
            for other in readings:
                told = other.candidate.head == failed or failed in other.candidate.words
                if told and other is not reading and other.event.outcome == "failed":
                    other.event.part_of = other.event.part_of or event.event_id

    def _went_off(self, laid: Reading, readings: Sequence[Reading]) -> None:
        tokens, event = self._tokens, laid.event
        if event.factuality != "attempted" or not laid.candidate.verbal:
            return
        at = tokens.sentence[laid.candidate.head]
        bombs = [
            h for h in self._clause.objects(laid.candidate.head) if "explosive" in self._clause.kinds.of(h)
        ]
        marked = {tokens.lower[c] for h in bombs for c in tokens.children[h] if c < h}
        for other in readings:
            there = tokens.sentence[other.candidate.head] - at
            if other is laid or not self._explodes(other) or not -_BEFORE <= there <= _BEHIND:
                continue
            if marked & self._words.another or (there < 0 and not marked & self._words.known):
                continue
            low, high = sorted((at, at + there))
            found = (r for r in readings if low <= tokens.sentence[r.candidate.head] <= high)
            if any(r.event.outcome and r.candidate.row.mode == "explosives" for r in found):
                # Of two bombs, one of which was found in time, nothing says which was laid here.
                continue
            event.factuality, event.part_of = "happened", other.event.event_id
            return

    def _explodes(self, reading: Reading) -> bool:
        event, row = reading.event, reading.candidate.row
        if event.factuality not in SURE or row.type != "ASSAULT" or row.base:
            return False
        return (
            event.lemma in self._words.blast
            if not reading.candidate.verbal
            else row.words[0] in self._words.setting_off
        )

    def _failure(self, verb: int) -> int | None:
        """Return the verb that tells the failure of what a verb tells, in its sentence or at the head of the next."""
        tokens = self._tokens
        _, last = self._clause.bounds(verb)
        for index in range(verb + 1, last):
            if self._fails(index, verb):
                return index
        for _ in range(_BEHIND):
            if last >= len(tokens):
                break
            first, last = self._clause.bounds(last)
            for index in range(first, last):
                if self._fails(index, -1):
                    return index
        return None

    def _fails(self, index: int, verb: int) -> bool:
        tokens, lemma = self._tokens, self._tokens.lemma[index]
        if lemma == "miss" and self._clause.is_verb(index):
            # "fired at the car of the judge, but | missed", wherever it is hung
            joined = verb >= 0 and (
                (tokens.dep[index] == "conj" and tokens.head[index] == verb)
                or (tokens.lower[index - 1] == "but" and self._clause.child(index, "nsubj") is None)
            )
            return (joined or self._of_shots(index)) and not self._polarity.negated(index)
        if lemma == "fail" and self._clause.is_verb(index) and self._taken_up(index):
            below = [c for c in tokens.children[index] if tokens.dep[c] == "xcomp"]
            return any(tokens.lemma[c] in self._words.setting_off for c in below)
        return (
            lemma in self._words.setting_off
            and self._clause.is_verb(index)
            and self._taken_up(index)
            and self._polarity.negated(index)
            and not any(tokens.tag[c] == "MD" for c in tokens.children[index])
        )

    def _of_shots(self, verb: int) -> bool:
        subject = self._clause.child(verb, "nsubj")
        return subject is not None and self._tokens.lemma[subject] in self._words.fired

    def _taken_up(self, verb: int) -> bool:
        tokens = self._tokens
        above = tokens.head[verb] if tokens.dep[verb] == "conj" else verb
        subject = self._clause.child(verb, "nsubj")
        if subject is None:
            subject = self._clause.child(above, "nsubj", "nsubjpass")
        if subject is None:
            return False
        return tokens.lower[subject] in _AGAIN or tokens.lemma[subject] in self._words.fired
