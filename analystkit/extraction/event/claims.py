"""What a report makes of an event: a doubtful cue, or a party speaking of its own deed, makes it a claim."""

from __future__ import annotations

from analystkit.extraction.event.attribution import Attribution
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.coordination import finite_above
from analystkit.extraction.event.effects import BESIDE
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.linking import SPOKEN
from analystkit.extraction.event.participants import Participants, written
from analystkit.extraction.event.parties import PartyReader
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon

# Types whose report by the one who did it is a claim: what a party to a conflict says of its own deeds.
_CLAIMABLE = ("ASSAULT",)


class ClaimReader:
    """Weighs the reports of one part."""

    def __init__(self, clause: Clause, parties: PartyReader, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._parties = parties
        self._words = event_words(lexicon)

    def weighed(
        self, label: str, candidate: Candidate, attribution: Attribution, participants: Participants
    ) -> str:
        """Return the label after the report: a doubtful cue, or a party speaking of its own deed, makes it a claim."""
        if label not in ("happened", "ongoing", "unknown") or not (attribution.text or attribution.cue):
            return label
        kind, head = candidate.row.type, candidate.head
        own_words = (
            kind in SPOKEN
            and participants.source
            and attribution.text == written(self._clause, participants.source)
        )
        if attribution.kind == "denial" and own_words:
            # "denied the raid and accused the rebels of it": the accusation is no part of what is denied.
            return label
        if attribution.kind == "denial" and self._admitted(head):
            # "denied it, though she admitted having met them"
            return label
        if attribution.kind == "denial" and self._beside(head):
            return label
        if (
            attribution.kind == "denial"
            and not candidate.verbal
            and self._tokens.lemma[head] in self._words.uttered
        ):
            # "refused to comply with a demand": it was made.
            return label
        if attribution.kind == "denial":
            return "unknown" if attribution.withheld or label == "unknown" else "denied"
        if kind in ("ASSAULT", "COERCE", "MOBILIZE") and (attribution.doubtful or self._contradicts(head)):
            return "alleged"
        speaker = attribution.head if attribution.head is not None else attribution.speaker
        if kind in _CLAIMABLE and speaker is not None:
            if self._tokens.lemma[speaker] in self._words.neutral:
                return label
            if (
                self._tokens.lemma[speaker].lower() in self._words.partisan
                or self._parties.same_actor(attribution, participants.source)
                or self._parties.blames_abroad(speaker, participants.source)
                or self._parties.enemies(speaker, participants.source)
            ):
                return "alleged"
        return label

    def _beside(self, head: int) -> bool:
        """Say whether a deed is told beside what is denied: "contradicted two officers who were acquitted", "ruled out talks while the strike lasted"."""
        tokens = self._tokens
        if finite_above(self._clause, head) is not None:
            return True
        for governor in chain(self._clause, head):
            if governor.link == "relcl" or (governor.link == "pobj" and governor.preposition in BESIDE):
                return True
            if governor.link == "advcl" and any(
                tokens.dep[c] in ("mark", "advmod") and tokens.lower[c] in self._words.meanwhile
                for c in tokens.children[governor.below]
            ):
                return True
        return False

    def _admitted(self, head: int) -> bool:
        return any(
            self._tokens.lemma[governor.index] in self._words.admitting
            for governor in chain(self._clause, head)[:3]
        )

    def _contradicts(self, head: int) -> bool:
        # "said the strike had been not in Lyon but in Lille": one version against another.
        tokens = self._tokens
        _, last = self._clause.bounds(head)
        near = tokens.lower[head : min(head + 8, last)]
        return any(
            word == "not" and tokens.tag[head + k + 1] == "IN" and "but" in tokens.lower[head + k : last]
            for k, word in enumerate(near[:-1])
        )
