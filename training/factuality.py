"""Fit the certainty model of ``analystkit.extraction.event.certainty`` to It-Happened 2 and write its weights.

    python -m training.factuality TRAIN.jsonl [--out certainty.json] [--pipeline NAME] [--cache DIR]

TRAIN holds one sentence a line: ``id, text, targets: [{start, end, label}]``, the labels from -3 to 3, as in the UDS release
over English-EWT (Rudinger, White and Van Durme 2018; decomp.io; CC BY-SA 4.0). The weights are a derived work under the
same licence. Ridge regression by conjugate gradients; features seen fewer than --least times and the smallest weights are
left out. The penalty and the stretch are chosen by cross-validation over sentences, for correlation and for the recall of
"did not happen" at a precision of 81 %. The result depends on the parses: fit again when the pipeline changes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr

from analystkit.extraction.event.certainty import features
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.factuality import FactualityReader
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline, pipeline_fingerprint
from training.parses import parsed

OUT = Path(__file__).resolve().parents[1] / "analystkit" / "extraction" / "event" / "certainty.json"
FOLDS = 5
PRECISION = 0.81
CREDIT = "Fitted to UDS-IH2 over UD English-EWT (Rudinger, White and Van Durme 2018), CC BY-SA 4.0; these weights: CC BY-SA 4.0."


def main() -> None:
    """Fit from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--pipeline")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--most", type=int, default=9000, help="how many weights to keep")
    options = parser.parse_args()
    nlp = load_pipeline(options.pipeline)
    rows = [
        json.loads(line) for line in options.train.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    docs = parsed(nlp, [row["text"] for row in rows], options.cache)
    bags, labels, groups = examples(rows, docs, Lexicon.default())
    counts = Counter(feature for bag in bags for feature in set(bag))
    names = {feature: i for i, (feature, n) in enumerate(counts.most_common()) if n >= options.least}
    matrix, target, folds = design(bags, names), np.array(labels), np.array(groups) % FOLDS
    best = max(
        (cross_validate(matrix, target, folds, penalty) for penalty in (9.0, 13.0, 18.0, 25.0)),
        key=lambda found: found["r"],
    )
    weights, intercept = fit(matrix, target, best["penalty"])
    kept = sorted(names, key=lambda feature: -abs(weights[names[feature]]) * counts[feature] ** 0.5)[
        : options.most
    ]
    model = {
        "credit": CREDIT, "pipeline": pipeline_fingerprint(nlp), "intercept": round(intercept, 4),
        "stretch": [round(best["centre"], 4), round(best["factor"], 4)],
        "weights": {feature: round(float(weights[names[feature]]), 3) for feature in sorted(kept) if abs(weights[names[feature]]) >= 0.005},
    }  # fmt: skip
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({key: round(float(value), 3) for key, value in best.items()}, len(model["weights"]), "weights")


def examples(
    rows: list[dict[str, Any]], docs: list[Any], lexicon: Lexicon
) -> tuple[list[list[str]], list[float], list[int]]:
    """Return features, label and sentence number of every target."""
    bags, labels, groups = [], [], []
    for number, (row, doc) in enumerate(zip(rows, docs, strict=True)):
        part = read_part(Article(row["id"], "", row["text"]), "text", doc)
        if not part.sentences:
            continue
        clause = Clause(part, Kinds(part.tokens, noun_kinds(lexicon)), lexicon)
        reader = FactualityReader(clause, lexicon)
        for target in row["targets"]:
            index = part.tokens.at(target["start"])
            judgement = reader.judge(index, clause.is_verb(index))
            bags.append(features(clause, index, judgement))
            labels.append(float(target["label"]))
            groups.append(number)
    return bags, labels, groups


def design(bags: list[list[str]], names: dict[str, int]) -> Any:
    """Return the sparse matrix of examples by features."""
    pairs = [
        (row, names[feature]) for row, bag in enumerate(bags) for feature in set(bag) if feature in names
    ]
    where = np.array(pairs, dtype=np.int64).T
    return csr_matrix((np.ones(len(pairs)), (where[0], where[1])), shape=(len(bags), len(names)))


def fit(matrix: Any, target: Any, penalty: float) -> tuple[Any, float]:
    """Return ridge weights and intercept; the labels are centred, the features are not."""
    centre = float(target.mean())
    solution = lsqr(matrix, target - centre, damp=penalty**0.5, iter_lim=400)[0]
    return solution, centre


def cross_validate(matrix: Any, target: Any, folds: Any, penalty: float) -> dict[str, float]:
    """Return correlation and the best stretch over held-out sentences."""
    held = np.zeros_like(target)
    for fold in range(FOLDS):
        inside = folds != fold
        weights, intercept = fit(matrix[inside], target[inside], penalty)
        held[~inside] = intercept + matrix[~inside] @ weights
    r = float(np.corrcoef(held, target)[0, 1])
    centre = float(target.mean())
    recall, threshold = max(_at_precision(held, target, t) for t in np.arange(-2.4, 0.6, 0.02))
    # The line through (target mean, target mean) that takes the threshold to the scorer's limit of "did not happen".
    factor = (-0.75 - centre) / (threshold - centre)
    mae = float(np.abs(np.clip(centre + factor * (held - centre), -3, 3) - target).mean())
    return {"penalty": penalty, "r": r, "recall": recall, "factor": factor, "centre": centre, "mae": mae}


def _at_precision(held: Any, target: Any, threshold: float) -> tuple[float, float]:
    said = held < threshold
    right = (target < -0.75) & said
    precision = right.sum() / max(said.sum(), 1)
    recall = right.sum() / max((target < -0.75).sum(), 1)
    return (float(recall) if precision >= PRECISION else 0.0), float(threshold)


if __name__ == "__main__":
    main()
