"""Where files lie: in a folder of this machine, or in an object store named by a URL.

A store in a bucket is written as one in a folder is, but for what buckets cannot do: there is nothing to rename into place, so a
file is made here and sent whole. Object stores (S3, GCS, Azure) show an object when all of it has arrived, and never half of one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analystkit.errors import InputError, MissingExtra

# Of bounded length: sought in a text of one word, an endless scheme would take the square of its length.
_URL = re.compile(r"([a-z][a-z0-9+.-]{1,31})://", re.IGNORECASE)
_HERE = frozenset({"file", "local"})
# pathlib makes one slash of two; without this a folder "s3:" would appear where the work is done.
_BENT = re.compile(r"(s3|s3a|gs|gcs|az|abfs|abfss|adl|hdfs|https?|ftp|memory):/[^/]", re.IGNORECASE)


def is_remote(path: object) -> bool:
    """Say whether a path is a URL such as ``s3://bucket/archive``; those of files on this machine are not."""
    if isinstance(path, (str, os.PathLike)):
        found = _URL.match(str(path))
        return found is not None and found[1].lower() not in _HERE
    # What `place` made of a URL is no path of this machine, and says so by having a file system of its own.
    return hasattr(path, "fs")


def place(path: str | os.PathLike[str]) -> Path:
    """Return the path of a file or folder, here or in an object store.

    Parameters
    ----------
    path : str or path
        A path, or a URL that fsspec knows.

    Returns
    -------
    Path
        For a URL a `upath.UPath`, which reads and joins as a `pathlib.Path` does.

    Raises
    ------
    MissingExtra
        If it is a URL and the package for URLs is not installed.
    InputError
        If fsspec does not know the URL's protocol, or lacks the package for it; if a URL comes as a `pathlib.Path`; if it is no path or an
        empty one, which would be the folder one is in.
    """
    if not hasattr(path, "fs") and not isinstance(path, (str, os.PathLike)):
        raise InputError(f"expected a path, found {type(path).__name__}")
    if path == "":
        raise InputError("expected a path, found an empty text: is a variable not set?")
    _usable(str(path))
    if not is_remote(path):
        text = str(path)
        if _BENT.match(text):
            raise InputError(
                f"expected a URL as text, found it as a path: {text!r}; give it as a str, with two slashes"
            )
        found = _URL.match(text)
        return Path(text[found.end() :] if found else text)
    try:
        from upath import UPath
    except ImportError as error:
        raise MissingExtra("universal-pathlib", "remote") from error
    try:
        made: Any = UPath(str(path))
        _ = made.fs
    except (ImportError, ValueError) as error:
        raise InputError(f"cannot use {path}: {error}") from error
    return made  # type: ignore[no-any-return]


def _usable(text: str) -> None:
    try:
        encoded = os.fsencode(text)
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        written = text[:100].encode("ascii", "backslashreplace").decode().replace("\0", "\\x00")
        raise InputError(f"the path '{written}' cannot be used: it holds a character that no file name can")


def url(path: Path) -> str:
    """Return the URL of a remote place, as another process may use it."""
    return str(filesystem(path).unstrip_protocol(key(path)))


def filesystem(path: Path) -> Any:
    """Return the fsspec file system of a remote place."""
    return path.fs  # type: ignore[attr-defined]


def key(path: Path) -> str:
    """Return the name of a remote place within its file system."""
    return str(path.path)  # type: ignore[attr-defined]


def put(local: Path, path: Path) -> None:
    """Send a file to a remote place, whole."""
    store = filesystem(path)
    # Real buckets have no folders; fsspec's memory and its like want them.
    store.makedirs(key(path.parent), exist_ok=True)
    store.put_file(str(local), key(path))


def get(remote: Sequence[Path], local: Sequence[Path]) -> None:
    """Fetch files, many at a time where the store allows it."""
    if not remote:
        return
    for folder in {path.parent for path in local}:
        folder.mkdir(parents=True, exist_ok=True)
    filesystem(remote[0]).get([key(path) for path in remote], [str(path) for path in local])


def sizes_below(folder: Path) -> dict[str, int]:
    """Return the bytes of every file below a remote folder, by its name within the folder."""
    root = key(folder).strip("/") + "/"
    found = filesystem(folder).find(key(folder), detail=True)
    return {name.strip("/").removeprefix(root): int(facts["size"]) for name, facts in found.items()}


def contents(paths: Sequence[Path]) -> list[bytes]:
    """Return the bytes of remote files, many at a time where the store allows it."""
    if not paths:
        return []
    names = [key(path) for path in paths]
    held = filesystem(paths[0]).cat(names)
    # Of one name fsspec returns the bytes alone.
    return [held] if isinstance(held, bytes) else [held[name] for name in names]
