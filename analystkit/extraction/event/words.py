"""The words that steer the reading of events, by role, as table ``event_words`` has them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from analystkit.errors import LexiconError
from analystkit.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class EventWords:
    """One set of words a role; the head of the table says what each role means."""

    nobody: frozenset[str]
    foretelling: frozenset[str]
    will: frozenset[str]
    duty: frozenset[str]
    maybe: frozenset[str]
    warning: frozenset[str]
    ordering: frozenset[str]
    minding: frozenset[str]
    naming: frozenset[str]
    spanning: frozenset[str]
    owning: frozenset[str]
    standing: frozenset[str]
    bygone: frozenset[str]
    before: frozenset[str]
    without: frozenset[str]
    reason: frozenset[str]
    known: frozenset[str]
    relative: frozenset[str]
    voicing: frozenset[str]
    outside: frozenset[str]
    harming: frozenset[str]
    promising: frozenset[str]
    thing_kind: frozenset[str]
    neutral: frozenset[str]


@lru_cache(maxsize=8)
def event_words(lexicon: Lexicon) -> EventWords:
    """Compile table ``event_words``.

    Raises
    ------
    LexiconError
        If a row has a role nobody reads.
    """
    found: dict[str, set[str]] = {field.name: set() for field in fields(EventWords)}
    for row in lexicon.table("event_words"):
        role = row["role"]
        if role not in found:
            raise LexiconError(
                f"event_words.csv: {row['word']!r} has role {role!r}; expected one of {', '.join(found)}"
            )
        found[role].add(row["word"])
    return EventWords(**{role: frozenset(words) for role, words in found.items()})
