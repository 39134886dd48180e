"""What every tab of the explorer is: something drawn when it is looked at, and only if there is something new to show."""

from __future__ import annotations

import ipywidgets as w

from analystkit.widgets.state import FilterState


class View(w.VBox):
    """One tab.

    `follow` off freezes a view while the filter goes on, so that two states can be compared.
    """

    title = ""

    def __init__(self, state: FilterState) -> None:
        self.state = state
        self.follow = w.Checkbox(
            value=True, description="follow the filter", indent=False, layout=w.Layout(width="auto")
        )
        self._stale = True
        super().__init__()

    def head(self, *controls: w.Widget) -> w.HBox:
        """Return the line above a view: its controls, and at the end whether it follows the filter."""
        line = w.HBox([*controls, self.follow])
        line.add_class("ak-head")
        return line

    def offer(self) -> None:
        """Take note that there is something new to show."""
        self._stale = self._stale or bool(self.follow.value)

    def look(self) -> None:
        """Draw if what is shown is not what there is to show."""
        if self._stale:
            self._stale = False
            self.draw()

    def redraw(self) -> None:
        """Draw again with other options."""
        self._stale = True
        self.look()

    def draw(self) -> None:
        """Show the state; each view does it its own way."""
        raise TypeError(f"{type(self).__name__} does not say how it is drawn")
