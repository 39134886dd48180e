"""Who stands where in a clause: logical subjects and objects over voice, coordination, relatives and control.

The parser gets about one attachment in five wrong, so every question has a fall-back by word order. Labels are
those of en_core_web (ClearNLP): nsubj, nsubjpass, agent, dobj, dative, prep, pobj, relcl, acl, advcl, xcomp ...
"""

from __future__ import annotations

from analystkit.extraction.event.coordination import finite_above
from analystkit.extraction.event.subjects import Subjects
from analystkit.extraction.event.word_order import NOMINAL
from analystkit.extraction.tags import NOUNS

# Prepositions that a verb may stand behind, "to" before an infinitive included: not "with burning tyres".
_TAKING = frozenset(
    {
        "to",
        "of",
        "for",
        "by",
        "in",
        "than",
        "from",
        "against",
        "about",
        "without",
        "before",
        "after",
        "as",
        "out",
    }
)


class Clause(Subjects):
    """Answers about the clauses of one part; token indices in, token indices out."""

    def _stolen_object(self, verb: int) -> int | None:
        """Return the object of a participle that was read as one more subject of the verb behind it: "the attack targeting | a mosque | was foiled"."""
        tokens = self.tokens
        if tokens.tag[verb] != "VBG" or tokens.dep[verb] not in ("acl", "pcomp"):
            return None
        noun = tokens.head[verb]
        if tokens.dep[verb] == "pcomp":
            # "Two men suspected of killing | a judge | were held"
            noun = tokens.head[tokens.head[noun]]
        above = tokens.head[noun]
        if tokens.dep[noun] not in ("nsubj", "nsubjpass") or above < verb:
            return None
        subjects = ("nsubj", "nsubjpass")
        return next(
            (c for c in tokens.children[above] if verb < c < above and tokens.dep[c] in subjects), None
        )

    def taken_subject(self, verb: int) -> int | None:
        """Return the object of an infinitive that was read as the subject of the verb behind it: "a plan to kill | two men | was uncovered"."""
        tokens = self.tokens
        if tokens.tag[verb] != "VB" or self.child(verb, "dobj") is not None:
            return None
        for later in tokens.children[verb]:
            if later > verb and tokens.dep[later] == "ccomp" and tokens.tag[later] == "VBN":
                own = self.child(later, "nsubjpass")
                told = any(tokens.dep[c] == "mark" for c in tokens.children[later])
                if own is not None and own > verb and not told:
                    return own
        return None

    def _behind_day(self, verb: int) -> int | None:
        """Return the object read as one more noun behind the preposition of a day: "killed on Monday | two judges |"."""
        tokens = self.tokens
        for child in tokens.children[verb]:
            if tokens.dep[child] == "prep" and child == verb + 1:
                below = [c for c in tokens.children[child] if tokens.dep[c] == "pobj"]
                if (
                    len(below) > 1
                    and tokens.entity[below[0]] in ("DATE", "TIME")
                    and not tokens.entity[below[1]]
                ):
                    return below[1]
        return None

    def objects(self, verb: int) -> list[int]:
        """Return the logical objects of a verb: the surface subject where it is passive, the antecedent of a relative."""
        tokens = self.tokens
        if self.passive(verb):
            return self.subjects(verb)
        own = self.child(verb, "dobj")
        if own is not None and tokens.tag[own].startswith("JJ"):
            # "shot dead a sergeant", the adjective read as one more object
            own = next((c for c in tokens.children[verb] if c > own and tokens.dep[c] == "dobj"), own)
        if own is not None and own == self.handed_to(verb):
            own = next(c for c in tokens.children[verb] if c > own and tokens.dep[c] == "dobj")
        if own is not None:
            own = self._before_time(self._predicated_of(own))
            if tokens.lower[own] in self._words.relative and tokens.dep[verb] == "relcl":
                return self.conjuncts(tokens.head[verb])
            return self.conjuncts(own)
        if (tokens.dep[verb] == "relcl" or self._by_its_own(verb)) and self.child(verb, "nsubj") is not None:
            subject = self.child(verb, "nsubj")
            if (
                subject is not None
                and tokens.lower[subject] not in self._words.relative
                and not self.is_verb(tokens.head[verb])
                and not self._wherein(verb)
            ):
                return self.conjuncts(tokens.head[verb])
        gap = self._contact(verb)
        if gap is None and verb + 1 < len(tokens):
            gap = self.held_by(verb + 1)
        if gap is None:
            gap = self._gap(verb)
        if gap is None:
            gap = self._stolen_object(verb)
        if gap is None:
            gap = self.taken_subject(verb)
        if gap is None:
            gap = self.robbed(verb)
        if gap is None:
            gap = self._behind_day(verb)
        if gap is not None:
            return self.conjuncts(gap)
        given = self.child(verb, "dative")
        if (
            given is not None
            and tokens.tag[given] in NOMINAL
            and tokens.lemma[verb] not in ("give", "send", "offer", "tell")
        ):
            # "They beat us", read as beating something for us.
            return self.conjuncts(given)
        for child in tokens.children[verb]:
            if tokens.dep[child] == "ccomp" and tokens.lower[child] in self._words.predicated:
                # "left two policemen dead": the object is the subject of what is said of it.
                inner = self.child(child, "nsubj")
                if inner is not None:
                    return self.conjuncts(inner)
            # "let them go": the object is the subject of a bare infinitive.
            if (
                tokens.dep[child] in ("ccomp", "xcomp")
                and tokens.tag[child] == "VB"
                and tokens.dep[verb] != "aux"
            ):
                inner = self.child(child, "nsubj")
                if inner is not None and not any(
                    tokens.dep[c] in ("mark", "aux") and c < inner for c in tokens.children[child]
                ):
                    return self.conjuncts(inner)
        later = [
            child
            for child in tokens.children[verb]
            if tokens.dep[child] == "conj" and self.is_verb(child) and finite_above(self, child) is None
        ]
        if later and not tokens.children[verb][-1] < verb and self._adjacent_coordination(verb, later[0]):
            shared = self.child(later[0], "dobj")
            if shared is not None:
                return self.conjuncts(shared)
        return self._object_by_order(verb)

    def held_by(self, participle: int) -> int | None:
        """Return whom a verb of harming in front is about, by what they did: "shot fleeing | villagers |", read as a fleeing of villagers."""
        tokens, verb = self.tokens, participle - 1
        if (
            tokens.tag[participle] != "VBG"
            or tokens.dep[participle] != "xcomp"
            or tokens.head[participle] != verb
            or tokens.lemma[verb] not in self._words.assailing
        ):
            return None
        held = self.child(participle, "dobj")
        plural = held is not None and tokens.tag[held] == "NNS" and held == participle + 1
        return held if plural else None

    def _contact(self, verb: int) -> int | None:
        """Return the noun a relative clause without a pronoun is about, read as an inserted one: "two | firms | it accuses of fraud"."""
        tokens, subject = self.tokens, self.child(verb, "nsubj")
        if tokens.dep[verb] != "parataxis" or subject is None or tokens.tag[subject] != "PRP":
            return None
        noun = subject - 1
        behind = noun >= 0 and tokens.tag[noun] in ("NN", "NNS") and subject == verb - 1
        return noun if behind and tokens.lemma[verb] in self._words.charging else None

    def _wherein(self, verb: int) -> bool:
        # "a letter wherein they threatened ...", "the town in which he killed ...": where, not whom.
        tokens = self.tokens
        for child in tokens.children[verb]:
            if child > verb:
                return False
            if tokens.tag[child] == "WRB" or (
                tokens.dep[child] == "prep" and any(tokens.tag[c] == "WDT" for c in tokens.children[child])
            ):
                return True
        return False

    def _gap(self, verb: int) -> int | None:
        """Return the antecedent of a relative clause above an infinitive without object: "a bomb they were trying to plant"."""
        tokens, node = self.tokens, verb
        for _ in range(3):
            if tokens.dep[node] not in ("xcomp", "ccomp") or tokens.tag[node] != "VB":
                return None
            node = tokens.head[node]
            if self.child(node, "dobj") is not None:
                return None
            if tokens.dep[node] == "relcl" and not self.is_verb(tokens.head[node]):
                subject = self.child(node, "nsubj")
                told = subject is not None and tokens.lower[subject] not in self._words.relative
                return tokens.head[node] if told and not self._wherein(node) else None
            if tokens.dep[node] == "parataxis":
                # "by a grenade he was trying to throw", the relative clause read as an inserted one.
                subject = self.child(node, "nsubj")
                contact = subject is not None and subject > 0 and tokens.tag[subject] == "PRP"
                if subject is not None and contact and tokens.tag[subject - 1] in ("NN", "NNS"):
                    return subject - 1
                return None
        return None

    def tells_of_others(self, verb: int) -> bool:
        """Say whether a relative clause tells what somebody of its own did to somebody: "where | rebels | killed ten"."""
        tokens, own = self.tokens, self.child(verb, "nsubj")
        known = own is not None and tokens.tag[own] in NOUNS and "human" in self.kinds.of(own)
        return known and self.child(verb, "dobj") is not None and not self.passive(verb)

    def _behind_its_own(self, verb: int, noun: int) -> bool:
        # "criticised for | insulting | women", "Lebanon to | free | a captive", read as women and captives of some kind
        before = self.tokens.head[noun]
        if verb not in self.retagged:
            return False
        if before < verb - 1:
            # "The court on Tuesday | acquitted | a minister", all of it read as hung on the day
            return self.verbless(verb)
        return before == verb - 1 and self.tokens.lower[before] in _TAKING

    def _adjacent_coordination(self, verb: int, other: int) -> bool:
        return 0 < other - verb <= 3

    def _object_by_order(self, verb: int) -> list[int]:
        # The nearest nominal behind the verb with nothing but determiners, adjectives and numbers between.
        tokens = self.tokens
        _, last = self.bounds(verb)
        index = verb + 1
        head = None
        while index < min(last, verb + 7):
            tag = tokens.tag[index]
            if tag in NOUNS:
                if head is not None and self._before_time(index) == head:
                    break
                head = index
            elif head is not None or (
                tag not in ("DT", "JJ", "JJR", "JJS", "CD", "PRP$", "VBN", "HYPH", "POS", "``", "''", "PDT")
                and tokens.lower[index] not in ("at", "least", "than", "about", "nearly", "over")
            ):
                break
            index += 1
        if (
            head is None
            or tokens.entity[head] in ("DATE", "TIME")
            or (tokens.dep[head] in ("nsubj", "nsubjpass") and not (self.headline(verb) and head == verb + 1))
            or (tokens.dep[head] == "pobj" and not self._behind_its_own(verb, head))
            or (tokens.dep[head] == "npadvmod" and verb not in self.retagged and not self.headline(verb))
        ):
            return []
        close = tokens.head[head] in (verb, head) or tokens.head[verb] == head or tokens.dep[head] == "dep"
        # "have abducted and | beaten | opponents", the object hung on the first of the two
        close = close or (tokens.dep[verb] == "conj" and tokens.head[head] == tokens.head[verb] < verb)
        close = close or (tokens.head[head] == head + 1 and self._before_time(head + 1) == head)
        return [head] if close or self.headline(verb) or verb in self.retagged else []
