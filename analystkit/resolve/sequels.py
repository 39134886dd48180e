"""Expressions of time that count from a deed told before: "hours later", "that night", "the day before"."""

from __future__ import annotations

from analystkit.lexicon import Lexicon


class Sequels:
    """Tells them from those that give a day by themselves, each wording once."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, set[str]] = {}
        for row in lexicon.table("report_words"):
            words.setdefault(row["role"], set()).add(row["word"])
        self._ending, self._within = words.get("ending", set()), words.get("within", set())
        self._read: dict[str, bool] = {}

    def read(self, text: str) -> bool:
        """Say whether an expression counts from a deed told before."""
        found = self._read.get(text)
        if found is None:
            words = text.lower().split()
            counts = bool(words) and (words[-1] in self._ending or not self._within.isdisjoint(words))
            found = self._read[text] = counts
        return found
