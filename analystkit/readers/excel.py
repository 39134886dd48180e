"""Excel workbooks: every sheet that has a column with the text; cells' values, never formulas; bombs refused unopened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analystkit.errors import MissingExtra
from analystkit.readers import limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, only_part, record
from analystkit.readers.office import unsafe


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
    fault = unsafe(path, "workbook", "an Excel workbook (.xlsx)")
    if fault:
        yield Fault(fault)
        return
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        found: list[str] = []
        room = _Room()
        for sheet in book.worksheets:
            # The size a sheet declares may be a lie that makes every row a million cells wide.
            sheet.reset_dimensions()
            rows = _sheet(sheet, room)
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


class _Room:
    """The cells of a workbook, added up."""

    def __init__(self) -> None:
        self._cells = 0

    def taken_by(self, cells: Sequence[Any]) -> bool:
        """Count a row and say whether it is one too many."""
        self._cells += limits.ROW_CELLS + len(cells)
        return self._cells > limits.SHEET_CELLS


def _sheet(sheet: Any, room: _Room) -> Iterator[Draft | Fault | list[str]]:
    columns: dict[str, int] | None = None
    names: list[Any] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if room.taken_by(cells):
            yield Fault(
                f"the sheets spread over more rows and columns than are read: nothing after row {number} was read",
                number,
            )
            return
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
        yield record(values, number, only_part(names[columns["text"]]))
