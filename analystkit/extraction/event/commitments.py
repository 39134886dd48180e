"""What becomes of a deed that is promised, threatened, demanded or refused (decision 1 of the ontology)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analystkit.extraction.event.attribution import Attribution
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.linking import PROMISED, REQUEST_MODES, THREAT_MODES
from analystkit.extraction.event.participants import Filler, Participants
from analystkit.extraction.event.parties import PartyReader
from analystkit.extraction.event.roles import RoleReader
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon

# Types whose announcement ("will meet") or refusal ("will not meet") is an event of another type.
_FORESEEN = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE", "ASSAULT", "COERCE")

# Those that an imperative asks for.
_ASKED = ("CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE")

# Those that are so where they are to come unless something is done.
_THREATENED = ("SANCTION", "MOBILIZE")
# Who a speaker asks nothing of: "we must stand together".
_OURS = frozenset({"we", "us", "i", "me"})


@dataclass(slots=True)
class Typed:
    """Type, mode, the type of a promised deed ("" where none is) and the label of one event."""

    type: str
    mode: str
    promised: str
    label: str


class CommitmentReader:
    """Types the events of one part."""

    def __init__(self, clause: Clause, roles: RoleReader, parties: PartyReader, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._roles = roles
        self._parties = parties
        self._words = event_words(lexicon)

    def retyped(
        self,
        candidate: Candidate,
        inner: Sequence[Candidate],
        participants: Participants,
        judgement: Judgement,
    ) -> Typed:
        """Return type, mode and label of a deed after what it promises, demands or refuses; takes over the participants of `inner`."""
        row = candidate.row
        event_type, mode, promised = row.type, row.mode, ""
        label = judgement.label
        if inner:
            core = inner[0].row.type
            if row.complement in PROMISED:
                promised, event_type = core, PROMISED[row.complement].get(core, event_type)
                if event_type == "THREATEN" and self._hoped(candidate, inner[0]):
                    # "hoped the pause in fighting would last": no threat of it.
                    event_type = "AGREE"
                elif event_type == "THREATEN" and self._ended(candidate, inner[0]):
                    # "promised to end the violence"
                    promised, event_type = "", "AGREE"
                if promised == event_type and row.complement == "announce":
                    promised, mode = "", inner[0].row.mode
                    if core == "PROTEST" and label == "happened":
                        # "announced a week-long strike"
                        label = "planned"
            elif row.complement == "absorb" and event_type in ("REQUEST", "REJECT"):
                mode = mode or REQUEST_MODES.get(core, "change")
            if event_type == "THREATEN" and not mode:
                mode = THREAT_MODES.get(core, "")
            if promised and event_type not in ("THREATEN", row.type):
                mode = ""
            self._inherit(participants, inner[0], event_type)
        ahead_of = bool(participants.source) or (event_type == "ASSAULT" and candidate.verbal)
        if judgement.future == "is to" and self._of_things(participants):
            # "The answer is to deport them": an opinion.
            ahead_of, label = False, "hypothetical" if label == "planned" else label
        foreseen = event_type in _FORESEEN or (
            event_type in _THREATENED and candidate.verbal and self._ultimatum(candidate.head)
        )
        if not promised and judgement.future and ahead_of and foreseen:
            if label == "negated" and (
                row.type == "ASSAULT" or not (candidate.verbal and participants.source)
            ):
                # A bomb that "will not explode", rebels that "will not attack" refuse nothing.
                pass
            elif label == "negated":
                # "will not withdraw" is a refusal.
                event_type, mode, label = "REJECT", REQUEST_MODES.get(event_type, "change"), "happened"
            elif label in ("planned", "hypothetical") and (
                label == "planned"
                or (judgement.future == "would" and {"if", "whether"}.isdisjoint(judgement.signs))
            ):
                promised, event_type = event_type, PROMISED["promise"][event_type]
                mode = THREAT_MODES.get(promised, "") if event_type == "THREATEN" else ""
                label = "planned"
        if (
            judgement.outcome == "failed"
            and event_type in ("SUPPORT", "AGREE")
            and label in ("attempted", "negated")
        ):
            event_type, label = "REJECT", "happened"
        if event_type == "THREATEN" and promised == "ASSAULT" and label == "attempted":
            # "uncovered a plan to destroy the plant": a plot is an attempt at the deed.
            event_type, mode, promised = promised, inner[0].row.mode if inner else row.mode, ""
        return Typed(event_type, mode, promised, label)

    def _ultimatum(self, verb: int) -> bool:
        return self._clause.unmet(verb) or self._clause.otherwise(verb) is not None

    def _hoped(self, candidate: Candidate, core: Candidate) -> bool:
        return not core.verbal and self._tokens.lemma[candidate.head] in self._words.hoping

    def _ended(self, candidate: Candidate, core: Candidate) -> bool:
        """Say whether what is promised is that a deed should not be: a verb of ending stands between the two."""
        tokens, node = self._tokens, core.head
        before = min(core.words) - 1
        if before > 0 and tokens.lower[before] in self._words.ending and tokens.lower[before - 1] == "to":
            # "agreed to | halt fighting |", the verb read as a noun in front of another
            return True
        for _ in range(6):
            node = tokens.head[node]
            if node == candidate.head or tokens.head[node] == node:
                return False
            if tokens.lemma[node] in self._words.ending and self._clause.is_verb(node):
                return True
        return False

    def settle(
        self,
        typed: Typed,
        candidate: Candidate,
        participants: Participants,
        judgement: Judgement,
        attribution: Attribution,
    ) -> None:
        """Correct a typed event by who reports it: a warner's own threat, a demand made by the speaker."""
        row, event_type, mode, promised, label = (
            candidate.row,
            typed.type,
            typed.mode,
            typed.promised,
            typed.label,
        )
        ahead = promised or (
            row.complement == "consent"
            and (
                self._clause.child(candidate.head, "xcomp") is not None
                # "promised fourteen tanks"
                or row.words[0] in self._words.speaking
            )
        )
        if ahead and label == "happened" and (event_type in ("AGREE", "CONCEDE") or event_type == promised):
            label = "planned"
        if event_type == "THREATEN" and label in ("happened", "ongoing", "planned") and mode != "arrest":
            # Also where no deed is named: "threatened him". A warrant is out, whatever comes of it.
            label = "threatened"
        if (
            label == "threatened"
            and not promised
            and attribution.cue in self._words.warning
            and attribution.head is not None
        ):
            # "warned that it would shell the port" is a threat; "warned that the rebels could" is none of the rebels'.
            if self._parties.same_actor(attribution, participants.source):
                promised, event_type = event_type, PROMISED["promise"].get(event_type, event_type)
                mode = THREAT_MODES.get(promised, mode)
            elif self._words.maybe & set(judgement.signs):
                label = "hypothetical"
        if (
            event_type == "ASSAULT"
            and label == "planned"
            and not candidate.verbal
            and self._clause.otherwise(self._tokens.head[candidate.head]) == candidate.head
        ):
            # "The port must be shut or the attacks will go on, the rebels said"
            promised, event_type, mode, label = event_type, "THREATEN", THREAT_MODES[event_type], "threatened"
            participants.source = participants.source or self._speaker(attribution)
        if label == "hypothetical" and "!" in judgement.signs and event_type in _ASKED and attribution.text:
            # "'Release the nuns,' the bishop said"
            event_type, mode, label = "REQUEST", REQUEST_MODES.get(event_type, "change"), "happened"
            participants.source = self._speaker(attribution)
        concerned = participants.source or participants.target
        if label == "hypothetical" and judgement.duty and attribution.text and concerned:
            # "The ministry said the rebels must disarm": a demand, and the ministry's.
            quoted = attribution.head is None
            ours = any(self._tokens.lower[f.head] in _OURS for f in concerned)
            speaker = [] if quoted and (ours or not candidate.verbal) else self._speaker(attribution)
            if speaker and not self._parties.same_actor(attribution, concerned):
                event_type, mode, label = "REQUEST", REQUEST_MODES.get(event_type, "change"), "happened"
                participants.source, participants.target = speaker, concerned
        typed.type, typed.mode, typed.promised, typed.label = event_type, mode, promised, label

    def _speaker(self, attribution: Attribution) -> list[Filler]:
        head = attribution.head if attribution.head is not None else attribution.speaker
        return [] if head is None else self._roles.fillers([head])

    def _inherit(self, participants: Participants, core: Candidate, event_type: str) -> None:
        # "called on Iran to free them": Iran. "agreed to send aid to Chad": Chad, who is in the complement.
        heads = {filler.head for filler in participants.target}
        if heads and core.head not in heads and not heads & set(core.words):
            return
        below = self._roles.read(core)
        own = {filler.head for filler in participants.source}
        if not below.target and not core.verbal and core.row.type == "ASSAULT":
            # "were planning an attack on the capital", the preposition hung on the planning.
            above = self._tokens.head[core.head]
            below.target = self._roles.fillers(self._clause.prep_objects(above, ("on", "against")))
        participants.target = [
            f for f in below.target if f.head not in own and self._tokens.tag[f.head] != "PRP$"
        ]
        asked = [f for f in below.source if f.head not in own]
        if event_type == "REQUEST" and core.verbal and asked:
            # "demanded that the army stop the shelling": of the army.
            participants.target = asked
        if not participants.target and event_type in ("REQUEST", "THREATEN", "REJECT"):
            # "announced that they would resume the raids": they are those who threaten.
            own_words = ("PRP$", "PRP") if event_type == "THREATEN" else ("PRP$",)
            participants.target = [f for f in asked if self._tokens.tag[f.head] not in own_words]

    def _of_things(self, participants: Participants) -> bool:
        heads = [f.head for f in participants.source]
        return bool(heads) and all(
            self._tokens.lower[h] in ("it", "this", "that") or not self._roles.answers(h) for h in heads
        )
