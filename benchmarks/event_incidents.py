"""From events to the incident templates of MUC-4 (types, stages, roles), and truecasing for its upper-case texts.

The adapter is measuring equipment: it maps our types to the seven of that task, drops what the task's guidelines leave out
(combat between armed sides, acts without a victim, target or place) and joins the reports of one incident.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from analystkit.extraction.event.kinds import noun_kinds
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.lexicon import Lexicon

Json = dict[str, Any]
_WORD = re.compile(r"[A-Za-z]+")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BURNING = frozenset({"burn", "torch", "set", "arson", "firebomb", "burn down", "set fire", "arson attack"})
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
        "siege",
        "aggression",
        "invade",
        "genocide",
        "shootout",
        "armed clash",
    }
)
_THREATS = frozenset(
    {
        "threaten",
        "threat",
        "vow",
        "swear",
        "warn",
        "plan",
        "plot",
        "kill",
        "murder",
        "assassinate",
        "attack",
        "execute",
        "bomb",
        "kidnap",
        "promise",
        "ultimatum",
    }
)
# What is threatened, by a word of the deed; any other violence is an ATTACK.
_DEEDS = {
    **dict.fromkeys(("bomb", "bombing", "blow", "explode", "dynamite", "detonate"), "BOMBING"),
    **dict.fromkeys(("burn", "torch"), "ARSON"),
    **dict.fromkeys(("kidnap", "kidnapping", "abduct", "hostage"), "KIDNAPPING"),
    "hijack": "HIJACKING",
}
_DEED_REACH = 7
_ARMED = frozenset({"force", "fighter", "troops"})


_COMBATANTS = frozenset(
    "army military troop soldier patrol garrison barracks battalion brigade guerrilla rebel subversive terrorist insurgent contra trafficker criminal convoy position unit platoon regiment helicopter laboratory drug trooper policeman police column extremist narcotic sandinist fmln people's homeland country dignity freedom honor".split()
)
_CIVIL = frozenset(
    "civilian peasant priest journalist embassy ambassador judge mayor minister worker student leader woman child resident passenger bus home house family candidate senator adviser citizen bank office store union teacher nun doctor lawyer deputy governor president chief director professor farmer jesuit".split()
)


def truecaser(words: Iterable[str], lexicon: Lexicon) -> Any:
    """Return a function that gives an upper-case text its case back, offsets kept.

    A word is lower case if the given words know it so; names of countries, demonyms, months and days get a capital, as do
    sentence beginnings and words nobody knows.
    """
    small = {word for word in words if word.islower()}
    small |= {f"{word}s" for word in small}
    named = set(_DAYS)
    for row in lexicon.table("countries"):
        for cell in (row["name"], row["aliases"], row["demonyms"], row["capital"]):
            named.update(
                part.lower() for name in cell.split("|") for part in name.split() if part[:1].isupper()
            )
    named -= {"the", "of", "and", "united", "states", "republic", "islamic", "democratic", "people's"} & small
    named |= {"united states"}

    def restore(text: str) -> str:
        if sum(c.islower() for c in text) > sum(c.isupper() for c in text) / 4:
            return text
        out = list(text)
        for match in _WORD.finditer(text):
            word = match.group().lower()
            begins = _begins(text, match.start())
            month = word in _MONTHS and (
                word not in ("may", "march", "mar")
                or text[max(0, match.start() - 3) : match.start()].strip().isdigit()
            )
            capital = begins or month or word in named or word not in small
            shown = word.capitalize() if capital else word
            if _bracketed(text, match.start(), match.end()):
                shown = match.group()
            out[match.start() : match.end()] = shown
        return "".join(out)

    return restore


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \n\"'")
    return not before or before[-1:] in ".?!" or text[max(0, start - 2) : start] == "\n\n"


def _bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")")


@cache
def _restore() -> Any:
    """Learn the case of words from the treebank beside the repository, and from our own lexicon."""
    lexicon = Lexicon.default()
    seen: Counter[str] = Counter()
    file = Path(__file__).resolve().parents[1] / ".." / "shared" / "treebanks" / "ewt" / "ewt-train.conllu"
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 2 and cells[0] != "1":
                seen[cells[1]] += 1
    words = {word for word, n in seen.items() if word.islower() and n >= 0.3 * seen[word.capitalize()]}
    triggers = compile_triggers(lexicon)
    words |= {*triggers.verbs, *triggers.nouns, *triggers.forms}
    words |= {noun for noun in noun_kinds(lexicon) if noun.islower()}
    return truecaser(words, lexicon)


def truecase(text: str) -> str:
    """Give a text in capitals its case back; see `truecaser`."""
    return str(_restore()(text))


def incident_type(reading: Any, tokens: Any) -> str:
    """Return the MUC-4 type of an event, "" where it is of none; that of a threat is its deed's."""
    event, row = reading.event, reading.candidate.row
    if event.event_type == "ASSAULT":
        return _deed(event.lemma, event.mode)
    if event.event_type == "THREATEN" and event.type_promised == row.type == "ASSAULT":
        # "will burn vehicles": the deed itself is what is threatened.
        return _deed(event.lemma, row.mode)
    violent = event.type_promised in ("", "ASSAULT") and event.mode in ("", "violence")
    planted = reading.candidate.row.mode == "explosives" and event.type_promised == "ASSAULT"
    if event.event_type == "THREATEN" and violent and (event.lemma.split()[-1] in _THREATS or planted):
        head = reading.candidate.head
        behind = range(head, min(head + _DEED_REACH, len(tokens)))
        near = (tokens.lemma[i].lower() for i in behind if tokens.sentence[i] == tokens.sentence[head])
        told = next((_DEEDS[lemma] for lemma in near if lemma in _DEEDS), "ATTACK")
        return "BOMBING" if "bomb" in event.lemma or planted else told
    return ""


def _deed(lemma: str, mode: str) -> str:
    if "hijack" in lemma:
        return "HIJACKING"
    if mode == "abduct":
        return "KIDNAPPING"
    if lemma in _BURNING or lemma.startswith(("burn", "set", "torch")):
        return "ARSON"
    if lemma in ("rob", "robbery", "armed robbery", "bank robbery", "loot"):
        return "ROBBERY"
    if mode in ("explosives", "suicide-attack") or "bomb" in lemma or "dynamite" in lemma or "explo" in lemma:
        return "BOMBING"
    return "ATTACK"


def stage(reading: Any) -> str:
    """Return the MUC-4 stage of an event, "" where it was denied, negated or is only imagined."""
    label = reading.event.factuality
    if reading.event.event_type == "THREATEN":
        return "THREATENED" if label in ("happened", "threatened", "planned", "ongoing", "alleged") else ""
    if label == "attempted" or (label == "alleged" and reading.judgement.tried):
        return "ATTEMPTED"
    if label in ("happened", "ongoing", "alleged", "unknown"):
        return "ACCOMPLISHED"
    if label in ("threatened", "planned"):
        return "THREATENED"
    return ""


def incidents(read: Any) -> Json:
    """Return the incidents of one document."""
    kinds, tokens = noun_kinds(Lexicon.default()), read.part.tokens
    templates: list[Json] = []
    reported = [
        r for r in read.readings if incident_type(r, tokens) and stage(r) and _relevant(r, read, kinds)
    ]
    if len(reported) == 1 and _in_passing(reported[0], read):
        reported = []
    for reading in reported:
        kind, at = incident_type(reading, tokens), stage(reading)
        found = _template(reading, read, kind, at, kinds)
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
    told = ("victims", "targets", "date", "location")
    templates = [
        t
        for t in templates
        if t["stage"] != "ACCOMPLISHED" or t["type"] not in tried or any(t[k] for k in told)
    ]
    return {"doc_id": read.gold["doc_id"], "events": [{k: v for k, v in t.items() if v} for t in templates]}


def _relevant(reading: Any, read: Any, kinds: Any) -> bool:
    tokens, event = read.part.tokens, reading.event
    if event.lemma in _COMBAT:
        return False
    dated = event.when.end and read.part.published and event.when.basis != "published"
    if dated and (read.part.published.date() - event.when.end).days > 75:
        # The task leaves out what lies more than two months before the report.
        return False
    if event.lemma in ("death threat", "bomb threat"):
        return True
    if event.event_type == "THREATEN" and event.lemma in ("threaten", "threat") and event.source_text:
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
    victims = [kinds.get(tokens.lemma[h].lower(), frozenset()) for h in heads]
    # Fighters killed in combat are casualties of war, no incident.
    return not victims or not all(v & _ARMED and "official" not in v for v in victims)


def _in_passing(reading: Any, read: Any) -> bool:
    """Say whether a text mentions its only act of violence in passing: with hardly a date, place, weapon or toll, and late."""
    event = reading.event
    at = read.part.sentence_at(event.start)
    # "Police reported today that ...": the day of the report is a date the text gives, though not the event's.
    dated = any(not d.range.empty and read.part.sentence_at(d.start) == at for d in read.dates)
    stated = (
        (event.when.basis != "published" or dated)
        + bool(event.place_text)
        + bool(event.weapon)
        + (event.killed_min is not None)
    )
    # Two signs for what was done, one for what was only tried or threatened: chosen on the training part.
    return stated + (at < 3) < (2 if stage(reading) == "ACCOMPLISHED" else 1)


def _template(reading: Any, read: Any, kind: str, at: str, kinds: Any) -> Json:
    tokens, event = read.part.tokens, reading.event
    victims, targets = [], []
    for filler in reading.participants.target:
        if filler.mention:
            known = _mention_kinds(filler.mention)
        else:
            known = kinds.get(tokens.lemma[filler.head].lower(), frozenset())
        person = "human" in known or (not known and tokens.tag[filler.head] == "NNP")
        (victims if person else targets).append(_called(filler, read))
    perpetrators, organizations = [], []
    for filler in reading.participants.source:
        label = filler.mention.label if filler.mention else ""
        (organizations if label in ("ORG", "NORP") else perpetrators).append(_called(filler, read))
    when = event.when
    return {
        "type": kind, "stage": at,
        "victims": _told(victims), "targets": _told(targets), "perpetrators": _told(perpetrators), "organizations": _told(organizations),
        "weapons": [event.weapon] if event.weapon else [],
        "date": [when.start.isoformat(), when.end.isoformat()] if when.start and when.end and when.basis != "published" else None,
        "location": ", ".join(x for x in (event.place_text, event.place) if x),
    }  # fmt: skip


def _called(filler: Any, read: Any) -> str:
    """Return the words of a participant; those of a pronoun are what it refers to, as in the frame, "" where nobody knows."""
    text, tokens = read.part.text, read.part.tokens
    if tokens.tag[filler.head] not in ("PRP", "PRP$", "WP", "WDT", "DT"):
        return str(text[filler.start : filler.end])
    entity = filler.mention.entity if filler.mention else ""
    named = (m for m in read.mentions if m.entity == entity and m.kind != "pronoun")
    return next((m.text for m in named if entity), "")


def _told(words: list[str]) -> list[str]:
    return [word for word in words if word]


def _mention_kinds(mention: Any) -> frozenset[str]:
    return frozenset({"human"}) if mention.label in ("PERSON", "NORP", "ORG") else frozenset({"place"})


def _one_incident(found: Json, other: Json) -> bool:
    # A threat is an incident of its own beside the attack it follows or foretells.
    return bool(found["type"] == other["type"] and found["stage"] == other["stage"])
