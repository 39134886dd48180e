"""The words that steer resolution, by role, as table ``resolution_words`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.lexicon.roles import words_by_role


@dataclass(frozen=True, slots=True)
class ResolutionWords:
    """One set of words a role; the head of the table says what each role means."""

    anyone: frozenset[str] = frozenset()
    speaker: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    suffix: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def resolution_words(lexicon: Lexicon) -> ResolutionWords:
    """Compile table ``resolution_words``."""
    return words_by_role(lexicon, "resolution_words", ResolutionWords)


@lru_cache(maxsize=1)
def shipped_words() -> ResolutionWords:
    """Return those of the lexicon that ships with the package, for what is reckoned from a name alone."""
    return resolution_words(Lexicon.default())
