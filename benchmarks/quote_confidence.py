"""How sure quotations are against how often they are right: the reliability of confidences, and the counting that gives them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from analystkit.extraction.quotation.confidence import ANY
from analystkit.model.rows import Quote

Json = dict[str, Any]
TABLE = Path(__file__).resolve().parents[1] / "analystkit" / "lexicon" / "data" / "quote_confidence.csv"


def record(quote: Quote) -> Json:
    """Return a quotation as the scorer reads it."""
    return {
        "article_id": quote.article_id, "start": quote.start, "end": quote.end, "text": quote.text, "content": quote.segments,
        "speaker_start": quote.speaker_start, "speaker_end": quote.speaker_end, "cue_start": quote.cue_start, "cue_end": quote.cue_end,
    }  # fmt: skip


def _judged(
    scorer: ModuleType, gold: list[Json], quotes: dict[str, list[Quote]]
) -> Iterable[tuple[Quote, bool]]:
    """Yield each quotation and whether it is right: content overlap of one half, and the speaker right or none given."""
    for article in gold:
        text = article["text"]
        mask = scorer.quoted_mask(text)
        found = quotes[article["article_id"]]
        units = scorer.gold_units(article, "all", mask)
        guesses = scorer.pred_units(article, [record(quote) for quote in found], mask, Counter())
        matched = scorer.match(guesses, units, 0.5)
        for index, guess in enumerate(guesses):
            right = index in matched and (
                not guess.speaker or scorer.speaker_ok(text, guess, units[matched[index]])
            )
            yield found[guess.att], right


def print_reliability(scorer: ModuleType, gold: list[Json], quotes: dict[str, list[Quote]]) -> None:
    """Print stated against observed shares, in tenths, and the expected calibration error."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for quote, right in _judged(scorer, gold, quotes):
        bins[min(int(quote.confidence * 10), 9)].append((quote.confidence, right))
    total = sum(map(len, bins.values()))
    print("| confidence | passages | stated | right |\n|---|---|---|---|")
    error = 0.0
    for low in sorted(bins):
        stated = sum(value for value, _ in bins[low]) / len(bins[low])
        right = sum(ok for _, ok in bins[low]) / len(bins[low])
        error += abs(stated - right) * len(bins[low]) / total
        print(f"| {low / 10:.1f}-{low / 10 + 0.1:.1f} | {len(bins[low])} | {stated:.2f} | {right:.2f} |")
    print(f"\nexpected calibration error {error:.3f}\n")


def calibrate(scorer: ModuleType, gold: list[Json], quotes: dict[str, list[Quote]]) -> None:
    """Count the share right in each cell and write the table; a cell of under 20 cases is left to the wider one."""
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for quote, right in _judged(scorer, gold, quotes):
        pattern, context = quote.method.split("-")[0].split("/")[0], quote.method.rpartition("/")[2]
        marks = "marks" if quote.kind != "indirect" else "plain"
        for key in ((pattern, marks, context), (pattern, marks, ANY), (ANY, marks, ANY)):
            counts[key][0] += right
            counts[key][1] += 1
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pattern", "marks", "context", "confidence", "cases"])
        for key, (right, cases) in sorted(counts.items()):
            if cases >= 20:
                # Two pseudo-counts keep a small cell from claiming certainty.
                writer.writerow([*key, f"{(right + 1) / (cases + 2):.2f}", cases])
    print(f"wrote {len(counts)} cells from {len(gold)} articles to {TABLE.name}")
