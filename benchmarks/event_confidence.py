"""Is an event's confidence the share that is right: ``python -m benchmarks.event_confidence [--fit]``.

The pairs of PLV are news sentences with one marked source, one marked target and the root type of the event between them,
so an extracted event with both roles on the pair can be called right or wrong by its type. Events with a role empty or
elsewhere are not judged. The set is for measuring only: nothing is fitted on it. ``--fit`` prints the line of
`analystkit.extraction.event.confidence` from other sentences, the PLOVER gold standard records with a single extracted event.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from analystkit.extraction.event.confidence import score
from analystkit.lexicon import Lexicon
from analystkit.pipeline import load_pipeline
from benchmarks.event_tasks import SYMMETRIC, Read, load, read_all
from benchmarks.events import CACHE, SHARED, parsed

# Edges of the bins, half-open.
EDGES = (0.0, 0.65, 0.75, 0.85, 0.92, 1.01)
_YIELDS = ("CONCEDE", "RETREAT")


def judged(read: Read) -> list[tuple[float, bool]]:
    """Return confidence and verdict of the events of a sentence whose two roles are the marked pair."""
    source, target, accepted = (
        read.gold[name] for name in ("source_spans", "target_spans", "events_accepted")
    )
    found = []
    for reading in read.readings:
        sides = reading.participants
        pair = _on(sides.source, source) and _on(sides.target, target)
        turned = (
            reading.event.event_type in SYMMETRIC and _on(sides.source, target) and _on(sides.target, source)
        )
        together = not sides.target and _on(sides.source, source) and _on(sides.source, target)
        if pair or turned or together:
            kind = "YIELD" if reading.event.event_type in _YIELDS else reading.event.event_type
            found.append((reading.event.confidence, kind in accepted))
    return found


def _on(fillers: list[Any], spans: list[list[int]]) -> bool:
    return any(f.start < end and f.end > start for f in fillers for start, end in spans)


def table(verdicts: list[tuple[float, bool]]) -> tuple[list[dict[str, float]], float]:
    """Return one row a bin (from, to, events, mean confidence, share right) and the expected calibration error."""
    rows, error = [], 0.0
    for low, high in pairwise(EDGES):
        inside = [(score, right) for score, right in verdicts if low <= score < high]
        if not inside:
            continue
        mean = sum(score for score, _ in inside) / len(inside)
        share = sum(right for _, right in inside) / len(inside)
        error += abs(mean - share) * len(inside) / len(verdicts)
        rows.append({"from": low, "to": high, "events": len(inside), "confidence": mean, "right": share})
    return rows, error


def fitted(reads: Iterable[Read]) -> tuple[float, float, int]:
    """Return intercept and slope of the share right over the score, and on how many events they rest.

    Of sentences with one extracted event only, since the records do not code every event of a sentence.
    """
    scores, right = [], []
    for read in reads:
        alone = [reading for reading in read.readings if not reading.event.part_of]
        if len(alone) == 1:
            one = alone[0]
            scores.append(score(one.candidate, one.participants, one.judgement))
            right.append(one.event.event_type in {event["event"] for event in read.gold["events"]})
    slope, intercept = np.polyfit(scores, np.array(right, dtype=float), 1)
    return float(intercept), float(slope), len(scores)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--pipeline")
    parser.add_argument("--fit", action="store_true", help="print the line that turns scores into shares")
    options = parser.parse_args()
    name = "coding_gsr_dev.jsonl" if options.fit else "plv_train.jsonl"
    gold = load(options.shared / "gold" / "events" / name)
    texts = [row["text"] for row in gold]
    docs = parsed(load_pipeline(options.pipeline), texts, options.cache)
    reads = read_all(gold, texts, docs, Lexicon.default())
    if options.fit:
        intercept, slope, events = fitted(reads)
        print(json.dumps({"intercept": round(intercept, 3), "slope": round(slope, 3), "events": events}))
        return 0
    verdicts = [v for read in reads for v in judged(read)]
    rows, error = table(verdicts)
    print("| confidence | events | mean | right |\n|---|---|---|---|")
    for row in rows:
        print(
            f"| {row['from']:.2f}-{min(row['to'], 1.0):.2f} | {row['events']} | {row['confidence']:.2f} | {100 * row['right']:.0f} % |"
        )
    print(json.dumps({"events": len(verdicts), "expected_calibration_error": round(error, 3)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
