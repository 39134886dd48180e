"""Association measures of pairs, from counts: log2 observed/expected, Jaccard, NPMI."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

MEASURES = ("count", "lift", "jaccard", "npmi")
Floats = npt.NDArray[np.float64]


def least(pairs: pd.DataFrame, *, enough: int = 5) -> int:
    """Return how many units a pair has to share to be worth showing: 2, or 1 where fewer than `enough` pairs share two."""
    return 2 if int((pairs["n"] >= 2).sum()) >= enough else 1


def with_measures(pairs: pd.DataFrame, n_units: int) -> pd.DataFrame:
    """Add the association measures to counted pairs.

    Parameters
    ----------
    pairs : DataFrame
        Columns ``n`` (units both stand in, at least 1), ``n_a``, ``n_b`` (units each stands in).
    n_units : int
        Units in which any actor stands.

    Returns
    -------
    pandas.DataFrame
        A copy with ``expected`` (n_a * n_b / n_units), ``lift`` (log2 of observed over expected), ``jaccard``
        (shared over either) and ``npmi`` (-1 never together, 0 independent, 1 only ever together;
        Bouma 2009, "Normalized (pointwise) mutual information in collocation extraction").
    """
    both = pairs["n"].to_numpy(dtype="float64")
    first = pairs["n_a"].to_numpy(dtype="float64")
    second = pairs["n_b"].to_numpy(dtype="float64")
    total = float(max(n_units, 1))
    expected: Floats = first * second / total
    ratio: Floats = np.divide(both, expected, out=np.ones_like(both), where=expected > 0)
    surprise: Floats = -np.log(both / total) if len(both) else both
    # A pair that stands in every unit carries no surprise to divide by; together everywhere is association 1 by definition.
    npmi: Floats = np.divide(np.log(ratio), surprise, out=np.ones_like(both), where=surprise > 0)
    return pairs.assign(
        expected=expected, lift=np.log2(ratio), jaccard=both / (first + second - both), npmi=npmi
    )
