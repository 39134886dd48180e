"""The global step: from parts to one file a frame, with actors, stories and incidents resolved over all of them.

No text is parsed again. Resolution is given the columns it reads and no others; all other columns go from the parts to the frames
file by file, without ever being in memory together, or stay encoded as the last run wrote them. Rows stand in the order of reading,
whatever order the parts were made in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.corpus import linking
from analystkit.corpus.article_columns import STREAMED, ArticleColumns
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.build import EXTRACTED
from analystkit.corpus.kept_decisions import keep_decisions, recall_decisions
from analystkit.corpus.pieces import SPLIT, Pieces
from analystkit.corpus.store_files import write_frame
from analystkit.corpus.tables import contract_name
from analystkit.lexicon import Lexicon
from analystkit.model import parquet
from analystkit.model.frame_writer import FrameWriter, with_columns
from analystkit.model.scratch import Scratch

if TYPE_CHECKING:
    import pyarrow as pa

    # The values of the columns of a frame that resolution fills in.
    Filled = dict[str, pa.Array]

# So many articles are resolved without working files.
IN_MEMORY = 20_000


def assemble(
    pieces: Pieces, problems: pd.DataFrame, lexicon: Lexicon, folder: Path
) -> tuple[dict[str, int], dict[str, list[int]]]:
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
    dict
        Rows of each stretch, for frames whose rows are those of the parts.
    """
    narrow: dict[str, Any] = {
        name: pieces.frame(name, [c for c in columns if c not in STREAMED or name != "articles"])
        for name, columns in linking.READ.items()
    }
    narrow["articles"] = ArticleColumns(narrow["articles"], partial(pieces.tables, "articles"), pieces.traits)
    # Few articles are quicker in memory.
    scratch = Scratch(folder.parent if len(narrow["articles"]) > IN_MEMORY else None)
    decisions = recall_decisions(folder.parent)
    linked = linking.link(narrow, lexicon, scratch=scratch, decisions=decisions)
    keep_decisions(decisions, folder.parent)
    filled = {name: _filled(name, linked[name]) for name in linking.FILLED}
    whole = {name: linked[name] for name in ("actors", "incidents", "evidence")}
    del narrow, linked
    rows = {name: len(frame) for name, frame in whole.items()}
    for name, frame in whole.items():
        write_frame(name, frame, folder / f"{name}.parquet")
    of_stretches: dict[str, list[int]] = {}
    for contract in ("articles", *EXTRACTED):
        if contract == "problems":
            # With those of reading, which no part knows.
            rows[contract] = _write_problems(pieces, problems, folder)
            continue
        names = [name for name in FRAME_NAMES if name not in whole and contract_name(name) == contract]
        of_stretches |= _write(names, pieces, filled, folder)
    rows |= {name: sum(each) for name, each in of_stretches.items()}
    return {name: rows[name] for name in FRAME_NAMES}, of_stretches


def _filled(name: str, frame: pd.DataFrame) -> Filled:
    import pyarrow as pa

    types = parquet.arrow_schema(name)
    return {
        column: pa.array(frame[column], type=types.field(column).type, from_pandas=True)
        for column in linking.FILLED[name]
    }


def _write_problems(pieces: Pieces, problems: pd.DataFrame, folder: Path) -> int:
    with FrameWriter("problems", folder / "problems.parquet") as writer:
        writer.add(parquet.to_arrow("problems", problems))
        for table in pieces.extracted("problems"):
            writer.add(table)
    return writer.rows


def _write(
    names: Sequence[str], pieces: Pieces, filled: Mapping[str, Filled], folder: Path
) -> dict[str, list[int]]:
    """Write the frames made of the rows of one frame of the parts, which are read once; return how many rows of each stretch each has."""
    contract, standing = contract_name(names[0]), pieces.standing
    stands = standing.has(*names)
    rows = {name: list(standing.rows[name]) if stands else [] for name in names}
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(FrameWriter(contract, folder / f"{name}.parquet")) for name in names
        }
        if stands:
            for name, writer in writers.items():
                writer.take_over(standing.paths[name], sum(rows[name]), filled.get(name, {}))
        for table in pieces.extracted(contract, since=standing.stretches if stands else 0):
            for name, writer in writers.items():
                chosen = SPLIT[name](table) if name in SPLIT else table
                rows[name].append(chosen.num_rows)
                writer.add(with_columns(chosen, filled.get(name, {}), writer.rows))
    return rows


assert set(EXTRACTED) | {"articles", "actors", "incidents", "evidence", "rejected_quotes"} == set(FRAME_NAMES)
