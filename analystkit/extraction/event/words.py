"""The words that steer the reading of events, by role, as table ``event_words`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.lexicon.roles import words_by_role


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
    presupposing: frozenset[str]
    spanning: frozenset[str]
    owning: frozenset[str]
    charging: frozenset[str]
    ending: frozenset[str]
    hoping: frozenset[str]
    laying: frozenset[str]
    executing: frozenset[str]
    purpose: frozenset[str]
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
    supposing: frozenset[str]
    aiming: frozenset[str]
    looming: frozenset[str]
    wrongly: frozenset[str]
    anyone: frozenset[str]
    contingency: frozenset[str]
    fiction: frozenset[str]
    drill: frozenset[str]
    mock: frozenset[str]
    shaking: frozenset[str]
    generic_place: frozenset[str]
    locating: frozenset[str]
    failing: frozenset[str]
    means: frozenset[str]
    sending: frozenset[str]
    threatening: frozenset[str]
    bound: frozenset[str]
    towards: frozenset[str]
    loaded: frozenset[str]
    designing: frozenset[str]
    hindering: frozenset[str]
    doing: frozenset[str]
    convicting: frozenset[str]
    agenda: frozenset[str]
    waiting: frozenset[str]
    once: frozenset[str]
    speaking: frozenset[str]
    demonstrating: frozenset[str]
    addressing: frozenset[str]
    answering: frozenset[str]
    clue: frozenset[str]
    result: frozenset[str]
    going_off: frozenset[str]
    apart_in_time: frozenset[str]
    reaction: frozenset[str]
    concerning: frozenset[str]
    conquering: frozenset[str]
    record: frozenset[str]
    counting: frozenset[str]
    circumstance: frozenset[str]
    holding: frozenset[str]
    awaited: frozenset[str]
    admitting: frozenset[str]
    occasion: frozenset[str]
    escaping: frozenset[str]
    completed: frozenset[str]
    circumstantial: frozenset[str]
    passing_on: frozenset[str]
    stopping: frozenset[str]
    throwing: frozenset[str]
    prefixing: frozenset[str]
    whose: frozenset[str]
    fired: frozenset[str]
    blast: frozenset[str]
    another: frozenset[str]
    setting_off: frozenset[str]
    answer: frozenset[str]


@lru_cache(maxsize=8)
def event_words(lexicon: Lexicon) -> EventWords:
    """Compile table ``event_words``."""
    return words_by_role(lexicon, "event_words", EventWords)
