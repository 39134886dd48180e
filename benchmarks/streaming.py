"""What a store costs to make, to make again and to add to: ``python -m benchmarks.streaming [--articles N] [--json]``.

Each run is a process of its own on one BLAS thread. Its cost is processor time, its own and that of its workers, for other work on the
machine shall not decide; imports are not counted, loading the pipeline is. What is compared was run one after the other on the same articles. With
``--memory TOKENS`` it measures instead how memory grows over so many tokens.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.archive import archive, write_archive

_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
_SAMPLE_SECONDS = 0.05


def run(source: Path, out: Path, **more: Any) -> dict[str, Any]:
    """Extract in a process of its own; return its seconds, and what each stage took."""
    given = json.dumps({"source": str(source), "out": str(out), **more})
    code = "import sys; from benchmarks.streaming import child; child(sys.argv[1])"
    # An installed package has its bytecode; without it each process would compile all it imports.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A script of its own, for spawned workers import the one that was started.
    done = subprocess.run(
        [sys.executable, "-c", code, given],
        env={**kept, **_THREADS},
        check=True,
        stdout=subprocess.PIPE,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def child(given: str) -> None:
    """Extract and print what it cost; the other side of `run`."""
    import resource

    import analystkit as ak
    from analystkit.cluster import extract_to

    options = json.loads(given)
    actors = options.pop("actors", None)
    lexicon = ak.Lexicon.default().extended(actors=actors) if actors else None
    begun, clock = time.process_time(), time.perf_counter()
    corpus = extract_to(options.pop("source"), options.pop("out"), lexicon=lexicon, progress=False, **options)
    own, wall = time.process_time() - begun, time.perf_counter() - clock
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "processor_seconds": own + workers.ru_utime + workers.ru_stime, "wall_seconds": wall,
        "stages": corpus.meta["seconds"], "articles": len(corpus.articles), "events": len(corpus.events),
    }  # fmt: skip
    print(json.dumps(figures))


def measure(number: int, folder: Path) -> dict[str, Any]:
    """Return the seconds of each kind of run, and their ratios."""
    source = write_archive(folder / "archive.jsonl", number)
    more = folder / "more" / source.name
    more.parent.mkdir()
    new = max(1, number // 100)
    more.write_text(
        source.read_text(encoding="utf-8")
        # Of the days after: news comes in as it happens.
        + "".join(
            json.dumps(record, ensure_ascii=False) + "\n" for record in archive(new, seed=2, first=number)
        ),
        encoding="utf-8",
    )
    mine = [{"name": "Civil Aviation Authority", "kind": "government"}]
    wanted: dict[str, tuple[Path, str, dict[str, Any]]] = {
        "from text": (source, "plain", {}),
        "from text, keeping parses": (source, "cached", {"cache": True}),
        "again, nothing to do": (source, "plain", {}),
        "1 % more articles": (more, "plain", {}),
        "other lexicon, from text": (source, "other", {"actors": mine}),
        "other lexicon, from parses": (source, "cached", {"cache": True, "actors": mine}),
        "2 processes": (source, "two", {"workers": 2}),
    }
    run(write_archive(folder / "few.jsonl", 2), folder / "few", workers=2)
    runs = {}
    for name, (articles, store, given) in wanted.items():
        runs[name] = run(articles, folder / store, **given)
        print(f"{name}: {runs[name]}", file=sys.stderr, flush=True)
    cost = {name: figures["processor_seconds"] for name, figures in runs.items()}
    ratios = {
        "again over first": cost["again, nothing to do"] / cost["from text"],
        "1 % more over first": cost["1 % more articles"] / cost["from text"],
        "keeping parses over not": cost["from text, keeping parses"] / cost["from text"],
        "other lexicon: from text over from parses": cost["other lexicon, from text"]
        / cost["other lexicon, from parses"],
        "2 processes: clock of one over clock of two": runs["from text"]["wall_seconds"]
        / runs["2 processes"]["wall_seconds"],
        "2 processes: processor time of two over one": cost["2 processes"] / cost["from text"],
    }
    return {"articles": number, "runs": runs, "ratios": ratios}


def memory(tokens: int, folder: Path) -> dict[str, Any]:
    """Return how the memory of one process grows while it extracts so many tokens, over the loaded pipeline."""
    import numpy as np
    import psutil

    import analystkit as ak
    from analystkit.cluster import extract_to
    from analystkit.corpus.equipment import lend

    process = psutil.Process()
    nlp = ak.load_pipeline()
    lend(nlp)
    list(nlp.pipe(["The mayor spoke."]))
    loaded = process.memory_info().rss
    source = folder / "archive.jsonl"
    # In a process of its own: what the archive is put together from is no part of what extraction takes.
    code = "import sys; from benchmarks.archive import write_tokens; print(write_tokens(sys.argv[1], int(sys.argv[2])))"
    written = subprocess.run(
        [sys.executable, "-c", code, str(source), str(tokens)], check=True, stdout=subprocess.PIPE
    )
    number = int(written.stdout)
    seen = [0]
    samples: list[tuple[int, int]] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_SAMPLE_SECONDS):
            samples.append((seen[0], process.memory_info().rss))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    extracting: list[int] = []

    class Counting:
        """The runner in this process, noting when the last part is done: resolution over all of them follows."""

        def run(self, tasks: Any) -> Any:
            from analystkit.corpus.runners import InProcess

            for receipt in InProcess().run(tasks):
                seen[0] += receipt.articles
                yield receipt
            extracting.append(len(samples))

    extract_to(source, folder / "store", runner=Counting(), progress=False)
    ended.set()
    watcher.join()
    before = samples[: extracting[0]]
    # A part's peak is what counts; the first tenth fills caches that do not grow further.
    peaks: dict[int, int] = {}
    for done, rss in before:
        peaks[done] = max(rss, peaks.get(done, 0))
    settled = [(done, rss) for done, rss in sorted(peaks.items()) if done >= number / 10]
    share = tokens / number
    slope = np.polyfit([done * share / 1e6 for done, _ in settled], [rss / 1e6 for _, rss in settled], 1)[0]
    return {
        "tokens": tokens, "articles": number, "pipeline_mb": loaded / 1e6,
        "peak_over_pipeline_mb": (max(rss for _, rss in before) - loaded) / 1e6,
        "growth_mb_per_million_tokens": float(slope),
        "peak_over_pipeline_with_resolution_mb": (max(rss for _, rss in samples) - loaded) / 1e6,
        "course_mb": [[round(done * share), round((rss - loaded) / 1e6)] for done, rss in settled[:: max(1, len(settled) // 20)]],
    }  # fmt: skip


def main() -> int:
    """Print the figures as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--memory", type=int, metavar="TOKENS")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.memory:
            print(json.dumps(memory(options.memory, Path(folder)), indent=1))
            return 0
        figures = measure(options.articles, Path(folder))
    if options.json:
        print(json.dumps(figures, indent=1))
        return 0
    print("| run | processor seconds | clock |\n|---|---|---|")
    for name, one in figures["runs"].items():
        print(f"| {name} | {one['processor_seconds']:.1f} | {one['wall_seconds']:.1f} |")
    print("\n| ratio | |\n|---|---|")
    for name, ratio in figures["ratios"].items():
        print(f"| {name} | {ratio:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
