"""Whether the one who reports a deed is a party to it, so that the report is a claim."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.attribution import Attribution
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.participants import Filler
from analystkit.extraction.event.roles import RoleReader

_STATE_VOICES = frozenset(
    {
        "president",
        "minister",
        "ministry",
        "army",
        "military",
        "government",
        "premier",
        "chancellor",
        "force",
        "forces",
        "navy",
    }
)
_OWN_GROUP = frozenset({"it", "its", "they", "their", "we", "our"})
_OWN_PERSON = frozenset({"he", "his", "she", "her", "i", "my", "we", "our"})


class PartyReader:
    """Compares speakers and participants of one part."""

    def __init__(self, clause: Clause, kinds: Kinds, roles: RoleReader) -> None:
        self._tokens = clause.tokens
        self._words = clause.words
        self._kinds = kinds
        self._roles = roles

    def same_actor(self, attribution: Attribution, fillers: Sequence[Filler]) -> bool:
        """Say whether the one who reports a deed is among those who did it: by word, pronoun, possessive, entity or country."""
        tokens = self._tokens
        speaker = attribution.head
        if speaker is None:
            return False
        known = self._roles.by_token.get(speaker)
        for filler in fillers:
            if filler.head == speaker or tokens.lower[filler.head] == tokens.lower[speaker]:
                return True
            own = _OWN_GROUP if not self._single_person(speaker) else _OWN_PERSON
            if tokens.lower[filler.head] in own:
                return True
            counted = [
                c
                for of in tokens.children[filler.head]
                if tokens.lower[of] == "of"
                for c in tokens.children[of]
            ]
            for held in (filler.head, *counted):
                # "its fighters", "one of its members"
                if any(tokens.lower[c] in own and tokens.dep[c] == "poss" for c in tokens.children[held]):
                    return True
            if known is not None and filler.mention is not None:
                if known.entity and known.entity == filler.mention.entity:
                    return True
                if known.country and known.country == filler.mention.country:
                    return True
        return False

    def blames_abroad(self, speaker: int, sources: Sequence[Filler]) -> bool:
        """Say whether a state's president, ministry or army reports the deed of another country: a party to it speaks."""
        tokens = self._tokens
        lemma = tokens.lemma[speaker].lower()
        if lemma not in _STATE_VOICES and lemma not in self._words.voice and tokens.entity[speaker] != "GPE":
            return False
        around = self._named_at(speaker)
        if lemma in self._words.voice:
            # "a spokesman for the Thai army", "the army's spokesman"
            whose = [c for c in around if tokens.lemma[c].lower() in _STATE_VOICES]
            whose += [
                c
                for of in tokens.children[speaker]
                if tokens.lower[of] in ("for", "of")
                for c in tokens.children[of]
                if tokens.lemma[c].lower() in _STATE_VOICES
            ]
            if not whose:
                return False
            around += [near for c in whose for near in self._named_at(c)]
        mentions = [self._roles.by_token[t] for t in around if t in self._roles.by_token]
        own = {mention.country for mention in mentions if mention.country}
        foreign = {
            filler.mention.country
            for filler in sources
            if filler.mention is not None and filler.mention.country
        }
        if not own and any(tokens.lemma[near].lower() in self._words.own_force for near in around):
            # "The army said that Thai troops had opened fire": an army does not call its own by their nation.
            return bool(foreign)
        return bool(own and foreign and not own & foreign)

    def _named_at(self, head: int) -> list[int]:
        tokens = self._tokens
        near = (c for c in tokens.children[head] if tokens.dep[c] in ("poss", "amod", "compound", "nmod"))
        return [head, *near]

    def enemies(self, speaker: int, sources: Sequence[Filler]) -> bool:
        """Say whether rebels report a deed of the troops they fight: "the rebels said the army had shelled the town"."""
        fights = self._tokens.lemma[speaker].lower() in self._words.armed
        return fights and any(
            self._tokens.lemma[filler.head].lower() in self._words.troops for filler in sources
        )

    def _single_person(self, head: int) -> bool:
        return self._tokens.lower[head] in ("he", "she", "i") or (
            self._tokens.entity[head] == "PERSON"
            or (
                "human" in self._kinds.of(head)
                and "group" not in self._kinds.of(head)
                and self._tokens.tag[head] == "NN"
            )
        )
