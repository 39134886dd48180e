"""Charts on axes of the user's own, whose figure may move them for what a chart writes around them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from numbers import Integral
from typing import TYPE_CHECKING, Any, ParamSpec

from analystkit.errors import InputError
from analystkit.plot import canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

P = ParamSpec("P")
# Points by which axes may move without what is drawn on them running into each other.
_STILL = 1.0
_TRIES = 5


def settled(chart: Callable[P, Axes]) -> Callable[P, Axes]:
    """Make a chart draw again where a layout engine gave its axes another size for the names and lines around them.

    What is laid out in points (labels beside marks, columns beside names) holds for the size it was measured at only.
    """

    @wraps(chart)
    def drawn(*args: P.args, **options: P.kwargs) -> Axes:
        ax: Any = options.get("ax")
        for name in ("top", "min_count"):
            number: Any = options.get(name)
            if number is not None and not (isinstance(number, Integral) and number >= 1):
                raise InputError(f"expected {name} to be a number of 1 or more, found {number!r}")
        if not hasattr(ax, "transData") or canvas.figure_of(ax).get_layout_engine() is None:
            return chart(*args, **options)
        figure = canvas.figure_of(ax)
        figure.draw_without_rendering()
        blank = set(ax.get_children())
        # Each time more is known of what stands around the axes; the second time nearly always nothing moves any more.
        for _ in range(_TRIES):
            chart(*args, **options)
            was = canvas.box(ax)
            figure.draw_without_rendering()
            # Axes that grew have room for all that was laid out. A legend that needs a line less and then one more would never end.
            if all(now >= before - _STILL for before, now in zip(was, canvas.box(ax), strict=True)):
                return ax
            for artist in ax.get_children():
                if artist not in blank:
                    artist.remove()
        return chart(*args, **options)

    return drawn
