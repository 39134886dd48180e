"""Who did it to whom: the slots of a row filled from the clause, from the verb that carries the event, and from control."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.authors import BEHIND
from analystkit.extraction.event.backing import backing
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.concerned import ConcernReader
from analystkit.extraction.event.fitness import DEEDS, MATERIEL
from analystkit.extraction.event.list_edges import included
from analystkit.extraction.event.participants import Participants

# Types done to someone by words: whom they are addressed to comes before what they are about.
_ADDRESSED = ("REQUEST", "AGREE", "THREATEN", "CONCEDE", "AID", "CONSULT")
# Prepositions of a verb that name the parties of the event that is its subject.
_ORIGINS = frozenset({"from", "by"})
_OPPONENTS = frozenset({"between", "with", "by"})
_AIMS = frozenset({"against", "with"})


class RoleReader(ConcernReader):
    """Fills the roles of the candidates of one part."""

    def read(self, candidate: Candidate) -> Participants:
        """Return who did it and to whom; a role nobody is named for stays empty."""
        roles, pattern = candidate.row.roles, self._voice(candidate)
        joined = roles.joined if candidate.row.type == "ASSAULT" else ()
        sources = self._first(roles.source, candidate, "source")
        for slot in joined:
            sources += [head for head in self._slot(slot, candidate) if head not in sources]
        wanted = roles.target if joined == roles.joined else (*roles.joined, *roles.target)
        targets = [head for head in self._first(wanted, candidate, "target") if head not in sources]
        backed = None
        if not candidate.verbal and candidate.row.type == "SUPPORT":
            backed = backing(candidate, self._clause, self._words)
            if backed is not None:
                sources, targets = backed
        if not candidate.verbal:
            carrier = (self.carrier(candidate) or self._series(candidate)) if backed is None else None
            if carrier is not None:
                verb, side = carrier
                heads = self._clause.actors(verb)
                if side == "source" and not sources:
                    sources = heads
                    pattern = f"{pattern}+{self._tokens.lemma[verb]}"
                elif side == "object" and not sources:
                    # "blamed rebels for the attack": whom the verb's object is said to be.
                    sources = self._clause.objects(verb)
                    pattern = f"{pattern}+{self._tokens.lemma[verb]}"
                elif side == "behind" and not sources:
                    # "attributed the attack to rebels"
                    sources = self._clause.prep_objects(verb, BEHIND)
                    pattern = f"{pattern}+{self._tokens.lemma[verb]}"
                elif side == "target" and not targets:
                    targets = self._clause.subjects(verb)
                    if not sources:
                        # "came under fire from militants"
                        sources = self._clause.prep_objects(
                            candidate.head, _ORIGINS
                        ) or self._clause.prep_objects(verb, _ORIGINS)
                    pattern = f"{pattern}+{self._tokens.lemma[verb]}"
                if not targets and side == "source":
                    targets = [h for h in self._carried(candidate, verb, wanted) if h not in sources]
            acting = [actor for head in sources for actor in self._actor_of(head, candidate)]
            if not acting and candidate.row.type in DEEDS:
                # "The attempt provoked a counterattack by rebels": an attempt attacks nobody.
                sources = self._stated(candidate, targets) or sources
            done = self._carried_out(candidate.head) if not sources else None
            if done is None and not sources:
                sources = self._laid_on(candidate.head)
            sources = self._own(candidate.head, sources)
            if done is not None:
                sources, pattern = self._clause.agents(done), f"{pattern}+{self._tokens.lemma[done]}"
        if not targets:
            targets = [head for head in self._further(candidate) if head not in sources]
        if not candidate.verbal and candidate.row.type in DEEDS:
            if not sources:
                sources = self._hosted(candidate, (*roles.source, *roles.joined), _OPPONENTS)
            if not targets:
                aims = self._hosted(candidate, wanted, _AIMS)
                targets = [head for head in aims if head not in sources]
        sources = [actor for head in sources for actor in self._actor_of(head, candidate)]
        by_event = candidate.verbal and candidate.row.type in DEEDS and not candidate.row.outcome
        if not sources and by_event and (roles.source or roles.target[:1] not in (("subj",), ("surface",))):
            # Not "their vehicle hit a mine", to which that was done
            sources = [h for h in self._behind_event(candidate) if self._can_act(h, candidate)]
        if not sources and candidate.verbal:
            sources = self._callers(candidate) or self._goes_on_telling(candidate)
        if candidate.verbal:
            # "would resume their operations": an owner is not whom a verb is done to.
            targets = [head for head in targets if self._tokens.tag[head] != "PRP$"]
        concerned = {
            h: said for h, said in self.concerned(candidate, sources, targets) if self._can_suffer(h)
        }
        targets = list(concerned)
        if candidate.row.type in DEEDS:
            # "killed five people, including a judge": whom the report names is among them.
            targets += [
                named for head in targets for named in included(self._clause, head) if named not in targets
            ]
        verb = candidate.head if candidate.verbal else -1
        return Participants(self.fillers(sources, verb), self.fillers(targets, verb, concerned), pattern)

    def _goes_on_telling(self, candidate: Candidate) -> list[int]:
        # "Ana Lopes said | the missile was theirs, and demanded access |": what cannot be the missile's is who said so's.
        tokens, verb = self._tokens, candidate.head
        node = verb
        while tokens.dep[node] == "conj" and self._clause.is_verb(tokens.head[node]):
            node = tokens.head[node]
        teller = tokens.head[node]
        parted = (
            node != verb and tokens.tag[verb] in ("VBD", "VBN") and tokens.lower[verb - 1] in ("and", "but")
        )
        if not parted or tokens.dep[node] != "ccomp":
            return []
        if tokens.text[verb - 2] != "," and any(
            self._can_act(h, candidate) for h in self._clause.subjects(node)
        ):
            return []
        if candidate.row.type in DEEDS and self._does_by_itself(node):
            # "said the raid killed three and | wounded | nine": the raid did
            return []
        heads = (
            self._clause.subjects(teller)
            if self._clause.is_verb(teller) and not self._clause.passive(verb)
            else []
        )
        return [head for head in heads if self.answers(head) and self._can_act(head, candidate)]

    def _does_by_itself(self, verb: int) -> bool:
        """Say whether what a clause is about is an attack or a weapon, which goes on doing harm."""
        tokens, own = self._tokens, self._clause.child(verb, "nsubj")
        return own is not None and bool(
            tokens.lemma[own] in self._matcher.triggers.assault_nouns
            or tokens.lemma[own] in self._words.blast
            or self._kinds.of(own) & (MATERIEL | {"rocket", "vehicle"})
        )

    def _voice(self, candidate: Candidate) -> str:
        if not candidate.verbal:
            return "noun"
        return "passive" if self._clause.passive(candidate.head) else "active"

    def _first(self, slots: Sequence[str], candidate: Candidate, role: str) -> list[int]:
        first: list[int] = []
        for slot in slots:
            heads = self._slot(slot, candidate)
            if not heads:
                continue
            if slot == "sender" or (slot in ("comp", "poss") and not candidate.verbal):
                heads = [
                    h for h in heads if self._acts(h) or (role == "target" and "human" in self._kinds.of(h))
                ]
            if slot == "comp":
                heads = [h for h in heads if not self._describes(h, heads)]
            heads = [
                h
                for h in heads
                if "time" not in self._kinds.of(h)
                # "freeing the hostages": whom it is done to is a word of the row
                and (
                    h not in candidate.words
                    or (
                        slot == "obj"
                        and role == "target"
                        and self._tokens.tag[h] == "NNS"
                        and self.answers(h)
                    )
                )
            ]
            if heads and (
                role == "source"
                or candidate.row.type not in _ADDRESSED
                or any(self.answers(h) for h in heads)
            ):
                return heads
            first = first or heads
        return first

    def _describes(self, head: int, heads: Sequence[int]) -> bool:
        # "foreign minister visit", the "foreign" hung on the visit: one party, and not two as in "Russia Turkey talks"
        tokens, behind = self._tokens, head + 1
        if tokens.entity[head]:
            return False
        while behind not in heads and behind < len(tokens) and tokens.head[behind] in heads:
            behind += 1
        common = behind in heads and not tokens.entity[behind] and tokens.tag[behind][:2] == "NN"
        return common and bool(self._kinds.of(behind) & {"human", "official", "group"})

    def _slot(self, slot: str, candidate: Candidate) -> list[int]:
        if slot == "and":
            return []
        return self._matcher.slot(slot, candidate)

    def _hosted(self, candidate: Candidate, slots: Sequence[str], asked: frozenset[str]) -> list[int]:
        """Return what hangs on the verb an event noun is the subject of: "fighting raged between the army and the rebels"."""
        tokens, node = self._tokens, candidate.head
        verb = tokens.head[node]
        if tokens.dep[node] not in ("nsubj", "nsubjpass") or not self._clause.is_verb(verb):
            return []
        sides = self._light.get(tokens.lemma[verb].lower(), ()) or self._side_of_particle(verb)
        if not any(side == "self" for side, _ in sides):
            return []
        for slot in slots:
            if slot in asked:
                found = [h for h in self._clause.prep_objects(verb, (slot,)) if self.answers(h)]
                if found:
                    return found
        return []

    def carrier(self, candidate: Candidate) -> tuple[int, str] | None:
        """Return the verb that carries an event noun and which side its subject is on."""
        tokens = self._tokens
        node = candidate.head
        preposition = ""
        for _ in range(4):
            head, dep = tokens.head[node], tokens.dep[node]
            if dep == "conj" and not self._clause.is_verb(head):
                node = head
                continue
            if dep == "pobj":
                preposition = tokens.lower[head]
                node = head
                continue
            if dep == "prep" and tokens.lemma[head] == "do" and tokens.lower[tokens.head[head]] == "nothing":
                # "had nothing to do with the attack"
                preposition, node = f"nothing {preposition}", tokens.head[head]
                continue
            if dep == "prep" and tokens.lemma[head] in self._owning and not self._clause.is_verb(head):
                # "claimed responsibility for the attack"
                preposition = f"{tokens.lemma[head]} {preposition}"
                node = head
                continue
            if (
                dep == "prep"
                and tokens.tag[head] == "JJ"
                and tokens.dep[head] in ("acomp", "oprd", "amod", "xcomp")
            ):
                # "held them responsible for the attack", "escaped unhurt from an attack", the adjective hung on verb or object
                if tokens.lower[head] in self._words.answerable:
                    preposition = f"{tokens.lower[head]} {preposition}"
                node = head if self._clause.is_verb(tokens.head[head]) else tokens.head[head]
                head, dep = tokens.head[node], tokens.dep[node]
            if dep in ("dobj", "nsubjpass", "prep", "attr", "acomp", "oprd") and self._clause.is_verb(head):
                return self._side(head, preposition, candidate)
            return self._right_behind(candidate) if dep in ("nsubj", "nsubjpass") else None
        return None

    def _series(self, candidate: Candidate) -> tuple[int, str] | None:
        # "carried out | a series of attacks |"
        tokens, of = self._tokens, self._tokens.head[candidate.head]
        series = tokens.head[of]
        told = (
            tokens.dep[candidate.head] == "pobj" and tokens.lower[of] == "of" and tokens.dep[series] == "dobj"
        )
        if not told or tokens.lemma[series] not in self._words.spanning:
            return None
        return (
            self._side(tokens.head[series], "", candidate)
            if self._clause.is_verb(tokens.head[series])
            else None
        )

    def _right_behind(self, candidate: Candidate) -> tuple[int, str] | None:
        """Return the verb right before a noun that was read as the subject of what follows: "had carried out | an attack | in which two died"."""
        tokens, clause = self._tokens, self._clause
        before = clause.phrase(candidate.head)[0] - 1
        verb = tokens.head[before] if before > 0 and tokens.dep[before] == "prt" else before
        if (
            not (0 <= verb <= before < candidate.head and clause.is_verb(verb))
            or clause.child(verb, "dobj") is not None
        ):
            return None
        return self._side(verb, "", candidate) if verb + 2 > before else None

    def _side(self, verb: int, preposition: str, candidate: Candidate) -> tuple[int, str] | None:
        tokens = self._tokens
        lemma = tokens.lemma[verb].lower()
        particles = [
            tokens.lower[c] for c in tokens.children[verb] if tokens.dep[c] in ("prt", "prep", "advmod")
        ]
        names = [f"{lemma} {word}" for word in (*particles, preposition) if word]
        if not preposition:
            names.append(lemma)
        for name in names:
            for side, _ in self._light.get(name, ()):
                if side in ("source", "target", "object", "behind"):
                    return verb, side
        return None

    def _carried(self, candidate: Candidate, verb: int, slots: Sequence[str]) -> list[int]:
        for slot in slots:
            if slot in ("subj", "obj", "poss", "comp", "self", "and"):
                continue
            found = [h for h in self._clause.prep_objects(verb, (slot,)) if "time" not in self._kinds.of(h)]
            if found:
                return found
        return []
