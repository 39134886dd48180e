"""Why mentions were merged: the links to each actor, those carried out and those that stay suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.resolve.chains import Chains
from analystkit.resolve.groups import Group

if TYPE_CHECKING:
    import pyarrow as pa

EVIDENCE = ["actor_id", "article_id", "mention_id", "alias", "rule", "confidence", "merged"]


def evidence_frame(
    chains: Chains,
    groups: Sequence[Group],
    proposed: Iterable[tuple[Group, int, str, float]],
    ids: Sequence[str],
    mention_ids: pd.Series,
) -> pd.DataFrame:
    """Return the links to actors that have an id, `proposed` being those that stay suggestions. See `resolve_actors`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    number = {id(group): at for at, group in enumerate(groups) if ids[at]}
    links: list[tuple[int, Sequence[int], str, float, bool]] = [
        (at, some, rule, sure, True)
        for at, group in enumerate(groups)
        if ids[at]
        for (rule, sure), some in group.links.items()
    ]
    links += [
        (number[id(group)], (one,), rule, sure, False)
        for group, one, rule, sure in proposed
        if id(group) in number
    ]
    actor_of, told, rules, sures, merged = zip(*links, strict=True) if links else ((),) * 5
    each = np.repeat(np.arange(len(links)), [len(some) for some in told])
    chain_of = np.fromiter(chain.from_iterable(told), dtype=np.int64, count=len(each))
    actor, article = (
        np.array(actor_of, dtype=np.int64)[each],
        np.array(chains.article_of, dtype=np.int64)[chain_of],
    )
    text = pa.large_string()
    actor_ids, article_ids = pa.array(ids, text), pa.array(chains.articles, text)
    # By numbers in the order of the ids: texts are compared only where one actor has several chains in an article.
    place = _ranked(actor_ids)[actor] * len(chains.articles) + _ranked(article_ids)[article]
    order = np.argsort(place, kind="stable")
    place, each, chain_of = place[order], each[order], chain_of[order]
    table = pa.table({
        "actor_id": actor_ids.take(pa.array(actor[order])),
        "article_id": article_ids.take(pa.array(article[order])),
        "mention_id": pa.array(mention_ids, text).take(pa.array(np.array(chains.first_rows, dtype=np.int64)[chain_of])),
        "alias": pa.array([chains.wordings[one].alias for one in chain_of.tolist()], text),
        "rule": pa.array(rules, text).take(pa.array(each)),
        "confidence": pa.array(sures, pa.float64()).take(pa.array(each)),
        "merged": pa.array(merged, pa.bool_()).take(pa.array(each)),
    })  # fmt: skip
    same = np.diff(place) == 0
    several = np.flatnonzero(np.append(same, False) | np.append(False, same))
    held = table.take(pa.array(several)).append_column("place", pa.array(place[several]))
    order = np.arange(len(place))
    order[several] = several[
        pc.sort_indices(held, [(name, "ascending") for name in ("place", *EVIDENCE[2:])]).to_numpy()
    ]
    found: pd.DataFrame = table.take(pa.array(order)).to_pandas()
    return found


def _ranked(ids: pa.Array) -> np.ndarray[Any, Any]:
    """Return the place of each in the alphabet; what is equal has one place."""
    import pyarrow.compute as pc

    ranks: np.ndarray[Any, Any] = pc.rank(ids, tiebreaker="dense").to_numpy().astype(np.int64)
    return ranks
