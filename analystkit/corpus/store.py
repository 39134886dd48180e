"""Saving a corpus to a folder and opening it again.

The folder holds one Parquet file a frame with the analyst's decisions in it (what other tools should read),
``machine/`` with the frames as extracted where decisions changed them (what undo needs), ``review.jsonl`` and
``corpus.json``, the manifest.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.lazy import Source, guarded, half_of_memory
from analystkit.corpus.saving import SAVING, make_ready, put_in_place, saving
from analystkit.corpus.store_files import FORMAT, MACHINE, MANIFEST, REVIEW_LOG, machine_path, read_frame
from analystkit.corpus.tables import Tables
from analystkit.errors import AnalystkitError, StoreError
from analystkit.model import parquet
from analystkit.model.places import get, is_remote, place


def save(corpus: Corpus, folder: str | Path) -> Path:
    """Write a corpus to a folder. See `Corpus.save`."""
    target = refuse_target(folder)
    if corpus.filter_code() and _holds_whole(target):
        raise StoreError(
            f"{target} holds a whole corpus, which a filtered one would take the place of ({corpus.filter_code()}); choose another folder"
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot write to {target}: {error.strerror}; choose a folder you may write to"
        ) from error
    with saving(target):
        put_in_place(target)
        _save_log(corpus, target / REVIEW_LOG)
        make_ready(corpus, target / SAVING)
        put_in_place(target)
    if corpus.folder is not None and corpus.folder == target.resolve():
        # What it reads from lies elsewhere now: beside the frames with the decisions in them.
        corpus.read_from(*_reading(target, corpus.memory))
    return target


def _holds_whole(target: Path) -> bool:
    """Say whether a folder holds a corpus that was saved unfiltered."""
    try:
        return not json.loads((target / MANIFEST).read_text(encoding="utf-8")).get("filter")
    except (OSError, ValueError, AttributeError):
        return False


def refuse_target(folder: str | Path) -> Path:
    """Return a folder that a corpus can be saved to, as far as that is seen without writing.

    Raises
    ------
    InputError
        If it is no path.
    StoreError
        If it is a URL or a file, holds something else than a corpus, or cannot be made.
    """
    if is_remote(folder):
        raise StoreError(
            f"expected a folder of this machine to save to, found {folder}: extract_to(...) writes to object stores"
        )
    target = place(folder)
    if target.is_file():
        raise StoreError(f"expected a folder to save to, found a file: {target}")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        strangers = sorted(entry.name for entry in target.iterdir() if not entry.name.startswith("."))
        if strangers:
            raise StoreError(
                f"{target} holds other files ({', '.join(strangers[:3])}) and no saved corpus; choose a new or empty folder"
            )
    standing = next(above for above in (target, *target.absolute().parents) if above.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK):
        why = "permission denied" if standing.is_dir() else f"{standing} is a file"
        raise StoreError(f"cannot write to {target}: {why}; choose a folder you may write to")
    return target


def open_corpus(folder: str | Path, *, memory: int | None = None) -> Corpus:
    """Open a saved corpus; the review log in the folder is replayed over its frames.

    Parameters
    ----------
    folder : str or Path
        What `Corpus.save` or ``analystkit extract`` wrote. From a URL (``s3://bucket/store``) the frames are copied to this machine for
        as long as the corpus lives; save it to a folder of your own to keep decisions.
    memory : int, optional
        How many bytes a single frame may take before it is refused; half of the machine's memory by default.

    Returns
    -------
    Corpus
        Its frames are read when first asked for; `Corpus.where`, `Corpus.count` and the card need none of them. Further decisions
        are appended to the log in that folder.

    Raises
    ------
    StoreError
        If there is no saved corpus, or a file of it is missing or damaged.
    """
    if is_remote(folder):
        return _open_remotely(place(folder), memory)
    source = place(folder)
    if (source / SAVING / MANIFEST).is_file():
        with saving(source):
            put_in_place(source)
    if not (source / MANIFEST).is_file():
        what = "no such folder" if not source.exists() else f"no {MANIFEST} in it"
        raise StoreError(
            f"expected a folder written by corpus.save() or 'analystkit extract' at {source}: {what}"
        )
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{source / MANIFEST} is damaged ({error}); restore it or extract again") from error
    if manifest.get("format") != FORMAT:
        raise StoreError(
            f"{source} was saved in format {manifest.get('format')!r}, this version reads {FORMAT}; extract again"
        )
    memory = memory or half_of_memory()
    frames, tables = _reading(source, memory)
    meta = {key: value for key, value in manifest.items() if key not in {"format", "rows", "filter", MACHINE}}
    corpus = Corpus(frames, meta=meta, decisions=source / REVIEW_LOG, tables=tables, memory=memory)
    if (source / REVIEW_LOG).is_file():
        corpus._replay()
    return corpus


def _reading(source: Path, memory: int) -> tuple[dict[str, Source], Callable[[], Tables]]:
    """Return what reads the frames of a store, as the machine made them, and what makes them tables."""
    paths = {name: machine_path(source, name) for name in FRAME_NAMES}
    # A store can be larger than its reader's memory: rows come when a frame is first asked for.
    counts = {name: parquet.rows(path) for name, path in paths.items()}

    @cache
    def tables() -> Tables:
        from analystkit.corpus.tables import FileTables

        return FileTables(source, paths)

    def reader(name: str) -> Source:
        # Asked for by the machine's frames and by the analyst's: read once.
        read = cache(lambda: read_frame(name, paths[name]))
        return guarded(name, lambda: counts[name], lambda: tables().row_bytes(name), memory, read)

    return {name: reader(name) for name in FRAME_NAMES}, tables


def _open_remotely(store: Path, memory: int | None) -> Corpus:
    """Open a copy of a store's frames on this machine, for as long as the corpus lives. Decisions made on it go to no log."""
    if not (store / MANIFEST).is_file():
        raise StoreError(f"expected a folder written by 'analystkit extract' at {store}: no {MANIFEST} in it")
    here = Path(tempfile.mkdtemp(prefix="analystkit-"))
    names = [MANIFEST, *(f"{name}.parquet" for name in FRAME_NAMES)]
    names += [name for name in (REVIEW_LOG,) if (store / name).is_file()]
    if (store / MACHINE).is_dir():
        names += [f"{MACHINE}/{path.name}" for path in (store / MACHINE).iterdir()]
    try:
        get([store / name for name in names], [here / name for name in names])
        corpus = open_corpus(here, memory=memory)
    except BaseException as error:
        shutil.rmtree(here, ignore_errors=True)
        if isinstance(error, Exception) and not isinstance(error, AnalystkitError):
            raise StoreError(f"cannot read {store}: {type(error).__name__}: {error}") from error
        raise
    weakref.finalize(corpus, shutil.rmtree, here, ignore_errors=True)
    return corpus


def _save_log(corpus: Corpus, path: Path) -> None:
    """Let the log go on beside the frames; of a filtered corpus the log stays with the whole one.

    A folder extracted into before has decisions of its own: they hold for the new extraction too.
    """
    if corpus.whole is corpus and (len(corpus.review) or path.is_file()):
        corpus.review.save_to(path)
        corpus._replay()
