"""The frames: which columns each has, of which type, and how rows become a frame.

Columns named in the contract come first and keep their names and meaning; what follows is evidence that resolution
and `Corpus.explain` need. Types: ``str``, ``category``, ``Int64`` (nullable counts), ``float64``, ``boolean``, ``list``
(Python lists in an object column), ``instant`` (UTC timestamps; whole days stand at midnight UTC).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analystkit.errors import InputError
from analystkit.model.dates import DateRange

INSTANT = "datetime64[us, UTC]"
_EVIDENCE = {"article_id": "str", "part": "category", "start": "int64", "end": "int64"}
_PLACE = {
    "place": "str", "country": "category", "latitude": "float64", "longitude": "float64", "place_precision": "category",
}  # fmt: skip
_DATE = {"date_start": "instant", "date_end": "instant", "date_precision": "category"}

FRAMES: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str", "title": "str", "text": "str", "published": "instant", "published_precision": "category",
        "source": "category", "author": "str", "url": "str", "language": "category", "path": "str", "story_id": "str",
    },
    "sentences": {"sentence_id": "str", **_EVIDENCE, "paragraph": "int64"},
    "mentions": {
        "mention_id": "str", **_EVIDENCE, "text": "str", "label": "category", "kind": "category", "actor_id": "str",
        "sentence_id": "str", "entity": "str", "title": "str", "head_start": "int64", "head_end": "int64", "role": "str",
        "country": "category", "sector": "category", "link": "category", "link_confidence": "float64", "act": "category",
    },
    "actors": {
        "actor_id": "str", "name": "str", "kind": "category", "country": "category", "sector": "category",
        "aliases": "list", "titles": "list", "n_articles": "Int64", "n_stories": "Int64", "n_mentions": "Int64",
        "first_seen": "instant", "last_seen": "instant", "curated": "boolean", "former": "boolean",
    },
    "events": {
        "event_id": "str", **_EVIDENCE, "trigger": "str", "sentence_id": "str", "event_type": "category", "mode": "category",
        "source_ids": "list", "source_text": "str", "target_ids": "list", "target_text": "str", "weapon": "str",
        "killed_min": "Int64", "killed_max": "Int64", "injured_min": "Int64", "injured_max": "Int64", "place_text": "str",
        **_PLACE, **_DATE, "date_text": "str", "date_basis": "category", "factuality": "category", "outcome": "category",
        "attribution_id": "str", "attribution_text": "str", "background": "boolean", "incident_id": "str",
        "confidence": "float64", "method": "str", "status": "category",
        "lemma": "str", "type_promised": "category", "source_mentions": "list", "target_mentions": "list",
        "attribution_mention": "str", "attribution_cue": "str", "factuality_score": "float64", "part_of": "str",
    },
    "incidents": {
        "incident_id": "str", "event_type": "category", **_DATE, "place": "str", "country": "category", "source_ids": "list",
        "target_ids": "list", "factuality": "category", "n_events": "Int64", "n_articles": "Int64", "n_stories": "Int64",
        "n_outlets": "Int64", "first_reported": "instant", "conflicting": "list", "killed_min": "Int64", "killed_max": "Int64",
        "anonymous_only": "boolean", "status": "category",
    },
    "quotes": {
        "quote_id": "str", **_EVIDENCE, "segments": "list", "text": "str", "kind": "category", "cue": "str", "cue_start": "Int64",
        "cue_end": "Int64", "speaker_text": "str", "speaker_start": "Int64", "speaker_end": "Int64", "speaker_id": "str",
        "anonymous": "boolean", "confidence": "float64", "status": "category",
        "sentence_id": "str", "cue_class": "category", "speaker_type": "category", "speaker_mention": "str", "method": "category",
        "reason": "category",
    },
    "dates": {**_EVIDENCE, "text": "str", "type": "category", "value": "str", **_DATE, "date_basis": "category"},
    "places": {**_EVIDENCE, "text": "str", **_PLACE},
    "problems": {
        "path": "str", "row": "Int64", "article_id": "str", "stage": "category", "severity": "category", "message": "str",
    },
}  # fmt: skip

# Fields of row objects that hold a DateRange, and the prefix-free columns it is spread over.
_RANGE_FIELDS = ("range", "when")


def columns(name: str) -> list[str]:
    """Return the column names of one frame, in order.

    Raises
    ------
    InputError
        If there is no frame of that name.
    """
    if name not in FRAMES:
        raise InputError(f"no frame is called {name!r}; the frames are {', '.join(FRAMES)}")
    return list(FRAMES[name])


def empty(name: str) -> pd.DataFrame:
    """Return a frame with all columns in their types and no rows."""
    return to_frame(name, [])


def to_frame(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Turn row objects (or mappings) into a frame of the contract.

    Parameters
    ----------
    name : str
        A key of `FRAMES`.
    rows : sequence
        Row dataclasses of `analystkit.model.rows`, or mappings. A column the rows do not have is left empty.

    Returns
    -------
    pandas.DataFrame
        Columns as in ``FRAMES[name]``, a fresh RangeIndex.
    """
    names = columns(name)
    data: dict[str, list[Any]] = {}
    if rows and isinstance(rows[0], Mapping):
        data = {column: [row.get(column) for row in rows] for column in names}
    elif rows:
        first = rows[0]
        data = {column: [getattr(row, column) for row in rows] for column in names if hasattr(first, column)}
        for held in _RANGE_FIELDS:
            if hasattr(first, held):
                data |= _spread([getattr(row, held) for row in rows])
    return pd.DataFrame(
        {column: _typed(data.get(column), FRAMES[name][column], len(rows)) for column in names}
    )


def coerce(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every column of the contract in its type, further columns behind them untouched."""
    names = columns(name)
    typed = {
        column: _typed(list(frame[column]) if column in frame else None, FRAMES[name][column], len(frame))
        for column in names
    }
    extra = {column: frame[column].reset_index(drop=True) for column in frame.columns if column not in names}
    return pd.DataFrame({**typed, **extra})


def typed(name: str, column: str, values: list[Any]) -> pd.Series:
    """Return the values of one column of the contract in its type."""
    return _typed(values, FRAMES[name][column], len(values))


def _spread(ranges: list[DateRange]) -> dict[str, list[Any]]:
    return {
        "date_start": [r.start for r in ranges],
        "date_end": [r.end for r in ranges],
        "date_precision": ["" if r.empty else r.precision for r in ranges],
        "date_basis": [r.basis for r in ranges],
    }


def _typed(values: list[Any] | None, kind: str, length: int) -> pd.Series:
    if kind == "list":
        return pd.Series(
            [_as_list(v) for v in values] if values is not None else [[] for _ in range(length)], dtype=object
        )
    if kind == "instant":
        return _instants(values if values is not None else [None] * length)
    if kind == "str":
        filled: Iterable[str] = (
            ("" if _missing(v) else str(v) for v in values) if values is not None else [""] * length
        )
        return pd.Series(list(filled), dtype="str")
    if kind == "category":
        texts = ["" if _missing(v) else str(v) for v in values] if values is not None else [""] * length
        return pd.Series(pd.Categorical(texts, categories=sorted(set(texts))))
    if kind == "boolean":
        return pd.Series(
            [bool(v) for v in values] if values is not None else [False] * length, dtype="boolean"
        )
    if kind == "float64":
        return pd.Series(
            [float("nan") if _missing(v) else float(v) for v in values or [None] * length], dtype="float64"
        )
    if kind == "Int64":
        return pd.Series([None if _missing(v) else int(v) for v in values or [None] * length], dtype="Int64")
    numbers = values if values is not None else [0] * length
    return pd.Series([0 if _missing(v) else int(v) for v in numbers], dtype="int64")


def _instants(values: list[Any]) -> pd.Series:
    # Mixed dates, datetimes and Timestamps, some zoned and some not: one conversion each, never a guess by inference.
    stamps: list[Any] = []
    for value in values:
        if _missing(value):
            stamps.append(pd.NaT)
            continue
        stamp = pd.Timestamp(value)
        stamps.append(stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp.tz_convert("UTC"))
    return pd.Series(stamps, dtype=INSTANT)


def _as_list(value: Any) -> list[Any]:
    if _missing(value):
        return []
    return [_plain(v) if hasattr(v, "__len__") and not isinstance(v, str) else v for v in _plain(value)]


def _plain(value: Any) -> list[Any]:
    # Parquet gives lists back as arrays, nested ones as arrays of arrays.
    items: list[Any] = value.tolist() if hasattr(value, "tolist") else list(value)
    return items


def _missing(value: Any) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )
