"""Who stands behind "by", who is handed something, and who is told of by order alone: what subjects are found by beside the tree."""

from __future__ import annotations

from analystkit.extraction.event.astray import Astray
from analystkit.extraction.event.word_order import NOMINAL
from analystkit.extraction.tags import NOUNS, TENSED

# "showed them the door": nothing was handed to them.
_SHOWING = "show"


class Agents(Astray):
    """Finds the agents and receivers of one part."""

    def handed_to(self, verb: int) -> int | None:
        """Return whom a verb of giving hands something: "handed | the minister | a jail term", both read as objects; None without one."""
        tokens = self.tokens
        lemma = tokens.lemma[verb]
        if lemma not in self._words.handing or lemma in self._words.naming or lemma == _SHOWING:
            return None
        if self.child(verb, "auxpass") is not None:
            return self.child(verb, "nsubjpass", "nsubj")
        dative = self.child(verb, "dative")
        if dative is not None:
            return None if tokens.tag[dative] in ("IN", "TO") else dative
        held = [c for c in tokens.children[verb] if tokens.dep[c] == "dobj" and c > verb]
        if len(held) < 2 or tokens.tag[held[1]] not in NOUNS or tokens.entity[held[1]]:
            return None
        between = slice(held[0] + 1, held[1])
        apart = "," in tokens.text[between] or any(
            tag[0] == "V" or tag == "TO" for tag in tokens.tag[between]
        )
        return None if apart or "human" in self.kinds.of(held[1]) else held[0]

    def _told_before(self, verb: int, head: int) -> int | None:
        # "Norland is willing to talk, the speaker said, but | will not yield |", joined to the saying
        tokens = self.tokens
        if (
            not any(tokens.tag[c] == "MD" for c in tokens.children[verb])
            or self._own_subject(verb) is not None
        ):
            return None
        told = next((c for c in tokens.children[head] if tokens.dep[c] == "ccomp" and c < head), None)
        set_in = tokens.tag[head] == "VBD" and any(tokens.text[i] == "," for i in range(head, verb))
        return told if set_in and told is not None and self.is_verb(told) else None

    def _heard_of(self, verb: int, above: int) -> int | None:
        # "denounced a plot by the army to kill them": the one who speaks of the plot is not in it.
        tokens = self.tokens
        if tokens.tag[verb] != "VB" or tokens.lemma[above].lower() not in self._words.outside:
            return None
        noun = self.child(above, "dobj")
        told = (
            noun is not None
            and noun < verb
            and tokens.lower[verb - 1] == "to"
            and "human" not in self.kinds.of(noun)
        )
        return noun if told else None

    def charged_with(self, held: int) -> bool:
        """Say whether a verb's "with" may tell what its object is charged with."""
        # "charged him with arming rebels"; not "is growing more comfortable with arming them"
        return "human" in self.kinds.of(held) or self.tokens.tag[held] == "PRP"

    def agents(self, verb: int) -> list[int]:
        """Return the heads behind "by" of a passive verb or an event noun."""
        tokens = self.tokens
        found: list[int] = []
        for child in tokens.children[verb]:
            if tokens.dep[child] == "agent" or (tokens.lower[child] == "by" and tokens.dep[child] == "prep"):
                for pobj in tokens.children[child]:
                    if tokens.dep[pobj] == "pobj":
                        found += self.conjuncts(pobj)
        if not found and self.is_verb(verb):
            found = self.late_agent(verb)
        if not found and self.is_verb(verb):
            # "was threatened with death by rebels", the agent hung on the death.
            for child in tokens.children[verb]:
                if child > verb and tokens.dep[child] == "prep":
                    below = self.behind(child)[:1]
                    found += [
                        by for pobj in below for by in self.prep_objects(pobj, ("by",)) if self._does(by)
                    ]
        if not found and not self.is_verb(verb):
            # "the arrest of the mayor by police", the agent hung on the mayor.
            for child in tokens.children[verb]:
                if tokens.dep[child] == "prep" and tokens.lower[child] == "of":
                    found += [by for pobj in self.behind(child) for by in self.prep_objects(pobj, ("by",))]
        return found

    def _by_order(self, verb: int) -> list[int]:
        if self.tokens.tag[verb] in ("VB", "VBG") and not self.headline(verb):
            return []
        finite = self.tokens.tag[verb] in TENSED or verb in self.retagged
        if (
            self.tokens.dep[verb] not in ("ROOT", "ccomp", "dep", "conj", "parataxis")
            and not finite
            and not self.headline(verb)
        ):
            return []
        before = self._before_aside(verb)
        if before is None:
            before = self.nominal_before(verb)
        if before is None:
            return []
        while self.tokens.dep[before] == "conj" and self.tokens.tag[self.tokens.head[before]] in NOMINAL:
            before = self.tokens.head[before]
        return [head for head in self.conjuncts(before) if head < verb]
