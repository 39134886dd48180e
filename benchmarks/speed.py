"""The one table of speed: ``make speed``, or ``python -m benchmarks.speed [--articles N] [--archive N] [--events N] [--store DIR]``.

The share of extraction in the parse, and microseconds a token: by turns over small groups of articles, the least of a few rounds, since alternating
whole runs measures the neighbours on a shared machine. The parse is given twice: as spaCy's ``nlp.pipe`` does it on the same pipeline, and as analystkit does. Beside the peers: `benchmarks.peers`. Streams, processes, resuming: `benchmarks.streaming`
(killing: `benchmarks.soak`; memory over millions of tokens: its ``--memory``). A store of ten million events: `benchmarks.store`. Resolving mentions:
`benchmarks.linking`. It takes seven minutes of processor time; each of these runs alone too, over as much as one likes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import linking, peers, store, streaming
from benchmarks.articles import articles

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

IMPORT_RUNS = 7
# Articles that are timed together, and how often: some seconds, which the neighbours leave alone at least once.
GROUP, ROUNDS = 20, 5


def measure(number: int, pipeline: str | None, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the figures of one pass over all articles, and of `rounds` by groups of them (`shares`)."""
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
    memory = process.memory_info().rss - before
    return {
        "articles": len(frame),
        "words": words,
        "words_per_second": words / whole,
        "parse_seconds": seconds["parse"],
        "extract_seconds": seconds["extract"],
        "resolve_seconds": whole - seconds["parse"] - seconds["extract"],
        **shares(frame, nlp, rounds),
        "memory_over_pipeline_mb": memory / 1e6,
        "events": len(corpus.events),
        "quotes": len(corpus.quotes),
    }


def shares(frame: pd.DataFrame, nlp: Language, rounds: int) -> dict[str, float]:
    """Return what extraction takes of spaCy's parse and of ours, and a token: by turns over each group of articles, the least of the rounds.

    What else runs on a machine only ever adds to a time, and comes and goes in seconds: the least of a few short runs is the code's own
    (as the standard library's `timeit` has it), the median shows what the machine was like.
    """
    from analystkit.corpus.build import extract
    from analystkit.pipeline.backend import one_blas_thread

    tokens = 0
    spent: list[dict[str, list[float]]] = []
    for first in range(0, len(frame), GROUP):
        group = frame.iloc[first : first + GROUP]
        times: dict[str, list[float]] = {"spacy": [], "parse": [], "extract": []}
        for _ in range(rounds):
            with one_blas_thread():
                begun = time.perf_counter()
                read = sum(map(len, nlp.pipe(group["text"])))
                times["spacy"].append(time.perf_counter() - begun)
            seconds = extract(group, pipeline=nlp, progress=False).meta["seconds"]
            times["parse"].append(seconds["parse"])
            times["extract"].append(seconds["extract"])
        tokens += read
        spent.append(times)

    def total(of: str, by: Callable[[list[float]], float]) -> float:
        return sum(by(times[of]) for times in spent)

    least, median = total("extract", min), total("extract", statistics.median)
    return {
        "rounds": rounds,
        "extract_over_spacy_parse": least / total("spacy", min),
        "extract_over_parse": least / total("parse", min),
        "extract_microseconds_per_token": 1e6 * least / tokens,
        "median_extract_over_spacy_parse": median / total("spacy", statistics.median),
        "median_extract_microseconds_per_token": 1e6 * median / tokens,
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


def rows(options: argparse.Namespace) -> Iterator[tuple[str, str, str, str]]:
    """Yield (measure, figure, must, aim) as they are measured."""
    one = measure(options.articles, options.pipeline, options.repeat)
    yield (
        "extraction over parse, one pass",
        f"{one['extract_over_spacy_parse']:.1%} of nlp.pipe, {one['extract_over_parse']:.1%} of ours, {one['extract_microseconds_per_token']:.1f} us a token",
        "15 %, 15 us",
        "8 %",
    )
    yield ("words a second, articles to linked frames (clock)", f"{one['words_per_second']:,.0f}", "", "")
    beside = peers.measure(options.beside, options.rounds)
    for name, times in beside["times_ours"].items():
        asked = peers.AS_COMES in name
        must = peers.MUST[name.split(",")[0]] if asked else ""
        yield (
            f"articles to frames against {name}",
            f"{times:.2f} x",
            f"{must} x" if must else "",
            "2 x" if asked else "",
        )
    if beside["textacy_failures"]:
        yield "articles that textacy refuses", str(sum(beside["textacy_failures"].values())), "", ""
    with tempfile.TemporaryDirectory() as folder:
        runs = streaming.measure(options.archive, Path(folder))["ratios"]
    yield (
        "2 processes against 1 (clock)",
        f"{runs['2 processes: clock of one over clock of two']:.2f} x",
        "1.7 x",
        "1.9 x",
    )
    yield "resuming a finished run", f"{runs['again over first']:.1%}", "2 %", ""
    yield "1 % more articles", f"{runs['1 % more over first']:.1%}", "3 %", ""
    yield (
        "other lexicon, from cached parses",
        f"{runs['other lexicon: from text over from parses']:.1f} x",
        "10 x",
        "",
    )
    found = store.figures(options.events, options.store)
    grouped = found["questions"]["group: month x type, happened"]
    yield (
        f"{found['events']:,} events filtered and grouped by month and type",
        f"{grouped['seconds']:.2f} s ({grouped['cpu_seconds']:.2f} s of processor)",
        "2 s",
        "1 s",
    )
    filtered = found["questions"]["where(an actor, a year): frame of events"]
    yield "the same store: an actor's events of a year as a frame", f"{filtered['seconds']:.2f} s", "", ""
    linked = linking.measure(options.mentions)
    yield (
        f"resolving {int(linked['mentions']):,} mentions",
        f"{linked['processor_seconds']:.0f} s, {linked['peak_mb_over_frames']:,.0f} MB over the frames",
        "",
        "",
    )
    yield "importing analystkit against pandas", f"{import_ratio():.2f} x", "1.2 x", ""


def main() -> int:
    """Print the one table as it is measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200, help="of the one pass")
    parser.add_argument("--beside", type=int, default=60, help="articles that the peers are measured on")
    parser.add_argument(
        "--archive",
        type=int,
        default=800,
        help="articles of the stores that are made, added to and made again",
    )
    parser.add_argument("--rounds", type=int, default=1, help="of the peers")
    parser.add_argument("--repeat", type=int, default=ROUNDS, help="rounds of what extraction takes")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="keep the made-up store here and use it again")
    parser.add_argument("--pipeline")
    parser.add_argument("--json", action="store_true", help="only the figures of one pass, as JSON")
    options = parser.parse_args()
    if options.json:
        print(
            json.dumps(
                measure(options.articles, options.pipeline, options.repeat)
                | {"import_over_pandas": import_ratio()},
                indent=2,
            )
        )
        return 0
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n\n| measure | figure | must | aim |\n|---|---|---|---|",
        flush=True,
    )
    for row in rows(options):
        print(f"| {' | '.join(row)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
