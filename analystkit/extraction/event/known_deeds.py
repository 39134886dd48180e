"""Deeds that are taken for granted by what stands above them: "was not told of the raid", "refused to discuss it", "nobody was hurt in the raid"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Effect
from analystkit.extraction.event.governors import Governor
from analystkit.extraction.event.polarity import Polarity

# Prepositions in front of what somebody knows or speaks of, and of that in which somebody was hurt.
_ABOUT = frozenset({"of", "about", "on"})
_WITHIN = frozenset({"in", "during"})
_ONE = frozenset({"a", "an"})
_HURT = ("nsubj", "nsubjpass")
# Verbs of being hurt that have no passive.
_DYING = frozenset({"die", "perish"})


class KnownDeeds:
    """Says of the deeds of one part which are beyond doubt.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    polarity : Polarity
        Reads the negations of the part.
    attacks : collection of str
        Lemmas of nouns for an attack.
    effects : mapping
        Table ``factuality``, compiled.
    """

    def __init__(
        self,
        clause: Clause,
        polarity: Polarity,
        attacks: Collection[str],
        effects: Mapping[tuple[str, str], Effect],
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._polarity = polarity
        self._attacks = attacks
        self._effects = effects
        self._words = clause.words

    def granted(self, governor: Governor) -> bool:
        """Say whether a deed told by a noun was done, whatever becomes of the word above it."""
        tokens, index, below = self._tokens, governor.index, governor.below
        if governor.link not in ("pobj", "dobj") or self._clause.is_verb(below):
            return False
        lemma = tokens.lemma[index].lower()
        if governor.preposition in _WITHIN:
            return self._unhurt(index, lemma) and (self._known(below) or self._single(below))
        if governor.preposition and governor.preposition not in _ABOUT:
            return False
        if lemma in self._words.knowing and governor.preposition:
            # "had no prior knowledge of | the raid |", "little is known about | the raid |"
            return self._known(below) and not any(tokens.tag[c] == "MD" for c in tokens.children[index])
        if lemma in self._words.discussing and self._clause.is_verb(index) and self._silent(index):
            # "declined to comment on | the raid |", "on | reports | that rebels had killed them"
            return self._reports(below) or (self._known(below) and self._beyond_doubt(below))
        return False

    def _known(self, noun: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.lower[c] in self._words.known or tokens.dep[c] == "poss" for c in tokens.children[noun]
        )

    def _single(self, noun: int) -> bool:
        return any(self._tokens.lower[c] in _ONE for c in self._tokens.children[noun])

    def _beyond_doubt(self, noun: int) -> bool:
        lemma = self._tokens.lemma[noun].lower()
        return lemma in self._attacks or lemma in self._words.undoubted

    def _reports(self, noun: int) -> bool:
        effect = self._effects.get(("noun", self._tokens.lemma[noun].lower()))
        return effect is not None and effect.plus == "alleged"

    def _unhurt(self, verb: int, lemma: str) -> bool:
        # "No casualties were reported | in the raid |", "nobody died in it"
        tokens, clause = self._tokens, self._clause
        if not clause.is_verb(verb) or not (lemma in _DYING or clause.passive(verb)):
            return False
        below = [c for c in tokens.children[verb] if tokens.dep[c] != "aux"]
        if any(tokens.dep[c] == "neg" for c in below) or any(
            tokens.tag[c] == "MD" for c in tokens.children[verb]
        ):
            return False
        return any(tokens.dep[c] in _HURT for c in below) and self._polarity.negated(verb)

    def _silent(self, verb: int) -> bool:
        """Say whether somebody does not speak: "would not discuss", "declined to comment"."""
        tokens, above = self._tokens, self._tokens.head[verb]
        if self._polarity.negated(verb):
            return True
        if tokens.dep[verb] != "xcomp":
            return False
        effect = self._effects.get(("verb", tokens.lemma[above].lower()))
        return effect is not None and effect.plus == "negated" and not self._polarity.negated(above)
