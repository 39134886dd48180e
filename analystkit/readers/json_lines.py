"""JSON Lines and JSON: a record an article, its text taken exactly as given, a bad record refused by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, only_part, record
from analystkit.readers.html_metadata import is_article
from analystkit.readers.json_choices import Choices
from analystkit.readers.json_frames import framed_rows, without_names
from analystkit.readers.json_lists import ARTICLES, RecordList, ambiguous, chosen, lists_in, text_at
from analystkit.readers.nested import flat


def read_json_lines(path: Path) -> Iterator[Draft | Fault]:
    """Read one JSON object a line, in flat memory; blank lines are passed over.

    An object is an article, also one wrapped as search engines do (``{"_source": {...}}``), or an answer that holds a list
    of them, whose articles then all bear the number of its line.
    """
    empty = True
    noted = False
    choices = Choices()
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
        yield from _noted(_articles(value, number, choices), notes)
    if empty:
        yield Fault("the file is empty")
    yield from choices.said()


def read_json(path: Path) -> Iterator[Draft | Fault]:
    """Read a JSON file.

    A list of records, one record, an answer that holds the list at some depth, a frame as pandas writes it (all layouts but
    ``values``), or JSON Lines by another name. Where two lists could be that of the articles, none is read.
    """
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
    choices = Choices()
    yield from _noted(_all(value, choices), notes)
    yield from choices.said()


def _all(value: Any, choices: Choices) -> Iterator[Draft | Fault]:
    if isinstance(value, list):
        refused = without_names(value)
        if not value:
            yield Fault("the file holds an empty list")
        elif refused is not None:
            yield refused
        else:
            for position, item in enumerate(value, start=1):
                yield from _articles(item, position, choices)
        return
    rows = framed_rows(value) if isinstance(value, dict) and text_at(flat(value)) is None else None
    if rows is None:
        yield from _articles(value, None, choices)
        return
    for position, row in enumerate(rows, start=1):
        yield row if isinstance(row, Fault) else _one(row, position, choices)


def _articles(value: Any, row: int | None, choices: Choices) -> Iterator[Draft | Fault]:
    """Read one object: an article, or an answer that holds a list of them."""
    if not isinstance(value, dict):
        yield _one(value, row, choices)
        return
    given = flat(value)
    found = _list_in(value, text_at(given))
    if found is None:
        if row is None or not _of_another_type(given, choices):
            yield _article(given, row, choices)
        return
    if isinstance(found, Fault):
        yield replace(found, row=row)
        return
    taken, others = found
    choices.took_list(taken, others)
    for position, item in enumerate(taken.records, start=1):
        if not isinstance(item, dict) or not _of_another_type(flat(item), choices):
            yield _one(item, position if row is None else row, choices)


def _list_in(
    value: Mapping[str, Any], name: str | None
) -> tuple[RecordList, list[RecordList]] | Fault | None:
    """Return the list of articles in an object and all lists there, or why none is taken; None for an article.

    `name` is that under which the object has a text itself.
    """
    if name is not None and "." not in name:
        return None
    lists, empty = lists_in(value)
    if name is not None:
        # The text lies within another object; what lies elsewhere may be meant as well.
        around = name.rpartition(".")[0].partition(".")[0] + "."
        rivals = [one for one in lists if one.likeness == ARTICLES and not one.path.startswith(around)]
        return ambiguous([f"'{name}'", *map(str, rivals)]) if rivals else None
    found = chosen(value, lists)
    if found is None:
        return (
            Fault(f"expected articles, found an empty list at '{empty[0][:80]}'")
            if empty and not lists
            else None
        )
    return found if isinstance(found, Fault) else (found, lists)


def _of_another_type(given: Mapping[str, Any], choices: Choices) -> bool:
    # Beside articles, a graph of linked data states the site, the publisher, the breadcrumbs.
    kind = given.get("@type")
    if not kind or is_article(kind) or text_at(given) is not None:
        return False
    choices.passed_over(str(kind))
    return True


def _one(value: Any, row: int | None, choices: Choices) -> Draft | Fault:
    if isinstance(value, dict):
        return _article(flat(value), row, choices)
    return Fault(f"expected a JSON object with the fields of an article, found {_kind(value)}", row)


def _article(given: Mapping[str, Any], row: int | None, choices: Choices) -> Draft | Fault:
    choices.records += 1
    names = list(given)
    fields = assign(names)
    if "text" not in fields:
        return Fault(lacks_text(names), row)
    for field, at in fields.items():
        choices.took_name(field, names[at])
    values = {field: given[names[at]] for field, at in fields.items()}
    return record(values, row, only_part(names[fields["text"]]))


def _noted(items: Iterator[Draft | Fault], notes: tuple[str, ...]) -> Iterator[Draft | Fault]:
    """Put notes on the file to the first article of it."""
    for item in items:
        if notes and isinstance(item, Draft):
            yield replace(item, notes=(*notes, *item.notes))
            notes = ()
        else:
            yield item


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else kinds.get(type(value), "something else")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return str(error)[:120]
