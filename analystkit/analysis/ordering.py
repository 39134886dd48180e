"""An order of actors that puts those with alike company side by side, the same on every run."""

from __future__ import annotations

import numpy as np
import pandas as pd


def matrix_order(pairs: pd.DataFrame, actors: list[str], value: str = "n") -> list[str]:
    """Order actors by average linkage with optimal leaves, in a fixed orientation.

    Parameters
    ----------
    pairs : DataFrame
        ``actor_a, actor_b`` and the column named by `value`.
    actors : list of str
        Ids to order, most prominent first; those without a pair come last in this order.
    value : str
        Similarity of a pair; negative values count as none.

    Returns
    -------
    list of str
        The ids. Of the two mirror orders the one with the more prominent actors in its first half is taken, so a redraw
        does not flip the picture. Method: Bar-Joseph et al. 2001, "Fast optimal leaf ordering for hierarchical clustering".
    """
    place = {actor: i for i, actor in enumerate(actors)}
    size = len(actors)
    similar = np.zeros((size, size))
    for a, b, weight in zip(pairs["actor_a"], pairs["actor_b"], pairs[value], strict=True):
        if a in place and b in place and weight > 0:
            similar[place[a], place[b]] = similar[place[b], place[a]] = float(weight)
    linked = [i for i in range(size) if similar[i].any()]
    lonely = [actor for i, actor in enumerate(actors) if not similar[i].any()]
    if len(linked) < 3:
        return [actors[i] for i in linked] + lonely
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    part = np.log1p(similar[np.ix_(linked, linked)])
    # An actor is its own closest company; otherwise the blank diagonal would push frequent pairs apart.
    np.fill_diagonal(part, part.max(axis=1))
    distances = np.round(pdist(part, "cosine").clip(0), 12)
    order = [linked[i] for i in leaves_list(linkage(distances, "average", optimal_ordering=True))]
    half = (len(order) + 1) // 2
    if (sum(order[:half]), order[0]) > (sum(order[::-1][:half]), order[-1]):
        order.reverse()
    return [actors[i] for i in order] + lonely
