"""Words that hyphens join are one phrase below one head: "the ex-minister", "a counter-attack", "his brother-in-law".

The tokenizer cuts at hyphens, and a parser that has learned such words whole hangs each piece on the verb: three objects, the first of which is
"the ex". Here the pieces are put below the last of them, or the first where a preposition follows ("commander-in-chief").
"""

from __future__ import annotations

from collections.abc import Sequence

HYPHENS = frozenset("-‐‑")
# What a participant hangs by, and what else a noun phrase may be.
_NOMINAL = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent", "conj", "appos", "attr", "ROOT"}
)
# Where the chief word modifies the noun behind it, the run does ("the Mar-a-Lago estate").
_ATTRIBUTIVE = frozenset({"compound", "amod", "nmod", "poss"})
_NEAR = 3
_DETERMINERS = {"DT": "det", "PRP$": "poss"}
_PREPOSITIONAL = frozenset({"prep", "pobj"})
_INNER = frozenset({"IN", "TO"})
# Trees of news are not deeper; a text made to be slow may be.
_DEEPEST = 200


def join_hyphened(
    hyphens: Sequence[int],
    text: Sequence[str],
    tag: Sequence[str],
    start: Sequence[int],
    end: Sequence[int],
    dep: list[str],
    head: list[int],
) -> None:
    """Give each run of words joined by hyphens one head, in place.

    Parameters
    ----------
    hyphens : sequence of int
        The tokens that are hyphens, in order.
    text, tag : sequence of str
        The tokens and their tags.
    start, end : sequence of int
        Their offsets: where no white space stands around a hyphen it joins.
    dep, head : list
        Labels and heads (token indices), changed where several pieces of a run hang outside of it.
    """
    last = 0
    chiefs: dict[int, int] = {}
    for index in hyphens:
        if index <= last or not _joins(text, start, end, index):
            continue
        first, last = index - 1, index + 1
        while last + 2 < len(text) and text[last + 1] in HYPHENS and _joins(text, start, end, last + 1):
            last += 2
        run = range(first, last + 1)
        outer = [at for at in run if head[at] == at or head[at] not in run]
        chief = _chief(run, tag)
        if chief == first:
            # "in law" tells nothing of the brother.
            for at in run[1:]:
                dep[at] = "compound" if dep[at] in _PREPOSITIONAL else dep[at]
        place = _place(run, outer, chief, dep, head) if len(outer) > 1 else None
        if place is not None:
            _hang(run, outer, chief, place, dep, head)
            chiefs |= dict.fromkeys(run, chief)
        before = first - 1
        # "the" of "the then-mayor" is left on the verb at times.
        if (
            before >= 0
            and tag[before] in _DETERMINERS
            and dep[before] in _NOMINAL
            and head[before] == head[chief] not in {before, chief}
        ):
            head[before], dep[before] = chief, _DETERMINERS[tag[before]]
    if chiefs:
        # What hung on a piece hangs on the chief word.
        for at in [at for at, governor in enumerate(head) if governor in chiefs]:
            if chiefs.get(at) != chiefs[head[at]]:
                head[at] = chiefs[head[at]]


def _joins(text: Sequence[str], start: Sequence[int], end: Sequence[int], index: int) -> bool:
    return (
        0 < index < len(text) - 1
        and end[index - 1] == start[index]
        and end[index] == start[index + 1]
        and text[index - 1].isalpha()
        and text[index + 1].isalpha()
    )


def _chief(run: range, tag: Sequence[str]) -> int:
    words = run[::2]
    return words[0] if any(tag[at] in _INNER for at in words[1:-1]) else words[-1]


def _place(run: range, outer: list[int], chief: int, dep: list[str], head: list[int]) -> int | None:
    """Return the piece whose place in the tree is the run's; None where the run is no noun phrase or there is none outside of it."""
    open_ = [at for at in outer if head[at] == at or not _below(head[at], run, head)]
    if chief in open_ and dep[chief] in _ATTRIBUTIVE and run[-1] < head[chief] <= run[-1] + _NEAR:
        return chief
    nominal = [at for at in open_ if dep[at] in _NOMINAL]
    return max(nominal, key=lambda at: (at == chief, at), default=None)


def _below(index: int, run: range, head: list[int]) -> bool:
    for _ in range(_DEEPEST):
        if index in run:
            return True
        if head[index] == index:
            return False
        index = head[index]
    return True


def _hang(run: range, outer: list[int], chief: int, place: int, dep: list[str], head: list[int]) -> None:
    label, above = dep[place], head[place]
    for at in outer:
        head[at], dep[at] = chief, "punct" if (at - run[0]) % 2 else "compound"
    head[chief], dep[chief] = (chief if above == place else above), label
