"""The articles of the report, the spans of events and quotations marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analystkit.analysis.frames import rows_of
from analystkit.export import page
from analystkit.export.page import Span
from analystkit.export.report_rows import CONTEXT, Rows, day
from analystkit.model.wording import count_phrase


def articles_section(rows: Rows, full_texts: bool) -> str:
    """Return the articles with the spans of events and quotations marked, or only the sentences that hold one."""
    head = '<h2 id="articles">Articles</h2>'
    if not len(rows.articles):
        return f'{head}<p class="none">There are no articles.</p>'
    spans: dict[tuple[str, str], list[Span]] = {}
    for kind, anchor, row in rows.marked():
        # A quotation may be broken by its speaker: each piece is marked, the first holds the anchor.
        pieces = row.segments if kind == "quote" and len(row.segments) else [[row.start, row.end]]
        held = spans.setdefault((str(row.article_id), str(row.part)), [])
        held += [Span(int(start), int(end), anchor, kind) for start, end in pieces]
    if not full_texts:
        head += '<p class="small">Only the sentences that events and quotations rest on are shown.</p>'
    # What a shown row rests on is always there; of the other articles as many as fit.
    needed = rows.articles["article_id"].isin({article for article, _ in spans}).to_numpy()
    spare = max(rows.max_rows - int(needed.sum()), 0)
    shown_articles = rows.articles[needed | ((~needed).cumsum() <= spare) & ~needed]
    if len(shown_articles) < len(rows.articles):
        head += f'<p class="small">{len(shown_articles):,} of {count_phrase(len(rows.articles), "article")} are shown.</p>'
    return head + "\n".join(_article(rows, row, spans, full_texts) for row in rows_of(shown_articles))


def _article(rows: Rows, row: Any, spans: dict[tuple[str, str], list[Span]], full_texts: bool) -> str:
    own = str(row.article_id)
    title_spans, text_spans = spans.get((own, "title"), []), spans.get((own, "text"), [])
    title = page.marked(row.title, title_spans) if row.title else page.none("without a title")
    about = [
        page.plain(row.source, 60),
        page.plain(row.author, 60),
        day(row.published) or "no publication date",
    ]
    if row.url:
        about.append(page.outside(row.url, "original"))
    body = page.paragraphs(row.text, text_spans) if full_texts else "".join(_excerpts(row, text_spans))
    line = " · ".join(piece for piece in about if piece)
    return f'<article id="{rows.article_anchor[own]}"><h3 dir="auto">{title}</h3><p class="small">{line}</p>{body}</article>'


def _excerpts(row: Any, spans: list[Span]) -> Iterator[str]:
    text = str(row.text)
    held = [b for s in spans for b in [_around(text, s)]]
    merged: list[list[int]] = []
    for low, high in sorted(held):
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    for low, high in merged:
        yield f'<p dir="auto">… {page.marked(text, spans, low, high)} …</p>'


def _around(text: str, span: Span) -> tuple[int, int]:
    low = max((text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! ")), default=-1) + 1
    ends = [
        at + 1 for at in (text.find(mark, span.end) for mark in (". ", ".\n", "\n", "? ", "! ")) if at >= 0
    ]
    return max(low, span.start - CONTEXT), min(min(ends, default=len(text)), span.end + CONTEXT)
