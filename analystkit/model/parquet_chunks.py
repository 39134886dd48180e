"""Parquet files put together of column chunks that are encoded already.

Decoding and encoding is what a file costs, not its bytes. pyarrow has no way to put a chunk of one file into another, so the chunks are
copied here, and the end of the file, which says where each lies, is written for their new places.
https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from analystkit.errors import StoreError
from analystkit.model.thrift import I64, LIST, STRUCT, Struct, read_struct, write_struct

if TYPE_CHECKING:
    import pyarrow as pa

_MAGIC = b"PAR1"
# Fields by their numbers in parquet.thrift: of FileMetaData, RowGroup, ColumnChunk and ColumnMetaData.
_NUM_ROWS, _ROW_GROUPS = 3, 4
_COLUMNS, _TOTAL_BYTE_SIZE, _GROUP_NUM_ROWS, _GROUP_OFFSET, _GROUP_COMPRESSED_SIZE = 1, 2, 3, 5, 6
_FILE_OFFSET, _META_DATA = 2, 3
_PATH_IN_SCHEMA, _UNCOMPRESSED_SIZE, _COMPRESSED_SIZE = 3, 6, 7
_DATA_PAGE, _INDEX_PAGE, _DICTIONARY_PAGE = 9, 10, 11
# Behind the structure at the end stand its length and the mark.
_TAIL = 8


@dataclass(frozen=True, slots=True)
class Chunk:
    """The values of a column in one row group, encoded: what the file says of them, and their bytes."""

    column: str
    said: Struct
    data: bytes


class Source:
    """A Parquet file whose chunks are wanted.

    Parameters
    ----------
    stream : binary file
        The file, open for reading.

    Raises
    ------
    StoreError
        If it does not end as a Parquet file does.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        try:
            end = stream.seek(-_TAIL, 2)
            length = int.from_bytes(stream.read(4), "little")
            stream.seek(end - length)
            self.said = read_struct(stream.read(length))
            self._groups: list[Struct] = self.said[_ROW_GROUPS][1][1]
        except (OSError, ValueError, KeyError) as error:
            raise StoreError(f"not a whole Parquet file ({error}); restore it or extract again") from error

    @property
    def rows(self) -> list[int]:
        """How many rows each row group has."""
        return [group[_GROUP_NUM_ROWS][1] for group in self._groups]

    def chunks(self, group: int, columns: Sequence[str] | None = None) -> Iterator[Chunk]:
        """Yield the chunks of a row group, or of some columns of it, in the order of the columns."""
        for said in self._groups[group][_COLUMNS][1][1]:
            meta: Struct = said[_META_DATA][1]
            column = meta[_PATH_IN_SCHEMA][1][1][0].decode()
            if columns is None or column in columns:
                self._stream.seek(_start(meta))
                yield Chunk(column, said, self._stream.read(meta[_COMPRESSED_SIZE][1]))


class ChunkWriter:
    """Write a Parquet file chunk by chunk.

    Parameters
    ----------
    sink : binary file
        Where to.
    schema : pyarrow.Schema
        The columns.
    """

    def __init__(self, sink: BinaryIO, schema: pa.Schema) -> None:
        self._sink = sink
        # All that the end says but the row groups: columns, types, who wrote it.
        self._said = encoded(schema.empty_table()).said
        self._groups: list[Struct] = []
        self._rows = 0
        self._at = sink.write(_MAGIC)

    def add(self, rows: int, chunks: Iterable[Chunk]) -> None:
        """Add a row group: a chunk for each column, in their order."""
        begun, unpacked = self._at, 0
        placed: list[Struct] = []
        for chunk in chunks:
            meta: Struct = chunk.said[_META_DATA][1]
            by = self._at - _start(meta)
            moved: Struct = {
                number: (I64, meta[number][1] + by)
                for number in (_DATA_PAGE, _INDEX_PAGE, _DICTIONARY_PAGE)
                if number in meta
            }
            placed.append({**chunk.said, _FILE_OFFSET: (I64, 0), _META_DATA: (STRUCT, {**meta, **moved})})
            unpacked += meta[_UNCOMPRESSED_SIZE][1]
            self._at += self._sink.write(chunk.data)
        group: Struct = {
            _COLUMNS: (LIST, (STRUCT, placed)),
            _TOTAL_BYTE_SIZE: (I64, unpacked),
            _GROUP_NUM_ROWS: (I64, rows),
            _GROUP_OFFSET: (I64, begun),
            _GROUP_COMPRESSED_SIZE: (I64, self._at - begun),
        }
        self._groups.append(group)
        self._rows += rows

    def close(self) -> None:
        """Write the end of the file."""
        said = write_struct(
            {**self._said, _NUM_ROWS: (I64, self._rows), _ROW_GROUPS: (LIST, (STRUCT, self._groups))}
        )
        self._sink.write(said + len(said).to_bytes(4, "little") + _MAGIC)


def encoded(table: pa.Table) -> Source:
    """Encode a table as the one row group of a file in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    # Chunks need no account of Arrow's types; only the end of a whole file does.
    with pq.ParquetWriter(sink, table.schema, compression="zstd", store_schema=not table.num_rows) as writer:
        if table.num_rows:
            writer.write_table(table, row_group_size=table.num_rows)
    return Source(pa.BufferReader(sink.getvalue()))


def _start(meta: Struct) -> int:
    """Return where a chunk begins: with its dictionary, if it has one, else with its first page."""
    places: list[int] = [
        meta[number][1] for number in (_DICTIONARY_PAGE, _DATA_PAGE) if number in meta and meta[number][1]
    ]
    return min(places)
