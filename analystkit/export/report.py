"""The report: one HTML file with charts, tables and the articles, every row linked to the words it rests on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.frames import actor_names, count_phrase, frame_of, outlet_of, published_of, story_of
from analystkit.analysis.provenance import provenance, sentence
from analystkit.errors import InputError
from analystkit.export import page
from analystkit.export.page import Span

_ROWS = 2_000
_CONTEXT = 240
_UNREAL = frozenset({"planned", "threatened", "denied", "negated", "hypothetical"})


def report(
    corpus: Any, path: str | os.PathLike[str], *, title: str = "What the articles report", full_texts: bool = True, max_rows: int = _ROWS
) -> Path:
    """Write a standalone HTML report.

    Parameters
    ----------
    corpus : Corpus
    path : path
        A file ending in .html, or a folder that gets a ``report.html``. Folders are made as needed.
    title : str
        The headline of the report.
    full_texts : bool
        Include the articles in full, with the spans marked; False shows only the sentences that rows rest on, for reports that leave
        the house (articles are mostly copyrighted).
    max_rows : int
        Rows shown of a table; the rest is counted.

    Returns
    -------
    Path
        The file written. It loads nothing from anywhere, prints well, follows the reader's light or dark screen, and is byte for byte
        the same while nothing has changed.

    Raises
    ------
    InputError
        If `path` ends in something else than .html.
    """
    target = Path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        if target.suffix and not target.is_dir():
            raise InputError(f"expected a folder or a file ending in .html, found {target.name!r}")
        target = target / "report.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(report_html(corpus, title=title, full_texts=full_texts, max_rows=max_rows), encoding="utf-8", newline="\n")
    return target


def report_html(corpus: Any, *, title: str = "What the articles report", full_texts: bool = True, max_rows: int = _ROWS) -> str:
    """Return the page `report` writes, as text."""
    from analystkit.plot.saving import theme_variables
    from analystkit.plot.theme import DARK, LIGHT

    facts = provenance(corpus)
    rows = Rows(corpus, max_rows)
    sections = [
        _header(title, facts, corpus, rows),
        _charts(corpus),
        rows.events_section(),
        rows.quotes_section(),
        rows.actors_section(),
        rows.articles_section(full_texts),
        rows.problems_section(),
        _footer(facts),
    ]
    style = (
        f":root {{ {theme_variables(LIGHT)} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {theme_variables(DARK)} }} }}\n"
        f"svg text {{ font-family: 'DejaVu Sans', Verdana, sans-serif !important; }}\n{page.asset('report.css')}"
    )
    return page.document(title, "\n".join(s for s in sections if s), style=style, script=page.asset("report.js"))


def _header(title: str, facts: dict[str, Any], corpus: Any, rows: Rows) -> str:
    numbers = [
        (facts["articles"], "article" if facts["articles"] == 1 else "articles"), (facts["stories"], "stories (copies counted once)"),
        (facts["outlets"], "outlet" if facts["outlets"] == 1 else "outlets"), (len(rows.events), "reported events"),
        (rows.n_incidents, "incidents"), (len(rows.quotes), "quotations"), (facts["actors"], "actors"),
    ]  # fmt: skip
    first, last = facts["published_first"], facts["published_last"]
    span = "Publication dates are not known." if not first else f"Published {first}." if first == last else f"Published {first} to {last}."
    chosen = f" Filter: {page.shown(facts['filter'])}." if facts["filter"] else ""
    notes = []
    if facts["undated_articles"]:
        notes.append(
            f"{facts['undated_articles']:,} of {count_phrase(facts['articles'], 'article')} without a publication date: dates such as "
            "“Tuesday” in them cannot be resolved. Pass published=... when loading."
        )
    if facts["problems"]:
        notes.append(f"{count_phrase(facts['problems'], 'problem')} while reading: see the end of the report.")
    if not facts["articles"]:
        notes.append("There are no articles in this corpus.")
    if facts["reviewable"] and not facts["reviewed"]:
        notes.append("No row has been reviewed by an analyst yet: everything below is what the machine proposes.")
    links = (("charts", "Charts"), ("events", "Events"), ("quotes", "Quotations"), ("actors", "Actors"), ("articles", "Articles"))
    return (
        f'<header><h1>{page.shown(title)}</h1><p class="lead">{span}{chosen}</p><ul class="facts">'
        + "".join(f"<li><b>{number:,}</b><span>{name}</span></li>" for number, name in numbers)
        + "</ul>" + "".join(f'<p class="note">{page.shown(note)}</p>' for note in notes)
        + "</header>\n<nav>" + "".join(page.link(anchor, name) for anchor, name in links) + "</nav>\n<main>"
    )  # fmt: skip


def _charts(corpus: Any) -> str:
    from analystkit import plot
    from analystkit.plot.canvas import off_screen
    from analystkit.plot.saving import inline_svg

    figures = []
    with off_screen():
        for draw, options in ((plot.timeline, {"lanes": "target"}), (plot.timeline, {"lanes": "type"}), (plot.cooccurrence, {"unit": "sentence"})):
            ax = draw(corpus, **options)  # type: ignore[operator]
            figures.append(page.figure(inline_svg(ax), plot.alt_text(ax)))
    return '<h2 id="charts">Charts</h2>' + "\n".join(figures)


def _footer(facts: dict[str, Any]) -> str:
    return (
        "</main><footer><h2>How to read this</h2><p>Every row leads to the words it rests on: follow the link in its first column. "
        "Dates are intervals with a basis: <i>explicit</i> (the text names the date), <i>relative</i> (reckoned from the publication date), "
        "<i>published</i> (nothing is stated, the date of the report stands in). Factuality says whether the text reports an event as happened, planned, "
        "threatened, attempted, alleged, denied, negated or hypothetical; it does not say whether that is true. What is not stated stays empty. "
        "Copies of a story count once. Event types are those of PLOVER (Open Event Data Alliance, CC BY-SA 4.0).</p>"
        f"<p>{page.shown(sentence(facts))}.</p></footer>"
    )


class Rows:
    """The tables of the report, and the anchors that tie their rows to the articles."""

    def __init__(self, corpus: Any, max_rows: int) -> None:
        from analystkit.analysis.frames import kept

        self.max_rows = max_rows
        self.articles = frame_of(corpus, "articles")
        self.actors = frame_of(corpus, "actors")
        self.problems = frame_of(corpus, "problems")
        self.names = actor_names(self.actors)
        self.sentences = frame_of(corpus, "sentences").set_index("sentence_id")[["start", "end"]]
        self.texts = {
            (str(a), part): str(t) for part in ("title", "text") for a, t in zip(self.articles["article_id"], self.articles[part], strict=True)
        }
        self.events = self._dated(kept(frame_of(corpus, "events"))).sort_values(
            ["date_start", "published", "article_id", "part", "start"], kind="stable", ignore_index=True
        )
        quotes = self._dated(kept(frame_of(corpus, "quotes")))
        self.quotes = quotes.sort_values(["published", "article_id", "part", "start"], kind="stable", ignore_index=True)
        keys = [i or e for i, e in zip(self.events["incident_id"], self.events["event_id"], strict=True)]
        self.n_incidents = len(set(keys))
        # Anchors are numbers of this page: ids of articles and rows come from outside.
        self.article_anchor = {str(a): f"article-{i}" for i, a in enumerate(self.articles["article_id"], 1)}
        self.sentence_bounds = dict(zip(self.sentences.index, self.sentences.to_numpy().tolist(), strict=True))

    def _dated(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            published=published_of(self.articles, frame["article_id"]), outlet=outlet_of(self.articles, frame["article_id"]),
            story_id=story_of(self.articles, frame["article_id"]),
        )  # fmt: skip

    def _more(self, frame: pd.DataFrame, noun: str) -> str:
        return "" if len(frame) <= self.max_rows else f"The first {self.max_rows:,} of {count_phrase(len(frame), noun)}; the exported tables hold all."

    def _passage(self, row: Any) -> str:
        text = self.texts.get((str(row.article_id), str(row.part)), "")
        low, high = self.sentence_bounds.get(row.sentence_id, (row.start, row.end))
        low, high = max(min(low, row.start), row.start - _CONTEXT), min(max(high, row.end), row.end + _CONTEXT)
        return page.marked(text, [Span(row.start, row.end, "", "event")], low, high)

    def _actors_named(self, ids: list[str], text: str) -> str:
        known = list(dict.fromkeys(self.names[a] for a in ids if a in self.names))
        if not known:
            return page.plain(text, 80) if text else page.none()
        said = f'<br><span class="small">“{page.plain(text, 60)}”</span>' if text and text not in known else ""
        return page.plain(", ".join(known), 120) + said

    def events_section(self) -> str:
        """Return the table of events, oldest first."""
        head = '<h2 id="events">Events</h2>'
        if not len(self.events):
            return f'{head}<p class="none">No events were found, or all of them are rejected.</p>'
        heads = [("When", "when"), ("What", ""), ("Who", ""), ("To whom", ""), ("Where", ""), ("In the words of the article", "words"), ("Said by", ""), ("Outlet", "")]
        rows = []
        for number, row in enumerate(self.events.head(self.max_rows).itertuples(index=False), 1):
            outcome = f" {page.tag(row.outcome)}" if row.outcome else ""
            toll = _toll(row)
            rows.append(
                (
                    "off" if row.factuality in _UNREAL else "",
                    [
                        f'<a href="#event-{number}" id="row-event-{number}">{_when(row)}</a><br><span class="small">{page.shown(row.date_basis or "no date")}</span>',
                        f"{page.shown(str(row.event_type) or 'untyped')}<br>{page.tag(str(row.factuality))}{outcome}{toll}",
                        self._actors_named(row.source_ids, row.source_text),
                        self._actors_named(row.target_ids, row.target_text),
                        page.plain(row.place or row.place_text, 60) or page.none(),
                        self._passage(row),
                        page.plain(self.names.get(row.attribution_id, "") or row.attribution_text, 60) or page.none("the article itself"),
                        page.plain(row.outlet, 40) or page.none(),
                    ],
                )
            )  # fmt: skip
        return head + page.table(heads, rows, label="Events", note=self._more(self.events, "event"))

    def quotes_section(self) -> str:
        """Return the table of quotations, by publication."""
        head = '<h2 id="quotes">Quotations</h2>'
        if not len(self.quotes):
            return f'{head}<p class="none">No quotations were found, or all of them are rejected.</p>'
        copies = self.quotes.groupby(["text", "speaker_text"])["article_id"].transform("nunique")
        heads = [("Speaker", ""), ("Quotation", "words"), ("Kind", ""), ("Outlet", ""), ("Published", "when")]
        rows = []
        for number, (row, same) in enumerate(zip(self.quotes.head(self.max_rows).itertuples(index=False), copies, strict=False), 1):
            name = self.names.get(row.speaker_id, "")
            said = f'<br><span class="small">as written: {page.plain(row.speaker_text, 80)}</span>' if row.speaker_text and row.speaker_text != name else ""
            hidden = f" {page.tag('anonymous')}" if row.anonymous is True else ""
            also = f'<br><span class="small">in {int(same):,} articles</span>' if same > 1 else ""
            rows.append(
                (
                    "",
                    [
                        f'<a href="#quote-{number}" id="row-quote-{number}">{page.plain(name or row.speaker_text, 80) or page.none("speaker not found")}</a>{said}',
                        self._passage(row),
                        f"{page.tag(str(row.kind))}{hidden}" + (f'<br><span class="small">{page.plain(row.cue, 30)}</span>' if row.cue else ""),
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
        ranked = self.actors.sort_values(["n_stories", "n_mentions", "name"], ascending=[False, False, True], kind="stable", na_position="last")
        heads = [("Actor", ""), ("Kind", ""), ("Country", ""), ("Also written", "words"), ("Stories", "n"), ("Articles", "n"), ("Mentions", "n"), ("First seen", "when"), ("Last seen", "when")]
        rows = []
        for row in ranked.head(self.max_rows).itertuples(index=False):
            aliases = [a for a in row.aliases if a != row.name]
            more = f" and {len(aliases) - 8:,} more" if len(aliases) > 8 else ""
            rows.append(
                (
                    "",
                    [
                        page.plain(row.name, 120), page.shown(row.kind) or page.none(), page.shown(row.country), page.plain(", ".join(aliases[:8]), 240) + more,
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
            return ""
        spans: dict[tuple[str, str], list[Span]] = {}
        for kind, frame in (("event", self.events), ("quote", self.quotes)):
            for number, (article, part, start, end) in enumerate(
                zip(*(frame.head(self.max_rows)[c] for c in ("article_id", "part", "start", "end")), strict=True), 1
            ):
                spans.setdefault((str(article), str(part)), []).append(Span(int(start), int(end), f"{kind}-{number}", kind))
        if not full_texts:
            head += '<p class="small">Only the sentences that events and quotations rest on are shown.</p>'
        return head + "\n".join(self._article(row, spans, full_texts) for row in self.articles.itertuples(index=False))

    def _article(self, row: Any, spans: dict[tuple[str, str], list[Span]], full_texts: bool) -> str:
        own = str(row.article_id)
        title_spans, text_spans = spans.get((own, "title"), []), spans.get((own, "text"), [])
        title = page.marked(row.title, title_spans) if row.title else page.none("without a title")
        about = [page.plain(row.source, 60), page.plain(row.author, 60), _day(row.published) or "no publication date"]
        if row.url:
            about.append(page.outside(row.url, "original"))
        body = page.paragraphs(row.text, text_spans) if full_texts else "".join(self._excerpts(row, text_spans))
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
        ends = [at + 1 for at in (text.find(mark, span.end) for mark in (". ", ".\n", "\n", "? ", "! ")) if at >= 0]
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
                    page.shown(row.stage), page.shown(row.severity), page.plain(row.message, 300),
                ],
            )
            for row in self.problems.head(self.max_rows).itertuples(index=False)
        ]  # fmt: skip
        return '<h2 id="problems">What went wrong</h2>' + page.table(heads, rows, label="Problems", note=self._more(self.problems, "problem"))


def _day(instant: Any) -> str:
    return "" if pd.isna(instant) else f"{instant:%Y-%m-%d}"


def _when(row: Any) -> str:
    first, last = _day(row.date_start), _day(row.date_end)
    if not first and not last:
        return "no date"
    if first == last or (row.date_precision == "day" and not last):
        return first
    return f"{first or '…'} to {last or '…'}"


def _toll(row: Any) -> str:
    parts = []
    for word in ("killed", "injured"):
        low, high = getattr(row, f"{word}_min"), getattr(row, f"{word}_max")
        if pd.isna(low) and pd.isna(high):
            continue
        number = f"{low:,}" if not pd.isna(low) and low == high else f"{'' if pd.isna(low) else f'{low:,}'}–{'' if pd.isna(high) else f'{high:,}'}"
        parts.append(f"{number} {word}")
    return f'<br><span class="small">{", ".join(parts)}</span>' if parts else ""
