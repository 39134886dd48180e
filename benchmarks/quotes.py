"""Measure quotation extraction on annotated news, beside textacy where it is installed.

    python -m benchmarks.quotes [--train N] [--errors N] [--calibrate] [--pipeline NAME] [--cache DIR] [--out DIR]

The annotated articles (PolNeAR 1.0) and their scorer lie in ``../shared/gold/quotes`` and are not part of the repository. Figures are
on the dev file; ``--train N`` reads N training articles instead, to look at errors, and ``--calibrate`` counts them into the lexicon's table of
confidences. Nothing is trained on either.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import time
from collections import Counter, defaultdict
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from typing import Any

from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Quote
from analystkit.pipeline import load_pipeline, parse, pipeline_fingerprint
from benchmarks.quote_confidence import Json, calibrate, print_reliability, record

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / ".." / "shared" / "gold" / "quotes"
SEED = 7
TARGETS = {
    ("direct_90", "all"): (95, 97), ("direct_e2e_90", "all"): (84, 92), ("e2e_50", "speech"): (66, 76), ("e2e_50", "all"): (53, 62),
    ("content_exact", "all"): (54, 63), ("speaker_acc", "all"): (88, 93),
}  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark and print its tables."""
    options = _options(argv)
    if not GOLD.is_dir():
        print(f"no annotated articles at {GOLD}", file=sys.stderr)
        return 2
    scorer = _scorer()
    name = "train" if options.train or options.calibrate else "dev"
    gold = scorer.load_gold(str(GOLD / f"{name}.jsonl"))
    if name == "train":
        gold = random.Random(SEED).sample(gold, min(options.train or len(gold), len(gold)))  # noqa: S311
    nlp = load_pipeline(options.pipeline)
    docs = _parsed(nlp, [article["text"] for article in gold], options.cache)
    lexicon = Lexicon.default()
    quotes, seconds, tokens = _extracted(gold, docs, lexicon)
    if options.calibrate:
        calibrate(scorer, gold, quotes)
        return 0
    predicted = {key: [record(quote) for quote in found] for key, found in quotes.items()}
    systems = {"analystkit": (predicted, seconds)}
    peer = _textacy(gold, docs)
    if peer is not None:
        systems["textacy"] = peer
    print(f"{len(gold)} articles of {name}, {tokens} tokens, pipeline {pipeline_fingerprint(nlp)}\n")
    _print_table(scorer, gold, systems)
    print(f"\nquotations alone {1e6 * seconds / tokens:.1f} us a token, the parse not counted\n")
    print_reliability(scorer, gold, quotes)
    _print_errors(scorer, gold, predicted, options.errors)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        with (options.out / f"quotes_{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(
                json.dumps(row, ensure_ascii=False) + "\n" for rows in predicted.values() for row in rows
            )
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--train", type=int, default=0, metavar="N", help="read N training articles, not dev")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N errors (training articles only)"
    )
    parser.add_argument(
        "--calibrate", action="store_true", help="rewrite the table of confidences from training articles"
    )
    parser.add_argument(
        "--pipeline", default=None, help="name or path of a pipeline; the embedded one by default"
    )
    parser.add_argument(
        "--cache", type=Path, default=None, help="folder for parses, to skip parsing the next time"
    )
    parser.add_argument(
        "--out", type=Path, default=None, help="folder for the predictions, one JSON line a quotation"
    )
    return parser.parse_args(argv)


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", GOLD / "score_quotes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parsed(nlp: Any, texts: list[str], cache: Path | None) -> list[Any]:
    from spacy.tokens import DocBin

    key = blake2b(pipeline_fingerprint(nlp).encode(), digest_size=8)
    for text in texts:
        key.update(text.encode("utf-8", "surrogatepass") + b"\x1f")
    path = cache / f"quotes-{key.hexdigest()}.docbin" if cache else None
    if path is not None and path.is_file():
        return list(DocBin().from_disk(path).get_docs(nlp.vocab))
    docs = [result.doc for result in parse(nlp, texts)]
    if any(doc is None for doc in docs):
        raise SystemExit("the pipeline failed on a text of the gold file")
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        attributes = [
            "ORTH",
            "LEMMA",
            "TAG",
            "POS",
            "DEP",
            "HEAD",
            "ENT_TYPE",
            "ENT_IOB",
            "SENT_START",
            "MORPH",
        ]
        DocBin(attrs=attributes, docs=docs).to_disk(path)
    return docs


def _extracted(
    gold: list[Json], docs: list[Any], lexicon: Lexicon
) -> tuple[dict[str, list[Quote]], float, int]:
    """Return the quotations of each article, the processor seconds quotations took, and the number of tokens."""
    parts: list[ArticlePart] = []
    for article, doc in zip(gold, docs, strict=True):
        parts.append(read_part(Article(article["article_id"], "", article["text"]), "text", doc))
    mentions = [extract_mentions([part], lexicon) for part in parts]
    extract_quotes(parts[0], mentions[0], lexicon)
    began = time.process_time()
    found = {
        part.article_id: extract_quotes(part, here, lexicon)
        for part, here in zip(parts, mentions, strict=True)
    }
    seconds = time.process_time() - began
    kept = {key: [quote for quote in quotes if quote.status != "rejected"] for key, quotes in found.items()}
    return kept, seconds, sum(len(part.tokens) for part in parts)


def _textacy(gold: list[Json], docs: list[Any]) -> tuple[dict[str, list[Json]], float] | None:
    """Run textacy's direct_quotations over the same parses; an article it raises on has no quotations."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    found: dict[str, list[Json]] = {}
    failed = 0
    began = time.process_time()
    for article, doc in zip(gold, docs, strict=True):
        rows = found.setdefault(article["article_id"], [])
        try:
            for triple in direct_quotations(doc):
                speaker, cue = triple.speaker, triple.cue
                rows.append(
                    {"article_id": article["article_id"], "start": triple.content.start_char, "end": triple.content.end_char,
                     "speaker_start": speaker[0].idx, "speaker_end": speaker[-1].idx + len(speaker[-1]),
                     "cue_start": cue[0].idx, "cue_end": cue[-1].idx + len(cue[-1])}
                )  # fmt: skip
        except Exception:  # an odd number of marks, mostly
            failed += 1
    if failed:
        print(f"textacy raised on {failed} of {len(gold)} articles")
    return found, time.process_time() - began


def _print_table(
    scorer: ModuleType, gold: list[Json], systems: dict[str, tuple[dict[str, list[Json]], float]]
) -> None:
    print("| | must | aim | " + " | ".join(systems) + " |\n|---|---|---|" + "---|" * len(systems))
    scores = {
        (label, subset): scorer.score(gold, defaultdict(list, predicted), subset)
        for label, (predicted, _) in systems.items()
        for subset in ("all", "speech")
    }
    for (metric, subset), (must, aim) in TARGETS.items():
        cells = []
        for label in systems:
            value = scores[label, subset][metric]
            cells.append(
                f"{value['f1']:.1f} ({value['p']:.1f}/{value['r']:.1f})"
                if "f1" in value
                else f"{value['acc']:.1f}"
            )
        print(f"| {metric}, {subset} | {must} | {aim} | {' | '.join(cells)} |")
    speeds = [f"{len(gold) / max(seconds, 1e-9):.0f}" for _, seconds in systems.values()]
    print(f"| articles per second, parse not counted | 100 | 200 | {' | '.join(speeds)} |")
    recall = scores["analystkit", "all"]["recall_by_kind"]
    print(
        "\nfound, found with the right speaker: "
        + "; ".join(f"{kind} {v['recall']:.0f}, {v['e2e']:.0f} % of {v['n']}" for kind, v in recall.items())
    )


def _print_errors(scorer: ModuleType, gold: list[Json], predicted: dict[str, list[Json]], shown: int) -> None:
    """Print the kinds of error with their counts; with `shown`, examples of them."""
    kinds: Counter[str] = Counter()
    examples: list[str] = []
    for article in gold:
        text = article["text"]
        mask = scorer.quoted_mask(text)
        units = scorer.gold_units(article, "all", mask)
        guesses = scorer.pred_units(article, predicted[article["article_id"]], mask, Counter())
        matched = scorer.match(guesses, units, 0.5)
        hit = set(matched.values())
        for index, unit in enumerate(units):
            if index in hit:
                continue
            partly = any(guess.span[0] < unit.span[1] and unit.span[0] < guess.span[1] for guess in guesses)
            cued = any(
                scorer.cue_chars(text, guess.cue) & scorer.cue_chars(text, unit.cue) for guess in guesses
            )
            reason = "partly covered" if partly else "cue found, other content" if cued else "not found"
            kinds[f"missed: {unit.kind}, {reason}"] += 1
            examples.append(f"missed ({unit.kind}): {text[slice(*unit.span)][:150]!r}")
        for index, guess in enumerate(guesses):
            if index not in matched:
                kinds[f"not in the gold: {guess.kind}"] += 1
                examples.append(f"not in the gold ({guess.kind}): {text[slice(*guess.span)][:150]!r}")
            elif not scorer.speaker_ok(text, guess, units[matched[index]]):
                given = "none given" if not guess.speaker else "another given"
                wanted = "gold names one" if units[matched[index]].speaker else "gold names none"
                kinds[f"speaker: {given}, {wanted}"] += 1
    print("| error | passages |\n|---|---|")
    for kind, count in kinds.most_common():
        print(f"| {kind} | {count} |")
    random.Random(SEED).shuffle(examples)  # noqa: S311
    for example in examples[:shown]:
        print(example)


if __name__ == "__main__":
    sys.exit(main())
