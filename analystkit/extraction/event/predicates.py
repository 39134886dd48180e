"""What is said of a deed in a predicate or of its subject: "is due", "were too weak to", "on the agenda are", "fears grew of"."""

from __future__ import annotations

from analystkit.extraction.event.attribution import cue_classes
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Effect, effects, light_verbs
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon


class Predicates:
    """Reads the predicates of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = event_words(lexicon)
        self.effects = effects(lexicon)
        self.light = light_verbs(lexicon)
        triggers = compile_triggers(lexicon)
        self.attacks = triggers.assault_nouns
        self._forms = triggers.forms
        self._cues = cue_classes(lexicon)

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

    def on_air(self, verb: int, below: int) -> bool:
        """Say whether somebody speaks to a country in order to do what is no saying: "appeared on television to ban the party"."""
        tokens = self._tokens
        return tokens.lemma[below] not in self._cues and any(
            tokens.lower[c] == "on"
            and any(tokens.lower[o] in self._words.broadcasting for o in tokens.children[c])
            for c in tokens.children[verb]
        )

    def it_took(self, verb: int) -> bool:
        """Say whether "it" took something, or somebody took some time, to do a deed: it was done."""
        tokens = self._tokens
        if tokens.lemma[verb] != "take" or tokens.tag[verb] != "VBD":
            return False
        subject, taken = self._clause.child(verb, "nsubj"), self._clause.child(verb, "dobj")
        time = taken is not None and tokens.entity[taken] in ("DATE", "TIME")
        return subject is not None and (time or tokens.lower[subject] == "it")

    def verdict(self, verb: int) -> Effect | None:
        """Return the effect of what is predicated with "be" or come to: "was false", "is due", "proved to be a hoax"."""
        tokens = self._tokens
        if tokens.lemma[verb] in self._words.turning:
            below = self._clause.child(verb, "xcomp", "ccomp")
            verb = below if below is not None and tokens.lemma[below] == "be" else verb
        elif tokens.lemma[verb] != "be":
            return None
        called = [
            c
            for c in tokens.children[verb]
            if tokens.dep[c] in ("acomp", "attr", "oprd")
            or (tokens.dep[c] == "prep" and tokens.tag[c] == "JJ")
        ]
        if self.listed(verb):
            return Effect("planned", "planned", "")
        # "was more likely the work of smugglers": likely is whose work it was, not whether it was.
        for child in called[-1:] if called and tokens.dep[called[-1]] == "attr" else called:
            for word in (child, *tokens.children[child]):
                # "was false", "was a hoax", "was a false alarm"
                if word == child or tokens.dep[word] == "amod":
                    effect = self.effects.get(("adj", tokens.lower[word]))
                    if effect is not None and (word == child or effect.plus in ("denied", "negated")):
                        none = any(tokens.lower[c] == "no" for c in tokens.children[child])
                        return Effect(effect.minus, effect.plus, "") if none else effect
        return None

    def untrue(self, noun: int) -> Effect | None:
        """Return the effect of having nothing to vouch for it on what is told: "there was no truth in the story that"."""
        tokens, preposition = self._tokens, self._tokens.head[noun]
        above = tokens.head[preposition]
        if tokens.lemma[above] == "be":
            above = next((c for c in tokens.children[above] if tokens.dep[c] == "attr"), above)
        vouched = tokens.dep[noun] == "pobj" and tokens.lemma[above] in self._words.vouching
        none = vouched and any(tokens.lower[c] in self._words.nobody for c in tokens.children[above])
        return Effect("denied", "happened", "") if none else None

    def quality(self, index: int, preposition: str = "") -> Effect | None:
        """Return the effect of an adjective on what it is said of: "likely to", "too weak to", "not guilty of", "open to"."""
        tokens = self._tokens
        lower = tokens.lower[index]
        below = [tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] == "advmod"]
        if "too" in below:
            return Effect("negated", "negated", "")
        if "enough" in below:
            return Effect("hypothetical", "hypothetical", "")
        if lower == "able" and tokens.lower[tokens.head[index]] in ("was", "were"):
            # "was able to" did; "is able to" may.
            return Effect("happened", "negated", "")
        effect = self.effects.get(("adj", f"{lower} {preposition}")) or self.effects.get(("adj", lower))
        if effect is None and lower in self._forms:
            # "are forbidden to", the participle read as an adjective
            effect = self.effects.get(("verb", self._forms[lower][0]))
        return effect

    def misread_before(self, noun: int) -> tuple[Effect, str] | None:
        """Return the effect of a verb that was read as an attribute of its object: "barred dockers from striking"."""
        for verb in self._tokens.children[noun]:
            form = self._forms.get(self._tokens.lower[verb])
            if verb < noun and verb in self._clause.retagged and form is not None:
                effect = self.effects.get(("verb", form[0]))
                if effect is not None and effect.plus != "happened":
                    return effect, form[0]
        return None

    def predicate(self, verb: int, below: int) -> Effect | None:
        """Return the effect of what is predicated with "be" on an infinitive hung on the verb: "were too weak | to attack"."""
        tokens = self._tokens
        if tokens.lemma[verb] != "be":
            return None
        for child in tokens.children[verb]:
            if verb < child < below and tokens.dep[child] == "acomp" and tokens.tag[child] == "JJ":
                return self.quality(child)
        return None

    def to_be_done(self, verb: int) -> Effect | None:
        """Return the effect of "is to be held" and the like on its subject, the infinitive hung on "be" as a clause."""
        tokens = self._tokens
        if tokens.lemma[verb] != "be":
            return None
        for child in tokens.children[verb]:
            if tokens.dep[child] not in ("xcomp", "ccomp") or child < verb:
                continue
            below = [(tokens.dep[c], tokens.lower[c]) for c in tokens.children[child]]
            light = any(side == "self" for side, _ in self.sides(child, tokens.lemma[child].lower()))
            if ("aux", "to") in below and (light or any(dep == "auxpass" for dep, _ in below)):
                return self.due(child)
        return None

    def due(self, verb: int) -> Effect:
        """Return the effect of "is to" on its infinitive: "is to meet" will, "was to have met" did not."""
        missed = any(
            self._tokens.lower[c] == "have" and self._tokens.dep[c] == "aux"
            for c in self._tokens.children[verb]
        )
        return Effect("negated" if missed else "planned", "negated", "")

    def felt(self, verb: int) -> tuple[Effect, str] | None:
        """Return the effect of a subject on what is behind the "of" of its verb: "fears grew of an offensive"."""
        tokens = self._tokens
        for child in tokens.children[verb]:
            if tokens.dep[child] == "dobj":
                return None
        subject = self._clause.child(verb, "nsubj")
        # The subject may have been read as what is behind "as".
        lemma = tokens.lemma[verb - 1 if subject is None else subject].lower()
        effect = self.effects.get(("noun", lemma))
        return (effect, lemma) if effect is not None and effect.plus != "happened" else None

    def set_for(self, verb: int, link: str, below: int) -> Effect | None:
        """Return the effect of calling on what is called: "called a strike for Monday", and "in what police called a killing"."""
        tokens = self._tokens
        if (
            tokens.lemma[verb] != "call"
            or link not in ("dobj", "attr", "oprd")
            or not self.indefinite(below)
            or self._clause.child(verb, "dobj") not in (None, below)
            or self._clause.passive(verb)
        ):
            return None
        named = "what" in tokens.lower[max(verb - 5, 0) : verb]
        return Effect("alleged", "unknown", "") if named else Effect("planned", "negated", "")

    def listed(self, verb: int) -> bool:
        """Say whether something is yet to be talked of: "on the agenda are the release of prisoners and a truce"."""
        tokens = self._tokens
        return tokens.lemma[verb] == "be" and any(
            tokens.lower[c] == "on" and tokens.lemma[p] in self._words.agenda
            for c in tokens.children[verb]
            for p in tokens.children[c]
        )

    def indefinite(self, index: int) -> bool:
        """Say whether a nominal has no determiner that makes it a known one."""
        tokens = self._tokens
        determiners = [tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] in ("det", "poss")]
        return not any(
            word not in ("a", "an", "any", "some", "no", "another", "further", "more") for word in determiners
        )
