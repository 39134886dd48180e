"""Small articles, and the bytes of what they give; a module, for tests in this folder share it."""

import json
from pathlib import Path

from analystkit.cluster import extract_to

PLACES = ("Tavira", "Norvik", "Karsk", "Elmen", "Sorrel Bay", "Brant", "Quill Harbour", "Osterby")


def article(number, **more):
    place = PLACES[number % 8]
    text = f"Soldiers shelled {place} on Monday, killing {number + 2} people.\n\n\u201cWe stay,\u201d said Amara Diallo, the mayor."
    return {"article_id": f"a{number:02}", "title": f"{place} shelled", "text": text, "published": f"2023-05-{number + 1:02}", **more}  # fmt: skip


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(source, out, **more):
    """Extract in parts of three articles."""
    return extract_to(source, out, part_characters=360, progress=False, **more)


def snapshot(folder):
    """Return the bytes of every frame, and of every part that the run made."""
    files = [*Path(folder).glob("*.parquet"), *Path(folder).glob("parts/*/*.parquet")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
