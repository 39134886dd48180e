"""Which article lies in which input part: one line a part, only ever added to (in an object store, an object each).

Articles are grouped in the order in which they are read, so many characters a part. An article that the ledger knows by its
content keeps its part for good; only articles it does not know make new parts. A run that was killed therefore groups the rest exactly as it
would have, and later articles cost only themselves.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from analystkit.errors import StoreError
from analystkit.model.places import contents, is_remote, sizes_below
from analystkit.model.rows import Article
from analystkit.model.staging import write_text


class Ledger:
    """The parts of one store.

    Parameters
    ----------
    path : Path
        The ledger's file, or in an object store its folder; made with its first part. A last line that a killed writer left unfinished is dropped.

    Attributes
    ----------
    inputs : list of str
        The hash of each part's articles, by number.
    sizes : list of int
        How many articles each part has.

    Raises
    ------
    StoreError
        If the file is damaged or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inputs: list[str] = []
        self.sizes: list[int] = []
        # A million articles as Python objects would be 200 MB; two arrays and a search are 16.
        self._digests = array("Q")
        self._places = array("Q")
        if is_remote(path):
            self._read_objects()
        elif path.exists():
            self._read()
        self._index()

    def __len__(self) -> int:
        return len(self.inputs)

    def find(self, digest: int) -> tuple[int, int] | None:
        """Return the part and the row in it of an article that was there when the ledger was opened, else None."""
        import numpy as np

        # As a plain number it would be compared as a float, which rounds.
        at = int(self._sorted.searchsorted(np.uint64(digest)))
        if at == len(self._sorted) or int(self._sorted[at]) != digest:
            return None
        place = self._places[int(self._order[at])]
        return place >> 32, place & 0xFFFFFFFF

    def add(self, digests: Sequence[int]) -> int:
        """Write a new part, on the disk when this returns, and return its number.

        Raises
        ------
        StoreError
            If the disk is full or the folder read-only.
        """
        number = len(self)
        line = json.dumps({"part": number, "articles": [f"{digest:016x}" for digest in digests]}) + "\n"
        if is_remote(self.path):
            write_text(self._object(number), line)
            self._take(digests)
            return number
        try:
            with self.path.open("ab") as handle:
                handle.write(line.encode())
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise StoreError(
                f"cannot write {self.path}: {error.strerror or error}; free some space or choose another folder"
            ) from error
        self._take(digests)
        return number

    def _read(self) -> None:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot read {self.path}: {error.strerror or error}") from error
        whole = data.rfind(b"\n") + 1
        self._take_lines(data[:whole].splitlines())
        if whole < len(data):
            with self.path.open("rb+") as handle:
                handle.truncate(whole)

    def _read_objects(self) -> None:
        # What cannot be added to is written anew, an object a part; they come in one go.
        names = sorted(name for name in sizes_below(self.path) if name.endswith(".json"))
        self._take_lines(contents([self.path / name for name in names]))

    def _object(self, number: int) -> Path:
        return self.path / f"part-{number:06d}.json"

    def _take_lines(self, lines: Iterable[bytes]) -> None:
        for number, line in enumerate(lines):
            try:
                held = json.loads(line)
                digests = [int(each, 16) for each in held["articles"]]
                if held["part"] != number:
                    raise ValueError(f"part {held['part']} where {number} was expected")
            except (ValueError, KeyError, TypeError) as error:
                raise StoreError(
                    f"{self.path} is damaged in line {number + 1} ({error}); restore it, or extract into a new folder"
                ) from error
            self._take(digests)

    def _take(self, digests: Iterable[int]) -> None:
        held = list(digests)
        self._places.extend((len(self.inputs) << 32) | row for row in range(len(held)))
        self._digests.extend(held)
        self.inputs.append(input_hash(held))
        self.sizes.append(len(held))

    def _index(self) -> None:
        import numpy as np

        digests = np.array(self._digests, dtype=np.uint64)
        self._order = np.argsort(digests, kind="stable")
        self._sorted = digests[self._order]


def article_digest(article: Article) -> int:
    """Return 64 bits of BLAKE2b over everything that is known of an article before extraction."""
    stamp = article.published.isoformat() if article.published is not None else ""
    fields = (
        article.article_id, article.title, article.text, stamp, article.published_precision, article.source, article.author,
        article.url, article.language, article.path,
    )  # fmt: skip
    key = "\x1f".join(fields).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big")


def input_hash(digests: Iterable[int]) -> str:
    """Return the hash of a part's articles, in order: 16 hexadecimal digits."""
    return blake2b(b"".join(digest.to_bytes(8, "big") for digest in digests), digest_size=8).hexdigest()
