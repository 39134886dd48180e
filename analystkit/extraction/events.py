"""Events of one part: from triggers to typed rows with roles, factuality, attribution, time, place, tolls and weapon."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.anniversaries import Anniversary, find_anniversaries
from analystkit.extraction.event.attribution import Attribution, AttributionReader
from analystkit.extraction.event.certainty import certainty
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.factuality import FactualityReader
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.event.linking import (
    PROMISED,
    REQUEST_MODES,
    THREAT_MODES,
    absorbed,
    result_of,
    used_objects,
)
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.parties import PartyReader
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.event.roles import Filler, Participants, RoleReader
from analystkit.extraction.event.slots import Candidate
from analystkit.extraction.event.tolls import TollKeeper
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.weapons import WeaponReader
from analystkit.extraction.event.when_where import WhenWhereReader, is_background
from analystkit.extraction.part import ArticlePart
from analystkit.lexicon import Lexicon
from analystkit.model.ids import stable_id
from analystkit.model.rows import Event, Mention, PlaceMention, Quote, TimeExpression

# Types whose report by the one who did it is a claim: what a party to a conflict says of its own deeds.
_CLAIMABLE = ("ASSAULT",)
# For how many sentences a date carries on, and types that are told in a present of their own.
_CARRIED_ON = 2
_SPOKEN = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE")
_LONGEST_TRIGGER = 45
# Objects that take part in an event and are no word for it.
_THINGS = frozenset(
    {
        "human",
        "place",
        "building",
        "vehicle",
        "weapon",
        "military_hw",
        "troops",
        "goods",
        "property",
        "aid",
        "official",
    }
)
_NEUTRAL_SPEAKERS = frozenset(
    {
        "police",
        "officer",
        "medic",
        "doctor",
        "hospital",
        "witness",
        "resident",
        "prosecutor",
        "court",
        "judge",
        "reporter",
        "rescuer",
    }
)
# Types that a promise leaves as they are.
_AS_IT_IS = ("PROTEST",)
_MAYBE = frozenset({"could", "may", "might", "can"})
_WARNING = frozenset({"warn", "caution"})
# Types whose announcement ("will meet") or refusal ("will not meet") is an event of another type.
_FORESEEN = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE", "ASSAULT", "COERCE")


def extract_events(
    part: ArticlePart,
    mentions: list[Mention],
    dates: list[TimeExpression],
    places: list[PlaceMention],
    quotes: list[Quote],
    lexicon: Lexicon,
) -> list[Event]:
    """Extract the events of one part of an article.

    Parameters
    ----------
    part : ArticlePart
        The title or the text, parsed.
    mentions, dates, places, quotes : list
        What the other extractors found in the same part; roles and attributions refer to mentions by id.
    lexicon : Lexicon
        The tables ``triggers``, ``noun_kinds``, ``light_verbs``, ``factuality``, ``weapons``, ``casualty_words``,
        ``number_words`` and ``cues`` are read.

    Returns
    -------
    list of Event
        In text order. An event that is the result of another in its sentence names it in `part_of`, and only the
        whole carries the toll. `method` is the lexicon row and the pattern that filled the roles, e.g.
        ``verb:shoot_down/passive``.
    """
    return [reading.event for reading in read_events(part, mentions, dates, places, quotes, lexicon)]


def read_events(
    part: ArticlePart,
    mentions: Sequence[Mention],
    dates: Sequence[TimeExpression],
    places: Sequence[PlaceMention],
    quotes: Sequence[Quote],
    lexicon: Lexicon,
) -> list[Reading]:
    """Extract as `extract_events` does and keep the participants' spans and the signs of factuality."""
    if not part.sentences:
        return []
    kinds = Kinds(part.tokens, noun_kinds(lexicon))
    clause = Clause(part, kinds)
    triggers = compile_triggers(lexicon)
    clause.transitive, clause.pasts = triggers.transitive, triggers.pasts
    matcher = Matcher(clause, kinds, triggers)
    candidates = matcher.candidates()
    if not candidates:
        return []
    return _Reader(clause, kinds, matcher, mentions, dates, places, quotes, lexicon).read(candidates)


# Characters behind "anniversary of" within which a noun still belongs to what is marked.
_ANNIVERSARY_REACH = 160


class _Reader:
    """The steps that turn the candidates of one part into rows."""

    def __init__(
        self,
        clause: Clause,
        kinds: Kinds,
        matcher: Matcher,
        mentions: Sequence[Mention],
        dates: Sequence[TimeExpression],
        places: Sequence[PlaceMention],
        quotes: Sequence[Quote],
        lexicon: Lexicon,
    ) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._kinds = kinds
        self._matcher = matcher
        self._roles = RoleReader(clause, kinds, matcher, mentions, lexicon)
        self._factuality = FactualityReader(clause, lexicon)
        self._attribution = AttributionReader(clause, self._roles, quotes, lexicon)
        self._tolls = TollKeeper(clause, kinds, lexicon)
        self._parties = PartyReader(clause, kinds, self._roles)
        self._weapons = WeaponReader(clause, lexicon)
        self._when_where = WhenWhereReader(clause, dates, places)
        self._anniversaries = [a for a in find_anniversaries(clause.part, dates, lexicon) if a.of is not None]
        # The sentence and expression of the last event that had a date of its own.
        self._dated: tuple[int, TimeExpression | None] = (-9, None)

    def read(self, candidates: list[Candidate]) -> list[Reading]:
        by_head = {candidate.head: candidate for candidate in candidates}
        gone: set[int] = set()
        inner: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            for other in used_objects(candidate, by_head, self._matcher, self._clause):
                gone.add(other.head)
            if candidate.verbal and candidate.row.outcome:
                # "drones targeting the base were shot down": the attack and its interception are one.
                gone.update(self._matcher.sent(candidate) & by_head.keys())
        for candidate in candidates:
            if candidate.row.complement and candidate.head not in gone:
                parts = absorbed(candidate, by_head, self._matcher, self._clause)
                if candidate.row.complement == "announce":
                    # "announced that they were leaving": a clause of its own, which its own tense decides.
                    parts = [
                        part
                        for part in parts
                        if not part.verbal or part.row.type == "RETREAT" or not self._finite(part.head)
                    ]
                if not parts and candidate.row.needs_event:
                    plain = self._matcher.without_event(candidate)
                    if plain is None:
                        gone.add(candidate.head)
                    else:
                        by_head[candidate.head] = plain
                    continue
                if parts and candidate.row.complement == "promise" and parts[0].row.type in _AS_IT_IS:
                    # "plan to stop work": the strike is planned, and the plan no event beside it.
                    gone.add(candidate.head)
                    continue
                inner[candidate.head] = parts
                gone.update(part.head for part in parts if part.head != candidate.head)
        kept = [by_head[candidate.head] for candidate in candidates if candidate.head not in gone]
        readings = [self._read_one(candidate, inner.get(candidate.head, [])) for candidate in kept]
        readings = self._without_bare_warnings(readings)
        self._link(readings, kept)
        self._tolls.give(readings)
        return readings

    def _without_bare_warnings(self, readings: list[Reading]) -> list[Reading]:
        # "warned that it would shell the port": one threat, told by what is threatened.
        told = {
            governor.index
            for reading in readings
            if reading.event.event_type == "THREATEN" and reading.event.type_promised
            for governor in chain(self._clause, reading.candidate.head)
        }
        return [
            reading
            for reading in readings
            if reading.candidate.head not in told
            or reading.event.event_type != "THREATEN"
            or reading.event.type_promised
            or reading.event.target_text
        ]

    def _of_things(self, participants: Participants) -> bool:
        heads = [f.head for f in participants.source]
        return bool(heads) and all(
            self._tokens.lower[h] in ("it", "this", "that") or not self._roles.answers(h) for h in heads
        )

    def _finite(self, index: int) -> bool:
        return self._tokens.tag[index] in ("VBD", "VBZ", "VBP") or any(
            self._tokens.dep[c] in ("aux", "auxpass") and self._tokens.lower[c] != "to"
            for c in self._tokens.children[index]
        )

    # -- one event --------------------------------------------------------------------------------------------

    def _read_one(self, candidate: Candidate, inner: list[Candidate]) -> Reading:
        row = candidate.row
        participants = self._roles.read(candidate)
        judgement = self._factuality.judge(candidate.head, candidate.verbal, row.base, row.outcome)
        event_type, mode, promised = row.type, row.mode, ""
        label = judgement.label
        if inner:
            core = inner[0].row.type
            if row.complement in PROMISED:
                promised, event_type = core, PROMISED[row.complement].get(core, event_type)
                if promised == event_type and row.complement == "announce":
                    promised, mode = "", inner[0].row.mode
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
        if not promised and judgement.future and ahead_of and event_type in _FORESEEN:
            if label == "negated" and not candidate.verbal:
                pass
            elif label == "negated":
                # "will not withdraw" is a refusal.
                event_type, mode, label = "REJECT", REQUEST_MODES.get(event_type, "change"), "happened"
            elif label in ("planned", "hypothetical") and (label == "planned" or judgement.future == "would"):
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
        attribution = self._attribution.read(candidate.head, participants.source)
        label = self._weighed(label, candidate, attribution, participants)
        ahead = promised or (
            row.complement == "consent" and self._clause.child(candidate.head, "xcomp") is not None
        )
        if ahead and label == "happened" and (event_type in ("AGREE", "CONCEDE") or event_type == promised):
            label = "planned"
        if event_type == "THREATEN" and label in ("happened", "planned") and promised:
            label = "threatened"
        if (
            label == "threatened"
            and not promised
            and attribution.cue in _WARNING
            and attribution.head is not None
        ):
            # "warned that it would shell the port" is a threat; "warned that the rebels could" is none of the rebels'.
            if self._parties.same_actor(attribution, participants.source):
                promised, event_type = event_type, PROMISED["promise"].get(event_type, event_type)
                mode = THREAT_MODES.get(promised, mode)
            elif _MAYBE & set(judgement.signs):
                label = "hypothetical"
        if label == "hypothetical" and judgement.duty and attribution.text and participants.source:
            # "The ministry said the rebels must disarm": a demand, and the ministry's.
            speaker = self._roles.fillers([attribution.head]) if attribution.head is not None else []
            if speaker and not self._parties.same_actor(attribution, participants.source):
                event_type, mode, label = "REQUEST", REQUEST_MODES.get(event_type, "change"), "happened"
                participants.source, participants.target = speaker, participants.source
        stopped = self._matcher.slot("obj", candidate) if row.outcome and candidate.verbal else ()
        weapon, weapon_mode = self._weapons.read(candidate, stopped) if row.type == "ASSAULT" else ("", "")
        if event_type == "ASSAULT" and not mode:
            mode = weapon_mode
        event = self._row(candidate, participants, event_type, mode, promised, label, judgement)
        event.weapon = weapon
        event.attribution_mention, event.attribution_text, event.attribution_cue = (
            attribution.mention, attribution.text, attribution.cue,
        )  # fmt: skip
        self._place_in_time(event, candidate, participants)
        return Reading(event, candidate, participants, judgement)

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
            participants.target = [f for f in asked if self._tokens.tag[f.head] != "PRP$"]

    def _contradicts(self, head: int) -> bool:
        # "said the strike had been not in Lyon but in Lille": one version against another.
        tokens = self._tokens
        _, last = self._clause.bounds(head)
        near = tokens.lower[head : min(head + 8, last)]
        return any(
            word == "not" and tokens.tag[head + k + 1] == "IN" and "but" in tokens.lower[head + k : last]
            for k, word in enumerate(near[:-1])
        )

    def _weighed(
        self, label: str, candidate: Candidate, attribution: Attribution, participants: Participants
    ) -> str:
        """Return the label after the report: a doubtful cue, or a party speaking of its own deed, makes it a claim."""
        if label not in ("happened", "ongoing", "unknown") or not (attribution.text or attribution.cue):
            return label
        kind, head = candidate.row.type, candidate.head
        own_words = (
            kind in _SPOKEN and participants.source and attribution.text == self._written(participants.source)
        )
        if attribution.kind == "denial" and own_words:
            # "denied the raid and accused the rebels of it": the accusation is no part of what is denied.
            return label
        if attribution.kind == "denial":
            return "unknown" if attribution.withheld or label == "unknown" else "denied"
        if kind in ("ASSAULT", "COERCE", "MOBILIZE") and (attribution.doubtful or self._contradicts(head)):
            return "alleged"
        if kind in _CLAIMABLE and attribution.head is not None:
            speaker = attribution.head
            if self._tokens.lemma[speaker] in _NEUTRAL_SPEAKERS:
                return label
            if self._parties.same_actor(attribution, participants.source) or self._parties.blames_abroad(
                speaker, participants.source
            ):
                return "alleged"
        return label

    def _row(
        self, candidate: Candidate, participants: Participants, event_type: str, mode: str, promised: str, label: str, judgement: Judgement
    ) -> Event:  # fmt: skip
        part, tokens = self._clause.part, self._tokens
        words = sorted({*candidate.words, *self._carrying(candidate)})
        start, end = tokens.start[words[0]], tokens.end[words[-1]]
        if end - start > _LONGEST_TRIGGER:
            start, end = tokens.start[candidate.head], tokens.end[candidate.head]
        return Event(
            event_id=stable_id("e", part.article_id, part.part, start, end, event_type),
            article_id=part.article_id,
            part=part.part,
            start=start,
            end=end,
            trigger=part.text[start:end],
            lemma=" ".join(candidate.row.words),
            sentence_id=part.sentence_id_at(start),
            event_type=event_type,
            mode=mode,
            type_promised=promised,
            source_mentions=_ids(participants.source),
            source_text=self._written(participants.source),
            target_mentions=_ids(participants.target),
            target_text=self._written(participants.target),
            factuality=label,
            outcome=judgement.outcome,
            factuality_score=round(certainty(self._clause, candidate.head, judgement), 2),
            confidence=self._confidence(candidate, participants, judgement),
            method=f"{candidate.row.name}/{participants.pattern}",
        )

    def _carrying(self, candidate: Candidate) -> list[int]:
        """Return the words that make one trigger with a candidate's: "held talks", "carried out an attack"."""
        if candidate.verbal:
            slots = {
                c.slot for c in candidate.row.conditions if c.test in "=:" and c.wanted and c.slot == "obj"
            }
            heads = [
                h
                for slot in slots
                for h in self._matcher.slot(slot, candidate)
                if self._tokens.tag[h] in ("NN", "NNS")
            ]
            return [h for h in heads if h > candidate.head and not self._kinds.of(h) & _THINGS][:1]
        carrier = self._roles.carrier(candidate)
        if carrier is None or carrier[1] != "source" or carrier[0] > candidate.head:
            return []
        return [carrier[0]]

    def _written(self, fillers: Sequence[Filler]) -> str:
        text = self._clause.part.text
        return "; ".join(dict.fromkeys(text[f.start : f.end] for f in fillers))

    def _confidence(self, candidate: Candidate, participants: Participants, judgement: Judgement) -> float:
        # A row's own weight, moved by what was found; benchmarks/event_confidence.py holds it against pairs coded by hand.
        score = candidate.row.weight
        score += 0.05 if participants.source else -0.1
        score += 0.05 if participants.target else -0.05
        score -= 0.1 if not candidate.verbal else 0.0
        score -= 0.03 * len(judgement.signs)
        return round(min(max(score, 0.05), 0.97), 3)

    def _place_in_time(self, event: Event, candidate: Candidate, participants: Participants) -> None:
        sentence = self._tokens.sentence[candidate.head]
        when, expression = self._when_where.when(candidate, self._running_date(candidate, event, sentence))
        if (
            expression is not None
            and event.factuality in ("happened", "ongoing")
            and event.event_type not in ("AGREE", "THREATEN")
        ):
            self._dated = (sentence, expression)
        event.when = when
        event.date_text = expression.text if expression is not None else ""
        event.background = is_background(self._clause, candidate.head, when, None, expression)
        marked = None if candidate.verbal else self._marked_by_anniversary(event)
        if marked is not None:
            # "the second anniversary of the killing": the day named is the anniversary's, the killing is older.
            event.when, event.background = marked.original, True
            event.date_text = self._clause.part.text[marked.start : marked.end]
        taken = [f.head for f in (*participants.source, *participants.target)]
        place = self._when_where.where(candidate, taken)
        if place is not None:
            event.place_text, event.place, event.country = place.text, place.place, place.country
            event.latitude, event.longitude, event.place_precision = (
                place.latitude,
                place.longitude,
                place.place_precision,
            )

    def _marked_by_anniversary(self, event: Event) -> Anniversary | None:
        """Return the anniversary whose "of" an event stands behind in one sentence, None where there is none."""
        part = self._clause.part
        for one in self._anniversaries:
            near = one.of is not None and 0 <= event.start - one.of <= _ANNIVERSARY_REACH
            if (
                near
                and not one.original.empty
                and part.sentence_at(one.start) == part.sentence_at(event.start)
            ):
                return one
        return None

    def _running_date(self, candidate: Candidate, event: Event, sentence: int) -> TimeExpression | None:
        """Return the date of the event told just before, where a story goes on in the simple past without a date of its own."""
        at, expression = self._dated
        if (
            expression is None
            or sentence - at > _CARRIED_ON
            or event.factuality not in ("happened", "attempted")
        ):
            return None
        again = not candidate.verbal and any(
            self._tokens.lower[c] in ("that", "this", "same") for c in self._tokens.children[candidate.head]
        )
        if again and sentence - at == 1:
            # "That attack killed 40": the one told just before.
            return expression
        if not candidate.verbal or self._tokens.tag[candidate.head] not in ("VBD", "VBN", "VBG"):
            return None
        if event.event_type in _SPOKEN or expression.type != "DATE" or expression.range.precision != "day":
            return None
        aux = {
            self._tokens.lower[c]
            for c in self._tokens.children[candidate.head]
            if self._tokens.dep[c] in ("aux", "auxpass")
        }
        return None if aux & {"has", "have", "is", "are", "'ve", "'s"} else expression

    # -- between events ---------------------------------------------------------------------------------------

    def _link(self, readings: list[Reading], kept: Sequence[Candidate]) -> None:
        by_head = {reading.candidate.head: reading for reading in readings}
        together: dict[int, list[Candidate]] = {}
        for candidate in kept:
            together.setdefault(self._tokens.sentence[candidate.head], []).append(candidate)
        for reading in readings:
            around = together[self._tokens.sentence[reading.candidate.head]]
            whole = result_of(reading.candidate, around, self._clause)
            if whole is None or whole.head not in by_head:
                continue
            other = by_head[whole.head].event
            reading.event.part_of = other.event_id
            if reading.event.factuality in ("happened", "ongoing") and other.factuality in (
                "happened",
                "ongoing",
                "alleged",
            ):
                if not other.source_mentions and not other.source_text:
                    other.source_mentions, other.source_text = (
                        reading.event.source_mentions,
                        reading.event.source_text,
                    )
                elif not reading.event.source_text:
                    reading.event.source_mentions, reading.event.source_text = (
                        other.source_mentions,
                        other.source_text,
                    )


def _ids(fillers: Sequence[Filler]) -> list[str]:
    return list(dict.fromkeys(f.mention.mention_id for f in fillers if f.mention is not None))
