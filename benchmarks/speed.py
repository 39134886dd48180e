"""Speed and memory: ``python -m benchmarks.speed [--articles N] [--pipeline NAME] [--json]``.

Within one pass: words a second from articles to linked frames, the share of extraction in the parse, microseconds a token. Each stage
is timed around the same batches, since alternating whole runs measures the neighbours on a shared machine. Peak memory
is read in a process of its own, over the loaded pipeline. Importing analystkit is compared with importing pandas, alternating, medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
QUOTES_TRAIN = ROOT / ".." / "shared" / "gold" / "quotes" / "train.jsonl"
IMPORT_RUNS = 7


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


def measure(number: int, pipeline: str | None) -> dict[str, Any]:
    """Return the figures of one pass."""
    import psutil

    import analystkit as ak
    from analystkit.corpus.build import extract

    frame = articles(number)
    words = int(frame["text"].str.split().str.len().sum())
    nlp = ak.load_pipeline(pipeline)
    # The first article pays for compiling the lexicon; users pay it once a session.
    extract(frame.head(1), pipeline=nlp, progress=False)
    process = psutil.Process()
    before = process.memory_info().rss
    begun = time.perf_counter()
    corpus = extract(frame, pipeline=nlp, progress=False)
    whole = time.perf_counter() - begun
    seconds = corpus.meta["seconds"]
    tokens = sum(len(nlp.make_doc(text)) for text in frame["text"])
    return {
        "articles": len(frame),
        "words": words,
        "words_per_second": words / whole,
        "parse_seconds": seconds["parse"],
        "extract_seconds": seconds["extract"],
        "resolve_seconds": whole - seconds["parse"] - seconds["extract"],
        "extract_over_parse": seconds["extract"] / seconds["parse"],
        "extract_microseconds_per_token": 1e6 * seconds["extract"] / tokens,
        "memory_over_pipeline_mb": (process.memory_info().rss - before) / 1e6,
        "events": len(corpus.events),
        "quotes": len(corpus.quotes),
    }


def import_ratio() -> float:
    """Return the median time of importing analystkit over that of importing pandas, in fresh interpreters."""
    times: dict[str, list[float]] = {"pandas": [], "analystkit": []}
    for _ in range(IMPORT_RUNS):
        for name, spent in times.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import {name}"], check=True)
            spent.append(time.perf_counter() - begun)
    return statistics.median(times["analystkit"]) / statistics.median(times["pandas"])


def main() -> int:
    """Print the figures as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--pipeline")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.articles, options.pipeline)
    figures["import_over_pandas"] = import_ratio()
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    print("| measure | figure |\n|---|---|")
    for name, value in figures.items():
        print(
            f"| {name.replace('_', ' ')} | {value:,.2f} |"
            if isinstance(value, float)
            else f"| {name} | {value:,} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
