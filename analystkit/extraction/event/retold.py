"""Deeds told again: "the attack", "the killing of the mayor", "these are attacks on all of us", "denied shelling the market".

They have no day of their own and are of that on which they were told to have happened, not of the report nor of what else it tells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analystkit.extraction.acts import act_senses
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.participants import Filler
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.event.where import SETTING
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange

_DEEDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID"})
_DONE = frozenset({"happened", "ongoing", "attempted", "alleged", "denied"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "they"})
_REASONS = frozenset({"for", "over"})
# "The attacks" are those of so many days; what lies further back is told by "the attack" in the next sentence, not later.
_TOGETHER_DAYS = 7
# The sense, in table ``act_senses``, of nouns that may name any attack.
_ANY = "attack"
_NEXT = 1
_SHARP = frozenset({"city", "site"})


class RetoldReader:
    """Looks for the deeds of one part that are told again.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    attacks : collection of str
        Lemmas of nouns for an attack, any of which may name one told before by another.
    lexicon : Lexicon
        Tables ``event_words`` and ``act_senses``.
    """

    def __init__(self, clause: Clause, attacks: Collection[str], lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._attacks = attacks
        self._words = event_words(lexicon)
        self._senses = act_senses(lexicon)

    def settle(self, readings: Sequence[Reading]) -> None:
        """Give what is told again the day of the deed it means, and make it an attempt where that came to nothing."""
        told = [reading for reading in readings if self._told(reading)]
        for reading in readings if told else ():
            event = reading.event
            if event.event_type not in _DEEDS or event.factuality not in _DONE:
                continue
            if event.date_text and not self._of_the_clause(reading):
                continue
            meant = self._meant(reading, told)
            if meant:
                self._take_over(reading, meant)

    def _of_the_clause(self, reading: Reading) -> bool:
        """Say whether the day of a known deed is that of what is said of it: "visited the scene of the attack on Saturday"."""
        event, noun = reading.event, reading.candidate.head
        return (
            not reading.candidate.verbal
            and event.when.basis == "relative"
            and self._tokens.dep[noun] == "pobj"
            and "+day" not in event.method
            and not (reading.participants.target or event.place)
            and self._definite(noun)
        )

    def _told(self, reading: Reading) -> bool:
        event = reading.event
        return (
            bool(event.date_text)
            and not self._of_the_clause(reading)
            and event.event_type in _DEEDS
            and event.factuality in _DONE
            and event.when.start is not None
            and event.when.end is not None
        )

    def _meant(self, reading: Reading, told: Sequence[Reading]) -> list[Reading]:
        """Return the deeds that one without a day tells of again; none where it may be one of its own."""
        noun = self._noun(reading)
        alike = [other for other in told if self._may_be(reading, other)]
        if noun is None:
            return self._of_target(reading, alike) if self._answered(reading) else []
        pointed = self._pointed(noun)
        if not pointed:
            if reading.participants.target:
                return self._of_target(reading, alike)
            if reading.event.place or not self._definite(noun):
                return []
        nearest = self._nearest(
            noun, [other for other in alike if pointed or self._named_by(noun, reading.event.mode, other)]
        )
        if nearest is None:
            return []
        plural = self._tokens.tag[noun] == "NNS" or pointed in ("these", "those", "they")
        return self._together(nearest, alike, noun) if plural else [nearest]

    def _noun(self, reading: Reading) -> int | None:
        """Return the noun that tells a deed: of its row, or of what was ordered ("ordered the strike")."""
        candidate = reading.candidate
        if not candidate.verbal:
            return candidate.head
        if candidate.row.words[0] not in self._words.ordering:
            return None
        held = self._clause.child(candidate.head, "dobj")
        return held if held is not None and self._tokens.lemma[held] in self._attacks else None

    def _answered(self, reading: Reading) -> bool:
        """Say whether a verb tells of a known deed: what is denied, or what something was done for ("was jailed for killing him")."""
        tokens, verb = self._tokens, reading.candidate.head
        return reading.event.factuality == "denied" or (
            tokens.dep[verb] == "pcomp" and tokens.lower[tokens.head[verb]] in _REASONS
        )

    def _definite(self, noun: int) -> bool:
        tokens = self._tokens
        before = [tokens.lower[c] for c in tokens.children[noun] if c < noun]
        return not _DETERMINERS.isdisjoint(before) and self._words.another.isdisjoint(before)

    def _pointed(self, noun: int) -> str:
        """Return the pronoun that a noun is said of: "it was the second attack", "these are attacks on schools"; "" without one."""
        tokens = self._tokens
        while tokens.dep[noun] == "conj":
            noun = tokens.head[noun]
            if tokens.dep[noun] == "pobj":
                # "attacks on schools | and an attack | on us all", hung on the schools
                noun = tokens.head[tokens.head[noun]]
        verb = tokens.head[noun]
        if tokens.dep[noun] != "attr" or tokens.lemma[verb] != "be":
            return ""
        subject = self._clause.child(verb, "nsubj")
        word = tokens.lower[subject] if subject is not None else ""
        return word if word in _POINTING else ""

    def _may_be(self, reading: Reading, other: Reading) -> bool:
        one, two = reading.event, other.event
        if reading is other or one.event_type != two.event_type:
            return False
        if one.place and two.place and one.place != two.place:
            return not {one.place_precision, two.place_precision} <= _SHARP
        doers, struck = reading.participants.source, other.participants.target
        if self._entities(doers) & self._entities(struck) or {f.head for f in doers} & {
            f.head for f in struck
        }:
            # "The general, who survived an attempt on his life, ordered the raid": what he did is not what was done to him.
            return False
        mine, theirs = self._entities(reading.participants.source), self._entities(other.participants.source)
        return not mine or not theirs or not mine.isdisjoint(theirs)

    def _of_target(self, reading: Reading, told: Sequence[Reading]) -> list[Reading]:
        """Return the deed done to the same: the last one told before, else the only one told later."""
        mine = self._struck(reading)
        same = [other for other in told if not mine.isdisjoint(self._struck(other))]
        before = [other for other in same if other.candidate.head < reading.candidate.head]
        if before:
            return before[-1:]
        return same if len({(other.event.when.start, other.event.when.end) for other in same}) == 1 else []

    def _struck(self, reading: Reading) -> set[str]:
        """Return whom or what a deed was done to: actors by their id in the article, things by their word."""
        found = self._entities(reading.participants.target)
        for filler in reading.participants.target:
            if filler.mention is None and "human" not in self._clause.kinds.of(filler.head):
                found.add(self._tokens.lemma[filler.head].lower())
        return found

    @staticmethod
    def _entities(fillers: Sequence[Filler]) -> set[str]:
        return {f.mention.entity for f in fillers if f.mention is not None and f.mention.entity}

    def _named_by(self, noun: int, mode: str, other: Reading) -> bool:
        """Say whether a noun can name a deed told before: by its word, as an attack, or as a killing where there are dead."""
        lemma, event = self._tokens.lemma[noun].lower(), other.event
        if lemma == event.lemma or self._sense(lemma) in {
            self._sense(event.lemma),
            *map(self._sense, event.lemma.split()),
        }:
            return True
        if event.event_type != "ASSAULT":
            return False
        if lemma in self._words.completed:
            return bool(event.killed_min) or bool({*event.lemma.split()} & self._words.completed)
        # "The attack" may be any; "the blast" is none of those who were shot.
        return self._sense(lemma) == _ANY or (lemma in self._attacks and mode in ("", event.mode))

    def _sense(self, lemma: str) -> str:
        return self._senses.get(lemma, lemma)

    def _nearest(self, noun: int, told: Sequence[Reading]) -> Reading | None:
        """Return the last deed told before: one of the background only right behind it."""
        before = [other for other in told if other.candidate.head < noun]
        sentence = self._tokens.sentence
        close = [
            other
            for other in before
            if not other.event.background or sentence[noun] - sentence[other.candidate.head] <= _NEXT
        ]
        return max(close or before, key=lambda other: other.candidate.head, default=None)

    def _together(self, nearest: Reading, told: Sequence[Reading], noun: int) -> list[Reading]:
        last = nearest.event.when.end
        return [
            other
            for other in told
            if other.candidate.head < noun
            and last is not None
            and other.event.when.end is not None
            and abs((other.event.when.end - last).days) <= _TOGETHER_DAYS
        ]

    @staticmethod
    def _take_over(reading: Reading, meant: Sequence[Reading]) -> None:
        event = reading.event
        whens = [other.event.when for other in meant]
        start, end = min(w.start for w in whens if w.start), max(w.end for w in whens if w.end)
        precision = whens[0].precision if len({(w.start, w.end) for w in whens}) == 1 else "range"
        event.when = DateRange(start, end, precision, "relative")
        event.date_text = meant[-1].event.date_text
        if not event.place and len({other.event.place for other in meant}) == 1:
            for name in SETTING:
                setattr(event, name, getattr(meant[-1].event, name))
        event.background = all(other.event.background for other in meant)
        if event.factuality in ("happened", "ongoing"):
            stages = {other.event.factuality for other in meant}
            if stages == {"attempted"}:
                event.factuality, event.outcome = "attempted", meant[-1].event.outcome
            elif event.factuality == "ongoing" and stages <= {"happened", "attempted"}:
                event.factuality = "happened"
