"""Which of the seven types of MUC-4 an event is of, and at which of its three stages."""

from __future__ import annotations

from typing import Any

from analystkit.extraction.event.weapons import weapon_modes
from analystkit.lexicon import Lexicon

BURNING = frozenset({"burn", "torch", "set", "arson", "firebomb", "burn down", "set fire", "arson attack"})
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
# What is only planned or wanted threatens nobody yet.
_PLANNING = frozenset(
    {
        "plan",
        "intend",
        "decide",
        "prepare",
        "hope",
        "propose",
        "schedule",
        "resolve",
        "set",
        "want",
        "consider",
    }
)


def incident_type(reading: Any, tokens: Any) -> str:
    """Return the MUC-4 type of an event, "" where it is of none; that of a threat is its deed's."""
    event, row = reading.event, reading.candidate.row
    if event.event_type == "ASSAULT":
        return _deed(event.lemma, event.mode, event.weapon)
    if event.event_type == "PROTEST" and event.lemma in BURNING:
        # What rioters burn.
        return "ARSON"
    if event.event_type == "THREATEN" and event.type_promised == row.type == "ASSAULT":
        # "will burn vehicles": the deed itself is what is threatened.
        return _deed(event.lemma, row.mode, event.weapon)
    violent = event.type_promised in ("", "ASSAULT") and event.mode in ("", "violence")
    planted = reading.candidate.row.mode == "explosives" and event.type_promised == "ASSAULT"
    if event.lemma in ("warn", "warning") and not event.type_promised and not event.mode:
        # A warning of anything else.
        return ""
    if (
        event.event_type == "THREATEN"
        and violent
        and (
            event.lemma.split()[-1] in _THREATS
            or event.type_promised == "ASSAULT"
            or event.mode == "violence"
        )
    ):
        head = reading.candidate.head
        behind = range(head, min(head + _DEED_REACH, len(tokens)))
        near = (tokens.lemma[i].lower() for i in behind if tokens.sentence[i] == tokens.sentence[head])
        told = next((_DEEDS[lemma] for lemma in near if lemma in _DEEDS), "ATTACK")
        return "BOMBING" if "bomb" in event.lemma or planted else told
    return ""


def _deed(lemma: str, mode: str, weapon: str) -> str:
    if mode == "crowd-control":
        return ""
    if "hijack" in lemma:
        return "HIJACKING"
    if mode == "abduct" or "kidnap" in lemma:
        return "KIDNAPPING"
    arson = lemma in BURNING or lemma.startswith(("burn", "set", "torch"))
    if arson and mode != "explosives":
        return "ARSON"
    if lemma in ("rob", "robbery", "armed robbery", "bank robbery", "loot", "hold up"):
        return "ROBBERY"
    blast = "bomb" in lemma or "dynamite" in lemma or "explo" in lemma or lemma == "blow up"
    if blast or mode in ("explosives", "suicide-attack") or _explosive(weapon):
        return "BOMBING"
    return "ATTACK"


def _explosive(weapon: str) -> bool:
    modes = weapon_modes(Lexicon.default())
    words = weapon.lower().split()
    mode = next((modes[name] for k in range(len(words)) if (name := " ".join(words[k:])) in modes), "")
    return mode in ("explosives", "suicide-attack")


def stage(reading: Any) -> str:
    """Return the MUC-4 stage of an event, "" where it was negated, denied as a whole or is only imagined."""
    label = reading.event.factuality
    if reading.event.event_type == "THREATEN":
        if reading.event.lemma in _PLANNING:
            return ""
        return "THREATENED" if label in ("happened", "threatened", "planned", "ongoing", "alleged") else ""
    if label == "attempted" or (label == "alleged" and reading.judgement.tried):
        return "ATTEMPTED"
    if label in ("happened", "ongoing", "alleged", "unknown"):
        return "ACCOMPLISHED"
    if label == "denied" and not reading.candidate.verbal and reading.event.target_text:
        # "denied any part in the murder of the priests": they were murdered.
        return "ACCOMPLISHED"
    # What is only planned or wanted threatens nobody yet.
    return "THREATENED" if label == "threatened" else ""
