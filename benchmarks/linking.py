"""What resolving a whole archive costs in memory and time: ``python -m benchmarks.linking [--mentions 1000000] [--in-memory]``.

Made-up articles of 400 words with 30 mentions and 8 events each; their texts lie on the disk, as the parts of a store do. Each run is a process
of its own; peak memory is counted over what the process has once the short columns of the extracted frames are in it, which are
given apart. With ``--in-memory`` the same is done with all texts and working data in memory, for comparison.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analystkit.corpus import linking
from analystkit.corpus.article_columns import STREAMED, ArticleColumns
from analystkit.lexicon import Lexicon
from analystkit.model import schema
from analystkit.model.scratch import Scratch
from analystkit.model.vocabulary import EVENT_TYPES
from benchmarks.simulated_mentions import simulated_corpus
from benchmarks.store import Peak

_WORDS = 400
_EVENTS = 8


def made_up(mentions: int, seed: int = 1) -> dict[str, pd.DataFrame]:
    """Return the frames that linking reads, of about so many mentions."""
    found, articles = simulated_corpus(mentions, seed)
    rng = random.Random(seed)  # noqa: S311 - a simulation
    words = sorted({word for text in articles["text"].head(2_000) for word in text.split()})
    texts = [f"{text} {' '.join(rng.choices(words, k=_WORDS - 60))}" for text in articles["text"]]
    # One article in eight is a copy of the one before.
    texts = [texts[n - 1] + " Wire" if n % 8 == 7 else text for n, text in enumerate(texts)]
    articles = articles.assign(text=pd.Series(texts, dtype="str"))
    rows = []
    by_article = [found.iloc[n : n + 30]["mention_id"].tolist() for n in range(0, len(found), 30)]
    for article, named in zip(articles.itertuples(), by_article, strict=True):
        for number in range(_EVENTS):
            day = pd.Timestamp(article.published).floor("D") - pd.Timedelta(days=rng.choice((0, 0, 1, 2, 30)))
            source, target = rng.sample(named, 2)
            rows.append({
                "event_id": f"{article.article_id}-{number}", "article_id": article.article_id, "part": "text", "start": 40 * number, "end": 40 * number + 6,
                "trigger": "struck", "lemma": rng.choice(("strike", "meet", "arrest", "warn")), "event_type": rng.choice(EVENT_TYPES),
                "source_mentions": [source], "target_mentions": [target], "date_start": day, "date_end": day, "date_precision": "day",
                "date_basis": "relative", "factuality": "happened", "status": "auto", "place": rng.choice(("", "Karsk", "Tavira", "Elmen")),
            })  # fmt: skip
    events = schema.to_frame("events", rows)
    return {"articles": articles, "mentions": found, "events": events, "quotes": schema.empty("quotes")}


def child(mentions: int, in_memory: bool) -> dict[str, float]:
    """Link and return what it took."""
    import psutil

    with tempfile.TemporaryDirectory() as folder:
        frames: dict[str, Any] = made_up(mentions)
        path = Path(folder) / "articles.parquet"
        texts = pa.table({name: pa.array(frames["articles"][name], pa.large_string()) for name in STREAMED})
        pq.write_table(texts, path, row_group_size=500)
        held = {name: frame[[c for c in linking.READ[name] if c in frame]] for name, frame in frames.items()}
        count = len(frames["mentions"])
        del frames

        def tables(columns: Sequence[str]) -> Iterator[pa.Table]:
            with pq.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    yield file.read_row_group(group, columns=list(columns))

        scratch = None
        if not in_memory:
            held["articles"] = ArticleColumns(held["articles"].drop(columns=list(STREAMED)), tables)  # type: ignore[assignment]
            scratch = Scratch(Path(folder))
        base = psutil.Process().memory_info().rss / 1e6
        begun = time.process_time()
        with Peak() as peak:
            linked = linking.link(held, Lexicon.default(), scratch=scratch)
        return {
            "mentions": count, "articles": len(linked["articles"]), "actors": len(linked["actors"]), "incidents": len(linked["incidents"]),
            "stories": int(linked["articles"]["story_id"].nunique()), "processor_seconds": time.process_time() - begun,
            "peak_mb_over_frames": peak.megabytes, "process_mb_before": base,
        }  # fmt: skip


def measure(mentions: int, in_memory: bool = False) -> dict[str, float]:
    """Link so many mentions in a process of its own."""
    code = "import sys, json; from benchmarks.linking import child; print(json.dumps(child(int(sys.argv[1]), sys.argv[2] == '1')))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(mentions), str(int(in_memory))], check=True, stdout=subprocess.PIPE
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> int:
    """Print the figures as JSON, one line a run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mentions", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--in-memory", action="store_true")
    options = parser.parse_args()
    for mentions in options.mentions:
        figures = {name: round(value, 1) for name, value in measure(mentions, options.in_memory).items()}
        print(json.dumps({"in_memory": options.in_memory, **figures}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
