"""What a corpus can be asked without its frames being loaded: counts, SQL, pieces, single rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from numbers import Integral
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.corpus.lazy import LazyFrames
from analystkit.errors import InputError
from analystkit.model import schema
from analystkit.model.surrogates import mend

if TYPE_CHECKING:
    from analystkit.corpus.tables import Kept, Tables

FRAME_NAMES = (*schema.FRAMES, "rejected_quotes", "evidence")


class Askable:
    """The part of `Corpus` that answers from tables where frames are not in memory."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    events: pd.DataFrame
    incidents: pd.DataFrame
    quotes: pd.DataFrame
    dates: pd.DataFrame
    places: pd.DataFrame
    problems: pd.DataFrame
    rejected_quotes: pd.DataFrame
    evidence: pd.DataFrame
    _frames: LazyFrames
    _store: Callable[[], Tables] | None
    _laid: Tables | None
    chosen_rows: Kept | None

    def count(self, frame: str = "events", by: str | Sequence[str] = (), *, of: str = "rows") -> pd.DataFrame:
        """Count rows, articles or stories of a frame, without loading it.

        Parameters
        ----------
        frame : str, default "events"
            Which frame.
        by : str or sequence of str
            What to count by: columns of the frame; ``day``, ``week``, ``month`` or ``year`` (of an event's ``date_start``, else of the
            article's publication; UTC); ``outlet``; the actors in a role, by id and name: ``source``, ``target``, ``attribution`` of
            events, ``speaker`` of quotes, ``actor`` of mentions. Two-sided events count for each side.
        of : {"rows", "articles", "stories"}, default "rows"
            What is counted; syndicated copies are one story.

        Returns
        -------
        DataFrame
            The columns counted by and ``n``, sorted by the former. What is not stated is counted as "" or NaT.

        Raises
        ------
        InputError
            If there is no such frame or column.

        Examples
        --------
        >>> corpus.count("events", by=["month", "event_type"])  # doctest: +SKIP
        >>> corpus.where(countries="IRQ").count(by="target", of="stories")  # doctest: +SKIP
        """
        from analystkit.corpus.counting import count

        if not isinstance(by, (str, Sequence)):
            raise InputError(f"expected by to be a column or a list of columns, found {by!r}")
        return count(self, frame, (by,) if isinstance(by, str) else tuple(by), of)

    def sql(self, query: str, **values: Any) -> pd.DataFrame:
        """Ask the frames in SQL (DuckDB), without loading them.

        Parameters
        ----------
        query : str
            One SELECT over the frames by name. Frames of a corpus that `where` has narrowed have only the rows it kept.
        **values
            What stands for ``$name`` in the query; never write values from elsewhere into it.

        Returns
        -------
        DataFrame

        Raises
        ------
        InputError
            If the query cannot be run.

        Examples
        --------
        >>> corpus.sql("SELECT place, count(*) AS n FROM events WHERE event_type = $t GROUP BY place", t="PROTEST")  # doctest: +SKIP
        """
        from analystkit.corpus.counting import ask

        return ask(self, query, values)

    def pieces(self, frame: str, rows: int = 100_000) -> Iterator[pd.DataFrame]:
        """Return a frame so many rows at a time: for what is too large for memory.

        Parameters
        ----------
        frame : str
            Which frame.
        rows : int, default 100,000
            Rows of a piece.

        Returns
        -------
        iterator of DataFrame
            With the columns and types of the whole frame, each with a fresh index.

        Raises
        ------
        InputError
            If there is no such frame, or `rows` is less than 1.
        """
        known_frame(frame)
        if not isinstance(rows, Integral) or rows < 1:
            raise InputError(f"expected pieces of 1 row or more, found {rows!r}")
        if not self.at_hand(frame):
            return self.tables.pieces(frame, rows)
        whole = self._frames[frame]
        return (
            whole.iloc[start : start + rows].reset_index(drop=True) for start in range(0, len(whole), rows)
        )

    def rows(self, frame: str) -> int:
        """Return how many rows a frame has, without loading it.

        Raises
        ------
        InputError
            If there is no such frame.
        """
        known_frame(frame)
        if self.chosen_rows is not None and frame in self.chosen_rows.positions:
            return len(self.chosen_rows.positions[frame])
        return len(self._frames[frame]) if self.at_hand(frame) else self.tables.rows(frame)

    def find(self, frame: str, column: str, value: str) -> pd.DataFrame:
        """Return the rows of a frame with a value in a column of texts; the frame is not loaded for it.

        Raises
        ------
        InputError
            If there is no such frame or column.
        """
        known_frame(frame)
        columns = schema.FRAMES.get("quotes" if frame == "rejected_quotes" else frame)
        if columns is not None and column not in columns:
            raise InputError(f"{frame} have no column {column!r}; theirs are {', '.join(columns)}")
        value = mend(value)
        if self.at_hand(frame):
            whole = self._frames[frame]
            return whole[(whole[column] == value).to_numpy(dtype=bool)]
        return self.tables.frame(frame, f"{column} = $value", {"value": value})

    def at_hand(self, *frames: str) -> bool:
        """Say whether frames are in memory, or could only come from there."""
        return self._store is None or all(self._frames.made(frame) for frame in frames)

    @property
    def tables(self) -> Tables:
        """The frames as tables to be asked in SQL."""
        if self._laid is not None:
            return self._laid
        return self._own_tables if self._store is None else self._store()

    @cached_property
    def _own_tables(self) -> Tables:
        from analystkit.corpus.tables import FrameTables

        return FrameTables(self._frames)


def known_frame(frame: str) -> None:
    """Raise InputError unless a corpus has a frame of that name."""
    if frame not in FRAME_NAMES:
        raise InputError(f"there is no frame {frame!r}; the frames are {', '.join(FRAME_NAMES)}")


# Made column by column: two milliseconds a frame, where a copy takes a tenth of that.
@cache
def empty_frame(name: str) -> pd.DataFrame:
    """Return a frame of a corpus without rows, in the types of its columns."""
    if name == "evidence":
        columns = {
            "actor_id": "str",
            "alias": "str",
            "rule": "str",
            "confidence": "float64",
            "merged": "boolean",
        }
        return pd.DataFrame({column: pd.Series([], dtype=kind) for column, kind in columns.items()})
    return schema.empty("quotes" if name == "rejected_quotes" else name)
