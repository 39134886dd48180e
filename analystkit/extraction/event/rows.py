"""An event as a row: the words of its trigger, its participants, its weight."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.certainty import certainty
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.commitments import Typed
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.confidence import confidence
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.participants import Filler, Participants, written
from analystkit.extraction.event.roles import RoleReader
from analystkit.extraction.event.slots import REACH
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon
from analystkit.model.ids import stable_id
from analystkit.model.rows import Event

# Prepositions behind which a noun tells what an empty verb is about.
_BEHIND_EMPTY = frozenset({"on", "in"})
_BEHIND_BE = _BEHIND_EMPTY | {"under", "behind", "at"}
_LONGEST_TRIGGER = 45


class RowWriter:
    """Writes the rows of one part."""

    def __init__(
        self, clause: Clause, kinds: Kinds, matcher: Matcher, roles: RoleReader, lexicon: Lexicon
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._kinds = kinds
        self._matcher = matcher
        self._roles = roles
        self._words = event_words(lexicon)

    def write(
        self, candidate: Candidate, participants: Participants, typed: Typed, judgement: Judgement
    ) -> Event:
        """Return the row of an event, without its setting and attribution."""
        part, tokens = self._clause.part, self._tokens
        words = sorted({*candidate.words, *self._carrying(candidate)})
        start, end = tokens.start[words[0]], tokens.end[words[-1]]
        if end - start > _LONGEST_TRIGGER:
            start, end = tokens.start[candidate.head], tokens.end[candidate.head]
        return Event(
            event_id=stable_id("e", part.article_id, part.part, start, end, typed.type),
            article_id=part.article_id,
            part=part.part,
            start=start,
            end=end,
            trigger=part.text[start:end],
            lemma=" ".join(candidate.row.words),
            sentence_id=part.sentence_id_at(start),
            event_type=typed.type,
            mode=typed.mode,
            type_promised=typed.promised,
            source_mentions=_ids(participants.source),
            source_text=written(self._clause, participants.source),
            target_mentions=_ids(participants.target),
            target_text=written(self._clause, participants.target),
            factuality=typed.label,
            outcome=judgement.outcome,
            factuality_score=round(certainty(self._clause, candidate.head, judgement), 2),
            confidence=confidence(candidate, participants, judgement),
            method=f"{candidate.row.name}/{participants.pattern}{self._another(candidate)}",
        )

    def _another(self, candidate: Candidate) -> str:
        """Return the mark of a noun that tells of another deed than was told before: "a similar attack", not "it was the second attack"."""
        tokens, noun = self._tokens, candidate.head
        if candidate.verbal or tokens.dep[noun] == "attr":
            return ""
        told = any(tokens.lower[c] in self._words.another for c in tokens.children[noun] if c < noun)
        return "+another" if told else ""

    def _carrying(self, candidate: Candidate) -> list[int]:
        """Return the words that make one trigger with a candidate's: "held talks", "carried out an attack"."""
        if candidate.verbal:
            empty = candidate.row.words[0] in self._words.empty
            telling = _BEHIND_BE if candidate.row.words == ("be",) else _BEHIND_EMPTY
            asked = [
                c
                for c in candidate.row.conditions
                # "are on strike", "is under house arrest", "went on hunger strike": the verb alone tells nothing.
                if (c.slot == "obj" or (empty and c.slot in telling)) and c.test in "=:" and c.wanted
            ]
            if not asked and not empty:
                return []
            # What a row names tells more than what it asks a kind of: "putting people in | jail |".
            asked.sort(key=lambda condition: condition.test == ":")
            slots = dict.fromkeys([c.slot for c in asked])
            heads = [h for slot in slots for h in self._matcher.slot(slot, candidate)]
            # "imposed rounds of | sanctions |"
            heads = [
                h
                for head in heads
                for h in (self._matcher.wholes(head) or [head])
                if self._tokens.tag[h] in ("NN", "NNS")
            ]
            if empty:
                # "was on extremely high | alert |"
                heads += self._asked_for(candidate)
            return [
                h
                for h in heads
                # "imposed sanctions", and "sanctions were imposed"
                if (h > candidate.head or self._clause.passive(candidate.head))
                and (empty or not self._kinds.of(h) & self._words.thing_kind)
                # "| were taken into custody |", not "three suspects were"
                and (h > candidate.head or "human" not in self._kinds.of(h))
            ][:1]
        carrier = self._roles.carrier(candidate)
        if carrier is None or carrier[1] != "source" or carrier[0] > candidate.head:
            return []
        return [carrier[0]]

    def _asked_for(self, candidate: Candidate) -> list[int]:
        """Return the noun behind a verb that its row waits for: "gave him a suspended | sentence |"."""
        tokens, behind = self._tokens, candidate.words[-1] + 1
        asked = [c.values for c in candidate.row.conditions if c.slot == "word" and c.wanted]
        reach = range(behind, min(behind + REACH, self._clause.bounds(candidate.head)[1]))
        return [
            i
            for i in reach
            if tokens.tag[i] in ("NN", "NNS") and any(tokens.lemma[i] in values for values in asked)
        ][:1]


def _ids(fillers: Sequence[Filler]) -> list[str]:
    ids = [filler.mention.mention_id for filler in fillers if filler.mention is not None]
    return list(dict.fromkeys(ids)) if len(ids) > 1 else ids
