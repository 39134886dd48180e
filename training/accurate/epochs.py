"""The plan of a run, and what its epochs hold: passages of each source in their shares, varied and drawn anew, and the labels that stand in them."""

from __future__ import annotations

import random
from collections import defaultdict
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.batches import Sample, Sampler, bucketed, joined_morph
from training.accurate.network import Labels
from training.augment import Rates, varied
from training.newsroom import news_passage
from training.passages import Passage, from_docs, to_doc

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Plan:
    """What a run sees and how it learns.

    Attributes
    ----------
    epochs : float
        Times that the drawn data is seen.
    minutes : float
        End earlier, by the clock; counts over all resumed parts. Such a run is not repeatable to the bit.
    weights : dict
        Copies of each source in an epoch; a fraction is drawn.
    newsroom : int
        Passages of made-up news in an epoch.
    batch_pieces : int
        Word pieces a step, padding included.
    encoder_rate, head_rate : float
        The learning rates at their highest.
    """

    epochs: float = 10.0
    minutes: float = 600.0
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "ewt_train": 1.0, "gum_train": 1.4, "ewt_dev_train": 1.5, "re3d_train": 2.5, "wikigold": 1.0,
        }
    )  # fmt: skip
    newsroom: int = 450
    batch_pieces: int = 1600
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.04
    weight_decay: float = 0.01
    average: float = 0.998
    seed: int = 0
    save_minutes: float = 5.0
    bfloat16: bool = True
    rates: Rates = field(default_factory=Rates)
    # Names are few words among many: their loss a word is small where that of tags and trees is not.
    shares: dict[str, float] = field(default_factory=lambda: {"name": 2.0, "morph": 0.5})


class Source:
    """The prepared passages of all sources, drawn anew every epoch."""

    def __init__(
        self, data: Path, plan: Plan, nlp: Language, pieces: WordPieces, labels: Labels | None = None
    ) -> None:
        self.plan, self.nlp = plan, nlp
        self.passages = {name: read_passages(data / f"{name}.spacy") for name in plan.weights}
        self.labels = labels or collect_labels([p for group in self.passages.values() for p in group], plan)
        self.sampler = Sampler(nlp, pieces, self.labels)

    def epoch(self, number: int) -> list[list[Sample]]:
        """Return the batches of an epoch, the same for the same number."""
        rng = random.Random(self.plan.seed * 1000 + number)  # noqa: S311 (no secret is drawn)
        drawn: list[Passage] = []
        for name, weight in self.plan.weights.items():
            for passage in self.passages[name]:
                drawn += [passage] * (int(weight) + (rng.random() < weight % 1))
        drawn += [news_passage(rng, rng.randint(1, 6)) for _ in range(self.plan.newsroom)]
        samples: list[Sample] = []
        for passage in drawn:
            sample = self.sampler.sample(to_doc(varied(passage, rng, self.plan.rates), self.nlp.vocab))
            if sample is not None:
                samples.append(sample)
        return list(bucketed(samples, self.plan.batch_pieces, rng))


class Ahead:
    """Draws the next epoch in a second process while the last one is learned."""

    def __init__(self, *arguments: Any) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _begin, arguments)
        self._next: tuple[int, Future[list[list[Sample]]]] | None = None

    def epoch(self, number: int) -> list[list[Sample]]:
        """Return the batches of an epoch, and begin with the one after it."""
        if self._next is None or self._next[0] != number:
            self._next = number, self._pool.submit(_draw, number)
        found = self._next[1].result()
        self._next = number + 1, self._pool.submit(_draw, number + 1)
        return found

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(wait=False, cancel_futures=True)


_source: Source | None = None


def _begin(*arguments: Any) -> None:
    global _source  # noqa: PLW0603 (the process draws from one source all its life)
    torch.set_num_threads(1)
    _source = Source(*arguments)


def _draw(number: int) -> list[list[Sample]]:
    assert _source is not None
    return _source.epoch(number)


def read_passages(path: Path) -> list[Passage]:
    """Read the passages that `corpora.prepare` wrote."""
    import spacy
    from spacy.tokens import DocBin

    return list(from_docs(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)))


def collect_labels(passages: list[Passage], plan: Plan) -> Labels:
    """Collect what the heads can say: every label that stands in the passages five times or more."""
    rng = random.Random(plan.seed)  # noqa: S311
    made = [news_passage(rng, 4) for _ in range(300)]
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in [*passages, *made]:
        for index, word in enumerate(passage.words):
            if word.name.startswith("B-"):
                counts["names"][word.name[2:]] += 1
            if passage.parsed and word.pos != "SPACE":
                counts["tags"][word.tag] += 1
                counts["morphs"][joined_morph(word.morph, word.pos)] += 1
                counts["deps"]["ROOT" if word.head == index else word.dep] += 1
    return Labels(
        **{kind: sorted(label for label, count in counts[kind].items() if label and count >= 5)
           for kind in ("tags", "morphs", "deps", "names")}
    )  # fmt: skip
