"""The tables of the report and its articles, every row tied to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.frames import (
    actor_names,
    count_phrase,
    date_phrase,
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
from analystkit.export.cleaning import shown
from analystkit.export.page import Span

_CONTEXT = 240
_BASES = {
    "explicit": "date in the text",
    "relative": "reckoned from the report",
    "published": "date of the report",
}
_UNREAL = frozenset({"planned", "threatened", "denied", "negated", "hypothetical"})


class Rows:
    """The tables of the report, and the anchors that tie their rows to the articles."""

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
        self.event_number = {str(e): i for i, e in enumerate(self.events["event_id"].head(max_rows), 1)}
        self.quote_number = {str(q): i for i, q in enumerate(self.quotes["quote_id"].head(max_rows), 1)}

    def _dated(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            published=published_of(self.articles, frame["article_id"]), outlet=outlet_of(self.articles, frame["article_id"]),
            story_id=story_of(self.articles, frame["article_id"]),
        )  # fmt: skip

    def _more(self, frame: pd.DataFrame, noun: str) -> str:
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
            max(min(first, row.start), row.start - _CONTEXT),
            min(max(last, row.end), row.end + _CONTEXT),
        )
        spans = [Span(start, end, "", "event") for start, end in segments or [[row.start, row.end]]]
        return (
            f"{'… ' if low > first else ''}{page.marked(text, spans, low, high)}{' …' if high < last else ''}"
        )

    def _actors_named(self, ids: list[str], text: str) -> str:
        known = list(dict.fromkeys(self.names[a] for a in ids if a in self.names))
        if not known:
            return page.plain(text, 80) if text else page.none()
        said = (
            f'<br><span class="small">“{page.plain(text, 60)}”</span>' if text and text not in known else ""
        )
        return page.plain(", ".join(known), 120) + said

    def events_section(self) -> str:
        """Return the table of events, oldest first."""
        head = '<h2 id="events">Events</h2>'
        if not len(self.events):
            return f'{head}<p class="none">No events were found, or all of them are rejected.</p>'
        heads = [
            ("When", "when"),
            ("What", ""),
            ("Who", ""),
            ("To whom", ""),
            ("In the words of the article", "words"),
            ("Outlet", ""),
        ]
        rows = []
        for number, row in enumerate(rows_of(self.events.head(self.max_rows)), 1):
            outcome = f" {page.tag(row.outcome)}" if row.outcome else ""
            said = page.plain(self.names.get(row.attribution_id, "") or row.attribution_text, 60)
            place = page.plain(row.place or row.place_text, 60)
            about = [
                f"place: {place}" if place else "",
                f"said by: {said}" if said else "",
                page.link(f"event-{number}", "read in the article"),
            ]
            rows.append(
                (
                    "off" if row.factuality in _UNREAL else "",
                    [
                        f'<a id="row-event-{number}"></a>{_when(row)}<br><span class="small">{_BASES.get(str(row.date_basis), "")}</span>',
                        f"{shown(str(row.event_type) or 'untyped')}<br>{page.tag(str(row.factuality))}{outcome}{_toll(row)}",
                        self._actors_named(row.source_ids, row.source_text),
                        self._actors_named(row.target_ids, row.target_text),
                        f'{self.passage(row)}<br><span class="small">{" · ".join(part for part in about if part)}</span>',
                        page.plain(row.outlet, 40) or page.none(),
                    ],
                )
            )  # fmt: skip
        past = int(self.events["background"].fillna(False).sum())
        note = "By date" + (
            f"; {past:,} that the articles recall from earlier stand at the end. " if past else ". "
        )
        return head + page.table(heads, rows, label="Events", note=note + self._more(self.events, "event"))

    def quotes_section(self) -> str:
        """Return the table of quotations, by publication."""
        head = '<h2 id="quotes">Quotations</h2>'
        if not len(self.quotes):
            return f'{head}<p class="none">No quotations were found, or all of them are rejected.</p>'
        copies = self.quotes.groupby(["text", "speaker_text"])["article_id"].transform("nunique")
        heads = [("Speaker", ""), ("Quotation", "words"), ("Kind", ""), ("Outlet", ""), ("Published", "when")]
        rows = []
        for number, (row, same) in enumerate(
            zip(rows_of(self.quotes.head(self.max_rows)), copies, strict=False), 1
        ):
            name = self.names.get(row.speaker_id, "")
            written = row.speaker_text if row.speaker_text != name else ""
            said = (
                f'<br><span class="small">as written: {page.plain(written, 80)}</span>'
                if written and name
                else ""
            )
            hidden = f" {page.tag('anonymous')}" if row.anonymous is True else ""
            also = f'<br><span class="small">in {int(same):,} articles</span>' if same > 1 else ""
            cue = f'<br><span class="small">{page.plain(row.cue, 30)}</span>' if row.cue else ""
            rows.append(
                (
                    "",
                    [
                        f'<a id="row-quote-{number}"></a>{page.plain(name or row.speaker_text, 80) or page.none("speaker not found")}{said}',
                        f'{self.passage(row, row.segments)}<br><span class="small">{page.link(f"quote-{number}", "read in the article")}</span>',
                        f"{page.tag(str(row.kind))}{hidden}{cue}",
                        (page.plain(row.outlet, 40) or page.none()) + also,
                        _day(row.published) or page.none("no date"),
                    ],
                )
            )  # fmt: skip
        return head + page.table(heads, rows, label="Quotations", note=self._more(self.quotes, "quotation"))

    def actors_section(self) -> str:
        """Return the table of actors, those in most stories first."""
        head = '<h2 id="actors">Actors</h2>'
        if not len(self.actors):
            return f'{head}<p class="none">No actors were found.</p>'
        ranked = self.actors.sort_values(
            ["n_stories", "n_mentions", "name"],
            ascending=[False, False, True],
            kind="stable",
            na_position="last",
        )
        heads = [
            ("Actor", ""),
            ("Kind", ""),
            ("Country", ""),
            ("Also written", "words"),
            ("Stories", "n"),
            ("Articles", "n"),
            ("Mentions", "n"),
            ("First seen", "when"),
            ("Last seen", "when"),
        ]
        rows = []
        for row in rows_of(ranked.head(self.max_rows)):
            aliases = [a for a in row.aliases if a != row.name]
            more = f" and {len(aliases) - 8:,} more" if len(aliases) > 8 else ""
            rows.append(
                (
                    "",
                    [
                        page.plain(row.name, 120), shown(row.kind) or page.none(), shown(row.country), page.plain(", ".join(aliases[:8]), 240) + more,
                        *("" if pd.isna(n) else f"{int(n):,}" for n in (row.n_stories, row.n_articles, row.n_mentions)),
                        _day(row.first_seen), _day(row.last_seen),
                    ],
                )
            )  # fmt: skip
        return head + page.table(heads, rows, label="Actors", note=self._more(self.actors, "actor"))

    def articles_section(self, full_texts: bool) -> str:
        """Return the articles with the spans of events and quotations marked, or only the sentences that hold one."""
        head = '<h2 id="articles">Articles</h2>'
        if not len(self.articles):
            return f'{head}<p class="none">There are no articles.</p>'
        spans: dict[tuple[str, str], list[Span]] = {}
        for kind, frame in (("event", self.events), ("quote", self.quotes)):
            for number, row in enumerate(rows_of(frame.head(self.max_rows)), 1):
                # A quotation may be broken by its speaker: each piece is marked, the first holds the anchor.
                pieces = row.segments if kind == "quote" and len(row.segments) else [[row.start, row.end]]
                held = spans.setdefault((str(row.article_id), str(row.part)), [])
                held += [Span(int(start), int(end), f"{kind}-{number}", kind) for start, end in pieces]
        if not full_texts:
            head += '<p class="small">Only the sentences that events and quotations rest on are shown.</p>'
        # What a shown row rests on is always there; of the other articles as many as fit.
        needed = self.articles["article_id"].isin({article for article, _ in spans}).to_numpy()
        spare = max(self.max_rows - int(needed.sum()), 0)
        shown_articles = self.articles[needed | ((~needed).cumsum() <= spare) & ~needed]
        if len(shown_articles) < len(self.articles):
            head += f'<p class="small">{len(shown_articles):,} of {count_phrase(len(self.articles), "article")} are shown.</p>'
        return head + "\n".join(self._article(row, spans, full_texts) for row in rows_of(shown_articles))

    def _article(self, row: Any, spans: dict[tuple[str, str], list[Span]], full_texts: bool) -> str:
        own = str(row.article_id)
        title_spans, text_spans = spans.get((own, "title"), []), spans.get((own, "text"), [])
        title = page.marked(row.title, title_spans) if row.title else page.none("without a title")
        about = [
            page.plain(row.source, 60),
            page.plain(row.author, 60),
            _day(row.published) or "no publication date",
        ]
        if row.url:
            about.append(page.outside(row.url, "original"))
        body = (
            page.paragraphs(row.text, text_spans) if full_texts else "".join(self._excerpts(row, text_spans))
        )
        line = " · ".join(piece for piece in about if piece)
        return f'<article id="{self.article_anchor[own]}"><h3 dir="auto">{title}</h3><p class="small">{line}</p>{body}</article>'

    def _excerpts(self, row: Any, spans: list[Span]) -> Iterator[str]:
        text = str(row.text)
        held = [b for s in spans for b in [self._around(text, s)]]
        merged: list[list[int]] = []
        for low, high in sorted(held):
            if merged and low <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], high)
            else:
                merged.append([low, high])
        for low, high in merged:
            yield f'<p dir="auto">… {page.marked(text, spans, low, high)} …</p>'

    @staticmethod
    def _around(text: str, span: Span) -> tuple[int, int]:
        low = max((text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! ")), default=-1) + 1
        ends = [
            at + 1
            for at in (text.find(mark, span.end) for mark in (". ", ".\n", "\n", "? ", "! "))
            if at >= 0
        ]
        return max(low, span.start - _CONTEXT), min(min(ends, default=len(text)), span.end + _CONTEXT)

    def problems_section(self) -> str:
        """Return the table of what went wrong, nothing where nothing did."""
        if not len(self.problems):
            return ""
        heads = [("File", ""), ("Row", "n"), ("Stage", ""), ("Severity", ""), ("What happened", "words")]
        rows = [
            (
                "",
                [
                    page.plain(Path(str(row.path)).name or row.article_id, 80), "" if pd.isna(row.row) else f"{int(row.row):,}",
                    shown(row.stage), shown(row.severity), page.plain(row.message, 300),
                ],
            )
            for row in rows_of(self.problems.head(self.max_rows))
        ]  # fmt: skip
        return '<h2 id="problems">What went wrong</h2>' + page.table(
            heads, rows, label="Problems", note=self._more(self.problems, "problem")
        )


def _day(instant: Any) -> str:
    return "" if pd.isna(instant) else f"{instant:%Y-%m-%d}"


def _when(row: Any) -> str:
    return date_phrase(row.date_start, row.date_end, row.date_precision) or "no date"


def toll(row: Any, words: tuple[str, ...] = ("killed", "injured")) -> str:
    """Say how many were killed and injured, "" where the text does not."""
    parts = [
        (range_phrase(getattr(row, f"{word}_min", None), getattr(row, f"{word}_max", None)), word)
        for word in words
    ]
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def _toll(row: Any) -> str:
    said = toll(row)
    return f'<br><span class="small">{said}</span>' if said else ""
