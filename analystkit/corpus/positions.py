"""Where a value stands in a column: the positions of its rows, found without reading the column again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd


class Positions:
    """Positions of rows by value.

    Parameters
    ----------
    values : sequence of str
        A column; or the values of several rows, one after the other, with `rows` saying which row each belongs to.
    rows : array of int, optional
        The row of each value; by default one value a row.

    Examples
    --------
    >>> Positions(["a", "b", "a"]).of("a")
    array([0, 2])
    """

    def __init__(self, values: Any, rows: Any = None) -> None:
        codes, unique = pd.factorize(values)
        order = codes.argsort(kind="stable")
        self._rows = order if rows is None else rows[order]
        self._ends = np.append(0, np.bincount(codes, minlength=len(unique)).cumsum())
        self._code = pd.Index(unique)

    @classmethod
    def of_lists(cls, *columns: Iterable[list[str]]) -> Positions:
        """Index several columns of lists over the same rows together."""
        values: list[str] = []
        rows = [np.empty(0, dtype=np.intp)]
        for column in columns:
            lists = list(column)
            values += chain.from_iterable(lists)
            lengths = np.fromiter(map(len, lists), dtype=np.intp, count=len(lists))
            rows.append(np.repeat(np.arange(len(lists)), lengths))
        return cls(np.array(values, dtype=object), np.concatenate(rows))

    def of(self, value: str) -> Any:
        """Return the positions of the rows that hold a value, in their order; none for a value that is not there."""
        try:
            code: Any = self._code.get_loc(value)
        except KeyError:
            return self._rows[:0]
        return self._rows[self._ends[code] : self._ends[code + 1]]
