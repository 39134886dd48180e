"""Saving a corpus to a folder and opening it again.

The folder holds one Parquet file a frame with the analyst's decisions in it (what other tools should read),
``machine/`` with the frames as extracted where decisions changed them (what undo needs), ``review.jsonl`` and
``corpus.json``, the manifest.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.corpus.corpus import FRAME_NAMES, Corpus
from analystkit.errors import StoreError
from analystkit.model import parquet

MANIFEST = "corpus.json"
REVIEW_LOG = "review.jsonl"
_MACHINE = "machine"
_FORMAT = 1


def save(corpus: Corpus, folder: str | Path) -> Path:
    """Write a corpus to a folder. See `Corpus.save`."""
    target = Path(folder)
    if target.is_file():
        raise StoreError(f"expected a folder to save to, found a file: {target}")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        strangers = sorted(entry.name for entry in target.iterdir() if not entry.name.startswith("."))
        if strangers:
            raise StoreError(
                f"{target} holds other files ({', '.join(strangers[:3])}) and no saved corpus; choose a new or empty folder"
            )
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot write to {target}: {error.strerror}; choose a folder you may write to"
        ) from error
    _save_log(corpus, target / REVIEW_LOG)
    for name in FRAME_NAMES:
        frame, machine = corpus.frames[name], corpus.machine[name]
        _write(name, frame, target / f"{name}.parquet")
        kept = target / _MACHINE / f"{name}.parquet"
        if frame is machine or frame.equals(machine):
            kept.unlink(missing_ok=True)
        else:
            kept.parent.mkdir(exist_ok=True)
            _write(name, machine, kept)
    manifest = {
        "format": _FORMAT,
        "rows": {name: len(frame) for name, frame in corpus.frames.items()},
        "filter": corpus.filter.active(),
        **corpus.meta,
    }
    _write_text(target / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False, default=str) + "\n")
    return target


def open_corpus(folder: str | Path) -> Corpus:
    """Open a saved corpus; the review log in the folder is replayed over its frames.

    Parameters
    ----------
    folder : str or Path
        What `Corpus.save` or ``analystkit extract`` wrote.

    Returns
    -------
    Corpus
        Further decisions are appended to the log in that folder.

    Raises
    ------
    StoreError
        If there is no saved corpus, or a file of it is missing or damaged.
    """
    source = Path(folder)
    if not (source / MANIFEST).is_file():
        what = "no such folder" if not source.exists() else f"no {MANIFEST} in it"
        raise StoreError(
            f"expected a folder written by corpus.save() or 'analystkit extract' at {source}: {what}"
        )
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{source / MANIFEST} is damaged ({error}); restore it or extract again") from error
    if manifest.get("format") != _FORMAT:
        raise StoreError(
            f"{source} was saved in format {manifest.get('format')!r}, this version reads {_FORMAT}; extract again"
        )
    frames = {}
    for name in FRAME_NAMES:
        machine = source / _MACHINE / f"{name}.parquet"
        frames[name] = _read(name, machine if machine.is_file() else source / f"{name}.parquet")
    meta = {key: value for key, value in manifest.items() if key not in {"format", "rows", "filter"}}
    corpus = Corpus(frames, meta=meta, decisions=source / REVIEW_LOG)
    if (source / REVIEW_LOG).is_file():
        corpus._replay()
    return corpus


def _save_log(corpus: Corpus, path: Path) -> None:
    """Let the log go on beside the frames; of a filtered corpus the log stays with the whole one.

    A folder extracted into before has decisions of its own: they hold for the new extraction too.
    """
    if corpus.whole is corpus and (len(corpus.review) or path.is_file()):
        corpus.review.save_to(path)
        corpus._replay()


def _write(name: str, frame: pd.DataFrame, path: Path) -> None:
    if name == "evidence":
        staged = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            frame.reset_index(drop=True).to_parquet(staged, compression="zstd", index=False)
            staged.replace(path)
        except OSError as error:
            staged.unlink(missing_ok=True)
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
    else:
        parquet.write("quotes" if name == "rejected_quotes" else name, frame, path)


def _read(name: str, path: Path) -> pd.DataFrame:
    if name == "evidence":
        try:
            return pd.read_parquet(path)
        except (OSError, ValueError) as error:
            raise StoreError(
                f"cannot read {path.name}: {error}; restore the file or extract again"
            ) from error
    return parquet.read("quotes" if name == "rejected_quotes" else name, path)


def _write_text(path: Path, text: str) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        staged.write_text(text, encoding="utf-8")
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
