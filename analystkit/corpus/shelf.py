"""What a store has of parts, for one that is about to be gone on with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from analystkit.corpus.job import FOLDER
from analystkit.corpus.parts import RECEIPTS, Receipt, Task, receipt_of, receipt_path
from analystkit.model.places import contents, is_remote, sizes_below


class Shelf:
    """What a store has of parts, for one that is about to be gone on with.

    Parameters
    ----------
    store : Path
        The store. One in a bucket is asked once for everything, for each question takes as long there as reading thousands of names.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._sizes: dict[str, int] | None = None
        self._texts: dict[str, bytes] = {}
        if is_remote(store):
            self._sizes = sizes_below(store / FOLDER)
            names = [name for name in self._sizes if name.startswith(f"{RECEIPTS}/")]
            held = contents([store / FOLDER / name for name in names])
            self._texts = dict(zip(names, held, strict=True))

    def has(self, path: Path) -> bool:
        """Say whether there was a file when the shelf was looked at."""
        return self._size(path) is not None

    def receipt(self, task: Task) -> Receipt | None:
        """Return the receipt of a part that is done, None for one that is not, or of which a file is gone or cut short."""
        with suppress(OSError, KeyError):
            return receipt_of(task, self._text(receipt_path(task)), self._size)
        return None

    def _size(self, path: Path) -> int | None:
        if self._sizes is not None:
            return self._sizes.get(f"{path.parent.name}/{path.name}")
        try:
            return path.stat().st_size
        except OSError:
            return None

    def _text(self, path: Path) -> str | bytes:
        if self._sizes is not None:
            return self._texts[f"{path.parent.name}/{path.name}"]
        return path.read_text(encoding="utf-8")
