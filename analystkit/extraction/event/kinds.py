"""What sort of thing a noun names: a human, a force, a place, a weapon, an agreement ... as conditions in the lexicon ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analystkit.extraction.part import Tokens
from analystkit.lexicon import Lexicon

_BY_LABEL = {
    "PERSON": frozenset({"human", "official", "person"}),
    "NORP": frozenset({"human", "group", "state", "force"}),
    "ORG": frozenset({"human", "group", "organisation", "building"}),
    "GPE": frozenset({"place", "state", "group", "property"}),
    "LOC": frozenset({"place", "property"}),
    "FAC": frozenset({"place", "building", "property"}),
    "MONEY": frozenset({"aid", "money"}),
    "EVENT": frozenset({"talks"}),
    "LAW": frozenset({"law", "agreement"}),
    "WEAPON": frozenset({"weapon"}),
}
_NOTHING: frozenset[str] = frozenset()
_IMPLIED = {
    "human": ("person_group", "person_org"),
    "group": ("human", "person_group", "person_org", "state"),
    "state": ("person_group", "person_org", "fighter_state", "official_state"),
    "official": ("official_state", "state"),
    "fighter": ("fighter_state",),
    "force": (),
    "building": ("property",),
    "vehicle": ("property",),
    "place": ("property",),
    "weapon": ("property",),
    "property_extra": ("property",),
    "aircraft": ("property",),
}
# Endings of nouns that name people by what they do or where they are from.
_HUMAN_ENDINGS = (
    "man",
    "men",
    "woman",
    "women",
    "person",
    "people",
    "ist",
    "eer",
    "ian",
    "ster",
    "crat",
    "holder",
    "leader",
    "maker",
    "worker",
    "fighter",
    "goer",
    "keeper",
)
_NOT_HUMAN = frozenset(
    {
        "list",
        "fist",
        "mist",
        "twist",
        "wrist",
        "gist",
        "beer",
        "career",
        "regimen",
        "specimen",
        "oyster",
        "cluster",
        "roster",
        "poster",
        "disaster",
        "foster",
        "sister",
    }
)


_CLOCKS = frozenset({"local", "standard", "summer", "mean", "universal"})


@lru_cache(maxsize=8)
def noun_kinds(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Compile table ``noun_kinds`` into lemma -> kinds, with the wider kinds each implies.

    Nouns of persons in table ``role_nouns`` are human where ``noun_kinds`` says nothing else of them.
    """
    found: dict[str, set[str]] = {}
    for row in lexicon.table("noun_kinds"):
        found.setdefault(row["noun"], set()).add(row["kind"])
    for row in lexicon.table("role_nouns"):
        if row["referent"] == "person":
            kinds = found.setdefault(row["noun"], set())
            if "thing" not in kinds:
                kinds.add("human")
    return {noun: widen(kinds) for noun, kinds in found.items()}


def widen(kinds: set[str] | frozenset[str]) -> frozenset[str]:
    """Add the kinds that others imply: a group acts like a human, a building can be burnt."""
    wide = set(kinds)
    for kind in kinds:
        wide.update(_IMPLIED.get(kind, ()))
    if "human" in wide:
        wide.update(_IMPLIED["human"])
    if "state" in wide:
        wide.update(_IMPLIED["state"])
    return frozenset(wide)


_LABEL_KINDS = {label: widen(kinds) for label, kinds in _BY_LABEL.items()}
_BARE = frozenset({"bare-name"})
_HUMAN = widen({"human"})
_UNKNOWN_NAME = _HUMAN | {"place", "property", "unknown-name"}


class Kinds:
    """The kinds of the nouns of one part."""

    def __init__(self, tokens: Tokens, nouns: Mapping[str, frozenset[str]]) -> None:
        self._tokens = tokens
        self._nouns = nouns
        self._known: dict[int, frozenset[str]] = {}

    def of(self, index: int) -> frozenset[str]:
        """Return the kinds of a nominal head; empty where nothing is known of it."""
        kinds = self._known.get(index)
        if kinds is None:
            kinds = self._known[index] = self._find(index)
        return kinds

    def _find(self, index: int) -> frozenset[str]:
        tokens = self._tokens
        lower, lemma, tag = tokens.lower[index], tokens.lemma[index].lower(), tokens.tag[index]
        kinds = (
            self._nouns.get(lemma)
            or self._nouns.get(lower)
            or self._nouns.get(lower.removesuffix("s"))
            or _NOTHING
        )
        counted = lower == "each" or (
            lower == "more" and tokens.lower[index + 1 : index + 2] not in (["than"], ["to"])
        )
        if counted and index and tokens.tag[index - 1] == "CD":
            # "sent away four each", "expelled sixty more"
            return _HUMAN
        label = tokens.entity[index]
        if tag == "NNP" and any(tokens.lower[c] == "flagged" for c in tokens.children[index]):
            # "the Norland-flagged Aurelia"
            return self._nouns.get("ship", _NOTHING)
        if lower == "time" and index and tokens.lower[index - 1] in _CLOCKS:
            # "at 0300 local time"
            return frozenset({"time"})
        if label in ("DATE", "TIME") and "human" not in kinds:
            return frozenset({"time"})
        if tag == "CD" and lower[0] == "0" and len(lower) == 4 and lower.isdigit():
            # "At 0600 this morning"
            return frozenset({"time"})
        if tag == "CD":
            # "killed 12", "three of them": a bare number stands for people where one is killed.
            return kinds | _HUMAN
        if label in ("CARDINAL", "QUANTITY"):
            return kinds
        named = tag in ("NNP", "NNPS")
        if named and label:
            kinds = kinds | _LABEL_KINDS.get(label, _NOTHING)
            if label == "PERSON" and self._bare(index):
                kinds = kinds | _BARE
        elif label in ("PERSON", "NORP", "ORG", "GPE", "FAC", "LOC") and not kinds:
            kinds = _LABEL_KINDS[label]
        if kinds:
            return kinds
        if named:
            return _UNKNOWN_NAME | _BARE if self._bare(index) else _UNKNOWN_NAME
        if lemma in _NOT_HUMAN:
            return kinds
        told = lemma.endswith(_HUMAN_ENDINGS) or (lower not in _NOT_HUMAN and lower.endswith(_HUMAN_ENDINGS))
        return _HUMAN if told else kinds

    def _bare(self, index: int) -> bool:
        # "seized | Toretsk |", which soldiers do with towns; not "seized the younger Guzman"
        return self._tokens.dep[index] == "dobj" and not self._tokens.children[index]
