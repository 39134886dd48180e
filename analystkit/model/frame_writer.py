"""Writing a frame piece by piece to one Parquet file, taking over what an older file of it holds encoded."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pandas as pd

from analystkit.model import parquet
from analystkit.model.parquet_chunks import ChunkWriter, Source, encoded
from analystkit.model.staging import staged

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a row group: what a reader must take at once, and a writer hold. Articles carry their texts.
_GROUP_ROWS = {"articles": 4_096}
_ROWS = 65_536
# The first row groups are so many times smaller: of a small frame too most is in groups that stay when rows are added.
_SMALLER = 16
# Frames that resolution makes anew each time.
_WHOLE = frozenset({"actors", "incidents"})
# So many pieces are of the first size.
_FIRST_PIECES = 8


def piece_size(number: int, first: int, most: int) -> int:
    """Return how large the piece of a number is: small at first, later by an eighth larger each, so none is much of the whole.

    It depends on nothing else: what is cut piece by piece is cut as it would be in one go.
    """
    size = first
    for _ in range(number - _FIRST_PIECES + 1):
        if size >= most:
            break
        size += max(1, size // 8)
    return min(size, most)


class FrameWriter:
    """Write one frame piece by piece; the file appears whole when the block ends well, else not at all.

    The bytes depend on the rows alone, not on the pieces they came in, nor on what was taken over.

    Parameters
    ----------
    name : str
        A key of `schema.FRAMES`.
    path : Path
        The file.
    growing : bool, default True
        Begin with small row groups. What is written once and read whole is better off with large ones.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """

    def __init__(self, name: str, path: Path, *, growing: bool = True) -> None:
        self._schema = parquet.arrow_schema(name)
        self._most = _GROUP_ROWS.get(name, _ROWS)
        self._first = max(1, self._most // _SMALLER) if growing and name not in _WHOLE else self._most
        self._path = path
        self._waiting: list[pa.Table] = []
        self._held = 0
        self._groups = 0
        self.rows = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            beside = stack.enter_context(staged(self._path))
            # A full disk may show already at the file's first bytes.
            self._sink = stack.enter_context(beside.open("wb"))
            self._writer = ChunkWriter(self._sink, self._schema)
            self._stack = stack.pop_all()
        return self

    def take_over(self, path: Path, rows: int, filled: Mapping[str, pa.Array]) -> None:
        """Begin with the first rows of an older file of this frame, with other values in some columns.

        Parameters
        ----------
        path : Path
            The file; it was written by this class, in this version.
        rows : int
            How many of its rows.
        filled : mapping of str to Array
            The values of columns that are not taken over, in these rows.
        """
        import pyarrow as pa

        kept = [column for column in self._schema.names if column not in filled]
        new = pa.schema([field for field in self._schema if field.name in filled])
        with path.open("rb") as stream:
            source = Source(stream)
            for group, size in enumerate(source.rows):
                if self.rows + size > rows or size != self._next_size():
                    break
                made = pa.table([filled[name].slice(self.rows, size) for name in new.names], schema=new)
                chunks = {
                    chunk.column: chunk
                    for chunk in (*source.chunks(group, kept), *(encoded(made).chunks(0) if filled else ()))
                }
                self._writer.add(size, [chunks[column] for column in self._schema.names])
                self._groups += 1
                self.rows += size
        # Of the group after these there are too few rows, or too many.
        rest = parquet.row_groups(path, first=self._groups)
        while self.rows < rows:
            self.add(with_columns(next(rest).slice(0, rows - self.rows), filled, self.rows))

    def add(self, table: pa.Table) -> None:
        """Add rows: a table of `arrow_schema`."""
        self._waiting.append(parquet.plain(table))
        self._held += table.num_rows
        self.rows += table.num_rows
        if self._held >= self._next_size():
            self._flush(whole=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._flush(whole=True)
                self._writer.close()
        # What closing a half-written file on a full disk raises must still take the file away.
        except BaseException as late:
            self._stack.__exit__(type(late), late, late.__traceback__)
            raise
        self._stack.__exit__(kind, error, trace)

    def _next_size(self) -> int:
        return piece_size(self._groups, self._first, self._most)

    def _flush(self, *, whole: bool) -> None:
        import pyarrow as pa

        if not self._waiting:
            return
        table = pa.concat_tables(self._waiting)
        while table.num_rows >= self._next_size() or (whole and table.num_rows):
            size = min(self._next_size(), table.num_rows)
            group = encoded(parquet.categorised(table.slice(0, size), self._schema))
            self._writer.add(size, group.chunks(0))
            self._groups += 1
            table = table.slice(size)
        self._waiting, self._held = ([table], table.num_rows) if table.num_rows else ([], 0)


def write(name: str, frame: pd.DataFrame, path: Path, *, growing: bool = True) -> None:
    """Write one frame; the file appears whole or not at all.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """
    with FrameWriter(name, path, growing=growing) as writer:
        writer.add(parquet.to_arrow(name, frame))


def with_columns(table: pa.Table, columns: Mapping[str, pa.Array], start: int) -> pa.Table:
    """Return the table with columns replaced by the values from `start` on."""
    for name, values in columns.items():
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), values.slice(start, table.num_rows))
    return table
