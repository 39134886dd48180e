"""A clause right behind what is told is part of it: "two were killed when gunmen attacked, the army said", the attack hung on who said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# What opens such a clause.
OPENING = frozenset({"when", "after", "as", "while", "before", "because", "until", "once"})


def join_told_clauses(openings: Iterable[int], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Hang an adverbial clause on what is told in front of it instead of on the verb of saying behind it, in place.

    Where no comma stands before it, it belongs to the verb before: what is put in front of a verb opens the sentence or stands behind a comma.

    Parameters
    ----------
    openings : iterable of int
        The tokens that may open such a clause (`OPENING`).
    tag : sequence of str
        Tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for first in openings:
        verb = head[first]
        if dep[first] not in ("mark", "advmod") or dep[verb] != "advcl" or verb < first:
            continue
        saying = head[verb]
        if saying < verb or not first or not tag[first - 1][:1].isalpha() or tag[first - 1] == "CC":
            continue
        told = next((i for i in range(first - 1, -1, -1) if head[i] == saying and dep[i] == "ccomp"), -1)
        if told >= 0:
            head[verb] = told
