"""A list of rows, a page at a time: each row a button that chooses it and a line of HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.widgets import markup


class RowList(w.VBox):
    """Show a frame page by page; its widgets are made once and only their values change, so nothing flickers.

    Parameters
    ----------
    key : str
        Column that identifies a row.
    render : callable
        Row (a named tuple) to HTML.
    choose : callable
        Called with the key of the row whose button was pressed.
    orders : sequence of (label, column, ascending)
        Ways to sort.
    page : int
        Rows shown at once.
    nothing : str
        What to say when there is no row.
    """

    def __init__(
        self,
        key: str,
        render: Callable[[Any], str],
        choose: Callable[[str], None],
        *,
        orders: Sequence[tuple[str, str, bool]],
        page: int = 12,
        nothing: str = "Nothing to show.",
    ) -> None:
        self._key, self._render, self._choose, self._page, self._nothing = key, render, choose, page, nothing
        self._frame = pd.DataFrame()
        self._first = 0
        self._keys: list[str] = []
        self._orders = {label: (column, ascending) for label, column, ascending in orders}
        self._order = w.Dropdown(
            options=list(self._orders), description="Sort by", layout=w.Layout(width="240px")
        )
        self._back = w.Button(
            description="\u2039 Previous", tooltip="previous page", layout=w.Layout(width="100px")
        )
        self._on = w.Button(description="Next \u203a", tooltip="next page", layout=w.Layout(width="100px"))
        self._where = w.HTML(layout=w.Layout(margin="0 1em"))
        self._buttons: list[w.Button] = []
        self._lines: list[w.HTML] = []
        rows = []
        for number in range(page):
            button = w.Button(
                description="Show",
                tooltip="show the sentence in its article",
                layout=w.Layout(width="60px", flex="0 0 auto"),
            )
            button.on_click(lambda _, number=number: self._pressed(number))
            line = w.HTML(layout=w.Layout(flex="1 1 auto", margin="0 0 0 .6em"))
            self._buttons.append(button)
            self._lines.append(line)
            rows.append(w.HBox([button, line], layout=w.Layout(display="none", align_items="flex-start")))
        self._rows = rows
        self._order.observe(lambda _: self.show(self._frame), names="value")
        self._back.on_click(lambda _: self._turn(-1))
        self._on.on_click(lambda _: self._turn(1))
        head = w.HBox([self._order, self._back, self._on, self._where], layout=w.Layout(align_items="center"))
        super().__init__([head, *rows])

    @property
    def row_ids(self) -> list[str]:
        """The keys of the rows on the page."""
        return self._keys

    def show(self, frame: pd.DataFrame) -> None:
        """Show another frame from its first page, sorted as chosen."""
        self._frame = frame
        self._first = 0
        self._draw()

    def _turn(self, pages: int) -> None:
        first = self._first + pages * self._page
        if 0 <= first < len(self._frame):
            self._first = first
            self._draw()

    def _draw(self) -> None:
        column, ascending = self._orders[self._order.value]
        frame = self._frame
        if len(frame) and column in frame:
            # Stable and with the key as last resort: the same rows always stand in the same order.
            frame = frame.sort_values(
                [column, self._key], ascending=[ascending, True], kind="stable", na_position="last"
            )
        page = list(frame.iloc[self._first : self._first + self._page].itertuples(index=False))
        self._keys = [str(getattr(row, self._key)) for row in page]
        total = len(self._frame)
        last = self._first + len(page)
        self._where.value = markup.block(
            f"{self._first + 1}\u2013{last} of {total:,}" if total else markup.safe(self._nothing)
        )
        self._back.disabled = self._first == 0
        self._on.disabled = last >= total
        for number, (line, box) in enumerate(zip(self._lines, self._rows, strict=True)):
            box.layout.display = "flex" if number < len(page) else "none"
            line.value = markup.block(self._render(page[number])) if number < len(page) else ""

    def _pressed(self, number: int) -> None:
        if number < len(self._keys):
            self._choose(self._keys[number])
