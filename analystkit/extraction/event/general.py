"""Deeds told in general: "a government that kills workers", "condemned kidnappings and murders", "attacks on journalists continue".

They tell what goes on, and of no deed in particular: no number, no name and no day stands with the deed or with whom it is done to.
"""

from __future__ import annotations

from functools import lru_cache

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.governors import chain, infinitive
from analystkit.extraction.event.participants import Participants
from analystkit.extraction.event.words import EventWords

_SINGLING = frozenset({"DT", "CD", "PRP$", "NNP", "WDT", "PDT"})
_PARTS = ("det", "nummod", "poss", "compound", "amod", "nmod", "predet", "quantmod")
_PLACED = frozenset({"GPE", "LOC", "FAC"})
_DATED = frozenset({"DATE", "TIME"})


@lru_cache(maxsize=8)
def _counting(words: EventWords) -> frozenset[str]:
    """Return the words that single deeds out or tell how many they are."""
    return words.bygone | words.record | words.another | words.few


class GeneralReader:
    """Says of the deeds of one part whether they are told in general."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self._tokens = clause.tokens

    def told(self, candidate: Candidate, participants: Participants) -> bool:
        """Say whether a deed that happened is told as what goes on."""
        tokens, index = self._tokens, candidate.head
        if self._lasts(index) or self._under_way(index):
            return True
        if candidate.verbal:
            present = tokens.tag[index] in ("VBZ", "VBP") and not self._clause.headline(index)
            if not present or not participants.target or self._helped(index):
                return False
        elif not self._unnumbered(index) or self._of_one_day(index, participants.pattern):
            return False
        heads = [
            filler.head
            for filler in (*participants.target, *(() if candidate.verbal else participants.source))
        ]
        first, last = self._clause.bounds(index)
        return all(self._unnumbered(head) for head in heads) and _DATED.isdisjoint(tokens.entity[first:last])

    def habit(self, candidate: Candidate) -> bool:
        """Say whether help is told as what somebody is for: "the police who protect them", "a fund that feeds orphans"; no help of any day."""
        tokens, index = self._tokens, candidate.head
        return (
            candidate.verbal
            and candidate.row.type == "AID"
            and tokens.dep[index] == "relcl"
            and tokens.tag[index] in ("VBZ", "VBP")
            and not self._helped(index)
        )

    def of_one_mind(self, candidate: Candidate) -> bool:
        """Say whether somebody holds a view and agrees to nothing: "Most doctors agree that sleep is good", not "agrees to talks"."""
        tokens, index = self._tokens, candidate.head
        if candidate.row.words != ("agree",) or candidate.row.type != "AGREE":
            return False
        below = tokens.children[index]
        present = tokens.tag[index] in ("VBZ", "VBP") or any(tokens.lower[c] == "would" for c in below)
        return (
            present
            and not self._clause.headline(index)
            and not any(tokens.lower[c] in ("to", "on", "upon") for c in below)
            and not any(
                infinitive(self._clause, c) for c in below if tokens.dep[c] in ("xcomp", "advcl", "ccomp")
            )
        )

    def _lasts(self, index: int) -> bool:
        # "the shelling continues", "keeps bombing villages"
        tokens = self._tokens
        above = tokens.head[index]
        return (
            tokens.lemma[above] in self._clause.words.lasting
            and tokens.tag[above] in ("VBZ", "VBP")
            and tokens.dep[index] in ("nsubj", "xcomp")
            and not self._helped(above)
        )

    def _under_way(self, verb: int) -> bool:
        # "are being murdered"
        tokens = self._tokens
        helped = [c for c in tokens.children[verb] if tokens.dep[c] in ("aux", "auxpass")]
        return any(tokens.lower[c] == "being" for c in helped) and any(
            tokens.tag[c] in ("VBZ", "VBP") for c in helped
        )

    def _helped(self, verb: int) -> bool:
        return any(self._tokens.dep[c] in ("aux", "auxpass") for c in self._tokens.children[verb])

    def _unnumbered(self, head: int) -> bool:
        """Say whether a noun stands in a bare plural: "workers", "attacks", not "two workers", "the attacks", "recent attacks"."""
        tokens = self._tokens
        if tokens.tag[head] != "NNS":
            return False
        counting = _counting(self._clause.words)
        return not any(
            child < head
            and tokens.dep[child] in _PARTS
            and (tokens.tag[child] in _SINGLING or tokens.lower[child] in counting)
            for child in tokens.children[head]
        )

    def _of_one_day(self, noun: int, pattern: str) -> bool:
        """Say whether deeds are of one time or place: "launched attacks", "a wave of attacks", "attacks in Paris", "attacks that killed ten"."""
        tokens = self._tokens
        below = tokens.subtree(noun)
        if any(tokens.dep[c] in ("relcl", "acl") for c in tokens.children[noun]) or any(
            tokens.entity[i] in _PLACED for i in below
        ):
            return True
        for governor in chain(self._clause, noun):
            lemma = tokens.lemma[governor.index]
            if self._clause.is_verb(governor.index):
                past = tokens.tag[governor.index] in ("VBD", "VBN") or (
                    # "Air strikes kill 17"
                    lemma in self._clause.words.result and self._clause.headline(noun)
                )
                return past and ("+" in pattern or lemma not in self._clause.words.presupposing)
            if governor.preposition == "of" and lemma in self._clause.words.spanning:
                return True
        return False
