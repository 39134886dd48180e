"""What a store of millions of events costs to open, look at, filter and count: ``python -m benchmarks.store [--events 10000000] [--folder DIR]``.

The store is made up (`benchmarks.simulated_store`) in a folder that is removed afterwards, or kept and used again with ``--folder``. Each
question is asked three times in one process, of which the median counts; peak memory is that of the process, over analystkit imported.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import analystkit as ak
from benchmarks.simulated_store import write_store

ROUNDS = 3
TARGET_SECONDS = 2.0


def questions(folder: Path) -> dict[str, Callable[[], Any]]:
    """Return what an analyst asks of an archive, by name; each opens the store anew, so nothing is remembered."""

    def opened() -> Any:
        return ak.open(folder)

    return {
        "open": opened,
        "card": lambda: repr(opened()),
        "group: month x type, happened": lambda: opened().sql(
            "SELECT date_trunc('month', date_start) AS month, event_type, count(*) AS n FROM events WHERE factuality = $f GROUP BY ALL", f="happened"
        ),
        "where(factuality) and count by month and type": lambda: opened().where(factuality="happened").count(by=["month", "event_type"]),
        "where(an actor, a year): rows": lambda: opened().where(actors="Actor 40", dates=("2015-01-01", "2015-12-31")).rows("events"),
        "where(an actor, a year): frame of events": lambda: opened().where(actors="Actor 40", dates=("2015-01-01", "2015-12-31")).events,
        "where(words): rows": lambda: opened().where(text="Actor 777 met").rows("events"),
        "count stories by target": lambda: opened().where(event_types="ASSAULT").count(by="target", of="stories"),
        "source of an event": lambda: opened().source("ev_1234"),
        "explain an event": lambda: opened().explain("ev_1234"),
    }  # fmt: skip


def measure(folder: Path, rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Return wall and processor seconds of each question, medians, and the peak memory it took in MB."""
    out = {}
    for name, ask in questions(folder).items():
        walls, cpus, peaks = [], [], []
        for _ in range(rounds):
            with Peak() as peak:
                wall, cpu = time.perf_counter(), time.process_time()
                ask()
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
            peaks.append(peak.megabytes)
        out[name] = {
            "seconds": statistics.median(walls), "cpu_seconds": statistics.median(cpus), "peak_mb": max(peaks),
        }  # fmt: skip
    return out


class Peak:
    """The memory a block takes at most over what the process had before, looked at every 20 ms."""

    megabytes = 0.0

    def __enter__(self) -> Peak:
        import psutil

        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._done.wait(0.02):
            self.megabytes = max(self.megabytes, (self._process.memory_info().rss - self._before) / 1e6)


def figures(events: int, folder: Path | None = None) -> dict[str, Any]:
    """Make the store, unless it is there, and measure it."""
    with tempfile.TemporaryDirectory() as made:
        where = folder or Path(made) / "store"
        begun = time.perf_counter()
        if not (where / "corpus.json").is_file():
            write_store(where, events)
        return {
            "events": ak.open(where).rows("events"),
            "megabytes_on_disk": sum(path.stat().st_size for path in where.glob("*.parquet")) / 1e6,
            "made_in_seconds": time.perf_counter() - begun,
            "load": os.getloadavg()[0],
            "questions": measure(where),
        }


def main() -> int:
    """Print the figures as a table or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="keep the store here and use it again")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = figures(options.events, options.folder)
    if options.json:
        print(json.dumps(found, indent=1))
        return 0
    print(
        f"{found['events']:,} events, {found['megabytes_on_disk']:,.0f} MB on disk (made in {found['made_in_seconds']:.0f} s), "
        f"load {found['load']:.1f}\n\n| question | seconds | processor seconds | peak MB |\n|---|---|---|---|"
    )
    for name, each in found["questions"].items():
        print(f"| {name} | {each['seconds']:.2f} | {each['cpu_seconds']:.2f} | {each['peak_mb']:,.0f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
