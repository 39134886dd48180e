"""Is a verb passive: with or without its auxiliary, in headlines and in reduced relatives."""

from __future__ import annotations

from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.shared_passives import shares_passive
from analystkit.extraction.event.word_order import NOMINAL, WordOrder
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tags import FINITE, NOUNS, TENSED
from analystkit.lexicon import Lexicon

_SHORT = frozenset({"'s", "\u2019s"})


class Voice(WordOrder):
    """Answers about the voice of verbs."""

    def __init__(self, part: ArticlePart, kinds: Kinds, lexicon: Lexicon) -> None:
        super().__init__(part, kinds, lexicon)
        # Verbs that always take an object, by lemma: without one a headline's past form is a passive.
        self.transitive: frozenset[str] = frozenset()
        # Past tenses that are no participles ("began", "shook").
        self.pasts: frozenset[str] = frozenset()

    def passive(self, index: int) -> bool:
        """Say whether a verb is passive: with or without its auxiliary, also in headlines and reduced relatives."""
        found = self._passives.get(index)
        if found is None:
            found = self._passives[index] = self._is_passive(index)
        return found

    def _is_passive(self, index: int) -> bool:
        tokens = self.tokens
        tag = self.retagged.get(index) or tokens.tag[index]
        if tag not in ("VBN", "VBD"):
            return False
        if index in self.retagged and self.dead_of(index) is not None:
            return True
        deps = {tokens.dep[child] for child in tokens.children[index]}
        if tokens.lower[index] in self.pasts and "auxpass" not in deps:
            # "Talks began", read as a passive.
            return False
        if "nsubj" in deps and tokens.dep[index] == "acl" and "mark" in deps:
            # "a decision that the minister criticised"
            return False
        if "nsubjpass" in deps and "auxpass" not in deps and self._perfect(index):
            # "have not fully withdrawn", the subject read as that of a passive.
            return False
        if "auxpass" not in deps and "agent" not in deps and self.addressing(index):
            return False
        if "nsubj" in deps and "auxpass" not in deps and self._by_its_own(index):
            return False
        if tokens.dep[index] == "ccomp" and self._beheld(index, deps):
            return True
        if "agent" in deps and deps.isdisjoint(("auxpass", "nsubjpass")) and self._by_no_one(index):
            deps.discard("agent")
        if "auxpass" in deps and "agent" not in deps and self._contracted(index):
            return False
        if deps >= {"nsubj", "dobj"} and deps.isdisjoint(("auxpass", "nsubjpass")):
            # "The army dismissed a proposal by the government", the "by" hung on the verb; not "The men held captive by rebels".
            things = [c for c in tokens.children[index] if tokens.dep[c] == "dobj"]
            return "agent" in deps and all(tokens.lemma[c] in self._words.captivity for c in things)
        if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
            return True
        if tokens.lemma[index] in self._words.harming and "dobj" not in deps and tokens.dep[index] == "conj":
            # "two were killed and five others injured", not "have abducted and | beaten | opponents"
            behind = index + 1
            shared = (
                behind < len(tokens)
                and tokens.dep[behind] == "dobj"
                and tokens.head[behind] == tokens.head[index]
            )
            return not shared
        if self.left_over(index) is not None or self.reduced(index) is not None:
            return True
        if tokens.dep[index] in ("conj", "acl") and shares_passive(self, index, deps):
            return True
        if "nsubj" in deps and "dobj" not in deps and tag in ("VBD", "VBN") and self.led_astray(index):
            return True
        if "dobj" in deps or ("nsubj" in deps and tokens.dep[index] not in ("acl", "relcl")):
            return self.headline(index) and "dobj" not in deps and self._headline_passive(index)
        if self._perfect(index):
            return False
        if tag == "VBD" and tokens.dep[index] == "acl" and self._takes_object(tokens.lemma[index]):
            # "the number of people killed in the raid", the participle read as a past tense
            return True
        if (
            tag == "VBD"
            and tokens.dep[index] == "conj"
            and not deps & {"nsubj", "dobj", "ccomp", "xcomp", "prep"}
        ):
            # "was led away and | released | some hours later", the participle read as a past tense
            head = tokens.head[index]
            return self.is_verb(head) and self._takes_object(tokens.lemma[index]) and self.passive(head)
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
            if tokens.dep[index] == "acl" and self._heads_sentence(index) and self.verbless(index):
                return False
            if tokens.dep[index] == "xcomp" and tokens.lemma[tokens.head[index]] == "find":
                # "was found murdered"
                return True
            return tokens.dep[index] in ("acl", "advcl", "amod", "relcl", "ROOT", "ccomp", "dep")
        return self.headline(index) and self._headline_passive(index)

    def _by_its_own(self, index: int) -> bool:
        # "a plan | the president | proposed", the participle of what others did
        tokens = self.tokens
        if tokens.dep[index] not in ("relcl", "acl"):
            return False
        own = self.child(index, "nsubj")
        if own is None or tokens.tag[own] not in (*NOUNS, "PRP") or not tokens.head[index] < own < index:
            return False
        deps = {tokens.dep[child] for child in tokens.children[index]}
        if "mark" in deps and (
            deps & {"xcomp", "ccomp", "dobj"} or not self._takes_object(tokens.lemma[index])
        ):
            # "the fact that he declined to come"
            return False
        return tokens.tag[index] in ("VBN", "VBD") and "," not in tokens.text[tokens.head[index] : own]

    def _by_no_one(self, index: int) -> bool:
        # "The ministers agreed by telephone"
        heads = [
            h for by in self.tokens.children[index] if self.tokens.dep[by] == "agent" for h in self.behind(by)
        ]
        return all(self.tokens.lemma[head] in self._words.reckoning for head in heads)

    def _beheld(self, index: int, deps: set[str]) -> bool:
        # "saw its envoy | expelled |", "had two aides | jailed |": no "that" opens it and nothing stands behind as its object.
        tokens, above = self.tokens, self.tokens.head[index]
        return (
            tokens.lemma[above] in self._words.beholding
            and "nsubj" in deps
            and deps.isdisjoint(("mark", "aux", "dobj"))
            and self._takes_object(tokens.lemma[index])
            and not any(tokens.text[i] in (",", '"', "\u201c", ":") for i in range(above, index))
        )

    def counted_by(self, noun: int) -> int:
        """Return the head of the phrase that counts a noun: "dozens" of "dozens of parents"; the noun itself without one."""
        tokens, of = self.tokens, self.tokens.head[noun]
        counted = tokens.dep[noun] == "pobj" and tokens.lower[of] == "of" and tokens.dep[of] == "prep"
        return tokens.head[of] if counted and tokens.lemma[tokens.head[of]] in self._words.counting else noun

    def _takes_object(self, lemma: str) -> bool:
        return lemma in self.transitive or lemma in self._words.harming

    def addressing(self, index: int) -> bool:
        """Say whether a participle can only be a past tense: "Prosecutors | called | for the vote to be declared void"."""
        tokens = self.tokens
        return tokens.lemma[index] in self._words.addressing and any(
            tokens.lower[c] in ("for", "on", "upon") and tokens.children[c] for c in tokens.children[index]
        )

    def _perfect(self, index: int) -> bool:
        tokens = self.tokens
        aux = {tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] == "aux"}
        return bool(aux & {"has", "have", "had", "'ve", "having"}) and not aux & {
            "been",
            "being",
            "get",
            "got",
        }

    def _contracted(self, index: int) -> bool:
        # "He's attacked the plan", "She's spoken out against it": a short "has", read as "is". "He's given a seat" has an object too.
        tokens, words = self.tokens, self._words
        if not any(tokens.dep[c] == "auxpass" and tokens.lower[c] in _SHORT for c in tokens.children[index]):
            return False
        lemma = tokens.lemma[index]
        things = [c for c in tokens.children[index] if tokens.dep[c] == "dobj"]
        # "when he's sentenced May 7"
        if any(tokens.entity[thing] not in ("DATE", "TIME") for thing in things):
            return lemma not in words.handing
        return lemma in words.objectless or self.addressing(index)

    def dead_of(self, index: int) -> int | None:
        """Return whom a participle read as a noun is about: "the funeral of a | teenager | shot dead by police", read as some kind of shot."""
        tokens, noun = self.tokens, index - 1
        if noun < 0 or tokens.tag[noun] not in NOUNS or tokens.head[noun] != index:
            return None
        behind = tokens.tag[index + 2 : index + 3]
        # "a man shot dead two demonstrators"
        doing = behind and behind[0] in ("DT", "CD", "PRP", "PRP$", "JJ", *NOUNS)
        # "a boy whom a guard shot dead"
        doing = doing or not {"WP", "WDT"}.isdisjoint(tokens.tag[max(noun - 3, 0) : noun])
        return noun if tokens.lower[index + 1 : index + 2] == ["dead"] and not doing else None

    def left_over(self, index: int) -> int | None:
        """Return whom a participle is about that shares the auxiliary before: "ten were killed and | dozens | more wounded", read as an aside."""
        tokens, above, lemma = self.tokens, self.tokens.head[index], self.tokens.lemma[index].lower()
        if (
            tokens.dep[index] not in ("advcl", "acl", "dep")
            # An adjective's lemma is the participle itself.
            or self._words.harming.isdisjoint((lemma, lemma[:-1], lemma[:-2]))
        ):
            return None
        noun = index - 1
        while noun > above and tokens.tag[noun] in ("RB", "RBR", "JJR"):
            noun -= 1
        # "put the toll at 18 dead and | 40 | injured"
        counted = tokens.tag[noun] == "CD" and noun == index - 1
        joined = (
            tokens.dep[noun] == "conj"
            and (tokens.head[noun] == above or counted)
            and tokens.tag[noun] in NOMINAL
        )
        return noun if joined and self.is_verb(above) and above < noun else None

    def reduced(self, index: int) -> int | None:
        """Return whom a participle right behind a noun is about though it hangs on the verb above: "told of a | judge | killed in a raid"."""
        tokens, noun = self.tokens, index - 1
        if (
            tokens.tag[index] not in ("VBD", "VBN")
            or tokens.dep[index] not in ("advcl", "dep", "xcomp")
            or tokens.head[noun] == tokens.head[index]
            or not tokens.head[index] < noun
            or tokens.tag[noun] not in NOUNS
            or tokens.tag[index + 1 : index + 2] not in (["IN"], ["RP"])
            or tokens.lemma[index].lower() not in self._words.harming
        ):
            return None
        own = tokens.children[index]
        if any(c < index or tokens.dep[c] in ("dobj", "mark", "nsubj", "nsubjpass") for c in own):
            return None
        return noun if "human" in self.kinds.of(noun) else None

    def led_astray(self, index: int) -> bool:
        """Say whether a past form is a participle before the verb proper: "the boys kidnapped a week ago were freed"."""
        tokens = self.tokens
        if not self._takes_object(tokens.lemma[index].lower()):
            return False
        for later in tokens.children[index]:
            if later < index or tokens.dep[later] not in ("conj", "ccomp", "dep") or not self.is_verb(later):
                continue
            own = tokens.children[later]
            finite = [c for c in own if tokens.dep[c] in ("aux", "auxpass") and tokens.tag[c] in FINITE]
            if not finite and tokens.lemma[later] == "be" and tokens.tag[later] in TENSED:
                # "One of the students killed last week was a nurse"
                finite = [later]
            told = any(tokens.dep[c] in ("nsubj", "nsubjpass", "mark", "cc") for c in own)
            joined = any(tokens.dep[c] == "cc" and c < later for c in tokens.children[index])
            if finite and not told and not joined and tokens.text[finite[0] - 1] != ",":
                return True
        return False

    def _heads_sentence(self, index: int) -> bool:
        # "a mob attacked", "On 25 July a mob attacked", the mob read as what the sentence hangs on
        tokens, noun = self.tokens, self.counted_by(self.tokens.head[index])
        return "ROOT" in (
            tokens.dep[noun],
            tokens.dep[tokens.head[noun]] if tokens.dep[noun] == "pobj" else "",
        )

    def verbless(self, index: int) -> bool:
        """Say whether no other verb of a sentence is finite: this one must be, whatever it was read as."""
        if self.headline(index):
            return False
        first, last = self.bounds(index)
        finite = FINITE
        return not any(
            self.tokens.tag[i] in finite
            for i in range(first, last)
            if self.tokens.dep[i] not in ("relcl", "ccomp", "advcl")
            and not self._opened(i)
            and not (self.tokens.dep[i] == "conj" and self.tokens.head[i] == index)
        )

    def _opened(self, index: int) -> bool:
        # "... two weeks | after | his party lost", hung on the time
        return self.tokens.dep[index] == "acl" and self.child(index, "mark") is not None

    def _headline_passive(self, index: int) -> bool:
        # "12 killed in blast", "Minister shot by gunmen": no object, and a circumstance follows at once.
        following = index + 1
        while following < len(self.tokens) and (
            self.tokens.tag[following] == "RP" or self.tokens.lower[following] in self._words.predicated
        ):
            # "Leader shot dead at rally"
            following += 1
        if (self.retagged.get(index) or self.tokens.tag[index]) == "VBN" and following < len(self.tokens):
            # "Bomb found under car"
            return self.tokens.tag[following] in ("IN", "TO", ",", ":", ".")
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

    def done(self, index: int) -> bool:
        """Say whether a verb tells of what was: in the past, or a participle with "has", "had" or "was"."""
        tokens = self.tokens
        aux = [c for c in tokens.children[index] if tokens.dep[c] in ("aux", "auxpass")]
        if any(tokens.tag[c] == "MD" for c in aux) or tokens.tag[index] not in ("VBN", "VBD"):
            return False
        return tokens.tag[index] == "VBD" or any(
            tokens.lower[c] in ("has", "have", "had", "was", "were") for c in aux
        )

    def told_before(self, index: int) -> bool:
        """Say whether a verb stands with "had": what it tells had been done when it was told."""
        tokens = self.tokens
        return any(tokens.lower[c] == "had" and tokens.dep[c] == "aux" for c in tokens.children[index])

    def finite(self, index: int) -> bool:
        """Say whether a verb stands in a tense of its own, shared auxiliaries included."""
        tokens = self.tokens
        if tokens.dep[index] == "conj" and tokens.tag[index] == "VBN" and self.is_verb(tokens.head[index]):
            # "was killed and another | injured"
            bare = not any(tokens.dep[c] in ("aux", "auxpass") for c in tokens.children[index])
            if bare and tokens.head[index] < index:
                return self.finite(tokens.head[index])
        return self.tokens.tag[index] in TENSED or any(
            self.tokens.dep[c] in ("aux", "auxpass") and self.tokens.lower[c] != "to"
            for c in self.tokens.children[index]
        )
