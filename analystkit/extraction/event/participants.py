"""The participants of an event: their head words, the words they are named by, the mentions they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.tags import TENSED
from analystkit.model.rows import Mention

# Tags in front of a participle that describes the noun behind it.
_ATTRIBUTED = frozenset({"DT", "PRP$", "CD", "JJ", "HYPH", "POS"})

_PARTICLES = frozenset({"back", "up", "out", "down", "off", "away", "in"})
# How many tokens a name may be spelt out in.
_LONG_FORM = 12


@dataclass(slots=True)
class Filler:
    """One participant: its head token, its words as [start, end) offsets, and the mention it is, if it is one."""

    head: int
    start: int
    end: int
    mention: Mention | None = None


@dataclass(slots=True)
class Participants:
    """Sources and targets of one event, and how they were found."""

    source: list[Filler] = field(default_factory=list)
    target: list[Filler] = field(default_factory=list)
    pattern: str = ""


class FillerReader:
    """Turns head words of one part into participants."""

    def __init__(self, clause: Clause, mentions: Sequence[Mention]) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self.by_token = _index(clause, mentions)

    def fillers(
        self, heads: Sequence[int], verb: int = -1, told: Mapping[int, int] = MappingProxyType({})
    ) -> list[Filler]:
        """Return the participants that some heads name, with their words and mentions; each head once.

        `verb` is the verb they take part in, which is none of their words where the parser read it as their attribute. `told` is the
        word with which a head is told where that is another one: "Lopes" of "Lopes's remarks".
        """
        tokens = self._tokens
        found: list[Filler] = []
        for given in heads:
            head = self._whose(given)
            if found and any(filler.head == head for filler in found):
                continue
            mention = self.by_token.get(head)
            first, last = self._clause.phrase(head)
            if first <= verb < head and not (first < verb and tokens.tag[verb - 1] in _ATTRIBUTED):
                # "has killed | four rebels", not "an imprisoned rival"
                first = verb + 1
            while (
                first < head
                and 0 <= verb < first
                and tokens.tag[first] in ("RP", "RB")
                and tokens.lower[first] in _PARTICLES
            ):
                # "pushed | back | 300 migrants"
                first += 1
            if head != given and tokens.tag[last - 1] == "POS":
                last -= 1
            meant = self._behind_brackets(last)
            if meant is not None:
                # "the DAS (Administrative Department of Security) | headquarters |"
                head, last = meant, meant + 1
                mention = self.by_token.get(head, mention)
            if tokens.tag[head] == "NNS":
                last = self._several(head, last)
            name = self._apposed(head, last)
            if name is not None and name not in heads:
                # "The foreign minister, Ana Lopes": one participant, and the name is who it is.
                last = max(last, self._clause.phrase(name)[1])
                mention = self.by_token.get(name, mention)
            named = self._in_front(head, first) if tokens.dep[head] == "appos" else None
            if named is not None and named not in heads:
                # "Ana Lopes, a nurse who was arrested": the nurse is who was named.
                first, mention = self._clause.phrase(named)[0], self.by_token.get(named, mention)
            if head < verb < last and self._clause.retagged.get(verb) in TENSED:
                # "Tens of thousands | march |", the verb read as a word of theirs
                last = verb
            start, end = tokens.start[first], tokens.end[last - 1]
            above = tokens.head[head]
            within = mention is not None and (
                mention.start <= tokens.start[verb] < start
                # "groups | accused officers | of it"
                or (self._clause.is_verb(above) and mention.start <= tokens.start[above] < start)
            )
            if mention is not None and mention.end == end and not within:
                # "ex-president": a mention may begin before what the parser put into its phrase.
                start = min(start, mention.start)
            whole = told.get(given, given)
            if whole != given:
                first, last = self._clause.phrase(whole)
                start, end = min(start, tokens.start[first]), max(end, tokens.end[last - 1])
            found.append(Filler(head, start, end, mention))
        return found

    def _whose(self, head: int) -> int:
        """Return the one that "life" stands for: in "an attempt on the life of the minister" that is the minister."""
        tokens = self._tokens
        if tokens.lower[head] == "what":
            return self._so_called(head)
        if tokens.lower[head] not in self._clause.words.whose or tokens.tag[head][:3] == "NNP":
            return head
        for child in tokens.children[head]:
            if tokens.dep[child] == "poss":
                return child
            if tokens.lower[child] == "of":
                return next((c for c in tokens.children[child] if tokens.dep[c] == "pobj"), head)
        return head

    def _so_called(self, what: int) -> int:
        """Return what "what" is called: "fired on what they called | a camp |", "attacked what it described as | a base |"."""
        tokens = self._tokens
        for verb in tokens.children[what]:
            if tokens.dep[verb] != "relcl" or tokens.lemma[verb] not in self._clause.words.naming:
                continue
            named = self._clause.child(verb, "oprd", "dobj", "attr")
            behind = self._clause.prep_objects(verb, ("as",))
            return behind[0] if behind else what if named is None else named
        return what

    def _behind_brackets(self, at: int) -> int | None:
        """Return the noun that a name with its long form in brackets only stands in front of, None without one."""
        tokens = self._tokens
        if at >= len(tokens) or tokens.text[at] not in "([":
            return None
        _, end = self._clause.bounds(at)
        shut = next((i for i in range(at, min(end, at + _LONG_FORM)) if tokens.text[i] in ")]"), None)
        if (
            shut is None
            or shut + 1 >= end
            or tokens.tag[shut + 1] not in ("NN", "NNS")
            or tokens.entity[shut + 1]
        ):
            return None
        return shut + 1

    def _apposed(self, head: int, last: int) -> int | None:
        tokens = self._tokens
        if tokens.tag[head] in ("NNP", "NNPS", "PRP"):
            # "the Secretary of State, Ana Lopes"
            named = None if tokens.entity[head] else self._clause.child(head, "appos")
            if named is None or named < head or tokens.entity[named] != "PERSON":
                return None
            return named if any(tokens.lower[c] == "the" for c in tokens.children[head]) else None
        for child in tokens.children[head]:
            named = tokens.dep[child] == "appos" and child > head and tokens.tag[child] in ("NNP", "NNPS")
            elsewhere = tokens.entity[child] in ("DATE", "TIME", "GPE", "LOC")
            if named and not elsewhere and self._clause.phrase(child)[0] - last <= 1:
                return child
        if tokens.dep[head] == "dobj" and last < len(tokens) and tokens.tag[last] == "NNP":
            # "sentenced former prime | minister | Ana Lopes to death", read as one more object
            for child in tokens.children[tokens.head[head]]:
                second = tokens.dep[child] in ("dobj", "oprd") and tokens.entity[child] == "PERSON"
                if second and self._clause.phrase(child)[0] == last:
                    return child
        return None if tokens.tag[head] == "CD" else self._named_behind(last)

    def _several(self, head: int, last: int) -> int:
        """Return the end of a plural whose "of" names two or more: "the presidents of Norland | and Sudland"."""
        tokens, named = self._tokens, last - 1
        if tokens.dep[named] != "pobj" or tokens.tag[named] not in ("NNP", "NNPS"):
            return last
        if tokens.head[tokens.head[named]] != head or tokens.lower[tokens.head[named]] != "of":
            return last
        others = [c for c in self._clause.conjuncts(named) if c > named and tokens.tag[c] in ("NNP", "NNPS")]
        return max([last, *(self._clause.phrase(c)[1] for c in others)])

    def _in_front(self, head: int, first: int) -> int | None:
        """Return the name that a description, hung on it as an apposition, is set behind: "Ana Lopes" of "Ana Lopes, a nurse who was arrested"."""
        tokens, name = self._tokens, self._tokens.head[head]
        if tokens.tag[head] not in ("NN", "NNS") or name > head:
            return None
        # "In Kono, a nurse and a driver were killed", the nurse read as what Kono is
        inside = tokens.dep[name] == "pobj" and tokens.lower[tokens.head[name]] in self._clause.words.locating
        placed = inside or tokens.entity[name] in ("DATE", "TIME", "GPE", "LOC", "FAC")
        if tokens.tag[name] not in ("NNP", "NNPS") or placed:
            return None
        return name if tokens.text[first - 1] == "," and self._clause.phrase(name)[1] >= first - 1 else None

    def _named_behind(self, at: int) -> int | None:
        """Return the last word of a person's name set in right behind a description: "the premier of Malaita|, Ana Lopes,|", wherever it is hung."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or tokens.text[at] != ",":
            return None
        end = at + 1
        while end < len(tokens) and tokens.tag[end] in ("NNP", "NNPS"):
            end += 1
        mention = self.by_token.get(end - 1)
        person = mention is not None and mention.kind == "name" and mention.label == "PERSON"
        closed = end < len(tokens) and tokens.text[end] == ","
        return end - 1 if closed and (person or tokens.entity[end - 1] == "PERSON") else None


def written(clause: Clause, fillers: Sequence[Filler]) -> str:
    """Return the words of some participants, each once, with "; " between."""
    text = clause.part.text
    if len(fillers) == 1:
        return text[fillers[0].start : fillers[0].end]
    return "; ".join(dict.fromkeys([text[f.start : f.end] for f in fillers])) if fillers else ""


def _index(clause: Clause, mentions: Sequence[Mention]) -> dict[int, Mention]:
    # Head word first; a token that is inside several mentions belongs to the shortest that it heads.
    found: dict[int, Mention] = {}
    inside: dict[int, Mention] = {}
    span = clause.tokens.span
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        first, last = mention.head_start, mention.head_end
        if last > first:
            for index in span(first, last):
                found[index] = mention
        # What a mention's head has a mention has where it is no longer.
        if first != mention.start or last != mention.end:
            for index in span(mention.start, mention.end):
                inside[index] = mention
    inside.update(found)
    return inside
