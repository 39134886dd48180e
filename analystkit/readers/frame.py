"""A DataFrame the analyst already has: the same columns by the same names, rows by position from 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analystkit.errors import InputError
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, field_of, lacks_text, only_part, record
from analystkit.readers.nested import flat


def framed(source: Any) -> Any:
    """Return records (a list of mappings, as JSON gives them) as a frame; any other source as it is."""
    if isinstance(source, Sequence) and source and all(isinstance(item, Mapping) for item in source):
        # Each record names its fields in its own way ("text" here, "body" there), as lines of a file may.
        records = [_by_field(item) for item in source]
        # Column by column: pandas would turn an id 7 beside a missing one into 7.0.
        names = dict.fromkeys(name for item in records for name in item)
        return pd.DataFrame(
            {name: pd.Series([item.get(name) for item in records], dtype=object) for name in names}
        )
    return source


def check_frame(frame: pd.DataFrame) -> None:
    """Raise InputError unless some column holds the text."""
    if "text" not in assign(frame.columns):
        raise InputError(lacks_text(frame.columns))


def read_frame(frame: pd.DataFrame) -> Iterator[Draft | Fault]:
    """Read a frame's rows; the frame is not changed, its index plays no part."""
    names = list(frame.columns)
    columns = assign(names)
    series = [frame.iloc[:, position] for position in columns.values()]
    part = only_part(names[columns["text"]])
    for number, values in enumerate(zip(*series, strict=True)):
        yield record(dict(zip(columns, values, strict=True)), number, part)


def _by_field(item: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return a record with its fields under their own names; where none is the text, the other keys stay, for messages to name.

    So does the name of what is only a part of the text: it is taken where no record has more.
    """
    given = flat(item)
    names = list(given)
    stated = {field: names[position] for field, position in assign(names).items()}
    fields = {name if only_part(name) else field: given[name] for field, name in stated.items()}
    if "text" in assign(fields):
        return fields
    return fields | {name: given[name] for name in names if not field_of(name)}
