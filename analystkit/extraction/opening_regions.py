"""A province that a sentence opens with is where, and no word of who follows: "In Karsa province government troops shot a priest"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.tree_words import tree_words

# Nouns behind the name of a region.
REGIONS = tree_words("region")
_WHERE = frozenset({"In", "Across", "Near"})


def part_regions(
    regions: Iterable[int], text: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    """Hang a region read as a word of the subject on the preposition before it, in place.

    Parameters
    ----------
    regions : iterable of int
        The tokens that are nouns for one (`REGIONS`).
    text, tag : sequence of str
        The tokens and their tags.
    dep, head : list
        Labels and heads (token indices).
    """
    for at in regions:
        subject = head[at]
        if not at < subject or dep[at] != "compound" or dep[subject] not in ("nsubj", "nsubjpass"):
            continue
        first = at
        while first and tag[first - 1] == "NNP" and head[first - 1] in (subject, at):
            first -= 1
        opening = first - 1
        if first == at or opening < 0 or text[opening] not in _WHERE or tag[subject] != "NNS":
            continue
        if opening in head[first : subject + 1]:
            continue
        for name in range(first, at):
            head[name] = at
        head[at], dep[at] = opening, "pobj"
