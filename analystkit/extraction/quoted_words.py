"""Which words of a part stand in quotation marks, and which sentences do not: what is said and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from analystkit.extraction.part import ArticlePart

_MARKS = frozenset('"“”«»')


def quoted_tokens(part: ArticlePart) -> list[bool]:
    """Say for each token whether it stands in quotation marks; empty if the part has none. Marks end with their paragraph."""
    tokens = part.tokens
    if not any(mark in part.text for mark in '“"”«'):
        return []
    out = [False] * len(tokens)
    opened = -1
    # A quoted stretch goes from its opening mark up to the closing one, or through the white space that ends the paragraph.
    for index in tokens.where(_MARKS.union([word for word in tokens.positions if "\n\n" in word])):
        text = tokens.text[index]
        if opened < 0:
            opened = index if text in {'"', "“", "«"} else -1
        elif text in {'"', "”", "»"} or "\n\n" in text:
            end = index + 1 if "\n\n" in text else index
            out[opened:end] = [True] * (end - opened)
            opened = -1
    if opened >= 0:
        out[opened:] = [True] * (len(out) - opened)
    return out


def told_sentences(part: ArticlePart, quoted: Sequence[bool]) -> list[int]:
    """Return how many sentences up to each have a word outside quotation marks; empty where the part has no marks."""
    if not quoted:
        return []
    text = part.tokens.text
    told = [
        # Of most the first word tells.
        (not quoted[first] and text[first].isalpha())
        or any(text[at].isalpha() for at in range(first, last) if not quoted[at])
        for first, last in part.sentence_tokens
    ]
    return list(accumulate(told))
