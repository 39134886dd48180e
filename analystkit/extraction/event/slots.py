"""What stands in the slots of a candidate: its subject, its object, what is behind its prepositions."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate, Complements
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.triggers import Triggers
from analystkit.extraction.tags import NOUNS

# How far a word of an idiom may stand behind its verb ("set the car on fire").
REACH = 6
# Prepositions behind which stands what something is aimed at.
_AIMING = ("at", "into", "against", "toward", "towards")
# Slots that are no preposition.
_RELATIONS = frozenset("subj obj iobj named poss comp self surface passive by incoming sender aim".split())  # noqa: SIM905


class Slots(Complements):
    """Answers what stands in the slots of a candidate."""

    def __init__(self, clause: Clause, kinds: Kinds, triggers: Triggers) -> None:
        super().__init__(clause, kinds, triggers)
        # Many rows of one verb ask for the same prepositions.
        self._prepositions: dict[tuple[int, ...], list[int]] = {}
        # ... and for the same slots.
        self._slots: dict[tuple[str, tuple[int, ...], bool], list[int]] = {}
        self._partial = self._words.counting | self._words.spanning

    def wholes(self, head: int) -> list[int]:
        """Return what a counting or pronominal head stands for: "several of | the wounded", "rounds of | sanctions", "seven in ten | teachers"."""
        tokens, lower = self._tokens, self._tokens.lower[head]
        if tokens.lemma[head] in self._partial or lower == "none":
            return self._clause.prep_objects(head, ("of",))
        if lower == "it":
            for governor in chain(self._clause, head):
                if governor.link == "ccomp":
                    return self._clause.subjects(governor.index)
            return []
        if tokens.tag[head] not in ("CD", "JJ", "JJS", "DT") or head + 2 >= len(tokens):
            return []
        if tokens.lower[head + 1] == "in" and tokens.tag[head + 2] == "CD":
            return [tokens.head[head + 2]]
        return [] if tokens.tag[head] == "CD" else self._clause.prep_objects(head, ("of",))

    def slot(self, slot: str, candidate: Candidate) -> list[int]:
        """Return the heads in one slot of a candidate."""
        key = (slot, candidate.words, candidate.verbal)
        found = self._slots.get(key)
        if found is None:
            found = self._slots[key] = self._slot(slot, candidate)
        return found

    def _slot(self, slot: str, candidate: Candidate) -> list[int]:
        clause, index = self._clause, candidate.head
        if slot not in _RELATIONS:
            return self._behind(slot, candidate)
        if slot == "subj":
            return clause.actors(index) if candidate.verbal else []
        if slot == "obj":
            found = clause.objects(index)
            if not found and len(candidate.words) > 1:
                # "took over the town": the particle read as a preposition.
                found = [
                    head
                    for word in candidate.words[1:]
                    for head in clause.behind(word)
                    # "came to blows" has no object.
                    if head not in candidate.words
                ]
                # "sent packing | twenty of them |", read as what they packed
                found = found or [
                    head
                    for word in candidate.words[1:]
                    if self._tokens.tag[word] == "VBG"
                    for head in clause.objects(word)
                ]
            found = found or self._more(index)
            others = [head for head in found if head not in candidate.words]
            return others or [of for head in found for of in self._in_front(head)] or found
        if slot == "iobj":
            own = clause.child(index, "dative")
            if own is None and not clause.passive(index):
                own = clause.handed_to(index)
            if own is None:
                return []
            return clause.behind(own) if self._tokens.tag[own] in ("IN", "TO") else clause.conjuncts(own)
        if slot == "named":
            return self._named(candidate)
        if slot == "poss":
            own = clause.child(index, "poss")
            if own is None or (self._befell(index) and "place" in self._kinds.of(own)):
                return []
            return clause.conjuncts(own)
        if slot == "comp":
            # "US drone strikes": the parser may hang "US" on the drone.
            return [
                child for word in {index, *candidate.words} for child in self._tokens.children[word]
                if child < candidate.words[0] and self._tokens.dep[child] in ("compound", "amod", "nmod")
            ]  # fmt: skip
        if slot == "self":
            return [index]
        if slot == "surface":
            return clause.subjects(index)
        if slot == "passive":
            return [index] if candidate.verbal and clause.passive(index) else []
        if slot == "by":
            return clause.agents(index)
        if slot in ("incoming", "sender", "aim"):
            weapons = [w for head in self.slot("obj", candidate) for w in self._counted(head)]
            if slot == "incoming":
                return [weapon for weapon in weapons if self._incoming(weapon)]
            return [head for weapon in weapons for head in self._sent(weapon, slot)]
        return []

    def _befell(self, index: int) -> bool:
        # "Austria's worst mass shooting in decades": where it was, and not who did it; but "Norland's deadliest strike on the port"
        tokens, below = self._tokens, self._tokens.children[index]
        gravest = any(tokens.lower[c] in self._words.gravest for c in below if c < index)
        return gravest and not any(tokens.lower[c] in ("on", "against") for c in below if c > index)

    def _behind(self, slot: str, candidate: Candidate) -> list[int]:
        """Return the heads behind a preposition of a trigger."""
        clause, lower = self._clause, self._tokens.lower
        found: list[int] = []
        for preposition in self.prepositions(candidate):
            own = lower[preposition] == slot
            outside = slot == "outside" and lower[preposition + 1 : preposition + 3] == ["front", "of"]
            if not (own or outside) or self._fronted(preposition, candidate):
                continue
            heads = clause.behind(preposition)
            # "exploded in front of the bank"
            found += heads if own else [of for front in heads for of in clause.prep_objects(front, ("of",))]
        if slot == "over":
            # "shot down drones over seven regions": where
            found = [
                head for head in found if self._tokens.lemma[head].lower() not in self._words.generic_region
            ]
        return [head for head in found if "time" not in self._kinds.of(head)]

    def _fronted(self, preposition: int, candidate: Candidate) -> bool:
        # "On the orders of the general, soldiers shot the mayor": what opens a clause with "on" is not whom it is done to.
        tokens = self._tokens
        return (
            candidate.verbal
            and preposition < candidate.head
            and tokens.head[preposition] == candidate.head
            and tokens.lower[preposition] in ("on", "in", "at")
            and not any(tokens.tag[c] in ("WDT", "WP", "WRB") for c in tokens.children[preposition])
        )

    def _more(self, verb: int) -> list[int]:
        # "expelled sixty | more |", "banished as many | Americans |", read as how much it was done
        tokens = self._tokens
        for child in tokens.children[verb]:
            if child > verb and tokens.lower[child] == "more" and tokens.tag[child - 1] == "CD":
                return [child]
            if child == verb + 1 and tokens.lower[child : child + 2] == ["as", "many"]:
                return self._clause.behind(child)
        return []

    def _named(self, candidate: Candidate) -> list[int]:
        # "called the envoy | a fool |", also where that was read as set in behind the envoy, without a comma
        tokens, own = self._tokens, self._clause.child(candidate.head, "oprd")
        if own is not None:
            return [own]
        things = [c for c in tokens.children[candidate.head] if tokens.dep[c] == "dobj"]
        if len(things) > 1 and tokens.lower[self._clause.phrase(things[1])[0]] in ("a", "an"):
            # "calling the president | a dictator |", read as two objects
            return things[1:2]
        return [
            c
            for head in self.slot("obj", candidate)
            for c in tokens.children[head]
            if tokens.dep[c] == "appos"
            and self._clause.phrase(c)[0] == head + 1
            and tokens.tag[head + 1] == "DT"
        ]

    def sent(self, candidate: Candidate) -> set[int]:
        """Return the verbs that tell the way of the weapons that are a trigger's object."""
        return {
            verb
            for head in self.slot("obj", candidate)
            for w in self._counted(head)
            for verb in self.flights(w)
        }

    def _in_front(self, head: int) -> list[int]:
        # "took the minister hostage", read as some kind of hostage
        tokens = self._tokens
        if tokens.lemma[head] not in self._words.captivity:
            return []
        before = [c for c in tokens.children[head] if tokens.dep[c] in ("compound", "amod", "nmod", "poss")]
        return before[-1:] if before and before[-1] == head - 1 else []

    def prepositions(self, candidate: Candidate) -> list[int]:
        """Return the prepositions of a trigger: its own, those of its other words and of its object, nested ones too."""
        key = (candidate.head, candidate.verbal, *candidate.words)
        found = self._prepositions.get(key)
        if found is None:
            found = self._prepositions[key] = self._find_prepositions(candidate)
        return found

    def _find_prepositions(self, candidate: Candidate) -> list[int]:
        tokens = self._tokens
        sources = [candidate.head, *(w for w in candidate.words if w != candidate.head)]
        if candidate.verbal:
            sources += [
                c
                for c in tokens.children[candidate.head]
                if tokens.dep[c] in ("dobj", "attr", "nsubjpass", "oprd", "acomp", "advmod")
            ]
        else:
            # "an attack by the Houthis | on a town |", hung on the Houthis
            sources += [
                c
                for by in tokens.children[candidate.head]
                if tokens.lower[by] == "by"
                for c in tokens.children[by]
                if tokens.tag[c] in ("NNP", "NNPS")
            ]
        found: list[int] = []
        for held in sources[1:] if candidate.verbal else ():
            # "fired rockets and missiles | at the port |", hung on the missiles
            for joined in tokens.children[held]:
                if tokens.dep[joined] == "conj" and tokens.tag[joined] in NOUNS:
                    found += [c for c in tokens.children[joined] if tokens.lower[c] in _AIMING]
        for source in sources:
            for child in tokens.children[source]:
                if tokens.dep[child] in ("prep", "dative", "agent", "prt") and tokens.tag[child] in (
                    "IN",
                    "TO",
                    "RP",
                    "RB",
                    "VBG",
                ):
                    found.append(child)
                    if tokens.lower[child] != "according":
                        found += [c for c in tokens.children[child] if tokens.dep[c] == "prep"]
                    if tokens.lower[child] == "without":
                        # "opened fire without warning | on a crowd |", hung on the warning
                        found += [
                            c
                            for manner in tokens.children[child]
                            for c in tokens.children[manner]
                            if tokens.dep[c] == "prep" and c == manner + 1
                        ]
            if (
                source in candidate.words
                and tokens.tag[source] in ("IN", "TO", "RP")
                and source != candidate.head
            ):
                found.append(source)
        return found
