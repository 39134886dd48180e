"""Scores of arcs to trees: the best tree with exactly one root, whatever the scores."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

# Words of the longest sentence that is read as one: scores grow with the square.
LONGEST_SENTENCE = 300
# Of every root; more than any difference of scores, so that a second root never pays.
_ROOT_PRICE = 1e6
_NEVER = -1e12


def best_heads(scores: Any) -> Any:
    """Return each word's head in the tree of a sentence with the highest sum of scores.

    Parameters
    ----------
    scores : array of float
        (words, words): row dependent, column head. On the diagonal stands what a word scores as the root.

    Returns
    -------
    array of int
        The heads; exactly one word, the root, is its own. The best heads where they form a tree, else the maximum
        spanning arborescence (Chu and Liu 1965, Edmonds 1967). Trees may be non-projective.
    """
    size = len(scores)
    heads = scores.argmax(axis=1)
    own = heads == np.arange(size)
    if own.sum() == 1 and _cycle(np.where(own, -1, heads)) is None:
        return heads
    full = np.full((size + 1, size + 1), _NEVER)
    full[1:, 1:] = scores
    # In 64 bits, where the price leaves the scores their digits.
    full[1:, 0] = np.diagonal(scores).astype(np.float64) - _ROOT_PRICE
    np.fill_diagonal(full, _NEVER)
    found = _arborescence(full)[1:] - 1
    return np.where(found < 0, np.arange(size), found)


def _arborescence(scores: Any) -> Any:
    """Return the heads of the best tree on node 0."""
    heads = scores.argmax(axis=1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    size = len(scores)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.flatnonzero(inside)
    # The cycle becomes one node, the last: it enters others by its best member, and is entered where breaking it costs least.
    contracted = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, members)]
    contracted[:-1, -1] = leaving.max(axis=1)
    entering = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    contracted[-1, :-1] = entering.max(axis=0)
    contracted[0, :] = _NEVER
    inner = _arborescence(contracted)
    found = heads.copy()
    for place, node in enumerate(outside):
        head = inner[place]
        if head >= 0:
            found[node] = members[leaving[place].argmax()] if head == len(outside) else outside[head]
    broken = members[entering[:, inner[-1]].argmax()]
    found[broken] = outside[inner[-1]]
    found[0] = -1
    return found


def _cycle(heads: Any) -> list[int] | None:
    """Return the nodes of one cycle, or None; a head of -1 is none."""
    state = [0] * len(heads)
    following = heads.tolist()
    for first in range(len(following)):
        path = []
        node = first
        while node >= 0 and not state[node]:
            state[node] = 1
            path.append(node)
            node = following[node]
        if node >= 0 and state[node] == 1:
            return path[path.index(node) :]
        for node in path:
            state[node] = 2
    return None


def sentence_starts(scores: Any, forced: Any) -> list[int]:
    """Return the first words of the sentences.

    Parameters
    ----------
    scores : array of float
        A word begins a sentence where its score is above zero.
    forced : array of bool
        It begins one whatever the score, as at the head of a paragraph.

    Returns
    -------
    list of int
        In order, the first word among them. A stretch of more than 300 words is cut at its likeliest start.
    """
    if not len(scores):
        return []
    opens = (scores > 0) | forced
    opens[0] = True
    found: list[int] = []
    bounds = [*np.flatnonzero(opens).tolist(), len(scores)]
    waiting = list(pairwise(bounds))[::-1]
    while waiting:
        start, end = waiting.pop()
        if end - start <= LONGEST_SENTENCE:
            found.append(start)
            continue
        # In the middle half, so that the pieces shrink.
        low, high = start + (end - start) // 4, end - (end - start) // 4
        cut = low + int(scores[low:high].argmax())
        waiting += [(cut, end), (start, cut)]
    return found
