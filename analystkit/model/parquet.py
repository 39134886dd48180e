"""Frames as Parquet with the same types in every file, whatever rows it holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.errors import StoreError
from analystkit.model import schema

if TYPE_CHECKING:
    import pyarrow as pa


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


def write(name: str, frame: pd.DataFrame, path: Path) -> None:
    """Write one frame; the file appears whole or not at all.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame[schema.columns(name)], schema=arrow_schema(name), preserve_index=False)
    # Statements about the writer differ from run to run; the same rows must give the same bytes.
    table = table.replace_schema_metadata({})
    staged = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        pq.write_table(table, staged, compression="zstd")
        with staged.open("rb+") as handle:
            os.fsync(handle.fileno())
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise StoreError(
            f"cannot write {path}: {error.strerror or error}; free some space or choose another folder"
        ) from error


def read(name: str, path: Path) -> pd.DataFrame:
    """Read one frame back in the types of the contract.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table: Any = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        reason = " ".join(str(error).split())[:160]
        raise StoreError(f"cannot read {path.name}: {reason}; restore the file or extract again") from error
    return schema.coerce(name, table.to_pandas())
