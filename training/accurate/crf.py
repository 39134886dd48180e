"""A linear-chain CRF for names that learns from words of which only some labels are ruled out."""

from __future__ import annotations

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


def name_tags(labels: list[str]) -> list[str]:
    """Return the tags of names: outside, then begin and inside of each label."""
    return ["O", *(f"{side}-{label}" for label in labels for side in "BI")]


def forbidden(tags: list[str]) -> Tensor:
    """Return what no reading may hold, as scores from tag to tag: an inside that follows nothing of its label."""
    return torch.tensor(
        [[FORBIDDEN if to.startswith("I-") and start[2:] != to[2:] else 0.0 for to in tags] for start in tags]
    )


def folds(tags: list[str], length: int = 32) -> list[tuple[int, int]]:
    """Cut a passage into stretches of about `length` words, none within a name: short chains are quickly summed.

    Parameters
    ----------
    tags : list of str
        The words' tags, empty where unknown.

    Returns
    -------
    list of (start, end)
        Half-open, one behind another.
    """
    found = []
    start = 0
    for place in range(1, len(tags) + 1):
        if place == len(tags) or (place - start >= length and not tags[place].startswith("I-")):
            found.append((start, place))
            start = place
    return found


class Chain(nn.Module):
    """Scores of neighbouring tags, and the loss of a partly known reading (Tsuboi et al. 2008)."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("barred", forbidden(tags), persistent=False)
        # What stands at the start follows an outside.
        self.register_buffer("barred_first", forbidden(tags)[0].clone(), persistent=False)

    def transitions(self) -> tuple[Tensor, Tensor]:
        """Return the scores of the first tag and those from tag to tag."""
        return self.barred_first, self.steps + self.barred

    def loss(self, scores: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood of the allowed readings, summed.

        Parameters
        ----------
        scores : Tensor
            (batch, words, tags).
        allowed : Tensor
            Of the same shape, true where a word may have a tag.
        mask : Tensor
            (batch, words), true where a word is; words are flush left.
        """
        scores = scores.float()
        known = scores.masked_fill(~allowed, 2 * FORBIDDEN)
        both = torch.cat([scores, known])
        masks = torch.cat([mask, mask])
        first, steps = self.transitions()
        total = both[:, 0] + first
        for place in range(1, both.shape[1]):
            summed = torch.logsumexp(total[:, :, None] + steps, dim=1)
            total = torch.where(masks[:, place, None], summed + both[:, place], total)
        ends = torch.logsumexp(total, dim=1)
        whole, part = ends.chunk(2)
        return (whole - part).sum()
