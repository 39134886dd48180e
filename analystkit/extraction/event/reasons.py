"""What is told as the known reason for something else: "were arrested on Monday over the raid", whose day and place are its own."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause

# Links an event may have to the preposition it stands behind; no clause lies between.
_TOGETHER = frozenset(
    {
        "pobj",
        "pcomp",
        "conj",
        "dobj",
        "nsubj",
        "nsubjpass",
        "compound",
        "nmod",
        "prep",
        "xcomp",
        "poss",
        "npadvmod",
        "nummod",
        "amod",
    }
)
_CONCERNING = frozenset({"for", "over", "of", "against", "with"})
_CONCERNING_OF_NOUNS = frozenset({"for", "over", "of", "against", "to", "into", "with"})
_HELD_FOR = frozenset({"for", "over"})
_AFTER = frozenset({"after", "following"})


class Reasons:
    """The reasons told in one part."""

    def __init__(self, clause: Clause) -> None:
        self._clause, self._tokens, self._words = clause, clause.tokens, clause.words
        # Where an event was and when it was ask for the same.
        self._markers: dict[int, int | None] = {}
        # The verbs of the clauses whose "after" does not hang on them.
        self._robbed: dict[int, int] = {}

    def marker(self, index: int) -> int | None:
        """Return the "after", "for" or "over" that makes what is behind it the known reason for something else, None without one.

        "were hurt after gunmen opened fire", an attack and what came of it, is told as one.
        """
        if index not in self._markers:
            self._markers[index] = self._find_marker(index)
        return self._markers[index]

    def _find_marker(self, index: int) -> int | None:
        tokens, node, charging = self._tokens, index, self._words.charging
        for _ in range(8):
            dep, above = tokens.dep[node], tokens.head[node]
            if dep == "advcl":
                after = [
                    c
                    for c in tokens.children[node]
                    if tokens.dep[c] == "mark" and tokens.lower[c] == "after" and c < index
                ] or self._robbed_after(node, above)
                if after or not self._goes_with(node):
                    return after[0] if after and not self._result(above) else None
            elif dep == "conj" and not any(tokens.dep[c] == "cc" for c in tokens.children[above]):
                after = self._robbed_after(node, above)
                if after:
                    return None if self._result(above) else after[0]
            if dep in ("pobj", "pcomp"):
                governor = self._over_day(tokens.head[above])
                if governor == above:
                    return None
                if self._concerns(governor, tokens.lower[above]):
                    return above
                held = tokens.dep[governor] == "dobj" and (
                    tokens.lower[above] in _HELD_FOR
                    or (tokens.lower[above] == "of" and tokens.lemma[tokens.head[governor]] in charging)
                )
                if held and self._concerns(tokens.head[governor], tokens.lower[above]):
                    # "jailed a man for the murder of a nurse", "convicted him of killing her", hung on the man
                    return above
                if tokens.lower[above] in _AFTER and self._clause.is_verb(governor):
                    return None if self._result(governor) else above
                if self._clause.is_verb(governor):
                    return None
            if (dep not in _TOGETHER and dep != "advcl") or above == node:
                return None
            node = above
        return None

    def _goes_with(self, verb: int) -> bool:
        # "after a video showed soldiers | beating | prisoners": the participle is of the clause it hangs on
        return self._tokens.tag[verb] == "VBG" and self._clause.child(verb, "mark") is None

    def _over_day(self, governor: int) -> int:
        """Return what a preposition hangs on, over a day that came between: "was convicted on Friday | of killing two officers"."""
        tokens = self._tokens
        if tokens.entity[governor] != "DATE" or tokens.dep[governor] != "pobj":
            return governor
        return tokens.head[tokens.head[governor]]

    def _robbed_after(self, verb: int, above: int) -> list[int]:
        """Return the "after" that was read as a preposition with the subject of its clause: "was recalled after | missiles | struck a village"."""
        tokens = self._tokens
        if self._clause.child(verb, "nsubj", "nsubjpass") is not None:
            return []
        found = [
            c
            for c in tokens.children[above]
            if above < c < verb
            and tokens.dep[c] == "prep"
            and tokens.lower[c] == "after"
            and tokens.subtree(c)[-1] >= verb - 2
        ]
        self._robbed.update(dict.fromkeys(found, verb))
        return found

    def apart(self, at: int, index: int) -> bool:
        """Say whether a date or place is that of a reason which an event is no part of: "was arrested over Monday's raid"."""
        marker = self.marker(at)
        return marker is not None and not self.below(index, marker)

    def below(self, index: int, above: int) -> bool:
        """Say whether a token behind another hangs on it, or on the clause that the other introduces."""
        tokens = self._tokens
        if index < above:
            return False
        clause = tokens.head[above] if tokens.dep[above] == "mark" else self._robbed.get(above, -1)
        for _ in range(12):
            if index in (above, clause):
                return True
            if tokens.head[index] == index:
                return False
            index = tokens.head[index]
        return False

    def _concerns(self, governor: int, preposition: str) -> bool:
        lemma = self._tokens.lemma[governor].lower()
        if self._clause.is_verb(governor):
            return preposition in _CONCERNING and lemma in self._words.concerning
        return preposition in _CONCERNING_OF_NOUNS and lemma in self._words.reaction

    def _result(self, index: int) -> bool:
        return self._tokens.lemma[index].lower() in self._words.result
