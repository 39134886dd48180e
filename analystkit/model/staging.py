"""Files that appear whole or not at all: written beside their place, synced to the disk, renamed into it; or sent whole to a bucket."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analystkit.errors import StoreError
from analystkit.model.places import is_remote, put

SUFFIX = ".part"


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Give a path to write to that becomes `path` when the block ends well, and is removed when it does not.

    Parameters
    ----------
    path : Path
        Where the file is to appear; its folder is made where it is missing.

    Yields
    ------
    Path
        A hidden file in the same folder; two writers of one path never share it.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """
    if is_remote(path):
        with _sent(path) as here:
            yield here
        return
    # Random, for processes of two machines that share a folder may have the same number.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        with beside.open("rb+") as handle:
            os.fsync(handle.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except BaseException as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, StoreError):
            raise StoreError(
                f"cannot write {path}: {error.strerror or error}; free some space or choose another folder"
            ) from error
        raise


@contextmanager
def _sent(path: Path) -> Iterator[Path]:
    """Give a file of this machine to write to, and send it where it belongs."""
    with tempfile.TemporaryDirectory(prefix="analystkit-") as folder:
        here = Path(folder) / path.name
        yield here
        try:
            put(here, path)
        # Each store's package has errors of its own.
        except Exception as error:
            raise StoreError(f"cannot write {path}: {type(error).__name__}: {error}") from error


def write_text(path: Path, text: str) -> None:
    """Write a small text file, UTF-8, whole or not at all.

    Raises
    ------
    StoreError
        If the folder cannot be written or the disk is full.
    """
    with staged(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left behind, in a folder and those below it."""
    if is_remote(folder):
        return
    for left in folder.rglob(f".*{SUFFIX}"):
        with suppress(OSError):
            left.unlink()


def _sync_folder(folder: Path) -> None:
    # The rename itself is only on the disk once its folder is. Windows cannot open one, and needs not.
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
