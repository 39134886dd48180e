"""The articles of a store as resolution sees them: a frame whose titles and texts stay on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.resolve.traits import Traits

if TYPE_CHECKING:
    import pyarrow as pa

STREAMED = ("title", "text")


class ArticleColumns:
    """An articles frame of which the long columns are read from the parts each time they are gone through.

    Resolution reads texts in order and once; as columns of a frame they would be the largest thing in memory.

    Parameters
    ----------
    frame : DataFrame
        The short columns.
    tables : callable
        Names of columns to tables of them, stretch by stretch, in the order of the frame.
    traits : Traits, optional
        What was made of the texts before.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        tables: Callable[[Sequence[str]], Iterator[pa.Table]],
        traits: Traits | None = None,
    ) -> None:
        self._frame = frame
        self._tables = tables
        self.traits = traits

    def __getitem__(self, column: str | list[str]) -> Any:
        if column in STREAMED:
            return _Column(str(column), self._tables)
        return self._frame[column]

    def __contains__(self, column: object) -> bool:
        return column in STREAMED or column in self._frame

    def __len__(self) -> int:
        return len(self._frame)

    @property
    def index(self) -> pd.Index:
        """The index of the frame."""
        return self._frame.index

    def assign(self, **columns: Any) -> ArticleColumns:
        """Return the same with columns added, as a frame does."""
        return ArticleColumns(self._frame.assign(**columns), self._tables, self.traits)


class _Column:
    def __init__(self, name: str, tables: Callable[[Sequence[str]], Iterator[pa.Table]]) -> None:
        self._name, self._tables = name, tables

    def __iter__(self) -> Iterator[str]:
        for table in self._tables([self._name]):
            for batch in table.to_batches(max_chunksize=256):
                yield from (text or "" for text in batch.column(0).to_pylist())
