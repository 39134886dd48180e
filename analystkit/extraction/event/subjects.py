"""Who does what a verb says: subjects over voice, coordination, relatives and control, agents, and who holds a plan."""

from __future__ import annotations

from analystkit.extraction.event.agents import Agents
from analystkit.extraction.event.asides import closing_relative
from analystkit.extraction.event.controllers import ONE_ANOTHER, controller_of
from analystkit.extraction.event.coordination import finite_above
from analystkit.extraction.event.expletives import doers_behind_it
from analystkit.extraction.event.gerunds import gerund_doers, guilty_doers, infinitive_doers
from analystkit.extraction.event.headline_clauses import headline_subject
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.list_edges import listed_before
from analystkit.extraction.event.ultimatums import Ultimatums
from analystkit.extraction.event.word_order import NOMINAL
from analystkit.extraction.part import ArticlePart
from analystkit.lexicon import Lexicon

_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "dep")


class Subjects(Agents, Ultimatums):
    """Answers about the subjects of verbs and of nouns that name deeds."""

    def __init__(self, part: ArticlePart, kinds: Kinds, lexicon: Lexicon) -> None:
        super().__init__(part, kinds, lexicon)
        self._subjects: dict[int, list[int]] = {}

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
        shot = self.dead_of(verb) if verb in self.retagged else None
        if shot is not None:
            return [shot]
        otherwise = self.otherwise(verb)
        if otherwise is not None:
            # "must leave the town or | the rebels | would attack it", hung on the town
            return [h for h in self.conjuncts(otherwise) if h <= otherwise]
        own = self._own_subject(verb)
        dep, head = tokens.dep[verb], tokens.head[verb]
        ordered = headline_subject(self, verb, own) if self.headline(verb) else None
        if ordered:
            return ordered
        barring = self._right_before_not(verb) if dep == "advcl" else None
        if barring is not None:
            return self.conjuncts(barring)
        if dep == "advcl" and tokens.tag[head] in ("RB", "RP") and self.is_verb(tokens.head[head]):
            # "threw them overboard, drowning eight", hung on the adverb
            head = tokens.head[head]
        if own is not None and not self.is_verb(own):
            if self.asks(own):
                return []
            if tokens.lower[own] in self._words.relative and dep in ("relcl", "acl"):
                return self.conjuncts(self.whom_told(own, head))
            if tokens.lower[own] in self._words.relative and tokens.tag[own] in ("WDT", "WP"):
                before = self.nominal_before(own)
                return [before] if before is not None else []
            if own < self.dateline(verb):
                before = self.nominal_before(verb)
                return [before] if before is not None else []
            robbed = self.robbed(head) if dep == "ccomp" else None
            if robbed == own:
                # "The man who killed the senator | was arrested"
                return self.conjuncts(tokens.head[head])
            if dep == "relcl" and self._whose_own(own):
                # "Norland, whose | army | shelled it"
                return self.conjuncts(head)
            whole = listed_before(self, own) if own < verb else []
            return whole or [*self.conjuncts(own), *self._second_subject(verb, own)]
        if depth > 6 or head == verb:
            return self._by_order(verb)
        left = self.left_over(verb)
        if left is None:
            left = self.reduced(verb)
        if left is not None:
            return self.conjuncts(left)
        beside = self.side_of(verb)
        if beside is not None:
            return self.conjuncts(beside)
        unnamed = doers_behind_it(self, verb)
        if unnamed is not None:
            return unnamed
        gerund = gerund_doers(self, verb, depth)
        if gerund is not None:
            return gerund
        told_of = closing_relative(self, verb)
        if told_of is not None:
            return self.conjuncts(told_of)
        told = self._told_before(verb, head) if dep == "conj" else None
        if told is not None:
            return self.subjects(told, depth + 1)
        above = finite_above(self, verb) if dep == "conj" else None
        if above is not None:
            # "denied that it had fallen but | declined | to say"
            return self.subjects(above, depth + 1)
        if dep in ("acl", "relcl") and not self.is_verb(head):
            stood = self.stood_before(verb, head) if dep == "acl" else None
            if stood is not None:
                return self.subjects(stood, depth + 1)
            if tokens.tag[verb] == "VBG" and dep == "acl" and self.kinds.of(head) & self._words.voicing:
                # "a statement condemning": whoever made the statement.
                return self.holders(head, depth + 1) or self.conjuncts(head)
            if tokens.tag[verb] in ("VBN", "VBG", "VBD"):
                if tokens.lower[verb - 1] == "," and self.addressing(verb):
                    # "The leaders, who blocked roads to make him resign, called for ...", hung on the last noun before it
                    first, last = self.bounds(verb)
                    root = next((i for i in range(first, last) if tokens.head[i] == i), head)
                    return self.conjuncts(root if tokens.tag[root] in NOMINAL else head)
                # "Dozens of parents protested", hung on the parents
                return self.conjuncts(head if self.passive(verb) else self.counted_by(head))
            if tokens.dep[head] == "ROOT" and tokens.lower[head + 1] == "to" and self.headline(verb):
                # "EU to impose sanctions"
                return self.conjuncts(head)
            # "a plan to attack", "the decision to leave": the holder of the plan.
            return self.holders(head, depth + 1)
        if dep == "amod" and tokens.tag[verb] in ("VBN", "VBG", "VBD"):
            past = verb in self.retagged or tokens.tag[verb] == "VBD"
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
            if past and tokens.dep[head] == "conj" and self.is_verb(above):
                while tokens.dep[above] == "ccomp" and self.is_verb(tokens.head[above]):
                    above = tokens.head[above]
                return self.actors(above, depth + 1)
            if past and tokens.lemma[tokens.head[head]] != "have":
                return self._by_order(verb)
            if verb in self.retagged:
                return self.subjects(tokens.head[head], depth + 1)
            return self.conjuncts(head)
        infinitive = infinitive_doers(self, verb, depth) if verb in self.retagged else None
        if infinitive is not None:
            return infinitive
        if dep == "dobj" and verb in self.retagged and self.is_verb(head):
            # "denied | bombing | the hospital", read as a bombing that was denied
            return self.actors(head, depth + 1)
        if dep == "pcomp" and not self.is_verb(head):
            # "accused them of shelling", "after killing": through the preposition to its verb.
            above = tokens.head[head]
            if tokens.entity[above] == "DATE" and self.is_verb(tokens.head[tokens.head[above]]):
                # "accused the army on Monday | of torturing prisoners", hung on the day
                above = tokens.head[tokens.head[above]]
            if tokens.lower[above - 1 : above + 1] in ONE_ANOTHER and self.is_verb(tokens.head[above]):
                above = tokens.head[above]
            if self.is_verb(above):
                return self.controller(above, tokens.lower[head], depth + 1)
            guilty = guilty_doers(self, above, tokens.lower[head], depth)
            if guilty is not None:
                return guilty
            if "human" in self.kinds.of(above) or tokens.tag[above] == "PRP":
                # "of" attached to the accused and not to the accusing.
                return self.conjuncts(above)
            given = self.handed_to(tokens.head[above]) if tokens.dep[above] == "dobj" else None
            if tokens.lower[head] == "for" and given is not None:
                # "handed her a jail term for leaking secrets"
                return self.conjuncts(given)
            if (
                tokens.lower[head] == "of"
                and tokens.dep[above] == "dobj"
                and tokens.lemma[tokens.head[above]] in self._words.charging
            ):
                # "accused foreign powers of financing them", hung on the powers
                return self.conjuncts(above)
            holding = tokens.head[tokens.head[above]]
            if tokens.lower[head] == "for" and tokens.lemma[holding] in self._words.charging:
                # "was convicted of crimes for recruiting children", hung on the crimes
                return self.controller(holding, "for", depth + 1)
            if tokens.lemma[above] in self._words.suspected:
                # "arrested four men on suspicion of planting it": the men.
                if self.is_verb(holding):
                    return self.controller(holding, "for", depth + 1)
                if "human" in self.kinds.of(holding):
                    return self.conjuncts(holding)
            return self.holders(above, depth + 1)
        if (
            dep in ("xcomp", "conj")
            and tokens.tag[head] == "JJ"
            and self.child(head, "nsubj", "nsubjpass") is not None
        ):
            # "the minister, who was set to visit them", "Men | loyal to the governor | stormed it", read as what is said of them
            return self.subjects(head, depth + 1)
        if dep == "xcomp" and tokens.dep[head] in ("acomp", "prep") and self.is_verb(tokens.head[head]):
            # "He is due to meet them"
            return self.subjects(tokens.head[head], depth + 1)
        if dep in ("advcl", "ccomp") and tokens.tag[verb] == "VBG" and head > verb:
            # "A bomber rammed the gate, killing ten, officials said": the bomber did, not who said so.
            told = next((c for c in tokens.children[head] if tokens.dep[c] == "ccomp" and c < verb), None)
            if told is not None and self.is_verb(told):
                return self.actors(told, depth + 1)
        if dep == "advcl" and tokens.tag[verb] in ("VBG", "VBN") and self.is_verb(head):
            opening = next((c for c in tokens.children[verb] if tokens.dep[c] == "mark"), None)
            if opening is not None and tokens.lower[opening] == "of":
                # "accused the rebels of having burned it", the preposition read as opening a clause
                return self.controller(head, "of", depth + 1)
        nearer = self.nearer_deed(verb) if dep == "advcl" and tokens.tag[verb] == "VBG" else None
        if nearer is not None:
            return self.actors(nearer, depth + 1)
        stray = self._stray_subject(verb) if dep == "conj" else self.told_beside(verb)
        if stray is not None:
            return self.conjuncts(stray)
        if dep in _CLIMB and self.is_verb(head):
            apart = self.set_apart(verb) if dep == "advcl" else None
            if apart is not None:
                return self.holders(apart, depth + 1)
            means = tokens.lemma[verb] in self._words.demonstrating
            if dep in ("xcomp", "advcl") and (means or tokens.lemma[head] in self._words.throwing):
                held = self.child(head, "dobj")
                if held is not None and not self.kinds.of(held) & {"human", "group", "state"}:
                    # "blocked roads to demand his release", "fired shots to disperse the crowd"
                    return self.actors(head, depth + 1)
            plot = self._heard_of(verb, head) if dep in ("xcomp", "advcl") else None
            if plot is not None:
                return self.holders(plot, depth + 1) or self.prep_objects(head, ("by",))
            steered = (
                dep == "advcl" and tokens.tag[verb] == "VB" and tokens.lemma[head] in self._words.steering
            )
            if dep == "xcomp" or (steered and tokens.lower[verb - 1] == "to"):
                return self.controller(head, "to", depth + 1)
            if (
                dep == "advcl"
                and tokens.tag[verb] == "VBG"
                and self.passive(head)
                and self._left_behind(verb, head, depth)
            ):
                # "The camp was set ablaze, destroying 500 shelters": whoever did it
                return self.agents(head)
            if dep == "advcl" and tokens.tag[verb] in ("VBG", "VBN") and self.passive(head):
                # "were put under pressure after being accused": those who were.
                return self.subjects(head, depth + 1)
            if dep == "conj" or tokens.tag[verb] in ("VBG", "VBN", "VB"):
                if dep == "conj" and self.passive(verb) and self.passive(head):
                    # "were detained and later released"
                    return self.subjects(head, depth + 1)
                alike = self.passive(head) == self.passive(verb) and not self.led_astray(head)
                # "was arrested and fled", "fled and was arrested": the surface subject is shared.
                return (self.actors if dep != "conj" or alike else self.subjects)(head, depth + 1)
        opening = self.first_participle(verb)
        if opening is not None:
            return self.actors(opening, depth + 1)
        return self._by_order(verb)

    def _left_behind(self, verb: int, head: int, depth: int) -> bool:
        tokens = self.tokens
        held = self.child(verb, "dobj")
        result = held is not None and head < verb and tokens.text[verb - 1] == ","
        things = self._words.thing_kind
        return result and all(
            self.kinds.of(one) & things or "human" not in self.kinds.of(one)
            for one in self.subjects(head, depth + 1)
        )

    def controller(self, governor: int, link: str, depth: int = 0) -> list[int]:
        """Return who does what a governor's complement says: its object for "ordered them to go", else its subject."""
        return controller_of(self, governor, link, depth)

    def holders(self, noun: int, depth: int = 0) -> list[int]:
        """Return who holds a plan, a threat or a demand: its possessor, "by" agent, or the subject of its verb."""
        owner = self.child(noun, "poss")
        if owner is not None:
            return self.conjuncts(owner)
        by = self.prep_objects(noun, ("by",))
        for laid in self.tokens.children[noun]:
            if not by and self.tokens.dep[laid] == "acl" and self.tokens.lemma[laid] in self._words.laying:
                # "a plan prepared by the rebels"
                by = self.agents(laid)
        if by:
            return by
        head = self.tokens.head[noun]
        if self.tokens.dep[noun] in ("dobj", "attr", "pobj") and depth < 6:
            if self.tokens.dep[noun] == "pobj":
                against, head = self.tokens.lower[head] == "against", self.tokens.head[head]
                if against and self.is_verb(head):
                    # "warned Norland against any attempt to seize it"
                    return self.controller(head, "against", depth + 1)
            if self.is_verb(head) and self.tokens.lemma[head].lower() not in self._words.outside:
                return self.actors(head, depth + 1)
        return []

    def actors(self, verb: int, depth: int = 0) -> list[int]:
        """Return the logical subjects of a verb: those behind "by" where it is passive."""
        if self.passive(verb):
            agents = self.agents(verb)
            return agents
        return self.subjects(verb, depth)
