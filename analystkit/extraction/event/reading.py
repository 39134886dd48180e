"""One event as it was read: the row and the evidence it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.participants import Participants
from analystkit.model.rows import Event


@dataclass(slots=True)
class Reading:
    """One event as read, with the participants' spans: the row and the evidence it was made from."""

    event: Event
    candidate: Candidate
    participants: Participants
    judgement: Judgement
