"""What each pipeline that ships costs: `python -m benchmarks.pipeline_choice [--json]`.

Words per second of one thread, both in one process in turn, on made-up articles and, where it lies beside the repository, on GUM's
development documents; time to load, memory and size on disk, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from analystkit.pipeline import ACCURATE, SMALL, load_pipeline, pipeline_fingerprint
from analystkit.pipeline.loading import ACCURATE_WEIGHTS, WEIGHTS
from benchmarks.pipeline_speed import articles, words_per_second

TREEBANKS = Path(__file__).resolve().parents[1] / ".." / "shared" / "treebanks"
ARTICLES = 24
NAMES = (SMALL, ACCURATE)
# Run in a fresh process: what spaCy itself takes is taken off, for it is the same for both.
_COST = """
import sys, time, psutil, spacy
from analystkit.pipeline import load_pipeline, parse
from benchmarks.pipeline_speed import articles
me = psutil.Process()
spacy.blank("en")
before, start = me.memory_info().rss, time.process_time()
nlp = load_pipeline(sys.argv[1])
loaded = time.process_time() - start
for parsed in parse(nlp, articles(12), transient=True):
    assert parsed.error is None
print(loaded, me.memory_info().rss - before)
"""


def texts() -> dict[str, list[str]]:
    """Return the texts to be timed on, by what they are."""
    found = {"made-up news": articles(ARTICLES)}
    if TREEBANKS.is_dir():
        from training.corpora import gum_sentences, treebank_passages

        passages = treebank_passages(gum_sentences(TREEBANKS / "gum", "dev"))
        found["GUM dev"] = [
            "".join(word.form + " " * word.space for word in passage.words) for passage in passages
        ]
    return found


def cost(name: str) -> tuple[float, float]:
    """Return seconds of the processor to load a pipeline, and megabytes it holds once it has read some articles."""
    done = subprocess.run([sys.executable, "-c", _COST, name], capture_output=True, text=True, check=True)
    seconds, size = done.stdout.split()
    return round(float(seconds), 1), round(float(size) / 1e6)


def measure() -> dict[str, Any]:
    """Return the costs of both pipelines."""
    pipelines = {name: load_pipeline(name) for name in NAMES}
    found: dict[str, Any] = {name: {"pipeline": pipeline_fingerprint(nlp)} for name, nlp in pipelines.items()}
    for kind, sample in texts().items():
        words = sum(len(pipelines[SMALL].make_doc(text)) for text in sample)
        for name, speed in words_per_second(pipelines, sample, words, 3).items():
            found[name][f"words a second, {kind}"] = speed
    for name, folder in zip(NAMES, (WEIGHTS, ACCURATE_WEIGHTS), strict=True):
        seconds, size = cost(name)
        found[name]["seconds to load"], found[name]["memory, MB"] = seconds, size
        found[name]["on disk, MB"] = round(
            sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6, 1
        )
    return found


def main() -> int:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    found = measure()
    if parser.parse_args().json:
        print(json.dumps(found, indent=1))
        return 0
    print(f"| | {' | '.join(NAMES)} | ratio |\n|---|---|---|---|")
    for key, value in found[SMALL].items():
        other = found[ACCURATE][key]
        ratio = "" if isinstance(value, str) else f"{other / value:.2f}"
        print(f"| {key} | {value} | {other} | {ratio} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
