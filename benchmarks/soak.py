"""Kill what works on a store, over and over, and see what is lost: ``python -m benchmarks.soak [--kills 10] [--articles N] [--dask]``.

First whole runs are killed (SIGKILL) and begun again, then single workers of one run, while it reads, extracts, resolves or writes. In the end the store
must have the bytes of one that nobody disturbed: every frame, every part, and no file besides. With ``--dask`` workers of a Dask cluster are
killed too.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.archive import write_archive

_PART = 10_000
_PATIENCE_SECONDS = 3_600
_LOOK_SECONDS = 0.05


def start(source: Path, out: Path, workers: int, dask: str = "") -> subprocess.Popen[bytes]:
    """Begin a run in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.soak", "--run", str(source), str(out), str(workers), dask],
        start_new_session=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )


def extract(source: str, out: str, workers: str, dask: str) -> None:
    """Do what `start` began."""
    from analystkit.cluster import extract_to

    extract_to(source, out, workers=int(workers), client=dask or None, part_characters=_PART, progress=False)


def snapshot(store: Path) -> dict[str, str]:
    """Return the hash of every file that a run leaves, but for those that tell of times."""
    timed = {"manifest.json", "corpus.json", "assembled.json"}
    files = [path for path in store.rglob("*") if path.is_file()]
    files = [
        path for path in files if path.name not in timed and path.parent.name not in ("receipts", "jobs")
    ]
    return {
        path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def receipts(store: Path) -> int:
    """Return how many parts are done."""
    folder = store / "parts" / "receipts"
    return sum(1 for name in os.listdir(folder) if name.startswith("part-")) if folder.is_dir() else 0  # noqa: PTH208


def verdict(store: Path, whole: Path) -> dict[str, Any]:
    """Return what a store lacks or has twice, and whether its bytes are those of a whole one."""
    ids, expected = (pd.read_parquet(each / "events.parquet")["event_id"] for each in (store, whole))
    articles = pd.read_parquet(store / "articles.parquet")["article_id"]
    given = pd.read_parquet(whole / "articles.parquet")["article_id"]
    return {
        "articles_lost": len(set(given) - set(articles)), "articles_doubled": int(articles.duplicated().sum()),
        "events_lost": len(set(expected) - set(ids)), "events_doubled": int(ids.duplicated().sum()),
        "events": len(ids), "byte_identical": snapshot(store) == snapshot(whole),
    }  # fmt: skip


def told(name: str, killed: object, last_exit: int | None, folder: Path) -> dict[str, Any]:
    """Print and return what became of the store of that name."""
    result = {"killed": killed, "last_exit": last_exit, **verdict(folder / name, folder / "whole")}
    print(name, result, flush=True)
    return result


def kill_runs(source: Path, store: Path, parts: int, kills: int, rng: random.Random) -> Counter[str]:
    """Kill so many runs, each a few parts on from the last; the last ones while it resolves."""
    when: Counter[str] = Counter()
    for kill in range(kills):
        process = start(source, store, 1)
        done = receipts(store)
        # The last two in the global step, the first one while it still loads.
        target = (
            parts
            if kill >= kills - 2
            else done + (0 if kill == 0 else rng.randint(0, max(1, 2 * parts // kills)))
        )
        waited = time.monotonic()
        while (
            receipts(store) < min(target, parts)
            and process.poll() is None
            and time.monotonic() - waited < _PATIENCE_SECONDS
        ):
            time.sleep(_LOOK_SECONDS)
        time.sleep(rng.uniform(0, 1.5))
        when[
            "had ended by itself"
            if process.poll() is not None
            else f"after {receipts(store)} of {parts} parts"
        ] += 1
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return when


def kill_workers(
    process: subprocess.Popen[bytes],
    store: Path,
    kills: int,
    rng: random.Random,
    workers: Callable[[], list[Any]] | None = None,
) -> int:
    """Kill so many workers of a process, by default those it has started, each after a part was done since the last; return how many there were to kill.

    Killed faster than it can load, a worker would never come to anything.
    """
    killed, done = 0, -1
    while killed < kills and process.poll() is None:
        time.sleep(_LOOK_SECONDS)
        if receipts(store) <= done:
            continue
        time.sleep(rng.uniform(0, 1.5))
        found = workers() if workers else spawned(process.pid)
        if found:
            done = receipts(store)
            rng.choice(found).kill()
            killed += 1
    process.wait(_PATIENCE_SECONDS)
    return killed


def spawned(pid: int) -> list[Any]:
    """Return the workers that a process has started."""
    import psutil

    try:
        children = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return [child for child in children if "spawn_main" in " ".join(_command(child))]


def running(cluster: Any) -> list[Any]:
    """Return the workers of a Dask cluster that have come up: one killed before that is not started again by Dask."""
    import psutil
    from distributed.core import Status

    starters = [each.process for each in cluster.workers.values() if each.process is not None]
    return [
        psutil.Process(each.pid)
        for each in starters
        if each.status == Status.running and psutil.pid_exists(each.pid)
    ]


def _command(process: Any) -> list[str]:
    import psutil

    try:
        command: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return command


def main() -> int:
    """Print what was killed and what it cost; fail if anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dask", action="store_true")
    options = parser.parse_args()
    if options.run:
        extract(*options.run)
        return 0
    rng = random.Random(options.seed)  # noqa: S311 - when to kill is no secret
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_archive(folder / "archive.jsonl", options.articles)
        start(source, folder / "whole", 1).wait()
        parts = receipts(folder / "whole")
        print(f"{options.articles} articles in {parts} parts", flush=True)
        when = kill_runs(source, folder / "runs", parts, options.kills, rng)
        ended = start(source, folder / "runs", 1).wait()
        results = [told("runs", dict(when), ended, folder)]
        process = start(source, folder / "workers", 2)
        killed = kill_workers(process, folder / "workers", options.kills, rng)
        results.append(told("workers", killed, process.returncode, folder))
        if options.dask:
            import dask
            from distributed import LocalCluster

            # A local cluster gives up a worker that is coming up again just when it looks for one it lost this long ago.
            dask.config.set({"distributed.deploy.lost-worker-timeout": "1 day"})
            with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
                process = start(source, folder / "dask", 1, cluster.scheduler_address)
                killed = kill_workers(process, folder / "dask", options.kills, rng, lambda: running(cluster))
            results.append(told("dask", killed, process.returncode, folder))
    whole = all(result["byte_identical"] and result["last_exit"] == 0 for result in results)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
