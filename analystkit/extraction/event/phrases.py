"""Noun phrases of one part, and what they are told by: relations, the bounds of sentences, words tagged wrongly."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from analystkit.extraction.datelines import DATELINE_ENDS, behind_dateline, tells_hour
from analystkit.extraction.event.words import event_words
from analystkit.extraction.hyphens import HYPHENS
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.time_words import time_words
from analystkit.lexicon import Lexicon

VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
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


class Phrases:
    """Answers about the phrases of one part; token indices in, token indices out."""

    def __init__(self, part: ArticlePart, lexicon: Lexicon) -> None:
        self.part = part
        self.tokens = part.tokens
        # Verbs the tagger took for something else, with the tag they should have.
        self.retagged: dict[int, str] = {}
        self.words = self._words = event_words(lexicon)
        self._times = _times(lexicon)
        # Asked again and again of the same nouns and verbs, but another tag of a verb changes them.
        self._phrases: dict[int, tuple[int, int]] = {}
        self._passives: dict[int, bool] = {}

    def retag(self, index: int, tag: str) -> None:
        """Give a verb that the tagger took for something else the tag it should have; for the matcher alone, before others ask."""
        self.retagged[index] = tag
        self._forget()

    def untag(self, index: int) -> None:
        """Leave a token what the tagger took it for."""
        del self.retagged[index]
        self._forget()

    def _forget(self) -> None:
        self._phrases.clear()
        self._passives.clear()

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

    def dateline(self, index: int) -> int:
        """Return where a sentence begins behind its dateline ("PARIS (Reuters) - Police ..."); its first token without one."""
        first, last = self.bounds(index)
        if first < index and tells_hour(self.tokens, first):
            return first + 1
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
        found = self._phrases.get(head)
        if found is None:
            found = self._phrases[head] = self._find_phrase(head)
        return found

    def _find_phrase(self, head: int) -> tuple[int, int]:
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
                        below = children[edge]
                        # Children stand in order: the first one before is the outermost.
                        edge = (
                            next((c for c in below if c < edge and deps[c] not in _APART), None)
                            if below
                            else None
                        )
            elif dep == "prep" and tokens.lower[child] == "of" and not self._charged(head):
                for pobj in tokens.children[child]:
                    # "the crimes of | what it calls outlaws |"
                    if tokens.dep[pobj] == "pobj" and tokens.lower[pobj] != "what":
                        last = max(last, self.phrase(pobj)[1] - 1)
            elif dep in ("compound", "nummod", "case") and (
                child == head + 1 or tokens.text[head + 1] in HYPHENS
            ):
                last = max(last, child)
        if tokens.head[head] == head + 1 < high and head in (
            self._predicated_of(head + 1),
            self._before_time(head + 1),
        ):
            first, last = min(children[head + 1][0], first), head
        first, last = max(first, low), min(last + 1, high)
        # "when" of "when suspected herders stormed it", hung on the suspected
        while first < head and tokens.tag[first] in ("``", "''", ",", "HYPH", ":", "WRB"):
            first += 1
        if first < head:
            if not DATELINE_ENDS.isdisjoint(tokens.text[first:head]) or tells_hour(tokens, first):
                # "KHARTOUM, Sudan - | Gunmen | killed", the country read as a word of theirs
                first = max(first, self.dateline(head))
            if deps[head] in ("nsubj", "nsubjpass"):
                first = self._behind_time(first, head)
            elif deps[head] == "amod" and tokens.entity[first] == "DATE":
                # "In October | Israeli | jets struck", the month read as a word of theirs
                while first < head and tokens.entity[first] == "DATE":
                    first += 1
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
