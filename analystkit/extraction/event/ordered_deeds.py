"""Orders for an attack that was carried out: a known one, and what somebody is charged with, jailed or held for having ordered."""

from __future__ import annotations

from analystkit.extraction.event.predicates import Predicates


class OrderedDeeds(Predicates):
    """Reads the orders of one part."""

    def carried_out(self, verb: int, noun: int) -> bool:
        """Say whether an order speaks of a known attack, past: "ordered the raid", not "ordered a raid"."""
        tokens = self._tokens
        if tokens.lemma[noun] not in self.attacks or self._clause.headline(verb):
            return False
        if self._charged_with(verb) or self._answers_for(verb):
            return True
        known = any(tokens.lower[c] in self._words.known for c in tokens.children[noun])
        return known and tokens.tag[verb] in ("VBD", "VBN")

    def _charged_with(self, verb: int) -> bool:
        # "is accused of ordering a massacre": of one that there was
        tokens = self._tokens
        preposition = tokens.head[verb]
        if tokens.dep[verb] == "pcomp":
            charged = tokens.lower[preposition] == "of"
            return charged and tokens.lemma[tokens.head[preposition]] in self._words.charging
        if tokens.dep[verb] not in ("acl", "advcl"):
            return False
        # "accuse the general | of having ordered | a massacre", the preposition read as opening a clause
        opened = any(tokens.lower[c] == "of" and tokens.dep[c] == "mark" for c in tokens.children[verb])
        return opened and any(
            tokens.lemma[node] in self._words.charging for node in (preposition, tokens.head[preposition])
        )

    def _answers_for(self, verb: int) -> bool:
        # "was jailed for ordering a murder", "wanted for ordering one"
        tokens = self._tokens
        preposition = tokens.head[verb]
        if tokens.dep[verb] != "pcomp" or tokens.lower[preposition] not in ("for", "of"):
            return False
        above = tokens.head[preposition]
        words = self._words.convicting | self._words.concerning
        return any(tokens.lemma[node] in words for node in (above, tokens.head[above]))
