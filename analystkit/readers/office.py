"""Office files are archives of XML: what one may hold is checked before anything in it is opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

from analystkit.readers import limits

_BLOCK = 1 << 20
_MOST_PARTS = 10_000
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def unsafe(path: Path, kind: str, expected: str) -> str:
    """Say why an office file is not opened, "" where nothing speaks against it.

    Parameters
    ----------
    path : Path
    kind, expected : str
        What to call it ("workbook"), and in full ("an Excel workbook (.xlsx)").
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            most = min(limits.WORKBOOK_BYTES, limits.unpacked(path.stat().st_size))
            if size > most or len(entries) > _MOST_PARTS:
                return (
                    f"the {kind} unpacks to {size // limits.MEGABYTE} MB in {len(entries)} parts, more than is read of one of its size "
                    f"({most // limits.MEGABYTE} MB in {_MOST_PARTS:,})"
                )
            if any(_declares_entities(archive, entry) for entry in entries):
                # No office program writes a document type; the entities it could define are an attack.
                return f"the {kind} declares XML entities, which no office program does: not opened"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        return f"expected {expected}, found a file that is damaged or of another kind: {error}"
    return ""


def _declares_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(entry) as stream:
        before = b""
        # Anywhere: a comment of any length may stand before it.
        while block := stream.read(_BLOCK):
            seen = before + block.replace(b"\x00", b"")
            if any(one in seen for one in _DECLARATIONS):
                return True
            before = seen[-16:]
    return False
