"""A DataFrame the analyst already has: the same columns by the same names, rows by position from 0."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analystkit.errors import InputError
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, record


def check_frame(frame: pd.DataFrame) -> None:
    """Raise InputError unless some column holds the text."""
    if "text" not in assign(frame.columns):
        raise InputError(lacks_text(frame.columns))


def read_frame(frame: pd.DataFrame) -> Iterator[Draft | Fault]:
    """Read a frame's rows; the frame is not changed, its index plays no part."""
    names = list(frame.columns)
    columns = assign(names)
    series = [frame.iloc[:, position] for position in columns.values()]
    for number, values in enumerate(zip(*series, strict=True)):
        yield record(dict(zip(columns, values, strict=True)), number)
