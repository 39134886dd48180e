"""Frames that come when they are first asked for, and are refused where they would not fit into memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import pandas as pd

from analystkit.errors import TooLargeError

Source = pd.DataFrame | Callable[[], pd.DataFrame]
# Where the machine does not say how much memory it has.
_MODEST = 4 * 2**30
# So few rows fit anywhere: not worth looking at how long they are, nor asking a database about them.
FEW = 50_000


class LazyFrames(Mapping[str, pd.DataFrame]):
    """A mapping of names to frames in which a frame may be given as the function that makes it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        # dict() of a LazyFrames would make all its frames.
        self._sources: dict[str, Source] = dict(
            sources._sources if isinstance(sources, LazyFrames) else sources
        )

    def __getitem__(self, name: str) -> pd.DataFrame:
        source = self._sources[name]
        if not isinstance(source, pd.DataFrame):
            source = self._sources[name] = source()
        return source

    def __contains__(self, name: object) -> bool:
        # Mapping's own answer would make the frame.
        return name in self._sources

    def made(self, name: str) -> bool:
        """Say whether a frame is there already."""
        return isinstance(self._sources.get(name), pd.DataFrame)

    def sources(self) -> dict[str, Source]:
        """Return the frames made so far and the functions that make the others."""
        return dict(self._sources)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def half_of_memory() -> int:
    """Return half of the machine's memory in bytes: what one frame may take by default."""
    with suppress(AttributeError, ValueError, OSError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    return _MODEST


def guarded(
    name: str,
    rows: Callable[[], int],
    row_bytes: Callable[[], float],
    memory: int,
    read: Callable[[], pd.DataFrame],
) -> Callable[[], pd.DataFrame]:
    """Return a reader of a frame that refuses one too large for memory.

    Parameters
    ----------
    name : str
        Which frame.
    rows, row_bytes : callable
        How many rows it has, and about how many bytes each takes.
    memory : int
        How many bytes it may take.
    read : callable
        Reads it.

    Raises
    ------
    TooLargeError
        From the reader: if the frame would take more.
    """

    def reader() -> pd.DataFrame:
        count = rows()
        needed = count * row_bytes() if count > FEW else 0.0
        if needed > memory:
            raise TooLargeError(
                f"corpus.{name} has {count:,} rows and would take about {_size(needed)} of memory, more than the {_size(memory)} that one "
                f"frame may: narrow it with corpus.where(...), count with corpus.count({name!r}, by=...), go through it with "
                f"corpus.pieces({name!r}), or allow more with ak.open(folder, memory=...)"
            )
        return read()

    return reader


def _size(count: float) -> str:
    return f"{count / 2**30:,.1f} GB" if count >= 2**30 else f"{count / 2**20:,.0f} MB"
