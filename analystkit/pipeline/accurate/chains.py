"""The best reading of names: Viterbi over tags, and tags to spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def best_tags(scores: Any, opening: Any, steps: Any) -> list[int]:
    """Return the sequence of tags with the highest sum of scores.

    Parameters
    ----------
    scores : array of float
        (words, tags).
    opening : array of float
        What each tag scores at the start.
    steps : array of float
        (tags, tags): what a tag scores behind another; forbidden pairs are very low.
    """
    if not len(scores):
        return []
    total = scores[0] + opening
    behind = np.ascontiguousarray(steps.T)
    back = np.empty(scores.shape, dtype=np.int16)
    for place in range(1, len(scores)):
        paths = behind + total
        chosen = paths.argmax(axis=1)
        back[place] = chosen
        total = paths[_ROWS[: len(chosen)], chosen] + scores[place]
    best = [int(total.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        best.append(int(back[place, best[-1]]))
    best.reverse()
    return best


_ROWS = np.arange(1024)


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, label) of the names that begin-inside-outside tags describe, half-open."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((place, place + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1, found[-1][2])
    return found
