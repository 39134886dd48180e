"""What holds a name together where its words are no names: "Kim Yo Jong", "Quaid-i-Azam University", "the People's Front"."""

from __future__ import annotations

from analystkit.extraction.actor_words import ActorWords
from analystkit.extraction.part import Tokens

_PROPER = frozenset({"NNP", "NNPS"})
_POSSESSIVES = frozenset({"my", "your", "thy", "his", "her", "its", "our", "their"})
# Plurals that take an apostrophe and an "s".
_PEOPLE = ("people", "men", "children")


def is_syllable(tokens: Tokens, index: int) -> bool:
    """Say whether what was read as a possessive is a syllable of a person's name: "Kim | Yo | Jong"."""
    return (
        0 < index < len(tokens) - 1
        and tokens.lower[index] not in _POSSESSIVES
        and tokens.entity[index - 1] == "PERSON"
        and tokens.tag[index + 1] in _PROPER
    )


def joins(tokens: Tokens, index: int) -> bool:
    """Say whether a token is a syllable that joins two parts of a name, as "i", "e" or "ul" do, and no word of English ("Paris-to-Dakar")."""
    word = tokens.text[index]
    return (
        word.islower()
        and word.isalpha()
        and len(word) <= 3
        and tokens.tag[index] not in ("TO", "CC", "IN", "DT")
    )


def of_people(tokens: Tokens, lex: ActorWords, mark: list[bool], index: int) -> bool:
    """Say whether a possessive is part of a body's name: "the People | 's | Front", "the Women | 's | League"."""
    if not tokens.text[index - 1][0].isupper() or not tokens.lower[index - 1].endswith(_PEOPLE):
        return False
    last = index + 1
    while last < len(mark) and mark[last] and tokens.sentence[last] == tokens.sentence[index]:
        last += 1
    return lex.institutions.get(tokens.lower[last - 1], ("",))[0] == "ORG"
