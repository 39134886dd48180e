"""CSV and TSV: row by row in flat memory, everything as text, a bad row refused by its line number and no other."""

from __future__ import annotations

import csv
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.fields import assign, lacks_text, only_part, record, unused

_DELIMITERS = (",", ";", "\t", "|")
# Lines read again after a quotation mark that was never closed; beyond, the rest of the file is refused as a whole.
_REREAD = 500_000
_FIELD_LIMIT = threading.Lock()


def read_csv(path: Path) -> Iterator[Draft | Fault]:
    """Read a table with a header row; the delimiter is the one that yields known column names."""
    yield from _read(path, _DELIMITERS)


def read_tsv(path: Path) -> Iterator[Draft | Fault]:
    """Read a table whose columns are separated by tabs."""
    yield from _read(path, ("\t",))


def _read(path: Path, delimiters: tuple[str, ...]) -> Iterator[Draft | Fault]:
    lines = _Lines(path)
    header = lines.header()
    if not header:
        yield Fault("the file is empty")
        return
    names, delimiter = _header(header, delimiters)
    rows = _rows(lines, delimiter)
    first = next(rows)
    if isinstance(first, Fault):
        yield first
        return
    names = first[1]
    columns = assign(names)
    if "text" not in columns:
        yield Fault(lacks_text(names))
        return
    part = only_part(names[columns["text"]])
    doubt = unused(names)
    if doubt is not None:
        yield doubt
    empty = True
    for row in rows:
        if isinstance(row, Fault):
            empty = False
            yield row
            continue
        number, cells = row
        if not any(cell.strip() for cell in cells):
            continue
        empty = False
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(names):
            yield Fault(f"expected {len(names)} cells as in the header, found {len(cells)}", number)
            continue
        values = {field: cells[position] for field, position in columns.items()}
        yield record(values, number, (*lines.notes_upto(number), *part))
    if empty:
        yield Fault("the table has no rows")


def _header(line: str, delimiters: tuple[str, ...]) -> tuple[list[str], str]:
    best: tuple[int, list[str], str] = (-1, [], delimiters[0])
    for delimiter in delimiters:
        names = _next_row(csv.reader([line], delimiter=delimiter))
        known = len(assign(names))
        if known > best[0]:
            best = (known, names, delimiter)
    return best[1], best[2]


class _Lines:
    """The lines of a file, to be given back where a row turns out to have swallowed others."""

    def __init__(self, path: Path) -> None:
        self._stream = encoding.lines(path)
        self._back: deque[tuple[int, str]] = deque()
        self._detected: dict[int, str] = {}
        self._noted = False
        self.taken: list[tuple[int, str]] = []
        self.reread = 0

    def header(self) -> str:
        """Return the first line that is not blank, without taking it."""
        while (entry := self._next()) is not None:
            if entry[1].strip():
                self._back.append(entry)
                return entry[1]
        return ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        entry = self._next()
        if entry is None or len(self.taken) >= limits.RECORD_LINES:
            if entry is not None:
                self._back.appendleft(entry)
            raise StopIteration
        self.taken.append(entry)
        return entry[1]

    def give_back(self) -> None:
        """Return all lines of the row but its first."""
        self.reread += len(self.taken) - 1
        self._back.extendleft(reversed(self.taken[1:]))

    def more(self) -> bool:
        entry = self._next()
        if entry is not None:
            self._back.appendleft(entry)
        return entry is not None

    def notes_upto(self, number: int) -> tuple[str, ...]:
        """Return the note on the encoding, once, with the first row it concerns."""
        if self._noted or not self._detected:
            return ()
        line, note = next(iter(self._detected.items()))
        self._noted = True
        return (f"line {line} is {note}; so are further ones",) if line else ()

    def _next(self) -> tuple[int, str] | None:
        if self._back:
            return self._back.popleft()
        for number, line, note in self._stream:
            if note and not self._detected:
                self._detected[number] = note
            return number, line
        return None


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    while lines.more():
        lines.taken = []
        # A reader a row: after an error its state cannot be trusted, and its lines must be known.
        try:
            cells = _next_row(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            first = lines.taken[0][0] if lines.taken else 0
            unclosed = len(lines.taken) > 1
            if unclosed:
                lines.give_back()
            yield Fault(_reason(error, unclosed), first)
            if lines.reread > _REREAD:
                yield Fault(
                    f"too many quotation marks are never closed: nothing after line {first} was read", first
                )
                return
            continue
        if cells:
            yield lines.taken[0][0], cells


def _next_row(reader: Iterator[list[str]]) -> list[str]:
    # The limit on a cell is a setting of the whole csv module: raised for this row only, for a long article may exceed 131,072.
    with _FIELD_LIMIT:
        before = csv.field_size_limit(limits.TEXT_BYTES)
        try:
            return next(reader)
        finally:
            csv.field_size_limit(before)


def _reason(error: csv.Error, unclosed: bool) -> str:
    if unclosed:
        return "a quotation mark opens a cell here and is not closed properly; the lines below were read on their own"
    return f"the row is no valid CSV: {error}"
