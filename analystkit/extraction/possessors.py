"""Whose something is stands in front of it: "killed in Monday's blast" has one object of "in", though the parser may give it Monday and hang the blast elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.descent import hangs

MARKS = frozenset({"'s", "’s", "'", "’"})
# Relations in which a possessor stands for the whole phrase.
_PARTS = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})
# Tags within a noun phrase, and of the noun that ends it.
_WITHIN = ("NN", "JJ", "CD", "VBG", "VBN")
_LONGEST = 6


def join_possessors(marks: Iterable[int], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Hang a possessor on the noun behind it where the parser gave the noun's place in the tree to the possessor, in place.

    Parameters
    ----------
    marks : iterable of int
        The tokens that are an apostrophe with or without its "s".
    tag : sequence of str
        Tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for mark in marks:
        owner = head[mark]
        if tag[mark] != "POS" or dep[owner] not in _PARTS or owner >= mark:
            continue
        noun = _noun_behind(mark, tag)
        if noun < 0 or mark < head[noun] <= noun or hangs(owner, noun, head):
            continue
        if not _free(noun, dep):
            continue
        head[noun], dep[noun] = head[owner], dep[owner]
        head[owner], dep[owner] = noun, "poss"


def _noun_behind(mark: int, tag: Sequence[str]) -> int:
    """Return the last token of the noun phrase behind an apostrophe, -1 where there is none."""
    index = mark + 1
    while index < len(tag) and index - mark <= _LONGEST and tag[index].startswith(_WITHIN):
        index += 1
    return index - 1 if index - 1 > mark and tag[index - 1].startswith("NN") else -1


def _free(noun: int, dep: Sequence[str]) -> bool:
    # What has a place of its own in the tree: "of the Clintons' Chappaqua home" is one phrase read as two.
    return dep[noun] in ("dobj", "nsubj", "nsubjpass", "pobj", "appos", "conj", "attr", "dep", "npadvmod")
