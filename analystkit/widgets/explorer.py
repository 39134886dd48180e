"""The linked explorer: one filter, many views, the source sentence of the chosen row, corrections."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from analystkit import plot
from analystkit.corpus.corpus import Corpus
from analystkit.errors import InputError
from analystkit.widgets import markup
from analystkit.widgets.charts import ChartView, NetworkView, TimelineView
from analystkit.widgets.corrections import ActorForm, RowForm
from analystkit.widgets.filters import FilterPanel
from analystkit.widgets.lists import ActorsView, EventsView, QuotesView
from analystkit.widgets.reader import Reader
from analystkit.widgets.reading import ArticleView
from analystkit.widgets.snapshot import Snapshot
from analystkit.widgets.state import FilterState
from analystkit.widgets.view import View

THEMES = ("auto", "light", "dark")
_UNITS = ["sentence", "paragraph", "article", "story"]
_LANES = [
    ("target", "target"), ("source", "source"), ("any actor", "actor"), ("event type", "type"), ("outlet", "outlet"), ("place", "place"),
    ("country", "country"), ("factuality", "factuality"), ("who says so", "attribution"), ("no lanes", ""),
]  # fmt: skip


def explore(corpus: Corpus, *, theme: str = "auto") -> Explorer:
    """Show a corpus with linked filters and views.

    Parameters
    ----------
    corpus : Corpus
        What to explore. Calling again for the same corpus keeps the filter.
    theme : {"auto", "light", "dark"}
        Colours of the charts; "auto" follows JupyterLab's theme.

    Returns
    -------
    Explorer
        A widget; `state` holds the filter, ``state.code()`` is the line of Python that reproduces it.

    Raises
    ------
    InputError
        If there is no such theme.

    Examples
    --------
    >>> ak.explore(corpus)  # doctest: +SKIP
    """
    if theme not in THEMES:
        raise InputError(f"theme is one of {', '.join(THEMES)}; found {theme!r}")
    if not isinstance(corpus, Corpus):
        raise InputError(
            f"expected a corpus to explore, found {type(corpus).__name__}: pass what ak.load(...) or ak.open(...) returned"
        )
    # Running a cell again makes a new explorer; the choices belong to the corpus and outlive it.
    state: FilterState = vars(corpus).setdefault("_explorer_state", FilterState(corpus))
    state.hush()
    return Explorer(state, theme=theme)


class Explorer(w.VBox):
    """Filters on the left; counts, chips and views on the right; the chosen row in its article, and its corrections, beside the rows.

    Attributes
    ----------
    state : FilterState
        The filter behind all views.
    """

    def __init__(self, state: FilterState, *, theme: str = "auto") -> None:
        self.state = state
        self.filters = FilterPanel(state)
        self.counts = w.HTML(layout=w.Layout(margin="0 0 0 8px"))
        self.chips = w.HBox()
        self.chips.add_class("ak-chips")
        self.code = w.HTML()
        self.undo = self._button("Undo", "take the last change of the filter back", state.undo)
        self.redo = self._button("Redo", "do it again", state.redo)
        self.reset = self._button("Reset", "show everything", state.reset)
        self.reader = Reader(state.corpus, self.choose)
        self.row_form = RowForm(state.corpus, self._decided)
        self.actor_form = ActorForm(state.corpus, self._decided)
        self.detail = w.VBox([self.reader, self.row_form])
        self.detail.add_class("ak-detail")
        self.views: list[View] = [
            TimelineView(state, _LANES),
            ChartView(
                state, "Co-occurrence", plot.cooccurrence, {"unit": _UNITS, "measure": ["lift", "count", "jaccard", "npmi"]},
                ("sentences", "mentions"),
            ),
            NetworkView(state, _UNITS),
            ChartView(state, "Who quotes", plot.who_quotes_whom, {"by": ["outlet", "speaker"]}),
            EventsView(state, self.choose, self.detail),
            QuotesView(state, self.choose, self.detail),
            ActorsView(state, self.choose_actor, self.actor_form),
            ArticleView(state, self.reader, self.detail),
        ]  # fmt: skip
        self.tabs = w.Tab(self.views, titles=[view.title for view in self.views], selected_index=0)
        head = w.HBox([self.undo, self.redo, self.reset, self.counts], layout=w.Layout(align_items="center"))
        head.add_class("ak-top")
        main = w.VBox([head, self.chips, self.code, self.tabs])
        main.add_class("ak-main")
        body = w.HBox([self.filters, main])
        body.add_class("ak-body")
        super().__init__([w.HTML(markup.style(theme), layout=w.Layout(display="none")), body])
        self.add_class("ak-explorer")
        self.tabs.observe(lambda _: self._look(), names="selected_index")
        for view in self.views:
            view.follow.observe(lambda change, view=view: self._catch_up(view, change["new"]), names="value")
        state.listen(self._changed)
        self._changed()

    @property
    def corpus(self) -> Corpus:
        """The corpus that the filter leaves."""
        return self.state.result

    def look_at(self, title: str) -> View:
        """Turn to the view of that title and return it.

        Raises
        ------
        InputError
            If there is no such view.
        """
        titles = [view.title for view in self.views]
        if title not in titles:
            raise InputError(f"no view is called {title!r}; they are {', '.join(titles)}")
        self.tabs.selected_index = titles.index(title)
        return self.views[titles.index(title)]

    def choose(self, row_id: str) -> None:
        """Open the article of an event or a quotation at its sentence, and offer its corrections."""
        for kind, name in (("event", "events"), ("quote", "quotes")):
            frame = self.state.corpus.frames[name]
            hits = frame[(frame[f"{kind}_id"] == row_id).to_numpy()]
            if len(hits):
                row: dict[str, Any] = {str(key): value for key, value in hits.iloc[0].items()}
                self._chosen = row_id
                self.reader.show(str(row["article_id"]), row, kind)
                self.row_form.choose(kind, row)
                for view in self.views:
                    if isinstance(view, (EventsView, QuotesView)):
                        view.rows.mark(row_id)
                    elif isinstance(view, ArticleView):
                        view.turn_to(str(row["article_id"]))
                return

    def choose_actor(self, actor_id: str) -> None:
        """Show why an actor is one actor, and offer its corrections."""
        self.actor_form.choose(actor_id)
        for view in self.views:
            if isinstance(view, ActorsView):
                view.rows.mark(actor_id)

    def snapshot(self) -> Snapshot:
        """Return a static page of what is shown now: it stays in the notebook where no kernel runs."""
        return Snapshot(self.state)

    _chosen = ""

    def _changed(self) -> None:
        counts = self.state.counts()
        self.counts.value = markup.block(
            '<span class="counts" role="status" aria-live="polite">'
            + " \u00b7 ".join(
                f"<b>{shown:,}</b> of {whole:,} {name}" for name, (shown, whole) in counts.items()
            )
            + "</span>"
        )
        # The line keeps its place when there is nothing to say.
        code = markup.safe(self.state.code()) if self.state.filter else "&nbsp;"
        self.code.value = markup.block(f'<code title="gives the same in a cell">{code}</code>')
        self.undo.disabled, self.redo.disabled = not self.state.can_undo, not self.state.can_redo
        self.reset.disabled = not self.state.filter
        self._show_chips()
        for view in self.views:
            view.offer()
        self._look()

    def _show_chips(self) -> None:
        chips: list[w.Widget] = []
        for condition, value, words in self.state.chips():
            chip = w.Button(
                description=f"{markup.plain(words, 34)} \u00d7",
                tooltip=f"take this condition away: {condition.replace('_', ' ')}",
                layout=w.Layout(width="auto"),
            )
            chip.on_click(lambda _, condition=condition, value=value: self.state.drop(condition, value))
            chips.append(chip)
        # The line keeps its place when it is empty, so that nothing below it jumps.
        chips = chips or [w.HTML(markup.block('<span class="muted">No filter: everything is shown.</span>'))]
        before, self.chips.children = self.chips.children, tuple(chips)
        for old in before:
            old.close()

    def _look(self) -> None:
        if self.tabs.selected_index is not None:
            self.views[self.tabs.selected_index].look()
            self.actor_form.look() if isinstance(self.views[self.tabs.selected_index], ActorsView) else None

    def _catch_up(self, view: View, follows: bool) -> None:
        if follows:
            view.offer()
            self._look()

    def _decided(self) -> None:
        self.filters.list_actors()
        self.row_form.refresh()
        self.actor_form.refresh()
        self.state.refresh()
        if self._chosen:
            self.choose(self._chosen)

    @staticmethod
    def _button(label: str, tooltip: str, act: Any) -> w.Button:
        button = w.Button(description=label, tooltip=tooltip, layout=w.Layout(width="64px"))
        button.on_click(lambda _: act())
        return button
