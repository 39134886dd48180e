"""A list of rows, a page at a time: each row is one button, with HTML to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
import numpy as np
import pandas as pd

from analystkit.widgets import markup


class RowList(w.VBox):
    """Show rows of a frame page by page; its widgets are made once and only their values change, so nothing flickers.

    Parameters
    ----------
    key : str
        Column that identifies a row.
    render : callable
        Row (a named tuple) to (HTML, what a screen reader says).
    choose : callable
        Called with the key of the row that is pressed.
    orders : sequence of (label, column, ascending)
        Ways to sort.
    page : int
        Rows shown at once.
    nothing : str or callable
        What to say when there is no row, or what gives the words.
    """

    def __init__(
        self,
        key: str,
        render: Callable[[Any], tuple[str, str]],
        choose: Callable[[str], None],
        *,
        orders: Sequence[tuple[str, str, bool]],
        page: int = 12,
        nothing: str | Callable[[], str] = "Nothing to show.",
    ) -> None:
        self._key, self._render, self._choose, self._page, self._nothing = key, render, choose, page, nothing
        self._frame = pd.DataFrame()
        self._rows: Any = np.empty(0, dtype=np.intp)
        self._first = 0
        self._ids: list[str] = []
        self._chosen = ""
        self._orders = {label: (column, ascending) for label, column, ascending in orders}
        self._sorted: dict[str, Any] = {}
        self._order = w.Dropdown(options=list(self._orders), tooltip="sort by", layout=w.Layout(width="auto"))
        self._back = w.Button(description="\u2039", tooltip="previous page", layout=w.Layout(width="34px"))
        self._on = w.Button(description="\u203a", tooltip="next page", layout=w.Layout(width="34px"))
        self._where = w.HTML(layout=w.Layout(margin="0 6px"))
        self._buttons = [w.Button() for _ in range(page)]
        self._lines = [w.HTML() for _ in range(page)]
        self._boxes = [
            w.VBox(pair, layout=w.Layout(display="none"))
            for pair in zip(self._lines, self._buttons, strict=True)
        ]
        for number, (box, button) in enumerate(zip(self._boxes, self._buttons, strict=True)):
            box.add_class("ak-row")
            button.on_click(lambda _, number=number: self.press(number))
        self._order.observe(lambda _: self._draw(first=0), names="value")
        self._back.on_click(lambda _: self._draw(first=self._first - self._page))
        self._on.on_click(lambda _: self._draw(first=self._first + self._page))
        self._nothing_here = w.HTML()
        rows = w.VBox([self._nothing_here, *self._boxes])
        rows.add_class("ak-rows")
        # What sorts and turns pages; the view puts it above list and article.
        self.controls = (self._order, self._back, self._on, self._where)
        super().__init__([rows])
        self.add_class("ak-list")

    @property
    def row_ids(self) -> list[str]:
        """The keys of the rows on the page."""
        return self._ids

    def show(self, frame: pd.DataFrame, rows: Any = None, *, from_top: bool = True) -> None:
        """Show some rows of a frame, sorted as chosen.

        Parameters
        ----------
        frame : DataFrame
            Sorted once and remembered: a filter changes the rows, not their order.
        rows : array of int, optional
            Their positions; all by default.
        from_top : bool
            Begin with the first page, else stay where we are.
        """
        if frame is not self._frame:
            self._frame, self._sorted = frame, {}
        self._rows = np.arange(len(frame)) if rows is None else rows
        self._draw(first=0 if from_top else self._first)

    def mark(self, row_id: str) -> None:
        """Show which row is chosen."""
        self._chosen = row_id
        for box, one in zip(self._boxes, self._ids, strict=False):
            (box.add_class if one == row_id else box.remove_class)("ak-chosen")

    def press(self, number: int) -> None:
        """Choose a row of the page by its place, from 0."""
        if number < len(self._ids):
            self._choose(self._ids[number])

    def _draw(self, *, first: int) -> None:
        total = len(self._rows)
        self._first = min(max(first, 0), max(total - 1, 0) // self._page * self._page)
        at = self._positions()[self._first : self._first + self._page]
        page = list(self._frame.iloc[at].itertuples(index=False))
        self._ids = [str(getattr(row, self._key)) for row in page]
        last = self._first + len(page)
        self._where.value = markup.block(f"{self._first + 1:,}\u2013{last:,} of {total:,}" if total else "0")
        self._nothing_here.value = "" if total else markup.empty(self._why_none())
        self._back.disabled, self._on.disabled = self._first == 0, last >= total
        for number, (line, button, box) in enumerate(
            zip(self._lines, self._buttons, self._boxes, strict=True)
        ):
            shown = number < len(page)
            if shown:
                html, spoken = self._render(page[number])
                line.value, button.description = markup.block(html), markup.plain(spoken, 160)
            box.layout.display = "flex" if shown else "none"
        self.mark(self._chosen)

    def _why_none(self) -> str:
        return self._nothing if isinstance(self._nothing, str) else self._nothing()

    def _positions(self) -> Any:
        """Return the positions of the rows in the order asked for; rows that tie stand in the order of the frame."""
        column, ascending = self._orders[self._order.value]
        if column not in self._frame or not len(self._rows):
            return self._rows
        order = self._sorted.get(self._order.value)
        if order is None:
            # Sorting a million rows takes a second, taking some out of a sorted million a few milliseconds.
            values = self._frame[column].reset_index(drop=True)
            order = values.sort_values(
                ascending=ascending, kind="stable", na_position="last"
            ).index.to_numpy()
            self._sorted[self._order.value] = order
        wanted = np.zeros(len(self._frame), dtype=bool)
        wanted[self._rows] = True
        return order[wanted[order]]
