"""What pandas' ``DataFrame.to_json`` writes: the layouts in which no record stands as one object among its like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analystkit.readers.draft import Fault
from analystkit.readers.fields import assign, lacks_text
from analystkit.readers.nested import flat

# The file is parsed already, and strictly: `pandas.read_json` would parse it again, take ids and texts that look like numbers
# or dates for such, and lose all rows where one is damaged.


def without_names(value: list[Any]) -> Fault | None:
    """Refuse rows of bare values (``orient="values"``), of which nobody can say what is the text."""
    if not value or not all(
        isinstance(row, list) and not any(isinstance(cell, Mapping) for cell in row) for row in value
    ):
        return None
    return Fault(
        f"expected objects with the fields of an article, found {len(value)} list{'s' * (len(value) != 1)} of values without the names of their "
        "columns (pandas' orient='values'): write them with orient='records'"
    )


def framed_rows(value: Mapping[str, Any]) -> Iterator[Any] | None:
    """Return the rows of a frame written in the layout ``split``, ``columns`` or ``index``, None for any other object.

    The frame's index plays no part, as in a frame that is given itself. A row is a mapping, a `Fault` where it is damaged
    or, in the layout ``index``, whatever stands in its place.
    """
    if _is_split(value):
        return _split(value["columns"], value["data"])
    if not value or not all(isinstance(inner, Mapping) for inner in value.values()):
        return None
    rows = list(value.values())
    if _is_by_column(value):
        return _by_column(value)
    if _is_by_row(rows):
        return iter(rows)
    names = _numbered(value, rows)
    return iter([Fault(lacks_text(names))]) if names is not None else None


def _is_split(value: Mapping[str, Any]) -> bool:
    names, rows = value.get("columns"), value.get("data")
    if not isinstance(names, list) or not isinstance(rows, list):
        return False
    # Records under "data" may have a list of their columns beside them.
    return any(isinstance(row, list) for row in rows)


def _split(names: list[Any], rows: list[Any]) -> Iterator[Any]:
    if "text" not in assign(names):
        yield Fault(lacks_text(names))
        return
    for number, row in enumerate(rows, start=1):
        if isinstance(row, list) and len(row) == len(names):
            yield dict(zip(map(str, names), row, strict=True))
        else:
            found = len(row) if isinstance(row, list) else "no list of them"
            yield Fault(f"expected {len(names)} values as in 'columns', found {found}", number)


def _is_by_column(value: Mapping[str, Any]) -> bool:
    if "text" not in assign(value):
        return False
    keys = next(iter(value.values())).keys()
    # The keys are those of the frame's index, the same in all columns. In one object alone they may be anything but numbers.
    if any(column.keys() != keys for column in value.values()) or assign(keys):
        return False
    return len(value) > 1 or all(key.isdecimal() for key in keys)


def _by_column(value: Mapping[str, Mapping[str, Any]]) -> Iterator[Any]:
    for key in next(iter(value.values())):
        yield {name: column[key] for name, column in value.items()}


def _is_by_row(rows: list[Mapping[str, Any]]) -> bool:
    texts = sum("text" in assign(flat(row)) for row in rows)
    # One object with a text in it among others of another make is an article and what belongs to it, not a frame.
    return texts > 1 or (texts == 1 and all(row.keys() == rows[0].keys() for row in rows))


def _numbered(value: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> list[str] | None:
    """Return the columns of a frame without a text, which only the numbers of its rows show to be one."""
    if not rows[0] or any(row.keys() != rows[0].keys() for row in rows):
        return None
    for names, numbers in ((value, rows[0]), (rows[0], value)):
        if all(number.isdecimal() for number in numbers):
            return list(names)
    return None
