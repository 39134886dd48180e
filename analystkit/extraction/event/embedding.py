"""What the word above a deed makes of it: verbs of trying, planning, saying, nouns such as "threat", prepositions such as "without"."""

from __future__ import annotations

from analystkit.extraction.event.effects import BESIDE, Effect
from analystkit.extraction.event.governors import Governor, infinitive
from analystkit.extraction.event.verb_embedding import VerbEmbedding

# Words with their preposition in front of what was the cause of something else.
_CAUSES = frozenset({("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to")})
_LEADING = frozenset({"because", "of", "to"})


class Embedding(VerbEmbedding):
    """Tells the effect of one governor after the other."""

    def step(self, governor: Governor, label: str, direct: bool) -> tuple[Effect | None, str] | None:
        """Return the effect of a governor and its word; effect None means its own auxiliaries only, None ends the climb."""
        tokens = self._tokens
        index, link, preposition = governor.index, governor.link, governor.preposition
        if preposition in self._words.without:
            return Effect("negated", "negated", ""), preposition
        if preposition == "of" and tokens.lower[index] in ("none", "neither"):
            # "there were none of the attacks they had feared"
            return Effect("negated", "negated", ""), tokens.lower[index]
        if self._known.granted(governor):
            return None
        if link == "pcomp" and preposition in self._words.afterwards and self._done_before(governor):
            return None
        if link == "ccomp" or (link == "advcl" and self._above.complement(governor)):
            reported = self._above.reported_by(governor.below, index)
            if reported is not None:
                return reported
        if preposition in _LEADING and (
            (preposition == "because" or (tokens.lower[index], preposition) in _CAUSES)
            and not self._clause.is_verb(governor.below)
        ):
            # "because of the attacks exports will fall", "dark due to sabotage"
            return None
        if preposition in self._words.before and link == "pobj":
            if preposition == "before" and not self._above.indefinite(governor.below):
                # "shortly before the explosion": the one everybody knows of.
                return None
            return Effect("planned", "planned", ""), preposition
        untrue = self._above.untrue(index) if link in ("acl", "relcl", "ccomp") else None
        if untrue is not None:
            return untrue, tokens.lemma[index]
        if link == "relcl" and not self._above.complement(governor):
            return (None, tokens.lemma[index]) if self.of_whom_to_be(governor) else None
        if preposition in self._words.reason and self._above.reason(governor):
            return None
        if self._above.answered(governor):
            # "awaited a response to the bombing"
            return None
        if (
            preposition == "with"
            and tokens.lemma[index] == "do"
            and tokens.lower[tokens.head[index]] == "nothing"
        ):
            # "nothing to do with the attack"
            return Effect("denied", "denied", ""), "nothing"
        if preposition == "behind" and tokens.lemma[index] == "be" and self._polarity.negated(index):
            # "were not behind the attack": there was one, and it was not theirs.
            return Effect("denied", "denied", ""), preposition
        if self._clause.is_verb(index):
            return self._verb_step(governor, direct)
        lemma = tokens.lemma[index].lower()
        if link == "acl" and any(
            tokens.lower[c] == "but" and tokens.dep[c] == "mark" for c in tokens.children[governor.below]
        ):
            # "will have no choice but to resume the raids", "had no option but to leave": one of two, and not yet done
            return Effect("planned", "planned", ""), "but"
        if preposition and governor.link == "pcomp":
            barred = self._above.misread_before(index)
            if barred is not None:
                return barred
        if lemma in self._words.contingency and self._above.in_case(governor):
            return Effect("hypothetical", "hypothetical", ""), lemma
        if lemma in self._words.owning and preposition:
            # "had no part in the attack", "nothing to do with it": it may have happened, and not by them.
            none = any(tokens.lower[c] == "no" for c in tokens.children[index])
            if not none and tokens.dep[index] == "pobj" and tokens.lower[tokens.head[index]] == "in":
                # "is sought in connection with the stabbing": what is sought says nothing of it.
                return None
            return (Effect("denied", "denied", ""), lemma) if none else (None, lemma)
        if tokens.tag[index].startswith("JJ"):
            if tokens.lemma[tokens.head[index]] in self._words.escaping and self._above.outlived(
                governor.below
            ):
                # "escaped unhurt from an ambush"
                return None
            if preposition in BESIDE and link == "pobj":
                # "is not guilty, he said at his trial": when it was said
                return None
            return self._above.quality(index, preposition), lemma
        if link in ("acl", "relcl") and self._above.complement(governor):
            # "reports that they were held", and what is said of the reports.
            head = tokens.head[index]
            told = self._above.verdict(head) if tokens.dep[index] == "nsubj" else None
            effect = told or self._above.effects.get(("noun", lemma))
            bare = not any(tokens.dep[c] in ("aux", "auxpass") for c in tokens.children[governor.below])
            if (
                effect is not None
                and effect.plus == "planned"
                and tokens.tag[governor.below][:3] in ("VBD", "VBN")
                and bare
            ):
                # "a decision that the minister criticised"
                return None
            return (effect, lemma) if effect is not None else None
        if (
            link == "acl"
            or preposition in ("of", "for", "to", "on", "against", "in", "about")
            or link in ("ccomp", "xcomp", "relcl", "poss", "compound")
        ):
            if (
                link == "acl"
                and tokens.tag[governor.below] in ("VBN", "VBG", "VBD")
                and not infinitive(self._clause, governor.below)
            ):
                if tokens.tag[governor.below] != "VBG":
                    return None
                return self._above.drafted(index) or self._above.hindered(index, governor.below)
            if tokens.lower[index] == "nothing" and link == "acl":
                # "did nothing to stop the killings"
                return Effect("negated", "negated", ""), "nothing"
            if preposition in ("of", "to") and lemma in self._words.spanning:
                return None, lemma
            if lemma in self._words.purpose and self._above.acted_on(index):
                # "entered the hotel with the intention of kidnapping the envoy": more than a wish.
                return Effect("attempted", "negated", ""), lemma
            effect = self._above.effects.get(("noun", lemma))
            if effect is not None and not (preposition == "of" and self._charged(index)):
                told = self._above.verdict(tokens.head[index]) if tokens.dep[index] == "nsubj" else None
                # "reports of an attack were false"
                return told or effect, lemma
            # "suspect a service, | the GRU |, of blowing it up"
            held = tokens.head[index] if tokens.dep[index] == "appos" else index
            if (
                preposition in ("to", "for", "of", "against")
                and tokens.dep[held] in ("dobj", "nsubjpass")
                and self._clause.is_verb(tokens.head[held])
            ):
                # "invited the parties to a meeting", "cleared the officer of beating him": the verb's business, hung on its object.
                word, called = self._above.lookup(tokens.head[held], preposition)
                if called is not None and called.plus in ("hypothetical", "planned", "alleged", "denied"):
                    return called, word
            if link == "acl" and direct and self._above.it_took(tokens.head[tokens.head[index]]):
                # "it took a murder | for four envoys | to be sent home"
                return None
            if link == "acl" and direct:
                if self._above.one_of_a_row(index):
                    # "the first minister to be killed": was, if nothing above puts it ahead.
                    return Effect("happened", "negated", ""), lemma
                return Effect("planned", "planned", ""), "to"
        return None

    def of_whom_to_be(self, governor: Governor) -> bool:
        """Say whether a relative clause tells what somebody wants, or denies, to be: "nobody wanted to be the one who fired first"."""
        tokens, noun = self._tokens, governor.index
        be = tokens.head[noun]
        return (
            governor.link == "relcl"
            and tokens.dep[noun] == "attr"
            and tokens.lemma[be] == "be"
            and tokens.dep[be] in ("xcomp", "pcomp")
        )

    def _done_before(self, governor: Governor) -> bool:
        """Say whether what was refused, denied or called off leaves alone what was done before: "refused to talk after attacking the town"."""
        tokens, top = self._tokens, governor.index
        while tokens.dep[top] == "xcomp" and tokens.head[top] != top:
            top = tokens.head[top]
        if tokens.tag[governor.below] != "VBG" or any(tokens.tag[c] == "MD" for c in tokens.children[top]):
            return False
        _, effect = self._above.lookup(top, "")
        return self._polarity.negated(top) or (effect is not None and effect.plus in ("negated", "denied"))

    def _charged(self, noun: int) -> bool:
        # "accused the authorities of pushing them back": no authority to do it
        tokens = self._tokens
        return tokens.dep[noun] == "dobj" and tokens.lemma[tokens.head[noun]] in self._words.charging
