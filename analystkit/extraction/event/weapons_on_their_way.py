"""Drones, missiles and bombs on their way: who sent them, and at what."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds

# Pronouns that go back to the weapons told of before, and relations of the clause they stand in to the one those are told in.
_BACK = frozenset({"which", "them", "these", "those"})
_BESIDE = frozenset({"parataxis", "conj", "advcl", "acl", "relcl", "ccomp"})


class WeaponsOnTheirWay:
    """Reads the way of the weapons of one part."""

    def __init__(self, clause: Clause, kinds: Kinds) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._kinds = kinds
        self._words = words = clause.words
        self._on_their_way = words.threatening | words.bound | words.sending

    def _counted(self, head: int) -> list[int]:
        # "four of the drones", "most of the missiles"
        of = self._clause.prep_objects(head, ("of",))
        if of and self._tokens.lower[of[0]] in _BACK:
            # "launched 80 drones, 50 of | which | were shot down"
            of = self._told_before(head) or of
        return of or [head]

    def _told_before(self, head: int) -> list[int]:
        tokens, verb = self._tokens, self._tokens.head[head]
        above = tokens.head[verb]
        if above == verb or tokens.dep[verb] not in _BESIDE:
            return []
        if not self._clause.is_verb(above):
            return [above]
        return [c for c in tokens.children[above] if tokens.dep[c] == "dobj" and tokens.tag[c] == "NNS"]

    def flights(self, weapon: int) -> list[int]:
        """Return the clauses on a weapon that tell its way: "a drone launched at", "missiles which targeted", "a bomb planted in"."""
        tokens, next_word = self._tokens, weapon + 1
        found = [
            child
            for child in tokens.children[weapon]
            if child > weapon
            and tokens.dep[child] in ("acl", "relcl")
            and tokens.lemma[child] in self._on_their_way
        ]
        if (
            next_word < len(tokens)
            and tokens.tag[next_word] == "VBG"
            and tokens.dep[next_word] == "advcl"
            and tokens.head[next_word] == tokens.head[weapon]
            and tokens.lemma[next_word] in self._words.threatening
        ):
            # "shot down two drones targeting the base": right behind the weapon it is the weapon's way, though hung on the verb.
            found.append(next_word)
        return found

    def _incoming(self, weapon: int) -> bool:
        """Say whether a drone is on its way to do harm, rather than watching: several of them, armed, or sent at something."""
        tokens = self._tokens
        text = tokens.text[weapon]
        if tokens.tag[weapon] in ("NNS", "NNPS") or (text[-1:] == "s" and text[:-1].isupper()):
            # "41 UAVs", read as one
            return True
        if self.flights(weapon):
            return True
        first, _ = self._clause.phrase(weapon)
        return any(tokens.lower[i] in self._words.loaded for i in range(first, weapon))

    def _sent(self, weapon: int, slot: str) -> list[int]:
        clause, tokens = self._clause, self._tokens
        if slot == "sender":
            own = [
                c
                for c in tokens.children[weapon]
                if c < weapon and tokens.dep[c] in ("poss", "compound", "amod", "nmod")
            ]
            by = [
                h
                for verb in self.flights(weapon)
                if tokens.lemma[verb] in self._words.sending
                for h in clause.agents(verb)
            ]
            return by or own
        found = []
        for verb in self.flights(weapon):
            if tokens.lemma[verb] in self._words.threatening:
                found += clause.objects(verb) if not clause.passive(verb) else []
            found += found or [h for c in tokens.children[verb] for h in self._towards(c)]
        return found or [h for c in tokens.children[weapon] for h in self._towards(c)]

    def _towards(self, child: int) -> list[int]:
        if self._tokens.dep[child] != "prep":
            return []
        if self._tokens.lower[child] not in self._words.towards:
            # "launched from the coast towards the port", the second preposition hung on the first or on what is behind it.
            below = [child, *self._clause.behind(child)]
            return [h for b in below for c in self._tokens.children[b] if c > child for h in self._towards(c)]
        return [h for h in self._clause.behind(child) if "time" not in self._kinds.of(h)]
