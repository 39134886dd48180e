"""The report: one HTML file with charts, tables and the articles, every row linked to the words it rests on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from analystkit.analysis.disagreement import disagreements
from analystkit.analysis.frames import frame_of
from analystkit.analysis.provenance import provenance, sentence
from analystkit.errors import InputError
from analystkit.export import page
from analystkit.export.cleaning import shown
from analystkit.export.report_articles import articles_section
from analystkit.export.report_lead import disagreements_section, incidents_section, quoted_section
from analystkit.export.report_rows import Rows
from analystkit.export.report_tables import actors_section, events_section, problems_section, quotes_section
from analystkit.export.target import file_target, folder_target, local_path, write
from analystkit.model.wording import count_phrase

_ROWS = 2_000


def report(
    corpus: Any,
    path: str | os.PathLike[str],
    *,
    title: str = "What the articles report",
    full_texts: bool = True,
    max_rows: int = _ROWS,
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
    target = local_path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        if target.suffix and not target.is_dir():
            raise InputError(f"expected a folder or a file ending in .html, found {target.name!r}")
        target = folder_target(target) / "report.html"
    target = file_target(target, (".html", ".htm"))
    return write(target, report_html(corpus, title=title, full_texts=full_texts, max_rows=max_rows))


def report_html(
    corpus: Any, *, title: str = "What the articles report", full_texts: bool = True, max_rows: int = _ROWS
) -> str:
    """Return the page `report` writes, as text."""
    from analystkit.plot.saving import theme_variables
    from analystkit.plot.theme import DARK, LIGHT

    facts = provenance(corpus)
    rows = Rows(corpus, max_rows)
    disputed = disagreements(corpus)
    disagree = disagreements_section(rows, disputed)
    sections = [
        _header(title, facts, rows, bool(disagree)),
        incidents_section(rows, disputed),
        quoted_section(rows),
        _charts(corpus),
        disagree,
        events_section(rows),
        quotes_section(rows),
        actors_section(rows),
        articles_section(rows, full_texts),
        problems_section(rows),
        _footer(facts),
    ]
    style = (
        f":root {{ {theme_variables(LIGHT)} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {theme_variables(DARK)} }} }}\n"
        f"svg text {{ font-family: 'DejaVu Sans', Verdana, sans-serif !important; }}\n{page.asset('report.css')}"
    )
    return page.document(
        title, "\n".join(s for s in sections if s), style=style, script=page.asset("report.js")
    )


def _header(title: str, facts: dict[str, Any], rows: Rows, disputed: bool) -> str:
    numbers = [
        (facts["articles"], "article" if facts["articles"] == 1 else "articles"), (facts["stories"], "story" if facts["stories"] == 1 else "stories (copies counted once)"),
        (facts["outlets"], "outlet" if facts["outlets"] == 1 else "outlets"), (len(rows.events), "reported events"),
        (rows.n_incidents, "incidents"), (len(rows.quotes), "quotations"), (facts["actors"], "actors"),
    ]  # fmt: skip
    first, last = facts["published_first"], facts["published_last"]
    span = (
        "Publication dates are not known."
        if not first
        else f"Published {first}."
        if first == last
        else f"Published {first} to {last}."
    )
    chosen = f" Filter: {shown(facts['filter'])}." if facts["filter"] else ""
    notes = []
    if facts["undated_articles"]:
        notes.append(
            f"{facts['undated_articles']:,} of {count_phrase(facts['articles'], 'article')} without a publication date: dates such as "
            "“Tuesday” in them cannot be resolved. Pass published=... when loading."
        )
    if facts["problems"]:
        notes.append(
            f"{count_phrase(facts['problems'], 'problem')} while reading: see the end of the report."
        )
    if not facts["articles"]:
        notes.append("There are no articles in this corpus.")
    if facts["reviewable"] and not facts["reviewed"]:
        notes.append(
            "No row has been reviewed by an analyst yet: everything below is what the machine proposes."
        )
    links = (
        ("lead", "At a glance"),
        ("charts", "Charts"),
        ("disagreements", "Disagreements"),
        ("events", "Events"),
        ("quotes", "Quotations"),
        ("actors", "Actors"),
        ("articles", "Articles"),
    )
    return (
        f'<header><h1>{shown(title)}</h1><p class="lead">{span}{chosen}</p><ul class="facts">'
        + "".join(f"<li><b>{number:,}</b><span>{name}</span></li>" for number, name in numbers)
        + "</ul>" + "".join(f'<p class="note">{shown(note)}</p>' for note in notes)
        + "</header>\n<nav>" + "".join(page.link(anchor, name) for anchor, name in links if anchor != "disagreements" or disputed) + "</nav>\n<main>"
    )  # fmt: skip


def _charts(corpus: Any) -> str:
    from analystkit import plot
    from analystkit.plot.canvas import off_screen
    from analystkit.plot.saving import inline_svg

    with off_screen():
        charts = [
            plot.timeline(corpus, lanes="target"),
            plot.timeline(corpus, lanes="type"),
            plot.cooccurrence(corpus, unit="sentence"),
        ]
        # One day of articles makes one bar, which says nothing.
        if frame_of(corpus, "articles")["published"].dt.floor("D").nunique() > 1:
            charts.append(plot.volume(corpus))
    figures = [page.figure(inline_svg(ax), plot.alt_text(ax)) for ax in charts]
    return '<h2 id="charts">Charts</h2>' + "\n".join(figures)


def _footer(facts: dict[str, Any]) -> str:
    return (
        "</main><footer><h2>How to read this</h2><p>Every row leads to the words it rests on: follow the link in its first column. "
        "Dates are intervals with a basis: <i>explicit</i> (the text names the date), <i>relative</i> (reckoned from the publication date), "
        "<i>published</i> (nothing is stated, the date of the report stands in). Factuality says whether the text reports an event as happened, planned, "
        "threatened, attempted, alleged, denied, negated or hypothetical; it does not say whether that is true. What is not stated stays empty. "
        "Copies of a story count once. Event types are those of PLOVER (Open Event Data Alliance, CC BY-SA 4.0).</p>"
        f"<p>{shown(sentence(facts))}.</p></footer>"
    )
