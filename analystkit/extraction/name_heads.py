"""A person's name has one place in the tree: "on Abdel Burhan and Mohamed Hamdan Daglo" names two men, though the parser may hang the second name's words apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# What a participant hangs by.
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr", "poss"})
# How far behind a name the "and" of a list is looked for.
_NEAR = 12
# Trees of news are not deeper; a text made to be slow may be.
_DEEPEST = 200
_WRITTEN = frozenset({"NNP", "NNPS", "HYPH", ":"})


def names_of_people(
    entity: Sequence[str], entity_start: Sequence[bool], labelled: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the half-open tokens of each person's name, in order; `labelled` are the tokens that are of names."""
    for first in labelled:
        if entity_start[first] and entity[first] == "PERSON":
            end = first + 1
            while end < len(entity) and entity[end] == "PERSON" and not entity_start[end]:
                end += 1
            yield first, end


def join_names(
    tag: Sequence[str],
    entity: Sequence[str],
    entity_start: Sequence[bool],
    labelled: Sequence[int],
    dep: list[str],
    head: list[int],
) -> None:
    """Give each person's name that hangs by several of its words one head, its last such word, in place.

    One behind a noun and a comma, read as the second of two though no "and" joins them, is in apposition to the noun.

    Parameters
    ----------
    tag, entity : sequence of str
        The tags of the tokens and the labels of the names they are of.
    entity_start : sequence of bool
        Where names begin.
    labelled : sequence of int
        The tokens that are of names.
    dep, head : list
        Labels and heads (token indices).
    """
    moved: dict[int, int] = {}
    for first, end in names_of_people(entity, entity_start, labelled):
        if end - first < 2:
            continue
        outer = [i for i in range(first, end) if dep[i] != "punct" and not first <= head[i] < end]
        if outer and dep[outer[-1]] == "conj" and _set_beside(outer[-1], first, tag, dep, head):
            dep[outer[-1]] = "appos"
        if len(outer) < 2 or not _WRITTEN.issuperset(tag[first:end]):
            continue
        place = _place(outer, first, tag, dep)
        if place < 0:
            continue
        chief, above, label = outer[-1], head[place], dep[place]
        if _within(above, first, end, head):
            # What one of its words hangs on hangs on another.
            continue
        for index in outer:
            head[index], dep[index] = chief, "compound"
            moved[index] = chief
        head[chief], dep[chief] = above, label
    if moved:
        # What hung on one of the words hangs on the name.
        for index, governor in enumerate(head):
            chief = moved.get(governor, governor)
            if chief not in (governor, index):
                head[index] = chief


def _within(index: int, first: int, end: int, head: Sequence[int]) -> bool:
    for _ in range(_DEEPEST):
        if first <= index < end:
            return True
        if head[index] == index:
            return False
        index = head[index]
    return True


def _place(outer: Sequence[int], first: int, tag: Sequence[str], dep: Sequence[str]) -> int:
    """Return the word whose place in the tree is the name's, -1 where none has a participant's."""
    nominal = [index for index in outer if dep[index] in _NOMINAL]
    if first and tag[first - 1] == "CC":
        joined = [index for index in nominal if dep[index] == "conj"]
        return joined[-1] if joined else -1
    return nominal[-1] if nominal else -1


def _set_beside(chief: int, first: int, tag: Sequence[str], dep: Sequence[str], head: Sequence[int]) -> bool:
    # "said the charity's head of mission, | Claire Nicolet |"
    noun = head[chief]
    if tag[noun] != "NN" or noun > first or tag[first - 1] != "," or "CC" in tag[noun:first]:
        return False
    # Of three and more the last is joined by "and".
    reach = slice(chief, chief + _NEAR)
    return not any(label in ("cc", "conj") for label in dep[reach][1:])
