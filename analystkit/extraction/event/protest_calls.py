"""Participles that only say who called a protest: "a march organised by unions is expected to start", of which the march is the event."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate


def only_calls(candidate: Candidate, other: Candidate, clause: Clause) -> bool:
    """Say whether a verb only tells who called the protest that is its noun: what is said of the noun decides."""
    tokens, verb = clause.tokens, candidate.head
    described = tokens.dep[verb] == "acl" and tokens.head[verb] == other.head and tokens.tag[verb] == "VBN"
    return described and candidate.row.type == other.row.type == "PROTEST"
