"""Saving a corpus to a folder and opening it again.

The folder holds one Parquet file a frame with the analyst's decisions in it (what other tools should read),
``machine/`` with the frames as extracted where decisions changed them (what undo needs), ``review.jsonl`` and
``corpus.json``, the manifest.

A save is made ready in ``.saving`` and put in place when all of it is there. Whenever it is interrupted, the folder holds the corpus
saved before; or, once all was ready, the new one: whoever opens it next puts the rest in place.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.lazy import Source, guarded, half_of_memory
from analystkit.corpus.tables import Tables, contract_name
from analystkit.errors import AnalystkitError, StoreError
from analystkit.model import frame_writer, parquet
from analystkit.model.frame_writer import FrameWriter
from analystkit.model.places import get, is_remote, place
from analystkit.model.staging import staged, write_text

MANIFEST = "corpus.json"
REVIEW_LOG = "review.jsonl"
_MACHINE = "machine"
_SAVING = ".saving"
_ROWS_AT_A_TIME = 100_000
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
    with _saving(target):
        _put_in_place(target)
        _save_log(corpus, target / REVIEW_LOG)
        _make_ready(corpus, target / _SAVING)
        _put_in_place(target)
    if corpus.folder is not None and corpus.folder == target.resolve():
        # What it reads from lies elsewhere now: beside the frames with the decisions in them.
        corpus.read_from(*_reading(target, corpus.memory))
    return target


def _make_ready(corpus: Corpus, ready: Path) -> None:
    """Write every file of a corpus into a folder of its own, the manifest last: it says that all of them are there."""
    try:
        # What a save that was killed left there.
        shutil.rmtree(ready, ignore_errors=True)
        (ready / _MACHINE).mkdir(parents=True)
    except OSError as error:
        raise StoreError(
            f"cannot write to {ready.parent}: {error.strerror or error}; choose a folder you may write to"
        ) from error
    try:
        kept = []
        for name in FRAME_NAMES:
            if not corpus.at_hand(name):
                if _write_from_tables(corpus, name, ready):
                    kept.append(name)
                continue
            frame, machine = corpus.frames[name], corpus.machine[name]
            write_frame(name, frame, ready / f"{name}.parquet")
            if not (frame is machine or frame.equals(machine)):
                write_frame(name, machine, ready / _MACHINE / f"{name}.parquet")
                kept.append(name)
        rows = {name: corpus.rows(name) for name in FRAME_NAMES}
        write_manifest(ready, rows, {**corpus.meta, _MACHINE: kept}, corpus.filter.active())
    except BaseException:
        shutil.rmtree(ready, ignore_errors=True)
        raise


def _write_from_tables(corpus: Corpus, name: str, ready: Path) -> bool:
    """Write a frame that is not in memory, without taking it there; say whether decisions change it."""
    path, file = ready / f"{name}.parquet", corpus.tables.file_of(name)
    machine = corpus.machine_file(name)
    try:
        if file is not None:
            shutil.copyfile(file, path)
        elif name == "evidence":
            write_frame(name, corpus.frames[name], path)
        else:
            contract = contract_name(name)
            with FrameWriter(contract, path) as writer:
                wanted = parquet.plain_schema(contract)
                for piece in corpus.tables.stretches(name, _ROWS_AT_A_TIME):
                    writer.add(piece.select(wanted.names).cast(wanted))
        if file is None and machine is not None:
            shutil.copyfile(machine, ready / _MACHINE / path.name)
            return True
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
    return False


def _put_in_place(folder: Path) -> None:
    """Move what a save has made ready to where it belongs; does nothing where none is ready, and goes on where it was interrupted."""
    ready = folder / _SAVING
    if not (ready / MANIFEST).is_file():
        return
    try:
        kept = json.loads((ready / MANIFEST).read_text(encoding="utf-8"))[_MACHINE]
        (folder / _MACHINE).mkdir(exist_ok=True)
        for name in FRAME_NAMES:
            for file in (f"{name}.parquet", f"{_MACHINE}/{name}.parquet"):
                if (ready / file).is_file():
                    (ready / file).replace(folder / file)
            if name not in kept:
                (folder / _MACHINE / f"{name}.parquet").unlink(missing_ok=True)
        if not kept:
            with suppress(OSError):
                (folder / _MACHINE).rmdir()
        (ready / MANIFEST).replace(folder / MANIFEST)
        shutil.rmtree(ready, ignore_errors=True)
    except OSError as error:
        raise StoreError(
            f"a save to {folder} was interrupted and cannot be brought to its end here ({error.strerror or error}); "
            "open the folder where you may write to it"
        ) from error


@contextmanager
def _saving(folder: Path) -> Iterator[None]:
    """Keep a second process from saving to the same folder at the same time."""
    if os.name != "posix":
        yield
        return
    import fcntl

    # The folder itself is locked: no file is left behind, and the lock ends with the process.
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES):
                raise StoreError(
                    f"another process is saving to {folder}: wait for it to end and save again"
                ) from error
            # A file system without locks.
        yield
    finally:
        os.close(handle)


def write_manifest(
    folder: Path, rows: Mapping[str, int], meta: Mapping[str, Any], chosen: Mapping[str, Any] | None = None
) -> None:
    """Write the file that makes a folder of frames a saved corpus: rows a frame, what they were made with, the filter."""
    manifest = {"format": _FORMAT, "rows": dict(rows), "filter": dict(chosen or {}), **meta}
    write_text(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False, default=str) + "\n")


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
    source = Path(folder)
    if (source / _SAVING / MANIFEST).is_file():
        with _saving(source):
            _put_in_place(source)
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
    memory = memory or half_of_memory()
    frames, tables = _reading(source, memory)
    meta = {
        key: value for key, value in manifest.items() if key not in {"format", "rows", "filter", _MACHINE}
    }
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
    if (store / _MACHINE).is_dir():
        names += [f"{_MACHINE}/{path.name}" for path in (store / _MACHINE).iterdir()]
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


def machine_path(folder: Path, name: str) -> Path:
    """Return the file of a frame as the machine made it."""
    machine = folder / _MACHINE / f"{name}.parquet"
    return machine if machine.is_file() else folder / f"{name}.parquet"


def forget_machine(folder: Path) -> None:
    """Remove the frames kept as the machine made them: those of the folder are about to be the machine's own."""
    for kept in (folder / _MACHINE).glob("*.parquet"):
        kept.unlink()


def _save_log(corpus: Corpus, path: Path) -> None:
    """Let the log go on beside the frames; of a filtered corpus the log stays with the whole one.

    A folder extracted into before has decisions of its own: they hold for the new extraction too.
    """
    if corpus.whole is corpus and (len(corpus.review) or path.is_file()):
        corpus.review.save_to(path)
        corpus._replay()


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
