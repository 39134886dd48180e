"""Measure words per second against the layout of en_core_web_sm: `python -m benchmarks.pipeline_speed [--json]`.

The peer has that package's architecture and sizes and random weights: what its components compute takes the same
time, whatever comes out. Both run in one process in turn, on the same text, maths and batches.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from analystkit.pipeline import load_pipeline, parse, pipeline_fingerprint
from analystkit.pipeline.backend import Backend, choose_backend, loading_on
from analystkit.pipeline.boundaries import keep_paragraphs
from training.newsroom import news_passage
from training.passages import Passage

CONFIG = Path(__file__).with_name("en_core_web_sm_layout.cfg")
ARTICLES = 60
PARAGRAPHS = 9
ROUNDS = 4
TURN = 12


def articles(count: int) -> list[str]:
    """Make up news articles of about 400 words each, always the same."""
    import random

    rng = random.Random(1)  # noqa: S311
    return ["\n\n".join(_text(news_passage(rng, 4)) for _ in range(PARAGRAPHS)) for _ in range(count)]


def _text(passage: Passage) -> str:
    return "".join(word.form + " " * word.space for word in passage.words).strip()


def peer(backend: Backend | None = None) -> Any:
    """Build the layout of en_core_web_sm with random weights, labels and tables of the embedded pipeline, on the maths we choose or others."""
    from spacy.util import load_config, load_model_from_config

    embedded = load_pipeline()
    with loading_on(backend or choose_backend()):
        nlp = load_model_from_config(load_config(CONFIG), auto_fill=True)
        for name in ("tagger", "parser", "ner"):
            for label in embedded.get_pipe(name).labels:
                nlp.get_pipe(name).add_label(label)
        # Initialised with the others, it would ask for the tables of spacy-lookups-data.
        with nlp.select_pipes(disable=["lemmatizer"]):
            nlp.initialize()
        nlp.get_pipe("lemmatizer").initialize(lookups=embedded.get_pipe("lemmatizer").lookups)
    for tag in embedded.get_pipe("tagger").labels:
        nlp.get_pipe("attribute_ruler").add([[{"TAG": tag}]], {"POS": "NOUN"})
    keep_paragraphs(nlp)
    return nlp


def measure(rounds: int = ROUNDS, count: int = ARTICLES) -> dict[str, Any]:
    """Return words per second of both and their ratio.

    Processor seconds, not the clock's: other work on the machine shall not decide. The two take turns every few articles, and
    of each turn the best round counts.
    """
    pipelines = {"embedded": load_pipeline(), "en_core_web_sm layout": peer()}
    texts = articles(count)
    words = sum(len(pipelines["embedded"].make_doc(text)) for text in texts)
    speeds = words_per_second(pipelines, texts, words, rounds)
    return {
        "pipeline": pipeline_fingerprint(pipelines["embedded"]),
        "words": words,
        "words_per_second": speeds,
        "ratio": round(speeds["embedded"] / speeds["en_core_web_sm layout"], 2),
        "target": 1.25,
        "backend": choose_backend().record(),
    }


def words_per_second(
    pipelines: dict[str, Any], texts: list[str], words: int, rounds: int = ROUNDS
) -> dict[str, int]:
    """Return the words of `texts`, `words` in all, that each pipeline parses in a second of the processor's time.

    They take turns every few articles, and of each turn the best round counts.
    """
    turns = [texts[at : at + TURN] for at in range(0, len(texts), TURN)]
    best = {name: [float("inf")] * len(turns) for name in pipelines}
    for _ in range(rounds):
        for index, turn in enumerate(turns):
            for name, nlp in pipelines.items():
                start = time.process_time()
                for parsed in parse(nlp, turn):
                    if parsed.error is not None:
                        raise parsed.error
                best[name][index] = min(best[name][index], time.process_time() - start)
    return {name: round(words / sum(seconds)) for name, seconds in best.items()}


def main() -> int:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result = measure(arguments.rounds)
    if arguments.json:
        print(json.dumps(result, indent=1))
        return 0
    print("| pipeline | words per second |\n|---|---|")
    for name, speed in result["words_per_second"].items():
        print(f"| {name} | {speed:,} |")
    print(
        f"\nratio {result['ratio']} (target {result['target']}), {result['words']:,} words, gemm {result['backend']['gemm']}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
