"""The charts of `analystkit.plot` as views, with drop-downs for their options."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as w

from analystkit.widgets import markup
from analystkit.widgets.state import FilterState
from analystkit.widgets.view import View

# Pictures kept: undo, redo and a glance at another tab cost nothing.
_KEPT = 24


class ChartView(View):
    """A chart as inline SVG: sharp at every zoom, text that can be selected, colours of the page's theme."""

    def __init__(
        self,
        state: FilterState,
        title: str,
        chart: Callable[..., Any],
        options: Mapping[str, Sequence[Any]],
        fixed: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        super().__init__(state)
        self.title = title
        self._chart, self._fixed = chart, fixed
        self._shown: Any = None
        self._pictures: OrderedDict[Any, str] = OrderedDict()
        self._controls = {
            name: w.Dropdown(
                options=values,
                description=name.replace("_", " "),
                layout=w.Layout(width="auto"),
                style={"description_width": "initial"},
            )
            for name, values in options.items()
        }
        self._picture = w.HTML(markup.empty("Drawing \u2026"))
        for control in self._controls.values():
            control.observe(lambda _: self._draw(self._shown), names="value")
        self.children = [
            self.head(*self._controls.values()),
            self._picture,
        ]

    def draw(self) -> None:
        """Draw the chart of what the filter leaves."""
        self._shown = self.state.result
        self._draw(self._shown)

    def _draw(self, corpus: Any) -> None:
        if corpus is None:
            return
        options = {name: control.value for name, control in self._controls.items()}
        key = (corpus.filter, self.state.version, *options.values())
        if key not in self._pictures:
            self._pictures[key] = drawing(self._chart, corpus, **self._fixed(), **options)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        self._picture.value = markup.block(self._pictures[key])


def drawing(chart: Callable[..., Any], *drawn: Any, **options: Any) -> str:
    """Return a chart as an SVG element with its description in words."""
    from analystkit.plot.canvas import off_screen
    from analystkit.plot.saving import inline_svg

    with off_screen():
        return inline_svg(chart(*drawn, **options))
