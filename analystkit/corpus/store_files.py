"""The files of a saved corpus: what they are called, and its frames read and written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.corpus.tables import contract_name
from analystkit.model import frame_writer, parquet
from analystkit.model.staging import staged, write_text

MANIFEST = "corpus.json"
REVIEW_LOG = "review.jsonl"
# The frames as extracted, where decisions changed them.
MACHINE = "machine"
FORMAT = 1


def machine_path(folder: Path, name: str) -> Path:
    """Return the file of a frame as the machine made it."""
    machine = folder / MACHINE / f"{name}.parquet"
    return machine if machine.is_file() else folder / f"{name}.parquet"


def forget_machine(folder: Path) -> None:
    """Remove the frames kept as the machine made them: those of the folder are about to be the machine's own."""
    for kept in (folder / MACHINE).glob("*.parquet"):
        kept.unlink()


def write_frame(name: str, frame: pd.DataFrame, path: Path) -> None:
    """Write any frame of a corpus, those without a place in the contract too."""
    if name == "evidence":
        with staged(path) as beside:
            frame.reset_index(drop=True).to_parquet(beside, compression="zstd", index=False)
    else:
        frame_writer.write(contract_name(name), frame, path)


def read_frame(name: str, path: Path) -> pd.DataFrame:
    """Read any frame of a corpus."""
    if name == "evidence":
        evidence: pd.DataFrame = parquet.read_table(path).to_pandas()
        return evidence
    return parquet.read(contract_name(name), path)


def write_manifest(
    folder: Path, rows: Mapping[str, int], meta: Mapping[str, Any], chosen: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Write the file that makes a folder of frames a saved corpus: rows a frame, what they were made with, the filters."""
    manifest = {"format": FORMAT, "rows": dict(rows), "filter": list(map(dict, chosen)), **meta}
    write_text(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False, default=str) + "\n")
