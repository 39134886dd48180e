"""Whether time grows with the text, whatever it is made of: ``python -m benchmarks.hostile_time [--patterns | --extraction]``.

For each pathological generator the processor time of 2n characters over that of n: for every scanner (n = 500,000), with ``--patterns`` for every
regular expression of the package, with ``--extraction`` for parsing and extraction as a whole (n = 50,000). A row each, as it is done. Over 2.5 is
marked; where 2n take less than a tenth of a second the ratio measures the machine and is left out.
"""

from __future__ import annotations

import argparse
import runpy
import time
from collections.abc import Callable
from pathlib import Path

from analystkit.errors import TimeLimitError
from analystkit.model.time_limit import time_limit

TESTS = Path(__file__).resolve().parents[1] / "tests" / "hostile" / "test_time.py"
WORST = 2.5
_QUICK = 0.1
_LONGEST = 60.0


def seconds(act: Callable[[str], object], unit: str, size: int) -> float:
    """Return the processor seconds that a text of one repeated unit takes: the better of two runs, infinite over a minute."""
    text = unit * (size // len(unit))
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        try:
            with time_limit(_LONGEST):
                act(text)
        except TimeLimitError:
            return float("inf")
        best = min(best, time.process_time() - begun)
    return best


def measure(name: str, act: Callable[[str], object], units: dict[str, str], size: int) -> tuple[float, str]:
    """Return the worst ratio of one scanner or pattern, 0 where every text is a quick one, and a row of the table that says where."""
    worst, where, longest = 0.0, "", 0.0
    for kind, unit in units.items():
        whole = seconds(act, unit, 2 * size)
        longest = max(longest, whole)
        if whole < _QUICK:
            continue
        ratio = whole / max(seconds(act, unit, size), 1e-9)
        if ratio > WORST:
            # Once more: what another process disturbed is not the text's.
            ratio = min(ratio, seconds(act, unit, 2 * size) / max(seconds(act, unit, size), 1e-9))
        if ratio > worst:
            worst, where = ratio, kind
    mark = " **over**" if worst > WORST else ""
    measured = f"{worst:.2f}{mark}, on {where}" if worst else f"under {_QUICK} s"
    return worst, f"| {name.removeprefix('analystkit.')} | {measured} | {longest:.2f} |"


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
    print(f"| | worst t(2n)/t(n), n = {size:,} | longest, s |\n|---|---|---|")
    ratios = []
    for name, act in acts.items():
        ratio, row = measure(name, act, units, size)
        ratios.append(ratio)
        print(row, flush=True)
    print(f"\n{len(acts)} acts, {len(units)} generators, {2 * size:,} characters; worst {max(ratios):.2f}")


if __name__ == "__main__":
    main()
