"""Where words stand in one part: coordination, prepositions, headlines."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from analystkit.extraction.datelines import tells_hour
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.lists import LINKING, listed_with
from analystkit.extraction.event.phrase_ends import opening_participle
from analystkit.extraction.event.phrases import Phrases
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tags import FINITE
from analystkit.lexicon import Lexicon

if TYPE_CHECKING:
    from analystkit.extraction.event.governors import Governor

NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "DT", "EX")
_LISTED = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
# Relations that the parser gives to the second of two objects.
_SECOND = ("conj", "dobj")
_LONGEST_HEADLINE = 18


class WordOrder(Phrases):
    """Answers about the words of one part; token indices in, token indices out."""

    def __init__(self, part: ArticlePart, kinds: Kinds, lexicon: Lexicon) -> None:
        super().__init__(part, lexicon)
        self.kinds = kinds
        self.title = part.part == "title"
        self._headlines: dict[int, bool] = {}
        # Each row of a verb, each role and each reader asks what is coordinated with the same nouns.
        self._conjuncts: dict[int, list[int]] = {}
        # What stands above a token, kept by `governors.chain`.
        self.chains: dict[int, list[Governor]] = {}

    def headline(self, index: int) -> bool:
        """Say whether a token stands in a headline: in the title, or in a short line of the text that ends without a full stop."""
        if self.title:
            return True
        sentence = self.tokens.sentence[index]
        known = self._headlines.get(sentence)
        if known is None:
            known = self._headlines[sentence] = self._heads_text(*self.part.sentence_tokens[sentence])
        return known

    def _heads_text(self, first: int, last: int) -> bool:
        tokens, text = self.tokens, self.part.text
        if tells_hour(tokens, first):
            # The entries of a live report: "12:30 Sixteen killed in shelling, medics report."
            return True
        while last > first and not tokens.text[last - 1].strip():
            last -= 1
        if last - first > _LONGEST_HEADLINE or last <= first or not tokens.text[last - 1][-1:].isalnum():
            return False
        start, end = tokens.start[first], tokens.end[last - 1]
        while start and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] in " \t":
            end += 1
        return (not start or text[start - 1] == "\n") and text[end : end + 1] == "\n"

    def conjuncts(self, index: int) -> list[int]:
        """Return a nominal and what is coordinated with it."""
        found = self._conjuncts.get(index)
        if found is None:
            found = self._conjuncts[index] = self._find_conjuncts(index)
        return found

    def _find_conjuncts(self, index: int) -> list[int]:
        tokens = self.tokens
        found = [index]
        # It grows while it is walked through.
        for node in found:
            for child in tokens.children[node]:
                if tokens.dep[child] == "conj" and tokens.tag[child] in NOMINAL:
                    if tokens.children[child] and opening_participle(self, child) is not None:
                        continue
                    found.append(child)
                elif tokens.dep[child] == "appos" and child > node and "," not in tokens.lower[node:child]:
                    # "the reporter Anna Kral and her brother", hung on the name
                    found += [c for c in tokens.children[child] if tokens.dep[c] == "conj"]
        second = self._second(index)
        if second is not None and second not in found:
            found.append(second)
        if tokens.tag[index] in _LISTED:
            found += [noun for noun in listed_with(self, index) if noun not in found]
        return sorted(found)

    def linked_behind(self, index: int) -> bool:
        """Say whether a word that may link the members of a list stands behind a token in its sentence."""
        return self._last_links.get(self.tokens.sentence[index], -1) > index

    @cached_property
    def _last_links(self) -> dict[int, int]:
        # Many sentences have no such word, which is quickly said of each of their nouns.
        sentence = self.tokens.sentence
        return {sentence[index]: index for index in self.tokens.where(LINKING)}

    def _second(self, index: int) -> int | None:
        """Return what is coordinated with an object though it hangs on the verb: "kidnapped a nurse and | her driver |"."""
        tokens = self.tokens
        if tokens.dep[index] != "dobj":
            return None
        for child in tokens.children[tokens.head[index]]:
            if child > index and tokens.dep[child] in _SECOND and tokens.tag[child] in _LISTED:
                begins = self.phrase(child)[0]
                if tokens.dep[child] == "dobj" and not self._counted_off(begins):
                    continue
                joined = tokens.lower[begins - 1] in ("and", "or") and begins - 1 == self.phrase(index)[1]
                return child if joined else None
        return None

    def _counted_off(self, at: int) -> bool:
        # "killed an officer and | at least four | civilians", read as two objects
        tokens = self.tokens
        return tokens.tag[at] == "CD" or tokens.lower[at] in self._words.qualifier or tokens.lower[at] == "a"

    def prep_objects(self, index: int, prepositions: tuple[str, ...] | frozenset[str]) -> list[int]:
        """Return the heads behind some prepositions of a token, coordination included."""
        tokens = self.tokens
        found: list[int] = []
        for child in tokens.children[index]:
            if tokens.lower[child] in prepositions and tokens.dep[child] in (
                "prep",
                "agent",
                "dative",
                "prt",
                "advmod",
                "mark",
            ):
                found += self.behind(child)
                for nested in tokens.children[child]:
                    # "out of", "of Lopes and of Ruiz"
                    if tokens.dep[nested] in ("prep", "conj") and tokens.lower[nested] in prepositions:
                        found += self.behind(nested)
        return found

    def behind(self, preposition: int) -> list[int]:
        """Return the nominal heads behind a preposition."""
        tokens = self.tokens
        found: list[int] = []
        for child in tokens.children[preposition]:
            if tokens.dep[child] == "pobj":
                found += self.conjuncts(child)
        if len(found) == 1 and tokens.lower[preposition] == "between":
            found += self._other_side(found[0])
        return found

    def _other_side(self, one: int) -> list[int]:
        # "between Ethiopia and the rebels", where the coordination was missed.
        tokens = self.tokens
        _, last = self.bounds(one)
        index = self._behind_short_form(max(one, self.phrase(one)[1] - 1) + 1, last)
        if index >= last or tokens.lower[index] != "and":
            return []
        index += 1
        while index + 1 < last and tokens.tag[index] in (
            "DT",
            "JJ",
            "NN",
            "NNP",
            "VBN",
            "VBG",
            "CD",
            "PRP$",
            "POS",
            "NNS",
        ):
            following = tokens.tag[index + 1]
            if tokens.tag[index] in NOMINAL[:4] and following not in ("NN", "NNS", "NNP", "NNPS", "POS"):
                break
            index += 1
        # A text may break off behind the "and".
        return [index] if index < last and tokens.tag[index] in NOMINAL[:5] else []

    def asks(self, pronoun: int) -> bool:
        """Say whether "who" asks and looks back to nobody: "to know | who | killed them", "Q: | Who | killed them?"."""
        tokens = self.tokens
        return tokens.lower[pronoun] == "who" and (
            tokens.tag[pronoun - 1] in ("VB", "VBG") or tokens.text[pronoun - 1] == ":"
        )

    def _behind_short_form(self, at: int, last: int) -> int:
        # "between the Rapid Support Forces|, or RSF,| and the army", "the Rapid Support Forces| (RSF)| and the army"
        tokens = self.tokens
        closing = ")" if tokens.text[at : at + 1] == ["("] else ","
        if closing == "," and (tokens.text[at : at + 1] != [","] or tokens.lower[at + 1 : at + 2] != ["or"]):
            return at
        return next((i + 1 for i in range(at + 2, min(at + 5, last)) if tokens.text[i] == closing), at)

    def nominal_before(self, index: int) -> int | None:
        """Return the head of the nearest nominal before a token, not past another verb."""
        tokens = self.tokens
        first = max(self.bounds(index)[0], self.dateline(index))
        position = index - 1
        while position >= first:
            tag = tokens.tag[position]
            if tag in ("NN", "NNS", "NNP", "NNPS", "PRP") and tokens.entity[position] not in ("DATE", "TIME"):
                head = position
                while tokens.dep[head] in ("compound", "nmod", "amod", "poss") and tokens.head[head] > head:
                    head = tokens.head[head]
                if tokens.dep[head] == "pobj" and tokens.head[head] > first and head < index:
                    above = tokens.head[tokens.head[head]]
                    if first <= above < head and tokens.tag[above] in NOMINAL:
                        return above
                    led = self._led_in_by(above) if first <= above < head else None
                    if led is not None:
                        return led
                return head if head < index else position
            if tag in FINITE:
                return None
            position -= 1
        return None

    def _led_in_by(self, participle: int) -> int | None:
        """Return whose participle stands before a verb: the leaders of "leaders | meeting | in Nairobi ordered a truce"."""
        tokens = self.tokens
        deps = [tokens.dep[c] for c in tokens.children[participle]]
        if tokens.tag[participle] not in ("VBG", "VBN") or "aux" in deps or "auxpass" in deps:
            return None
        if tokens.dep[participle] == "acl" and tokens.head[participle] < participle:
            return tokens.head[participle]
        own = self.child(participle, "nsubj", "nsubjpass")
        return own if own is not None and own < participle else None
