"""The day a sentence sets the scene for: "The trouble began on Monday." is when the crowd of the next sentence attacked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analystkit.extraction.event.attachment import between, by_position
from analystkit.extraction.event.clause import Clause
from analystkit.model.rows import TimeExpression

_CLIMB = 8
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})
_SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_WAS = frozenset({"was", "were"})


class SceneReader:
    """Answers which day the sentences of one part are set on that tell no event of their own.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    dates : sequence of TimeExpression
        What `extract_dates` found in it.
    cues : collection of str
        Lemmas of verbs of saying: the day something was said sets no scene.
    """

    def __init__(self, clause: Clause, dates: Sequence[TimeExpression], cues: Collection[str]) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._cues = cues
        at = clause.tokens.at
        days = (d for d in dates if d.type in ("DATE", "TIME") and d.range.precision == "day")
        self._days = sorted(((at(d.start), d) for d in days), key=by_position)

    def last(self, before: int, behind: int) -> tuple[int, TimeExpression] | None:
        """Return the last sentence between two others that is set on a day, and the expression of the day."""
        for sentence in range(before - 1, max(behind, -1), -1):
            day = self._day(sentence)
            if day is not None:
                return sentence, day
        return None

    def _day(self, sentence: int) -> TimeExpression | None:
        first, last = self._clause.part.sentence_tokens[sentence]
        for at, expression in reversed(between(self._days, first, last)):
            if self._past(at):
                return expression
        return None

    def _past(self, at: int) -> bool:
        tokens, node = self._tokens, at
        for _ in range(_CLIMB):
            if self._clause.is_verb(node):
                break
            if tokens.head[node] == node:
                return False
            node = tokens.head[node]
        if tokens.lemma[node].lower() not in self._clause.words.unfolding:
            # "The minister came home on Monday" tells nothing of the next sentence.
            return False
        if tokens.dep[node] not in _CLAUSES or self._says(node):
            return False
        aux = {tokens.lower[c] for c in tokens.children[node] if tokens.dep[c] in ("aux", "auxpass")}
        if tokens.tag[node] == "VBN":
            # "was held on Monday"; who "was born" then did nothing yet
            return bool(aux & _WAS) and tokens.lemma[node] != "bear"
        return tokens.tag[node] == "VBD" or (tokens.tag[node] == "VB" and "did" in aux)

    def _says(self, verb: int) -> bool:
        # "The minister began on Monday", but not "the trouble began on Monday"
        tokens = self._tokens
        if tokens.lemma[verb].lower() not in self._cues:
            return False
        subject = self._clause.child(verb, "nsubj")
        return (
            subject is None
            or tokens.tag[subject] == "PRP"
            or tokens.entity[subject] in _SPEAKING
            or bool(self._clause.kinds.of(subject) & {"human", "group", "state"})
        )
