"""What hangs below what in a tree that is still being mended."""

from __future__ import annotations

from collections.abc import Sequence

# Trees of news are not deeper; a text made to be slow may be.
_DEEPEST = 60


def children_of(head: Sequence[int]) -> list[list[int]]:
    """Return the tokens right below each token, in order; most have none, and share one list that nobody writes to."""
    leaf: list[int] = []
    children = [leaf] * len(head)
    for index, above in enumerate(head):
        if above != index:
            if below := children[above]:
                below.append(index)
            else:
                children[above] = [index]
    return children


def hangs(index: int, above: int, head: Sequence[int]) -> bool:
    """Say whether a token is another one or stands somewhere below it.

    Parameters
    ----------
    index, above : int
        The token, and the one it may stand below.
    head : sequence of int
        The head of each token, as token indices.
    """
    for _ in range(_DEEPEST):
        if index == above:
            return True
        if head[index] == index:
            return False
        index = head[index]
    return False
