"""The command line of the training: `python -m training all`.

Each step reads what the one before it wrote below `--work`, so that a run can be taken up again at any of them.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from training.conllu import Sentence, read_conllu
from training.corpora import gum_sentences, prepare
from training.measure import as_markdown, as_records, measure
from training.release import CARD, release
from training.train import NAMES, SYNTAX, Plan, train, with_names
from training.wordtypes import word_vectors

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
TREEBANKS = ROOT / ".." / "shared" / "treebanks"
WEIGHTS = ROOT / "analystkit" / "pipeline" / "weights"
REPORT = Path(__file__).with_name("evaluation.md")
# The teacher needs to know names only well enough to confirm what gold tags suggest.
TEACHER_WORDS = 2_500_000


def teach(arguments: argparse.Namespace) -> None:
    """Train the teacher, which names EWT's training part."""
    if _distils(arguments):
        return
    prepare(arguments.treebanks, arguments.work / "data.teacher", teacher=None)
    plan = replace(_plan(arguments), words=min(TEACHER_WORDS, arguments.words))
    train(arguments.work / "data.teacher", arguments.work / "teacher", plan)


def ready(arguments: argparse.Namespace) -> None:
    """Prepare the data with the teacher's help."""
    prepare(arguments.treebanks, arguments.work / "data", _teacher(arguments), distil=_distils(arguments))


def learn(arguments: argparse.Namespace) -> None:
    """Train tags, features and trees."""
    train(arguments.work / "data", arguments.work / "syntax", _plan(arguments), arguments.start, SYNTAX)


def learn_names(arguments: argparse.Namespace) -> None:
    """Train the names, and put them behind the trees."""
    data, names = arguments.work / "data", arguments.work / "names"
    vectors = word_vectors(_teacher(arguments), data) if _distils(arguments) else None
    plan = _plan(arguments)
    plan = replace(plan, words=2 * plan.words // 3)
    train(data, names, plan, only=NAMES, vectors=vectors)
    with_names(arguments.work / "syntax", names, arguments.work / "pipeline")


def _plan(arguments: argparse.Namespace) -> Plan:
    return Plan(
        words=arguments.words, minutes=arguments.minutes, learn_rate=arguments.learn_rate, seed=arguments.seed
    )


def _distils(arguments: argparse.Namespace) -> bool:
    return bool(arguments.teacher != "none")


def _teacher(arguments: argparse.Namespace) -> Language:
    from analystkit.pipeline import load_pipeline

    return load_pipeline(arguments.teacher if _distils(arguments) else arguments.work / "teacher")


def ship(arguments: argparse.Namespace) -> None:
    """Complete the trained pipeline and put it into the package."""
    sentences = training_sentences(arguments.treebanks)
    release(arguments.work / "pipeline", arguments.weights, arguments.treebanks, sentences)


def evaluate(arguments: argparse.Namespace) -> None:
    """Measure the weights in the package and write the evaluation table."""
    from analystkit.pipeline import load_pipeline, pipeline_fingerprint

    nlp = load_pipeline(arguments.weights if arguments.weights != WEIGHTS else None)
    figures = measure(nlp, arguments.treebanks)
    table = as_markdown(figures)
    head = f"# Evaluation\n\nPipeline `{pipeline_fingerprint(nlp)}`, raw text in; `python -m training evaluate` writes this file.\n"
    REPORT.write_text(f"{head}\n{table}\n", encoding="utf-8")
    record = {"pipeline": pipeline_fingerprint(nlp), "figures": as_records(figures)}
    REPORT.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    card = (CARD / "README.md").read_text(encoding="utf-8").replace("FIGURES", table)
    (arguments.weights / "README.md").write_text(card, encoding="utf-8")
    print(table)


def training_sentences(treebanks: Path) -> list[Sentence]:
    """Return the training sentences of the treebanks, whose lemmas the lemmatizer learns exceptions from."""
    return [*read_conllu(treebanks / "ewt" / "ewt-train.conllu"), *gum_sentences(treebanks / "gum", "train")]


STEPS: dict[str, Callable[[argparse.Namespace], None]] = {
    "teacher": teach,
    "prepare": ready,
    "train": learn,
    "names": learn_names,
    "release": ship,
    "evaluate": evaluate,
}


def main() -> int:
    """Run one step, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the embedded pipeline.")
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument(
        "--treebanks", type=Path, default=TREEBANKS, help="the raw data (see training/README.md)"
    )
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "training", help="where steps leave their files"
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the finished weights go")
    parser.add_argument("--words", type=int, default=Plan().words, help="words seen in training")
    parser.add_argument("--minutes", type=float, default=Plan().minutes, help="end each training run by then")
    parser.add_argument("--learn-rate", type=float, default=Plan().learn_rate)
    parser.add_argument(
        "--teacher",
        default="accurate",
        help="the pipeline that names EWT's training part, adds trees and knows words; `none`: a first one trained here names, and that is all",
    )
    parser.add_argument("--start", type=Path, help="a saved pipeline to go on from, instead of from nothing")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    if not arguments.treebanks.is_dir():
        print(f"No treebanks in {arguments.treebanks}: see training/README.md.", file=sys.stderr)
        return 2
    for name, step in STEPS.items():
        if arguments.step in (name, "all"):
            step(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
