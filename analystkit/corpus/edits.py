"""Fields an analyst sets: which columns may be set, to what, and the actors named in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from analystkit.corpus.decision import Target
from analystkit.corpus.replay import ID_COLUMN
from analystkit.corpus.targets import Finder
from analystkit.corpus.values import fitting, in_order
from analystkit.errors import ReviewError
from analystkit.model.schema import FRAMES
from analystkit.model.vocabulary import ACTOR_KINDS, EVENT_TYPES, FACTUALITY, OUTCOMES, QUOTE_KINDS, SECTORS

# Short names of fields that `set` takes, and the columns they fill.
SHORT = {
    "type": "event_type",
    "speaker": "speaker_id",
    "source": "source_ids",
    "target": "target_ids",
    "attribution": "attribution_id",
}
_ACTOR_COLUMNS = frozenset({"speaker_id", "source_ids", "target_ids", "attribution_id", "actor_id"})
_FIXED = frozenset(
    {"article_id", "part", "start", "end", "status", "incident_id", "sentence_id", "curated"}
    | set(ID_COLUMN.values())
)
_ALLOWED = {
    "event_type": ("", *EVENT_TYPES), "factuality": FACTUALITY, "outcome": ("", *OUTCOMES), "kind": (*ACTOR_KINDS, *QUOTE_KINDS),
    "sector": ("", *SECTORS),
}  # fmt: skip


def edited(finder: Finder, target: Target, fields: Mapping[str, Any]) -> tuple[list[Target], dict[str, Any]]:
    """Return the targets of a decision that sets fields, and the fields as the log holds them.

    Parameters
    ----------
    finder : Finder
        Finds the actors that are named.
    target : Target
        The row.
    fields : mapping
        Columns or their short names, with their values. See `Review.set`.

    Raises
    ------
    ReviewError
        If a column is unknown or fixed, or a value is outside its vocabulary or of another kind than the column.
    """
    targets: list[Target] = [target]
    made: dict[str, Any] = {}
    if "date" in fields:
        made |= _dates(fields["date"])
    for given, value in fields.items():
        if given == "date":
            continue
        column = "actor_id" if given == "actor" else SHORT.get(given, given)
        if column not in FRAMES[target.frame] or (
            column in _FIXED and not (column == "actor_id" and target.frame == "mentions")
        ):
            free = sorted(c for c in FRAMES[target.frame] if c not in _FIXED)
            raise ReviewError(
                f"{target.frame} have no column {given!r} that can be set; those are {', '.join(free)}"
            )
        if column in _ALLOWED and value not in _ALLOWED[column]:
            raise ReviewError(
                f"expected {given} to be one of {', '.join(filter(None, _ALLOWED[column]))}, found {value!r}"
            )
        if column in _ACTOR_COLUMNS:
            made |= _actors(finder, column, value, targets)
        else:
            made[column] = fitting(target.frame, column, value)
    in_order(finder.row(target), made)
    return targets, made


def _actors(finder: Finder, column: str, value: Any, targets: list[Target]) -> dict[str, Any]:
    """Turn actors given by name into targets of their own, so that they are found again after a new extraction."""
    wanted = [value] if isinstance(value, str) or not isinstance(value, Sequence) else list(value)
    places: list[dict[str, int]] = []
    for each in wanted:
        if isinstance(each, str) and not each:
            continue
        targets.append(finder.actor(each))
        places.append({"actor": len(targets) - 1})
    if column == "actor_id":
        if not places:
            raise ReviewError("expected an actor for the mention, found none")
        return {}
    if column.endswith("_ids"):
        return {column: places}
    return {column: places[0] if places else ""}


def _dates(value: Any) -> dict[str, Any]:
    try:
        days = [value] if isinstance(value, (str, date)) else list(value)
        first, last = (date.fromisoformat(str(day)[:10]) for day in (days[0], days[-1]))
    except (ValueError, IndexError, TypeError) as error:
        raise ReviewError(
            f"expected a date like 2022-01-04, or a first and last day, found {value!r}"
        ) from error
    if first > last:
        raise ReviewError(f"expected the first day before the last, found {first} and {last}")
    return {
        "date_start": first.isoformat(), "date_end": last.isoformat(), "date_precision": "day" if first == last else "range",
        "date_basis": "explicit",
    }  # fmt: skip
