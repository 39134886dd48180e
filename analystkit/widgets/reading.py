"""Reading article after article: the list of articles the filter leaves, and the reader in full width."""

from __future__ import annotations

import ipywidgets as w
import pandas as pd

from analystkit.widgets import markup
from analystkit.widgets.reader import Reader
from analystkit.widgets.state import FilterState
from analystkit.widgets.view import View

# Longer lists make a drop-down that nobody scrolls through; the filter narrows them.
_LISTED = 500


class ArticleView(View):
    """One article of what the filter leaves, events and quotations marked."""

    title = "Article"

    def __init__(self, state: FilterState, reader: Reader, detail: w.Widget) -> None:
        super().__init__(state)
        self._reader = reader
        self._turning = False
        self.article = w.Dropdown(layout=w.Layout(flex="1 1 300px"))
        self.before = w.Button(
            description="\u2039", tooltip="the article before", layout=w.Layout(width="34px")
        )
        self.after = w.Button(description="\u203a", tooltip="the next article", layout=w.Layout(width="34px"))
        self.where = w.HTML(layout=w.Layout(margin="0 6px"))
        self.article.observe(lambda _: self._read(), names="index")
        self.before.on_click(lambda _: self._step(-1))
        self.after.on_click(lambda _: self._step(1))
        self.children = [self.head(self.article, self.before, self.after, self.where), detail]
        self.add_class("ak-wide")

    def draw(self) -> None:
        """List the articles the filter leaves; the one that is open stays open."""
        articles = self.state.result.articles
        columns = (articles[name].head(_LISTED) for name in ("title", "article_id", "source", "published"))
        options = []
        for title, article_id, outlet, published in zip(*columns, strict=True):
            day = "" if pd.isna(published) else f"{published:%Y-%m-%d} "
            options.append((markup.plain(f"{day}{outlet}: {title or article_id}", 110), article_id))
        open_now = self.article.value
        self._turning = True
        try:
            self.article.options = options
            self._select(open_now)
        finally:
            self._turning = False
        listed = (
            f"first {_LISTED:,} of {len(articles):,}" if len(articles) > _LISTED else f"{len(articles):,}"
        )
        self.where.value = markup.block(f"{listed} {'article' if len(articles) == 1 else 'articles'}")
        if self.article.value is not None and (open_now is None or self.article.value != open_now):
            self._read()

    def turn_to(self, article_id: str) -> None:
        """Follow the reader, which has opened an article."""
        self._turning = True
        try:
            self._select(article_id)
        finally:
            self._turning = False

    def _select(self, article_id: str | None) -> None:
        ids = [value for _, value in self.article.options]
        if article_id in ids:
            self.article.index = ids.index(article_id)
        elif article_id is not None and article_id in self.state.corpus._article_rows:
            # Chosen from a view that does not follow the filter, or beyond the part that is listed.
            self.article.options = [
                *self.article.options,
                (markup.plain(f"(not in the list) {article_id}", 60), article_id),
            ]
            self.article.index = len(ids)
        else:
            self.article.index = 0 if ids else None

    def _read(self) -> None:
        if not self._turning and self.article.value is not None:
            self._reader.show(self.article.value)

    def _step(self, by: int) -> None:
        index = self.article.index
        if index is not None and 0 <= index + by < len(self.article.options):
            self.article.index = index + by
