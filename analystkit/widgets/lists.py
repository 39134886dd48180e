"""The lists of the explorer: events and quotations beside the chosen one in its article, actors beside why and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w
import numpy as np

from analystkit.widgets.rowlist import RowList
from analystkit.widgets.rows import actor_line, event_line, quote_card
from analystkit.widgets.state import FilterState
from analystkit.widgets.view import View


class ListView(View):
    """Rows of one frame on the left, the chosen one on the right."""

    frame = ""

    def __init__(self, state: FilterState, rows: RowList, beside: w.Widget) -> None:
        super().__init__(state)
        self.rows = rows
        self._filter: Any = None
        split = w.HBox([rows, beside])
        split.add_class("ak-split")
        self.children = [self.head(*self._above(), *rows.controls), split]

    def draw(self) -> None:
        """Show the rows the filter leaves: from the first page if the filter is another one, else where we are."""
        self.rows.show(
            self.state.corpus.frames[self.frame],
            self._positions(),
            from_top=self.state.filter != self._filter,
        )
        self._filter = self.state.filter

    def _positions(self) -> Any:
        return self.state.rows(self.frame)

    def _above(self) -> list[w.Widget]:
        return []


# Conditions that no quotation meets.
_OF_EVENTS = {"event_types": "event types", "factuality": "factuality", "countries": "countries of events"}


class EventsView(ListView):
    """The events, each with its sentence."""

    title, frame = "Events", "events"

    def __init__(self, state: FilterState, choose: Callable[[str], None], beside: w.Widget) -> None:
        rows = RowList(
            "event_id", lambda event: event_line(state.corpus, event), choose,
            orders=[("latest first", "date_start", False), ("earliest first", "date_start", True), ("surest first", "confidence", False),
                    ("least sure first", "confidence", True), ("by type", "event_type", True), ("as read", "", True)],
            nothing="No event passes the filter.",
        )  # fmt: skip
        super().__init__(state, rows, beside)


class QuotesView(ListView):
    """The quotations as cards."""

    title, frame = "Quotes", "quotes"

    def __init__(self, state: FilterState, choose: Callable[[str], None], beside: w.Widget) -> None:
        rows = RowList(
            "quote_id", lambda quote: quote_card(state.corpus, quote), choose, page=10,
            orders=[("as read", "", True), ("by speaker", "speaker_text", True), ("by kind", "kind", True),
                    ("surest first", "confidence", False), ("least sure first", "confidence", True)],
            nothing=lambda: _no_quotation(state),
        )  # fmt: skip
        super().__init__(state, rows, beside)


class ActorsView(ListView):
    """Who is who: names, other names, counts; all actors or those named in what the filter leaves."""

    title, frame = "Actors", "actors"

    def __init__(self, state: FilterState, choose: Callable[[str], None], beside: w.Widget) -> None:
        rows = RowList(
            "actor_id", lambda actor: actor_line(state.corpus, actor), choose, page=14,
            orders=[("most named first", "n_mentions", False), ("by name", "name", True), ("by kind", "kind", True)],
            nothing="No actor of that name is mentioned in what the filter leaves.",
        )  # fmt: skip
        self.search = w.Text(placeholder="find a name or another name", layout=w.Layout(width="230px"))
        self.search.observe(lambda _: self.redraw(), names="value")
        super().__init__(state, rows, beside)

    def _above(self) -> list[w.Widget]:
        return [self.search]

    def _positions(self) -> Any:
        whole, shown = self.state.corpus.actors, self.state.result.actors
        keep = (
            np.ones(len(whole), dtype=bool)
            if shown is whole
            else whole["actor_id"].isin(shown["actor_id"]).to_numpy()
        )
        wanted = self.search.value.strip().casefold()
        if wanted:
            keep &= np.fromiter(
                (
                    any(wanted in known.casefold() for known in (name, *aliases))
                    for name, aliases in zip(whole["name"], whole["aliases"], strict=True)
                ),
                dtype=bool,
                count=len(whole),
            )
        return np.flatnonzero(keep)


def _no_quotation(state: FilterState) -> str:
    """Say why no quotation is left: who has just chosen a type of events wonders where they went."""
    asked = [words for name, words in _OF_EVENTS.items() if getattr(state.filter, name)]
    if not asked:
        return "No quotation passes the filter."
    return f"No quotation passes the filter: it asks for {' and '.join(asked)}, which only events have."
