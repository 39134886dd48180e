"""Whether time grows with the text, whatever it is made of: ``python -m benchmarks.hostile_time [--patterns | --extraction]``.

For each pathological generator the processor time of 2n characters over that of n: for every scanner (n = 500,000), with ``--patterns`` for every
regular expression of the package, with ``--extraction`` for parsing and extraction as a whole (n = 50,000). Over 2.5 is marked; where 2n take less
than a tenth of a second the ratio measures the machine and is left out.
"""

from __future__ import annotations

import argparse
import runpy
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests" / "hostile" / "test_time.py"
WORST = 2.5
_QUICK = 0.1


def seconds(act: Callable[[str], object], unit: str, size: int) -> float:
    """Return the processor seconds that a text of one repeated unit takes: the better of two runs."""
    text = unit * (size // len(unit))
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        act(text)
        best = min(best, time.process_time() - begun)
    return best


def measure(name: str, act: Callable[[str], object], units: dict[str, str], size: int) -> tuple[float, int]:
    """Print the generators that are slow or grow too fast; return the worst ratio and how many were measured."""
    worst, counted = 0.0, 0
    for kind, unit in units.items():
        whole = seconds(act, unit, 2 * size)
        if whole < _QUICK:
            continue
        ratio = whole / max(seconds(act, unit, size), 1e-9)
        if ratio > WORST:
            # Once more: what another process disturbed is not the text's.
            ratio = min(ratio, seconds(act, unit, 2 * size) / max(seconds(act, unit, size), 1e-9))
        worst, counted = max(worst, ratio), counted + 1
        if ratio > WORST:
            print(f"! {name}: {kind}: {ratio:.2f} ({whole:.2f} s for {2 * size:,} characters)")
    return worst, counted


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--extraction", action="store_true", help="parsing and extraction instead of single scanners"
    )
    parser.add_argument("--patterns", action="store_true", help="the regular expressions too")
    parser.add_argument(
        "--characters", type=int, default=0, help="n; by default 500,000, of extraction 50,000"
    )
    options = parser.parse_args()
    held = runpy.run_path(str(TESTS), run_name="hostile_time")
    units = held["UNITS"]
    if options.extraction:
        from analystkit.corpus.build import extract_rows
        from analystkit.lexicon import Lexicon
        from analystkit.model.rows import Article
        from analystkit.pipeline import load_pipeline

        nlp, lexicon = load_pipeline(), Lexicon.default()

        def extraction(text: str) -> None:
            [rows] = extract_rows([Article("a", "", text)], nlp, lexicon)
            assert not rows.problems, rows.problems

        extraction("Soldiers shelled the port on Monday.")
        acts, size = {"extraction": extraction}, options.characters or 50_000
    else:
        acts = {**held["SCANNERS"]}
        for name, pattern in held["_patterns"]().items() if options.patterns else ():
            acts[name] = lambda text, pattern=pattern: (
                sum(1 for _ in pattern.finditer(text)),
                pattern.fullmatch(text),
            )
        size = options.characters or 500_000
    ratios = {name: measure(name, act, units, size) for name, act in acts.items()}
    measured = {name: ratio for name, (ratio, counted) in ratios.items() if counted}
    for name, ratio in sorted(measured.items(), key=lambda item: -item[1])[:10]:
        print(f"{ratio:5.2f}  {name}")
    print(
        f"{len(acts)} scanners and patterns, {len(units)} generators, {2 * size:,} characters; worst {max(measured.values(), default=0):.2f}"
    )


if __name__ == "__main__":
    main()
