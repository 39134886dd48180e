"""Sidecars: what an analyst or a scraper wrote down about an article in ``NAME.meta.json`` beside ``NAME.txt``."""

from __future__ import annotations

import json
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Fault
from analystkit.readers.fields import as_text, assign
from analystkit.readers.folder import SIDECAR


def read_sidecar(path: Path) -> tuple[dict[str, str], Fault | None]:
    """Read the fields stated beside an article; a sidecar that cannot be read is a warning, the article goes on."""
    beside = path.with_name(path.stem + SIDECAR)
    if not beside.is_file() or beside.is_symlink():
        return {}, None
    try:
        text, _ = encoding.decode(encoding.read_bytes(beside, limits.MEGABYTE))
        value = json.loads(text)
        if not isinstance(value, dict):
            raise ValueError(f"expected a JSON object, found {type(value).__name__}")
    except (OSError, ReadError, ValueError, RecursionError) as error:
        return {}, Fault(f"its sidecar {beside.name} was not used: {str(error)[:120]}", severity="warning")
    names = list(value)
    stated = {field: as_text(value[names[position]]).strip() for field, position in assign(names).items()}
    stated.pop("text", None)
    return {field: text for field, text in stated.items() if text}, None
