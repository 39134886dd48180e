"""What only plays at a deed: films, novels and games that tell of it, drills that rehearse it, mock targets."""

from __future__ import annotations

from functools import lru_cache

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.words import EventWords, event_words
from analystkit.lexicon import Lexicon

_OPENING = 4
# How long an inserted clause may be.
_INSERTED = 16
_PRESENT = ("VBZ", "VBP", "VB")
# Words that open a condition, wherever they stand in a sentence or at its head.
_CONDITIONS = frozenset({"if", "unless", "had"})
_INVERTED = ("had", "should", "were")


@lru_cache(maxsize=8)
def _staged(words: EventWords) -> frozenset[str]:
    return words.fiction | words.drill | words.mock


class UnrealReader:
    """Says of the verbs of one part whether they tell of something played."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = event_words(lexicon)
        # Parts that name nothing of the kind, which are nearly all, are asked nothing further.
        self._staged = self._tokens.with_lemma(_staged(self._words))
        sentence = self._tokens.sentence
        self._conditional = {sentence[i] for i in self._tokens.where(_CONDITIONS)}

    def of_verb(self, index: int) -> str:
        """Return the word that makes a verb's deed a played one, "" without one."""
        if not self._staged:
            return ""
        tokens, words = self._tokens, self._words
        first, last = self._clause.bounds(index)
        here = [i for i in self._staged if first <= i < last]
        if not here:
            return ""
        above = {index, *(governor.index for governor in chain(self._clause, index))}
        for i in here:
            lemma, dep, head = tokens.lemma[i], tokens.dep[i], tokens.head[i]
            if lemma in words.mock:
                # "stormed a mock embassy"
                described = dep in ("amod", "compound")
                if described and tokens.head[head] == index and tokens.dep[head] == "dobj":
                    return lemma
                # "in a mock attack, soldiers stormed the terminal"
                above_head = tokens.head[head]
                if (
                    described
                    and i < index
                    and tokens.lower[above_head] == "in"
                    and tokens.head[above_head] in above
                ):
                    return lemma
                continue
            if tokens.tag[i] not in ("NN", "NNS"):
                continue
            inside = dep == "pobj" and tokens.lower[head] == "in" and tokens.head[head] in above
            # "In one scenario paratroopers land": at the head of a sentence whatever the parse.
            inside = inside or (tokens.lower[first] == "in" and i - first < _OPENING)
            within = tokens.dep[index] == "relcl" and tokens.head[index] == i and self._in_which(index)
            if lemma in words.drill:
                if (inside and i < index) or within:
                    # "in the drill, pilots bombed", "an exercise in which gunmen seized a school"
                    return lemma
            elif self._told_in_present(index) and (
                inside or within or (dep == "nsubj" and head in above and head != index)
            ):
                # "in the film, gunmen storm the palace", "the novel tells of a general who kills the king"
                return lemma
        return ""

    def _told_in_present(self, index: int) -> bool:
        tokens = self._tokens
        # "in the novel a judge is murdered"
        helped = [c for c in tokens.children[index] if tokens.dep[c] == "auxpass"]
        told = tokens.tag[helped[0] if helped else index]
        return told in _PRESENT and not self._clause.headline(index)

    def _in_which(self, index: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.lower[c] == "where"
            or (tokens.dep[c] == "prep" and any(tokens.lower[w] == "which" for w in tokens.children[c]))
            for c in tokens.children[index]
        )

    def _inverted(self, had: int, index: int, first: int) -> bool:
        # "He said that, had they gone on strike, trains would have stopped."
        tokens = self._tokens
        opens = had == first or tokens.text[had - 1] in (",", "“", '"') or tokens.lower[had - 1] == "that"
        subject = tokens.tag[had + 1] in ("PRP", "DT", "NNP", "NNS", "EX", "NN", "PRP$")
        if not (opens and subject and tokens.tag[index] == "VBN" and had + 1 < index):
            return False
        _, last = self._clause.bounds(index)
        return any(tokens.lower[i] in ("would", "could", "might", "'d") for i in range(index, last))

    def _relative_before(self, comma: int, first: int) -> int:
        """Return where an inserted relative clause that a comma closes begins, the comma itself where none does."""
        tokens = self._tokens
        for position in range(comma - 2, max(first, comma - _INSERTED), -1):
            if tokens.text[position] == "," and tokens.tag[position + 1] in ("WDT", "WP", "WP$"):
                return position
            if tokens.text[position] in (";", ":"):
                break
        return comma

    def under_condition(self, index: int, first: int) -> bool:
        """Say by order whether a token stands in a conditional clause, whatever the parse: behind "if", no comma between."""
        tokens = self._tokens
        if tokens.sentence[index] not in self._conditional and tokens.lower[first] not in _INVERTED:
            return False
        inserted = index
        for position in range(index - 1, first - 1, -1):
            if position >= inserted:
                continue
            lower = tokens.lower[position]
            if lower == ",":
                # "unless the firm, which the state owns, gives way"
                inserted = self._relative_before(position, first)
                if inserted < position:
                    continue
            if lower in (",", ";", ":", ".", "then", "said", "that"):
                return False
            if lower in ("if", "unless"):
                before = tokens.lower[position - 1] if position > first else ""
                return before not in ("as", "even", "ask", "asked", "know", "see", "wonder", "what")
            if lower == "had" and self._inverted(position, index, first):
                return True
        # "Had it been a strike", "Should they attack": inversion.
        return tokens.lower[first] in _INVERTED and first + 1 < index and tokens.tag[first + 1] in (
            "PRP", "DT", "NNP", "NNS", "EX",
        )  # fmt: skip
