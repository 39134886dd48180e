"""Whether what a row of the lexicon asks of its surroundings holds of a candidate."""

from __future__ import annotations

from collections.abc import Set

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.slots import REACH, Slots
from analystkit.extraction.event.triggers import Condition, Triggers
from analystkit.extraction.tags import NOUNS

_NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Conditions(Slots):
    """Answers whether the conditions of a row hold."""

    def __init__(self, clause: Clause, kinds: Kinds, triggers: Triggers) -> None:
        super().__init__(clause, kinds, triggers)
        self._called: dict[int, set[str]] = {}
        # What conditions ask of a slot, for a word may have dozens of rows: what its heads are called, their lemmas and kinds.
        self._named_in: dict[tuple[str, tuple[int, ...], bool], Set[str]] = {}
        self._kinds_in: dict[tuple[str, tuple[int, ...], bool], tuple[Set[str], Set[str]]] = {}
        # The words of each sentence, by its first token.
        self._sentence_words: dict[int, set[str]] = {}

    def fits(self, candidate: Candidate) -> bool:
        """Say whether all conditions of a candidate's row hold of it."""
        for condition in candidate.row.conditions:
            if self._test(condition, candidate) != condition.wanted:
                return False
        return True

    def _test(self, condition: Condition, candidate: Candidate) -> bool:
        slot = condition.slot
        if condition.around or (slot == "comp" and candidate.verbal):
            return self._test_around(condition, candidate)
        if condition.test == "filled":
            return bool(self.slot(slot, candidate))
        key = (slot, candidate.words, candidate.verbal)
        if condition.test == "=":
            names = self._named_in.get(key)
            if names is None:
                heads, wholes = self._filling(slot, candidate)
                names = self._named_in[key] = set[str]().union(*map(self._names, (*heads, *wholes)))
            return not condition.values.isdisjoint(names)
        held = self._kinds_in.get(key)
        if held is None:
            held = self._kinds_in[key] = self._lemmas_and_kinds(slot, candidate)
        lemmas, kinds = held
        if "attack" in condition.values:
            return not lemmas.isdisjoint(self.triggers.assault_nouns)
        if "explosive" in condition.values and slot == "obj" and "attack" in lemmas:
            return False
        return not condition.values.isdisjoint(kinds)

    def _lemmas_and_kinds(self, slot: str, candidate: Candidate) -> tuple[Set[str], Set[str]]:
        heads, wholes = self._filling(slot, candidate)
        if wholes:
            # "dozens of houses" are no people, though dozens may be.
            heads = [h for h in heads if self._tokens.lemma[h] not in self._words.counting] + wholes
        if not heads:
            return _NOTHING
        if len(heads) == 1:
            return {self._tokens.lemma[heads[0]]}, self._kinds.of(heads[0])
        return {self._tokens.lemma[h] for h in heads}, set[str]().union(*map(self._kinds.of, heads))

    def _test_around(self, condition: Condition, candidate: Candidate) -> bool:
        """Say whether a condition holds that asks for no slot but for the words and clauses around a candidate."""
        tokens, slot, index, values = self._tokens, condition.slot, candidate.head, condition.values
        if slot == "comp":
            if condition.around:
                return any(self._complement(index, kind, candidate) for kind in values)
            return any(tokens.lemma[c] in values for c in self.complements(candidate))
        if slot == "prep":
            return any(
                tokens.lower[p] in values
                and not self._fronted(p, candidate)
                and not any(tokens.entity[c] in ("DATE", "TIME") for c in tokens.children[p])
                for p in self.prepositions(candidate)
            )
        if slot == "word":
            _, last = self._clause.bounds(index)
            behind = range(candidate.words[-1] + 1, min(last, candidate.words[-1] + 1 + REACH))
            return any(
                (tokens.lower[i] in values or tokens.lemma[i] in values)
                # "pleaded not guilty"
                and tokens.lower[i - 1] != "not"
                for i in behind
            )
        if slot == "future":
            return any(
                tokens.lower[c] in self._words.will or tokens.lower[c] in ("would", "'d")
                for c in tokens.children[index]
            )
        if slot == "text":
            return not (
                values.isdisjoint(tokens.positions.keys()) and values.isdisjoint(tokens.inflected.keys())
            )
        if slot == "neg-comp":
            return self._negative_complement(index)
        first, last = self._clause.bounds(index)
        if condition.test == "=":
            # Common verbs have several rows that ask this.
            words = self._sentence_words.get(first)
            if words is None:
                words = {*tokens.lower[first:last], *tokens.lemma[first:last]}
                self._sentence_words[first] = words
            return not values.isdisjoint(words)
        return any(values & self._kinds.of(i) for i in range(first, last) if tokens.tag[i] in NOUNS)

    def _filling(self, slot: str, candidate: Candidate) -> tuple[list[int], list[int]]:
        """Return the heads in a slot as conditions see them, and what they stand for."""
        heads = self.slot(slot, candidate)
        if not heads:
            return [], []
        if slot in ("obj", "subj") and "CD" in [self._tokens.tag[head] for head in heads]:
            # "14 of 19 drones": what is counted decides.
            heads = [of for head in heads for of in self._counted(head)]
        return heads, [whole for wholes in map(self.wholes, heads) for whole in wholes]

    def _names(self, head: int) -> set[str]:
        """Return what a head may be called in a condition: its lemma, its form, and the hyphenated word it ends."""
        found = self._called.get(head)
        if found is None:
            tokens = self._tokens
            lower = tokens.lower[head]
            found = self._called[head] = {tokens.lemma[head].lower(), lower, lower.removesuffix("s")}
            if head > 1 and tokens.text[head - 1] == "-":
                found |= {f"{tokens.lower[head - 2]}-{name}" for name in found}
        return found
