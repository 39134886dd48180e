"""The scores of weights on the development passages, looked at while training goes on."""

from __future__ import annotations

import random
from collections import defaultdict

import torch

from analystkit.pipeline.accurate.chains import best_tags, spans
from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.batches import Sample, bucketed, collated
from training.accurate.crf import name_tags
from training.accurate.network import Network


@torch.no_grad()
def scores_on(
    network: Network, weights: dict[str, torch.Tensor], dev: list[Sample], pieces: WordPieces
) -> dict[str, float]:
    """Return the scores of weights on the development passages: a quick look, with the gold sentences given to the tree."""
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
