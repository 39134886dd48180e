"""The words that steer the reading of names, by role, as table ``name_words`` has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon
from analystkit.lexicon.roles import words_by_role


@dataclass(frozen=True, slots=True)
class NameWords:
    """One set of words a role; the head of the table says what each role means."""

    calendar: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    direction: frozenset[str] = frozenset()
    zone: frozenset[str] = frozenset()
    dealing: frozenset[str] = frozenset()
    acronym: frozenset[str] = frozenset()
    suffix: frozenset[str] = frozenset()
    backed: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    seeming: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    suffering: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    calling: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    platform: frozenset[str] = frozenset()
    plural_article: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def name_words(lexicon: Lexicon) -> NameWords:
    """Compile table ``name_words``."""
    return words_by_role(lexicon, "name_words", NameWords)
