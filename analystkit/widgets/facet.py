"""A list of values to choose from: one click each, and how many rows the filter leaves of how many, in numbers and as a bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
import traitlets

from analystkit.widgets import markup

# Rows are drawn as one piece of HTML with a transparent button on each: a redraw changes one value, so nothing flickers.
ROW = 22


class Facet(w.VBox):
    """Values with counts, the first few of them, each pressed or not; "more" lists the others.

    Parameters
    ----------
    noun : str
        What is listed, for those who cannot see it: "event type".
    few : int
        Rows shown before "more" is pressed.
    most : int
        Rows shown at most; a search narrows what there is.
    show : callable, optional
        Value to words; the value itself by default.

    Attributes
    ----------
    value : tuple
        The values chosen; those that are not listed stay chosen.
    """

    value = traitlets.Tuple()

    def __init__(
        self, noun: str, *, few: int, most: int = 60, show: Callable[[Any], str] = str, **options: Any
    ) -> None:
        self._noun, self._few, self._most, self._show = noun, few, most, show
        self.options: tuple[tuple[str, Any], ...] = ()
        self._whole: dict[Any, int] = {}
        self._left: dict[Any, int] | None = None
        self._open = False
        self._quiet = False
        self._buttons: list[w.ToggleButton] = []
        self._lines = w.HTML()
        self._grid = w.VBox()
        self._grid.add_class("ak-facet-grid")
        rows = w.Box([self._lines, self._grid])
        rows.add_class("ak-facet-rows")
        self._more = w.Button(layout=w.Layout(display="none", width="auto"))
        self._more.add_class("ak-more")
        self._more.on_click(lambda _: self._toggle())
        super().__init__([rows, self._more], **options)
        self.add_class("ak-facet")

    def offer(self, counted: Sequence[tuple[Any, int]]) -> None:
        """List values with their counts in the whole corpus, in the order given."""
        self._whole = dict(counted)
        self._list()

    def leave(self, left: dict[Any, int] | None) -> None:
        """Show how many rows the filter leaves of each value; None while nothing is filtered."""
        self._left = left
        self._draw()

    @traitlets.observe("value")
    def _follow(self, _change: Any) -> None:
        self._list()

    def _toggle(self) -> None:
        self._open = not self._open
        self._list()

    def _list(self) -> None:
        listed = self._most if self._open else self._few
        # A row keeps its place when it is pressed; chosen ones further down are listed too.
        shown = [value for place, value in enumerate(self._whole) if place < listed or value in self.value]
        self.options = tuple((markup.plain(self._show(value), 60), value) for value in shown)
        for _ in range(len(shown) - len(self._buttons)):
            self._buttons.append(self._button(len(self._buttons)))
        self._quiet = True
        try:
            for button, (label, value) in zip(self._buttons, self.options, strict=False):
                pressed = ", chosen" if value in self.value else ""
                button.description, button.tooltip = f"{label}: {self._whole[value]:,}{pressed}", label
                button.value = value in self.value
        finally:
            self._quiet = False
        wanted = tuple(self._buttons[: len(shown)])
        if self._grid.children != wanted:
            self._grid.children = wanted
        hidden = max(min(len(self._whole), self._most) - len(shown), 0)
        self._more.description = f"{hidden:,} more" if hidden else "fewer"
        self._more.tooltip = f"list more or fewer of the {self._noun}s"
        self._more.layout.display = (
            "flex" if hidden or (self._open and len(self._whole) > self._few) else "none"
        )
        self._draw()

    def _button(self, number: int) -> w.ToggleButton:
        button = w.ToggleButton()
        button.observe(lambda change: self._press(number, change["new"]), names="value")
        return button

    def _press(self, number: int, pressed: bool) -> None:
        if self._quiet:
            return
        value = self.options[number][1]
        others = tuple(one for one in self.value if one != value)
        self.value = (*others, value) if pressed else others

    def _draw(self) -> None:
        most = max(self._whole.values(), default=0) or 1
        rows = []
        for label, value in self.options:
            whole = self._whole[value]
            left = whole if self._left is None else self._left.get(value, 0)
            counts = f"{whole:,}" if self._left is None else f"<b>{left:,}</b> of {whole:,}"
            rows.append(
                f'<div class="row{" on" if value in self.value else ""}{"" if left else " none"}">'
                f'<i class="all" style="width:{100 * whole / most:.1f}%"></i><i class="left" style="width:{100 * left / most:.1f}%"></i>'
                f'<span class="name"><bdi>{markup.safe(label)}</bdi></span><span class="n">{counts}</span></div>'
            )
        words = "".join(rows) or f'<div class="row none"><span class="name">no {self._noun}</span></div>'
        full = "" if self._left is not None else " full"
        self._lines.value = f'<div class="ak facet{full}" aria-hidden="true">{words}</div>'
