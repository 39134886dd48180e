"""Events of one part: from triggers to typed rows with roles, factuality, attribution, time, place, tolls and weapon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analystkit.extraction.event.attribution import AttributionReader
from analystkit.extraction.event.claims import ClaimReader
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.commitments import CommitmentReader
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.effects import SURE, effects
from analystkit.extraction.event.factuality import FactualityReader
from analystkit.extraction.event.forms import read_as_past
from analystkit.extraction.event.general import GeneralReader
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.event.left_behind import leave_to_nobody
from analystkit.extraction.event.linking import absorbed, aiming_verb, of_arrest, result_of, used_objects
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.outcomes import OutcomeReader
from analystkit.extraction.event.parties import PartyReader
from analystkit.extraction.event.protest_calls import only_calls
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.event.retold import RetoldReader
from analystkit.extraction.event.roles import RoleReader
from analystkit.extraction.event.rows import RowWriter
from analystkit.extraction.event.setting import SettingReader
from analystkit.extraction.event.tolls import TollKeeper
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.event.victims_behind import hang_victims
from analystkit.extraction.event.weapons import WeaponReader
from analystkit.extraction.event.words import event_words
from analystkit.extraction.part import ArticlePart
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Event, Mention, PlaceMention, Quote, TimeExpression

# Kinds of things that an attack hits; it may also "hit exports".
_HIT = frozenset(
    {"human", "group", "place", "building", "vehicle", "property", "force", "troops", "military_hw"}
)
# A noun trusted less tells of no support where nobody gives or gets it.
_DOUBTFUL = 0.5
# Types that a promise leaves as they are.
_AS_IT_IS = ("PROTEST",)


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
        ``verb:shoot_down/passive``; behind it ``+another`` marks a noun for another deed than was told before ("a similar attack"),
        ``+day`` one whose date is surely its own ("Monday's attack").
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
    read_as_past(part, lexicon)
    kinds = Kinds(part.tokens, noun_kinds(lexicon))
    triggers = compile_triggers(lexicon)
    hang_victims(part, kinds, triggers, event_words(lexicon).lawmen)
    clause = Clause(part, kinds, lexicon)
    clause.transitive, clause.pasts = triggers.transitive, triggers.pasts
    matcher = Matcher(clause, kinds, triggers)
    candidates = matcher.candidates()
    if not candidates:
        return []
    return _Reader(clause, kinds, matcher, mentions, dates, places, quotes, lexicon).read(candidates)


def _of_nobody(reading: Reading) -> bool:
    # "a base of support in the suburbs": a state of affairs, of which nothing is said but that it is
    event, candidate = reading.event, reading.candidate
    told = event.source_text or event.target_text or candidate.verbal
    return not told and event.event_type == "SUPPORT" and candidate.row.weight < _DOUBTFUL


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
        parties = PartyReader(clause, kinds, self._roles)
        self._commitments = CommitmentReader(clause, self._roles, parties, lexicon)
        self._claims = ClaimReader(clause, parties, lexicon)
        self._rows = RowWriter(clause, kinds, matcher, self._roles, lexicon)
        self._setting = SettingReader(clause, dates, places, lexicon)
        self._weapons = WeaponReader(clause, lexicon)
        self._outcomes = OutcomeReader(clause, lexicon)
        self._general = GeneralReader(clause)
        self._retold = RetoldReader(clause, compile_triggers(lexicon).assault_nouns, lexicon)
        self._words = event_words(lexicon)
        self._effects = effects(lexicon)
        # The verb that aims an attack told by a noun.
        self._aims: dict[int, int] = {}

    def read(self, candidates: list[Candidate]) -> list[Reading]:
        by_head = {candidate.head: candidate for candidate in candidates}
        gone: set[int] = set()
        inner: dict[int, list[Candidate]] = {}
        self._aims.clear()
        for candidate in candidates:
            aim = aiming_verb(candidate, self._clause, self._words.aiming)
            if aim is not None and self._aimed_at(aim):
                gone.add(aim)
                self._aims[candidate.head] = aim
            for other in used_objects(candidate, by_head, self._matcher, self._clause, self._words):
                gone.add(candidate.head if only_calls(candidate, other, self._clause) else other.head)
            if candidate.row.type == "PROTEST":
                gone.update(by_head.keys() & self._roles.in_protest(candidate))
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
                        if not part.verbal
                        or not self._clause.finite(part.head)
                        or (part.row.type == "RETREAT" and not self._clause.told_before(part.head))
                    ]
                elif candidate.row.complement == "promise":
                    # "decides what crime was committed": what has been done is nothing to promise.
                    parts = [part for part in parts if not part.verbal or not self._clause.done(part.head)]
                if not parts and candidate.row.needs_event:
                    plain = self._matcher.without_event(candidate)
                    if plain is None:
                        gone.add(candidate.head)
                    else:
                        by_head[candidate.head] = plain
                    continue
                if parts and candidate.row.type == "REJECT" and self._foiled(candidate, parts[0]):
                    # "an attempt to blow up the pipeline was thwarted": an attack that failed, and no refusal
                    gone.add(candidate.head)
                    continue
                if parts and candidate.row.complement == "promise" and parts[0].row.type in _AS_IT_IS:
                    # "plan to stop work": the strike is planned, and the plan no event beside it.
                    gone.add(candidate.head)
                    continue
                inner[candidate.head] = parts
                gone.update(part.head for part in parts if part.head != candidate.head)
        gone.update(
            candidate.head
            for candidate in candidates
            if self._general.habit(candidate) or self._general.of_one_mind(candidate)
        )
        kept = [by_head[candidate.head] for candidate in candidates if candidate.head not in gone]
        kept = [
            replace(one, row=replace(one.row, type="COERCE", mode="arrest"))
            if of_arrest(one, by_head, self._clause, self._words)
            else one
            for one in kept
        ]
        readings = [self._read_one(candidate, inner.get(candidate.head, [])) for candidate in kept]
        readings = self._without_bare_warnings(readings)
        readings = [reading for reading in readings if not _of_nobody(reading)]
        self._outcomes.settle(readings)
        self._link(readings, kept)
        leave_to_nobody(readings, self._tokens)
        self._tolls.give(readings)
        self._retold.settle(readings)
        return readings

    def _foiled(self, candidate: Candidate, part: Candidate) -> bool:
        effect = self._effects.get(("verb", candidate.row.words[0]))
        return effect is not None and effect.outcome == "foiled" and part.row.type == "ASSAULT"

    def _aimed_at(self, verb: int) -> list[int]:
        heads = self._clause.objects(verb)
        return [h for h in heads if self._kinds.of(h) & _HIT or self._tokens.tag[h] == "NNP"]

    def _without_bare_warnings(self, readings: list[Reading]) -> list[Reading]:
        # "warned that it would shell the port": one threat, told by what is threatened.
        told = {
            governor.index
            for reading in readings
            if reading.event.event_type == "THREATEN" and reading.event.type_promised
            for governor in chain(self._clause, reading.candidate.head)
        }
        # "announced that they would return, and would shell the port", the second half hung on the announcing.
        told |= {
            self._tokens.head[reading.candidate.head]
            for reading in readings
            if reading.judgement.future == "would" and self._tokens.dep[reading.candidate.head] == "conj"
        }
        return [
            reading
            for reading in readings
            if reading.candidate.head not in told
            or reading.event.event_type != "THREATEN"
            or reading.event.target_text
        ]

    # -- one event --------------------------------------------------------------------------------------------

    def _read_one(self, candidate: Candidate, inner: list[Candidate]) -> Reading:
        row = candidate.row
        participants = self._roles.read(candidate)
        if candidate.head in self._aims and not participants.target:
            participants.target = self._roles.fillers(self._aimed_at(self._aims[candidate.head]))
        judgement = self._factuality.judge(
            candidate.head, candidate.verbal, row.base, row.outcome, row.undone
        )
        if judgement.label in SURE and self._setting.scheduled(candidate):
            judgement = replace(judgement, label="planned", signs=(*judgement.signs, "ahead"), future="is to")
        typed = self._commitments.retyped(candidate, inner, participants, judgement)
        if (
            typed.type == "ASSAULT"
            and typed.label == "happened"
            and self._general.told(candidate, participants)
        ):
            typed.label = "ongoing"
        attribution = self._attribution.read(candidate.head, participants.source)
        typed.label = self._claims.weighed(typed.label, candidate, attribution, participants)
        self._commitments.settle(typed, candidate, participants, judgement, attribution)
        weapon, weapon_mode = "", ""
        if row.type == "ASSAULT":
            objects = self._matcher.slot("obj", candidate) if candidate.verbal else []
            weapon, weapon_mode = self._weapons.read(candidate, objects, objects if row.outcome else ())
        if typed.type == "ASSAULT" and not typed.mode:
            typed.mode = weapon_mode
        event = self._rows.write(candidate, participants, typed, judgement)
        event.weapon = weapon
        event.attribution_mention, event.attribution_text, event.attribution_cue = (
            attribution.mention, attribution.text, attribution.cue,
        )  # fmt: skip
        self._setting.place(event, candidate, participants)
        return Reading(event, candidate, participants, judgement)

    # -- between events ---------------------------------------------------------------------------------------

    def _link(self, readings: list[Reading], kept: Sequence[Candidate]) -> None:
        by_head = {reading.candidate.head: reading for reading in readings}
        together: dict[int, list[Candidate]] = {}
        for candidate in kept:
            together.setdefault(self._tokens.sentence[candidate.head], []).append(candidate)
        for reading in readings:
            around = together[self._tokens.sentence[reading.candidate.head]]
            whole = result_of(reading.candidate, around, self._clause, self._words)
            if whole is None or whole.head not in by_head:
                continue
            other = by_head[whole.head].event
            reading.event.part_of = other.event_id
            self._setting.share(reading, by_head[whole.head])
            if reading.event.factuality in ("happened", "ongoing") and other.factuality in (
                "happened",
                "ongoing",
                "alleged",
            ):
                if not other.target_mentions and not other.target_text:
                    # "was killed in a drone strike", "an explosion that killed nine": whom it struck.
                    other.target_mentions, other.target_text = (
                        reading.event.target_mentions,
                        reading.event.target_text,
                    )
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
