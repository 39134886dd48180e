"""Negation by circumstance: "at no time", "under no circumstances", "no longer", found by order; and by one: "not a single prisoner"."""

from __future__ import annotations

from collections.abc import Set

from analystkit.extraction.event.asides import behind_remark
from analystkit.extraction.event.clause import Clause

# The prepositions, and how far before its verb such words may stand.
_BY_WAY = frozenset({"at", "under", "in", "on", "by", "for"})
_WITHIN = 8


class NoTime:
    """Says which verbs of one part are denied by such words.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    circumstances : set of str
        Nouns of circumstance, in small letters.
    """

    def __init__(self, clause: Clause, circumstances: Set[str]) -> None:
        self._clause = clause
        lower = clause.tokens.lower
        self._found = [
            i
            for i in clause.tokens.positions.get("no", ())
            if 0 < i < len(lower) - 1 and lower[i + 1] in circumstances and lower[i - 1] in _BY_WAY
        ]

        self._longer = {
            i + 1 for i in clause.tokens.positions.get("no", ()) if lower[i + 1 : i + 2] == ["longer"]
        }

    def _ends(self, verb: int) -> bool:
        # "will | no longer | supply them", which they did
        tokens = self._clause.tokens
        return any(c in self._longer and tokens.dep[c] == "advmod" for c in tokens.children[verb] if c < verb)

    def not_one(self, noun: int) -> bool:
        """Say whether a noun tells of none at all: "not a shot was fired", "not a single prisoner"."""
        tokens = self._clause.tokens
        before = [c for c in tokens.children[noun] if c < noun and tokens.lower[c] == "not"]
        if noun > 1 and tokens.lower[noun - 2] == "not":
            before.append(noun - 2)
        return any(tokens.lower[c + 1] in ("a", "one", "even") for c in before)

    def denies(self, verb: int) -> bool:
        """Say whether a verb is denied; by order, since "has at no time supplied" is parsed as a time that supplied."""
        if self._longer and self._ends(verb):
            return True
        if not self._found:
            return False
        first, _ = self._clause.bounds(verb)
        nearest = next((i for i in reversed(self._found) if first <= i < verb), None)
        if nearest is None:
            return False
        tokens = self._clause.tokens
        start = nearest + 2
        # "At no time, it added, | had soldiers shot at them"
        turned = behind_remark(self._clause, start)
        if turned is not None and tokens.lemma[turned] in ("have", "do", "be"):
            if turned == verb:
                # The auxiliary itself, read as a verb.
                return False
            start = turned + 1
        between = range(start, verb)
        if verb - start > _WITHIN - 2 or any(tokens.text[i] in ",;:" for i in between):
            return False
        return not any(tokens.tag[i][0] == "V" and tokens.dep[i][:3] != "aux" for i in between)
