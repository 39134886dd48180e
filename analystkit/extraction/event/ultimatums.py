"""What is to come unless something is done, found by order: "they must leave or the army would shell the town"."""

from __future__ import annotations

from functools import cached_property

from analystkit.extraction.event.word_order import WordOrder

# What a report makes of "will".
_WOULD = frozenset({"would", "'d"})
# How far behind "or" the auxiliary stands, and how far behind that the verb.
_SUBJECT, _VERB = 8, 4


class Ultimatums(WordOrder):
    """Answers about clauses behind "or" that say what happens otherwise; parsers hang them, and their subjects, on what is nearest."""

    def otherwise(self, verb: int) -> int | None:
        """Return the head of the subject of a verb that tells what is to come otherwise, None for any other verb."""
        return self._otherwise.get(verb)

    @cached_property
    def _otherwise(self) -> dict[int, int]:
        return dict(filter(None, map(self._behind, self.tokens.positions.get("or", ()))))

    def unmet(self, verb: int) -> bool:
        """Say whether what a verb tells depends on something not being done: "if the ships did not leave", "unless they left"."""
        tokens = self.tokens
        for clause in tokens.children[verb]:
            if tokens.dep[clause] == "advcl":
                below = tokens.children[clause]
                words = {tokens.lower[c] for c in below}
                if "unless" in words or ("if" in words and any(tokens.dep[c] == "neg" for c in below)):
                    return True
        return False

    def _behind(self, either: int) -> tuple[int, int] | None:
        """Return the verb and the head of its subject in the clause behind an "or"."""
        tokens = self.tokens
        first, last = self.bounds(either)
        if not any(self._demands(i) for i in range(first, either)):
            return None
        will = next(
            (i for i in range(either + 1, min(either + _SUBJECT, last)) if tokens.tag[i] == "MD"), None
        )
        if will is None or will == either + 1 or tokens.lower[will] not in self._words.will | _WOULD:
            return None
        if any(tokens.tag[i][:2] == "VB" or tokens.text[i] in ",;:" for i in range(either + 1, will)):
            return None
        verb = next(
            (
                i
                for i in range(will + 1, min(will + _VERB, last))
                if tokens.tag[i][:2] == "VB" and tokens.lemma[i] != "be"
            ),
            None,
        )
        return None if verb is None else (verb, will - 1)

    def _demands(self, index: int) -> bool:
        tokens = self.tokens
        if tokens.lower[index] in self._words.duty and tokens.tag[index] == "MD":
            return True
        # "They have to leave or", "they had to leave or"
        return tokens.lemma[index] in ("have", "need") and tokens.lower[index + 1 : index + 2] == ["to"]
