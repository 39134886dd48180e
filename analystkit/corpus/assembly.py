"""The global step: from parts to one file a frame, with actors, stories and incidents resolved over all of them.

No text is parsed again. Resolution is given the columns it reads and no others; all other columns go from the parts to the frames
file by file, without ever being in memory together. Rows stand in the order of reading, whatever order the parts were made in.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.corpus import linking
from analystkit.corpus.article_columns import STREAMED, ArticleColumns
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.build import EXTRACTED
from analystkit.corpus.job import FOLDER
from analystkit.corpus.kept_decisions import keep_decisions, recall_decisions
from analystkit.corpus.part_traits import part_traits, traits_path
from analystkit.corpus.parts import Task, articles_path, frame_path
from analystkit.corpus.store import write_frame
from analystkit.corpus.tables import contract_name
from analystkit.lexicon import Lexicon
from analystkit.model import parquet
from analystkit.model.resting import collector_resting
from analystkit.model.scratch import Scratch

if TYPE_CHECKING:
    import pyarrow as pa

_PARTS_HELD = 4
# So many articles are resolved without working files.
IN_MEMORY = 5_000


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
    """

    order: Order
    tasks: Mapping[int, Task]
    sizes: Sequence[int]

    def tables(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield a frame's rows, stretch by stretch."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = columns if columns is None or "article_id" in columns else [*columns, "article_id"]

        # Where new articles stand between old ones, stretches of two or three parts take turns.
        @lru_cache(maxsize=_PARTS_HELD)
        def table(part: int) -> pa.Table:
            return parquet.plain(parquet.read_table(self._path(name, part), wanted))

        @lru_cache(maxsize=_PARTS_HELD)
        def ids(part: int) -> pa.ChunkedArray:
            table = parquet.read_table(self._path("articles", part), ["article_id"])
            return parquet.plain(table).column("article_id")

        for part, first, last in self.order.runs():
            found = table(part)
            if (first, last) != (0, self.sizes[part]):
                chosen = ids(part).slice(first, last - first).combine_chunks()
                found = found.filter(
                    pc.is_in(found.column("article_id"), value_set=pa.chunked_array([chosen]))
                )
            yield found if columns is None else found.select(list(columns))

    def frame(
        self, name: str, columns: Sequence[str], keep: Callable[[pa.Table], pa.Table] | None = None
    ) -> pd.DataFrame:
        """Return some columns of a frame over all articles."""
        import pyarrow as pa

        wanted = [*columns, *(["status"] if keep and "status" not in columns else [])]
        found = [keep(table) if keep else table for table in self.tables(name, wanted)]
        empty = parquet.plain_schema(name).empty_table().select(wanted)
        return parquet.to_frame(name, pa.concat_tables([empty, *found]).select(list(columns)), columns)

    def traits(self) -> Iterator[pa.Table]:
        """Yield what resolution reads of the texts, stretch by stretch."""

        @lru_cache(maxsize=_PARTS_HELD)
        def table(part: int) -> pa.Table:
            folder = Path(self.tasks[part].store) / FOLDER
            return part_traits(
                self._path("articles", part), traits_path(folder, part, self.tasks[part].input)
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


def assemble(pieces: Pieces, problems: pd.DataFrame, lexicon: Lexicon, folder: Path) -> dict[str, int]:
    """Resolve and write every frame of a corpus, without the analyst's decisions.

    Parameters
    ----------
    pieces : Pieces
        The parts.
    problems : pandas.DataFrame
        What went wrong in reading.
    lexicon : Lexicon
        Actors the toolkit or the user knows by name.
    folder : Path
        Where ``<frame>.parquet`` are written.

    Returns
    -------
    dict
        Rows by frame.
    """
    narrow: dict[str, Any] = {
        name: pieces.frame(
            name, [c for c in columns if c not in STREAMED or name != "articles"], _not_refused if name == "quotes" else None
        )
        for name, columns in linking.READ.items()
    }  # fmt: skip
    narrow["articles"] = ArticleColumns(narrow["articles"], partial(pieces.tables, "articles"), pieces.traits)
    # Few articles are quicker in memory.
    scratch = Scratch(folder.parent if len(narrow["articles"]) > IN_MEMORY else None)
    decisions = recall_decisions(folder.parent)
    with collector_resting():
        linked = linking.link(narrow, lexicon, scratch=scratch, decisions=decisions)
    keep_decisions(decisions, folder.parent)
    filled = {name: linked[name][list(columns)] for name, columns in linking.FILLED.items()}
    whole = {name: linked[name] for name in ("actors", "incidents", "evidence")}
    del narrow, linked
    rows = {name: len(frame) for name, frame in whole.items()}
    for name, frame in whole.items():
        write_frame(name, frame, folder / f"{name}.parquet")
    for contract in ("articles", *EXTRACTED):
        names = [name for name in FRAME_NAMES if name not in whole and contract_name(name) == contract]
        rows |= _write(names, pieces, filled, problems, folder)
    return {name: rows[name] for name in FRAME_NAMES}


def _write(
    names: Sequence[str],
    pieces: Pieces,
    filled: Mapping[str, pd.DataFrame],
    problems: pd.DataFrame,
    folder: Path,
) -> dict[str, int]:
    """Write the frames that are made of the rows of one frame of the parts, which are read once; return how many rows each has."""
    contract = contract_name(names[0])
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(parquet.FrameWriter(contract, folder / f"{name}.parquet"))
            for name in names
        }
        if contract == "problems":
            writers[contract].add(parquet.to_arrow(contract, problems))
        for table in pieces.tables(contract):
            for name, writer in writers.items():
                keep = {"quotes": _not_refused, "rejected_quotes": _refused}.get(name)
                rows = keep(table) if keep else table
                writer.add(_with(rows, filled[name], writer.rows) if name in filled else rows)
    return {name: writer.rows for name, writer in writers.items()}


def _with(table: pa.Table, filled: pd.DataFrame, start: int) -> pa.Table:
    """Return the table with columns replaced by the rows of a frame from `start` on."""
    import pyarrow as pa

    for column in filled:
        at = table.schema.get_field_index(column)
        values: Any = filled[column].iloc[start : start + table.num_rows]
        made = pa.array(values, type=table.schema.field(at).type, from_pandas=True)
        table = table.set_column(at, table.schema.field(at), made)
    return table


def _refused(quotes: pa.Table) -> pa.Table:
    return _by_status(quotes, True)


def _not_refused(quotes: pa.Table) -> pa.Table:
    return _by_status(quotes, False)


def _by_status(quotes: pa.Table, rejected: bool) -> pa.Table:
    import pyarrow.compute as pc

    return quotes.filter(pc.equal(pc.equal(quotes.column("status"), "rejected"), rejected))


assert set(EXTRACTED) | {"articles", "actors", "incidents", "evidence", "rejected_quotes"} == set(FRAME_NAMES)
