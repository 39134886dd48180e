"""Comparisons of resolution kept beside the parts: one file for the code they were made with, of no use to any other."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np

from analystkit.corpus.job import assembly_fingerprint
from analystkit.model.scratch import Scratch
from analystkit.model.staging import staged
from analystkit.resolve.decisions import Decisions, Kept

_FOLDER = "decisions"


def decisions_path(parts: Path) -> Path:
    """Return where they lie, in the folder of parts."""
    return parts / _FOLDER / f"incidents-{assembly_fingerprint()}.npy"


def recall_decisions(parts: Path, *, scratch: Scratch | None = None) -> Decisions:
    """Return what was compared before; nothing where there is no such file or it is damaged, for all of it can be compared again."""
    kept = Kept()
    try:
        # As a plain array of the file's bytes: a memmap takes long over each slice.
        held = np.asarray(np.load(decisions_path(parts), mmap_mode="r", allow_pickle=False))
        sizes = held[: len(fields(Kept))].tolist()
        if held.dtype == np.uint64 and held.ndim == 1 and sum(sizes) + len(sizes) == len(held):
            ends = np.cumsum([len(sizes), *sizes])
            for field, first, last in zip(fields(Kept), ends[:-1].tolist(), ends[1:].tolist(), strict=True):
                setattr(kept, field.name, held[first:last].view(getattr(kept, field.name).dtype))
    except (OSError, ValueError, EOFError, IndexError, TypeError):
        kept = Kept()
    return Decisions(kept, scratch=scratch)


def keep_decisions(decisions: Decisions, parts: Path) -> None:
    """Write what this run has compared or taken over, in the place of what was there."""
    kept = decisions.whole()
    arrays = [getattr(kept, field.name) for field in fields(Kept)]
    path = decisions_path(parts)
    # One array of numbers of one width: it can be read from the disk where it is needed, and no more of it.
    length = len(arrays) + sum(map(len, arrays))
    header = {"descr": "<u8", "fortran_order": False, "shape": (length,)}
    with staged(path) as beside, beside.open("wb") as sink:
        np.lib.format.write_array_header_1_0(sink, header)
        sink.write(np.array([len(each) for each in arrays], dtype="<u8").tobytes())
        for each in arrays:
            sink.write(np.ascontiguousarray(each).data)
    for old in path.parent.glob("incidents-*.npy"):
        if old != path:
            old.unlink(missing_ok=True)
