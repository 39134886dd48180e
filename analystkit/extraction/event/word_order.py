"""Where words stand in one part: relations, phrases, prepositions, headlines, datelines."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from analystkit.extraction.datelines import DATELINE_ENDS, behind_dateline
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.lists import listed_with
from analystkit.extraction.event.words import event_words
from analystkit.extraction.hyphens import HYPHENS
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tags import FINITE
from analystkit.extraction.time_words import time_words
from analystkit.lexicon import Lexicon

if TYPE_CHECKING:
    from analystkit.extraction.event.governors import Governor

NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "DT", "EX")
_LISTED = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_LONGEST_HEADLINE = 18
# What stands behind a time that another deed is counted from.
_FROM_THEN = frozenset({"after", "before", "later", "earlier", "ago"})
# Relations of what stands before a noun in its phrase, and of what such words may have before them that is no part of it.
_IN_FRONT = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod", "quantmod", "predet", "advmod"})
_APART = frozenset({"cc", "punct", "prep"})


@lru_cache(maxsize=8)
def _times(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that a day, a part of a day or a stretch of days ends with: "Monday night", "last week"."""
    kinds = time_words(lexicon).kinds
    named = chain.from_iterable(kinds[kind] for kind in ("weekday", "month", "daypart"))
    return event_words(lexicon).spell.union(named)


class WordOrder:
    """Answers about the words of one part; token indices in, token indices out."""

    def __init__(self, part: ArticlePart, kinds: Kinds, lexicon: Lexicon) -> None:
        self.part = part
        self.kinds = kinds
        self.tokens = part.tokens
        self.title = part.part == "title"
        # Verbs the tagger took for something else, with the tag they should have.
        self.retagged: dict[int, str] = {}
        self.words = self._words = event_words(lexicon)
        self._times = _times(lexicon)
        self._headlines: dict[int, bool] = {}
        # Each row of a verb, each role and each reader asks what is coordinated with the same nouns.
        self._conjuncts: dict[int, list[int]] = {}
        # What stands above a token, kept by `governors.chain`.
        self.chains: dict[int, list[Governor]] = {}

    def retag(self, index: int, tag: str) -> None:
        """Give a verb that the tagger took for something else the tag it should have; for the matcher alone, before others ask."""
        self.retagged[index] = tag

    def untag(self, index: int) -> None:
        """Leave a token what the tagger took it for."""
        del self.retagged[index]

    def child(self, index: int, *deps: str) -> int | None:
        """Return the first child with one of the relations, None without one."""
        dep = self.tokens.dep
        for child in self.tokens.children[index]:
            if dep[child] in deps:
                return child
        return None

    def is_verb(self, index: int) -> bool:
        """Say whether a token is tagged as a verb."""
        return self.tokens.tag[index] in VERBAL or index in self.retagged

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the token bounds of the sentence a token stands in."""
        return self.part.sentence_tokens[self.tokens.sentence[index]]

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
        while last > first and not tokens.text[last - 1].strip():
            last -= 1
        if last - first > _LONGEST_HEADLINE or last <= first or not tokens.text[last - 1][-1:].isalnum():
            return False
        before, behind = text[: tokens.start[first]].rstrip(" \t"), text[tokens.end[last - 1] :].lstrip(" \t")
        return (not before or before.endswith("\n")) and behind.startswith("\n")

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

    def _second(self, index: int) -> int | None:
        """Return what is coordinated with an object though it hangs on the verb: "kidnapped a nurse and | her driver |"."""
        tokens, verb = self.tokens, self.tokens.head[index]
        if tokens.dep[index] != "dobj":
            return None
        for child in tokens.children[verb]:
            if child > index and tokens.dep[child] == "conj" and tokens.tag[child] in _LISTED:
                begins = self.phrase(child)[0]
                joined = tokens.lower[begins - 1] in ("and", "or") and begins - 1 == self.phrase(index)[1]
                return child if joined else None
        return None

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
        index = max(one, self.phrase(one)[1] - 1) + 1
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

    def dateline(self, index: int) -> int:
        """Return where a sentence begins behind its dateline ("PARIS (Reuters) - Police ..."); its first token without one."""
        first, last = self.bounds(index)
        return behind_dateline(self.tokens, first, min(last, index))

    def _charged(self, head: int) -> bool:
        """Say whether "of" behind a noun belongs to the verb above: "accused the rebels of theft"."""
        tokens, charging = self.tokens, self._words.charging
        if any(tokens.lemma[c] in charging for c in tokens.children[head] if c in self.retagged):
            return True
        return tokens.dep[head] in ("dobj", "nsubjpass") and tokens.lemma[tokens.head[head]] in charging

    def _predicated_of(self, head: int) -> int:
        """Return the noun that a word such as "guilty" is said of, read as its attribute: "found the | minister | guilty"; else the token itself."""
        tokens, noun = self.tokens, head - 1
        if tokens.lower[head] not in self._words.predicated or noun < 0 or tokens.head[noun] != head:
            return head
        return noun if tokens.dep[noun] in ("compound", "amod", "poss") else head

    def _before_time(self, head: int) -> int:
        """Return the object in front of a time that was read as its head: "dismissed the | minister | hours after"; else the token itself."""
        tokens, noun = self.tokens, head - 1
        spell = tokens.lemma[head] in self._words.spell
        if not spell or tokens.head[noun] != head or head + 1 >= len(tokens):
            return head
        read = tokens.dep[noun] in ("compound", "nmod") and tokens.lower[head + 1] in _FROM_THEN
        return noun if read and tokens.entity[noun] not in ("DATE", "TIME") else head

    def phrase(self, head: int) -> tuple[int, int]:
        """Return the token bounds [first, last) of the noun phrase of a head, up to "of" phrases, without relatives or coordination."""
        tokens = self.tokens
        first = last = head
        low, high = self.bounds(head)
        deps, children = tokens.dep, tokens.children
        for child in children[head]:
            dep = deps[child]
            if child in self.retagged:
                continue
            if child < head:
                if dep in _IN_FRONT or (dep == "punct" and tokens.text[child] in ("-", "“", '"', "'")):
                    edge: int | None = child
                    while edge is not None:
                        first = min(first, edge)
                        # Children stand in order: the first one before is the outermost.
                        edge = next((c for c in children[edge] if c < edge and deps[c] not in _APART), None)
            elif dep == "prep" and tokens.lower[child] == "of" and not self._charged(head):
                for pobj in tokens.children[child]:
                    if tokens.dep[pobj] == "pobj":
                        last = max(last, self.phrase(pobj)[1] - 1)
            elif dep in ("compound", "nummod", "case") and (
                child == head + 1 or tokens.text[head + 1] in HYPHENS
            ):
                last = max(last, child)
        if head + 1 < high and head in (self._predicated_of(head + 1), self._before_time(head + 1)):
            first, last = min(children[head + 1][0], first), head
        first, last = max(first, low), min(last + 1, high)
        while first < head and tokens.tag[first] in ("``", "''", ",", "HYPH", ":"):
            first += 1
        if first < head:
            if not DATELINE_ENDS.isdisjoint(tokens.text[first:head]):
                # "KHARTOUM, Sudan - | Gunmen | killed", the country read as a word of theirs
                first = max(first, self.dateline(head))
            if deps[head] in ("nsubj", "nsubjpass"):
                first = self._behind_time(first, head)
        return first, last

    def _behind_time(self, first: int, head: int) -> int:
        """Return where a subject begins behind a time read as its modifier: "That evening | gunmen | killed", "On Monday night | soldiers |"."""
        tokens = self.tokens
        end = first + (tokens.tag[first] == "DT")
        if tokens.entity[end] not in ("DATE", "TIME"):
            return first
        while end < head and tokens.entity[end] in ("DATE", "TIME"):
            end += 1
        while end > first and tokens.lower[end - 1] not in self._times:
            # "December 25 Razi", read as a date
            if tokens.tag[end - 1] == "CD" and tokens.lower[end - 2] in self._times and end - 1 > first:
                break
            end -= 1
        # A single noun would have its article, and "the 34-year-old nurse" and "Sunday's marchers" are told by their time.
        bare = tokens.tag[head] in ("NNS", "NNP", "NNPS") and tokens.tag[end] not in ("POS", "HYPH")
        return end if bare and first < end <= head else first
