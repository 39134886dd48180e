"""The frames of a corpus as tables that are asked, not loaded: DuckDB over the Parquet files of a store, or over frames in memory.

Every table has a column ``pos`` beside those of its frame: the row's position in it. What a filter keeps is a set of positions, so a
filtered corpus is the same tables seen through them. Values are bound as parameters, never written into a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

import numpy as np
import pandas as pd

from analystkit.corpus.database import Database, literal
from analystkit.model import parquet, schema

if TYPE_CHECKING:
    import pyarrow as pa

# Frames whose rows belong to an article and follow it.
OF_ARTICLES = ("sentences", "mentions", "dates", "places", "problems", "rejected_quotes")
_SAMPLE = 2_000


class Tables:
    """The frames of one corpus as tables.

    Parameters
    ----------
    database : Database
        Where they are asked.
    relations : mapping of str to str
        Name of the view of each frame; each has the columns of the frame and ``pos``.
    rows : mapping of str to int, optional
        How many rows frames have, as far as that is known.
    """

    def __init__(
        self, database: Database, relations: Mapping[str, str], rows: Mapping[str, int] | None = None
    ) -> None:
        self.database = database
        self.relations = dict(relations)
        self._rows = dict(rows or {})

    def __contains__(self, name: object) -> bool:
        return name in self.relations

    def ask(self, statement: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Run a query in which ``{events}`` and so on stand for the views; values are bound as ``$name``."""
        return self.database.ask(statement.format_map(self.relations), parameters)

    def value(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Run a query that gives one value and return it."""
        return self.ask(statement, parameters).column(0)[0].as_py()

    def rows(self, name: str) -> int:
        """Return how many rows a frame has."""
        known = self._rows.get(name)
        if known is None:
            known = self._rows[name] = int(self.value(f"SELECT count(*) FROM {{{name}}}"))
        return known

    def frame(
        self, name: str, condition: str = "true", parameters: Mapping[str, Any] | None = None
    ) -> pd.DataFrame:
        """Return the rows that meet a condition, in their order, as a frame of the contract."""
        found = self.ask(f"SELECT * FROM {{{name}}} WHERE {condition} ORDER BY pos", parameters)
        return as_frame(name, found.drop_columns("pos"))

    def pieces(self, name: str, rows: int) -> Iterator[pd.DataFrame]:
        """Yield a frame so many rows at a time."""
        for piece in self.stretches(name, rows):
            yield as_frame(name, piece)

    def stretches(self, name: str, rows: int) -> Iterator[pa.Table]:
        """Yield the rows of a frame, in their order, so many at a time."""
        positions = self.positions(name)
        for start in range(0, len(positions), rows):
            some = positions[start : start + rows]
            bounds = {"low": int(some[0]), "high": int(some[-1])}
            found = self.ask(
                f"SELECT * FROM {{{name}}} WHERE pos BETWEEN $low AND $high ORDER BY pos", bounds
            )
            yield found.drop_columns("pos")

    def file_of(self, name: str) -> Path | None:
        """Return the file that holds exactly the rows of a frame, None where rows were left out or stand in for others."""
        return None

    def positions(
        self, name: str, condition: str = "true", parameters: Mapping[str, Any] | None = None
    ) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the positions of the rows that meet a condition, ascending."""
        found = self.ask(f"SELECT pos FROM {{{name}}} WHERE {condition}", parameters).column("pos")
        return np.sort(found.to_numpy().astype(np.int64))

    def row_bytes(self, name: str) -> float:
        """Return about how many bytes a row takes in a pandas frame, from the first of them."""
        some = self.ask(f"SELECT * FROM {{{name}}} LIMIT {_SAMPLE}")
        if not some.num_rows:
            return 0.0
        frame = as_frame(name, some.drop_columns("pos"))
        held = float(frame.memory_usage(deep=True).sum())
        # pandas counts a list without the texts in it.
        lists = [c for c in frame if frame[c].dtype == object and isinstance(frame[c].iloc[0], list)]
        held += sum(70.0 * sum(map(len, frame[column])) for column in lists)
        return float(held / some.num_rows)

    def narrowed(self, kept: Mapping[str, np.ndarray[Any, Any]]) -> Tables:
        """Return the same tables with only some rows: articles, events and quotes at these positions, and what belongs to them."""
        import pyarrow as pa

        prefix = self.database.fresh()
        relations, lent = {}, []
        for name, positions in kept.items():
            lent.append(f"{prefix}_kept_{name}")
            self.database.lend(lent[-1], pa.table({"pos": positions}))
            relations[name] = f"{prefix}_{name}"
            self._view(relations[name], name, f"pos IN (SELECT pos FROM {lent[-1]})")
        for name in OF_ARTICLES:
            relations[name] = f"{prefix}_{name}"
            self._view(
                relations[name], name, f"article_id IN (SELECT article_id FROM {relations['articles']})"
            )
        named = f"SELECT actor_id FROM {relations['mentions']}"
        reported = f"SELECT incident_id FROM {relations['events']}"
        for name, condition in (
            ("actors", f"actor_id IN ({named})"), ("incidents", f"incident_id IN ({reported})"), ("evidence", "true"),
        ):  # fmt: skip
            relations[name] = f"{prefix}_{name}"
            self._view(relations[name], name, condition)
        made = Tables(self.database, relations, {name: len(positions) for name, positions in kept.items()})
        # The views see through this corpus's: they keep it alive.
        made._above = self
        # What depends on others goes first.
        finalize(made, self.database.drop, list(reversed(relations.values())), lent)
        return made

    _above: Tables | None = None

    def _view(self, view: str, name: str, condition: str) -> None:
        self.database.view(view, f"SELECT * FROM {self.relations[name]} WHERE {condition}")


class FileTables(Tables):
    """The tables of a store's Parquet files.

    Parameters
    ----------
    folder : Path
        The store.
    paths : mapping of str to Path
        The file of each frame.
    """

    def __init__(self, folder: Path, paths: Mapping[str, Path]) -> None:
        database = Database(folder)
        relations = {name: f"stored_{name}" for name in paths}
        super().__init__(database, relations, {name: parquet.rows(path) for name, path in paths.items()})
        self._paths = dict(paths)
        for name, path in paths.items():
            database.view(
                relations[name],
                f"SELECT * EXCLUDE (file_row_number), file_row_number AS pos FROM read_parquet({literal(str(path.resolve()))}, file_row_number = true)",
            )

    def file_of(self, name: str) -> Path | None:
        """Return the file of a frame."""
        return self._paths.get(name)


class FrameTables(Tables):
    """The tables of frames in memory; each is handed over when it is first asked.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The frames of a corpus.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(Database(), {name: name for name in frames})
        self._frames = frames
        self._lent: set[str] = set()

    def ask(self, statement: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Run a query. See `Tables.ask`."""
        for name in self.relations:
            if name not in self._lent and name in statement:
                self._lent.add(name)
                self.database.lend(name, _as_table(name, self._frames[name]))
        return super().ask(statement, parameters)


def as_frame(name: str, table: pa.Table) -> pd.DataFrame:
    """Return rows of a frame that come from DuckDB in the types of the contract."""
    if name == "evidence":
        evidence: pd.DataFrame = table.to_pandas()
        return evidence
    contract = contract_name(name)
    wanted = parquet.plain_schema(contract)
    return parquet.to_frame(contract, table.select(wanted.names).cast(wanted))


def contract_name(name: str) -> str:
    """Return the frame of the contract whose columns a frame has."""
    return "quotes" if name == "rejected_quotes" else name


def _as_table(name: str, frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    table = (
        pa.Table.from_pandas(frame, preserve_index=False)
        if name == "evidence"
        else parquet.plain(parquet.to_arrow(contract_name(name), frame))
    )
    return table.append_column("pos", pa.array(np.arange(len(frame), dtype=np.int64)))


class Kept:
    """What a filter keeps of the articles, events and quotes of the corpus it was applied to.

    Parameters
    ----------
    positions : mapping of str to array of int
        Positions of the rows kept, ascending.
    totals : callable
        Frame to how many rows it has.
    """

    def __init__(self, positions: Mapping[str, Any], totals: Callable[[str], int]) -> None:
        self.positions = dict(positions)
        self._totals = totals

    @cached_property
    def masks(self) -> dict[str, Any]:
        """Boolean arrays over the rows of each frame."""
        out = {}
        for name, positions in self.positions.items():
            out[name] = np.zeros(self._totals(name), dtype=bool)
            out[name][positions] = True
        return out


assert set(OF_ARTICLES) < {*schema.FRAMES, "rejected_quotes"}
