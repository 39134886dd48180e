"""Subjects and objects that the parser has hung elsewhere, found again by order."""

from __future__ import annotations

from analystkit.extraction.event.phrase_ends import opening_participle
from analystkit.extraction.event.voice import Voice
from analystkit.extraction.event.word_order import NOMINAL
from analystkit.extraction.gerunds_apart import CHARGING
from analystkit.extraction.tags import FINITE, NOUNS, TENSED

# How far behind its verb a "by" may stand.
_AGENT_REACH = 9

# What opens a clause of time and was read as a preposition.
_OPENING = frozenset({"after", "before", "since", "until"})


# What opens a clause that tells of a deed before or behind another one.
_BEFORE_DEED = frozenset({"after", "when", "as", "before", "while"})


class Astray(Voice):
    """Finds the subjects and objects of one part that hang on another verb than their own."""

    def robbed(self, verb: int) -> int | None:
        """Return the object of a relative clause that was read as the subject of the verb behind it: "the man who shot | the judge | was held"."""
        tokens = self.tokens
        if tokens.dep[verb] != "relcl" or tokens.tag[verb] != "VBD" or self.child(verb, "dobj") is not None:
            return None
        if not self._takes_object(tokens.lemma[verb]):
            return None
        for later in tokens.children[verb]:
            own = self.child(later, "nsubj", "nsubjpass") if tokens.dep[later] == "ccomp" else None
            if own is not None and later > own > verb and self.phrase(own)[0] == verb + 1:
                return None if self.child(later, "mark") is not None else own
        return None

    def _stray_subject(self, verb: int) -> int | None:
        """Return the subject that hangs on the verb before: "one was killed and | five others |, most of them children, were injured"."""
        tokens = self.tokens
        helped = [c for c in tokens.children[verb] if tokens.dep[c] in ("aux", "auxpass") and c < verb]
        if tokens.tag[helped[0] if helped else verb] not in FINITE:
            return None
        opened = self._behind_after(verb)
        if opened is not None:
            return opened
        first, _ = self.bounds(verb)
        for i in range((helped[0] if helped else verb) - 1, first, -1):
            if tokens.tag[i] in FINITE and tokens.dep[i] != "relcl":
                return None
            above = tokens.head[i]
            if tokens.tag[i] not in NOMINAL or not self.is_verb(above) or not above < i:
                continue
            if tokens.dep[i] == "conj":
                return i
            # "talks failed, and | the party's leader, Ana Lopes, | has quit", read as what failed
            if tokens.dep[i] == "dobj" and above == tokens.head[verb]:
                return i if tokens.dep[self.phrase(i)[0] - 1] == "cc" else None
        return None

    def _behind_after(self, verb: int) -> int | None:
        # "He lost an eye after | an officer | struck him", the officer hung on "after"
        tokens, noun = self.tokens, verb - 1
        after = tokens.head[noun]
        if (
            tokens.dep[noun] != "pobj"
            or tokens.lower[after] not in _OPENING
            or tokens.head[after] != tokens.head[verb]
        ):
            return None
        return noun if self.phrase(noun) == (after + 1, verb) else None

    def told_beside(self, verb: int) -> int | None:
        """Return the subject of a told clause that was hung on who told it: "said | the secretary, Ana Lopes, | had telephoned"."""
        tokens, head = self.tokens, self.tokens.head[verb]
        if tokens.dep[verb] != "ccomp" or tokens.tag[verb] not in ("VBD", "VBN") or not head < verb:
            return None
        if tokens.tag[verb] == "VBN" and self.child(verb, "aux", "auxpass") is None:
            return None
        held = self.child(head, "dobj")
        told = held is not None and head < held < verb and self.child(verb, "mark") is None
        return held if told else None

    def _before_aside(self, verb: int) -> int | None:
        """Return the noun before what is set off by commas in front of a verb: "a driver, identified as Juan Ruiz, | was shot |"."""
        tokens = self.tokens
        helped = [c for c in tokens.children[verb] if tokens.dep[c] in ("aux", "auxpass") and c < verb]
        at = (helped[0] if helped else verb) - 1
        first = self.dateline(verb)
        if at <= first or tokens.text[at] != ",":
            return None
        opened = next((i for i in range(at - 1, first, -1) if tokens.text[i] == ","), first)
        if opened == first:
            return None
        if (
            tokens.tag[opened + 1] == "IN"
            and tokens.tag[opened - 1] in NOUNS
            and self.kinds.of(opened - 1) & {"human", "group", "state"}
        ):
            # "Lopes, in his speech, | accused | them"
            return self.nominal_before(opened)
        # "the firm, which the state owns, | reinstated | two men", read as an inserted remark
        told = helped or verb in self.retagged or tokens.dep[verb] == "parataxis"
        aside = tokens.tag[opened + 1] in ("VBN", "WP", "VBG", "WDT") or any(
            # "Norland, a member of the bloc, | accused | Kono"
            tokens.dep[c] == "appos" and opened < c < at
            for c in tokens.children[opened - 1]
        )
        return self.nominal_before(opened) if told and aside else None

    def _right_before_not(self, verb: int) -> int | None:
        """Return the noun a denied participle describes: "a lifeline thrown by | forces | not fully withdrawing", hung on the throwing."""
        tokens, at = self.tokens, verb - 1
        if tokens.tag[verb] != "VBG":
            return None
        while at > 0 and tokens.tag[at] == "RB":
            at -= 1
        denied = at < verb - 1 and tokens.dep[at + 1] == "neg"
        return at if denied and tokens.tag[at] in NOUNS else None

    def set_apart(self, verb: int) -> int | None:
        """Return the noun an infinitive belongs to, parted from it by commas: "there is a plan, laid abroad, to attack"; None without one."""
        tokens = self.tokens
        if tokens.tag[verb] != "VB":
            return None
        first, _ = self.bounds(verb)
        to = verb - 1
        while to > first and tokens.tag[to] == "RB":
            to -= 1
        if to - first < 4 or tokens.lower[to] != "to" or tokens.text[to - 1] != ",":
            return None
        opened = next((i for i in range(to - 2, first, -1) if tokens.text[i] == ","), first)
        noun = opened - 1
        # "a plan, she heard later, to kidnap her son"
        laid = tokens.tag[opened + 1] in ("VBN", "RB", "VBD") or tokens.dep[tokens.head[verb]] == "parataxis"
        return noun if noun > first and laid and tokens.dep[noun] in ("attr", "dobj") else None

    def first_participle(self, verb: int) -> int | None:
        """Return the verb above the first of two participles, read as a word of its object: "stormed the palace, | smashing | windows and hurling stones"."""
        tokens, noun = self.tokens, self.tokens.head[verb]
        if tokens.tag[verb] != "VBG" or tokens.dep[verb] != "conj" or not noun < verb:
            return None
        first = opening_participle(self, noun)
        if first is None:
            return None
        above = tokens.head[noun]
        while not self.is_verb(above) and tokens.head[above] != above:
            above = tokens.head[above]
        return above if self.is_verb(above) and above < first else None

    def nearer_deed(self, verb: int) -> int | None:
        """Return the verb of the clause that a result stands right behind: "cut ties after soldiers | fired | on a crowd, killing ten", hung on the first."""
        tokens, head = self.tokens, self.tokens.head[verb]
        if (
            tokens.lemma[verb] not in self._words.harming
            or tokens.lower[verb - 1] != ","
            or not head < verb - 1
        ):
            return None
        opened = next((i for i in range(verb - 2, head, -1) if tokens.lower[i] in _BEFORE_DEED), None)
        if opened is None:
            return self._past_relative(head, verb)
        told = [
            i for i in range(opened + 1, verb - 1) if tokens.tag[i] in TENSED and tokens.dep[i] != "relcl"
        ]
        return told[-1] if told else None

    def _past_relative(self, head: int, verb: int) -> int | None:
        # "fear that weapons will reach groups that | attacked | a camp, killing ten", hung on the reaching
        tokens = self.tokens
        if not any(tokens.tag[c] == "MD" for c in tokens.children[head]):
            return None
        told = [i for i in range(head + 1, verb - 1) if tokens.tag[i] == "VBD" and tokens.dep[i] == "relcl"]
        return told[-1] if told else None

    def stood_before(self, verb: int, noun: int) -> int | None:
        """Return the verb of standing in front of whom a participle was hung on: "appeared before | a judge | accused of theft"."""
        tokens, before = self.tokens, self.tokens.head[noun]
        brought = tokens.dep[noun] == "pobj" and tokens.lower[before] == "before" and noun == verb - 1
        above = tokens.head[before]
        return above if brought and tokens.lower[verb] in CHARGING and self.is_verb(above) else None

    def _whose_own(self, noun: int) -> bool:
        """Say whether a noun names the forces of whom a relative clause is about."""
        tokens = self.tokens
        return tokens.lemma[noun] in self._words.troops and any(
            tokens.tag[c] == "WP$" for c in tokens.children[noun]
        )

    def whom_told(self, pronoun: int, noun: int) -> int:
        """Return whom "who" is about: the ministers of "the ministers of the two | countries |, who met", hung on the countries."""
        tokens, of = self.tokens, self.tokens.head[noun]
        last = pronoun - 2
        if (
            tokens.lower[pronoun] == "which"
            and tokens.text[pronoun - 1] == ","
            and tokens.dep[last] == "pobj"
            and tokens.head[tokens.head[last]] == noun
            and tokens.tag[noun] == "NNS"
            and "human" in self.kinds.of(noun)
            and not tokens.entity[noun]
            and "group" not in self.kinds.of(noun)
        ):
            # "supporters of | the party |, which was banned": people are no "which"
            return last
        if tokens.lower[pronoun] != "who" or tokens.dep[noun] != "pobj" or tokens.lower[of] != "of":
            return noun
        whole = tokens.head[of]
        official = "official" in self.kinds.of(whole) and "official" not in self.kinds.of(noun)
        return whole if official and "place" in self.kinds.of(noun) else noun

    def side_of(self, verb: int) -> int | None:
        """Return the noun behind "with" that does what a participle says: "with | each side | accusing the other"."""
        tokens = self.tokens
        if tokens.tag[verb] != "VBG":
            return None
        opening = next((c for c in tokens.children[verb] if c < verb and tokens.tag[c] == "IN"), None)
        if opening is None or tokens.lower[opening] != "with":
            return None
        below = [c for c in tokens.children[opening] if tokens.dep[c] == "pobj" and c < verb]
        return below[-1] if below and self.phrase(below[-1])[1] == verb else None

    def _of_place(self, noun: int) -> bool:
        tokens = self.tokens
        before = self.phrase(noun)[0] - 1
        return before > 1 and tokens.text[before] == "," and tokens.dep[before - 1] == "pobj"

    def late_agent(self, verb: int) -> list[int]:
        """Return those behind a "by" parted from its verb: "was killed on Monday, apparently | by rebels |"."""
        tokens = self.tokens
        _, last = self.bounds(verb)
        for i in range(verb + 1, min(verb + _AGENT_REACH, last)):
            if tokens.lower[i] == "by" and tokens.tag[i] == "IN":
                heads = [h for h in self.behind(i) if self._does(h)]
                sure = i == verb + 1 or tokens.tag[i - 1] == "RB" or tokens.entity[i - 1] in ("DATE", "TIME")
                return heads if sure else []
            if not (tokens.tag[i] in ("RB", ",", "IN") or tokens.entity[i] in ("DATE", "TIME", "GPE")):
                return []
        return []

    def _does(self, head: int) -> bool:
        return bool(self.kinds.of(head) & {"human", "group"}) and self.tokens.entity[head] not in (
            "DATE",
            "TIME",
        )

    def _own_subject(self, verb: int) -> int | None:
        found = [
            c for c in self.tokens.children[verb] if self.tokens.dep[c] in ("nsubj", "nsubjpass", "csubj")
        ]
        if not found and self.tokens.tag[verb] == "NN":
            # "The army is | training | pilots", the verb read as a noun and its subject hung on "is"
            helped = [c for c in self.tokens.children[verb] if self.tokens.dep[c] == "aux"]
            found = [c for aux in helped for c in self.tokens.children[aux] if self.tokens.dep[c] == "nsubj"]
        # "Hours later the court ruled": a time read as a second subject.
        real = [
            c
            for c in found
            if len(found) == 1
            or not (self.tokens.entity[c] in ("DATE", "TIME") or self.tokens.lemma[c] in self._words.spell)
        ]
        if len(real) == 1 and self.tokens.entity[real[0]] in ("DATE", "TIME"):
            # "The morning after the raid, | Ana Lopes | resigned", read as the morning's name
            named = self.child(real[0], "appos")
            real = real if named is None or self.tokens.tag[named] != "NNP" else [named]
        if len(real) == 1 and self._of_that_time(verb, real[0]):
            return None
        if len(real) > 1 and self.tokens.lower[self.phrase(real[-1])[0] - 1] in _OPENING and verb > real[-1]:
            # "The agency halted aid | after three trucks | were looted", all of it read as one clause
            real = real[-1:]
        if len(real) > 1 and self._of_place(real[0]):
            # "In Huancayo, | the capital of Junin |, the school was bombed"
            real = real[1:]
        return real[0] if real else None

    def _of_that_time(self, verb: int, noun: int) -> bool:
        # "the only strike | that night | had hit a depot", read as what a night had hit: the strike did.
        tokens = self.tokens
        told = (
            tokens.dep[verb] == "relcl"
            and tokens.lower[noun - 1] in ("that", "this")
            and noun - 2 == tokens.head[verb]
        )
        return told and tokens.lemma[noun] in self._words.spell

    def _second_subject(self, verb: int, first: int) -> list[int]:
        # "A policeman and three gunmen died", where the coordination was missed and both are subjects.
        tokens = self.tokens
        return [
            c
            for c in tokens.children[verb]
            if tokens.dep[c] in ("nsubj", "nsubjpass")
            and first < c < verb
            and tokens.entity[c] not in ("DATE", "TIME")
            and any(tokens.lower[i] == "and" for i in range(first, c))
        ]
