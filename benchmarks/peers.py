"""From articles to frames beside the peers: ``python -m benchmarks.peers [--articles 500] [--rounds 2] [--json]``.

All in one process on one BLAS thread, taking turns every few articles; processor seconds count, of each turn the best round. Ours is
everything: parse, all frames, actors, stories and incidents resolved over all articles. Each peer runs twice: on the maths its users get
from spaCy, and on the maths that we choose by a probe, which tells what of the difference is that choice.

- bare parse: ``nlp.pipe`` of en_core_web_sm's layout (random weights take the same time) and nothing else.
- loop: what notebooks do on the same pipeline: ``nlp(text)`` article by article; names, sentences, verbs with subject and object, and
  quotations by regular expression, into frames.
- textacy: ``nlp.pipe`` on the same pipeline, then its direct quotations, subject-verb-object triples and entities into frames. It is no dependency
  of ours: without it (pip install textacy; Apache-2.0) this line is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd

from analystkit.corpus.build import extract
from analystkit.corpus.linking import link
from analystkit.lexicon import Lexicon
from analystkit.pipeline import load_pipeline
from analystkit.pipeline.backend import Backend, choose_backend, one_blas_thread
from benchmarks.articles import articles
from benchmarks.pipeline_speed import peer

TURN = 20
AS_COMES, OURS = "spaCy's maths", "our maths"
MUST = {"bare parse": 1.2, "loop": 1.3, "textacy": 1.3}
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{3,600})[\"\u201d]")

Frames = dict[str, pd.DataFrame]
Contender = Callable[[pd.DataFrame], Any]


def bare(nlp: Any) -> Contender:
    """Return a parse and nothing else."""

    def run(some: pd.DataFrame) -> None:
        for _ in nlp.pipe(some["text"]):
            pass

    return run


def loop(nlp: Any) -> Contender:
    """Return the plain loop of a notebook."""

    def run(some: pd.DataFrame) -> Frames:
        names, sentences, triples, quotes = [], [], [], []
        for article, text in zip(some["article_id"], some["text"], strict=True):
            doc = nlp(text)
            for entity in doc.ents:
                names.append((article, entity.start_char, entity.end_char, entity.text, entity.label_))
            for sentence in doc.sents:
                sentences.append((article, sentence.start_char, sentence.end_char))
            for token in doc:
                if token.pos_ == "VERB":
                    subjects = [
                        child.text for child in token.children if child.dep_ in ("nsubj", "nsubjpass")
                    ]
                    objects = [
                        child.text for child in token.children if child.dep_ in ("dobj", "attr", "dative")
                    ]
                    if subjects or objects:
                        triples.append((article, token.idx, token.lemma_, subjects, objects))
            for found in _QUOTED.finditer(text):
                quotes.append((article, found.start(1), found.end(1), found.group(1)))
        return {
            "names": pd.DataFrame(names), "sentences": pd.DataFrame(sentences), "triples": pd.DataFrame(triples), "quotes": pd.DataFrame(quotes),
        }  # fmt: skip

    return run


def textacy_frames(nlp: Any, failures: Counter[str]) -> Contender:
    """Return textacy's extraction into frames; a document whose quotation marks it refuses is counted."""
    from textacy import extract as peer_extract

    def run(some: pd.DataFrame) -> Frames:
        names, triples, quotes = [], [], []
        for article, doc in zip(some["article_id"], nlp.pipe(some["text"]), strict=True):
            names += [
                (article, e.start_char, e.end_char, e.text, e.label_) for e in peer_extract.entities(doc)
            ]
            triples += [
                (article, [t.text for t in s], [t.text for t in v], [t.text for t in o])
                for s, v, o in peer_extract.subject_verb_object_triples(doc)
            ]
            try:
                quotes += [
                    (
                        article,
                        q.content.start_char,
                        q.content.end_char,
                        q.content.text,
                        [t.text for t in q.speaker],
                        [t.text for t in q.cue],
                    )
                    for q in peer_extract.direct_quotations(doc)
                ]
            # An odd number of quotation marks raises for the whole document.
            except Exception as error:
                failures[type(error).__name__] += 1
        return {
            "names": pd.DataFrame(names),
            "triples": pd.DataFrame(triples),
            "quotes": pd.DataFrame(quotes),
        }

    return run


def contenders(nlp: Any, failures: Counter[str]) -> dict[str, Contender]:
    """Return who takes part, by name."""
    found: dict[str, Contender] = {"analystkit": lambda some: extract(some, pipeline=nlp, progress=False)}
    for maths, backend in ((AS_COMES, Backend("numpy", "blis", {})), (OURS, choose_backend())):
        pipeline = load_pipeline(backend=backend)
        found[f"bare parse, {maths}"] = bare(peer(backend))
        found[f"loop, {maths}"] = loop(pipeline)
        try:
            found[f"textacy, {maths}"] = textacy_frames(pipeline, failures)
        except ImportError:
            print("textacy is not installed (pip install textacy): left out", file=sys.stderr)
    return found


def measure(number: int = 500, rounds: int = 2) -> dict[str, Any]:
    """Return processor seconds of each, and how many times ours each takes."""
    nlp = load_pipeline()
    frame = articles(number)
    failures: Counter[str] = Counter()
    taking_part = contenders(nlp, failures)
    turns = [frame.iloc[at : at + TURN] for at in range(0, len(frame), TURN)]
    best = {name: [float("inf")] * len(turns) for name in taking_part}
    with one_blas_thread():
        for contender in taking_part.values():
            contender(frame.iloc[:2])
        for round_ in range(rounds):
            for number_, turn in enumerate(turns):
                # Whoever comes first finds cold caches: they take that in turns too.
                order = list(taking_part)
                shift = (round_ + number_) % len(order)
                for name in order[shift:] + order[:shift]:
                    begun = time.process_time()
                    taking_part[name](turn)
                    best[name][number_] = min(best[name][number_], time.process_time() - begun)
        seconds = {name: sum(each) for name, each in best.items()}
        # Above, ours is resolved twenty articles at a time; what it takes over all of them comes on top.
        whole = extract(frame, pipeline=nlp, progress=False)
        begun = time.process_time()
        link({name: whole.machine[name] for name in whole.machine}, Lexicon.default())
        seconds["analystkit"] += time.process_time() - begun
    words = int(frame["text"].str.split().str.len().sum())
    return {
        "articles": len(frame), "words": words, "processor_seconds": seconds,
        "times_ours": {name: each / seconds["analystkit"] for name, each in seconds.items() if name != "analystkit"},
        "must": MUST, "rows": {name: len(whole.frames[name]) for name in ("mentions", "actors", "events", "quotes", "dates", "places")},
        "textacy_failures": dict(failures), "gemm": choose_backend().record()["gemm"],
    }  # fmt: skip


def main() -> int:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.articles, options.rounds)
    if options.json:
        print(json.dumps(found, indent=1))
        return 0
    print("| | processor seconds | words a second | times ours | must |\n|---|---|---|---|---|")
    for name, seconds in found["processor_seconds"].items():
        times = found["times_ours"].get(name)
        print(
            f"| {name} | {seconds:.1f} | {found['words'] / seconds:,.0f} | {'' if times is None else f'{times:.2f}'} | {MUST.get(name.split(',')[0], '') if AS_COMES in name else ''} |"
        )
    print(
        f"\n{found['articles']} articles, {found['words']:,} words, gemm {found['gemm']}; rows: {found['rows']}"
    )
    if found["textacy_failures"]:
        print(f"textacy refused documents: {found['textacy_failures']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
