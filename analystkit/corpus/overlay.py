"""Replay on a store: decisions are laid over the rows they can touch, and the result over the tables.

What a decision can change hangs together: the actors it names, their mentions, the roles they take, the rows it speaks of. These rows alone
are read, `replay` works on them as on any frames, and what came out differently stands in for the rows on the disk. The cost is that of
the actors decided on, not that of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.corpus.decision import Decision, Target, active
from analystkit.corpus.lazy import guarded
from analystkit.corpus.replay import ID_COLUMN, replay
from analystkit.corpus.tables import Tables, contract_name
from analystkit.model import parquet, schema

if TYPE_CHECKING:
    import pyarrow as pa

_WORDS = {"mentions": "text", "quotes": "text", "events": "trigger"}
# In the order of `resolve_actors`.
_ACTOR_ORDER = "n_articles DESC, n_mentions DESC, name, actor_id"


@dataclass(frozen=True, slots=True)
class Change:
    """Rows of a frame that stand in for others.

    Attributes
    ----------
    positions : array of int
        The rows replaced.
    rows : DataFrame
        What stands there instead: one for each, in order; of actors, who merge and split, any number.
    """

    positions: Any
    rows: pd.DataFrame


def changes(tables: Tables, decisions: Sequence[Decision]) -> tuple[dict[str, Change], pd.DataFrame]:
    """Lay decisions over a store's rows.

    Parameters
    ----------
    tables : Tables
        The store as the machine made it.
    decisions : sequence of Decision
        The whole log.

    Returns
    -------
    changes : dict
        By frame, where there are any.
    unmatched : DataFrame
        As `replay` returns it.
    """
    held = active(decisions)
    read = _touched(tables, [target for decision in held for target in decision.targets])
    frames = {name: frame for name, (_, frame) in read.items()}
    ids = {"ids": sorted(set(frames["mentions"]["article_id"]))}
    articles = "article_id IN (SELECT unnest($ids::VARCHAR[]))"
    known = tables.ask(f"SELECT article_id, story_id, published FROM {{articles}} WHERE {articles}", ids)
    kinds = {column: schema.FRAMES["articles"][column] for column in known.column_names}
    frames["articles"] = schema.coerce("articles", known.to_pandas())[list(kinds)]
    out, unmatched = replay(frames, decisions)
    found = {}
    for name, (positions, before) in read.items():
        after = out[name]
        if name == "actors":
            if len(positions) or len(after):
                found[name] = Change(positions, after)
            continue
        other = _differing(before, after)
        if other.any():
            found[name] = Change(positions[other], after[other].reset_index(drop=True))
    return found, unmatched


def _touched(tables: Tables, targets: Sequence[Target]) -> dict[str, tuple[Any, pd.DataFrame]]:
    """Return position and rows of everything that replaying these targets may read or change."""
    ids = {frame: sorted({t.id for t in targets if t.frame == frame}) for frame in ID_COLUMN}
    names = sorted({str(t.snapshot.get("name", "")) for t in targets if t.frame == "actors"} - {""})
    anchored: dict[str, set[int]] = {frame: set() for frame in _WORDS}
    for target in targets:
        # An actor is anchored at a mention.
        frame = "mentions" if target.frame == "actors" else target.frame
        if target.anchor and frame in anchored:
            anchored[frame].update(_at_anchor(tables, frame, target.anchor))
    meant = tables.ask(
        "SELECT actor_id FROM {actors} WHERE actor_id IN (SELECT unnest($ids::VARCHAR[])) OR lower(name) IN (SELECT lower(unnest($names::VARCHAR[]))) UNION "
        "SELECT actor_id FROM {mentions} WHERE actor_id <> '' AND (pos IN (SELECT unnest($at::BIGINT[])) OR mention_id IN (SELECT unnest($mentions::VARCHAR[])))",
        {
            "ids": ids["actors"],
            "names": names,
            "at": _ints(anchored["mentions"]),
            "mentions": ids["mentions"],
        },
    )
    actors = {"actors": sorted(set(meant.column(0).to_pylist()))}
    theirs = "(SELECT unnest($actors::VARCHAR[]))"
    out = {"actors": _rows(tables, "actors", f"actor_id IN {theirs}", actors)}
    roles = (
        f"EXISTS (SELECT 1 FROM unnest(list_concat(source_ids, target_ids)) AS u(id) WHERE u.id IN {theirs})"
    )
    touched = {
        "events": f"({roles} OR attribution_id IN {theirs} OR pos IN (SELECT unnest($at::BIGINT[])) OR event_id IN (SELECT unnest($ids::VARCHAR[])))",
        "quotes": f"(speaker_id IN {theirs} OR pos IN (SELECT unnest($at::BIGINT[])) OR quote_id IN (SELECT unnest($ids::VARCHAR[])))",
        "incidents": f"({roles} OR incident_id IN (SELECT unnest($ids::VARCHAR[])))",
    }
    for name, condition in touched.items():
        values = {**actors, "ids": ids[name]} | ({"at": _ints(anchored[name])} if name in anchored else {})
        out[name] = _rows(tables, name, condition, values)
    events, quotes = out["events"][1], out["quotes"][1]
    # Roles that two actors share rest on mentions of both.
    shared = {m for column in ("source_mentions", "target_mentions") for cell in events[column] for m in cell}
    shared |= {*events["attribution_mention"], *quotes["speaker_mention"], *ids["mentions"]}
    out["mentions"] = _rows(
        tables,
        "mentions",
        f"actor_id IN {theirs} OR pos IN (SELECT unnest($at::BIGINT[])) OR mention_id IN (SELECT unnest($shared::VARCHAR[]))",
        {**actors, "at": _ints(anchored["mentions"]), "shared": sorted(shared - {""})},
    )
    return out


def _at_anchor(tables: Tables, frame: str, anchor: dict[str, Any]) -> list[int]:
    words = _WORDS[frame]
    values = {key: str(anchor.get(key, "")) for key in ("article_id", "part", "text")}
    found = tables.positions(frame, f"article_id = $article_id AND part = $part AND {words} = $text", values)
    return [int(position) for position in found]


def _ints(positions: Iterable[int]) -> list[int]:
    return sorted(positions)


def _rows(
    tables: Tables, name: str, condition: str, values: dict[str, Any]
) -> tuple[np.ndarray[Any, Any], pd.DataFrame]:
    positions = tables.positions(name, condition, values)
    return positions, tables.frame(name, "pos IN (SELECT unnest($at::BIGINT[]))", {"at": positions.tolist()})


def _differing(before: pd.DataFrame, after: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Return which rows of two frames of the same shape differ in any cell."""
    other = np.zeros(len(before), dtype=bool)
    for column in before:
        if before[column] is after[column]:
            continue
        a, b = before[column].astype(object), after[column].astype(object)
        other |= np.fromiter((_unlike(x, y) for x, y in zip(a, b, strict=True)), dtype=bool, count=len(a))
    return other


def _unlike(a: Any, b: Any) -> bool:
    if isinstance(a, list) or isinstance(b, list):
        return bool(a != b)
    if pd.isna(a) or pd.isna(b):
        return not (pd.isna(a) and pd.isna(b))
    return bool(a != b)


def laid_over(name: str, before: pd.DataFrame, change: Change) -> pd.DataFrame:
    """Return a frame in memory with some rows standing in for others."""
    if name == "actors":
        stay = np.ones(len(before), dtype=bool)
        stay[change.positions] = False
        joined = schema.coerce("actors", pd.concat([before[stay], change.rows], ignore_index=True))
        by = {"n_articles": False, "n_mentions": False, "name": True, "actor_id": True}
        return joined.sort_values(list(by), ascending=list(by.values()), kind="stable").reset_index(drop=True)
    out = before.copy()
    for column in change.rows.columns.intersection(before.columns):
        values = change.rows[column]
        whole = before[column].copy()
        if isinstance(whole.dtype, pd.CategoricalDtype):
            values = values.astype("str")
            whole = whole.cat.set_categories(sorted({*whole.cat.categories, *values}))
        # A list is one cell, not several.
        whole.array[change.positions] = values.array
        if isinstance(whole.dtype, pd.CategoricalDtype):
            whole = whole.cat.remove_unused_categories()
        out[column] = whole
    return out


def overlaid_frames(
    tables: Tables,
    base: Tables,
    found: Mapping[str, Change],
    machine: Mapping[str, pd.DataFrame],
    loaded: Collection[str],
    memory: int,
) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return the readers of the frames that decisions change.

    Parameters
    ----------
    tables, base : Tables
        With the decisions laid over them, and as the machine made them.
    found : mapping of str to Change
        What stands in for what, by frame.
    machine : mapping of str to DataFrame
        The frames as the machine made them.
    loaded : collection of str
        Those of them in memory: changed there, they are there sooner than read again.
    memory : int
        How many bytes a frame may take. See `guarded`.
    """

    def reader(name: str) -> Callable[[], pd.DataFrame]:
        def read() -> pd.DataFrame:
            if name in loaded:
                return laid_over(name, machine[name], found[name])
            return tables.frame(name)

        return guarded(name, lambda: tables.rows(name), lambda: base.row_bytes(name), memory, read)

    return {name: reader(name) for name in found}


class OverlaidTables(Tables):
    """Tables in which some rows stand in for those on the disk.

    Parameters
    ----------
    base : Tables
        What the machine made.
    found : mapping of str to Change
        What stands in for what, by frame.
    """

    def __init__(self, base: Tables, found: dict[str, Change]) -> None:
        self._base = base
        self._changed = set(found)
        database, prefix = base.database, base.database.fresh()
        relations = dict(base.relations)
        rows = {name: base.rows(name) for name in base.relations}
        for name, change in found.items():
            relations[name] = f"{prefix}_{name}"
            database.lend(f"{prefix}_new_{name}", change_table(name, change))
            database.lend(f"{prefix}_old_{name}", _position_table(change.positions))
            body = (
                f"SELECT * FROM {base.relations[name]} WHERE pos NOT IN (SELECT pos FROM {prefix}_old_{name}) "
                f"UNION ALL BY NAME SELECT * FROM {prefix}_new_{name}"
            )
            if name == "actors":
                body = (
                    f"SELECT * REPLACE (row_number() OVER (ORDER BY {_ACTOR_ORDER}) - 1 AS pos) FROM ({body})"
                )
                rows[name] += len(change.rows) - len(change.positions)
            database.view(relations[name], body)
        super().__init__(database, relations, rows)

    def file_of(self, name: str) -> Path | None:
        """Return the file of a frame that no decision changes."""
        return None if name in self._changed else self._base.file_of(name)


def change_table(name: str, change: Change) -> pa.Table:
    """Return the rows that stand in for others, with their positions."""
    import pyarrow as pa

    table = parquet.plain(parquet.to_arrow(contract_name(name), change.rows))
    positions = change.positions if name != "actors" else np.zeros(len(change.rows), dtype=np.int64)
    return table.append_column("pos", pa.array(positions, type=pa.int64()))


def _position_table(positions: Any) -> pa.Table:
    import pyarrow as pa

    return pa.table({"pos": pa.array(positions, type=pa.int64())})
