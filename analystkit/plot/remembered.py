"""What a chart remembers, for those who ask its axes: the rows drawn, a description in words, where the figures come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.errors import InputError
from analystkit.plot.text import plain
from analystkit.plot.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(slots=True)
class Record:
    """What a chart remembers: the rows drawn (or what makes them), a description in words, and where the figures come from."""

    rows: pd.DataFrame | Callable[[], pd.DataFrame]
    alt: str
    provenance: dict[str, Any] = field(default_factory=dict)
    theme: Theme | None = None


def remember(
    ax: Axes,
    rows: pd.DataFrame | Callable[[], pd.DataFrame],
    alt: str,
    provenance: dict[str, Any],
    theme: Theme,
) -> None:
    """Keep with the axes what `data`, `alt_text` and the exports ask for."""
    ax._analystkit = Record(rows, plain(alt), provenance, theme)  # type: ignore[attr-defined]
    ax.set_label("")


def record(ax: Axes) -> Record:
    """Return what a chart remembers.

    Raises
    ------
    InputError
        If the axes were not drawn by `analystkit.plot`.
    """
    kept = getattr(ax, "_analystkit", None)
    if kept is None:
        raise InputError(
            "expected axes drawn by ak.plot, found others: pass what ak.plot.timeline(...) or its like returned"
        )
    return kept


def data(ax: Axes) -> pd.DataFrame:
    """Return the rows a chart shows, as a fresh frame.

    Parameters
    ----------
    ax : Axes
        What one of the functions of `ak.plot` returned.

    Returns
    -------
    pandas.DataFrame
        The columns are those that the chart's own function names; ``attrs`` hold what it says of the whole.

    Raises
    ------
    InputError
        If the axes were not drawn by `ak.plot`.
    """
    kept = record(ax)
    if not isinstance(kept.rows, pd.DataFrame):
        kept.rows = kept.rows()
    return kept.rows.copy()


def alt_text(ax: Axes) -> str:
    """Describe a chart in words, for those who cannot see it and for the picture's metadata.

    Parameters
    ----------
    ax : Axes
        What one of the functions of `ak.plot` returned.

    Returns
    -------
    str
        One paragraph: what is shown, over which days, and what stands out in it.

    Raises
    ------
    InputError
        If the axes were not drawn by `ak.plot`.
    """
    return record(ax).alt
