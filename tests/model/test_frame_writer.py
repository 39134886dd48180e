"""A frame's file: its bytes come from the rows alone, whatever pieces and whatever older file they came from."""

import io

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analystkit.errors import StoreError
from analystkit.model import frame_writer, parquet, schema
from analystkit.model.frame_writer import FrameWriter, piece_size, write
from analystkit.model.parquet_chunks import ChunkWriter, Source
from analystkit.model.thrift import read_struct, write_struct


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch):
    monkeypatch.setattr(frame_writer, "_ROWS", 64)
    monkeypatch.setattr(frame_writer, "_GROUP_ROWS", {})


def events(number, incident="in"):
    rows = [
        {"event_id": f"ev{n}", "article_id": f"a{n // 3}", "part": "text", "start": n, "end": n + 4, "trigger": "shelled",
         "event_type": ("ASSAULT", "PROTEST")[n % 2], "source_ids": [f"ac{n}"] * (n % 3), "killed_min": n if n % 4 else None,
         "date_start": pd.Timestamp("2023-05-01", tz="UTC") if n % 5 else None, "incident_id": f"{incident}{n // 2}",
         "background": n % 7 == 0, "latitude": n / 3}
        for n in range(number)
    ]  # fmt: skip
    return schema.to_frame("events", rows)


def filled(frame):
    types = parquet.arrow_schema("events")
    return {
        name: pa.array(frame[name], type=types.field(name).type, from_pandas=True)
        for name in ("incident_id", "source_ids")
    }


def test_pieces_are_small_at_first_and_none_is_much_of_the_whole():
    sizes = [piece_size(number, 2_048, 65_536) for number in range(80)]
    assert sizes == sorted(sizes) and sizes[7] == 2_048 < sizes[8] and sizes[-1] == 65_536
    assert all(size <= max(2_048, sum(sizes[:number]) / 7) for number, size in enumerate(sizes))
    assert piece_size(0, 5, 5) == piece_size(10**9, 5, 5) == 5
    assert piece_size(40, 1, 64) > piece_size(20, 1, 64) > 1


@pytest.mark.parametrize("piece", [1, 7, 1_000])
def test_the_bytes_come_from_the_rows_not_from_the_pieces(piece, tmp_path):
    frame = events(101)
    write("events", frame, tmp_path / "whole.parquet")
    with FrameWriter("events", tmp_path / "pieces.parquet") as writer:
        for start in range(0, 101, piece):
            writer.add(parquet.to_arrow("events", frame.iloc[start : start + piece].reset_index(drop=True)))
    assert (tmp_path / "pieces.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert pq.read_metadata(tmp_path / "whole.parquet").num_row_groups > 10
    write("events", frame, tmp_path / "one.parquet", growing=False)
    # Of 64 rows at most.
    assert pq.read_metadata(tmp_path / "one.parquet").num_row_groups == 2
    pd.testing.assert_frame_equal(parquet.read("events", tmp_path / "whole.parquet"), frame)
    pd.testing.assert_frame_equal(parquet.read("events", tmp_path / "one.parquet"), frame)


@pytest.mark.parametrize("stands", [0, 1, 16, 17, 60, 101])
@pytest.mark.parametrize("of", [60, 101])
def test_rows_taken_over_give_the_bytes_of_rows_written(stands, of, tmp_path):
    stands = min(stands, of)
    write("events", events(of, incident="old"), tmp_path / "old.parquet")
    new = events(101)
    write("events", new, tmp_path / "whole.parquet")
    with FrameWriter("events", tmp_path / "grown.parquet") as writer:
        writer.take_over(tmp_path / "old.parquet", stands, filled(new))
        assert writer.rows == stands
        writer.add(parquet.to_arrow("events", new.iloc[stands:].reset_index(drop=True)))
    assert (tmp_path / "grown.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_only_columns_that_are_filled_and_the_last_group_are_encoded(tmp_path, monkeypatch):
    write("events", events(60), tmp_path / "old.parquet")
    seen = []
    real = frame_writer.encoded
    monkeypatch.setattr(
        frame_writer, "encoded", lambda table: seen.append((table.num_rows, table.num_columns)) or real(table)
    )
    with FrameWriter("events", tmp_path / "grown.parquet") as writer:
        writer.take_over(tmp_path / "old.parquet", 60, filled(events(60, incident="new")))
    whole = len(schema.columns("events"))
    assert {columns for _, columns in seen} == {2, whole}
    assert sum(rows for rows, columns in seen if columns == whole) <= max(2, 60 // 7)
    written = pd.read_parquet(tmp_path / "grown.parquet")
    assert written["incident_id"].tolist() == [f"new{n // 2}" for n in range(60)]
    assert written["trigger"].eq("shelled").all()


def test_other_tools_read_what_was_put_together(tmp_path):
    write("events", events(90), tmp_path / "old.parquet")
    new = events(101)
    with FrameWriter("events", tmp_path / "grown.parquet") as writer:
        writer.take_over(tmp_path / "old.parquet", 90, filled(new))
        writer.add(parquet.to_arrow("events", new.iloc[90:].reset_index(drop=True)))
    path = str(tmp_path / "grown.parquet")
    asked = "SELECT count(*), sum(start), count(killed_min), sum(len(source_ids)) FROM read_parquet($path) WHERE event_type = 'PROTEST'"
    found = duckdb.execute(asked, {"path": path}).fetchone()
    odd = new[new["event_type"] == "PROTEST"]
    assert found == (
        len(odd),
        odd["start"].sum(),
        odd["killed_min"].count(),
        odd["source_ids"].map(len).sum(),
    )
    held = pq.read_metadata(path)
    groups = [held.row_group(group) for group in range(held.num_row_groups)]
    assert sum(group.num_rows for group in groups) == held.num_rows == 101
    column = schema.columns("events").index("start")
    lows = [group.column(column).statistics.min for group in groups]
    assert lows == sorted(lows) and lows[-1] > 80
    assert pq.ParquetFile(path).read_row_group(len(groups) - 1).column("event_id")[-1].as_py() == "ev100"


def test_the_end_of_a_file_is_read_and_written_as_it_was(tmp_path):
    table = pa.table(
        {
            "n": [1, -5, 2**40, None],
            "x": [0.5, None, 1.0, -2.0],
            "t": ["a", "b", None, "\u00e9"],
            "l": [[1], [], None, [2, 3]],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1, write_page_index=True)
    data = (tmp_path / "a.parquet").read_bytes()
    end = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
    assert write_struct(read_struct(end)) == end
    with pytest.raises(ValueError, match="ends in the middle"):
        read_struct(end[: len(end) // 2])
    odd = {
        1: (1, True),
        2: (2, False),
        40: (3, 7),
        900: (7, b"12345678"),
        901: (9, (8, [b""] * 20)),
        902: (10, (1, [1, 2])),
    }
    assert read_struct(write_struct(odd)) == odd
    with pytest.raises(ValueError, match="compact protocol"):
        read_struct(b"\x1b\x00")


def test_chunks_find_their_places_in_another_file(tmp_path):
    table = pa.table({"n": list(range(9)), "t": [f"text {n}" for n in range(9)]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=4)
    out = io.BytesIO()
    writer = ChunkWriter(out, table.schema)
    with (tmp_path / "a.parquet").open("rb") as stream:
        source = Source(stream)
        assert source.rows == [4, 4, 1]
        for group in (2, 0):
            writer.add(source.rows[group], source.chunks(group))
    writer.close()
    assert pq.read_table(io.BytesIO(out.getvalue()))["n"].to_pylist() == [8, 0, 1, 2, 3]


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"\xff" * 40])
def test_a_file_that_does_not_end_as_parquet_does_is_refused(damage):
    with pytest.raises(StoreError, match="not a whole Parquet file"):
        Source(io.BytesIO(damage))


def test_categories_of_pieces_with_dictionaries_of_their_own_are_those_of_texts():
    pieces = [["b", None, "a"], ["c", "b"], [], [None]]
    coded = pa.chunked_array([pa.array(piece, pa.large_string()).dictionary_encode() for piece in pieces])
    texts = pa.chunked_array([pa.array(piece, pa.large_string()) for piece in pieces])
    expected = schema.coerce("dates", pd.DataFrame({"type": [v for piece in pieces for v in piece]}))["type"]
    for column in (coded, texts, texts.cast(pa.string()).dictionary_encode()):
        table = parquet.plain(pa.table({"type": column}), categories=True)
        found = parquet.to_frame("dates", table, ["type"])["type"]
        pd.testing.assert_series_equal(found, expected)
    nothing = parquet.to_frame("dates", pa.table({"type": coded.slice(0, 0)}), ["type"])["type"]
    assert list(nothing.cat.categories) == [] and len(nothing) == 0
