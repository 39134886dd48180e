"""What is to be known of a word above a deed before its effect can be told: particles, light uses, objects, predicates."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Effect, effects, light_verbs
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon


class GoverningWords:
    """Looks up the words above the deeds of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = event_words(lexicon)
        self.effects = effects(lexicon)
        self.light = light_verbs(lexicon)
        self.attacks = compile_triggers(lexicon).assault_nouns

    def verdict(self, verb: int) -> Effect | None:
        """Return the effect of what is predicated with "be": "was false", "is due", "are imminent"."""
        tokens = self._tokens
        if tokens.lemma[verb] != "be":
            return None
        called = [
            c
            for c in tokens.children[verb]
            if tokens.dep[c] in ("acomp", "attr", "oprd")
            or (tokens.dep[c] == "prep" and tokens.tag[c] == "JJ")
        ]
        # "was more likely the work of smugglers": likely is whose work it was, not whether it was.
        for child in called[-1:] if called and tokens.dep[called[-1]] == "attr" else called:
            effect = self.effects.get(("adj", tokens.lower[child]))
            if effect is not None:
                return effect
        return None

    def sides(self, verb: int, lemma: str) -> tuple[tuple[str, str], ...]:
        """Return the sides of a light verb, idioms such as "take effect" and "come into force" included."""
        tokens = self._tokens
        for child in tokens.children[verb]:
            names = [f"{lemma} {tokens.lower[child]}"]
            if tokens.dep[child] == "prep":
                names += [f"{names[0]} {tokens.lower[h]}" for h in tokens.children[child]]
            for name in names:
                if name in self.light:
                    return self.light[name]
        return self.light.get(lemma, ())

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
                if effect is not None and effect.plus in ("planned", "threatened", "hypothetical"):
                    return effect, lemma
        return None

    def carried_out(self, verb: int, noun: int) -> bool:
        """Say whether an order speaks of a known attack, past: "ordered the raid", not "ordered a raid"."""
        tokens = self._tokens
        return (
            tokens.lemma[noun] in self.attacks
            and any(tokens.lower[c] in self._words.known for c in tokens.children[noun])
            and tokens.tag[verb] in ("VBD", "VBN")
            and not self._clause.headline(verb)
        )

    def lookup(self, index: int, preposition: str) -> tuple[str, Effect | None]:
        """Return the word of the table a governor matches, its particle or the preposition included, and its effect."""
        tokens = self._tokens
        lemma = tokens.lemma[index].lower()
        particles = [
            tokens.lower[c]
            for c in tokens.children[index]
            if tokens.dep[c] in ("prt", "advmod", "acomp", "oprd") and c - index < 4
        ]
        for particle in (*particles, preposition):
            if particle:
                effect = self.effects.get(("verb", f"{lemma} {particle}"))
                if particle == "able" and tokens.lower[index] in ("was", "were"):
                    # "was able to" did; "is able to" may.
                    return "be able", Effect("happened", "negated", "")
                if effect is not None:
                    return f"{lemma} {particle}", effect
        return lemma, self.effects.get(("verb", lemma))

    def future(self, index: int) -> bool:
        """Say whether a verb tells of what is ahead: behind a modal, or an infinitive."""
        tokens = self._tokens
        if any(tokens.tag[c] == "MD" for c in tokens.children[index]):
            return True
        return tokens.tag[index] == "VB" or tokens.dep[index] in ("xcomp",)

    def indefinite(self, index: int) -> bool:
        """Say whether a nominal has no determiner that makes it a known one."""
        tokens = self._tokens
        determiners = [tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] in ("det", "poss")]
        return not any(
            word not in ("a", "an", "any", "some", "no", "another", "further", "more") for word in determiners
        )
