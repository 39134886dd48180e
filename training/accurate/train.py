"""The training loop: masked losses summed, a learning rate that falls with the budget, checkpoints to go on from."""

from __future__ import annotations

import json
import logging
import math
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.batches import Sampler, collated
from training.accurate.encoder import load_pretrained
from training.accurate.epochs import Ahead, Plan, Source, read_passages
from training.accurate.network import Labels, Network
from training.accurate.scoring import scores_on
from training.passages import to_doc

if TYPE_CHECKING:
    from spacy.language import Language

_log = logging.getLogger(__name__)


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
                scores = scores_on(network, averaged, dev, pieces)
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
