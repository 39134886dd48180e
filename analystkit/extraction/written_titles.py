"""A title before a name is part of it: "detained President Ana Ruiz" has one object, though the parser may hang two on the verb."""

from __future__ import annotations

from collections.abc import Sequence

_PARTS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


def join_titles(
    tag: Sequence[str],
    entity: Sequence[str],
    entity_start: Sequence[bool],
    labelled: Sequence[int],
    dep: list[str],
    head: list[int],
) -> None:
    """Hang a title with a capital that has the place in the tree of the name right behind it on that name, in place.

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
    last = len(tag)
    for first in labelled:
        before = first - 1
        if (
            before < 0
            or entity[first] != "PERSON"
            or not entity_start[first]
            or tag[before] != "NNP"
            or entity[before]
            or dep[before] not in _PARTS
        ):
            continue
        end = first + 1
        while end < last and entity[end] == "PERSON" and not entity_start[end]:
            end += 1
        chief = next((i for i in range(first, end) if not first <= head[i] < end), first)
        if head[chief] == head[before] and dep[chief] == dep[before]:
            head[before], dep[before] = chief, "compound"
