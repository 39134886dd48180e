"""The views of the explorer: charts, event rows, quote cards, the article with its spans."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.widgets import markup
from analystkit.widgets.rowlist import RowList

# Above this a matrix says more than a tangle of lines (see the style notes on networks).
_NETWORK_ACTORS = 40


class View(w.VBox):
    """One tab: it draws a corpus when it is looked at, and only if something has changed since.

    `follow` off freezes a view while the filter goes on, so that two states can be compared.
    """

    title = ""

    def __init__(self, children: list[w.Widget]) -> None:
        self.follow = w.Checkbox(
            value=True, description="follow the filter", indent=False, layout=w.Layout(width="150px")
        )
        self._stale = True
        self._corpus: Corpus | None = None
        super().__init__(children)

    def offer(self, corpus: Corpus) -> None:
        """Take note of what there is to show."""
        if self.follow.value or self._corpus is None:
            self._corpus = corpus
            self._stale = True

    def look(self) -> None:
        """Draw if what is shown is not what there is to show."""
        if self._stale and self._corpus is not None:
            self._stale = False
            self.draw(self._corpus)

    def redraw(self) -> None:
        """Draw again with other options."""
        self._stale = True
        self.look()

    def draw(self, corpus: Corpus) -> None:
        """Show a corpus; each view does it its own way."""
        raise TypeError(f"{type(self).__name__} does not say how it is drawn")


class ChartView(View):
    """A chart of `analystkit.plot` with drop-downs for its options."""

    def __init__(
        self, title: str, chart: Callable[..., Any], options: dict[str, list[Any]], theme: str
    ) -> None:
        self.title = title
        self._chart, self._theme = chart, theme
        self._controls = {
            name: w.Dropdown(
                options=values, description=name.replace("_", " "), layout=w.Layout(width="220px")
            )
            for name, values in options.items()
        }
        self._picture = w.HTML()
        super().__init__([])
        for control in self._controls.values():
            control.observe(lambda _: self.redraw(), names="value")
        self.children = [w.HBox([*self._controls.values(), self.follow]), self._picture]

    def draw(self, corpus: Corpus) -> None:
        """Draw the chart of a corpus as a picture with alternative text."""
        from analystkit.plot.picture import picture

        chosen = {name: control.value for name, control in self._controls.items()}
        png, alt = picture(self._chart, corpus, theme=self._theme, **chosen)
        self._picture.value = markup.block(markup.image(png, alt))


class EventsView(View):
    """The events, a page at a time, each with its sentence."""

    title = "Events"

    def __init__(self, choose: Callable[[str], None]) -> None:
        self.rows = RowList(
            "event_id",
            self._line,
            choose,
            orders=[
                ("date, first on top", "date_start", True),
                ("date, last on top", "date_start", False),
                ("confidence", "confidence", False),
                ("type", "event_type", True),
            ],
            nothing="No event passes the filter.",
        )
        super().__init__([])
        self.children = [self.follow, self.rows]

    def draw(self, corpus: Corpus) -> None:
        """Show the corpus's events."""
        self.rows.show(corpus.events)

    def _line(self, event: Any) -> str:
        corpus = self._corpus
        assert corpus is not None
        who = " \u2192 ".join(
            side
            for side in (
                names(corpus, event.source_ids, event.source_text),
                names(corpus, event.target_ids, event.target_text),
            )
            if side
        )
        off = "" if event.factuality in ("happened", "ongoing") else " off"
        status = "" if event.status == "auto" else f'<span class="tag">{markup.safe(event.status)}</span>'
        # The sentence, not the paragraph: a row must stay a row.
        return (
            f'<div class="row"><span>{days(event)}<br><small>{markup.safe(event.date_basis)}</small></span>'
            f'<span><span class="tag{off}">{markup.safe(event.event_type)}</span><small>{markup.safe(event.factuality)}</small>{status}'
            f"<br><small>{markup.safe(who, 90)}</small></span><span>{sentence(corpus, event)}</span></div>"
        )


class QuotesView(View):
    """The quotations as cards."""

    title = "Quotes"

    def __init__(self, choose: Callable[[str], None]) -> None:
        self.rows = RowList(
            "quote_id",
            self._card,
            choose,
            orders=[
                ("speaker", "speaker_text", True),
                ("kind", "kind", True),
                ("confidence", "confidence", False),
            ],
            page=8,
            nothing="No quotation passes the filter.",
        )
        super().__init__([])
        self.children = [self.follow, self.rows]

    def draw(self, corpus: Corpus) -> None:
        """Show the corpus's quotations."""
        self.rows.show(corpus.quotes)

    def _card(self, quote: Any) -> str:
        corpus = self._corpus
        assert corpus is not None
        passage = corpus.source(quote)
        name = corpus.name_of(quote.speaker_id)
        who = markup.safe(name or quote.speaker_text or "speaker not found", 80)
        written = (
            f" \u00b7 as written: {markup.safe(quote.speaker_text, 80)}"
            if name and quote.speaker_text not in ("", name)
            else ""
        )
        flags = "".join(
            f'<span class="tag">{markup.safe(flag)}</span>'
            for flag in (
                quote.kind,
                "anonymous" if quote.anonymous else "",
                quote.status if quote.status != "auto" else "",
            )
            if flag
        )
        cue = f" \u00b7 cue: {markup.safe(quote.cue, 40)}" if quote.cue else ""
        return (
            f'<div class="card"><span class="who">{who}</span> {flags}<br>{markup.marked(passage.pieces())}'
            f"<br><small><bdi>{markup.safe(passage.heading, 120)}</bdi>{written}{cue}</small></div>"
        )


class ReaderView(View):
    """One article with its events and quotations marked; the chosen row stands in the middle."""

    title = "Article"

    def __init__(self, choose: Callable[[str], None]) -> None:
        self._choose_row = choose
        self._article = w.Dropdown(description="Article", layout=w.Layout(width="70%"))
        self._page = w.HTML()
        self._chosen: Any = None
        super().__init__([])
        self._article.observe(lambda _: self._show(), names="value")
        self.children = [w.HBox([self._article, self.follow]), self._page]

    def draw(self, corpus: Corpus) -> None:
        """List the corpus's articles and show the one that is chosen."""
        columns = (corpus.articles[name] for name in ("title", "article_id", "source", "published"))
        options = []
        for title, article_id, outlet, published in zip(*columns, strict=True):
            day = "" if pd.isna(published) else f"{published:%Y-%m-%d} "
            options.append((markup.plain(f"{day}{outlet}: {title or article_id}", 110), article_id))
        wanted = self._chosen["article_id"] if self._chosen is not None else self._article.value
        known = {article_id for _, article_id in options}
        with self._article.hold_trait_notifications():
            self._article.options = options
            self._article.value = wanted if wanted in known else (options[0][1] if options else None)
        self._show()

    def choose(self, row: Any) -> None:
        """Open the article of a row at the row."""
        self._chosen = row
        self._stale = True

    def _show(self) -> None:
        corpus, article_id = self._corpus, self._article.value
        if corpus is None or article_id is None:
            self._page.value = markup.empty("No article passes the filter.")
            return
        article = corpus.articles.iloc[corpus._article_rows[article_id]]
        chosen = (
            self._chosen if self._chosen is not None and self._chosen["article_id"] == article_id else None
        )
        body = "".join(reader_paragraphs(corpus, article, chosen))
        published = "" if pd.isna(article["published"]) else f"{article['published']:%Y-%m-%d %H:%M} UTC"
        heading = " \u00b7 ".join(
            one for one in (str(article["source"]), published, str(article["author"])) if one
        )
        self._page.value = markup.block(
            f'<div class="reader" tabindex="0" role="document"><small><bdi>{markup.safe(heading)}</bdi></small>{body}</div>'
        )


def reader_paragraphs(corpus: Corpus, article: pd.Series, chosen: Any) -> list[str]:
    """Return the title and the paragraphs of an article as HTML, spans of events and quotations marked."""
    from analystkit.model.paragraphs import paragraphs

    out = []
    for part, tag in (("title", "h3"), ("text", "p")):
        text = str(article[part])
        spans = _spans(corpus, str(article["article_id"]), part, chosen)
        for start, end in paragraphs(text):
            here = chosen is not None and chosen["part"] == part and start <= int(chosen["start"]) < end
            inside = [one for one in spans if one[0] < end and one[1] > start]
            place = ' class="here"' if here else ""
            out.append(f"<{tag}{place}><bdi>{_marked_paragraph(text, start, end, inside)}</bdi></{tag}>")
    return out


def _spans(corpus: Corpus, article_id: str, part: str, chosen: Any) -> list[tuple[int, int, str, str]]:
    spans: list[tuple[int, int, str, str]] = []
    for name, kind in (("events", "event"), ("quotes", "quote")):
        frame = getattr(corpus, name)
        rows = frame[(frame["article_id"] == article_id).to_numpy() & (frame["part"] == part).to_numpy()]
        for row in rows.itertuples():
            label = (
                f"{row.event_type} {row.factuality}"
                if kind == "event"
                else f"{row.kind} quote, {row.speaker_text or 'no speaker found'}"
            )
            for start, end in row.segments if kind == "quote" else [(row.start, row.end)]:
                spans.append((int(start), int(end), kind, label))
    if chosen is not None and chosen["part"] == part:
        spans.append((int(chosen["start"]), int(chosen["end"]), "chosen", ""))
    return spans


def _marked_paragraph(text: str, low: int, high: int, spans: list[tuple[int, int, str, str]]) -> str:
    """Cut a paragraph at every border of a span; a stretch shows the most telling of the spans that cover it."""
    borders = sorted({low, high, *(max(low, s) for s, *_ in spans), *(min(high, e) for _, e, *_ in spans)})
    rank = {"chosen": 0, "event": 1, "quote": 2}
    out = []
    for start, end in pairwise(borders):
        covering = sorted(
            (one for one in spans if one[0] <= start and one[1] >= end), key=lambda one: rank[one[2]]
        )
        words = markup.safe(text[start:end])
        if covering:
            kind, label = covering[0][2], covering[0][3]
            words = f'<mark class="{kind}" title="{markup.safe(label, 120)}">{words}</mark>'
        out.append(words)
    return "".join(out)


def names(corpus: Corpus, actor_ids: list[str], written: str) -> str:
    """Return the resolved names of a role, the words as written where none is resolved."""
    return ", ".join(name for name in map(corpus.name_of, actor_ids) if name) or written


def days(event: Any) -> str:
    """Return the interval of an event in words, "no date" where there is none."""
    first, last = event.date_start, event.date_end
    if pd.isna(first) and pd.isna(last):
        return "no date"
    if pd.isna(first) or pd.isna(last):
        return f"since {first:%Y-%m-%d}" if pd.isna(last) else f"until {last:%Y-%m-%d}"
    return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d}<br>to {last:%Y-%m-%d}"


def sentence(corpus: Corpus, event: Any) -> str:
    """Return the sentence of an event as HTML, its trigger marked."""
    hits = corpus.whole.sentences[(corpus.whole.sentences["sentence_id"] == event.sentence_id).to_numpy()]
    passage = corpus.source(event)
    if len(hits):
        low, high = int(hits["start"].iloc[0]), int(hits["end"].iloc[0])
        text = passage.text[max(low - passage.start, 0) : max(high - passage.start, 0)]
        at = int(event.start) - low
        pieces = [
            (text[:at], False),
            (text[at : at + int(event.end) - int(event.start)], True),
            (text[at + int(event.end) - int(event.start) :], False),
        ]
        return markup.marked(pieces, 240)
    return markup.marked(passage.pieces(), 240)
