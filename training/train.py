"""The training loop: a fixed number of words seen, a learning rate that falls to nothing, averaged weights."""

from __future__ import annotations

import json
import logging
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.abbreviations import keep_abbreviations
from training.augment import Rates, varied
from training.newsroom import news_passage
from training.passages import Passage, from_docs, to_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example
    from spacy.vectors import Vectors
    from thinc.api import Config

_log = logging.getLogger(__name__)
CONFIG = Path(__file__).with_name("model.cfg")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run sees and how it learns.

    Attributes
    ----------
    words : int
        Words seen in all; the learning rate reaches zero with the last.
    minutes : float
        Stop earlier: the learning rate then falls with the clock where that is ahead of the words. A run that is cut by
        its clock is not repeatable to the bit.
    weights : dict
        Copies of each source in an epoch; a fraction is drawn.
    newsroom : int
        Passages of made-up news in an epoch.
    batch_words, learn_rate, warmup, dropout, seed : int or float
        As usual.
    """

    words: int = 9_000_000
    minutes: float = 600.0
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "ewt_train": 1.0,
            "gum_train": 1.5,
            "ewt_dev_train": 1.0,
            "re3d_train": 3.0,
            "wikigold": 1.3,
        }
    )
    newsroom: int = 900
    batch_words: int = 1500
    learn_rate: float = 0.002
    warmup: int = 60
    dropout: float = 0.1
    seed: int = 0
    rates: Rates = field(default_factory=Rates)
    save_minutes: float = 8.0


# Names are read by a network of their own, so they learn in a run of their own.
SYNTAX, NAMES = ("tok2vec", "tagger", "morphologizer", "parser"), ("ner",)


def train(
    data: Path,
    out: Path,
    plan: Plan,
    start: Path | None = None,
    only: Sequence[str] = (*SYNTAX, *NAMES),
    vectors: Vectors | None = None,
) -> Language:
    """Train a pipeline on prepared passages.

    Parameters
    ----------
    data : Path
        The folder that `corpora.prepare` filled.
    out : Path
        Where checkpoints and the averaged pipeline are written; whole at any time.
    plan : Plan
        Budget, mix and seeds.
    start : Path, optional
        A pipeline that an earlier run saved, to go on from; the learning rate starts over from the plan's.
    only : sequence of str
        The components to train.
    vectors : spacy.vectors.Vectors, optional
        What is known of words beforehand, for the names.

    Returns
    -------
    spacy.Language
        The pipeline with averaged weights.
    """
    from spacy.util import load_model_from_config
    from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

    fix_random_seed(plan.seed)
    set_current_ops(NumpyOps(use_blis=False))
    nlp = load_model_from_config(_config(only, vectors is not None), auto_fill=True)
    if vectors is not None:
        nlp.vocab.vectors = vectors
    keep_abbreviations(nlp)
    sources = _read_sources(data, plan)
    first = list(_epoch(nlp, sources, plan, 0))
    if start is None:
        nlp.initialize(lambda: first)
    else:
        nlp.from_disk(start)
        keep_abbreviations(nlp)
    optimizer = Adam(plan.learn_rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    dev = _read_dev(data, nlp)

    started = saved = time.monotonic()
    step = words = 0
    losses: dict[str, float] = {}
    for batch, size in _batches(nlp, sources, plan, first):
        elapsed = (time.monotonic() - started) / 60
        progress = max(words / plan.words, elapsed / plan.minutes)
        if progress >= 1:
            break
        optimizer.learn_rate = plan.learn_rate * min(1.0, (step + 1) / plan.warmup) * (1 - progress) + 1e-6
        nlp.update(batch, sgd=optimizer, drop=plan.dropout, losses=losses)
        step, words = step + 1, words + size
        if time.monotonic() - saved > plan.save_minutes * 60:
            saved = time.monotonic()
            with nlp.use_params(optimizer.averages):
                scores = evaluate(nlp, dev)
                _save(nlp, out, {"words": words, "scores": scores})
            _log.info(
                "%d words, %.0f minutes: %s %s",
                words,
                elapsed,
                scores,
                {k: round(v) for k, v in losses.items()},
            )
            losses = {}
    context = nlp.use_params(optimizer.averages)
    context.__enter__()  # the averaged weights stay
    scores = evaluate(nlp, dev)
    _log.info("done: %d words, %d steps: %s", words, step, scores)
    _save(nlp, out, {"words": words, "scores": scores, "plan": asdict(plan)})
    return nlp


def _config(only: Sequence[str], vectors: bool) -> Config:
    from spacy.util import load_config

    config = load_config(CONFIG)
    config["nlp"]["pipeline"] = list(only)
    config["components"] = {name: config["components"][name] for name in only}
    if vectors:
        config["components"]["ner"]["model"]["tok2vec"]["embed"]["include_static_vectors"] = True
    return config


def with_names(syntax: Path, names: Path, out: Path) -> Language:
    """Put the names that one run has learnt behind the syntax that another has, and save the whole.

    Returns
    -------
    spacy.Language
        The whole pipeline.
    """
    import spacy

    nlp, source = spacy.load(syntax), spacy.load(names)
    nlp.vocab.vectors = source.vocab.vectors
    if "ner" in nlp.pipe_names:
        nlp.remove_pipe("ner")
    nlp.add_pipe("ner", source=source, after="parser")
    records = [
        json.loads((folder / "training.json").read_text(encoding="utf-8")) for folder in (syntax, names)
    ]
    scores = {
        key: value
        for record, found in zip(records, (False, True), strict=True)
        for key, value in record["scores"].items()
        if (".ents_" in key) is found
    }
    _save(nlp, out, {"words": records[0]["words"], "words_for_names": records[1]["words"], "scores": scores})
    return nlp


def evaluate(nlp: Language, dev: dict[str, list[Any]]) -> dict[str, float]:
    """Score a pipeline on the development passages, raw text in; percentages."""
    from spacy.training import Example

    keys = ("tag_acc", "pos_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")
    found = {}
    for name, docs in dev.items():
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
        found.update(
            {f"{name}.{key}": round(100 * scores[key], 1) for key in keys if scores.get(key) is not None}
        )
    return found


def _read_sources(data: Path, plan: Plan) -> dict[str, list[Passage]]:
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    return {
        name: list(from_docs(DocBin().from_disk(data / f"{name}.spacy").get_docs(vocab)))
        for name in plan.weights
    }


def _read_dev(data: Path, nlp: Language) -> dict[str, list[Any]]:
    from spacy.tokens import DocBin

    return {
        name: list(DocBin().from_disk(data / f"{name}.spacy").get_docs(nlp.vocab)) for name in ("gum_dev",)
    }


def _epoch(nlp: Language, sources: dict[str, list[Passage]], plan: Plan, number: int) -> Iterator[Example]:
    from spacy.training import Example

    rng = random.Random(plan.seed * 1000 + number)  # noqa: S311 (no secret is drawn)
    drawn: list[Passage] = []
    for name, weight in plan.weights.items():
        for passage in sources[name]:
            drawn += [passage] * (int(weight) + (rng.random() < weight % 1))
    drawn += [news_passage(rng, rng.randint(1, 5)) for _ in range(plan.newsroom)]
    rng.shuffle(drawn)
    for passage in drawn:
        doc = to_doc(varied(passage, rng, plan.rates), nlp.vocab)
        yield Example(nlp.make_doc(doc.text), doc)


def _batches(
    nlp: Language, sources: dict[str, list[Passage]], plan: Plan, first: list[Example]
) -> Iterator[tuple[list[Example], int]]:
    batch: list[Example] = []
    size = number = 0
    examples: Iterator[Example] = iter(first)
    while True:
        for example in examples:
            batch.append(example)
            size += len(example.reference)
            if size >= plan.batch_words:
                yield batch, size
                batch, size = [], 0
        number += 1
        examples = _epoch(nlp, sources, plan, number)


def _save(nlp: Language, out: Path, record: dict[str, Any]) -> None:
    """Write the pipeline beside the old one and change places, so that a run cut short leaves a whole one."""
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    (fresh / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    if out.exists():
        out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)
