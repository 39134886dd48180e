"""Who stands where in a clause: logical subjects and objects over voice, coordination, relatives and control.

The parser gets about one attachment in five wrong, so every question has a fall-back by word order. Labels are
those of en_core_web (ClearNLP): nsubj, nsubjpass, agent, dobj, dative, prep, pobj, relcl, acl, advcl, xcomp ...
"""

from __future__ import annotations

from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.part import ArticlePart

NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "DT", "EX")
VERBAL = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD")
_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "dep")
_RELATIVE = ("who", "which", "that", "whom", "whose")
# Nouns that speak for those who issue them.
_VOICES = frozenset({"statement", "law"})
_DASHES = frozenset({"-", "--", "—", "–", ":", "―"})
# Verbs whose subject is not the one who holds the plan or threat that is their object.
_OUTSIDERS = frozenset(
    "foil thwart prevent avert disrupt uncover discover reveal expose condemn denounce investigate reject oppose block stop report describe face suffer survive escape know learn fear see hear detect stop dismiss criticise criticize support back welcome".split()  # noqa: SIM905
)
_HARM = frozenset({"injure", "wound", "kill", "hurt"})
_LONGEST_HEADLINE = 18
# Verbs whose object is the subject of the infinitive or gerund behind it, though they also take plain subjects.
_PROMISING = ("promise", "vow", "threaten", "swear")


class Clause:
    """Answers about the clauses of one part; token indices in, token indices out."""

    def __init__(self, part: ArticlePart, kinds: Kinds) -> None:
        self.part = part
        self.kinds = kinds
        self.tokens = part.tokens
        self.title = part.part == "title"
        # Verbs the tagger took for something else, with the tag they should have; the matcher fills it.
        self.retagged: dict[int, str] = {}
        self._subjects: dict[int, list[int]] = {}
        self._headlines: dict[int, bool] = {}
        # Verbs that always take an object, by lemma: without one a headline's past form is a passive.
        self.transitive: frozenset[str] = frozenset()
        # Past tenses that are no participles ("began", "shook").
        self.pasts: frozenset[str] = frozenset()

    # -- small facts ------------------------------------------------------------------------------------------

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

    def passive(self, index: int) -> bool:
        """Say whether a verb is passive: with or without its auxiliary, also in headlines and reduced relatives."""
        tokens = self.tokens
        tag = self.retagged.get(index) or tokens.tag[index]
        if tag not in ("VBN", "VBD"):
            return False
        deps = {tokens.dep[child] for child in tokens.children[index]}
        if tokens.lower[index] in self.pasts and "auxpass" not in deps:
            # "Talks began", read as a passive.
            return False
        if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
            return True
        if tokens.lemma[index] in _HARM and "dobj" not in deps and tokens.dep[index] == "conj":
            # "two were killed and five others injured"
            return True
        if "dobj" in deps or ("nsubj" in deps and tokens.dep[index] not in ("acl", "relcl")):
            return self.headline(index) and "dobj" not in deps and self._headline_passive(index)
        if any(
            tokens.lower[child] in ("has", "have", "had", "'ve", "having") and tokens.dep[child] == "aux"
            for child in tokens.children[index]
        ):
            return False
        if tag == "VBD" and tokens.dep[index] == "acl" and tokens.lemma[index] in self.transitive | _HARM:
            # "the number of people killed in the raid", the participle read as a past tense
            return True
        if tag == "VBN":
            if tokens.dep[index] == "conj":
                head = tokens.head[index]
                return self.is_verb(head) and self.passive(head)
            if (
                tokens.dep[index] in ("ROOT", "ccomp")
                and not self.headline(index)
                and self.nominal_before(index) is not None
            ):
                # In running text a bare participle at the top of a clause is a past tense read wrongly.
                return False
            if (
                tokens.dep[index] == "acl"
                and tokens.dep[tokens.head[index]] == "ROOT"
                and self._verbless(index)
            ):
                return False
            return tokens.dep[index] in ("acl", "advcl", "amod", "relcl", "ROOT", "ccomp", "dep")
        return self.headline(index) and self._headline_passive(index)

    def _verbless(self, index: int) -> bool:
        # A sentence whose only verb is this participle: the past tense was read as a reduced relative.
        if self.headline(index):
            return False
        first, last = self.bounds(index)
        finite = ("VBD", "VBZ", "VBP", "MD")
        return not any(
            self.tokens.tag[i] in finite
            for i in range(first, last)
            if self.tokens.dep[i] not in ("relcl", "ccomp", "advcl")
        )

    def _headline_passive(self, index: int) -> bool:
        # "12 killed in blast", "Minister shot by gunmen": no object, and a circumstance follows at once.
        following = index + 1
        while following < len(self.tokens) and self.tokens.tag[following] == "RP":
            following += 1
        if following < len(self.tokens) and self.tokens.lemma[index].lower() in self.transitive:
            return self.tokens.tag[following] in ("IN", "TO", ",", "RP", "RB", ":", ".")
        return following >= len(self.tokens) or self.tokens.lower[following] in (
            "in",
            "by",
            "after",
            "as",
            "at",
            "near",
            "during",
            "over",
            "on",
        )

    def conjuncts(self, index: int) -> list[int]:
        """Return a nominal and what is coordinated with it."""
        tokens = self.tokens
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(
                child for child in tokens.children[node]
                if tokens.dep[child] == "conj" and tokens.tag[child] in NOMINAL
            )  # fmt: skip
        return sorted(found)

    # -- arguments --------------------------------------------------------------------------------------------

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Return the heads that fill the subject of a verb (its logical object where the verb is passive)."""
        if verb in self._subjects:
            return self._subjects[verb]
        found = self._subject(verb, depth)
        if depth == 0:
            self._subjects[verb] = found
        return found

    def _subject(self, verb: int, depth: int) -> list[int]:
        tokens = self.tokens
        own = self._own_subject(verb)
        dep, head = tokens.dep[verb], tokens.head[verb]
        if own is not None and not self.is_verb(own):
            if tokens.lower[own] in _RELATIVE and dep in ("relcl", "acl"):
                return self.conjuncts(head)
            if tokens.lower[own] in _RELATIVE and tokens.tag[own] in ("WDT", "WP"):
                before = self.nominal_before(own)
                return [before] if before is not None else []
            if own < self.dateline(verb):
                before = self.nominal_before(verb)
                return [before] if before is not None else []
            return [*self.conjuncts(own), *self._second_subject(verb, own)]
        if depth > 6 or head == verb:
            return self._by_order(verb)
        if dep in ("acl", "relcl") and not self.is_verb(head):
            if tokens.tag[verb] == "VBG" and dep == "acl" and self.kinds.of(head) & _VOICES:
                # "a statement condemning": whoever made the statement.
                return self.holders(head, depth + 1) or self.conjuncts(head)
            if tokens.tag[verb] in ("VBN", "VBG", "VBD"):
                return self.conjuncts(head)
            # "a plan to attack", "the decision to leave": the holder of the plan.
            return self.holders(head, depth + 1)
        if dep == "amod" and tokens.tag[verb] in ("VBN", "VBG"):
            if verb in self.retagged and tokens.dep[head] == "pobj":
                preposition = tokens.head[head]
                above = tokens.head[preposition]
                if self.is_verb(above):
                    return self.controller(above, tokens.lower[preposition], depth + 1)
                return (
                    self.conjuncts(above)
                    if "human" in self.kinds.of(above)
                    else self.holders(above, depth + 1)
                )
            above = tokens.head[head]
            if verb in self.retagged and tokens.dep[head] == "conj" and self.is_verb(above):
                while tokens.dep[above] == "ccomp" and self.is_verb(tokens.head[above]):
                    above = tokens.head[above]
                return self.actors(above, depth + 1)
            if verb in self.retagged and tokens.lemma[tokens.head[head]] != "have":
                return self._by_order(verb)
            if verb in self.retagged:
                return self.subjects(tokens.head[head], depth + 1)
            return self.conjuncts(head)
        if dep == "pcomp" and not self.is_verb(head):
            # "accused them of shelling", "after killing": through the preposition to its verb.
            above = tokens.head[head]
            if self.is_verb(above):
                return self.controller(above, tokens.lower[head], depth + 1)
            if "human" in self.kinds.of(above) or tokens.tag[above] == "PRP":
                # "of" attached to the accused and not to the accusing.
                return self.conjuncts(above)
            return self.holders(above, depth + 1)
        if dep in _CLIMB and self.is_verb(head):
            if dep == "xcomp":
                return self.controller(head, "to", depth + 1)
            if dep == "conj" or tokens.tag[verb] in ("VBG", "VBN", "VB"):
                return (
                    self.actors(head, depth + 1)
                    if dep != "conj" or self.passive(head) == self.passive(verb)
                    else self._other_voice(verb, head, depth)
                )
        return self._by_order(verb)

    def _own_subject(self, verb: int) -> int | None:
        found = [
            c for c in self.tokens.children[verb] if self.tokens.dep[c] in ("nsubj", "nsubjpass", "csubj")
        ]
        # "Hours later the court ruled": a time read as a second subject.
        real = [c for c in found if self.tokens.entity[c] not in ("DATE", "TIME") or len(found) == 1]
        return real[0] if real else None

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

    def _other_voice(self, verb: int, head: int, depth: int) -> list[int]:
        # "was arrested and fled", "fled and was arrested": the surface subject is shared.
        return self.subjects(head, depth + 1)

    def controller(self, governor: int, link: str, depth: int = 0) -> list[int]:
        """Return who does what a governor's complement says: its object for "ordered them to go", else its subject."""
        tokens = self.tokens
        if self.passive(governor):
            return self.subjects(governor, depth)
        held = self.child(governor, "dobj", "dative")
        if (
            held is not None
            and tokens.lemma[governor] not in _PROMISING
            and (link in ("to", "of", "for", "from", "into") or not link)
        ) and (link != "for" or tokens.lemma[governor] not in ("thank",)):
            return self.conjuncts(held)
        on = [
            pobj
            for pobj in self.prep_objects(governor, ("on", "upon"))
            if tokens.entity[pobj] not in ("DATE", "TIME")
        ]
        if on and link == "to":
            return on
        return self.subjects(governor, depth)

    def holders(self, noun: int, depth: int = 0) -> list[int]:
        """Return who holds a plan, a threat or a demand: its possessor, "by" agent, or the subject of its verb."""
        owner = self.child(noun, "poss")
        if owner is not None:
            return self.conjuncts(owner)
        by = self.prep_objects(noun, ("by",))
        if by:
            return by
        head = self.tokens.head[noun]
        if self.tokens.dep[noun] in ("dobj", "attr", "pobj") and depth < 6:
            if self.tokens.dep[noun] == "pobj":
                head = self.tokens.head[head]
            if self.is_verb(head) and self.tokens.lemma[head].lower() not in _OUTSIDERS:
                return self.actors(head, depth + 1)
        return []

    def actors(self, verb: int, depth: int = 0) -> list[int]:
        """Return the logical subjects of a verb: those behind "by" where it is passive."""
        if self.passive(verb):
            agents = self.agents(verb)
            return agents
        return self.subjects(verb, depth)

    def agents(self, verb: int) -> list[int]:
        """Return the heads behind "by" of a passive verb or an event noun."""
        tokens = self.tokens
        found: list[int] = []
        for child in tokens.children[verb]:
            if tokens.dep[child] == "agent" or (tokens.lower[child] == "by" and tokens.dep[child] == "prep"):
                for pobj in tokens.children[child]:
                    if tokens.dep[pobj] == "pobj":
                        found += self.conjuncts(pobj)
        if not found and not self.is_verb(verb):
            # "the arrest of the mayor by police", the agent hung on the mayor.
            for child in tokens.children[verb]:
                if tokens.dep[child] == "prep" and tokens.lower[child] == "of":
                    found += [by for pobj in self.behind(child) for by in self.prep_objects(pobj, ("by",))]
        return found

    def objects(self, verb: int) -> list[int]:
        """Return the logical objects of a verb: the surface subject where it is passive, the antecedent of a relative."""
        tokens = self.tokens
        if self.passive(verb):
            return self.subjects(verb)
        own = self.child(verb, "dobj")
        if own is not None:
            if tokens.lower[own] in _RELATIVE and tokens.dep[verb] == "relcl":
                return self.conjuncts(tokens.head[verb])
            return self.conjuncts(own)
        if tokens.dep[verb] == "relcl" and self.child(verb, "nsubj") is not None:
            subject = self.child(verb, "nsubj")
            if (
                subject is not None
                and tokens.lower[subject] not in _RELATIVE
                and not self.is_verb(tokens.head[verb])
            ):
                return self.conjuncts(tokens.head[verb])
        gap = self._gap(verb)
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
            child for child in tokens.children[verb] if tokens.dep[child] == "conj" and self.is_verb(child)
        ]
        if later and not tokens.children[verb][-1] < verb and self._adjacent_coordination(verb, later[0]):
            shared = self.child(later[0], "dobj")
            if shared is not None:
                return self.conjuncts(shared)
        return self._object_by_order(verb)

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
                told = subject is not None and tokens.lower[subject] not in _RELATIVE
                return tokens.head[node] if told else None
        return None

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
            if tag in ("NN", "NNS", "NNP", "NNPS"):
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
            or tokens.dep[head] in ("pobj", "npadvmod")
        ):
            return []
        close = tokens.head[head] in (verb, head) or tokens.head[verb] == head or tokens.dep[head] == "dep"
        return [head] if close or self.headline(verb) or verb in self.retagged else []

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
                    if tokens.dep[nested] == "prep" and tokens.lower[nested] in prepositions:
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
        return [index] if tokens.tag[index] in NOMINAL[:5] else []

    def _by_order(self, verb: int) -> list[int]:
        if self.tokens.tag[verb] in ("VB", "VBG") and not self.headline(verb):
            return []
        finite = self.tokens.tag[verb] in ("VBD", "VBZ", "VBP") or verb in self.retagged
        if (
            self.tokens.dep[verb] not in ("ROOT", "ccomp", "dep", "conj", "parataxis")
            and not finite
            and not self.headline(verb)
        ):
            return []
        before = self.nominal_before(verb)
        if before is None:
            return []
        while self.tokens.dep[before] == "conj" and self.tokens.tag[self.tokens.head[before]] in NOMINAL:
            before = self.tokens.head[before]
        return [head for head in self.conjuncts(before) if head < verb]

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
                return head if head < index else position
            if tag in ("VBD", "VBZ", "VBP", "MD"):
                return None
            position -= 1
        return None

    def dateline(self, index: int) -> int:
        """Return where a sentence begins behind its dateline ("PARIS (Reuters) - Police ..."); its first token without one."""
        tokens = self.tokens
        first, last = self.bounds(index)
        for position in range(first + 1, min(first + 12, last, index)):
            if tokens.text[position] in _DASHES:
                before = [tokens.text[i] for i in range(first, position) if tokens.text[i][:1].isalpha()]
                named = all(word[0].isupper() for word in before)
                spaced = tokens.text[position] != ":" or before[0].isupper()
                return (
                    position + 1
                    if named and spaced and before and before[0].isupper() and len(before[0]) > 1
                    else first
                )
        return first

    # -- phrases ----------------------------------------------------------------------------------------------

    def phrase(self, head: int) -> tuple[int, int]:
        """Return the token bounds [first, last) of the noun phrase of a head, up to "of" phrases, without relatives or coordination."""
        tokens = self.tokens
        first = last = head
        low, high = self.bounds(head)
        for child in tokens.children[head]:
            dep = tokens.dep[child]
            if child in self.retagged:
                continue
            if child < head:
                if dep in (
                    "det",
                    "compound",
                    "amod",
                    "nummod",
                    "poss",
                    "nmod",
                    "quantmod",
                    "predet",
                    "advmod",
                ) or (dep == "punct" and tokens.text[child] in ("-", "“", '"', "'")):
                    edge = child
                    while True:
                        lower = [
                            c
                            for c in tokens.children[edge]
                            if c < edge and tokens.dep[c] not in ("cc", "punct", "prep")
                        ]
                        if not lower:
                            break
                        edge = lower[0]
                    first = min(first, edge)
            elif dep == "prep" and tokens.lower[child] == "of":
                for pobj in tokens.children[child]:
                    if tokens.dep[pobj] == "pobj":
                        last = max(last, self.phrase(pobj)[1] - 1)
            elif dep in ("compound", "nummod", "case") and child == head + 1:
                last = max(last, child)
        first, last = max(first, low), min(last + 1, high)
        while first < head and tokens.tag[first] in ("``", "''", ",", "HYPH", ":"):
            first += 1
        return first, last
