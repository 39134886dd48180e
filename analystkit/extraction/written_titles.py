"""A title before a name is part of it: "detained President Ana Ruiz" has one object, though the parser may hang two on the verb."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.name_heads import names_of_people

_PARTS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


def join_titles(
    lower: Sequence[str],
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
    lower, tag, entity : sequence of str
        The tokens in small letters, their tags and the labels of the names they are of.
    entity_start : sequence of bool
        Where names begin.
    labelled : sequence of int
        The tokens that are of names.
    dep, head : list
        Labels and heads (token indices).
    """
    last = len(tag)
    moved: dict[int, int] = {}
    for first, end in names_of_people(entity, entity_start, labelled):
        before = first - 1
        if before < 0 or tag[before] != "NNP" or entity[before] == "PERSON":
            continue
        chief = next((i for i in range(first, end) if not first <= head[i] < end), first)
        office = head[head[chief]] if dep[chief] == "pobj" else chief
        joined = head[chief] == first - 2 and lower[first - 2] == "of"
        if joined and office == first - 3 and dep[office] in _PARTS and tag[office] == "NNP":
            # "Secretary of State | Tom Hill |", the name read as what the office is of
            head[before], dep[before] = head[chief], "pobj"
            head[chief], dep[chief] = head[office], dep[office]
            head[office], dep[office] = chief, "compound"
            moved[office] = chief
            continue
        if (
            not entity[before]
            and dep[before] in _PARTS
            and head[chief] == head[before]
            and dep[chief] == dep[before]
        ):
            head[before], dep[before] = chief, "compound"
    if moved:
        # A relative clause or an apposition behind the name is told of who bears it; the office keeps its "of".
        for at in range(last):
            chief = moved.get(head[at], at)
            if chief != at and at > chief:
                head[at] = chief
