"""Dates of who told something, which are not those of what is told: "police said on Monday"."""

from __future__ import annotations

from collections.abc import Collection

from analystkit.extraction.event.clause import Clause

# Relations of a deed that a speaker named behind may have told.
_TOLD = frozenset({"ROOT", "ccomp", "conj", "nsubj", "dobj", "advcl"})


class ToldDates:
    """Tells the dates of reports in one part; `cues` are lemmas of verbs of saying."""

    def __init__(self, clause: Clause, cues: Collection[str]) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._cues = cues

    def _told_behind(self, index: int, at: int) -> bool:
        """Say by order whether a date is that of whoever told it, named behind: "..., the government said on Thursday"."""
        tokens = self._tokens
        for verb in (at - 2, at - 1):
            if verb > index and tokens.tag[verb] == "VBD" and tokens.lemma[verb].lower() in self._cues:
                between = range(index + 1, verb)
                comma = next((i for i in reversed(between) if tokens.lower[i] == ","), -1)
                return (
                    comma > 0
                    and not any(self._clause.is_verb(i) for i in range(comma, verb))
                    and tokens.dep[index] in _TOLD
                )
        return False

    def _said(self, at: int) -> bool:
        """Say whether a date stands behind a verb of saying: "officials said on Tuesday"."""
        return any(
            self._clause.is_verb(i) and self._tokens.lemma[i].lower() in self._cues
            for i in range(max(0, at - 3), at)
        )

    def _of_aside(self, at: int) -> bool:
        """Say whether a date is that of who said so between commas: ", police said on Monday, "."""
        tokens = self._tokens
        if not self._said(at):
            return False
        first, last = self._clause.bounds(at)
        shut = next((i for i in range(at, min(at + 4, last)) if tokens.text[i] == ","), None)
        before = next((i for i in range(at, max(first, at - 7), -1) if tokens.text[i] == ","), None)
        return shut is not None and before is not None and shut < last - 2

    def _teller(self, index: int) -> int | None:
        tokens, node = self._tokens, index
        for _ in range(6):
            above = tokens.head[node]
            if above == node:
                return None
            told = tokens.dep[node] in ("ccomp", "parataxis") or self._perfect_infinitive(node)
            if told and tokens.lemma[above].lower() in self._cues and self._clause.is_verb(above):
                return above
            node = above
        return None

    def _perfect_infinitive(self, index: int) -> bool:
        # "claimed to have taken the town": told as a clause would be.
        tokens = self._tokens
        aux = {tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] == "aux"}
        return tokens.dep[index] in ("xcomp", "advcl") and aux >= {"to", "have"}
