"""From events to the incident templates of MUC-4: types, stages, roles.

The adapter is measuring equipment: it maps our types to the seven of that task, drops what the task's guidelines leave out
(combat between armed sides, acts without a victim, target or place; documents by what is learned on the training part) and joins
the reports of one incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from analystkit.extraction.event.kinds import noun_kinds
from analystkit.extraction.event.words import event_words
from analystkit.lexicon import Lexicon
from benchmarks.incident_relevance import Relevance, Row, document_row
from benchmarks.incident_roles import behind, struck
from benchmarks.incident_types import BURNING, incident_type, stage

Json = dict[str, Any]
_COMBAT = frozenset(
    {
        "clash",
        "fighting",
        "battle",
        "combat",
        "war",
        "skirmish",
        "fight",
        "hostility",
        "violence",
        "confrontation",
        "civil war",
        "offensive",
        "bloodshed",
        "gun battle",
        "exchange",
        "crossfire",
        "repel",
        "defeat",
        "engage",
        "armed conflict",
        "conflict",
        "coup",
        "invasion",
        "intervention",
        "torture",
        "abuse",
        "firefight",
        "gunfire",
        "siege",
        "aggression",
        "invade",
        "genocide",
        "shootout",
        "armed clash",
    }
)
# Modes of deeds that do harm by themselves.
_HARMFUL = ("destroy", "abduct", "explosives", "suicide-attack", "beat", "torture")
_ARMED = frozenset({"force", "fighter", "troops"})


_COUNTED = frozenset("several some many two three recent last latest other more".split())
# Taking ground is combat.
_TAKING = frozenset(
    [
        *"occupy occupation capture recapture retake seize seizure take takeover raid storm".split(),
        "take over",
    ]
)
# "The war has left 70,000 dead" tells of no incident.
_TOLL_OF_A_WAR = 150
_COMBATANTS = frozenset(
    "army military troop soldier patrol garrison barracks battalion brigade guerrilla rebel subversive terrorist insurgent contra trafficker criminal convoy position unit platoon regiment helicopter laboratory drug trooper policeman police column extremist narcotic sandinist fmln people's homeland country dignity freedom honor".split()
)
_CIVIL = frozenset(
    "civilian peasant priest journalist embassy ambassador judge mayor minister worker student leader woman child resident passenger bus home house family candidate senator adviser citizen bank office store union teacher nun doctor lawyer deputy governor president chief director professor farmer jesuit engineer businessman executive reporter technician american foreigner relative".split()
)


def _kind_and_stage(reading: Any, whole: Any, tokens: Any) -> tuple[str, str]:
    """Return type and stage of an event, those of the attack whose result it is where it is one."""
    return incident_type(whole, tokens) or incident_type(reading, tokens), stage(whole) or stage(reading)


def _harmful(reading: Any) -> bool:
    event = reading.event
    hurt = bool(event.killed_min or event.injured_min)
    hurt = hurt or event.lemma.split()[0] in event_words(Lexicon.default()).result
    return hurt or event.mode in _HARMFUL or event.lemma in BURNING


def incidents(reads: Sequence[Any], learned_on: Iterable[Any]) -> list[Json]:
    """Return the incidents of documents; of what tells of one at all, as others that are annotated have it."""
    relevance = Relevance(_row)
    relevance.learn(learned_on)
    return [
        {"doc_id": read.gold["doc_id"], "events": _templates(read) if relevance(read) else []}
        for read in reads
    ]


def _row(read: Any) -> Row:
    kinds = noun_kinds(Lexicon.default())
    return document_row(
        read, kinds, partial(_relevant, read=read, kinds=kinds), partial(_in_passing, read=read)
    )


def _templates(read: Any) -> list[Json]:
    kinds, tokens = noun_kinds(Lexicon.default()), read.part.tokens
    templates: list[Json] = []
    told = [r for r in read.readings if incident_type(r, tokens) and stage(r)]
    # Where none is of the kind that is reported, the document tells of the others.
    reported = [r for r in told if _relevant(r, read, kinds)] or told
    by_id = {r.event.event_id: r for r in read.readings}
    staged = [(r, *_kind_and_stage(r, by_id.get(r.event.part_of, r), tokens)) for r in reported]
    tried = {kind for _, kind, at in staged if at == "ATTEMPTED"}
    for reading, kind, own in staged:
        # "An attempt on his life ... The attack took place on the airport road": one and the same.
        same = own == "ACCOMPLISHED" and kind in tried and not _harmful(reading)
        found = _template(reading, read, kind, "ATTEMPTED" if same else own, kinds)
        for other in templates:
            if _one_incident(found, other):
                for role in ("perpetrators", "organizations", "targets", "victims", "weapons"):
                    other[role] += [x for x in found[role] if x not in other[role]]
                other["date"] = other["date"] or found["date"]
                other["location"] = other["location"] or found["location"]
                other["stage"] = (
                    "ACCOMPLISHED" if "ACCOMPLISHED" in (other["stage"], found["stage"]) else other["stage"]
                )
                break
        else:
            templates.append(found)
    tried = {t["type"] for t in templates if t["stage"] == "ATTEMPTED"}
    # Words such as "the car bomb" beside a bomb that was found in time are that bomb, not another incident.
    slots = ("victims", "targets", "date", "location")
    templates = [
        t
        for t in templates
        if t["stage"] != "ACCOMPLISHED" or t["type"] not in tried or any(t[k] for k in slots)
    ]
    return [{k: v for k, v in t.items() if v} for t in templates]


def _relevant(reading: Any, read: Any, kinds: Any) -> bool:
    tokens, event = read.part.tokens, reading.event
    taking = event.lemma in _TAKING and event.mode != "abduct"
    if event.lemma in _COMBAT or taking or (event.killed_min or 0) >= _TOLL_OF_A_WAR:
        return False
    if event.mode == "aerial" or (event.mode == "heavy-weapons" and "rocket" not in event.weapon.lower()):
        # The task leaves out what armies do to each other, and by the air and the guns only armies fight.
        return False
    dated = event.when.end and read.part.published and event.when.basis != "published"
    if dated and (read.part.published.date() - event.when.end).days > 75:
        # The task leaves out what lies more than two months before the report.
        return False
    if _nobody_in_particular(reading, tokens) and not dated and stage(reading) == "ACCOMPLISHED":
        # The task leaves out what is told in general.
        return False
    if event.lemma in ("death threat", "bomb threat"):
        return True
    if (
        event.event_type == "THREATEN"
        and event.lemma in ("threaten", "threat", "ultimatum")
        and event.source_text
    ):
        return True
    if event.factuality == "attempted" and event.mode == "explosives":
        # A bomb laid or found counts wherever it was.
        return True
    heads = [f.head for f in reading.participants.target]
    words = {
        tokens.lemma[i].lower() for f in reading.participants.target for i in tokens.span(f.start, f.end)
    }
    if not heads and not event.weapon and not (event.killed_min or event.injured_min):
        return (
            bool(event.place_text) and reading.candidate.row.weight >= 0.85 and event.event_type == "ASSAULT"
        )
    if words & _COMBATANTS and not words & _CIVIL:
        return False
    if event.event_type == "THREATEN" and heads:
        return True
    victims = [kinds.get(tokens.lemma[h].lower(), frozenset()) for h in heads]
    # Fighters killed in combat are casualties of war, no incident.
    if words & _CIVIL:
        return True
    return not victims or not all(v & _ARMED and "official" not in v for v in victims)


def _nobody_in_particular(reading: Any, tokens: Any) -> bool:
    """Say whether a deed is told as what goes on, or as done to some kind of people or things: "murdered priests and workers"."""
    event, heads = reading.event, [f.head for f in reading.participants.target]
    if event.killed_min or event.injured_min:
        return False
    return event.factuality == "ongoing" or (bool(heads) and all(_some_kind(head, tokens) for head in heads))


def _some_kind(head: int, tokens: Any) -> bool:
    plural = tokens.tag[head] == "NNS" or tokens.lower[head] in ("people", "population")
    return plural and not any(
        c < head
        and (
            tokens.tag[c] in ("DT", "PRP$", "CD", "NNP")
            or tokens.dep[c] == "poss"
            or tokens.lower[c] in _COUNTED
        )
        for c in tokens.children[head]
    )


def _in_passing(reading: Any, read: Any) -> bool:
    """Say whether a text of few acts of violence mentions one in passing: with hardly a date, place, weapon, toll or name, and late."""
    event, tags = reading.event, read.part.tokens.tag
    at = read.part.sentence_at(event.start)
    # "Police reported today that ...": the day of the report is a date the text gives, though not the event's.
    dated = any(not d.range.empty and read.part.sentence_at(d.start) == at for d in read.dates)
    stated = (
        (event.when.basis != "published" or dated)
        + bool(event.place_text)
        + bool(event.weapon)
        + (event.killed_min is not None)
        + any(
            tags[i] in ("NNP", "NNPS")
            for f in reading.participants.target
            for i in read.part.tokens.span(f.start, f.end)
        )
    )
    # Two signs for what was done, one for what was only tried or threatened: chosen on the training part.
    return stated + (at < 3) < (2 if stage(reading) == "ACCOMPLISHED" else 1)


def _template(reading: Any, read: Any, kind: str, at: str, kinds: Any) -> Json:
    event, when = reading.event, reading.event.when
    victims, targets = struck(reading.participants.target, read, kinds)
    perpetrators, organizations = behind(reading.participants.source, read, kinds)
    return {
        "type": kind, "stage": at,
        "victims": victims, "targets": targets, "perpetrators": perpetrators, "organizations": organizations,
        "weapons": [event.weapon] if event.weapon else [],
        "date": [when.start.isoformat(), when.end.isoformat()] if when.start and when.end and when.basis != "published" else None,
        "location": ", ".join(x for x in (event.place_text, event.place) if x),
    }  # fmt: skip


def _one_incident(found: Json, other: Json) -> bool:
    # A threat is an incident of its own beside the attack it follows or foretells, and so is what was done elsewhere or another day.
    if found["type"] != other["type"] or found["stage"] != other["stage"]:
        return False
    here, there = found["location"], other["location"]
    if here and there and here.split(", ")[-1] != there.split(", ")[-1]:
        return False
    day, other_day = found["date"], other["date"]
    return not (day and other_day and (day[1] < other_day[0] or other_day[1] < day[0]))
