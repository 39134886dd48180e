"""What somebody is accused of planning is what was planned: "arrested men accused of planning to kidnap a judge", the infinitive hung on the arrest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Gerunds whose infinitive is what was planned.
PLANNING = frozenset(
    {"planning", "plotting", "conspiring", "attempting", "trying", "seeking", "intending", "preparing"}
)


def hang_plots(
    planning: Iterable[int], lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]
) -> None:
    """Hang what somebody is accused of planning on the planning, in place: "arrested men accused of | planning | to kidnap a judge", hung on the arrest.

    Parameters
    ----------
    planning : iterable of int
        The tokens that are gerunds of such a verb (`PLANNING`).
    lower, tag, dep, head : list
        The tokens in small letters, their tags, labels and heads (token indices).
    """
    for gerund in planning:
        to, verb = gerund + 1, gerund + 2
        if tag[gerund] != "VBG" or lower[to : to + 1] != ["to"] or tag[verb : verb + 1] != ["VB"]:
            continue
        if dep[gerund] not in ("pcomp", "pobj") or tag[head[gerund]] != "IN":
            continue
        if head[verb] == to or (dep[verb] in ("advcl", "xcomp") and head[verb] < gerund):
            dep[gerund] = "pcomp"
            tag[to], dep[to], head[to] = "TO", "aux", verb
            head[verb], dep[verb] = gerund, "xcomp"
