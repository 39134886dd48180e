"""Parquet: batch by batch, only the columns that state a field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, record

_BATCH = 64


def read_parquet(path: Path) -> Iterator[Draft | Fault]:
    """Read a Parquet table; rows count from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if path.stat().st_size == 0:
        yield Fault("the file is empty")
        return
    try:
        with pq.ParquetFile(path) as table:
            names = table.schema_arrow.names
            columns = assign(names)
            if "text" not in columns:
                yield Fault(lacks_text(names))
                return
            wanted = {field: names[position] for field, position in columns.items()}
            if table.metadata.num_rows == 0:
                yield Fault("the table has no rows")
            number = 0
            for batch in table.iter_batches(_BATCH, columns=list(wanted.values())):
                for values in batch.to_pylist():
                    number += 1
                    yield record({field: values[name] for field, name in wanted.items()}, number)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        yield Fault(f"the Parquet file is damaged or cut short: {str(error).splitlines()[0][:160]}")
