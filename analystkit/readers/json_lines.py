"""JSON Lines and JSON: a record an article, its text taken exactly as given, a bad line refused by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, record

_CONTAINERS = ("articles", "items", "results", "data", "documents", "docs", "records", "entries")


def read_json_lines(path: Path) -> Iterator[Draft | Fault]:
    """Read one JSON object a line, in flat memory; blank lines are passed over."""
    empty = True
    noted = False
    for number, line, note in encoding.lines(path):
        if not line.strip():
            continue
        empty = False
        notes = (note,) if note and not noted else ()
        noted = noted or bool(note)
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Fault(f"the line is no valid JSON: {_reason(error)}", number)
            continue
        yield from _records(value, number, notes)
    if empty:
        yield Fault("the file is empty")


def read_json(path: Path) -> Iterator[Draft | Fault]:
    """Read a JSON file: a list of records, one record, an object that holds the list, or JSON Lines by another name."""
    text, notes = encoding.decode(encoding.read_bytes(path, limits.JSON_BYTES))
    if not text.strip():
        yield Fault("the file is empty")
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from read_json_lines(path)
        else:
            yield Fault(f"the file is no valid JSON: {_reason(error)}")
        return
    del text
    if isinstance(value, dict) and "text" not in assign(value):
        value = next((value[key] for key in _CONTAINERS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield from _records(value, None, notes)
        return
    if not value:
        yield Fault("the file holds an empty list")
    for position, item in enumerate(value, start=1):
        yield from _records(item, position, notes if position == 1 else ())


def _records(value: Any, row: int | None, notes: tuple[str, ...]) -> Iterator[Draft | Fault]:
    if not isinstance(value, dict):
        yield Fault(f"expected a JSON object with the fields of an article, found {_kind(value)}", row)
        return
    names = list(value)
    fields = assign(names)
    if "text" not in fields:
        yield Fault(lacks_text(names), row)
        return
    yield record({field: value[names[position]] for field, position in fields.items()}, row, notes)


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else kinds.get(type(value), "something else")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return str(error)[:120]
