"""About how many articles a source holds, without reading it: for a progress bar's remaining time."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analystkit.model.places import is_remote
from analystkit.readers.articles import ONE_ARTICLE, Source, files_of
from analystkit.readers.frame import framed

# Rows at the head of a file tell how long its rows are.
_SAMPLE_BYTES = 1 << 20


def about(source: Source) -> int | None:
    """Estimate the number of articles in a source.

    Parameters
    ----------
    source : path, sequence of paths, DataFrame or sequence of mappings
        As in `read_articles`.

    Returns
    -------
    int or None
        Exact for frames, Parquet and formats of one article a file; from the length of the first megabyte's rows for JSON Lines and
        CSV; None where a file says nothing of it.

    Raises
    ------
    InputError
        As `read_articles` does, if there is nothing to read.
    """
    given = framed(source)
    if isinstance(given, pd.DataFrame):
        return len(given)
    total = 0
    for found in files_of(given):
        rows = 0 if found.fault is not None else _rows(found.path)
        if rows is None:
            return None
        total += rows
    return total


def _rows(path: Path) -> int | None:
    kind = path.suffix.lower()
    if kind in ONE_ARTICLE:
        return 1
    if is_remote(path):
        return None
    try:
        if kind in (".jsonl", ".ndjson"):
            return _from_sample(path, _lines)
        if kind in (".csv", ".tsv", ".tab"):
            return _from_sample(path, _records)
        if kind == ".parquet":
            import pyarrow.parquet as pq

            return int(pq.read_metadata(path).num_rows)
    # Whatever is wrong with a file, the reader says it.
    except Exception:
        return None
    return None


def _from_sample(path: Path, count_in: Callable[[bytes], int]) -> int:
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE_BYTES)
    count = count_in(head)
    return count if len(head) == size else round(count * size / len(head))


def _lines(head: bytes) -> int:
    return head.count(b"\n") + (not head.endswith(b"\n"))


def _records(head: bytes) -> int:
    # Line ends inside quotation marks end no record; the first is the header.
    lines = head.decode("utf-8", "replace").replace("\0", "").splitlines(keepends=True)
    return max(0, sum(1 for _ in csv.reader(lines)) - 1)
