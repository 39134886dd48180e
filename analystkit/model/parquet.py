"""Frames as Parquet with the same types in every file, whatever rows it holds and in whatever pieces they came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.errors import StoreError
from analystkit.model import schema
from analystkit.model.places import is_remote
from analystkit.model.resting import collector_resting

if TYPE_CHECKING:
    import pyarrow as pa


@cache
def arrow_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of one frame of the contract."""
    import pyarrow as pa

    kinds = {
        "str": pa.large_string(), "category": pa.dictionary(pa.int32(), pa.large_string()), "int64": pa.int64(),
        "Int64": pa.int64(), "float64": pa.float64(), "boolean": pa.bool_(), "list": pa.list_(pa.large_string()),
        "instant": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    fields = [pa.field(column, kinds[kind]) for column, kind in schema.FRAMES[name].items()]
    if name == "quotes":
        at = [field.name for field in fields].index("segments")
        fields[at] = pa.field("segments", pa.list_(pa.list_(pa.int64())))
    return pa.schema(fields)


def to_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """Return the columns of the contract of one frame as an Arrow table of `arrow_schema`."""
    import pyarrow as pa

    if frame.empty:
        # Every corpus has some; their columns need no converting one by one.
        return arrow_schema(name).empty_table()
    table = pa.Table.from_pandas(frame[schema.columns(name)], schema=arrow_schema(name), preserve_index=False)
    # Statements about the writer differ from run to run; the same rows must give the same bytes.
    return table.replace_schema_metadata({})


def read_table(path: Path, columns: Sequence[str] | None = None, *, threads: bool = True) -> pa.Table:
    """Read a Parquet file, or some of its columns, as an Arrow table.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str, optional
        Which columns; all by default.
    threads : bool, default True
        Read columns side by side. Of many small files that takes twice the processor time, and hardly less of the clock.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    import pyarrow.parquet as pq

    # One file, not a data set: names of folders above it must not become columns.
    wanted = None if columns is None else list(columns)
    if is_remote(path):

        def fetched() -> pa.Table:
            with path.open("rb") as stream:
                return pq.ParquetFile(stream).read(columns=wanted, use_threads=threads)

        return _checked(path, fetched)
    return _checked(path, lambda: pq.ParquetFile(path).read(columns=wanted, use_threads=threads))


def row_groups(path: Path, columns: Sequence[str] | None = None, *, first: int = 0) -> Iterator[pa.Table]:
    """Yield the rows of a file of this machine, a row group at a time, from a group on.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    import pyarrow.parquet as pq

    file = _checked(path, lambda: pq.ParquetFile(path))
    for group in range(first, file.num_row_groups):
        yield _checked(path, lambda: file.read_row_group(group, columns, use_threads=False))  # noqa: B023 - called at once


def rows(path: Path) -> int:
    """Return how many rows a file has, from its end alone.

    Raises
    ------
    StoreError
        If the file is missing or does not end as a Parquet file does.
    """
    import pyarrow.parquet as pq

    return int(_checked(path, lambda: pq.read_metadata(path)).num_rows)


def read(name: str, path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read one frame, or some of its columns, back in the types of the contract.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    table = read_table(path, columns)
    frame: pd.DataFrame = _checked(path, lambda: to_frame(name, table, columns))
    return frame


def to_frame(name: str, table: pa.Table, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Turn an Arrow table into a frame of the contract, or into some of its columns.

    The result is that of `schema.coerce`; columns written in the types of the contract are taken over whole, not cell by cell.
    """
    wanted = plain_schema(name)
    names = [c for c in schema.columns(name) if columns is None or c in columns]
    made: dict[str, Any] = {}
    odd = []
    for column in names:
        kind = schema.FRAMES[name][column]
        if (
            column in table.column_names
            and _plain_type(table.schema.field(column).type) == wanted.field(column).type
        ):
            values = table.column(column)
            made[column] = (
                _category(values)
                if kind == "category"
                else _series(values.cast(wanted.field(column).type), kind)
            )
        else:
            odd.append(column)
    if odd or (columns is None and set(table.column_names) - set(names)):
        rest = table.select([c for c in table.column_names if c not in made]).to_pandas()
        rest = pd.DataFrame(rest, index=pd.RangeIndex(table.num_rows))
        coerced = schema.coerce(name, rest)
        made |= {column: coerced[column] for column in odd}
        made = {column: made[column] for column in names}
        if columns is None:
            made |= {column: coerced[column] for column in coerced.columns if column not in made}
    return pd.DataFrame(made, index=pd.RangeIndex(table.num_rows))


def _series(column: pa.ChunkedArray, kind: str) -> pd.Series:
    import pyarrow as pa
    import pyarrow.compute as pc

    if kind == "list":
        with collector_resting():
            return pd.Series([value or [] for value in column.to_pylist()], dtype=object)
    if kind == "str":
        return pd.Series(pc.fill_null(column, "").to_pandas(), dtype="str")
    if kind == "Int64":
        return pd.Series(column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get))
    if kind == "int64":
        return pd.Series(pc.fill_null(column, 0).to_pandas())
    if kind == "boolean":
        return pd.Series(
            pc.fill_null(column, False).to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
        )
    if kind == "instant":
        return pd.Series(column.to_pandas(), dtype=schema.INSTANT)
    return pd.Series(column.to_pandas())


def _category(column: pa.ChunkedArray) -> pd.Series:
    """Return a category whose categories are the values that occur, sorted, as `schema.coerce` makes them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if not len(column):
        return pd.Series(pd.Categorical([], categories=[]))
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    encoded = encoded.unify_dictionaries()
    # What is missing has the last place.
    values = [*(value or "" for value in encoded.chunk(0).dictionary.to_pylist()), ""]
    codes = np.concatenate(
        [pc.fill_null(chunk.indices, len(values) - 1).to_numpy() for chunk in encoded.chunks]
    )
    used = sorted({values[code] for code in np.bincount(codes).nonzero()[0]})
    place = {value: number for number, value in enumerate(used)}
    table = np.array([place.get(value, -1) for value in values], dtype=np.int32)
    return pd.Series(pd.Categorical.from_codes(table[codes], categories=pd.Index(used, dtype="str")))


def plain(table: pa.Table, *, categories: bool = False) -> pa.Table:
    """Return the table with texts of one kind, which can be put behind each other.

    Parameters
    ----------
    table : pyarrow.Table
        As it was read.
    categories : bool, default False
        Leave categories as they are: each piece has a dictionary of its own. By default they become texts.
    """
    import pyarrow as pa

    def kind(held: Any) -> Any:
        keep = categories and pa.types.is_dictionary(held)
        return pa.dictionary(held.index_type, _plain_type(held)) if keep else _plain_type(held)

    return table.cast(pa.schema([pa.field(f.name, kind(f.type)) for f in table.schema]))


@cache
def plain_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of one frame with its categories as texts."""
    import pyarrow as pa

    return pa.schema([pa.field(f.name, _plain_type(f.type)) for f in arrow_schema(name)])


def _plain_type(kind: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    # Read with some columns only, a file gives its texts back with short offsets.
    return pa.large_string() if pa.types.is_string(kind) else kind


def categorised(table: pa.Table, wanted: pa.Schema) -> pa.Table:
    """Return the table in the schema wanted; dictionaries list the values in the order in which they occur."""
    import pyarrow as pa

    table = table.combine_chunks()
    columns = [
        table.column(f.name).dictionary_encode() if pa.types.is_dictionary(f.type) else table.column(f.name)
        for f in wanted
    ]
    return pa.table(columns, schema=wanted)


def _checked(path: Path, read_it: Callable[[], Any]) -> Any:
    import pyarrow as pa

    try:
        return read_it()
    # Flipped bits may also leave texts that are none.
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:160]
        raise StoreError(f"cannot read {path.name}: {reason}; restore the file or extract again") from error
