"""The article with its events and quotations marked, opened at the chosen row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import ipywidgets as w
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.model.paragraphs import paragraphs
from analystkit.widgets import markup
from analystkit.widgets.rows import same_elsewhere, sentence_bounds

# A browser lays out this much at once without being slow; of a longer article it is the part around the chosen row.
_CHARACTERS = 60_000
_BUTTONS = 5


_KEY = '<small class="key"><mark class="event">event</mark> <mark class="quote">quotation</mark></small>'


class Mark(NamedTuple):
    """A marked stretch of one part of an article, and what is said when the mouse rests on it."""

    start: int
    end: int
    kind: str
    label: str


class Reader(w.VBox):
    """One article; the sentence of the chosen row is marked and scrolled to, and other reports of the same are one click away.

    Parameters
    ----------
    corpus : Corpus
        The whole corpus.
    choose : callable
        Called with the id of a row in another article.
    """

    def __init__(self, corpus: Corpus, choose: Callable[[str], None]) -> None:
        self._corpus = corpus
        self._choose = choose
        self._page = w.HTML(markup.empty("Choose a row: its sentence appears here, in its article."))
        self._also = w.HBox(layout=w.Layout(flex_flow="row wrap"))
        super().__init__([self._page, self._also])

    def show(self, article_id: str, chosen: Any = None, kind: str = "") -> None:
        """Open an article, at a row of `events` or `quotes` if one is chosen."""
        row = self._corpus._article_rows.get(article_id)
        if row is None:
            self._page.value = markup.empty("This article is not in the corpus.")
            return
        article = self._corpus.articles.iloc[row]
        published = _instant(article)
        heading = " \u00b7 ".join(
            one for one in (str(article["source"]), published, str(article["author"])) if one
        )
        body = "".join(article_html(self._corpus, article, chosen))
        self._page.value = markup.block(
            f'<div class="heading"><small><bdi>{markup.safe(heading, 200)}</bdi></small>{_KEY}</div>'
            f'<div class="reader" tabindex="0" role="region" aria-label="article">{body}</div>'
        )
        self._show_also(chosen, kind)

    def _show_also(self, chosen: Any, kind: str) -> None:
        buttons = []
        if chosen is not None:
            frame, column = ("events", "incident_id") if kind == "event" else ("quotes", "text")
            others = same_elsewhere(self._corpus, frame, column, chosen[column], chosen["article_id"])
            for number, other in enumerate(others.itertuples(index=False)):
                if number == _BUTTONS:
                    break
                passage, other_id = self._corpus.source(other), getattr(other, f"{kind}_id")
                button = w.Button(
                    description=markup.plain(f"also in {passage.outlet or 'an article'}, {passage.published or 'no date'}", 48),
                    tooltip=markup.plain(passage.title, 120), layout=w.Layout(width="auto"),
                )  # fmt: skip
                button.on_click(lambda _, row_id=other_id: self._choose(row_id))
                buttons.append(button)
            if len(others) > _BUTTONS:
                buttons.append(w.HTML(markup.block(f"<small>and {len(others) - _BUTTONS:,} more</small>")))
        before, self._also.children = self._also.children, tuple(buttons)
        for old in before:
            old.close()


def _instant(article: pd.Series) -> str:
    """Return when an article was published, as finely as it is known."""
    published = article["published"]
    if pd.isna(published):
        return ""
    return (
        f"{published:%Y-%m-%d}"
        if article["published_precision"] == "day"
        else f"{published:%Y-%m-%d %H:%M} UTC"
    )


def article_html(corpus: Corpus, article: pd.Series, chosen: Any = None) -> list[str]:
    """Return title and paragraphs of an article as HTML, events and quotations marked, the chosen row standing out."""
    out = []
    for part, tag in (("title", "h3"), ("text", "p")):
        text = str(article[part])
        here = chosen if chosen is not None and chosen["part"] == part else None
        at = int(here["start"]) if here is not None else 0
        low = 0 if len(text) <= _CHARACTERS else max(0, min(at - _CHARACTERS // 2, len(text) - _CHARACTERS))
        high = min(len(text), low + _CHARACTERS)
        marks = _marks(corpus, str(article["article_id"]), part, here)
        if low:
            out.append(f'<p class="muted">\u2026 {low:,} characters before \u2026</p>')
        for first, last in paragraphs(text):
            start, end = max(first, low), min(last, high)
            if start < end:
                inside = [one for one in marks if one.start < end and one.end > start]
                out.append(
                    f"<{tag}><bdi>{_paragraph(text, start, end, inside, at if here is not None else -1)}</bdi></{tag}>"
                )
        if high < len(text):
            out.append(f'<p class="muted">\u2026 {len(text) - high:,} characters after \u2026</p>')
    return out


def _marks(corpus: Corpus, article_id: str, part: str, chosen: Any) -> list[Mark]:
    marks: list[Mark] = []
    for name in ("quotes", "events"):
        frame = corpus.frames[name]
        rows = frame[(frame["article_id"] == article_id).to_numpy() & (frame["part"] == part).to_numpy()]
        for row in rows[(rows["status"] != "rejected").to_numpy()].itertuples(index=False):
            if name == "events":
                marks.append(
                    Mark(int(row.start), int(row.end), "event", f"{row.event_type} {row.factuality}")
                )
            else:
                said_by = corpus.name_of(row.speaker_id) or row.speaker_text or "no speaker found"
                marks += [
                    Mark(int(s), int(e), "quote", f"{row.kind} quote, {said_by}") for s, e in row.segments
                ]
    if chosen is not None:
        spans = chosen["segments"] if "segments" in chosen else [(chosen["start"], chosen["end"])]
        marks += [Mark(int(s), int(e), "chosen", "") for s, e in spans]
        bounds = sentence_bounds(corpus, chosen["sentence_id"]) if "event_type" in chosen else None
        if bounds is not None:
            marks.append(Mark(*bounds, "sentence", ""))
    return marks


def _paragraph(text: str, low: int, high: int, marks: list[Mark], at: int) -> str:
    """Cut a paragraph at every border of a mark; a stretch shows the most telling of the marks that cover it."""
    rank = {"chosen": 0, "event": 1, "sentence": 2, "quote": 3}
    borders = sorted(
        {low, high, *(max(low, one.start) for one in marks), *(min(high, one.end) for one in marks)}
    )
    best: list[Mark | None] = [None] * (len(borders) - 1)
    # From the least telling to the most: the last one written stays.
    for one in sorted(marks, key=lambda mark: -rank[mark.kind]):
        first = bisect_right(borders, max(one.start, low)) - 1
        for piece in range(first, len(best)):
            if borders[piece] >= one.end:
                break
            best[piece] = one
    out = []
    for (start, end), mark in zip(pairwise(borders), best, strict=True):
        words = markup.safe(text[start:end])
        if mark is not None:
            words = f'<mark class="{mark.kind}" title="{markup.safe(mark.label, 120)}">{words}</mark>'
        # The scroll target stands where the row begins, so that a long paragraph too opens at the right line.
        out.append('<i class="here"></i>' if start == at else "")
        out.append(words)
    return "".join(out)
