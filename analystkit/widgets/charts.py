"""The charts of `analystkit.plot` as views, with drop-downs for their options."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import ipywidgets as w

from analystkit.errors import TooLargeError
from analystkit.widgets import markup
from analystkit.widgets.state import FilterState
from analystkit.widgets.view import View

# Inches. As much room as JupyterLab leaves beside the filters in a window of 1,440 pixels with its file browser open: text keeps its size.
_WIDE = 7.4
_NETWORK = (_WIDE, 6.4)
# Actors that get a place before anything is filtered; others are placed beside them when they come up.
_PLACED = 40
# Pictures kept: undo, redo and a glance at another tab cost nothing.
_KEPT = 24
# What says who stands where.
_PLACES = ("sentences", "mentions")


class ChartView(View):
    """A chart as inline SVG: sharp at every zoom, text that can be selected, colours of the page's theme."""

    def __init__(
        self,
        state: FilterState,
        title: str,
        chart: Callable[..., Any],
        options: Mapping[str, Sequence[Any]],
        reads: Sequence[str] = (),
    ) -> None:
        super().__init__(state)
        self.title = title
        self._chart, self._reads = chart, reads
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
        self._picture.add_class("ak-chart")
        for control in self._controls.values():
            control.observe(lambda _: self._draw(self._shown), names="value")
        self.children = [
            self.head(*self._controls.values()),
            self._picture,
        ]

    def draw(self) -> None:
        """Draw the chart of what the filter leaves."""
        # Reckoned once for the whole, it serves every filter; what would not fit into memory is reckoned for what is left of it.
        for name in self._reads:
            with suppress(TooLargeError):
                self.state.corpus.frames[name]
        self._shown = self.state.result
        self._draw(self._shown)

    def _draw(self, corpus: Any) -> None:
        if corpus is None:
            return
        # A menu cannot hold None: "" stands for it.
        options = {name: control.value or None for name, control in self._controls.items()}
        key = (corpus.filter, self.state.version, *options.values())
        if key not in self._pictures:
            self._pictures[key] = drawing(self._chart, corpus, **options)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        self._picture.value = markup.block(self._pictures[key])


class TimelineView(ChartView):
    """The timeline, as wide as the room beside the filters and as high as its events need."""

    def __init__(self, state: FilterState, lanes: Sequence[tuple[str, str]]) -> None:
        super().__init__(state, "Timeline", self._timeline, {"lanes": lanes})

    def _timeline(self, corpus: Any, *, lanes: str | None) -> Any:
        from analystkit import plot

        return plot.timeline(corpus, lanes=lanes, figsize=(_WIDE, None))


class NetworkView(ChartView):
    """The network with places that stay: filtering takes actors away and brings them back where they were."""

    def __init__(self, state: FilterState, units: Sequence[str]) -> None:
        super().__init__(state, "Network", self._network, {"unit": units}, _PLACES)
        self._layouts: dict[tuple[int, str], tuple[Any, Any]] = {}

    def _network(self, corpus: Any, *, unit: str) -> Any:
        from analystkit import plot

        # Actors may be others after a decision.
        key = (self.state.version, unit)
        if key not in self._layouts:
            first = plot.network(self.state.corpus, unit=unit, top=_PLACED)
            wide, tall = first.figure.get_size_inches()
            size = (wide, tall) if wide <= _WIDE else _NETWORK
            self._layouts = {key: (plot.data(first).attrs.get("positions", []), size)}
        places, size = self._layouts[key]
        if not places:
            return plot.network(corpus, unit=unit)
        drawn = plot.network(corpus, unit=unit, positions=places, extend=True, figsize=size)
        self._layouts[key] = (plot.data(drawn).attrs.get("positions") or places, size)
        return drawn


def drawing(chart: Callable[..., Any], *drawn: Any, **options: Any) -> str:
    """Return a chart as an SVG element with its description in words."""
    from analystkit.plot.canvas import off_screen
    from analystkit.plot.saving import inline_svg

    with off_screen():
        return inline_svg(chart(*drawn, **options))
