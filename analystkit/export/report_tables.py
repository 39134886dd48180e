"""The tables of the report: events, quotations, actors and what went wrong, every row tied to the words it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.frames import date_phrase, rows_of
from analystkit.export import page
from analystkit.export.cleaning import shown
from analystkit.export.report_rows import Rows, day, toll

_BASES = {
    "explicit": "date in the text",
    "relative": "reckoned from the report",
    "published": "date of the report",
}
_UNREAL = frozenset({"planned", "threatened", "denied", "negated", "hypothetical"})


def events_section(rows: Rows) -> str:
    """Return the table of events, oldest first."""
    head = '<h2 id="events">Events</h2>'
    if not len(rows.events):
        return f'{head}<p class="none">No events were found, or all of them are rejected.</p>'
    heads = [
        ("When", "when"),
        ("What", ""),
        ("Who", ""),
        ("To whom", ""),
        ("In the words of the article", "words"),
        ("Outlet", ""),
    ]
    lines = []
    for number, row in enumerate(rows_of(rows.events.head(rows.max_rows)), 1):
        outcome = f" {page.tag(row.outcome)}" if row.outcome else ""
        said = page.plain(rows.names.get(row.attribution_id, "") or row.attribution_text, 60)
        place = page.plain(row.place or row.place_text, 60)
        about = [
            f"place: {place}" if place else "",
            f"said by: {said}" if said else "",
            page.link(f"event-{number}", "read in the article"),
        ]
        lines.append(
            (
                "off" if row.factuality in _UNREAL else "",
                [
                    f'<a id="row-event-{number}"></a>{_when(row)}<br><span class="small">{_BASES.get(str(row.date_basis), "")}</span>',
                    f"{shown(str(row.event_type) or 'untyped')}<br>{page.tag(str(row.factuality))}{outcome}{_toll(row)}",
                    rows.actors_named(row.source_ids, row.source_text),
                    rows.actors_named(row.target_ids, row.target_text),
                    f'{rows.passage(row)}<br><span class="small">{" · ".join(part for part in about if part)}</span>',
                    page.plain(row.outlet, 40) or page.none(),
                ],
            )
        )  # fmt: skip
    past = int(rows.events["background"].fillna(False).sum())
    note = "By date" + (
        f"; {past:,} that the articles recall from earlier stand at the end. " if past else ". "
    )
    return head + page.table(heads, lines, label="Events", note=note + rows.more(rows.events, "event"))


def quotes_section(rows: Rows) -> str:
    """Return the table of quotations, by publication."""
    head = '<h2 id="quotes">Quotations</h2>'
    if not len(rows.quotes):
        return f'{head}<p class="none">No quotations were found, or all of them are rejected.</p>'
    copies = rows.quotes.groupby(["text", "speaker_text"])["article_id"].transform("nunique")
    heads = [("Speaker", ""), ("Quotation", "words"), ("Kind", ""), ("Outlet", ""), ("Published", "when")]
    lines = []
    for number, (row, same) in enumerate(
        zip(rows_of(rows.quotes.head(rows.max_rows)), copies, strict=False), 1
    ):
        name = rows.names.get(row.speaker_id, "")
        written = row.speaker_text if row.speaker_text != name else ""
        said = (
            f'<br><span class="small">as written: {page.plain(written, 80)}</span>'
            if written and name
            else ""
        )
        hidden = f" {page.tag('anonymous')}" if row.anonymous is True else ""
        also = f'<br><span class="small">in {int(same):,} articles</span>' if same > 1 else ""
        cue = f'<br><span class="small">{page.plain(row.cue, 30)}</span>' if row.cue else ""
        lines.append(
            (
                "",
                [
                    f'<a id="row-quote-{number}"></a>{page.plain(name or row.speaker_text, 80) or page.none("speaker not found")}{said}',
                    f'{rows.passage(row, row.segments)}<br><span class="small">{page.link(f"quote-{number}", "read in the article")}</span>',
                    f"{page.tag(str(row.kind))}{hidden}{cue}",
                    (page.plain(row.outlet, 40) or page.none()) + also,
                    day(row.published) or page.none("no date"),
                ],
            )
        )  # fmt: skip
    return head + page.table(heads, lines, label="Quotations", note=rows.more(rows.quotes, "quotation"))


def actors_section(rows: Rows) -> str:
    """Return the table of actors, those in most stories first."""
    head = '<h2 id="actors">Actors</h2>'
    if not len(rows.actors):
        return f'{head}<p class="none">No actors were found.</p>'
    ranked = rows.actors.sort_values(
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
    lines = []
    for row in rows_of(ranked.head(rows.max_rows)):
        aliases = [a for a in row.aliases if a != row.name]
        more = f" and {len(aliases) - 8:,} more" if len(aliases) > 8 else ""
        lines.append(
            (
                "",
                [
                    page.plain(row.name, 120), shown(row.kind) or page.none(), shown(row.country), page.plain(", ".join(aliases[:8]), 240) + more,
                    *("" if pd.isna(n) else f"{int(n):,}" for n in (row.n_stories, row.n_articles, row.n_mentions)),
                    day(row.first_seen), day(row.last_seen),
                ],
            )
        )  # fmt: skip
    return head + page.table(heads, lines, label="Actors", note=rows.more(rows.actors, "actor"))


def problems_section(rows: Rows) -> str:
    """Return the table of what went wrong, nothing where nothing did."""
    if not len(rows.problems):
        return ""
    heads = [("File", ""), ("Row", "n"), ("Stage", ""), ("Severity", ""), ("What happened", "words")]
    lines = [
        (
            "",
            [
                page.plain(Path(str(row.path)).name or row.article_id, 80), "" if pd.isna(row.row) else f"{int(row.row):,}",
                shown(row.stage), shown(row.severity), page.plain(row.message, 300),
            ],
        )
        for row in rows_of(rows.problems.head(rows.max_rows))
    ]  # fmt: skip
    return '<h2 id="problems">What went wrong</h2>' + page.table(
        heads, lines, label="Problems", note=rows.more(rows.problems, "problem")
    )


def _when(row: Any) -> str:
    return date_phrase(row.date_start, row.date_end, row.date_precision) or "no date"


def _toll(row: Any) -> str:
    said = toll(row)
    return f'<br><span class="small">{said}</span>' if said else ""
