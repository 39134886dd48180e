"""What the words of a role tell: "three more Turkish soldiers" are three, one more lot, soldiers, and Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from analystkit.lexicon import Lexicon
from analystkit.resolve.known import people_sectors

_FIGURES = frozenset("0123456789,")
_MARKS = "'’\"”“.,"


class Role(NamedTuple):
    """Whom or what a role as written names: head nouns, how many, which heads are names, words with a capital, sectors of people, and whether it is told as one more, or as known."""

    heads: frozenset[str] = frozenset()
    counts: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    one_more: bool = False
    resumed: bool = False


_NOBODY = Role()


class RoleWords:
    """Reads roles as written, each wording once: most are told in words that others are told in too."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, set[str]] = {}
        for row in lexicon.table("report_words"):
            words.setdefault(row["role"], set()).add(row["word"])
        self._anybody, self._more, self._known = (
            frozenset(words.get(role, ())) for role in ("anybody", "more", "known")
        )
        numbers = lexicon.table("number_words")
        self._counts = frozenset(row["word"].removesuffix("s") for row in numbers)
        self._numbers = {row["word"]: int(row["value"]) for row in numbers if row["kind"] == "number"}
        self._opening = (
            self._known
            | self._more
            | self._anybody
            | words.get("opening", set())
            | {row["word"] for row in numbers}
        )
        self._sectors = people_sectors(lexicon)
        self._read: dict[str, Role] = {}

    def read(self, text: str) -> Role:
        """Return what the words of a role tell."""
        if not text:
            return _NOBODY
        role = self._read.get(text)
        if role is None:
            role = self._read[text] = self._of(text)
        return role

    def _of(self, text: str) -> Role:
        heads = _heads(text, self._counts, self._anybody)
        capitals = self._capitals(text)
        first = text.partition("; ")[0].split()
        return Role(
            heads,
            _numbers(text, self._numbers),
            _names(text, capitals),
            capitals,
            frozenset(sector for head in heads if (sector := self._sectors.get(head))),
            # "More than a hundred" is how many.
            not self._more.isdisjoint(text.lower().replace("more than", "").split(maxsplit=3)[:3]),
            bool(first)
            and first[0].lower() in self._known
            and not any(word[:1].isupper() for word in first[1:]),
        )

    def _capitals(self, text: str) -> frozenset[str]:
        """Return the words with a capital, in small letters, but for those that have one where a sentence begins."""
        found = set()
        for phrase in text.split("; "):
            for at, written in enumerate(phrase.split()):
                word = written.strip(_MARKS).lower()
                if written[:1].isupper() and (at or word not in self._opening):
                    found.add(word)
        return frozenset(found)


def _heads(text: str, counts: frozenset[str], anybody: frozenset[str]) -> frozenset[str]:
    """Return the head nouns of a role as written, in the singular: "thousands of miners; the depot of the army" gives miner and depot.

    Pronouns, and nouns such as "people", are left out: they stand for anyone.
    """
    heads = set()
    for phrase in text.lower().split("; "):
        before, _, behind = phrase.partition(" of ")
        word = _head(before)
        if word in counts and behind:
            word = _head(behind.split(" of ")[0])
        heads.add(word)
    return frozenset(heads - anybody - {""})


def _names(text: str, capitals: frozenset[str]) -> frozenset[str]:
    """Return the names of whom or what a role names: "Kestrel; the town of Aldmere" gives both."""
    found = set()
    for phrase in text.lower().split("; "):
        before, _, behind = phrase.partition(" of ")
        for words in (before.split(), behind.split()):
            if words and words[-1].strip(_MARKS) in capitals:
                found.add(words[-1].strip(_MARKS))
                break
    return frozenset(found)


def _numbers(text: str, words: Mapping[str, int]) -> frozenset[int]:
    """Return how many a role as written is said to be: "three more hostages" are 3; one is none, since anybody is one."""
    found = set()
    for phrase in text.lower().split("; "):
        for word in phrase.split(maxsplit=4)[:4]:
            digits = word.replace(",", "") if word[0] in _FIGURES else ""
            number = (
                int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else words.get(word)
            )
            if number is not None and number > 1:
                found.add(number)
                break
    return frozenset(found)


def _head(phrase: str) -> str:
    words = phrase.split(" in ", maxsplit=1)[0].split()
    word = words[-1].strip(_MARKS) if words else ""
    if len(word) > 4 and word.endswith("men"):
        return f"{word[:-3]}man"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
