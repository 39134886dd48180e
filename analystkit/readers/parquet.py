"""Parquet: batch by batch, only the columns that state a field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, only_part, record

_BATCH = 64


def read_parquet(path: Path) -> Iterator[Draft | Fault]:
    """Read a Parquet table; rows count from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if path.stat().st_size == 0:
        yield Fault("the file is empty")
        return
    try:
        schema = pq.read_schema(path)
        names = schema.names
        columns = assign(names)
        if "text" not in columns:
            yield Fault(lacks_text(names))
            return
        wanted = {field: names[position] for field, position in columns.items()}
        part = only_part(wanted["text"])
        # As dictionaries: a text that a small file repeats a thousand times is held once.
        strings = [name for name in wanted.values() if _is_text(schema.field(name).type)]
        with pq.ParquetFile(path, read_dictionary=strings) as table:
            if table.metadata.num_rows == 0:
                yield Fault("the table has no rows")
            number = 0
            for batch in table.iter_batches(_BATCH, columns=list(wanted.values())):
                held = {field: batch.column(name) for field, name in wanted.items()}
                for row in range(batch.num_rows):
                    number += 1
                    yield record({field: column[row].as_py() for field, column in held.items()}, number, part)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        yield Fault(f"the Parquet file is damaged or cut short: {str(error).splitlines()[0][:160]}")


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind))
