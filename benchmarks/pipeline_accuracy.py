"""Measure how right a pipeline is: `python -m benchmarks.pipeline_accuracy [--pipeline NAME] [--json]`.

EWT test, GUM dev and the held-out part of re3d lie beside the repository in `../shared/treebanks`; see training/README.md for
where to download them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from analystkit.pipeline import load_pipeline, pipeline_fingerprint
from training.measure import as_markdown, as_records, measure

TREEBANKS = Path(__file__).resolve().parents[1] / ".." / "shared" / "treebanks"


def main() -> int:
    """Print a table, or JSON, of the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pipeline", help="another pipeline than the embedded one, by name or path")
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not arguments.treebanks.is_dir():
        print(f"No treebanks in {arguments.treebanks}: nothing measured.", file=sys.stderr)
        return 2
    nlp = load_pipeline(arguments.pipeline)
    figures = measure(nlp, arguments.treebanks)
    if arguments.json:
        print(json.dumps({"pipeline": pipeline_fingerprint(nlp), "figures": as_records(figures)}, indent=1))
    else:
        print(f"{pipeline_fingerprint(nlp)}\n\n{as_markdown(figures)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
