"""The parts of a run in the order of reading: what its frames are put together from."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analystkit.corpus.job import FOLDER
from analystkit.corpus.part_traits import part_traits, traits_path
from analystkit.corpus.parts import Task, articles_path, frame_path
from analystkit.corpus.standing import Standing
from analystkit.corpus.tables import contract_name
from analystkit.model import parquet

if TYPE_CHECKING:
    import pyarrow as pa

_PARTS_HELD = 4


@dataclass(slots=True)
class Order:
    """The articles in the order of reading: the part of each and its row in it (8 bytes an article)."""

    parts: array[int] = field(default_factory=lambda: array("I"))
    rows: array[int] = field(default_factory=lambda: array("I"))

    def add(self, part: int, row: int) -> None:
        """Add the next article."""
        self.parts.append(part)
        self.rows.append(row)

    def __len__(self) -> int:
        return len(self.parts)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield (part, first, last): stretches of articles that follow each other in one part, half-open."""
        begun = 0
        for at in range(1, len(self) + 1):
            if (
                at == len(self)
                or self.parts[at] != self.parts[begun]
                or self.rows[at] != self.rows[begun] + at - begun
            ):
                yield self.parts[begun], self.rows[begun], self.rows[at - 1] + 1
                begun = at


@dataclass(frozen=True, slots=True)
class Pieces:
    """The output parts of a run, read in the order of the articles.

    Attributes
    ----------
    order : Order
        The articles.
    tasks : mapping of int to Task
        The task of each part that the order names.
    sizes : sequence of int
        How many articles each part has.
    standing : Standing
        The stretches whose rows need not be read from the parts.
    """

    order: Order
    tasks: Mapping[int, Task]
    sizes: Sequence[int]
    standing: Standing = field(default_factory=Standing)

    def tables(self, name: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Yield columns of a frame of the corpus, piece by piece."""
        stands = self.standing.has(name)
        if stands:
            for table in self.standing.tables(name, columns):
                yield parquet.plain(table, categories=True)
        chosen = SPLIT.get(name)
        wanted = columns if not chosen or "status" in columns else [*columns, "status"]
        since = self.standing.stretches if stands else 0
        for table in self.extracted(contract_name(name), wanted, since=since):
            yield (chosen(table) if chosen else table).select(list(columns))

    def extracted(
        self, name: str, columns: Sequence[str] | None = None, *, since: int = 0
    ) -> Iterator[pa.Table]:
        """Yield the rows of a frame of the parts, stretch by stretch, from a stretch on."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = columns if columns is None or "article_id" in columns else [*columns, "article_id"]

        # Where new articles stand between old ones, stretches of two or three parts take turns.
        @lru_cache(maxsize=_PARTS_HELD)
        def table(part: int) -> pa.Table:
            read = parquet.read_table(self._path(name, part), wanted, threads=False)
            return parquet.plain(read, categories=True)

        @lru_cache(maxsize=_PARTS_HELD)
        def ids(part: int) -> pa.ChunkedArray:
            table = parquet.read_table(self._path("articles", part), ["article_id"], threads=False)
            return parquet.plain(table).column("article_id")

        for part, first, last in islice(self.order.runs(), since, None):
            found = table(part)
            if (first, last) != (0, self.sizes[part]):
                chosen = ids(part).slice(first, last - first).combine_chunks()
                found = found.filter(
                    pc.is_in(found.column("article_id"), value_set=pa.chunked_array([chosen]))
                )
            yield found if columns is None else found.select(list(columns))

    def frame(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Return some columns of a frame over all articles."""
        import pyarrow as pa

        empty = parquet.arrow_schema(contract_name(name)).empty_table().select(list(columns))
        return parquet.to_frame(
            contract_name(name), pa.concat_tables([empty, *self.tables(name, columns)]), columns
        )

    def traits(self, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Yield some columns of what resolution reads of the texts, stretch by stretch."""

        @lru_cache(maxsize=_PARTS_HELD)
        def table(part: int) -> pa.Table:
            folder = Path(self.tasks[part].store) / FOLDER
            return part_traits(
                self._path("articles", part), traits_path(folder, part, self.tasks[part].input), columns
            )

        for part, first, last in self.order.runs():
            yield table(part).slice(first, last - first)

    def _path(self, name: str, part: int) -> Path:
        task = self.tasks[part]
        return (
            articles_path(Path(task.store), part, task.input)
            if name == "articles"
            else frame_path(task, name)
        )


def _refused(quotes: pa.Table) -> pa.Table:
    return _by_status(quotes, True)


def _not_refused(quotes: pa.Table) -> pa.Table:
    return _by_status(quotes, False)


def _by_status(quotes: pa.Table, rejected: bool) -> pa.Table:
    import pyarrow.compute as pc

    return quotes.filter(pc.equal(pc.equal(quotes.column("status"), "rejected"), rejected))


# Frames that are made of some rows of a frame of the parts.
SPLIT: dict[str, Callable[[pa.Table], pa.Table]] = {"quotes": _not_refused, "rejected_quotes": _refused}
