"""What the report shows: the rows of a corpus in its order, and the words each rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analystkit.analysis.frames import (
    actor_names,
    frame_of,
    kept,
    outlet_of,
    published_of,
    range_phrase,
    rows_of,
    story_of,
)
from analystkit.analysis.marks import event_marks
from analystkit.export import page
from analystkit.export.page import Span
from analystkit.model.wording import count_phrase

CONTEXT = 240


class Rows:
    """The rows of the report, and the anchors that tie them to the articles.

    Parameters
    ----------
    corpus : Corpus
    max_rows : int
        Rows of a table that are shown, and have an anchor.
    """

    def __init__(self, corpus: Any, max_rows: int) -> None:
        self.max_rows = max_rows
        self.articles = frame_of(corpus, "articles")
        self.actors = frame_of(corpus, "actors")
        self.problems = frame_of(corpus, "problems")
        self.names = actor_names(self.actors)
        self.sentences = frame_of(corpus, "sentences").set_index("sentence_id")[["start", "end"]]
        self.texts = {
            (str(a), part): str(t)
            for part in ("title", "text")
            for a, t in zip(self.articles["article_id"], self.articles[part], strict=True)
        }
        events = self._dated(kept(frame_of(corpus, "events")))
        events["_when"] = events["date_start"].fillna(events["date_end"])
        events["_past"] = events["background"].fillna(False).astype(bool)
        # What the articles recall from earlier stands after what they report.
        self.events = events.sort_values(
            ["_past", "_when", "published", "article_id", "part", "start"], kind="stable", ignore_index=True
        ).drop(columns=["_when", "_past"])
        quotes = self._dated(kept(frame_of(corpus, "quotes")))
        self.quotes = quotes.sort_values(
            ["published", "article_id", "part", "start"], kind="stable", ignore_index=True
        )
        self.marks = event_marks(self.events, self.articles, self.names, lanes=None)
        told = self.events["incident_id"].fillna("")
        # As the card counts them: what is denied or only imagined is no incident, though the timeline has a mark for it.
        self.n_incidents = told[told != ""].nunique()
        self.incident = {str(row.incident_id): row for row in rows_of(frame_of(corpus, "incidents"))}
        # Anchors are numbers of this page: ids of articles and rows come from outside.
        self.article_anchor = {str(a): f"article-{i}" for i, a in enumerate(self.articles["article_id"], 1)}
        self.sentence_bounds = dict(
            zip(self.sentences.index, self.sentences.to_numpy().tolist(), strict=True)
        )
        self._numbers = {
            "event": {str(e): i for i, e in enumerate(self.events["event_id"].head(max_rows), 1)},
            "quote": {str(q): i for i, q in enumerate(self.quotes["quote_id"].head(max_rows), 1)},
        }

    def in_article(self, kind: str, row_id: str) -> str:
        """Return the anchor of a row's words in its article; a row that its table has no room for is marked from now on.

        To be asked before the articles are written.
        """
        numbers = self._numbers[kind]
        return f"{kind}-{numbers.setdefault(row_id, len(numbers) + 1)}"

    def in_table(self, kind: str, row_id: str) -> str:
        """Return the anchor of a row in its table, "" where the table has no room for it."""
        number = self._numbers[kind].get(row_id, self.max_rows + 1)
        return f"row-{kind}-{number}" if number <= self.max_rows else ""

    def marked(self) -> Iterator[tuple[str, str, Any]]:
        """Yield the kind, anchor and row of each event and quotation that has a mark in its article."""
        for kind, frame in (("event", self.events), ("quote", self.quotes)):
            numbers = self._numbers[kind]
            ids = frame[f"{kind}_id"].astype(str)
            held = frame[ids.isin(numbers).to_numpy()]
            for row_id, row in zip(ids[held.index], rows_of(held), strict=True):
                yield kind, f"{kind}-{numbers[row_id]}", row

    def _dated(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            published=published_of(self.articles, frame["article_id"]), outlet=outlet_of(self.articles, frame["article_id"]),
            story_id=story_of(self.articles, frame["article_id"]),
        )  # fmt: skip

    def more(self, frame: pd.DataFrame, noun: str) -> str:
        """Say that a table is cut, "" where it is whole."""
        return (
            ""
            if len(frame) <= self.max_rows
            else f"The first {self.max_rows:,} of {count_phrase(len(frame), noun)}; the exported tables hold all."
        )

    def passage(self, row: Any, segments: list[list[int]] | None = None) -> str:
        """Return the sentence a row stands in, its words marked."""
        text = self.texts.get((str(row.article_id), str(row.part)), "")
        first, last = self.sentence_bounds.get(row.sentence_id, (row.start, row.end))
        low, high = (
            max(min(first, row.start), row.start - CONTEXT),
            min(max(last, row.end), row.end + CONTEXT),
        )
        spans = [Span(start, end, "", "event") for start, end in segments or [[row.start, row.end]]]
        return (
            f"{'… ' if low > first else ''}{page.marked(text, spans, low, high)}{' …' if high < last else ''}"
        )

    def actors_named(self, ids: list[str], text: str) -> str:
        """Return the names of actors and, where it is another, the text that names them."""
        known = list(dict.fromkeys(self.names[a] for a in ids if a in self.names))
        if not known:
            return page.plain(text, 80) if text else page.none()
        said = (
            f'<br><span class="small">“{page.plain(text, 60)}”</span>' if text and text not in known else ""
        )
        return page.plain(", ".join(known), 120) + said


def toll(row: Any, words: tuple[str, ...] = ("killed", "injured")) -> str:
    """Say how many were killed and injured, "" where the text does not."""
    parts = [
        (range_phrase(getattr(row, f"{word}_min", None), getattr(row, f"{word}_max", None)), word)
        for word in words
    ]
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def day(instant: Any) -> str:
    """Write the day of an instant, "" where there is none."""
    return "" if pd.isna(instant) else f"{instant:%Y-%m-%d}"
