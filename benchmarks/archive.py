"""An archive of any size to measure on: articles put together from paragraphs of real ones, no two alike.

Copies of the same articles would not do: what is alike is one story to resolution, and one vocabulary to the parser.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
QUOTES_TRAIN = ROOT / ".." / "shared" / "gold" / "quotes" / "train.jsonl"
PARAGRAPHS = 14
OUTLETS = 40
# Words as the tokenizer counts them, of a character of English news; only to say how long an archive will be.
_CHARACTERS_A_TOKEN = 5.05


@cache
def paragraphs() -> tuple[str, ...]:
    """Return the paragraphs to draw from: of the annotated news beside the repository, or made-up ones where it is not."""
    if QUOTES_TRAIN.is_file():
        with QUOTES_TRAIN.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        return tuple(p for text in texts for p in text.split("\n") if len(p) > 20)
    from benchmarks.pipeline_speed import articles

    return tuple(p for text in articles(200) for p in text.split("\n\n"))


def archive(number: int, seed: int = 1, first: int = 0) -> Iterator[dict[str, Any]]:
    """Yield so many articles as records of a JSONL file; the first n are the same whatever the number.

    Fifty articles are of one day, in order; `first` is the place of the first one in a longer archive.
    """
    pool = paragraphs()
    rng = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    start = date(2023, 1, 1)
    for at in range(number):
        chosen = [rng.choice(pool) for _ in range(rng.randint(PARAGRAPHS // 2, PARAGRAPHS * 3 // 2))]
        yield {
            "article_id": f"a{seed}-{at:07}", "title": " ".join(rng.choice(pool).split()[:9]), "text": "\n\n".join(chosen),
            "published": str(start + timedelta(days=(first + at) // 50)), "source": f"Outlet {at % OUTLETS}",
        }  # fmt: skip


def write_archive(path: Path, number: int, seed: int = 1) -> Path:
    """Write an archive as JSON lines."""
    with path.open("w", encoding="utf-8") as lines:
        for record in archive(number, seed):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def write_tokens(path: str, tokens: int) -> int:
    """Write an archive of about so many tokens as JSON lines; return the number of its articles."""
    number = characters = 0
    # Paragraphs vary in length: write until it is enough.
    records = archive(sys.maxsize)
    with Path(path).open("w", encoding="utf-8") as lines:
        while characters < tokens * _CHARACTERS_A_TOKEN:
            record = next(records)
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            characters, number = characters + len(record["text"]), number + 1
    return number
