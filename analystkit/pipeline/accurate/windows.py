"""Long texts in windows that the encoder takes, and one reading of every word out of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analystkit.pipeline.accurate.wordforms import GAPS

# Pieces of a window without its two marks. The encoder learned on passages of this length; attention makes longer ones slower.
WINDOW_PIECES = 224
# Words that two windows share where no paragraph ends in time: room for the sentence that the cut runs through.
OVERLAP_WORDS = 40
_PARAGRAPH = GAPS.index("paragraph")


def windows(lengths: Sequence[int], gaps: Sequence[int]) -> list[tuple[int, int]]:
    """Divide the words of a text into windows.

    Parameters
    ----------
    lengths : sequence of int
        Pieces of each word.
    gaps : sequence of int
        What stands before each word, see `wordforms.GAPS`.

    Returns
    -------
    list of (start, end)
        Half-open word indices, each window within 224 pieces. A window ends before a paragraph where one starts in its
        second half, and the next one begins there. Else the next one goes back 40 words.
    """
    found: list[tuple[int, int]] = []
    sums = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    start, size = 0, len(lengths)
    while start < size:
        limit = int(np.searchsorted(sums, sums[start] + WINDOW_PIECES, side="right")) - 1
        end = max(start + 1, limit)
        if end >= size:
            found.append((start, size))
            break
        opening = next(
            (at for at in range(end, start + (end - start) // 2, -1) if gaps[at] == _PARAGRAPH), None
        )
        if opening is not None:
            found.append((start, opening))
            start = opening
        else:
            found.append((start, end))
            start = max(start + 1, end - min(OVERLAP_WORDS, (end - start) // 2))
    return found


def cuts(spans: Sequence[tuple[int, int]], starts: Sequence[Any]) -> list[tuple[int, int]]:
    """Tell which words are read in which window.

    Parameters
    ----------
    spans : sequence of (start, end)
        From `windows`.
    starts : sequence of array of float
        For each window, its words' scores of beginning a sentence.

    Returns
    -------
    list of (start, end)
        For each window the words that are taken from it; they cover the text without gap or overlap. Two windows that
        share words are parted where both see a sentence begin, at the surest such word; in the middle where none does.
    """
    found: list[tuple[int, int]] = []
    begin = spans[0][0] if spans else 0
    for number, (start, end) in enumerate(spans):
        if number + 1 == len(spans):
            found.append((begin, end))
            break
        following = spans[number + 1][0]
        cut = following
        if following < end:
            left = starts[number][following - start :]
            right = starts[number + 1][: end - following]
            seen = np.minimum(left, right)
            # The first word of a window begins a sentence for want of anything before it.
            seen[0] = -np.inf
            best = int(seen.argmax())
            cut = following + (best if seen[best] > 0 else (end - following) // 2)
        found.append((begin, cut))
        begin = cut
    return found
