"""Which clauses under another word are told as done, as asked or as yet to come, whatever that word would make of them."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import effects
from analystkit.extraction.event.governors import Governor
from analystkit.extraction.event.polarity import Polarity
from analystkit.extraction.event.words import event_words
from analystkit.extraction.tags import TENSED
from analystkit.lexicon import Lexicon


class ToldClauses:
    """Says of the links between the triggers of one part and the words above them how what is below is told."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._words = event_words(lexicon)
        self._polarity = Polarity(clause, lexicon)
        self._effects = effects(lexicon)

    def _answered(self, governor: Governor) -> bool:
        """Say whether a deed stands behind what was done because of it: "may be revenge for the raid", "wanted for the raid"."""
        tokens, index = self._tokens, governor.index
        if governor.preposition not in ("for", "to"):
            return False
        if self._clause.is_verb(index):
            return (
                governor.preposition == "for"
                and tokens.lower[governor.below] not in self._words.awaited
                and tokens.lemma[index] == "want"
                and self._clause.passive(index)
            )
        return tokens.lemma[index].lower() in self._words.answering

    def _misattached(self, governor: Governor) -> bool:
        # "The militia that Iran supports attacked": a finite past is no complement of a verb of wanting or helping.
        tokens = self._tokens
        subject = self._clause.child(governor.below, "nsubj", "nsubjpass")
        if governor.link == "ccomp" and subject is not None and tokens.lower[subject] == "who":
            # "supports the group, who have fired": a relative clause, hung on the verb.
            return subject > governor.index + 1
        return (
            governor.link == "ccomp"
            and tokens.tag[governor.below] == "VBD"
            and self._clause.is_verb(governor.index)
            and tokens.lemma[governor.index].lower() not in self._words.minding
            and not any(tokens.dep[c] in ("mark", "aux") for c in tokens.children[governor.below])
        )

    def _told_as_fact(self, governor: Governor) -> bool:
        tokens = self._tokens
        below = governor.below
        if not self._clause.is_verb(below) or self._polarity.negated(governor.index, below=below):
            return False
        return tokens.tag[below] in TENSED or any(
            tokens.lower[c] in ("has", "have", "had", "was", "were", "is", "are", "been")
            for c in tokens.children[below]
        )

    def _found_done(self, governor: Governor) -> bool:
        # What is told in a past of its own is none of what somebody plans, unless it is only in his mind.
        tokens = self._tokens
        clause = governor.link == "ccomp" or (
            governor.link in ("acl", "relcl") and self._that(governor.below)
        )
        if not clause or tokens.lemma[governor.index].lower() in self._words.minding:
            return False
        announced = tokens.lemma[governor.index].lower() == "announce"
        past = tokens.tag[governor.below] == "VBD" or any(
            tokens.lower[c] in ("has", "have", "had", "was", "were") for c in tokens.children[governor.below]
        )
        return (announced or past) and self._told_as_fact(governor)

    def _passed_on(self, governor: Governor) -> bool:
        passing = self._tokens.lemma[governor.index] in self._words.passing_on
        return passing and governor.link == "ccomp" and self._told_as_fact(governor)

    def _that(self, verb: int) -> bool:
        return any(self._tokens.lower[c] == "that" for c in self._tokens.children[verb])

    def _still_ahead(self, governor: Governor) -> bool:
        """Say whether a clause of time waits for what is not yet done: "will not leave until they are freed", "whenever police shoot"."""
        tokens, main, below = self._tokens, governor.index, governor.below
        begins = min([below, *tokens.children[below]])
        opening = {tokens.lower[c] for c in tokens.children[below] if c < below} | {tokens.lower[begins - 1]}
        present = tokens.tag[below] in ("VBZ", "VBP") or any(
            tokens.tag[c] in ("VBZ", "VBP") for c in tokens.children[below] if tokens.dep[c][:3] == "aux"
        )
        if present and "whenever" in opening:
            return True
        future = any(tokens.tag[c] == "MD" for c in tokens.children[main])
        if opening & self._words.waiting:
            promised = "before" not in opening and self._asked_for(main, present)
            return future or promised or (not present and self._polarity.negated(main))
        return present and future and bool(opening & self._words.once)

    def _asked_for(self, main: int, present: bool) -> bool:
        # "pledged to hold them until they are freed", "vowed to stay until both had left"; not "made them wait until both had left"
        tokens, above = self._tokens, self._tokens.head[main]
        if tokens.tag[main] != "VB" or tokens.dep[main] != "xcomp":
            return False
        effect = self._effects.get(("verb", tokens.lemma[above].lower()))
        return present or (effect is not None and effect.plus in ("planned", "threatened", "hypothetical"))

    def _asked(self, verb: int) -> bool:
        """Say whether a clause asks what is not known of a deed: whether it was done, or who did it, when and why."""
        tokens = self._tokens
        past = tokens.tag[verb] == "VBD" or any(
            tokens.tag[c] == "VBD" and tokens.dep[c] in ("aux", "auxpass") for c in tokens.children[verb]
        )
        return any(
            tokens.lower[c] in ("whether", "if") or (past and tokens.tag[c] in ("WP", "WRB", "WP$"))
            for c in tokens.children[verb]
            if c < verb
        )

    def _wrongly(self, index: int) -> bool:
        tokens = self._tokens
        return any(tokens.lower[c] in self._words.wrongly for c in tokens.children[index])

    def _withheld(self, index: int) -> bool:
        """Say whether a deed is what somebody would not confirm: "declined to confirm that troops had fired", "refused to admit it"."""
        tokens, above = self._tokens, self._tokens.head[index]
        if tokens.dep[index] != "xcomp" or tokens.lemma[index] not in self._words.confirming:
            return False
        effect = self._effects.get(("verb", tokens.lemma[above].lower()))
        return effect is not None and effect.plus == "negated" and not self._polarity.negated(above)

    def _undecided(self, index: int, first: int) -> bool:
        """Say whether a deed is what somebody has "neither confirmed nor denied"."""
        tokens = self._tokens
        return "nor" in tokens.positions and any(
            tokens.lower[i] == "nor" and tokens.lemma[i + 1] in ("deny", "confirm", "rule")
            for i in range(max(first, index - 8), index)
        )
