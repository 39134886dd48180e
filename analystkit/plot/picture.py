"""A chart as a picture: for widgets and pages that show bytes, not figures."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analystkit.plot.canvas import figure_of, off_screen
from analystkit.plot.remembered import alt_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def picture(chart: Callable[..., Axes], *drawn: Any, dpi: int = 110, **options: Any) -> tuple[bytes, str]:
    """Draw a chart off screen.

    Parameters
    ----------
    chart : callable
        A function of `analystkit.plot`.
    *drawn
        What it draws: a corpus or a frame.
    dpi : int
        Pixels an inch.
    **options
        Options of the chart.

    Returns
    -------
    (bytes, str)
        The PNG, and the chart described in words for its alternative text.
    """
    with off_screen():
        ax = chart(*drawn, **options)
    figure = figure_of(ax)
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, facecolor=figure.get_facecolor())
    return buffer.getvalue(), alt_text(ax)
