"""Merges the machine was not sure of, for the analyst to accept or refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from analystkit.corpus.decision import Decision, active

SUGGESTIONS = [
    "actor_id",
    "name",
    "other_id",
    "other",
    "alias",
    "rule",
    "confidence",
    "article_id",
    "mention_id",
]


def suggested_merges(
    evidence: pd.DataFrame,
    actor_at: Callable[[list[str]], dict[str, str]],
    name_of: Callable[[str], str],
    decisions: Iterable[Decision],
) -> pd.DataFrame:
    """Return the suggested merges that are still open.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Frame ``evidence``.
    actor_at : callable
        Mention ids to the actor each has now.
    name_of : callable
        Actor id to name, "" for an actor that is not in the corpus.
    decisions : iterable of Decision
        The review log; pairs it says are not the same are left out.

    Returns
    -------
    pandas.DataFrame
        One row a pair of actors, the surest first: actor_id, name, other_id, other (name), alias (the words that may mean the first), rule,
        confidence, article_id and mention_id of those words.
    """
    if evidence.empty:
        return pd.DataFrame(columns=SUGGESTIONS)
    open_ = evidence[~evidence["merged"].astype(bool)]
    now = actor_at(open_["mention_id"].astype(str).tolist())
    refused = {
        frozenset(target.id for target in decision.targets)
        for decision in active(list(decisions))
        if decision.action == "split"
    }
    rows: dict[frozenset[str], tuple[object, ...]] = {}
    for line in open_.itertuples(index=False):
        other = now.get(str(line.mention_id), "")
        pair = frozenset((str(line.actor_id), other))
        name, other_name = name_of(str(line.actor_id)), name_of(other) if other else ""
        if len(pair) < 2 or not name or not other_name or pair in refused:
            continue
        known = rows.get(pair)
        if known is None or float(known[6]) < float(line.confidence):  # type: ignore[arg-type]
            rows[pair] = (
                line.actor_id, name, other, other_name, line.alias, line.rule, line.confidence, line.article_id, line.mention_id,
            )  # fmt: skip
    found = pd.DataFrame(list(rows.values()), columns=SUGGESTIONS)
    return found.sort_values(
        ["confidence", "name", "other", "other_id"], ascending=[False, True, True, True], kind="stable"
    ).reset_index(drop=True)
