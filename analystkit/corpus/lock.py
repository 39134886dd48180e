"""One writer at a time: the lock on a store's folder, and what a second writer is told."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analystkit.corpus.file_lock import try_lock, unlock
from analystkit.errors import StoreError
from analystkit.model.places import filesystem, is_remote, key

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
    if is_remote(folder):
        with _writing_remotely(folder):
            yield
        return
    lock, note = folder / LOCK, folder / HOLDER
    try:
        handle = lock.open("a+b")
    except OSError as error:
        raise StoreError(
            f"cannot write to {folder}: {error.strerror or error}; choose a folder you may write to"
        ) from error
    with handle:
        if not try_lock(handle):
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
            _write(note, json.dumps(_mine()))
            try:
                yield
            finally:
                note.unlink(missing_ok=True)
        finally:
            unlock(handle)


@contextmanager
def _writing_remotely(folder: Path) -> Iterator[None]:
    """Hold a folder of an object store by a note that only one can make, where the store can say "only if it is not there".

    Nothing drops the note when its writer is killed. One of this machine is then known by its process; of another machine's it cannot be known.
    """
    note = folder / HOLDER
    text = json.dumps(_mine()).encode()
    for _ in range(2):
        try:
            try:
                filesystem(note).pipe_file(key(note), text, mode="create")
            except NotImplementedError:
                # Looking first leaves a gap of a moment; it is all that this store offers.
                if note.is_file():
                    raise FileExistsError from None
                note.write_bytes(text)
            break
        except FileExistsError:
            holder = _holder(note)
            if not (holder.get("host") == socket.gethostname() and _has_ended(holder)):
                raise StoreError(
                    f"{folder} is being written by {_said(holder)}; if that has ended, remove {note} and try again"
                ) from None
            note.unlink(missing_ok=True)
        except Exception as error:
            raise StoreError(f"cannot write to {folder}: {type(error).__name__}: {error}") from error
    else:
        raise StoreError(f"{folder} is being written by another process: wait for it to end, or stop it")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def _mine() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _has_ended(holder: dict[str, object]) -> bool:
    pid = holder.get("pid")
    if not isinstance(pid, int) or os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


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
