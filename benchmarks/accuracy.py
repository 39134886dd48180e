"""Everything that is measured about accuracy, in one page: ``python -m benchmarks.accuracy [--only NAME ...]``.

Each benchmark runs in a process of its own and prints its tables; the page docs/accuracy.md is written from them. The annotated data lies
beside the repository (../shared); where it is absent, only the sample corpus is scored.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
SHARED = ROOT / ".." / "shared"
PARTS = {
    "pipeline": ("The embedded pipeline", ["-m", "benchmarks.pipeline_accuracy"], True),
    "quotes": ("Quotations", ["-m", "benchmarks.quotes"], True),
    "events": ("Events and factuality", ["-m", "benchmarks.events"], True),
    "confidence": ("How sure events are", ["-m", "benchmarks.event_confidence"], True),
    "dates": ("Dates", ["-m", "benchmarks.dates"], True),
    "resolution": ("Who is who, the same event told by many", ["-m", "benchmarks.resolution"], True),
    "sample-dev": (
        "The sample corpus, dev half",
        ["-m", "benchmarks.sample", "--split", "dev", "--table"],
        False,
    ),
    "sample-test": (
        "The sample corpus, test half",
        ["-m", "benchmarks.sample", "--split", "test", "--table"],
        False,
    ),
}
HEAD = """\
# Accuracy

Measured by `make accuracy`. Annotated data lies beside the repository and is not part of it; each table names its file. Rules were
developed on training data, the figures are on development data, and on the test half of the sample, which no author of rules has read.
"""


def main() -> int:
    """Run the benchmarks and write the page; return the number of those that failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    options = parser.parse_args()
    sections, failed = [HEAD], 0
    for name in options.only:
        title, command, needs_shared = PARTS[name]
        if needs_shared and not SHARED.is_dir():
            print(f"{name}: skipped, {SHARED.name} is not there")
            continue
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        print(f"## {title}\n\n{done.stdout}")
        print(f"({name}: {time.perf_counter() - begun:.0f} s)")
        if done.returncode:
            failed += 1
            print(done.stderr[-2000:], file=sys.stderr)
        else:
            sections.append(f"## {title}\n\n`python {' '.join(command)}`\n\n{done.stdout.strip()}\n")
    if options.only == list(PARTS) and not failed:
        PAGE.write_text("\n".join(sections), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
