"""The words that steer coreference within an article, by role, as table ``coreference_words`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.lexicon.roles import words_by_role


@dataclass(frozen=True, slots=True)
class CoreferenceWords:
    """One set of words a role; the head of the table says what each role means."""

    government: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    copula: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def coreference_words(lexicon: Lexicon) -> CoreferenceWords:
    """Compile table ``coreference_words``."""
    return words_by_role(lexicon, "coreference_words", CoreferenceWords)
