"""What may stand in a column: a decision that could not be laid over the frames must not get into the review log.

A log lives for years and may be written by other versions and other tools, so the same check is made again when it is replayed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analystkit.errors import ReviewError
from analystkit.model.schema import FRAMES
from analystkit.model.surrogates import mend

# Pairs of columns of which the first must not exceed the second.
ORDERED = (("date_start", "date_end"), ("killed_min", "killed_max"), ("injured_min", "injured_max"))
_BETWEEN = {"confidence": (0, 1), "latitude": (-90, 90), "longitude": (-180, 180), "factuality_score": (0, 1)}
_LARGEST = 2**53


def mended(value: Any) -> Any:
    """Return a value of a decision with each lone surrogate replaced by U+FFFD: no file can hold one."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, Mapping):
        return {mended(key): mended(each) for key, each in value.items()}
    return [mended(each) for each in value] if isinstance(value, (list, tuple)) else value


def fitting(frame: str, column: str, value: Any) -> Any:
    """Return a value as it may stand in a column, in a form that JSON keeps.

    Parameters
    ----------
    frame, column : str
        A column of the contract.
    value : object
        What is to be set; None empties the cell.

    Raises
    ------
    ReviewError
        If a cell of that column cannot hold it.
    """
    kind = FRAMES[frame][column]
    if _absent(value):
        return (
            []
            if kind == "list"
            else False
            if kind == "boolean"
            else ""
            if kind in ("str", "category")
            else None
        )
    try:
        made = _TYPES[kind](value)
    except (TypeError, ValueError, OverflowError):
        made = None
    if made is None:
        raise ReviewError(f"expected {column} to be {_SAID[kind]}, found {str(value)[:60]!r}")
    low, high = _BETWEEN.get(column, (0 if kind == "Int64" else -_LARGEST, _LARGEST))
    if isinstance(made, (int, float)) and not low <= made <= high:
        raise ReviewError(f"expected {column} to be between {low} and {high}, found {made}")
    return mended(made)


def unfit(frame: str, values: Mapping[str, Any]) -> str:
    """Say which of some values cannot stand in its column, "" where all can; what is no column is passed over."""
    for column, value in values.items():
        if column in FRAMES[frame]:
            try:
                fitting(frame, column, value)
            except ReviewError as error:
                return str(error)
    return ""


def in_order(row: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Raise ReviewError where a row's first day, or lower count, would lie above its last or upper one."""
    for low, high in ORDERED:
        if low not in changes and high not in changes:
            continue
        least, most = (changes.get(column, row.get(column)) for column in (low, high))
        if _absent(least) or _absent(most) or least == "" or most == "":
            continue
        first, last = (
            (pd.Timestamp(str(least)[:10]), pd.Timestamp(str(most)[:10]))
            if low == "date_start"
            else (least, most)
        )
        if first > last:
            raise ReviewError(
                f"expected {low} not to exceed {high}, found {str(least)[:10]} and {str(most)[:10]}"
            )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: Any) -> int | None:
    if isinstance(value, (str, bool)) or not float(value).is_integer():
        return None
    return int(value)


def _number(value: Any) -> float | None:
    return None if isinstance(value, (str, bool)) or not math.isfinite(float(value)) else float(value)


def _truth(value: Any) -> bool | None:
    return bool(value) if isinstance(value, bool) or type(value).__name__ == "bool" else None


def _day(value: Any) -> str | None:
    if not isinstance(value, (str, date)):
        return None
    # Only days within what a timestamp can hold; an instant is cut to its day.
    return pd.Timestamp(date.fromisoformat(str(value)[:10])).date().isoformat()


def _texts(value: Any) -> list[str] | None:
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        return None
    return list(value)


_TYPES = {
    "str": _text, "category": _text, "Int64": _whole, "int64": _whole, "float64": _number, "boolean": _truth, "instant": _day, "list": _texts,
}  # fmt: skip
_SAID = {
    "str": "a text", "category": "a text", "Int64": "a whole number", "int64": "a whole number", "float64": "a number",
    "boolean": "True or False", "instant": "a day such as 2022-01-04", "list": "a list of texts",
}  # fmt: skip


def _absent(value: Any) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )
