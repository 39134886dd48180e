"""The network: one encoder, one vector a word, and a head for each layer of annotation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from analystkit.pipeline.accurate.wordforms import CASES
from training.accurate.crf import Chain, name_tags
from training.accurate.encoder import WIDTH, Encoder

ARC, LABEL, FORM = 256, 64, 16


@dataclass(frozen=True)
class Labels:
    """What each head can say; the order is the order of the rows in the weights."""

    tags: list[str]
    morphs: list[str]
    deps: list[str]
    names: list[str]

    def record(self) -> dict[str, Any]:
        """Return the labels as plain data."""
        return asdict(self)


class Network(nn.Module):
    """Encoder and heads.

    A word's vector is that of its first piece, beside an embedding of how it is written. Tree: biaffine scores (Dozat and Manning
    2017); a word that is its own head is the root of its sentence.
    """

    def __init__(self, encoder: Encoder, labels: Labels, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = WIDTH + FORM
        self.form = nn.Embedding(len(CASES), FORM)
        self.tag = nn.Linear(width, len(labels.tags))
        self.morph = nn.Linear(width, len(labels.morphs))
        self.start = nn.Linear(width, 1)
        self.name = nn.Linear(width, len(name_tags(labels.names)))
        self.chain = Chain(name_tags(labels.names))
        # In the order: arc of the dependent, arc of the head, label of the dependent, label of the head.
        self.tree = nn.Linear(width, 2 * ARC + 2 * LABEL)
        self.arc = nn.Parameter(torch.empty(ARC, ARC))
        self.arc_head = nn.Parameter(torch.zeros(ARC))
        self.label = nn.Parameter(torch.empty(LABEL, len(labels.deps), LABEL))
        self.label_sides = nn.Linear(2 * LABEL, len(labels.deps))
        nn.init.normal_(self.arc, std=ARC**-0.5 / 2)
        nn.init.normal_(self.label, std=LABEL**-0.5 / 4)
        self.dropout = dropout

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """Return a vector a word, (batch, words, width)."""
        pieces = self.encoder(batch["ids"], batch["cases"], batch["gaps"], batch["piece_mask"])
        first = batch["first"][:, :, None].expand(-1, -1, pieces.shape[2])
        vectors = torch.cat([pieces.gather(1, first), self.form(batch["forms"]).to(pieces.dtype)], dim=2)
        return functional.dropout(vectors, self.dropout, self.training)

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the scores of every head: `tag`, `morph`, `start`, `name`, `arcs`, and `sides` for `label_scores`."""
        x = self.words(batch)
        tree = functional.leaky_relu(self.tree(x), 0.1)
        tree = functional.dropout(tree, self.dropout, self.training)
        arc_dep, arc_head, label_dep, label_head = tree.split([ARC, ARC, LABEL, LABEL], dim=2)
        arcs = (arc_dep @ self.arc) @ arc_head.transpose(1, 2) + (arc_head @ self.arc_head)[:, None, :]
        return {
            "tag": self.tag(x),
            "morph": self.morph(x),
            "start": self.start(x)[:, :, 0],
            "name": self.name(x),
            "arcs": arcs,
            "label_dep": label_dep,
            "label_head": label_head,
        }

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return the scores of the labels for pairs of dependent and head, (pairs, labels)."""
        mixed = (dep @ self.label.reshape(LABEL, -1).to(dep.dtype)).view(len(dep), -1, LABEL)
        return (mixed @ head[:, :, None])[:, :, 0] + self.label_sides(torch.cat([dep, head], dim=1))

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the mean loss of each layer over the words where it is annotated; a label of -1 is not."""
        scores = self(batch)
        found: dict[str, Tensor] = {}
        for layer in ("tag", "morph"):
            found[layer] = _mean_loss(scores[layer].flatten(0, 1), batch[layer].flatten())
        known = batch["start"] >= 0
        if known.any():
            found["start"] = functional.binary_cross_entropy_with_logits(
                scores["start"].float()[known], batch["start"][known].float()
            )
        same = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & batch["word_mask"][
            :, None, :
        ]
        arcs = scores["arcs"].float().masked_fill(~same, -1e4)
        found["arc"] = _mean_loss(arcs.flatten(0, 1), batch["head"].flatten())
        pairs = ((batch["head"] >= 0) & (batch["dep"] >= 0)).nonzero(as_tuple=True)
        if len(pairs[0]):
            chosen = self.label_scores(
                scores["label_dep"][pairs], scores["label_head"][pairs[0], batch["head"][pairs]]
            )
            found["label"] = _mean_loss(chosen, batch["dep"][pairs])
        places = batch["folds"]
        if len(places):
            mask = places >= 0
            flat = places.clamp(min=0)
            emitted = scores["name"].float().flatten(0, 1)[flat]
            found["name"] = self.chain.loss(emitted, batch["allowed"].flatten(0, 1)[flat], mask) / mask.sum()
        return found


def _mean_loss(scores: Tensor, labels: Tensor) -> Tensor:
    known = labels >= 0
    if not known.any():
        return scores.sum().float() * 0
    return functional.cross_entropy(scores.float()[known], labels[known])
