"""What a verb above a deed makes of it: verbs of trying, planning, saying, stopping, ordering, and those that carry it."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Effect
from analystkit.extraction.event.governing import GoverningWords
from analystkit.extraction.event.governors import Governor, infinitive
from analystkit.extraction.event.known_deeds import KnownDeeds
from analystkit.extraction.event.polarity import Polarity
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon

_TIED = ("dobj", "nsubjpass", "pobj", "attr", "oprd")
# Relations of a clause to the verb above it that let the verb say something about it.
_CLAUSES = ("xcomp", "ccomp", "pcomp", "csubj", "acl", "advcl", "csubjpass", "dep", "acomp")


class VerbEmbedding:
    """Tells the effect of the verbs above the deeds of one part."""

    def __init__(self, clause: Clause, polarity: Polarity, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._polarity = polarity
        self._above = GoverningWords(clause, lexicon)
        self._words = event_words(lexicon)
        self._known = KnownDeeds(clause, polarity, self._above.attacks, self._above.effects)

    def _verb_step(self, governor: Governor, direct: bool) -> tuple[Effect | None, str] | None:
        tokens = self._tokens
        index, link, below = governor.index, governor.link, governor.below
        lemma = tokens.lemma[index].lower()
        told = self._above.predicate(index, below) if link in ("advcl", "xcomp", "ccomp") else None
        if told is not None:
            return told, lemma
        if link == "advcl":
            to = any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[below])
            if not to:
                marks = {
                    tokens.lower[c] for c in tokens.children[below] if tokens.dep[c] in ("mark", "advmod")
                }
                if marks or tokens.tag[below] not in ("VBG", "VBN"):
                    return None
                effect = self._above.effects.get(("verb", lemma))
                begins = min([below, *tokens.children[below]])
                if effect is not None and begins == index + 1 and effect.plus == "hypothetical":
                    # "fears being arrested": the gerund right behind the verb is its object.
                    return effect, lemma
                return (None, lemma) if self._above.future(index) else None
        if link in ("xcomp", "dobj", "oprd") and tokens.tag[below] == "JJ" and self._above.quality(below):
            # "pleaded not guilty to": the adjective has told it.
            return None, lemma
        if self._above.leads_to(index):
            return Effect("hypothetical", "hypothetical", ""), lemma
        word, effect = self._above.lookup(index, governor.preposition, below)
        called = governor.preposition == "as" or (link in ("oprd", "attr") and lemma != "be")
        set_for = self._above.set_for(index, link, below)
        if set_for is not None:
            return set_for, lemma
        if called and lemma in self._words.naming:
            # "described the vote as a coup": a name for it, not a report of one.
            return Effect("alleged", "unknown", ""), lemma
        if (
            lemma == "call"
            and word == "call"
            and link in (*_TIED, "nsubj", "ccomp")
            and not self._above.indefinite(below)
        ):
            # "called the raid a crime"
            return Effect("happened", "negated", ""), lemma
        if link == "ccomp" and tokens.dep[index] in ("nsubj", "csubj", "nsubjpass"):
            # "Reports that they were held were wrong", the noun read as a verb.
            told = self._above.verdict(tokens.head[index])
            if told is not None:
                return told, lemma
        if link == "ccomp" and tokens.tag[index] == "VBZ" and index == self._clause.bounds(index)[0]:
            # "Reports that they were held proved false": a sentence does not begin with a verb in the third person.
            told = self._above.effects.get(("noun", lemma))
            if told is not None:
                return told, lemma
        if link == "attr" and self._above.listed(index):
            return Effect("planned", "planned", ""), "on"
        if link in ("nsubj",):
            sides = self._above.sides(index, lemma)
            if lemma in self._words.failing and self._clause.child(index, "xcomp") is None:
                return Effect("attempted", "happened", "failed"), lemma
            if (
                self._clause.headline(index)
                and effect is not None
                and self._clause.child(index, "dobj") is None
                and tokens.tag[index] in ("VBD", "VBN")
            ):
                # "Attack on embassy foiled": a headline's passive.
                return effect, word
            told = self._above.verdict(index) or self._above.to_be_done(index)
            if told is not None:
                return told, lemma
            if any(side == "self" for side, _ in sides) or lemma == "be":
                if (
                    lemma == "be"
                    and tokens.lemma[below] in self._above.attacks
                    and not self._above.indefinite(below)
                ):
                    # "Saturday's bombing will be the deadliest, if the toll is right"
                    return None
                open_ended = lemma == "be" or self._above.future(index) or self._polarity.negated(index)
                return (None, lemma) if open_ended or self._above.indefinite(below) else None
            if lemma in self._words.looming and self._above.indefinite(below):
                return Effect("planned", "negated", ""), lemma
            if self._above.indefinite(below) and any(
                tokens.lower[c] in self._words.supposing and tokens.dep[c] == "aux"
                for c in tokens.children[index]
            ):
                # "what a siege would mean"
                return None, lemma
            return None
        if (
            link in ("dobj", "nsubjpass")
            and lemma in self._words.ordering
            and self._above.carried_out(index, below)
        ):
            return Effect("happened", "negated", ""), lemma
        if (
            link == "nsubjpass"
            and lemma in self._words.designing
            and any(
                tokens.lower[c] in ("to", "at", "against") or tokens.dep[c] == "xcomp"
                for c in tokens.children[index]
            )
        ):
            # "the raid was meant to free hostages", "was aimed at them": what for, not whether.
            return None
        felt = self._above.felt(index) if governor.preposition in ("of", "for") and effect is None else None
        if felt is not None:
            return felt
        named = self._above.named_in(index, governor)
        if named is not None:
            return named
        if tokens.lemma[below] in self._words.uttered and self._heeds(index):
            # "refused to comply with a demand": it was made.
            return (None, lemma) if self._above.any_at_all(below) else None
        if lemma in self._words.presupposing and link in _TIED and governor.preposition != "by":
            # "to protest an attack on them"; "will respond to any attack" tells of none.
            return (None, lemma) if self._above.any_at_all(below) else None
        if lemma in self._words.executing and link in ("dobj", "nsubjpass"):
            return None, lemma
        if link in _TIED:
            if not self._clause.is_verb(below) and self._above.tells(below):
                # "will have more news of the ambush": what somebody has is the news.
                return None
            carries = word in self._above.light or bool(self._above.sides(index, lemma))
            if lemma in self._words.escaping and self._above.outlived(below):
                # "survived an ambush": there was one. "survived an attempt on his life", "escaped assassination": an attempt.
                ahead = self._above.future(index) or self._polarity.negated(index)
                return (None, lemma) if ahead and self._above.indefinite(below) else None
            if effect is not None and not (effect.plus == "happened" and link != "pobj"):
                if (
                    governor.preposition
                    and word == lemma
                    and effect.plus in ("negated", "attempted", "denied")
                ):
                    # "stopped after the attack": the preposition is no part of the verb.
                    return (
                        None
                        if governor.preposition not in ("from", "of", "in", "against", "to")
                        else (effect, word)
                    )
                if governor.preposition and governor.preposition not in (
                    "for",
                    "of",
                    "to",
                    "on",
                    "from",
                    "with",
                    "against",
                    "about",
                    "in",
                ):
                    return None
                return effect, word
            if governor.preposition in ("on", "of", "to") and self._above.banned(index):
                # "imposed a ban on rallies", the preposition hung on the verb.
                return Effect("negated", "happened", ""), "ban"
            if carries:
                return None, lemma
            return (
                (None, lemma)
                if self._above.indefinite(below)
                and (self._above.future(index) or self._polarity.negated(index))
                else None
            )
        if link in _CLAUSES:
            if (
                lemma == "be"
                and link in ("xcomp", "acomp", "ccomp")
                and any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[below])
            ):
                return self._above.due(below), "is to"
            if (
                lemma == "have"
                and link == "xcomp"
                and tokens.tag[index] in ("VB", "VBP", "VBZ")
                and infinitive(self._clause, below)
            ):
                # "have to attack", "will have to sign"; whoever "had to" leave has left.
                return Effect("hypothetical", "hypothetical", ""), "have to"
            agreed = self._above.agreed(index, below) if link in ("xcomp", "advcl", "ccomp") else None
            if agreed is None and link == "advcl":
                agreed = self._above.set_apart(below)
            if agreed is not None:
                return agreed
            if infinitive(self._clause, below) and self._above.on_air(index, below):
                # "went on television to dissolve the chamber": what was said there is no more than said.
                return Effect("attempted", "negated", ""), "on air"
            if link == "xcomp" and lemma in self._words.passing_on and self._clause.passive(index):
                # "is said to have fled": what people say.
                return Effect("alleged", "unknown", ""), lemma
            if effect is not None and effect.plus == "happened" and lemma in self._words.means:
                # "were sent to kill him"
                effect = None if infinitive(self._clause, below) else effect
            purpose = (
                effect is not None
                and effect.outcome in ("foiled", "intercepted")
                and link in ("advcl", "xcomp")
                and infinitive(self._clause, below)
            )
            if purpose:
                # "blocked roads to demand his release": what for, and not what was blocked.
                effect = None
            if effect is not None:
                if lemma == "go" and (tokens.lower[index] != "going" or link != "xcomp"):
                    return None, lemma
                return effect, word
            if self._above.it_took(index):
                # "it took a murder for four envoys to be sent home"
                return None, lemma
            if link == "advcl" or purpose or (link == "xcomp" and lemma in self._words.means):
                if tokens.lemma[below] in self._words.demonstrating:
                    # "marched to demand higher pay": by marching they demanded it.
                    return None, lemma
                if lemma == "use" and tokens.tag[index] in ("VBD", "VBN"):
                    # "used explosives to blow up the bridge": what was used has served.
                    return None, lemma
                return Effect("planned", "planned", ""), "to"
            return None, lemma
        return None

    def _heeds(self, verb: int) -> bool:
        """Say whether a verb tells how something said was received: "ignored", "took up", "comply with"."""
        tokens = self._tokens
        names = [
            f"{tokens.lemma[verb]} {tokens.lower[c]}" for c in tokens.children[verb] if tokens.dep[c] == "prt"
        ]
        return not self._words.heeding.isdisjoint([tokens.lemma[verb], *names])
