"""To which event a toll belongs."""

from __future__ import annotations

from analystkit.extraction.event.casualties import CasualtyReader, Toll
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.reading import Reading
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Event

_TOLLED = ("happened", "ongoing", "alleged", "denied")
# A foiled attack may have cost lives, and "no attack" hurt nobody; an attempt to kill has killed no one.
_UNDONE = ("attempted", "negated")


class TollKeeper:
    """Gives the counts of one part to its assaults."""

    def __init__(self, clause: Clause, kinds: Kinds, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._reader = CasualtyReader(clause, kinds, lexicon)

    def give(self, readings: list[Reading]) -> None:
        """Give each toll to the assault it hangs on, and to the attack whose result that is."""
        assaults = [
            r
            for r in readings
            if r.candidate.row.type == "ASSAULT"
            and (r.event.factuality in _TOLLED or (r.event.factuality in _UNDONE and not r.candidate.verbal))
            and not (r.judgement.tried and r.candidate.verbal)
        ]
        by_sentence: dict[int, list[Reading]] = {}
        for reading in assaults:
            by_sentence.setdefault(self._tokens.sentence[reading.candidate.head], []).append(reading)
        whole = {r.event.event_id: r for r in assaults}
        for sentence, found in by_sentence.items():
            first, last = self._clause.part.sentence_tokens[sentence]
            for toll in self._reader.tolls(first, last):
                owner: Reading | None = self._owner(toll, found)
                while owner is not None:
                    _add(owner.event, toll)
                    owner = whole.get(owner.event.part_of)

    def _owner(self, toll: Toll, found: list[Reading]) -> Reading:
        above = [toll.anchor, *(g.index for g in chain(self._clause, toll.anchor))]

        def cost(reading: Reading) -> tuple[int, int]:
            head = reading.candidate.head
            if head in above:
                return above.index(head), abs(head - toll.at)
            if any(g.index == toll.anchor for g in chain(self._clause, head)):
                return 1, abs(head - toll.at)
            return 9, abs(head - toll.at)

        return min(found, key=cost)


def _add(event: Event, toll: Toll) -> None:
    low, high = (
        (event.killed_min, event.killed_max)
        if toll.kind == "killed"
        else (event.injured_min, event.injured_max)
    )
    if low is None and high is None:
        low, high = toll.low, toll.high
    elif (low, high) != (toll.low, toll.high):
        # Conflicting or partial figures for one event: the widest interval they allow.
        low = min((v for v in (low, toll.low) if v is not None), default=None)
        high = None if high is None or toll.high is None else max(high, toll.high)
    if toll.kind == "killed":
        event.killed_min, event.killed_max = low, high
    else:
        event.injured_min, event.injured_max = low, high
