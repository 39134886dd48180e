"""Which files a path stands for: folders walked in a fixed order, and what is passed over said."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analystkit.readers.draft import Fault
from analystkit.readers.formats import known, unknown_format

SIDECAR = ".meta.json"
STORE_MARKS = ("corpus.json", "parts/manifest.json")
_ALSO_HIDDEN = {"thumbs.db", "desktop.ini", "__macosx"}
_ABOUT_THE_FOLDER = {"readme", "license", "licence", "copying", "notice", "changelog"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why it is not; `name` is its path as shown, relative to what was given."""

    path: Path
    name: str
    fault: Fault | None = None


def shown(path: str | os.PathLike[str]) -> str:
    """Return a path as text that can be stored: forward slashes, bytes that are no UTF-8 as U+FFFD."""
    return os.fsencode(os.fspath(path)).decode("utf-8", "replace").replace(os.sep, "/")


def holds_corpus(folder: Path) -> bool:
    """Say whether a folder is one that a corpus was saved to: its tables are no articles, though they have texts."""
    return (folder / "corpus.json").is_file() and (folder / "articles.parquet").is_file()


def store_among(has: Callable[[str], bool]) -> str:
    """Say what a folder is that this package wrote, "" for any other; `has` says whether a file is in it."""
    manifest, begun = STORE_MARKS
    if has(manifest) and has("articles.parquet"):
        return "a saved corpus"
    return "an extraction that was broken off" if has(begun) else ""


def store_fault(kind: str) -> Fault:
    """Return the warning about tables of ours among the articles: they have texts, which were articles elsewhere."""
    return _warning(f"skipped: {kind}, not articles; ak.open(...) or analystkit report reads a saved corpus")


def walk(root: Path, prefix: str = "") -> Iterator[Found]:
    """Walk a folder in the order of its names.

    Hidden files and folders, sidecars and office lock files are passed over in silence. Links are not followed, whether
    they lead out of the folder or round in a circle; they, unknown formats, notes about the folder (README ...) and folders that a
    corpus was saved or extracted to each become one warning. Folders that cannot be opened become an error.
    """
    stack = [(root, prefix)]
    while stack:
        folder, inside = stack.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            yield Found(folder, inside.rstrip("/"), Fault(f"the folder cannot be opened: {reason(error)}"))
            continue
        names = {entry.name.lower() for entry in entries}
        folders = []
        for entry in entries:
            if hidden(entry.name):
                continue
            name = inside + shown(entry.name)
            fault = _passed_over(entry, names)
            if fault is not None:
                yield Found(Path(entry.path), name, fault)
            elif entry.is_dir(follow_symlinks=False):
                kind = store_among(lambda inner, at=entry.path: Path(at, inner).is_file())  # type: ignore[misc]
                if kind:
                    yield Found(Path(entry.path), name, store_fault(kind))
                    continue
                folders.append((Path(entry.path), name + "/"))
            elif not entry.name.lower().endswith(SIDECAR):
                yield Found(Path(entry.path), name)
        # A stack: the first folder must lie on top.
        stack.extend(reversed(folders))


def reason(error: OSError) -> str:
    """Say what the system says, without the path, which stands in its own column."""
    return error.strerror or str(error) or type(error).__name__


def hidden(name: str) -> bool:
    """Say whether a file or folder is passed over in silence."""
    return name.startswith((".", "~$")) or name.lower() in _ALSO_HIDDEN


def _passed_over(entry: os.DirEntry[str], names: set[str]) -> Fault | None:
    name = entry.name.lower()
    if entry.is_symlink():
        return _warning("skipped: a link is not followed; give its target by name to read it")
    if entry.is_dir(follow_symlinks=False):
        saved = name.removesuffix("_files")
        if saved != name and names & {f"{saved}.html", f"{saved}.htm"}:
            return _warning("skipped: the images and scripts of the saved page beside it")
        return None
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return _warning("skipped: not a regular file")
    if name.endswith(SIDECAR):
        beside = name.removesuffix(SIDECAR)
        if not any(other.rpartition(".")[0] == beside for other in names if not other.endswith(SIDECAR)):
            return _warning("skipped: no article of that name lies beside this sidecar")
        return None
    return passed_over_by_name(entry.name)


def passed_over_by_name(name: str) -> Fault | None:
    """Return the warning about a file whose name says that it is no article."""
    if not known(Path(name)):
        return _warning(f"skipped: {unknown_format(Path(name))}")
    stem, _, suffix = name.lower().rpartition(".")
    if (stem or suffix) in _ABOUT_THE_FOLDER:
        return _warning("skipped: taken for a note about the folder; give it by name to read it")
    return None


def _warning(message: str) -> Fault:
    return Fault(message, severity="warning")
