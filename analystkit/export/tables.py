"""Frames as tables: CSV, Excel and Parquet."""

from __future__ import annotations

import csv as csv_writer
import io
import math
import os
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.provenance import sentence
from analystkit.errors import InputError, MissingExtra
from analystkit.export.cleaning import CELL_LIMIT, Changes, allowed, cell
from analystkit.export.readable import about, with_names
from analystkit.export.sheet_columns import reading_order, wide_enough
from analystkit.export.target import as_json, file_target, frames_target, write
from analystkit.model import schema

# What analysts open in a spreadsheet; sentences and mentions are many and only matter to programs.
SHEETS = ("events", "incidents", "quotes", "actors", "articles", "dates", "places", "problems")
_SHEET_ROWS = 1_048_575
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_DAYS = frozenset({"date_start", "date_end", "first_seen", "last_seen"})


def csv(
    corpus: Any, folder: str | os.PathLike[str], *, frames: Sequence[str] | None = None, defuse: bool = True
) -> list[Path]:
    """Write one CSV file a frame, and ``provenance.json``.

    Parameters
    ----------
    corpus : Corpus
    folder : path
        Made if it is not there; files are called ``events.csv`` and so on.
    frames : sequence of str, optional
        Which frames; all by default.
    defuse : bool
        Put an apostrophe before cells that a spreadsheet would run as a formula. Turn it off only for programs that read the
        file; ``provenance.json`` counts what was changed. For exact texts take Parquet.

    Returns
    -------
    list of Path
        The files written. UTF-8 with a byte order mark (so that Excel reads it), comma, ``\\r\\n``; lists are JSON, whole
        days ``YYYY-MM-DD``, other instants ISO 8601 in UTC, missing values empty.

    Raises
    ------
    InputError
        If a frame is not known, or `folder` is a file or named like one.
    """
    target = frames_target(folder, ".csv")
    written, notes = [], {}
    for name in _chosen(frames, tuple(schema.FRAMES)):
        changes = Changes()
        frame = with_names(corpus, name)
        buffer = io.StringIO(newline="")
        writer = csv_writer.writer(buffer)
        writer.writerow(frame.columns)
        columns = [[_plain(v, column) for v in frame[column]] for column in frame.columns]
        for row in zip(*columns, strict=True):
            writer.writerow([_text_cell(v, changes, defuse) for v in row])
        written.append(write(target / f"{name}.csv", ("\ufeff" + buffer.getvalue())))
        notes[name] = {"rows": len(frame), "changes": changes.sentence()}
    written.append(write(target / "provenance.json", as_json({**about(corpus), "files": notes})))
    return written


def excel(corpus: Any, path: str | os.PathLike[str], *, frames: Sequence[str] = SHEETS) -> Path:
    """Write a workbook with a sheet a frame, and one that says where it comes from.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .xlsx.
    frames : sequence of str
        Which frames, in this order.

    Returns
    -------
    Path
        The file. What people read stands in front, ids and offsets behind. Every text is stored as text, never as a formula; texts longer than a cell holds (32,767) are cut, characters a workbook
        cannot hold are dropped, and the first sheet counts both.

    Raises
    ------
    MissingExtra
        If openpyxl is not installed.
    InputError
        If a frame is not known, or `path` does not end in .xlsx.
    """
    target = file_target(path, (".xlsx",))
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtra("openpyxl", "excel") from error
    book = Workbook(write_only=True)
    front = book.create_sheet("about")
    changes = Changes()
    cut_rows = []

    def styled(sheet: Any, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        clean = allowed(value, changes)
        if len(clean) > CELL_LIMIT:
            clean = clean[: CELL_LIMIT - 1] + "…"
            changes.cut += 1
        made = WriteOnlyCell(sheet, value=clean)
        # Said outright: openpyxl would take "=..." for a formula and "#N/A" for an error.
        made.data_type = "s"
        if clean[:1] in "=+-@'":
            made.quotePrefix = True
        return made

    for name in _chosen(frames, tuple(schema.FRAMES)):
        frame = with_names(corpus, name)
        frame = frame[reading_order(list(map(str, frame.columns)))]
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        head = [WriteOnlyCell(sheet, value=str(column)) for column in frame.columns]
        for made in head:
            made.font = Font(bold=True)
        if len(frame) > _SHEET_ROWS:
            cut_rows.append(f"{name}: the first {_SHEET_ROWS:,} of {len(frame):,} rows")
            frame = frame.head(_SHEET_ROWS)
        columns = [[_excel_value(v, column) for v in frame[column]] for column in frame.columns]
        for number, (column, values) in enumerate(zip(frame.columns, columns, strict=True), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = wide_enough(column, values)
        sheet.append(head)
        for row in zip(*columns, strict=True):
            sheet.append([styled(sheet, v) for v in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(frame.shape[1])}{len(frame) + 1}"
    facts = about(corpus)
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 18, 100
    for key, value in facts.items():
        front.append([styled(front, key), styled(front, value)])
    for note in (changes.sentence(), *cut_rows, sentence(facts)):
        if note:
            front.append([styled(front, "note"), styled(front, note)])
    book.properties.creator = f"analystkit {facts['version']}"
    book.properties.description = allowed(sentence(facts))
    buffer = io.BytesIO()
    book.save(buffer)
    return write(target, _timeless(buffer))


def parquet(
    corpus: Any, folder: str | os.PathLike[str], *, frames: Sequence[str] | None = None
) -> list[Path]:
    """Write one Parquet file a frame, exactly as it is, and ``provenance.json``.

    Parameters
    ----------
    corpus : Corpus
    folder : path
        Made if it is not there.
    frames : sequence of str, optional
        Which frames; all by default.

    Returns
    -------
    list of Path
        The files written. Types are the same whatever the rows; DuckDB, Polars, R and Spark read them.

    Raises
    ------
    InputError
        If a frame is not known, or `folder` is a file or named like one.
    """
    from analystkit.analysis.frames import frame_of
    from analystkit.model.frame_writer import write as write_frame

    target = frames_target(folder, ".parquet")
    written = []
    for name in _chosen(frames, tuple(schema.FRAMES)):
        path = target / f"{name}.parquet"
        write_frame(name, frame_of(corpus, name), path)
        written.append(path)
    written.append(write(target / "provenance.json", as_json(about(corpus))))
    return written


def _chosen(frames: Sequence[str] | None, known: tuple[str, ...]) -> Sequence[str]:
    wanted = known if frames is None else (frames,) if isinstance(frames, str) else tuple(frames)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise InputError(
            f"no frame is called {', '.join(map(repr, unknown))}; the frames are {', '.join(known)}"
        )
    return wanted


def _plain(value: Any, column: str) -> Any:
    if isinstance(value, list):
        return as_json(value, indent=None)
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if column in _DAYS else value.isoformat()
    return value


def _text_cell(value: Any, changes: Changes, defuse: bool) -> Any:
    if not isinstance(value, str):
        return value
    return cell(value, changes) if defuse else allowed(value, changes)


def _timeless(book: io.BytesIO) -> bytes:
    # A workbook holds the time of writing in its properties and once for each part of the archive; without it the same corpus gives the
    # same bytes.
    again = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            stored = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            stored.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stored, content)
    return again.getvalue()


def _excel_value(value: Any, column: str) -> Any:
    # Workbooks know no time zone and no day before 1900.
    if isinstance(value, pd.Timestamp) and value.year >= 1901:
        return value.date() if column in _DAYS else value.tz_localize(None).to_pydatetime(warn=False)
    plain = _plain(value, column)
    if plain == "":
        return None
    return plain.item() if hasattr(plain, "item") else plain
