"""What somebody is accused of planning is what was planned: "arrested men accused of planning to kidnap a judge", the infinitive hung on the arrest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.tree_words import tree_words

# Gerunds whose infinitive is what was planned.
PLANNING = tree_words("planning")

# Behind these a plan is a plot.
_BLAMING = tree_words("blaming")


def hang_plots(
    planning: Iterable[int],
    lower: Sequence[str],
    lemma: list[str],
    tag: list[str],
    dep: list[str],
    head: list[int],
) -> None:
    """Hang what somebody is accused of planning on the planning, in place; their planning is plotting.

    Parameters
    ----------
    planning : iterable of int
        The tokens that are gerunds of such a verb (`PLANNING`).
    lower, lemma, tag, dep, head : list
        The tokens in small letters, their lemmas, tags, labels and heads (token indices).
    """
    for gerund in planning:
        to, verb, preposition = gerund + 1, gerund + 2, head[gerund]
        if tag[gerund] != "VBG" or lower[to : to + 1] != ["to"] or tag[verb : verb + 1] != ["VB"]:
            continue
        if dep[gerund] not in ("pcomp", "pobj") or tag[preposition] != "IN":
            continue
        if head[verb] == to or (dep[verb] in ("advcl", "xcomp") and head[verb] < gerund):
            dep[gerund] = "pcomp"
            tag[to], dep[to], head[to] = "TO", "aux", verb
            head[verb], dep[verb] = gerund, "xcomp"
        blamed = lower[head[preposition]] in _BLAMING and lower[preposition] in ("of", "for", "with")
        if lower[gerund] == "planning" and blamed:
            lemma[gerund] = "plot"
