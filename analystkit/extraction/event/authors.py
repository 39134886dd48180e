"""Who is behind a deed where neither subject nor "by" says so: whose weapon, role or work it was, who carried it out."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.effects import light_verbs
from analystkit.extraction.event.fitness import DEEDS, MATERIEL, Fitness
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Mention

# "laid to somebody", "blamed on somebody": who stands behind a deed.
BEHIND = frozenset({"to", "on"})


_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})


class AuthorReader(Fitness):
    """Finds those behind the deeds of one part."""

    def __init__(
        self, clause: Clause, kinds: Kinds, matcher: Matcher, mentions: Sequence[Mention], lexicon: Lexicon
    ) -> None:
        super().__init__(clause, kinds, matcher, mentions)
        self._light = light_verbs(lexicon)
        self._words = event_words(lexicon)
        self._owning = self._words.owning | self._words.suffering

    def _actor_of(self, head: int, candidate: Candidate) -> list[int]:
        # "by Russian aircraft": an aircraft does nothing by itself, and whose it is says who did it.
        carried = self._kinds.of(head) & (MATERIEL | {"vehicle"}) and candidate.row.type in (*DEEDS, "AID")
        if carried and self._tokens.entity[head] not in _NAMED:
            # "a convoy of the charity delivered flour"
            owners = [h for h in self._clause.prep_objects(head, ("of",)) if self._tokens.entity[h] in _NAMED]
            if owners:
                return owners
        if self._can_act(head, candidate):
            return [head]
        if self._kinds.of(head) & MATERIEL and candidate.row.type in DEEDS:
            tokens = self._tokens
            held = [
                c
                for c in tokens.children[head]
                if c < head and tokens.dep[c] in ("poss", "compound", "amod", "nmod") and self._acts(c)
            ]
            return self._whose_they_are(held)
        return []

    def _whose_they_are(self, held: list[int]) -> list[int]:
        # "Israeli sniper fire", "an Iranian patrol boat": the snipers and the patrol are theirs.
        tokens = self._tokens
        if len(held) > 1 and tokens.entity[held[0]] == "NORP":
            return [c for c in held if tokens.entity[c]]
        return held

    def _behind_event(self, candidate: Candidate) -> list[int]:
        # "An Israeli air strike killed two": whoever is behind the strike did it.
        for head in self._clause.actors(candidate.head):
            if self._tokens.lemma[head] in self._matcher.triggers.assault_nouns or self._kinds.of(head) & {
                "rocket",
                "military_hw",
                "explosive",
            }:
                by = self._clause.agents(head) or self._planted_by(head)
                if by:
                    return by
                held = [
                    c
                    for c in self._tokens.children[head]
                    if self._tokens.dep[c] in ("poss", "compound", "amod", "nmod") and self._acts(c)
                ]
                if held:
                    return self._whose_they_are(held)
        return []

    def _planted_by(self, weapon: int) -> list[int]:
        # "was killed by a bomb planted by rebels"
        tokens = self._tokens
        return [
            head
            for verb in tokens.children[weapon]
            if tokens.dep[verb] == "acl"
            and tokens.tag[verb] == "VBN"
            and tokens.lemma[verb] in self._words.sending
            for head in self._clause.agents(verb)
        ]

    def _stated(self, candidate: Candidate, targets: Sequence[int]) -> list[int]:
        """Return whose deed a noun tells where only its surroundings say so: "Boko Haram's murder of them", "was the work of rebels"."""
        tokens, noun = self._tokens, candidate.head
        owner = self._clause.child(noun, "poss")
        if owner is not None and targets and "poss" in candidate.row.roles.target and owner not in targets:
            return [h for h in self._clause.conjuncts(owner) if self._acts(h)]
        preposition = tokens.head[noun]
        if tokens.dep[noun] == "dobj":
            return self._laid_below(noun) or self._by_above(noun)
        involved = tokens.head[preposition]
        if tokens.dep[noun] == "pobj" and tokens.lower[involved] == "involved":
            # "were involved in the massacre", verb or adjective; who "may be" or is "not involved" is nobody's doer
            verb = tokens.head[involved] if tokens.dep[involved] == "acomp" else involved
            if any(tokens.tag[c] == "MD" or tokens.dep[c] == "neg" for c in tokens.children[verb]):
                return []
            return [h for h in self._clause.subjects(verb) if self._acts(h)]
        if tokens.dep[noun] == "pobj" and tokens.lemma[tokens.head[preposition]] in self._words.owning:
            # "the role of the army in the murder"
            part = tokens.head[preposition]
            owner = self._clause.child(part, "poss")
            heads = (
                self._clause.conjuncts(owner)
                if owner is not None
                else self._clause.prep_objects(part, ("of", "by"))
            )
            return [h for h in heads if h != noun and self._acts(h)]
        if tokens.dep[noun] == "nsubj" and tokens.lemma[preposition] == "be":
            work = self._clause.child(preposition, "attr")
            if work is not None and tokens.lemma[work] in self._words.handiwork:
                return self._clause.prep_objects(work, ("of",))
        return []

    def _laid_below(self, noun: int) -> list[int]:
        # "blamed the murder of two nuns on rebels", the preposition hung on the nuns
        tokens = self._tokens
        verb = tokens.lemma[tokens.head[noun]]
        laying = [p for p in BEHIND if ("behind", "happened") in self._light.get(f"{verb} {p}", ())]
        for node in tokens.subtree(noun) if laying else ():
            if node > noun and tokens.dep[node] == "prep" and tokens.lower[node] in laying:
                heads = [h for h in self._clause.behind(node) if self._acts(h)]
                if heads:
                    return heads
        return []

    def _by_above(self, noun: int) -> list[int]:
        # "condemned the arrest of a reporter by the police", the "by" hung on the verb, which has a subject of its own
        verb = self._tokens.head[noun]
        if self._clause.passive(verb) or self._clause.child(verb, "nsubj") is None:
            return []
        found = self._clause.prep_objects(verb, ("by",))
        return [h for h in found if h > noun and self._acts(h) and not self._in_manner(h)]

    def _carried_out(self, noun: int) -> int | None:
        # "the attack carried out by rebels", "a raid, which was led by the colonel"; the participle may have been taken for the main verb.
        tokens = self._tokens
        told = [c for c in tokens.children[noun] if c > noun and tokens.dep[c] in ("acl", "relcl")]
        # "the murder of a nun and two | bodyguards perpetrated by rebels |": nobody perpetrates a bodyguard
        told += [
            i
            for i in tokens.subtree(noun)
            if tokens.dep[i] == "acl" and tokens.lemma[i] in self._words.executing and tokens.head[i] != noun
        ]
        if tokens.dep[noun] in ("nsubj", "nsubjpass"):
            # "The strike, the third this year, was called by the union"
            told.append(tokens.head[noun])
        for verb in told:
            if tokens.tag[verb] not in ("VBN", "VBD") or self._clause.child(verb, "agent") is None:
                continue
            sides = self._side_of_particle(verb) or self._light.get(tokens.lemma[verb].lower(), ())
            if ("source", "happened") in sides or tokens.lemma[verb] in self._words.laying:
                return verb
        return None

    def _laid_on(self, noun: int) -> list[int]:
        # "an attack blamed on the rebels", "a raid attributed to bandits"
        tokens = self._tokens
        for verb in tokens.children[noun]:
            if verb > noun and tokens.dep[verb] == "acl" and tokens.tag[verb] in ("VBN", "VBD"):
                for word in BEHIND:
                    if ("behind", "happened") in self._light.get(f"{tokens.lemma[verb].lower()} {word}", ()):
                        return self._clause.prep_objects(verb, (word,))
        return []

    def _own(self, noun: int, sources: list[int]) -> list[int]:
        # "The unions resumed their strike": whose it is goes on with it.
        tokens = self._tokens
        verb = tokens.head[noun]
        own = bool(sources) and all(tokens.tag[head] == "PRP$" for head in sources)
        if not own or tokens.dep[noun] != "dobj" or tokens.lemma[verb] not in self._words.pursuing:
            return sources
        return self._clause.actors(verb) or sources

    def _side_of_particle(self, verb: int) -> tuple[tuple[str, str], ...]:
        tokens = self._tokens
        for child in tokens.children[verb]:
            if tokens.dep[child] in ("prt", "advmod", "prep"):
                sides = self._light.get(f"{tokens.lemma[verb].lower()} {tokens.lower[child]}", ())
                if sides:
                    return sides
        return ()
