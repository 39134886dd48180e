"""The documents that the weights owe attribution to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from training.re3d import is_held_out

# The licence of GUM's texts by genre, from its LICENSE.txt; that of the annotation is CC BY 4.0 throughout.
_GUM_LICENCES = {
    "news": "CC BY 2.5",
    "interview": "CC BY 2.5",
    "bio": "CC BY-SA 3.0",
    "voyage": "CC BY-SA 3.0",
    "academic": "CC BY 4.0",
    "court": "CC BY 4.0",
    "textbook": "CC BY 4.0",
    "vlog": "CC BY",
    "speech": "public domain or CC BY",
}
_RE3D_LICENCES = {
    "Australian Department of Foreign Affairs": "CC BY 3.0 AU",
    "CENTCOM": "public domain",
    "Delegation of the European Union to Syria": "reuse authorised, source acknowledged",
    "UK Government": "Open Government Licence v3.0",
    "US State Department": "public domain",
    "Wikipedia": "CC BY-SA 3.0",
}
COLUMNS = ("corpus", "document", "title", "author", "url", "licence")


def write_sources(treebanks: Path, path: Path) -> None:
    """Write the training documents of GUM and re3d as CSV, one row a document."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_gum(treebanks / "gum"))
        writer.writerows(_re3d(treebanks / "re3d"))


def _gum(folder: Path) -> Iterator[tuple[str, ...]]:
    for line in (folder / "splits.tsv").read_text(encoding="utf-8").splitlines():
        document, genre, split = line.split("\t")
        if split == "train":
            meta = _metadata(folder / "dep" / f"{document}.conllu")
            yield "GUM", document, meta["title"], meta["author"], meta["sourceURL"], _GUM_LICENCES[genre]


def _metadata(path: Path) -> dict[str, str]:
    meta = {"title": "", "author": "", "sourceURL": ""}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if not line.startswith("#"):
                break
            key, _, value = line.removeprefix("# meta::").partition(" = ")
            if key in meta:
                meta[key] = value.strip()
    return meta


def _re3d(folder: Path) -> Iterator[tuple[str, ...]]:
    for source, licence in _RE3D_LICENCES.items():
        for line in (folder / source / "documents.json").read_text(encoding="utf-8-sig").splitlines():
            row = json.loads(line) if line.strip() else None
            if row and not is_held_out(row["_id"]):
                yield "re3d", row["_id"], row.get("title", ""), source, row.get("sourceUrl", ""), licence
