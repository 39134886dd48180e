"""What is too much for memory and is needed only while something is worked out: arrays and records in files of no name.

The files are gone with the process, whatever ends it.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import IO, Any
from weakref import finalize

import numpy as np

_BUFFER = 1 << 20


class Scratch:
    """Where working files are kept: in a folder, or in memory while there is none.

    Parameters
    ----------
    folder : Path, optional
        A folder on a disk with room; without one everything stays in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def arrays(self, dtype: Any) -> Arrays:
        """Return an empty sequence of arrays."""
        return Arrays(dtype, self.folder)

    def table(self, rows: int, width: int, dtype: Any) -> np.ndarray[Any, Any]:
        """Return a table of zeros; what is never written to takes no room."""
        if self.folder is None or not rows:
            return np.zeros((rows, width), dtype=dtype)
        # The map holds the file, which has no name.
        with tempfile.TemporaryFile(dir=self.folder) as file:
            return _plain(np.memmap(file, dtype, "w+", shape=(rows, width)))

    def records(self) -> MutableMapping[str, Any]:
        """Return an empty mapping of texts to what JSON can say; in memory any value will do."""
        return {} if self.folder is None else Records(self.folder)


def _plain(mapped: np.memmap[Any, Any]) -> np.ndarray[Any, Any]:
    """Return a view that holds the map: each slice of the map itself takes some steps of Python, and they are many."""
    return mapped.view(np.ndarray)


def _nameless(owner: object, folder: Path) -> IO[bytes]:
    """Open a file that has no name, to be closed with its owner."""
    file = tempfile.TemporaryFile(dir=folder, buffering=_BUFFER)  # noqa: SIM115
    finalize(owner, file.close)
    return file


class Arrays:
    """Arrays of one type, added one after the other and read by number.

    Parameters
    ----------
    dtype : numpy dtype
        Of all of them.
    folder : Path, optional
        Where they are written; without one they stay in memory.
    """

    def __init__(self, dtype: Any, folder: Path | None = None) -> None:
        self._dtype = np.dtype(dtype)
        self._ends = array("q", [0])
        self._file = None if folder is None else _nameless(self, folder)
        self._held: list[np.ndarray[Any, Any]] = []
        self._mapped: np.ndarray[Any, Any] | None = None

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, values: np.ndarray[Any, Any]) -> None:
        """Add an array."""
        values = np.ascontiguousarray(values, dtype=self._dtype)
        if self._file is None:
            self._held.append(values)
        else:
            self._file.write(values.data)
            self._mapped = None
        self._ends.append(self._ends[-1] + len(values))

    def __getitem__(self, number: int) -> np.ndarray[Any, Any]:
        if self._file is None:
            return self._held[number]
        return self.whole()[self._ends[number] : self._ends[number + 1]]

    def whole(self) -> np.ndarray[Any, Any]:
        """Return all of them in a row; on the disk this is a view of the file."""
        if self._mapped is None:
            if self._file is None:
                return np.concatenate(self._held) if self._held else np.zeros(0, self._dtype)
            self._file.flush()
            size = self._ends[-1]
            self._mapped = (
                _plain(np.memmap(self._file, self._dtype, "r", shape=(size,)))
                if size
                else np.zeros(0, self._dtype)
            )
        return self._mapped


class Records(MutableMapping[str, Any]):
    """A mapping whose values lie on the disk as JSON; those last used are kept at hand.

    Sets come back as lists and counters as dicts, in the order they had.
    """

    def __init__(self, folder: Path, at_hand: int = 8_192) -> None:
        self._file = _nameless(self, folder)
        self._row: dict[str, int] = {}
        self._starts, self._sizes = array("q"), array("q")
        self._size = 0
        self._at_hand = at_hand
        self._recent: OrderedDict[str, Any] = OrderedDict()

    def __setitem__(self, key: str, value: Any) -> None:
        data = json.dumps(list(value) if isinstance(value, (set, frozenset)) else value).encode()
        self._file.seek(self._size)
        self._file.write(data)
        row = self._row.setdefault(key, len(self._starts))
        if row == len(self._starts):
            self._starts.append(0)
            self._sizes.append(0)
        self._starts[row], self._sizes[row] = self._size, len(data)
        self._size += len(data)
        self._recent.pop(key, None)

    def __getitem__(self, key: str) -> Any:
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        row = self._row[key]
        self._file.seek(self._starts[row])
        value = self._recent[key] = json.loads(self._file.read(self._sizes[row]))
        if len(self._recent) > self._at_hand:
            self._recent.popitem(last=False)
        return value

    def __delitem__(self, key: str) -> None:
        del self._row[key]
        self._recent.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)
