"""A save in two steps, so that whenever it is interrupted the folder holds the corpus saved before or the new one, whole.

Every file is made ready in a folder of its own, then each is moved to its place. What was all ready is brought to its end by whoever opens
the folder next.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store_files import MACHINE, MANIFEST, write_frame, write_manifest
from analystkit.corpus.tables import contract_name
from analystkit.errors import StoreError
from analystkit.model import parquet
from analystkit.model.frame_writer import FrameWriter

SAVING = ".saving"
_ROWS_AT_A_TIME = 100_000


def make_ready(corpus: Corpus, ready: Path) -> None:
    """Write every file of a corpus into a folder of its own, the manifest last: it says that all of them are there."""
    try:
        # What a save that was killed left there.
        shutil.rmtree(ready, ignore_errors=True)
        (ready / MACHINE).mkdir(parents=True)
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
                write_frame(name, machine, ready / MACHINE / f"{name}.parquet")
                kept.append(name)
        rows = {name: corpus.rows(name) for name in FRAME_NAMES}
        write_manifest(
            ready, rows, {**corpus.meta, MACHINE: kept}, [one.active() for one in corpus.filters if one]
        )
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
            shutil.copyfile(machine, ready / MACHINE / path.name)
            return True
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
    return False


def put_in_place(folder: Path) -> None:
    """Move what a save has made ready to where it belongs; does nothing where none is ready, and goes on where it was interrupted."""
    ready = folder / SAVING
    if not (ready / MANIFEST).is_file():
        return
    try:
        kept = json.loads((ready / MANIFEST).read_text(encoding="utf-8"))[MACHINE]
        (folder / MACHINE).mkdir(exist_ok=True)
        for name in FRAME_NAMES:
            for file in (f"{name}.parquet", f"{MACHINE}/{name}.parquet"):
                if (ready / file).is_file():
                    (ready / file).replace(folder / file)
            if name not in kept:
                (folder / MACHINE / f"{name}.parquet").unlink(missing_ok=True)
        if not kept:
            with suppress(OSError):
                (folder / MACHINE).rmdir()
        (ready / MANIFEST).replace(folder / MANIFEST)
        shutil.rmtree(ready, ignore_errors=True)
    except OSError as error:
        raise StoreError(
            f"a save to {folder} was interrupted and cannot be brought to its end here ({error.strerror or error}); "
            "open the folder where you may write to it"
        ) from error


@contextmanager
def saving(folder: Path) -> Iterator[None]:
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
