"""What words say about names: peoples, kinds of places, titles, units and times."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from training.lists import rows


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split(";")) for row in rows("name_words.csv")}


@cache
def listed(kind: str) -> frozenset[str]:
    """Return a list of `training/data/name_words.csv`."""
    return _tables()[kind]


@lru_cache(maxsize=1)
def peoples() -> frozenset[str]:
    """Return nationalities, religions and political groups, with their plurals."""
    singular = listed("people")
    return singular | {word + "s" for word in singular if not word.endswith(("s", "h", "ese"))}


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    def whole(kind: str) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(listed(kind)))) + r")\b")

    return whole("facility_word"), whole("area_word")


_FACILITY_OPENING = re.compile(
    r"(Museum|Palace|Church|Cathedral|Hall|Port|House|Temple|Tower|Hospital|Camp|Highway|Route|Interstate) "
)
_AREA_OPENING = frozenset(
    {"Mount", "Mt.", "Mt", "Lake", "Gulf", "Sea", "Strait", "Bay", "Cape", "Isle", "River"}
)


def place_label(text: str) -> str:
    """Tell a place's label by its words: GPE (governed), LOC (nature, areas) or FAC (built).

    A name of which nothing is known is a GPE: towns are what most unknown places are.
    """
    name = re.sub(r"^(the|The)\s+", "", text)
    if name in listed("country"):
        return "GPE"
    if name in listed("area"):
        return "LOC"
    core = re.split(r",|\s\(", name)[0].split()
    if len(core) < 2:
        return "GPE"
    facility, area = _kinds()
    built = facility.search(core[-1]) or core[0] in ("Camp", "Fort") or _FACILITY_OPENING.match(name)
    if built and not (core[0] == "Fort" and len(core) == 2):
        return "FAC"
    if area.search(core[-1]) or core[0] in _AREA_OPENING:
        return "LOC"
    return "GPE"


def organisation_label(text: str) -> str:
    """Tell the label of what annotators call an organisation: governments by their country are GPE, airports and streets FAC."""
    if text in listed("country"):
        return "GPE"
    words = text.split()
    built = len(words) > 1 and (words[-1] in listed("built_word") or words[-2:] == ["Air", "Base"])
    return "FAC" if built else "ORG"


def time_label(words: list[str]) -> str | None:
    """Tell a time expression's label by its words: TIME within a day, DATE beyond; None where neither shows."""
    lower = {word.lower() for word in words}
    if lower & listed("time") or any(re.fullmatch(r"\d{1,2}:\d\d", word) for word in words):
        return "TIME"
    if lower & listed("date") or any(re.fullmatch(r"(1[5-9]|20)\d\d(s|'s)?", word) for word in words):
        return "DATE"
    return None
