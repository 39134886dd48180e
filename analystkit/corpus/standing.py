"""What stands of the last run: the rows of all articles before the first one that is new, gone or elsewhere in the order.

Putting these rows together from the parts again would give the bytes that lie in the store's files already, but for the columns that
resolution fills. A note beside the parts says which articles these files begin with, and which bytes they had: whatever became of
them since, only what was written so is taken over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.corpus.job import FOLDER, assembly_fingerprint, short_hash
from analystkit.corpus.store_files import machine_path
from analystkit.model import parquet
from analystkit.model.staging import write_text

if TYPE_CHECKING:
    import pyarrow as pa

_FILE = "standing.json"
# Articles that follow each other in one part: what names the part's rows, the first and the last article, half-open.
Stretch = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Stretches of articles that stand, and the files whose first rows are theirs.

    Attributes
    ----------
    stretches : int
        How many, from the first.
    paths : mapping of str to Path
        The file of each frame that is as it was written.
    rows : mapping of str to sequence of int
        How many rows each stretch has in these frames.
    """

    stretches: int = 0
    paths: Mapping[str, Path] = field(default_factory=dict)
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Return whether the rows of all these frames stand."""
        return all(name in self.paths for name in names)

    def tables(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the rows of a frame that stand, piece by piece."""
        left = sum(self.rows[name])
        for table in parquet.row_groups(self.paths[name], columns):
            yield table.slice(0, left)
            left -= table.num_rows
            if left <= 0:
                break


def recall_standing(store: Path, stretches: Sequence[Stretch]) -> Standing:
    """Return what stands if these are the stretches of now; nothing where the note is missing, damaged or of other code."""
    try:
        held: dict[str, Any] = json.loads((store / FOLDER / _FILE).read_text(encoding="utf-8"))
        if held["made_with"] != _made_with():
            return Standing()
        before = [tuple(each) for each in held["stretches"]]
        same = 0
        while same < min(len(before), len(stretches)) and before[same] == stretches[same]:
            same += 1
        paths = {name: machine_path(store, name) for name in held["rows"]}
        intact = [name for name, path in paths.items() if same and digest_of(path) == held["digests"][name]]
        return Standing(
            same,
            {name: paths[name] for name in intact},
            {name: held["rows"][name][:same] for name in intact},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Standing()


def keep_standing(
    store: Path, stretches: Sequence[Stretch], rows: Mapping[str, Sequence[int]], digests: Mapping[str, str]
) -> None:
    """Note what the frames of a run begin with, for the next one."""
    note = {
        "made_with": _made_with(),
        "stretches": stretches,
        "rows": rows,
        "digests": {name: digests[name] for name in rows},
    }
    write_text(store / FOLDER / _FILE, json.dumps(note) + "\n")


def digest_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as stream:
        # Processors have instructions for it: it takes half as long as blake2b.
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _made_with() -> str:
    import pyarrow as pa

    # Another version may encode the same rows otherwise.
    return short_hash(assembly_fingerprint(), pa.__version__)
