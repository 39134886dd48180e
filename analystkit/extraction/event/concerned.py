"""Whom an act of words concerns where its object is a thing: whose demands were rejected, on whom a ban was lifted, to whom money was given."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.authors import AuthorReader
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.fitness import DEEDS

# Whose word or act a thing is, and whom it is on.
_AUTHOR = ("by", "from")
_AIMED = ("on", "against", "of", "to", "toward", "towards", "over", "with")
_BACKED = tuple(aim for aim in _AIMED if aim != "against")
# Endings of nouns that name a doing, whose "of" names what it is done to.
_DOING = ("tion", "sion", "ment", "ing", "al", "ance")
# What is given, sent back or promised goes to somebody.
_GIVEN = {
    "AID": ("to", "for"), "RETREAT": ("to",), "AGREE": ("to", "with"), "CONCEDE": ("to", "on", "of", "against"), "SUPPORT": ("to", "for", "with"),
    "SANCTION": ("on", "against", "to"), "COOPERATE": ("with", "to"), "THREATEN": ("against", "to"), "REJECT": ("from", "by", "to"), "ACCUSE": ("against",),
}  # fmt: skip
# Who condemns a thing blames whose it is, and not whom it befell; who demands a thing asks somebody for it.
_BLAMING, _ASKING = "ACCUSE", "REQUEST"
_ADDRESSING = ("CONSULT", _ASKING)
_STANDING = frozenset({"REJECT", "ACCUSE"})
_WHERE = ("on", "of", "against")
_NATIONS = ("NORP", "GPE")


class ConcernReader(AuthorReader):
    """Finds whom the acts of words of one part concern."""

    def _further(self, candidate: Candidate) -> list[int]:
        """Return whom a promise or demand concerns though its complement is no event: "agreed to provide Chad with seed"."""
        asked = self._asked(candidate)
        if asked:
            return asked
        for complement in self._verbs_below(candidate):
            own = self._clause.child(complement, "dative")
            heads = self._clause.conjuncts(own) if own is not None else []
            heads += [
                h for h in self._clause.objects(complement) if self.answers(h) and not self._own_troops(h)
            ]
            heads = heads or self._clause.prep_objects(complement, ("to", "with", "for", "from", "against"))
            heads = [h for h in heads if self.answers(h) and h != complement]
            if heads:
                return heads
        if candidate.row.type in ("CONSULT", "COOPERATE", "SUPPORT", "SANCTION"):
            _, last = self._clause.bounds(candidate.head)
            for index in range(candidate.head + 1, min(candidate.head + 12, last)):
                if self._clause.is_verb(index) and self._tokens.tag[index] != "VBN":
                    break
                if self._tokens.lower[index] == "with":
                    return [h for h in self._clause.behind(index) if self.answers(h)]
        return []

    def _verbs_below(self, candidate: Candidate) -> list[int]:
        if not candidate.row.complement:
            return []
        return [c for c in self._matcher.complements(candidate) if self._clause.is_verb(c)]

    def _asked(self, candidate: Candidate) -> list[int]:
        """Return who is asked to do what is demanded: "demanded that the mayor step down"."""
        if candidate.row.type != _ASKING:
            return []
        for complement in self._verbs_below(candidate):
            if self._tokens.dep[complement] not in ("ccomp", "xcomp"):
                # "a level of care | the group has not shown |"
                continue
            if self._clause.child(complement, "nsubj", "nsubjpass") is not None:
                asked = [h for h in self._clause.subjects(complement) if self.answers(h)]
                if asked:
                    return asked
        return []

    def concerned(
        self, candidate: Candidate, sources: Sequence[int], targets: Sequence[int]
    ) -> list[tuple[int, int]]:
        """Return whom an act of words concerns, and the word that says so: each of its targets, or who is behind them where these are things.

        Whose a thing is, is told with it ("Lopes's remarks"), and so is the nation it has in front ("Saudi concerns"). Where nobody is behind
        them the things stay. A deed is done to what its object names, a thing or not.
        """
        if candidate.row.type == "PROTEST":
            found = self._protested(candidate)
            targets = [h for h, _ in found] if found else targets
        plain = [(h, h) for h in targets]
        if candidate.row.type in DEEDS or not candidate.verbal or any(self.answers(h) for h in targets):
            return plain
        asked = [(h, h) for h in self._asked(candidate)]
        found = asked or self._behind(candidate, targets) or [(h, h) for h in self._given(candidate)]
        return [(h, said) for h, said in found if h not in sources and not self._same_as(h, sources)] or plain

    def _behind(self, candidate: Candidate, targets: Sequence[int]) -> list[tuple[int, int]]:
        if candidate.row.type in _ADDRESSING:
            # "spoke to the minister's backers", "sought a plan by the bank": whose they are did not speak and is not asked.
            return []
        objects = [h for h in self._matcher.slot("obj", candidate) if h not in targets]
        for things, owned in ((targets, True), (objects, False)):
            for thing in things:
                found = self._of_thing(thing, candidate, owned=owned)
                if found:
                    return found
        return []

    def _of_thing(
        self, thing: int, candidate: Candidate, *, owned: bool, nested: bool = False
    ) -> list[tuple[int, int]]:
        """Return whose a thing is, or whom it is on; of what harms somebody only by whom. Its owner counts where it is `owned`."""
        tokens, clause, kind = self._tokens, self._clause, candidate.row.type
        if tokens.tag[thing][:2] != "NN":
            return []
        harm = tokens.lemma[thing].lower() in self._matcher.triggers.hostile
        if owned and not harm:
            owner = clause.child(thing, "poss")
            heads = clause.conjuncts(owner) if owner is not None and tokens.tag[owner] != "PRP$" else []
            if not heads and kind in _STANDING and not nested:
                heads = [c for c in tokens.children[thing] if c < thing and tokens.entity[c] in _NATIONS]
            heads = self._parties(heads)
            if heads:
                return [(h, thing) for h in heads]
        heads = self._parties(clause.prep_objects(thing, _AUTHOR))
        heads = heads or self._parties([h for verb in self._told_by(thing) for h in clause.agents(verb)])
        if not heads and not clause.passive(candidate.head):
            # "condemned the arrest by the police", hung on the verb, which has a subject of its own
            heads = self._parties(clause.prep_objects(candidate.head, ("by",)))
        if heads or harm:
            return [(h, h) for h in heads]
        counted = self._matcher.wholes(thing)
        if counted:
            # "a number of | the candidates |"
            return [(h, thing) for h in self._parties(counted)]
        aims = _AIMED if kind != "SUPPORT" else _BACKED
        if tokens.lemma[thing].endswith(_DOING):
            # "the containment of the group", "the removal of the king": what is done to them, and may be meant ill.
            aims = tuple(aim for aim in aims if aim != "of")
        things = clause.prep_objects(thing, aims)
        heads = self._parties(things) if kind != _BLAMING else []
        if heads or nested:
            return [(h, h) for h in heads]
        for other in things:
            found = self._of_thing(other, candidate, owned=owned, nested=True)
            if found:
                return found
        return []

    def _own_troops(self, head: int) -> bool:
        # "is willing to withdraw its troops from Mali": they are part of who is willing.
        tokens = self._tokens
        return bool(self._kinds.of(head) & {"troops", "force"}) and any(
            tokens.tag[c] == "PRP$" for c in tokens.children[head]
        )

    def _protested(self, candidate: Candidate) -> list[tuple[int, int]]:
        """Return against whom or what is protested by a deed: "went on hunger strike in | protest | at the ban"."""
        return [
            (h, h)
            for protest in self.in_protest(candidate)
            for h in self._clause.prep_objects(protest, ("at", "against", "over", "with"))
        ]

    def in_protest(self, candidate: Candidate) -> list[int]:
        """Return the noun for protest by which a deed is told as one, which is no other event."""
        return [
            noun
            for preposition in self._matcher.prepositions(candidate)
            if candidate.verbal and self._tokens.lower[preposition] == "in"
            for noun in self._clause.behind(preposition)
            if self._tokens.lemma[noun] == "protest"
        ]

    def _callers(self, candidate: Candidate) -> list[int]:
        # "The strike called by | teachers | was called off": they give way, where nobody else is said to
        if candidate.row.type != "RETREAT" or not self._clause.passive(candidate.head):
            return []
        tokens, clause = self._tokens, self._clause
        return self._parties(
            [
                head
                for thing in clause.subjects(candidate.head)
                if tokens.lemma[thing] in self._matcher.triggers.nouns
                for verb in self._told_by(thing)
                for head in clause.agents(verb)
            ]
        )

    def _told_by(self, thing: int) -> list[int]:
        # "threats made by", "an appeal filed by"
        tokens = self._tokens
        return [c for c in tokens.children[thing] if tokens.dep[c] == "acl" and tokens.tag[c] == "VBN"]

    def _given(self, candidate: Candidate) -> list[int]:
        """Return to whom something is given, or on whom it is laid."""
        own = self._clause.child(candidate.head, "dative")
        if own is not None and self._tokens.tag[own] not in ("IN", "TO"):
            found = self._parties(self._clause.conjuncts(own))
            if found:
                return found
        wanted = _GIVEN.get(candidate.row.type, ())
        tokens = self._tokens
        behind = {
            self._clause.phrase(h)[1] for h in self._matcher.slot("obj", candidate) if h > candidate.head
        }
        for preposition in self._matcher.prepositions(candidate):
            # "on the other side of the street" is where, unless it hangs on what is given or stands right behind it.
            beside = (
                tokens.head[preposition] == candidate.head
                and tokens.lower[preposition] in _WHERE
                and preposition not in behind
            )
            if (
                tokens.lower[preposition] in wanted
                and not beside
                and tokens.tag[preposition + 1 : preposition + 2] != ["VB"]
            ):
                found = self._parties(self._clause.behind(preposition))
                if found:
                    return found
        return []

    def _parties(self, heads: Sequence[int]) -> list[int]:
        # Somebody the article speaks of, and not "everyone".
        return [
            h
            for h in heads
            if self.answers(h) and self.by_token.get(h) is not None and self._tokens.tag[h][:3] != "PRP"
        ]

    def _same_as(self, head: int, sources: Sequence[int]) -> bool:
        """Say whether a head is one of the sources by another word."""
        mention = self.by_token.get(head)
        entities = {m.entity for s in sources if (m := self.by_token.get(s)) is not None and m.entity}
        return mention is not None and mention.entity in entities
