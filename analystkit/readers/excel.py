"""Excel workbooks: every sheet that has a column with the text; cells' values, never formulas; bombs refused unopened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analystkit.errors import MissingExtra
from analystkit.readers import limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, record

_XML_HEAD = 65_536


def read_excel(path: Path) -> Iterator[Draft | Fault]:
    """Read a .xlsx workbook; rows are numbered as Excel numbers them, the first row that is not empty is the header.

    Raises
    ------
    MissingExtra
        If openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("openpyxl", "excel") from error
    fault = _unsafe(path)
    if fault:
        yield Fault(fault)
        return
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        found: list[str] = []
        for sheet in book.worksheets:
            # The size a sheet declares may be a lie that makes every row a million cells wide.
            sheet.reset_dimensions()
            rows = _sheet(sheet)
            first = next(rows, None)
            if first is None:
                continue
            if isinstance(first, list):
                found.extend(first)
                continue
            yield first
            for item in rows:
                if not isinstance(item, list):
                    yield item
            found.append("")
        if not any(name == "" for name in found):
            yield Fault(lacks_text(found) if found else "the workbook is empty")
    finally:
        book.close()


def _sheet(sheet: Any) -> Iterator[Draft | Fault | list[str]]:
    columns: dict[str, int] | None = None
    names: list[Any] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not any(cell is not None and cell != "" for cell in cells):
            continue
        if columns is None:
            names = list(cells)
            columns = assign("" if name is None else name for name in names)
            if "text" not in columns:
                yield [str(name) for name in names if name is not None]
                return
            continue
        values = {field: cells[at] if at < len(cells) else None for field, at in columns.items()}
        yield record(values, number)


def _unsafe(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if size > limits.WORKBOOK_BYTES or len(entries) > 10_000:
                return f"the workbook unpacks to {size // limits.MEGABYTE} MB in {len(entries)} parts, more than is read"
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(entry) as stream:
                        head = stream.read(_XML_HEAD).replace(b"\x00", b"")
                    # No workbook program writes a document type; the entities it could define are an attack.
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        return "the workbook declares XML entities, which no spreadsheet program does: not opened"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        return f"expected an Excel workbook (.xlsx), found a file that is damaged or of another kind: {error}"
    return ""
