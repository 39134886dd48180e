"""Measure time expressions: recall and values against annotated news, and what a token costs.

    python benchmarks/dates.py [GOLD.jsonl] [--out PREDICTIONS.jsonl] [--pipeline NAME]

GOLD has one document a line: ``doc_id, doc_date, text, timexes`` (see the README beside the gold files). Predictions are
written in the form its scorer reads; the scorer's own figures are printed if it lies beside the gold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold" / "events" / "dates_esc_dev.jsonl"


def main() -> None:
    """Run the benchmark from the command line."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("gold", nargs="?", type=Path, default=GOLD)
    arguments.add_argument("--out", type=Path, default=None)
    arguments.add_argument(
        "--pipeline", default=None, help="a spaCy pipeline; the embedded one by default, 'blank' for none"
    )
    arguments.add_argument("--errors", type=int, default=0)
    chosen = arguments.parse_args()
    documents = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines() if line.strip()]
    predictions, tokens, seconds = predict(documents, chosen.pipeline)
    if chosen.out is not None:
        chosen.out.write_text("".join(json.dumps(p) + "\n" for p in predictions), "utf-8")
    print(f"documents {len(documents)}, tokens {tokens}, {seconds / max(tokens, 1) * 1e6:.2f} us a token")
    scorer = chosen.gold.with_name("score_dates.py")
    if scorer.exists():
        figures, errors = _module(scorer).score(documents, predictions, errors=chosen.errors)
        for name, value in figures.items():
            print(name, [round(100 * v, 1) for v in value] if isinstance(value, tuple) else value)
        for error in errors:
            print(*error, sep="\t")


def predict(documents: list[dict[str, Any]], pipeline: str | None) -> tuple[list[dict[str, Any]], int, float]:
    """Return the predictions, the number of tokens and the seconds that dates alone took (without the parse)."""
    nlp: Any
    if pipeline == "blank":
        import spacy

        nlp = spacy.blank("en")
    else:
        nlp = load_pipeline(pipeline) if pipeline else load_pipeline()
    lexicon = Lexicon.default()
    # Compiling the lexicon happens once in a process and is not what a token costs.
    extract_dates(
        read_part(Article("warm", "", "On Monday."), "text", getattr(nlp, "nlp", nlp)("On Monday.")), lexicon
    )
    predictions, tokens, seconds = [], 0, 0.0
    for document in documents:
        published = (
            datetime.fromisoformat(document["doc_date"]).replace(tzinfo=UTC)
            if document.get("doc_date")
            else None
        )
        article = Article(document["doc_id"], "", document["text"], published)
        part = read_part(article, "text", getattr(nlp, "nlp", nlp)(document["text"]))
        begun = time.process_time()
        found = extract_dates(part, lexicon)
        seconds += time.process_time() - begun
        tokens += len(part.tokens)
        predictions.append(
            {
                "doc_id": document["doc_id"],
                "timexes": [
                    {"start": d.start, "end": d.end, "type": d.type, "value": d.value} for d in found
                ],
            }
        )
    return predictions, tokens, seconds


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
