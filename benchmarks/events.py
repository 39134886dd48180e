"""Measure event extraction with the scorers beside the repository; print a table and write JSON.

    python -m benchmarks.events [--tasks gsr,plv,uds,ecb,muc4] [--cache DIR] [--out FILE] [--pipeline NAME] [--shared DIR]

The gold sets are not part of the repository: they are looked for in ``../shared/gold/events``, and a task whose files are
missing is skipped. Parses are cached under --cache by text and pipeline. ``plv_train`` serves as a development set: nothing is trained on it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from analystkit.lexicon import Lexicon
from analystkit.pipeline import load_pipeline, pipeline_fingerprint
from benchmarks.event_incidents import incidents
from benchmarks.event_tasks import (
    Read,
    certainties,
    coding,
    load,
    pair_extraction,
    pair_type,
    read_all,
    triggers,
)
from benchmarks.truecasing import truecase

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
CACHE = Path(tempfile.gettempdir()) / "analystkit-event-parses"
Json = dict[str, Any]


def main(argv: list[str] | None = None) -> int:
    """Run the tasks and print the table."""
    options = _options(argv)
    gold = options.shared / "gold" / "events"
    nlp = load_pipeline(options.pipeline)
    rows: list[Json] = []
    for name in options.tasks.split(","):
        task = TASKS[name]
        path = gold / task.file
        missing = [
            str(gold / file) for file in (task.file, task.learn_from) if file and not (gold / file).is_file()
        ]
        if missing:
            print(f"{name}: skipped, no {', '.join(missing)}", file=sys.stderr)
            continue
        reads, seconds = _read(path, task.prepare, nlp, options.cache)
        others = _read(gold / task.learn_from, task.prepare, nlp, options.cache)[0] if task.learn_from else []
        tokens = sum(len(read.part.tokens) for read in reads)
        for label, scorer, predict in task.outputs:
            printed = _score(gold, scorer, path, predict(reads, others))
            rows.append(
                {
                    "task": label,
                    "scorer": printed,
                    "us_per_token_all_extractors": round(1e6 * seconds / max(tokens, 1), 2),
                }
            )
            print(f"== {label}\n{printed}", flush=True)
    if options.out:
        options.out.write_text(
            json.dumps({"pipeline": pipeline_fingerprint(nlp), "results": rows}, indent=1), encoding="utf-8"
        )
    return 0


def _read(path: Path, prepare: Callable[[str], str], nlp: Any, cache: Path) -> tuple[list[Read], float]:
    """Return the documents of a gold file as extraction reads them, and the seconds that took; parsing is not counted."""
    gold = load(path)
    texts = [prepare(row["text"]) for row in gold]
    docs = parsed(nlp, texts, cache)
    began = time.perf_counter()
    reads = list(read_all(gold, texts, docs, Lexicon.default()))
    return reads, time.perf_counter() - began


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", default=",".join(TASKS))
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--pipeline")
    parser.add_argument("--shared", type=Path, default=SHARED)
    return parser.parse_args(argv)


def parsed(nlp: Any, texts: list[str], cache: Path) -> list[Any]:
    """Parse texts, or read their parses from the cache of the same pipeline."""
    from spacy.tokens import DocBin

    digest = blake2b(digest_size=10)
    digest.update(pipeline_fingerprint(nlp).encode())
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\x00")
    file = cache / f"{digest.hexdigest()}.spacy"
    if file.is_file():
        return list(DocBin().from_disk(file).get_docs(nlp.vocab))
    docs = list(nlp.pipe(texts, batch_size=32))
    cache.mkdir(parents=True, exist_ok=True)
    DocBin(
        docs=docs,
        attrs=["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START", "MORPH"],
    ).to_disk(file)
    return docs


def _score(gold: Path, scorer: list[str], file: Path, predictions: list[Json]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as handle:
        for row in predictions:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    try:
        command = [sys.executable, str(gold / scorer[0]), *scorer[1:], str(file), handle.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return re.sub(r"\n+", "\n", (done.stdout + done.stderr).strip())
    finally:
        Path(handle.name).unlink()


Predict = Callable[[list[Read], list[Read]], list[Json]]


@dataclass(frozen=True, slots=True)
class Task:
    """A gold file and what is measured on it.

    Attributes
    ----------
    file : str
        The gold file.
    prepare : callable
        What is done to its texts before they are parsed.
    outputs : sequence of tuple
        Label, scorer with its mode, and predictions, of the documents and of those learned from.
    learn_from : str
        The gold file that the predictions learn from, "" for those that learn nothing.
    """

    file: str
    prepare: Callable[[str], str]
    outputs: Sequence[tuple[str, list[str], Predict]]
    learn_from: str = ""


def _each(predict: Callable[[Read], Json]) -> Predict:
    return lambda reads, _: [predict(read) for read in reads]


def _same(text: str) -> str:
    return text


def _factuality(reads: list[Read], _: list[Read]) -> list[Json]:
    return [certainties(read, Lexicon.default()) for read in reads]


def _triggers(reads: list[Read], _: list[Read]) -> list[Json]:
    return [row for read in reads for row in triggers(read, Lexicon.default())]


CODING, COREF, FACTS, TEMPLATES = (
    "score_coding.py",
    "score_coref.py",
    "score_factuality.py",
    "score_templates.py",
)
TASKS = {
    "gsr": Task("coding_gsr_dev.jsonl", _same, [("GSR dev", [CODING, "gsr"], _each(coding))]),
    "plv": Task(
        "plv_train.jsonl", _same,
        [("PLV type of the pair", [CODING, "plv"], _each(pair_type)), ("PLV full extraction", [CODING, "plv"], _each(pair_extraction))],
    ),
    "muc4": Task("muc4_dev.jsonl", truecase, [("MUC-4 dev", [TEMPLATES], incidents)], learn_from="muc4_train.jsonl"),
    "ecb": Task("ecb_dev.jsonl", _same, [("ECB+ dev triggers", [COREF, "detect"], _triggers)]),
    "uds": Task("factuality_uds_dev.jsonl", _same, [("UDS dev factuality", [FACTS], _factuality)]),
}  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
