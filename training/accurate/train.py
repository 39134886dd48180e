"""The training loop: masked losses summed, a learning rate that falls with the budget, checkpoints to go on from."""

from __future__ import annotations

import json
import logging
import math
import random
import time
from collections import defaultdict
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from analystkit.pipeline.accurate.chains import best_tags, spans
from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.batches import Sample, Sampler, bucketed, collated, joined_morph
from training.accurate.crf import name_tags
from training.accurate.encoder import load_pretrained
from training.accurate.network import Labels, Network
from training.augment import Rates, varied
from training.newsroom import news_passage
from training.passages import Passage, from_docs, to_doc

if TYPE_CHECKING:
    from spacy.language import Language

_log = logging.getLogger(__name__)


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


def train(
    data: Path,
    model: Path,
    out: Path,
    plan: Plan,
    nlp: Language,
    *,
    start: Path | None = None,
    until: float = 1.0,
) -> None:
    """Train, or go on where a run in `out` was cut.

    Parameters
    ----------
    data : Path
        What `corpora.prepare` wrote.
    model : Path
        The folder with the pretrained encoder's `model.safetensors` and `vocab.txt`.
    out : Path
        `checkpoint.pt` to go on from, and `averaged.pt` with labels and averaged weights, written every few minutes.
    plan : Plan
        Budget, mix, rates and seed.
    nlp : spacy.Language
        Whose tokenizer is learned for.
    start : Path, optional
        An `averaged.pt` whose weights to begin from, instead of the pretrained ones.
    until : float, default 1
        Stop at this share of the plan, to go on later with other data.
    """
    torch.manual_seed(plan.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = WordPieces((model / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    earlier = next(
        (path for path in (out / "averaged.pt", start) if path is not None and path.exists()), None
    )
    labels = Labels(**torch.load(earlier, weights_only=True)["labels"]) if earlier else None
    labels = labels or Source(data, plan, nlp, pieces).labels
    network = Network(load_pretrained(model / "model.safetensors"), labels).to(device)
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=True)["weights"])
    averaged = {key: value.clone() for key, value in network.state_dict().items()}
    optimizer = _optimizer(network, plan)
    sampler = Sampler(nlp, pieces, labels)
    dev = [s for p in read_passages(data / "gum_dev.spacy") if (s := sampler.sample(to_doc(p, nlp.vocab)))]
    out.mkdir(parents=True, exist_ok=True)
    state: dict[str, Any] = {"epoch": 0, "batch": 0, "step": 0, "words": 0, "seconds": 0.0}
    if (out / "checkpoint.pt").exists():
        saved = torch.load(out / "checkpoint.pt", weights_only=True)
        network.load_state_dict(saved["weights"])
        optimizer.load_state_dict(saved["optimizer"])
        averaged, state = saved["averaged"], saved["state"]
        _log.info("going on at %s", state)
    source = Ahead(data, plan, nlp, pieces, labels)
    clock = saved_at = time.monotonic()
    losses: dict[str, float] = defaultdict(float)
    steps = since = 0
    done = False
    while not done:
        batches = source.epoch(state["epoch"])
        while state["batch"] < len(batches):
            now = time.monotonic()
            state["seconds"] += now - clock
            clock = now
            progress = max(
                (state["epoch"] + state["batch"] / len(batches)) / plan.epochs,
                state["seconds"] / 60 / plan.minutes,
            )
            done = progress >= until
            if done or now - saved_at > 60 * plan.save_minutes:
                mean = {key: round(value / max(1, since), 3) for key, value in losses.items()}
                scores = evaluate(network, averaged, dev, pieces)
                _log.info("step %d, %d words, %.1f min, %s, dev %s",
                          state["step"], state["words"], state["seconds"] / 60, mean, scores)  # fmt: skip
                _save(out, network, optimizer, averaged, state, plan, scores)
                saved_at, since = time.monotonic(), 0
                losses.clear()
            if done:
                break
            rate = min(1.0, progress / plan.warmup + 0.01) * (1 - progress)
            for group in optimizer.param_groups:
                group["lr"] = group["highest"] * rate
            samples = collated(batches[state["batch"]], pieces, labels)
            batch = {key: value.to(device) for key, value in samples.items()}
            network.train()
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=plan.bfloat16):
                found = network.losses(batch)
            total = torch.stack([value * plan.shares.get(key, 1.0) for key, value in found.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            if torch.isfinite(norm):
                optimizer.step()
                _average(averaged, network, min(plan.average, (1 + steps) / (10 + steps)))
            else:
                _log.warning("a step at %s was left out: its gradient is not finite", state)
            for key, value in found.items():
                losses[key] += float(value.detach())
            steps, since = steps + 1, since + 1
            state["step"] += 1
            state["batch"] += 1
            state["words"] += int(batch["word_mask"].sum())
            if steps <= 20 or steps % 50 == 0:
                _log.info(
                    "step %d: %.1f min, %d words, %.3f",
                    state["step"],
                    state["seconds"] / 60,
                    state["words"],
                    float(total.detach()),
                )
        state["epoch"] += 1
        state["batch"] = 0
    source.close()


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    encoder, heads, plain = [], [], []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        new = not name.startswith("encoder.") or name.startswith(("encoder.cases", "encoder.gaps"))
        (heads if new else plain if weight.ndim == 1 else encoder).append(weight)
    groups = [
        {"params": encoder, "highest": plan.encoder_rate, "weight_decay": plan.weight_decay},
        {"params": plain, "highest": plan.encoder_rate, "weight_decay": 0.0},
        {"params": heads, "highest": plan.head_rate, "weight_decay": plan.weight_decay},
    ]
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), foreach=True)


@torch.no_grad()
def _average(averaged: dict[str, torch.Tensor], network: Network, share: float) -> None:
    own = dict(network.named_parameters())
    keys = [key for key, weight in own.items() if weight.requires_grad]
    torch._foreach_lerp_([averaged[key] for key in keys], [own[key].data for key in keys], 1 - share)


@torch.no_grad()
def evaluate(
    network: Network, weights: dict[str, torch.Tensor], dev: list[Sample], pieces: WordPieces
) -> dict[str, float]:
    """Score weights on the development passages: a quick look, with the gold sentences given to the tree."""
    own = {key: value.clone() for key, value in network.state_dict().items()}
    network.load_state_dict(weights)
    network.eval()
    device = next(network.parameters()).device
    names = name_tags(network.labels.names)
    right: dict[str, float] = defaultdict(float)
    first, steps = (part.float().cpu().numpy() for part in network.chain.transitions())
    for group in bucketed(dev, 6000, random.Random(0)):  # noqa: S311
        batch = {key: value.to(device) for key, value in collated(group, pieces, network.labels).items()}
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = network(batch)
        known = batch["tag"] >= 0
        right["tags"] += int(known.sum())
        right["tag"] += int((scores["tag"].argmax(-1) == batch["tag"])[known].sum())
        same = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & batch["word_mask"][
            :, None, :
        ]
        heads = scores["arcs"].float().masked_fill(~same, -1e4).argmax(-1)
        pairs = (batch["head"] >= 0).nonzero(as_tuple=True)
        dep, head = scores["label_dep"][pairs].float(), scores["label_head"][pairs[0], heads[pairs]].float()
        deps = network.label_scores(dep, head)
        hit = heads[pairs] == batch["head"][pairs]
        right["arcs"] += len(hit)
        right["arc"] += int(hit.sum())
        right["label"] += int((hit & (deps.argmax(-1) == batch["dep"][pairs])).sum())
        begun, gold = scores["start"] > 0, batch["start"] == 1
        begun &= batch["start"] >= 0
        right["starts"] += int(begun.sum() + gold.sum())
        right["start"] += 2 * int((begun & gold).sum())
        for row, sample in enumerate(group):
            size = len(sample.words.tokens)
            read = best_tags(scores["name"][row, :size].float().cpu().numpy(), first, steps)
            unknown = {i for i, tag in enumerate(sample.name) if tag < 0}
            said = {s for s in spans([names[t] for t in read]) if not unknown & set(range(s[0], s[1]))}
            true = set(spans([names[t] if t >= 0 else "O" for t in sample.name]))
            right["names"] += len(said) + len(true)
            right["name"] += 2 * len(said & true)
    network.load_state_dict(own)
    ratio = {"TAG": ("tag", "tags"), "UAS": ("arc", "arcs"), "LAS": ("label", "arcs"),
             "START": ("start", "starts"), "NAMES": ("name", "names")}  # fmt: skip
    return {key: round(100 * right[a] / max(1.0, right[b]), 2) for key, (a, b) in ratio.items()}


def _save(
    out: Path, network: Network, optimizer: Any, averaged: dict[str, Any], state: dict[str, Any], plan: Plan,
    scores: dict[str, float],
) -> None:  # fmt: skip
    for name, content in (
        ("checkpoint.pt", {"weights": network.state_dict(), "optimizer": optimizer.state_dict(),
                           "averaged": averaged, "state": state}),
        ("averaged.pt", {"weights": averaged, "labels": network.labels.record()}),
    ):  # fmt: skip
        torch.save(content, out / f"{name}.new")
        (out / f"{name}.new").replace(out / name)
    record = {"state": state, "scores": scores, "plan": asdict(plan)}
    (out / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    assert math.isfinite(sum(scores.values()))
