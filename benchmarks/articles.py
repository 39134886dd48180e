"""The articles that speed is measured on."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
QUOTES_TRAIN = ROOT / ".." / "shared" / "gold" / "quotes" / "train.jsonl"


def articles(number: int) -> pd.DataFrame:
    """Return so many articles: real ones from beside the repository where they are, else the sample over and over."""
    if QUOTES_TRAIN.is_file():
        rows = [json.loads(line) for line in QUOTES_TRAIN.open(encoding="utf-8")][:number]
        return pd.DataFrame(
            [
                {"article_id": row["article_id"], "text": row["text"], "published": row["published"]}
                for row in rows
            ]
        )
    from analystkit.readers import read_articles

    sample = read_articles(ROOT / "data" / "articles").articles
    copies = [
        sample.assign(article_id=sample["article_id"] + f"-{n}") for n in range(-(-number // len(sample)))
    ]
    return pd.concat(copies, ignore_index=True).head(number)
