"""What is to be known of a word above a deed before its effect can be told: particles, light uses, objects, predicates."""

from __future__ import annotations

from analystkit.extraction.event.effects import Effect
from analystkit.extraction.event.governors import Governor
from analystkit.extraction.event.ordered_deeds import OrderedDeeds


class GoverningWords(OrderedDeeds):
    """Looks up the words above the deeds of one part."""

    def complement(self, governor: Governor) -> bool:
        """Say whether a clause is what a noun says: "reports that they were held"."""
        tokens = self._tokens
        return any(
            tokens.lower[c] == "that" and tokens.dep[c] == "mark" for c in tokens.children[governor.below]
        )

    def reported_by(self, below: int, above: int) -> tuple[Effect, str] | None:
        """Return the effect of the word right before the "that" of a clause hung elsewhere: "took note of reports alleging that", read as a noun."""
        tokens = self._tokens
        that = next(
            (c for c in tokens.children[below] if tokens.lower[c] == "that" and tokens.dep[c] == "mark"), 0
        )
        if that > 0 and tokens.dep[below] == "advcl" and tokens.tag[that - 1] == "NN":
            # "assesses with high | confidence | that they attacked", hung on the assessing
            lemma = tokens.lemma[that - 1].lower()
            effect = self.effects.get(("noun", lemma))
            return (effect, lemma) if effect is not None and effect.plus == "alleged" else None
        if that < 1 or that - 1 == above or not tokens.lower[that - 1].endswith("ing"):
            return None
        stem = tokens.lower[that - 1].removesuffix("ing")
        for lemma in (stem, f"{stem}e"):
            effect = self.effects.get(("verb", lemma))
            if effect is not None and effect.plus in ("alleged", "denied", "hypothetical", "threatened"):
                return effect, lemma
        return None

    def named_in(self, verb: int, governor: Governor) -> tuple[Effect, str] | None:
        """Return the effect of a plan on what it holds, hung on a verb: "their plans included | kidnapping envoys", "dropped plans | for a strike"."""
        tokens = self._tokens
        holds = tokens.lemma[verb] in self._words.holding and governor.link in (
            "dobj",
            "xcomp",
            "pcomp",
            "pobj",
        )
        if holds:
            noun = self._clause.child(verb, "nsubj")
        elif (governor.link, governor.preposition) in (("pobj", "for"), ("pobj", "of"), ("pcomp", "for")):
            # "dropped plans | for a strike", "sees no grounds | for charging them"
            noun = self._clause.child(verb, "dobj")
        else:
            return None
        if noun is None or (not holds and tokens.head[governor.below] != noun + 1):
            return None
        lemma = tokens.lemma[noun].lower()
        effect = self.effects.get(("noun", lemma))
        ahead = effect is not None and effect.plus in ("planned", "threatened", "hypothetical", "attempted")
        return (effect, lemma) if effect is not None and ahead else None

    def in_case(self, governor: Governor) -> bool:
        """Say whether a deed is a case to come: "in the event of an attack", "in case of war"."""
        tokens, index = self._tokens, governor.index
        return (
            governor.preposition == "of"
            and tokens.dep[index] == "pobj"
            and tokens.lower[tokens.head[index]] == "in"
            and self.indefinite(governor.below)
        )

    def drafted(self, noun: int) -> tuple[Effect | None, str] | None:
        """Return the step from what a bill is about to the bill: "debated a bill | banning | rallies"; from one that is passed, to the passing."""
        tokens, verb = self._tokens, self._tokens.head[noun]
        if tokens.dep[noun] in ("dobj", "nsubjpass") and tokens.lemma[verb] in self._words.enacting:
            # "may pass a law | banning | rallies"
            return None, tokens.lemma[noun]
        draft = tokens.lemma[noun] in self._words.draft or any(
            tokens.lower[c] in self._words.draft for c in tokens.children[noun]
        )
        return (Effect("hypothetical", "hypothetical", ""), tokens.lemma[noun]) if draft else None

    def hindered(self, index: int, below: int) -> tuple[Effect | None, str] | None:
        """Return the step from a gerund to the one who would do it: "stop people attacking", "the chance of the two sides signing".

        The effect is that of the word above, None here; where a verb was read as a plural its own.
        """
        tokens = self._tokens
        above = tokens.head[index]
        if tokens.tag[index] == "NNS" and below == index + 1 and tokens.dep[index] not in ("dobj", "pobj"):
            # "A majority favours expelling him", the verb read as a plural
            lemma = tokens.lower[index].removesuffix("s")
            effect = self.effects.get(("verb", lemma))
            if effect is not None:
                return effect, lemma
        if tokens.dep[index] == "dobj" and tokens.lemma[above] in self._words.hindering:
            return None, tokens.lemma[above]
        if tokens.dep[index] == "pobj" and tokens.lower[above] == "of":
            lemma = tokens.lemma[tokens.head[above]].lower()
            effect = self.effects.get(("noun", lemma))
            if effect is not None and effect.plus in ("hypothetical", "planned", "threatened"):
                return None, lemma
        return None

    def reason(self, governor: Governor) -> bool:
        """Say whether a deed is what something else is done for: definite or a gerund, and the governor asks for no deed itself."""
        tokens, index, below = self._tokens, governor.index, governor.below
        if governor.link == "pcomp" and self._clause.is_verb(index) and self.named_in(index, governor):
            return False
        if self._clause.is_verb(below):
            having = any(tokens.lower[c] == "having" for c in tokens.children[below])
            if governor.preposition != "for" or not (tokens.tag[below] == "VBG" or having):
                return False
        elif not any(
            tokens.lower[c] in self._words.known or tokens.dep[c] == "poss" for c in tokens.children[below]
        ):
            return False
        if governor.preposition == "over":
            # "has been charged over the killing"
            return True
        if self._clause.is_verb(index):
            word, effect = self.lookup(index, governor.preposition)
            if effect is None or effect.plus == "happened":
                return " " not in word
            trial = effect.plus == "alleged" and word not in self.light and not self._clause.is_verb(below)
            if trial and governor.preposition == "for":
                # "must face trial for the killing", which nobody doubts, only whose it was.
                return True
            if (
                governor.preposition == "for"
                and self._clause.is_verb(below)
                and effect.plus in ("denied", "negated")
            ):
                # "was dismissed for having threatened them"
                return True
            # "prepare for the attack" is ahead, "want justice for the attack" is not.
            ahead = effect.plus in ("planned", "hypothetical", "threatened")
            return " " not in word and ahead and self._clause.child(index, "dobj") is not None
        lemma = tokens.lemma[index].lower()
        return ("noun", lemma) not in self.effects and not (
            tokens.dep[index] == "dobj"
            and self.lookup(tokens.head[index], governor.preposition)[0].count(" ")
        )

    def leads_to(self, verb: int) -> bool:
        """Say whether a deed is what information may lead to: "a reward for information leading to the arrest of the killers"."""
        tokens = self._tokens
        acl = tokens.lemma[verb] == "lead" and tokens.dep[verb] == "acl"
        return acl and tokens.lemma[tokens.head[verb]] in self._words.clue

    def answered(self, governor: Governor) -> bool:
        """Say whether a known deed is what something answers: "a response to the bombing"."""
        return (
            governor.preposition in ("to", "for")
            and self._tokens.lemma[governor.index] in self._words.answering
            and not self._clause.is_verb(governor.index)
            and not self.indefinite(governor.below)
        )

    def banned(self, verb: int) -> bool:
        """Say whether a verb imposes a ban as its object."""
        tokens = self._tokens
        for child in tokens.children[verb]:
            effect = self.effects.get(("noun", tokens.lemma[child].lower()))
            if tokens.dep[child] in ("dobj", "nsubjpass") and effect is not None and effect.plus == "negated":
                return True
        return False

    def agreed(self, verb: int, below: int) -> tuple[Effect, str] | None:
        """Return the effect of a verb's object on an infinitive hung on the verb: "signed a deal to withdraw", "made a threat to leave"."""
        tokens = self._tokens
        if not any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[below]):
            return None
        for child in (*tokens.children[verb], *tokens.children[below]):
            # The deal may have been read as the subject of what is agreed in it.
            if verb < child < below and tokens.dep[child] in ("dobj", "attr", "nsubj"):
                lemma = tokens.lemma[child].lower()
                effect = self.effects.get(("noun", lemma))
                above = self.effects.get(("verb", tokens.lemma[verb].lower()))
                ahead = effect is not None and effect.plus in ("attempted", "planned", "threatened")
                if ahead and above is not None and above.outcome:
                    # "thwarted a plot | to kill the king"
                    return above, tokens.lemma[verb].lower()
                if effect is not None and effect.plus in ("planned", "threatened", "hypothetical"):
                    return effect, lemma
                if effect is not None and effect.plus == "attempted" and self._heard_of(verb):
                    return effect, lemma
        return None

    def _heard_of(self, verb: int) -> bool:
        # "denounced a plot to kill them": who speaks of a plot lays none, and stops none.
        lemma = self._tokens.lemma[verb].lower()
        effect = self.effects.get(("verb", lemma))
        return lemma in self._words.outside and (effect is None or not effect.outcome)

    def set_apart(self, below: int) -> tuple[Effect, str] | None:
        """Return the effect of the noun an infinitive belongs to, parted from it by commas."""
        noun = self._clause.set_apart(below)
        if noun is None:
            return None
        lemma = self._tokens.lemma[noun].lower()
        effect = self.effects.get(("noun", lemma))
        return None if effect is None else (effect, lemma)

    def any_at_all(self, noun: int) -> bool:
        """Say whether a deed is whichever may come: "any attack"."""
        return any(self._tokens.lower[c] in ("any", "every", "no") for c in self._tokens.children[noun])

    def acted_on(self, noun: int) -> bool:
        """Say whether something was done with a purpose: behind "with" and a verb in the past, wherever "with" was hung."""
        tokens = self._tokens
        opens = tokens.head[noun]
        if tokens.dep[noun] != "pobj" or tokens.lower[opens] not in ("with", "for"):
            return False
        first, _ = self._clause.bounds(noun)
        verb = next((i for i in range(opens - 1, first - 1, -1) if self._clause.is_verb(i)), -1)
        return verb >= 0 and tokens.tag[verb] in ("VBD", "VBN") and not self.future(verb)

    def tells(self, noun: int) -> bool:
        """Say whether a noun is a report of what was done: "information", "news"."""
        effect = self.effects.get(("noun", self._tokens.lemma[noun].lower()))
        return effect is not None and effect.plus == "happened"

    def one_of_a_row(self, noun: int) -> bool:
        """Say whether a noun is counted off: "the third journalist", "the last mayor"."""
        tokens = self._tokens
        return any(
            tokens.entity[c] == "ORDINAL" or tokens.lower[c] in ("last", "latest", "only")
            for c in tokens.children[noun]
            if c < noun
        )

    def outlived(self, deed: int) -> bool:
        """Say whether a deed that somebody escapes has been done: an ambush and a massacre have, an assassination has not."""
        lemma = self._tokens.lemma[deed]
        done = lemma not in self._words.completed or lemma in self._words.survived
        return lemma in self.attacks and done

    def lookup(self, index: int, preposition: str, below: int = -1) -> tuple[str, Effect | None]:
        """Return the word of the table a governor matches, its particle or the preposition included, and its effect."""
        tokens = self._tokens
        lemma = tokens.lemma[index].lower()
        particles = [
            tokens.lower[c]
            for c in tokens.children[index]
            if (
                tokens.dep[c] in ("prt", "advmod", "acomp", "oprd")
                or (tokens.dep[c] in ("dobj", "xcomp") and tokens.tag[c] == "JJ")
            )
            and c - index < 4
            # "were unable to": what the adjective says is told where it stands above the deed itself.
            and c != below
        ]
        for particle in (*particles, preposition):
            if particle:
                effect = self.effects.get(("verb", f"{lemma} {particle}"))
                if particle == "able" and tokens.lower[index] in ("was", "were"):
                    # "was able to" did; "is able to" may.
                    return "be able", Effect("happened", "negated", "")
                if effect is not None:
                    if tokens.lower[index + 1] == "not" and particle != preposition:
                        # "pleaded not guilty to"
                        effect = Effect(effect.minus, effect.plus, "")
                    return f"{lemma} {particle}", effect
        return lemma, self.effects.get(("verb", lemma))

    def future(self, index: int) -> bool:
        """Say whether a verb tells of what is ahead: behind a modal, or an infinitive."""
        tokens = self._tokens
        if any(tokens.tag[c] == "MD" for c in tokens.children[index]):
            return True
        return tokens.tag[index] == "VB" or tokens.dep[index] in ("xcomp",)
