"""Objects within objects: a record's keys as dotted names, as deep as news is nested, so that one table of names serves all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analystkit.readers.fields import field_of

_DEPTH = 5
_NAME_CHARACTERS = 200
"""Of what is called by more, the inside is not looked at: its name would stand in front of every name within."""


def flat(item: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return a record with the keys of objects in it as dotted names, those of the record itself first.

    An outlet or author given as an object with a ``name`` stays what it is, for it goes by that name; text tagged with its
    language (``{"@value": ..., "@language": "en"}``) is its value. What lies deeper than five levels stays an object.

    Examples
    --------
    >>> flat({"headline": {"main": "Pier closed"}, "text": "One."})
    {'text': 'One.', 'headline.main': 'Pier closed'}
    """
    if not any(isinstance(value, Mapping) for value in item.values()):
        return item
    made: dict[Any, Any] = {}
    level: list[tuple[str, Mapping[Any, Any]]] = [("", item)]
    for depth in range(_DEPTH):
        below: list[tuple[str, Mapping[Any, Any]]] = []
        for prefix, inner in level:
            for key, value in inner.items():
                path = f"{prefix}{key}"
                if not isinstance(value, Mapping):
                    made.setdefault(path, value)
                elif not value or depth == _DEPTH - 1 or too_long(path) or _goes_by_a_name(path, value):
                    made.setdefault(path, value.get("@value", value))
                else:
                    below.append((f"{path}.", value))
        level = below
    return made


def too_long(path: str) -> bool:
    """Say whether a dotted name is longer than any that states a field."""
    return len(path) > _NAME_CHARACTERS


def _goes_by_a_name(path: str, value: Mapping[Any, Any]) -> bool:
    field = field_of(path)
    if not field:
        return False
    return isinstance(value.get("@value"), str) or (field != "text" and isinstance(value.get("name"), str))
