"""The linked explorer: one filter, many views, the source sentence of the chosen row, corrections."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from analystkit import plot
from analystkit.corpus.corpus import Corpus
from analystkit.widgets import markup
from analystkit.widgets.corrections import CorrectionPanel
from analystkit.widgets.filters import FilterPanel
from analystkit.widgets.snapshot import Snapshot
from analystkit.widgets.state import FilterState
from analystkit.widgets.views import ChartView, EventsView, QuotesView, ReaderView, View


def explore(corpus: Corpus, *, theme: str = "light") -> Explorer:
    """Show a corpus with linked filters and views.

    Parameters
    ----------
    corpus : Corpus
        What to explore. Calling again for the same corpus keeps the filter.
    theme : {"light", "dark"}
        Colours of the charts.

    Returns
    -------
    Explorer
        A widget; `state` holds the filter, `state.code()` the line of Python that reproduces it.

    Examples
    --------
    >>> ak.explore(corpus)  # doctest: +SKIP
    """
    # Running a cell again makes a new explorer; the choices belong to the corpus and outlive it.
    state: FilterState = vars(corpus).setdefault("_explorer_state", FilterState(corpus))
    state.hush()
    return Explorer(state, theme=theme)


class Explorer(w.VBox):
    """Filters on the left; counts, chips, views, the chosen sentence and the corrections on the right.

    Attributes
    ----------
    state : FilterState
        The filter behind all views.
    """

    def __init__(self, state: FilterState, *, theme: str = "light") -> None:
        self.state = state
        corpus = state.corpus
        self.filters = FilterPanel(state)
        self.counts = w.HTML()
        self.chips = w.HBox(layout=w.Layout(flex_flow="row wrap"))
        self.code = w.HTML()
        self.undo = self._button("Undo", "take the last change of the filter back", state.undo)
        self.redo = self._button("Redo", "do it again", state.redo)
        self.reset = self._button("Reset", "show everything", state.reset)
        self.reader = ReaderView(self._choose)
        self.views: list[View] = [
            ChartView(
                "Timeline", plot.timeline, {"lanes": ["target", "source", "event_type", "outlet"]}, theme
            ),
            ChartView(
                "Co-occurrence",
                plot.cooccurrence,
                {
                    "unit": ["sentence", "paragraph", "article", "story"],
                    "measure": ["lift", "count", "jaccard", "npmi"],
                },
                theme,
            ),
            ChartView(
                "Network", plot.network, {"unit": ["sentence", "paragraph", "article", "story"]}, theme
            ),
            EventsView(self._choose),
            QuotesView(self._choose),
            self.reader,
        ]
        self.tabs = w.Tab(self.views, titles=[view.title for view in self.views])
        self.passage = w.HTML()
        self.corrections = CorrectionPanel(corpus, self._decided)
        below = w.Accordion(
            [self.corrections], titles=["Correct: this row, or the actors"], selected_index=None
        )
        head = w.HBox([self.undo, self.redo, self.reset, self.counts], layout=w.Layout(align_items="center"))
        right = w.VBox(
            [head, self.chips, self.code, self.tabs, self.passage, below],
            layout=w.Layout(flex="1 1 auto", min_width="0"),
        )
        super().__init__(
            [w.HTML(markup.STYLE), w.HBox([self.filters, right], layout=w.Layout(align_items="flex-start"))]
        )
        self.tabs.observe(lambda _: self._look(), names="selected_index")
        for view in self.views:
            view.follow.observe(lambda change, view=view: self._catch_up(view, change["new"]), names="value")
        state.listen(self._changed)
        self._changed()

    @property
    def corpus(self) -> Corpus:
        """The corpus that the filter leaves."""
        return self.state.result

    def snapshot(self) -> Snapshot:
        """Return a static page of what is shown now: it stays in the notebook where no kernel runs."""
        return Snapshot(self.state)

    def _changed(self) -> None:
        counts = self.state.counts()
        self.counts.value = markup.block(
            '<span class="counts" role="status" aria-live="polite">'
            + " \u00b7 ".join(
                f"<b>{shown:,}</b> of {whole:,} {name}" for name, (shown, whole) in counts.items()
            )
            + "</span>"
        )
        self.code.value = markup.block(
            f"<small><code>{markup.safe(self.state.code())}</code></small>" if self.state.filter else ""
        )
        self._show_chips()
        for view in self.views:
            view.offer(self.state.result)
        self._look()

    def _show_chips(self) -> None:
        chips = []
        for condition, value, words in self.state.chips():
            chip = w.Button(
                description=f"{markup.plain(words, 34)} \u00d7",
                tooltip=f"take this condition away: {condition.replace('_', ' ')}",
                layout=w.Layout(width="auto"),
            )
            chip.on_click(lambda _, condition=condition, value=value: self.state.drop(condition, value))
            chips.append(chip)
        before, self.chips.children = self.chips.children, tuple(chips)
        for old in before:
            old.close()

    def _look(self) -> None:
        if self.tabs.selected_index is not None:
            self.views[self.tabs.selected_index].look()

    def _catch_up(self, view: View, follows: bool) -> None:
        if follows:
            view.offer(self.state.result)
            self._look()

    def _choose(self, row_id: str) -> None:
        """Show the sentence of a row, open its article there, offer its corrections."""
        for kind, name in (("event", "events"), ("quote", "quotes")):
            frame = getattr(self.state.corpus, name)
            hits = frame[(frame[f"{kind}_id"] == row_id).to_numpy()]
            if len(hits):
                row: dict[str, Any] = {str(key): value for key, value in hits.iloc[0].items()}
                passage = self.state.corpus.source(row)
                self.passage.value = markup.block(
                    f'<div class="card" role="region" aria-label="source"><small><bdi>{markup.safe(passage.heading)}</bdi></small><br>'
                    f"{markup.marked(passage.pieces(), 1500)}</div>"
                )
                self.reader.choose(row)
                self.corrections.choose(kind, row)
                self._look()
                return

    def _decided(self) -> None:
        self.filters.list_actors()
        self.state.refresh()

    @staticmethod
    def _button(label: str, tooltip: str, act: Any) -> w.Button:
        button = w.Button(description=label, tooltip=tooltip, layout=w.Layout(width="72px"))
        button.on_click(lambda _: act())
        return button
