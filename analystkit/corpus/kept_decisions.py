"""Decisions of resolution kept beside the parts: for the code they were made with, of no use to any other."""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import numpy as np

from analystkit.corpus.job import assembly_fingerprint
from analystkit.model.staging import staged
from analystkit.resolve.decisions import Decisions, Kept, Likeness

_FOLDER = "decisions"
# Before the arrays stand a digest of the rest and how long each array is.
_KEPT, _LIKE = len(Kept().flat()), len(Likeness().flat())


def decisions_path(parts: Path) -> Path:
    """Return where they lie, in the folder of parts."""
    return parts / _FOLDER / f"incidents-{assembly_fingerprint()}.npy"


def rows_path(parts: Path) -> Path:
    """Return where the incidents lie that they came to."""
    return decisions_path(parts).with_suffix(".arrow")


def recall_decisions(parts: Path) -> Decisions:
    """Return what was decided before; nothing where there is no such file or it is damaged, for all of it can be decided again."""
    import pyarrow as pa

    try:
        held = np.load(decisions_path(parts), allow_pickle=False)
        if held.dtype != np.uint64 or held.ndim != 1 or held[0] != _digest(held[1:]):
            return Decisions()
        number = _KEPT + _LIKE
        ends = np.cumsum([1 + number, *held[1 : 1 + number].tolist()]).tolist()
        arrays = [held[first:last] for first, last in pairwise(ends)]
        kept, like = Kept.from_flat(arrays[:_KEPT]), Likeness.from_flat(arrays[_KEPT:])
        with pa.OSFile(str(rows_path(parts)), "rb") as source:
            return Decisions(kept, pa.ipc.open_file(source).read_all(), like)
    except (OSError, ValueError, EOFError, IndexError, TypeError, pa.ArrowException):
        return Decisions()


def keep_decisions(decisions: Decisions, parts: Path) -> None:
    """Write what this run has decided or taken over, in the place of what was there."""
    import pyarrow as pa

    arrays = [*decisions.kept.flat(), *decisions.like.flat()]
    lengths = np.array([len(each) for each in arrays], dtype=np.uint64)
    held = np.concatenate([np.zeros(1, dtype=np.uint64), lengths, *arrays])
    held[0] = _digest(held[1:])
    path = decisions_path(parts)
    with staged(path) as beside, beside.open("wb") as sink:
        np.save(sink, held)
    if decisions.rows is not None:
        with (
            staged(rows_path(parts)) as beside,
            pa.OSFile(str(beside), "wb") as sink,
            pa.ipc.new_file(sink, decisions.rows.schema) as writer,
        ):
            writer.write_table(decisions.rows)
    for old in path.parent.glob("incidents-*"):
        if old.stem != path.stem:
            old.unlink(missing_ok=True)


def _digest(numbers: np.ndarray) -> int:
    return int.from_bytes(blake2b(numbers.tobytes(), digest_size=8).digest(), "little")
