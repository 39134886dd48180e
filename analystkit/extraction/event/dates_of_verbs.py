"""Dates of a second verb, of a comparison and of a participle read as a verb, which are not those of the verb before."""

from __future__ import annotations

from analystkit.extraction.event.attachment import hangs, verb_above
from analystkit.extraction.event.told_dates import ToldDates
from analystkit.extraction.tags import NOUNS, TENSED

_CLIMB = 6
# What opens a comparison, and the verbs that stand in it for the one before: "as it did in 2016".
_LIKE, _STANDING_IN = frozenset({"as", "like", "than"}), frozenset({"do", "have"})
# What stands before a comparison without a verb: ", as in 2016", "just as in 2016".
_BEFORE_LIKE, _SET_IN = frozenset({",", "just", "much", "more"}), frozenset({"in", "on", "at", "during"})
_READ_AS_VERB = ("ccomp", "xcomp", "dep", "conj")
_KNOWN = frozenset({"the", "this", "that"})


class DatesOfVerbs(ToldDates):
    """Tells the dates of events from those of other verbs of the sentence."""

    def _of_verb_apart(self, at: int, index: int) -> bool:
        """Say whether a date hangs on a verb that an event before or above it has nothing of."""
        verb = verb_above(self._clause, at, _CLIMB)
        if self._of_likeness(at, index):
            return True
        if verb is None or verb > at or hangs(self._tokens, index, verb):
            return False
        return self._is_sequel(verb, index) or self._stands_in(verb) or self._describes_noun(verb, index)

    def _is_sequel(self, verb: int, index: int) -> bool:
        # "was charged | but was acquitted | on Friday": what follows has an auxiliary, and a day, of its own
        tokens, first = self._tokens, self._tokens.head[verb]
        if tokens.dep[verb] != "conj" or first >= verb or not hangs(tokens, index, first):
            return False
        own = [c for c in tokens.children[verb] if c < verb]
        return any(tokens.dep[c] in ("aux", "auxpass") and tokens.tag[c] in TENSED for c in own) and not any(
            tokens.dep[c] in ("nsubj", "nsubjpass", "expl") for c in own
        )

    def _stands_in(self, verb: int) -> bool:
        # "offered to mediate, | as it did | in 2016"
        tokens = self._tokens
        if tokens.lemma[verb] not in _STANDING_IN or tokens.dep[verb] != "advcl":
            return False
        own = tokens.children[verb]
        return any(
            tokens.lower[c] in _LIKE and tokens.dep[c] in ("mark", "prep", "advmod") and c < verb for c in own
        ) and not any(tokens.dep[c] in ("dobj", "attr", "ccomp", "xcomp") for c in own)

    def _of_likeness(self, at: int, index: int) -> bool:
        # "shelled the town, | as in 2016 |"; not "as of Friday", "as early as 2016"
        tokens, preposition = self._tokens, self._tokens.head[at]
        like = preposition - 1
        return (
            tokens.lower[preposition] in _SET_IN
            and like > index
            and tokens.lower[like] in _LIKE
            and tokens.lower[like - 1] in _BEFORE_LIKE
        )

    def _describes_noun(self, verb: int, index: int) -> bool:
        # "urged them to respect the | truce | agreed | in November", the participle read as a verb of its own
        tokens, noun = self._tokens, verb - 1
        above = tokens.head[verb]
        if (
            noun == index
            or tokens.dep[verb] not in _READ_AS_VERB
            or tokens.tag[verb] not in ("VBD", "VBN")
            or tokens.tag[noun] not in NOUNS
            or not above < noun
            or tokens.dep[noun] not in ("dobj", "pobj")
        ):
            return False
        own = tokens.children[verb]
        return hangs(tokens, noun, above) and not any(
            c < verb or tokens.dep[c] in ("dobj", "nsubj", "ccomp") for c in own
        )

    def _of_admission(self, noun: int, at: int) -> int | None:
        """Return the verb by which somebody speaks, on a day told right behind, of what is known: "acknowledged the strike on Saturday"."""
        tokens, verb = self._tokens, self._tokens.head[noun]
        if tokens.dep[noun] != "dobj" or not self._clause.is_verb(verb):
            return None
        if not verb < noun < at <= noun + 2 or not any(
            tokens.lower[c] in _KNOWN for c in tokens.children[noun]
        ):
            return None
        return verb if verb in (tokens.head[at], tokens.head[tokens.head[at]]) else None
