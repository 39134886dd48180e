"""Closed vocabularies of the frames: the values a category column may hold."""

from __future__ import annotations

# The 16 root types of PLOVER (draft 0.8, Open Event Data Alliance, CC BY-SA 4.0), in order of quad class.
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
QUAD_CLASSES = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation", "COOPERATE": "material cooperation", "AID": "material cooperation",
    "RETREAT": "material cooperation", "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict", "THREATEN": "verbal conflict", "PROTEST": "material conflict",
    "SANCTION": "material conflict", "MOBILIZE": "material conflict", "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}  # fmt: skip
FACTUALITY = (
    "happened", "ongoing", "planned", "threatened", "attempted", "alleged", "denied", "negated", "hypothetical", "unknown",
)  # fmt: skip
OUTCOMES = ("succeeded", "foiled", "failed", "intercepted")
STATUSES = ("auto", "confirmed", "edited", "rejected")
QUOTE_KINDS = ("direct", "indirect", "mixed")
MENTION_KINDS = ("name", "nominal", "pronoun")
PLACE_PRECISIONS = ("site", "city", "region", "country")
ACTOR_KINDS = (
    "person", "government", "military", "police", "armed group", "party", "court", "legislature", "intergovernmental", "ngo", "company",
    "media", "population", "organisation", "unnamed",
)  # fmt: skip
SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
)  # fmt: skip
