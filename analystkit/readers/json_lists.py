"""Which list in an answer is that of the articles: found by what its records state, never taken where it could be another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from analystkit.lexicon.tables import read_table
from analystkit.readers.draft import Fault
from analystkit.readers.fields import assign, normal
from analystkit.readers.nested import flat, too_long

_DEPTH = 5
_SAMPLE = 50
_SHOWN = 4
NO_TEXT, TEXT, ARTICLES = range(3)
"""How much a list looks like articles: its records state fields, a text too, and a title or the list's name with it."""


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of objects within an answer; `path` is the dotted name of where it lies."""

    path: str
    records: list[Any]
    likeness: int

    @property
    def plain(self) -> bool:
        """Whether it lies where anybody would look for it."""
        return "." not in self.path and named(self.path)

    def __str__(self) -> str:
        return f"'{self.path[:60]}' ({len(self.records)} record{'s' * (len(self.records) != 1)})"


def states_text(record: Mapping[Any, Any]) -> bool:
    """Say whether a flat record has a text, or a place for one: a list of objects there is what an answer calls its content."""
    return text_at(record) is not None


def text_at(record: Mapping[Any, Any]) -> str | None:
    """Return the name under which a flat record has its text, or its place for one."""
    names = list(record)
    at = assign(names).get("text")
    if at is None or _objects(record[names[at]]):
        return None
    return str(names[at])


def lists_in(value: Mapping[Any, Any]) -> tuple[list[RecordList], list[str]]:
    """Return the lists of records in an object, none of those within records, and the paths of empty lists named as such."""
    found: list[RecordList] = []
    empty: list[str] = []
    level: list[tuple[str, Mapping[Any, Any]]] = [("", value)]
    for _ in range(_DEPTH):
        below: list[tuple[str, Mapping[Any, Any]]] = []
        for prefix, inner in level:
            for key, held in inner.items():
                path = f"{prefix}{key}"
                if too_long(path):
                    continue
                if isinstance(held, Mapping):
                    below.append((f"{path}.", held))
                elif isinstance(held, list):
                    likeness = _likeness(path, held)
                    if likeness is not None:
                        found.append(RecordList(path, held, likeness))
                    elif not held and named(path):
                        empty.append(path)
        level = below
    return found, empty


def chosen(value: Mapping[Any, Any], lists: list[RecordList]) -> RecordList | Fault | None:
    """Choose the list of articles in an object that has no text itself.

    Returns
    -------
    RecordList, Fault or None
        The one list that looks most like articles; a refusal that names all that look it alike; None where the object is
        rather an article without a text, which its comments or links must not replace.
    """
    stated = bool(assign(value))
    usable = [one for one in lists if one.likeness >= (ARTICLES if stated else TEXT)]
    most = max((one.likeness for one in usable), default=0)
    best = [one for one in usable if one.likeness == most]
    if not best:
        # Still the articles, if nothing else can be: each is refused with what it states instead of a text.
        best = [one for one in lists if one.likeness == NO_TEXT and (named(one.path) or not stated)]
        return best[0] if len(best) == 1 else None
    return best[0] if len(best) == 1 else ambiguous([str(one) for one in best])


def ambiguous(places: list[str]) -> Fault:
    """Refuse an object with several places where the articles could be, by their names."""
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return Fault(
        f"expected one list of articles, found {len(places)} places that could be it: {', '.join(places[:_SHOWN])}{more}: keep one of them in the "
        "file, or pass its records as a list"
    )


def named(path: str) -> bool:
    """Say whether a list's own name is one that lists of articles go by."""
    return normal(path.rpartition(".")[2]) in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("article_wrappings") if row["holds"] == "many")


def _likeness(path: str, held: list[Any]) -> int | None:
    records = [flat(item) for item in held[:_SAMPLE] if isinstance(item, Mapping)]
    if not records:
        return None
    texts = [record for record in records if states_text(record)]
    if texts:
        return ARTICLES if named(path) or any("title" in assign(record) for record in texts) else TEXT
    return NO_TEXT if named(path) or any(len(assign(record)) > 1 for record in records) else None


def _objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
