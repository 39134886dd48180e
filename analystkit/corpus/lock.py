"""One writer at a time: the lock on a store's folder, and what a second writer is told."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analystkit.corpus.review_log import _try_lock, _unlock
from analystkit.errors import StoreError

LOCK = "writer.lock"
HOLDER = "writer.json"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold a folder for writing inside the block.

    The operating system drops the lock when its holder dies, so a writer that was killed leaves none behind. On a file system
    shared by machines that does not pass locks on, the note beside the lock is what tells: it names the machine and the process.

    Raises
    ------
    StoreError
        If another process holds the folder, or may hold it on another machine.
    """
    lock, note = folder / LOCK, folder / HOLDER
    try:
        handle = lock.open("a+b")
    except OSError as error:
        raise StoreError(
            f"cannot write to {folder}: {error.strerror or error}; choose a folder you may write to"
        ) from error
    with handle:
        if not _try_lock(handle):
            raise StoreError(
                f"{folder} is being written by {_said(_holder(note))}: wait for it to end, or stop it"
            )
        try:
            holder = _holder(note)
            if holder and holder.get("host") != socket.gethostname():
                raise StoreError(
                    f"{folder} was being written by {_said(holder)}, and from here it cannot be seen whether it still runs; "
                    f"if it does not, remove {note} and try again"
                )
            mine = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            _write(note, json.dumps(mine))
            try:
                yield
            finally:
                note.unlink(missing_ok=True)
        finally:
            _unlock(handle)


def _holder(note: Path) -> dict[str, object]:
    try:
        held = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _said(holder: dict[str, object]) -> str:
    if not holder:
        return "another process"
    return f"process {holder.get('pid')} on {holder.get('host')} (since {holder.get('since')})"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error
