"""How sure an event is: the share that is right of those with as much behind them.

A score counts what speaks for an event: the weight of its lexicon row, whether its roles are filled, how many words on the way to the root had to be
weighed. A line turns the score into a share. It was fitted by ``python -m benchmarks.event_confidence --fit`` to the sentences of the PLOVER gold
standard records with a single event in them (Open Event Data Alliance, CC BY-SA 4.0), and is held against other sentences by the same program.
"""

from __future__ import annotations

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.participants import Participants

# Share right where the score is 0, and what one more point of score adds.
INTERCEPT, SLOPE = 0.457, 0.488


def score(candidate: Candidate, participants: Participants, judgement: Judgement) -> float:
    """Return what speaks for an event, from 0.05 to 0.97; higher is surer."""
    found = candidate.row.weight
    found += 0.05 if participants.source else -0.1
    found += 0.05 if participants.target else -0.05
    found -= 0.1 if not candidate.verbal else 0.0
    found -= 0.03 * len(judgement.signs)
    return min(max(found, 0.05), 0.97)


def confidence(candidate: Candidate, participants: Participants, judgement: Judgement) -> float:
    """Return the confidence of an event, between 0 and 1."""
    return round(INTERCEPT + SLOPE * score(candidate, participants, judgement), 3)
