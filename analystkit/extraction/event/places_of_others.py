"""Places that are no place of an event: of whoever did it, of whom it is said to, of another main clause, of a meeting it was a day before."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attachment import hangs, verb_above
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.locating import Locating
from analystkit.extraction.event.reasons import Reasons
from analystkit.extraction.gazetteer import COUNTRY
from analystkit.model.rows import PlaceMention

# What is done on the spot; what is said of it may be said anywhere.
ON_THE_SPOT = ("ASSAULT", "PROTEST", "COERCE")
_CLIMB = 8
# Prepositions behind which stands whom something is said to: "call on Kyiv".
_TOWARD = frozenset({"on", "upon", "at", "against", "to"})


class PlacesOfOthers:
    """Tells the places of events from those told with them.

    Parameters
    ----------
    locating : Locating
        How places stand in the part.
    reasons : Reasons
        What the part tells as the reason for something else.
    """

    def __init__(self, locating: Locating, reasons: Reasons) -> None:
        self._clause = locating.clause
        self._tokens = locating.clause.tokens
        self._reasons = reasons

    def of_other(self, at: int, place: PlaceMention, candidate: Candidate, taken: Sequence[int]) -> bool:
        """Say whether a place, by its last token, is another's than an event's; `taken` are the heads of its participants."""
        tokens, above = self._tokens, self._tokens.head[at]
        if tokens.dep[at] == "pobj":
            if place.place_precision == COUNTRY and tokens.lower[above] == "by":
                # "a proposal by Norland": who, not where
                return True
            if candidate.row.type in SPOKEN and at in taken and tokens.lower[above] in _TOWARD:
                # "called on Dunmore to respond"
                return True
        verb = verb_above(self._clause, at, _CLIMB)
        if verb is None or verb == candidate.head:
            return False
        if candidate.row.type not in ON_THE_SPOT and self._reasons.apart(verb, candidate.head):
            # "resigned after soldiers beat prisoners in Dunmore"
            return True
        return self._of_second_clause(at, verb, candidate.head) or self._of_later_day(verb, candidate.head)

    def _of_second_clause(self, at: int, verb: int, index: int) -> bool:
        # "Norland expelled two envoys, and | Sudland arrested | a man in Dunmore": another who does it, by name
        tokens, first = self._tokens, self._tokens.head[verb]
        if tokens.dep[verb] != "conj" or not first < verb < at or hangs(tokens, index, verb):
            return False
        if not hangs(tokens, index, first) or not self._clause.is_verb(first):
            return False
        own, other = self._clause.child(verb, "nsubj"), self._clause.child(first, "nsubj")
        if own is None or other is None or tokens.tag[own] not in ("NNP", "NNPS"):
            return False
        opening = self._clause.phrase(own)[0]
        return (
            first < own < verb
            and tokens.lower[own] != tokens.lower[other]
            and tokens.tag[opening - 1] == "CC"
            and tokens.lower[opening - 2] == ","
        )

    def _of_later_day(self, verb: int, index: int) -> bool:
        # "bombed the port, | a day before | the two were to meet in Dunmore"
        tokens, node = self._tokens, verb
        for _ in range(_CLIMB):
            if tokens.dep[node] == "advcl":
                break
            if tokens.dep[node] not in ("xcomp", "acomp") or tokens.head[node] == node:
                return False
            node = tokens.head[node]
        if tokens.dep[node] != "advcl" or hangs(tokens, index, node):
            return False
        mark = next((c for c in tokens.children[node] if tokens.lower[c] in ("before", "after")), 0)
        return 0 < mark < node and "time" in self._clause.kinds.of(mark - 1)
