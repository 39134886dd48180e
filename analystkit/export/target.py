"""Where an export goes: files appear whole or not at all, and are never named after anything from an article."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from analystkit.errors import InputError, StoreError
from analystkit.model.places import is_remote, place
from analystkit.model.staging import staged


def file_target(path: str | os.PathLike[str], suffixes: tuple[str, ...]) -> Path:
    """Return the path of a file to write, its folder made.

    Raises
    ------
    InputError
        If the ending is not one of `suffixes`, or the path is a folder, a URL or none.
    StoreError
        If the folder cannot be made.
    """
    target = local_path(path)
    if target.suffix.lower() not in suffixes:
        raise InputError(f"expected a file ending in {' or '.join(suffixes)}, found {target.name!r}")
    if target.is_dir():
        raise InputError(f"expected a file, found a folder: {target}")
    folder_target(target.parent)
    return target


def folder_target(path: str | os.PathLike[str]) -> Path:
    """Return a folder to write to, made if it is not there.

    Raises
    ------
    InputError
        If the path is a file, a URL or none.
    StoreError
        If the folder cannot be made.
    """
    target = local_path(path)
    if target.is_file():
        raise InputError(f"expected a folder, found a file: {target}")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot make the folder {target}: {error.strerror or error}; choose another"
        ) from error
    return target


def frames_target(path: str | os.PathLike[str], suffix: str) -> Path:
    """Return a folder to write a file a frame to, made if it is not there; InputError where the path names one such file."""
    target = local_path(path)
    if target.suffix.lower() == suffix and not target.is_dir():
        raise InputError(f"expected a folder, in which each frame gets a file; {target.name!r} names a file")
    return folder_target(target)


def local_path(path: str | os.PathLike[str]) -> Path:
    """Return a path of this machine; InputError for a URL and for what is no path."""
    if is_remote(path):
        raise InputError(
            f"expected a path on this machine, found {path}: write it here, and send the file there"
        )
    return place(path)


def write(path: Path, content: str | bytes) -> Path:
    """Write a file in one step: a reader never sees half of it.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with staged(path) as beside:
        beside.write_bytes(raw)
    return path


def as_json(value: Any, *, indent: int | None = 1) -> str:
    """Return JSON with readable scripts, in a fixed order of keys as given."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
