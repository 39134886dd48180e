"""Figure and axes of a chart: where it is drawn, its title block, and the plain artists it is made of."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from analystkit.errors import InputError
from analystkit.plot.remembered import remember
from analystkit.plot.text import PlainText, plain, width, wrap, wrap_parts
from analystkit.plot.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE, SUBTITLE, SMALL, BODY = 12.0, 8.5, 7.0, 8.0
_LEADING = 1.35
_OFF_SCREEN: ContextVar[bool] = ContextVar("off_screen", default=False)


def new_axes(ax: Axes | None, theme: Theme, size: tuple[float, float]) -> tuple[Axes, bool]:
    """Return the axes to draw on, and whether we made them.

    A figure of our own belongs to pyplot only where pyplot shows it: in a notebook (so the chart appears under the cell,
    once) and in a session with windows. In a script it is a bare Figure that leaves no global state behind.
    """
    if ax is not None:
        if not hasattr(ax, "transData"):
            raise InputError(
                f"expected ax to be matplotlib Axes, found {type(ax).__name__}: pass one of fig.subplots()"
            )
        return ax, False
    if _pyplot_shows():
        import matplotlib.pyplot as plt

        figure = plt.figure(figsize=size, facecolor=theme.paper)
    else:
        figure = Figure(figsize=size, facecolor=theme.paper)
    return figure.add_axes((0.1, 0.1, 0.8, 0.8)), True


@contextmanager
def off_screen() -> Iterator[None]:
    """Draw on bare figures while this lasts, also in a notebook: the caller takes the picture itself."""
    token = _OFF_SCREEN.set(True)
    try:
        yield
    finally:
        _OFF_SCREEN.reset(token)


def _pyplot_shows() -> bool:
    if _OFF_SCREEN.get():
        return False
    import matplotlib

    backend = matplotlib.get_backend(auto_select=False)
    if backend is not None and "inline" in backend.lower():
        return True
    ipython = sys.modules.get("IPython")
    if ipython is not None and getattr(ipython.get_ipython(), "kernel", None) is not None:
        return True
    from matplotlib.backends.registry import BackendFilter, backend_registry

    windows = {name.lower() for name in backend_registry.list_builtin(BackendFilter.INTERACTIVE)}
    return "matplotlib.pyplot" in sys.modules and backend is not None and backend.lower() in windows


def figure_of(ax: Axes) -> Any:
    """Return the figure that holds the axes, also from within a subfigure."""
    return ax.get_figure(root=True)


def clean(ax: Axes, theme: Theme) -> None:
    """Take away frame and ticks; what a chart needs it draws itself."""
    ax.set_facecolor(theme.paper)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.tick_params(length=0, labelsize=BODY, colors=theme.muted, labelcolor=theme.muted)
    ax.set_yticks([])
    ax.grid(visible=False)


def box(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points."""
    figure = figure_of(ax)
    extent = ax.get_window_extent()
    scale = 72.0 / figure.dpi
    return max(extent.width * scale, 1.0), max(extent.height * scale, 1.0)


def place(ax: Axes, left: float, right: float, top: float, bottom: float) -> None:
    """Set the margins of axes we made, in points."""
    wide, high = (72.0 * inches for inches in figure_of(ax).get_size_inches())
    ax.set_position(
        (left / wide, bottom / high, max(wide - left - right, 36) / wide, max(high - top - bottom, 36) / high)
    )


def write(
    ax: Axes,
    x: float,
    y: float,
    text: object,
    *,
    dx: float = 0,
    dy: float = 0,
    transform: Any = None,
    **style: Any,
) -> PlainText:
    """Add one line of text, shifted by (dx, dy) points, in data coordinates unless a transform is given."""
    base = ax.transData if transform is None else transform
    figure = figure_of(ax)
    shifted = base + ScaledTranslation(dx / 72, dy / 72, figure.dpi_scale_trans)
    style.setdefault("fontsize", BODY)
    artist = PlainText(x, y, text, **style)
    artist.set_transform(shifted)
    artist.set_clip_on(False)
    ax.add_artist(artist)
    # add_artist gives the axes' clip path to whatever has none; labels may stand outside the axes.
    artist.set_clip_path(None)
    return artist


def columns(
    ax: Axes,
    left: Any,
    right: Any,
    base: Any,
    heights: Any,
    colour: str,
    *,
    edge: str | None = None,
    line: float = 0.0,
    z: float = 2,
) -> None:
    """Draw bars that rise from `base`, y counting down, as one collection: matplotlib's own make an artist a bar, which is slow."""
    import numpy as np
    from matplotlib.collections import PolyCollection

    left, right, heights = (np.asarray(values, dtype="float64") for values in (left, right, heights))
    low = np.broadcast_to(np.asarray(base, dtype="float64"), left.shape)
    corners = np.stack(
        [
            np.column_stack(pair)
            for pair in ((left, low), (left, low - heights), (right, low - heights), (right, low))
        ],
        axis=1,
    )
    ax.add_collection(
        PolyCollection(
            corners[heights > 0], facecolor=colour, edgecolor=edge or "none", linewidth=line, zorder=z
        ),
        autolim=False,
    )


def bars(ax: Axes, x0: Any, x1: Any, y: Any, half: float, **style: Any) -> Any:
    """Add rectangles from x0 to x1, `half` above and below y, as one collection, and return it."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    patches = [Rectangle((a, v - half), b - a, 2 * half) for a, b, v in zip(x0, x1, y, strict=True)]
    found = PatchCollection(patches, **style)
    ax.add_collection(found, autolim=False)
    return found


def dots(ax: Axes, x: Any, y: Any, sizes: Any, marker: str, **style: Any) -> Any:
    """Add markers as one collection, and return it: `Axes.scatter` without what only its other uses need."""
    import numpy as np
    from matplotlib.collections import PathCollection
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import IdentityTransform

    shape = MarkerStyle(marker)
    path = shape.get_path().transformed(shape.get_transform())
    found = PathCollection(
        (path,), sizes, offsets=np.column_stack((x, y)), offset_transform=ax.transData, **style
    )
    found.set_transform(IdentityTransform())
    ax.add_collection(found, autolim=False)
    return found


def header_lines(title: str, notes: Sequence[str], room: float) -> list[tuple[str, float, bool]]:
    """Return the lines of the title block, from the top: text, size in points, whether it is the title."""
    lines = [(line, TITLE, True) for line in wrap(title, TITLE, room, 2, "bold")]
    for note in notes:
        lines += [(line, SUBTITLE, False) for line in wrap_parts(note, SUBTITLE, room, 3)]
    return lines


def header_height(lines: Sequence[tuple[str, float, bool]]) -> float:
    """Return the height of a title block in points, with the gap below it."""
    return sum(size * _LEADING for _, size, _ in lines) + 8


def header(ax: Axes, lines: Sequence[tuple[str, float, bool]], theme: Theme, left: float = 0.0) -> None:
    """Draw the title block above the axes, its left edge `left` points before theirs."""
    rise = header_height(lines)
    for text, size, is_title in lines:
        rise -= size * _LEADING
        write(
            ax, 0, 1, text, dx=-left, dy=rise, transform=ax.transAxes, fontsize=size, va="baseline", ha="left",
            fontweight="bold" if is_title else "normal", color=theme.ink if is_title else theme.muted,
        )  # fmt: skip


def nothing(ax: Axes, message: str, theme: Theme) -> None:
    """Say in the middle of the axes why there is nothing to draw."""
    ax.set_xticks([])
    ax.set_yticks([])
    room = box(ax)[0] * 0.9
    lines = wrap(message, 10, room, 4)
    for i, line in enumerate(lines):
        write(
            ax, 0.5, 0.5, line, dy=(len(lines) / 2 - i - 0.5) * 14, transform=ax.transAxes, ha="center", va="center",
            fontsize=10, color=theme.muted,
        )  # fmt: skip


def blank(
    ax: Axes,
    own: bool,
    title: str,
    notes: Sequence[str],
    why: str,
    rows: pd.DataFrame,
    provenance: dict[str, Any],
    theme: Theme,
) -> Axes:
    """Finish a chart that has nothing to draw: its title, and why it is empty."""
    lines = header_lines(title, [note for note in notes if note], box(ax)[0])
    if own:
        place(ax, 12, 12, header_height(lines) + 6, 12)
    header(ax, lines, theme)
    nothing(ax, why, theme)
    remember(ax, rows, f"{title}. {why}", provenance, theme)
    return ax


def short(name: object) -> str:
    """Cut a name for a sentence in the alt text."""
    return plain(name, 80)


def join(parts: Iterable[str]) -> str:
    """Join the parts of a subtitle that say something."""
    return "  ·  ".join(part for part in parts if part)


def text_room(texts: Iterable[str], size: float, most: float) -> float:
    """Return the width in points the widest of some lines needs, at most `most`."""
    return min(max((width(plain(t, 400), size) for t in texts), default=0.0), most)
