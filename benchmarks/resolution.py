"""Who is who and what is what, measured: chains (GUM), actors and events over documents (ECB+), copies, and cost.

    python -m benchmarks.resolution [--shared ../shared] [--only gum actors events copies cost] [--split dev]

- gum: links of third-person pronouns and common nouns back to an earlier mention, in news, interviews and biographies.
- actors, events: ECB+ with gold mentions, clusters scored by ``score_coref.py`` within topics, with the last-token and
  same-lemma baselines beside them.
- copies: 500 articles and as many copies in which a tenth of the words is changed, dropped or added; a found pair counts as wrong only if
  the two originals do not themselves share most of their words.
- cost: seconds and slope of resolving simulated mentions.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pandas as pd

from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline, parse
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.stories import assign_stories
from benchmarks.ecb import article_frame, mention_frame, read_parsed, span_id
from benchmarks.ecb_events import event_clusters
from benchmarks.gum_coreference import read_documents, score_links
from benchmarks.simulated_mentions import simulated_corpus

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
Figures = dict[str, float]


def gum(shared: Path, split: str) -> Figures:
    """Return precision and recall of links in GUM."""
    documents = read_documents(shared / "treebanks" / "gum", split, ("news", "interview", "bio"))
    lexicon = Lexicon.default()
    rows, seconds, tokens = [], 0.0, 0
    for document, parsed in zip(documents, parse(load_pipeline(), [d.text for d in documents]), strict=True):
        part = read_part(Article(document.name, "", document.text), "text", parsed.doc)  # type: ignore[arg-type]
        if not rows:
            extract_mentions([part], lexicon)  # compiles the lexicon, once a process
        start = time.process_time()
        rows.append(extract_mentions([part], lexicon))
        seconds += time.process_time() - start
        tokens += len(part.tokens)
    counts = score_links(zip(documents, rows, strict=True))
    right, made, wanted = (sum(c[i] for c in counts.values()) for i in range(3))
    out = {"precision": right / made, "recall": right / wanted}
    for kind, (a, b, c) in counts.items():
        out |= {f"{kind}_precision": a / max(b, 1), f"{kind}_recall": a / max(c, 1)}
    return out | {"microseconds_per_token": 1e6 * seconds / tokens}


def actors(shared: Path, split: str) -> Figures:
    """Return the scores of human participants of ECB+ within topics."""
    documents = read_parsed(shared / "gold" / "events" / f"ecb_{split}.jsonl")
    mentions = mention_frame(documents)
    _, ids, _ = resolve_actors(mentions, article_frame(documents))
    chosen = {
        m: actor or chain
        for m, actor, chain in zip(mentions["mention_id"], ids, mentions["entity"], strict=True)
    }
    rows = [
        {"doc_id": r["doc_id"], "start": m["start"], "end": m["end"], "cluster": chosen[span_id(r["doc_id"], m["start"], m["end"])]}
        for r in (d.record for d in documents) for m in r["mentions"] if m["kind"] == "human"
    ]  # fmt: skip
    records = [d.record for d in documents]
    last = [
        {"doc_id": r["doc_id"], "start": m["start"], "end": m["end"], "cluster": m["text"].split()[-1].lower()}
        for r in records for m in r["mentions"] if m["kind"] == "human"
    ]  # fmt: skip
    return _coref(shared, records, rows, "human") | {
        f"last_token_{k}": v for k, v in _coref(shared, records, last, "human").items()
    }


def events(shared: Path, split: str) -> Figures:
    """Return the scores of event mentions of ECB+ within topics."""
    documents = read_parsed(shared / "gold" / "events" / f"ecb_{split}.jsonl")
    rows, lemmas = event_clusters(documents)
    records = [d.record for d in documents]
    return _coref(shared, records, rows, "action") | {
        f"same_lemma_{k}": v for k, v in _coref(shared, records, lemmas, "action").items()
    }


def _coref(
    shared: Path, records: list[dict[str, object]], rows: list[dict[str, object]], kind: str
) -> Figures:
    metrics, _ = _scorer(shared).clusters(records, rows, (kind,), "topic")
    return {
        "conll": metrics["CoNLL"][2], "pairwise": metrics["pairwise"][2], "pairwise_precision": metrics["pairwise"][0],
        "pairwise_recall": metrics["pairwise"][1],
    }  # fmt: skip


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "score_coref", shared / "gold" / "events" / "score_coref.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def copies(shared: Path, split: str) -> Figures:
    """Return precision and recall of pairs of copies."""
    del split
    rng = random.Random(7)  # noqa: S311 - a simulation
    lines = (shared / "gold" / "quotes" / "train.jsonl").read_text(encoding="utf-8").splitlines()[:500]
    originals = [json.loads(line) for line in lines]
    vocabulary = sorted({word for row in originals for word in row["text"].split()})
    rows, words = [], {}
    for row in originals:
        words[row["article_id"]] = set(row["text"].casefold().split())
        rows.append((row["article_id"], row["title"], row["text"], row["article_id"]))
        edited = "HARBOUR (Wire) - " + " ".join(_edited(row["text"].split(), vocabulary, rng))
        rows.append((row["article_id"] + "#copy", "Another headline", edited, row["article_id"]))
    frame = pd.DataFrame(rows, columns=["article_id", "title", "text", "origin"])
    start = time.process_time()
    frame["story"] = assign_stories(frame)
    seconds = time.process_time() - start
    origin = dict(zip(frame["article_id"], frame["origin"], strict=True))
    gold, found = _pairs(frame, "origin"), _pairs(frame, "story")
    natural = {p for p in found - gold if _share(words[origin[p[0]]], words[origin[p[1]]]) >= 0.5}
    return {
        "recall": len(gold & found) / len(gold), "precision": len(gold & found) / max(len(found - natural), 1), "pairs": float(len(gold)),
        "copies_among_originals": float(len(natural)), "seconds": seconds,
    }  # fmt: skip


def _edited(words: list[str], vocabulary: list[str], rng: random.Random) -> list[str]:
    out = []
    for word in words:
        draw = rng.random() * 30
        if draw >= 1:
            out.append(rng.choice(vocabulary) if draw < 2 else word)
        if 2 <= draw < 3:
            out.append(rng.choice(vocabulary))
    return out


def _pairs(frame: pd.DataFrame, column: str) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for article_id, group in zip(frame["article_id"], frame[column], strict=True):
        groups[group].append(article_id)
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)


def cost(shared: Path, split: str) -> Figures:
    """Return seconds of resolving 10,000 to 1,000,000 mentions, and the log-log slope between the ends."""
    del shared, split
    out = {}
    for size in (10_000, 100_000, 1_000_000):
        mentions, articles = simulated_corpus(size)
        start = time.process_time()
        resolve_actors(mentions, articles)
        out[f"seconds_{size}"] = time.process_time() - start
    out["slope"] = math.log10(out["seconds_1000000"] / out["seconds_10000"]) / 2
    return out


TASKS: dict[str, Callable[[Path, str], Figures]] = {
    "gum": gum,
    "actors": actors,
    "events": events,
    "copies": copies,
    "cost": cost,
}


def main() -> int:
    """Print the figures as JSON, one line a task."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--only", nargs="+", choices=tuple(TASKS), default=list(TASKS))
    options = parser.parse_args()
    for name in options.only:
        figures = {key: round(value, 4) for key, value in TASKS[name](options.shared, options.split).items()}
        print(json.dumps({"task": name, "split": options.split, **figures}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
