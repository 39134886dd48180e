"""The legend of a timeline: every mark in use, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.plot import canvas
from analystkit.plot.text import width
from analystkit.plot.theme import FACTUALITY_GLYPHS, Theme
from analystkit.plot.timeline_draw import scale_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEGEND_ROW = 14.0


def _handles(shown: pd.DataFrame, theme: Theme, counted: bool) -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    def line(label: str, **style: Any) -> Line2D:
        return Line2D(
            [], [], label=label, **{"linestyle": "none", "color": theme.muted, "markersize": 6, **style}
        )

    handles: list[Any] = []
    present = set(shown["factuality"].unique())
    for name, glyph in FACTUALITY_GLYPHS.items():
        if name in present or (name == "unknown" and present - set(FACTUALITY_GLYPHS)):
            handles.append(
                line(
                    name,
                    marker=glyph.marker,
                    markersize=6 * scale_of(glyph) ** 0.5,
                    color=theme.colour(glyph.colour),
                    markeredgecolor=theme.paper,
                    markeredgewidth=0.5,
                )
            )
    shapes = set(shown["shape"].unique())
    if shown["published_only"].any():
        handles.append(
            line(
                "dated by its report",
                marker="o",
                markerfacecolor=theme.paper,
                markeredgewidth=1.2,
                markersize=5.5,
            )
        )
    if "bar" in shapes:
        handles.append(line("lasted", linestyle="-", linewidth=4.5, solid_capstyle="butt"))
    if "band" in shapes:
        handles.append(
            Patch(
                label="some time in",
                facecolor=theme.pale(theme.muted),
                edgecolor=theme.muted,
                linewidth=0.8,
                linestyle=(0, (3, 2)),
            )
        )
    handles += [line(name, marker=tip) for name, tip in (("before", 4), ("after", 5)) if name in shapes]
    if counted:
        blue = theme.colour("blue")
        handles.append(Patch(label="bars: happened or ongoing", facecolor=blue, linewidth=0))
        handles.append(
            Patch(
                label="bars: planned, denied and the like",
                facecolor=theme.pale(blue),
                edgecolor=blue,
                linewidth=0.7,
            )
        )
    return handles


def _legend_columns(handles: list[Any], wide: float) -> int:
    widest = max(18 + width(handle.get_label(), canvas.BODY) + 16 for handle in handles)
    return max(1, min(len(handles), int((wide + 16) // widest)))


def legend_height(shown: pd.DataFrame, wide: float, theme: Theme, *, counted: bool = True) -> float:
    """Return the height the legend takes, in points; `counted` where bars stand in for marks."""
    handles = _handles(shown, theme, counted)
    if not handles:
        return 0.0
    return -(-len(handles) // _legend_columns(handles, wide)) * _LEGEND_ROW + 8


def draw_legend(
    ax: Axes, shown: pd.DataFrame, wide: float, theme: Theme, below: float, *, counted: bool
) -> None:
    """Explain the marks in use, in rows `below` points under the axes."""
    from matplotlib.transforms import ScaledTranslation

    handles = _handles(shown, theme, counted)
    if not handles:
        return
    drop = ScaledTranslation(0, -below / 72, canvas.figure_of(ax).dpi_scale_trans)
    ax.legend(
        handles=handles, ncols=_legend_columns(handles, wide), loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=ax.transAxes + drop,
        frameon=False, labelcolor=theme.muted, borderaxespad=0, borderpad=0, handlelength=1.4, handletextpad=0.5,
        columnspacing=1.8, labelspacing=0.5, prop={"family": "DejaVu Sans", "size": canvas.BODY},
    )  # fmt: skip
