"""A trigger in the text, and the clauses and nouns that complete its meaning: what is agreed, threatened, demanded."""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.governors import another_clause, infinitive
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.triggers import TriggerRow, Triggers
from analystkit.extraction.event.weapons_on_their_way import WeaponsOnTheirWay
from analystkit.extraction.event.word_order import NOMINAL

_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_CLAUSAL = ("xcomp", "ccomp", "pcomp", "acl", "advcl")


@dataclass(slots=True)
class Candidate:
    """A trigger in the text: token indices of its words, its head, and the row that fits."""

    head: int
    words: tuple[int, ...]
    row: TriggerRow
    verbal: bool


class Complements(WeaponsOnTheirWay):
    """Answers what completes the meaning of the triggers of one part."""

    def __init__(self, clause: Clause, kinds: Kinds, triggers: Triggers) -> None:
        super().__init__(clause, kinds)
        self.triggers = triggers

    def _complement(self, index: int, kind: str, candidate: Candidate) -> bool:
        tokens = self._tokens
        clausal = self.complements(candidate)
        if kind == "none":
            return not clausal
        verbs = [c for c in clausal if self._clause.is_verb(c)]
        if kind == "any":
            return bool(verbs)
        if kind == "to":
            return any(
                tokens.lower[c] == "to" and tokens.dep[c] == "aux" for v in verbs for c in tokens.children[v]
            )
        if kind == "that":
            return any(tokens.dep[v] == "ccomp" for v in verbs)
        known = [
            c for c in clausal
            if tokens.lemma[c] in self.triggers.verbs or tokens.lemma[c] in self.triggers.nouns
        ]  # fmt: skip
        if kind == "hostile":
            return any(tokens.lemma[c] in self.triggers.hostile for c in known)
        return bool(known)

    def complements(self, candidate: Candidate) -> list[int]:
        """Return the heads of the clauses and nouns that complete a trigger's meaning ("agreed to meet", "announced a truce")."""
        tokens = self._tokens
        found: list[int] = []
        for word in candidate.words:
            for child in tokens.children[word]:
                dep = tokens.dep[child]
                if dep == "prep" and candidate.row.complement:
                    found += self._behind_time(child)
                if dep == "ccomp" and another_clause(self._clause, child, word):
                    # "The union called for a strike; the government | refused |"
                    continue
                if (
                    dep in ("xcomp", "ccomp")
                    # "a plan laid abroad": what was done to it is not what it is for.
                    or (
                        dep == "acl"
                        and (not candidate.verbal or word in self._clause.retagged)
                        and tokens.tag[child] not in ("VBN", "VBD")
                    )
                    or (dep == "advcl" and self._infinitive(child))
                    or (
                        dep == "conj"
                        and tokens.tag[child] == "VB"
                        and self._infinitive(child)
                        and not self._infinitive(word)
                    )
                ):
                    found.append(child)
                elif dep == "npadvmod":
                    # "gave them two days to leave", the days read as when
                    found += [
                        c for c in tokens.children[child] if tokens.dep[c] == "acl" and self._infinitive(c)
                    ]
                elif dep in ("dobj", "nsubjpass", "acomp", "oprd") or (
                    dep == "dative" and tokens.tag[child][:2] == "NN"
                ):
                    found.append(child)
                    found += [
                        c
                        for c in tokens.children[child]
                        if tokens.dep[c] in ("acl", "xcomp", "ccomp", "relcl")
                        and (tokens.tag[c] in ("VB", "VBG") or not self._clause.addressing(c))
                    ]
                elif (
                    dep in ("prep", "prt", "dative", "agent")
                    and tokens.lower[child] not in self._words.circumstantial
                    # "in the face of the offensive": on which occasion
                    and not any(tokens.lemma[c] in self._words.occasion for c in tokens.children[child])
                ):
                    found += [c for c in tokens.children[child] if tokens.dep[c] in ("pobj", "pcomp")]
        return [
            head
            for head in found
            if head not in candidate.words
            and (
                self._clause.is_verb(head) or tokens.tag[head] in NOMINAL or tokens.tag[head].startswith("JJ")
            )
        ]

    def _behind_time(self, preposition: int) -> list[int]:
        # "threatened | within days of the abduction | to kill them": no day and no abduction has anything to do.
        tokens = self._tokens
        times = [
            c
            for c in tokens.children[preposition]
            if tokens.entity[c] in ("DATE", "TIME") or tokens.lemma[c] in _SPANS
        ]
        nouns = [
            n for time in times for n in (time, *self._clause.prep_objects(time, ("of", "after", "before")))
        ]
        return [
            c
            for noun in nouns
            for c in tokens.children[noun]
            if tokens.dep[c] in ("acl", "relcl") and self._infinitive(c)
        ]

    def _infinitive(self, verb: int) -> bool:
        return infinitive(self._clause, verb)

    def _negative_complement(self, index: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.dep[child] in _CLAUSAL and any(tokens.dep[c] == "neg" for c in tokens.children[child])
            for child in tokens.children[index]
        )
