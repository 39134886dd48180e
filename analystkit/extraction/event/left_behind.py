"""Dead and wounded whom a fight or a retreat leaves: "Troops retreated, | leaving | 30 dead" does not say who killed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analystkit.extraction.event.reading import Reading
from analystkit.extraction.part import Tokens


def leave_to_nobody(readings: Sequence[Reading], tokens: Tokens) -> None:
    """Take the source from attacks told by "leaving ... dead" beside a retreat, or beside a fight of several sides, in place.

    Parameters
    ----------
    readings : sequence of Reading
        The events of one part.
    tokens : Tokens
        The part's tokens.
    """
    left = [
        one
        for one in readings
        if one.candidate.row.type == "ASSAULT" and one.candidate.row.words[0] == "leave"
    ]
    if not left:
        return
    others = {reading.candidate.head: reading for reading in readings}
    for reading in left:
        if _by_nobody(reading, others, tokens):
            reading.participants.source = []
            reading.event.source_mentions, reading.event.source_text = [], ""


def _by_nobody(reading: Reading, others: Mapping[int, Reading], tokens: Tokens) -> bool:
    leaving = reading.candidate.head
    above = others.get(tokens.head[leaving])
    if above is None or tokens.dep[leaving] != "advcl" or tokens.tag[leaving] != "VBG":
        return False
    # "The army clashed with rebels, leaving ten dead": either may have killed them
    fight = above.candidate.row.type == "ASSAULT" and len(above.participants.source) > 1
    return above.candidate.row.type == "RETREAT" or (fight and bool(above.candidate.row.roles.joined))
