"""Articles in an object store: listed in the order of a folder on this machine, and each file fetched when it is its turn."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analystkit.errors import InputError
from analystkit.model.places import filesystem, get, key, place, sizes_below
from analystkit.readers.folder import (
    SIDECAR,
    STORE_MARKS,
    Found,
    hidden,
    passed_over_by_name,
    store_among,
    store_fault,
)
from analystkit.readers.formats import READERS, known, unknown_format


def expand(url: str, alone: bool) -> list[Found]:
    """Return the files of a URL: of one file itself, else all below it.

    Raises
    ------
    InputError
        If there is nothing to read, or the store does not answer.
    MissingExtra
        If the package for URLs is not installed.
    """
    root = place(url)
    try:
        if filesystem(root).isfile(key(root)):
            if not known(PurePosixPath(root.name)):
                raise InputError(f"{root.name}: {unknown_format(PurePosixPath(root.name))}")
            return [Found(root, root.name)]
        names = sorted(sizes_below(root), key=_as_walked)
    except InputError:
        raise
    # Each store's package has errors of its own.
    except Exception as error:
        raise InputError(f"{url} cannot be read: {type(error).__name__}: {error}") from error
    stores = _stores(names)
    if "." in stores:
        raise InputError(f"{url} holds {stores['.']}, not articles: open it with ak.open(...)")
    found = [
        Found(root / above, above if alone else f"{root.name}/{above}", store_fault(kind))
        for above, kind in stores.items()
    ]
    for name in names:
        if stores and any(str(above) in stores for above in PurePosixPath(name).parents):
            continue
        if any(hidden(step) for step in name.split("/")) or name.lower().endswith(SIDECAR):
            continue
        shown = name if alone else f"{root.name}/{name}"
        found.append(Found(root / name, shown, passed_over_by_name(PurePosixPath(name).name)))
    if not found:
        raise InputError(f"there is no file at {url}: expected files such as {' '.join(READERS)}")
    return found


@contextmanager
def fetched(found: Found) -> Iterator[Found]:
    """Give a copy of a remote file, and of its sidecar, on this machine for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="analystkit-") as folder:
        here = Path(folder) / found.path.name
        beside = found.path.with_name(found.path.stem + SIDECAR)
        wanted = [found.path, *([beside] if beside.is_file() else [])]
        get(wanted, [Path(folder) / path.name for path in wanted])
        yield replace(found, path=here)


def _stores(names: Sequence[str]) -> dict[str, str]:
    """Return what was written by this package among some files: folders by name, "." for all of it, and what each is."""
    among = frozenset(names)
    marked = {
        str(PurePosixPath(name).parents[mark.count("/")])
        for name in names
        for mark in STORE_MARKS
        if name == mark or name.endswith(f"/{mark}")
    }
    kinds = {
        above: store_among(lambda inner, above=above: str(PurePosixPath(above, inner)) in among)  # type: ignore[misc]
        for above in sorted(marked)
    }
    return {above: kind for above, kind in kinds.items() if kind}


def _as_walked(name: str) -> list[tuple[bool, str]]:
    """Order names as `folder.walk` does: the files of a folder before the folders in it."""
    *folders, last = name.split("/")
    return [*((True, step) for step in folders), (False, last)]
