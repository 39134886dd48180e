"""The opening of the report: what is reported most, who is quoted, and what the reports disagree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analystkit.analysis.frames import date_phrase, rows_of
from analystkit.export import page
from analystkit.export.cleaning import shown
from analystkit.export.report_rows import Rows, day, toll
from analystkit.model.wording import count_phrase

_CARDS, _QUOTES, _DISPUTED = 6, 6, 12
_QUOTE_LENGTH, _BEST_LENGTH = (30, 260), 110
_REAL = ("happened", "ongoing", "alleged", "attempted", "planned", "threatened", "denied")


def incidents_section(rows: Rows, disputed: pd.DataFrame) -> str:
    """Return the incidents most stories report, a card each, in the words of one of the reports.

    Parameters
    ----------
    rows : Rows
    disputed : DataFrame
        As `analystkit.analysis.disagreements` returns it.
    """
    head = '<h2 id="lead">What is reported most</h2>'
    chosen = _most_reported(rows)
    if not chosen:
        return f'{head}<p class="none">No events were found, or all of them are rejected.</p>'
    fields = {
        str(key): list(dict.fromkeys(held["field"]))
        for key, held in disputed.groupby("incident_id", sort=False)
    }
    cards = [_card(rows, mark, reports, fields.get(str(mark.incident_id), [])) for mark, reports in chosen]
    return f'{head}<div class="cards">{"".join(cards)}</div>'


def _most_reported(rows: Rows) -> list[tuple[Any, pd.DataFrame]]:
    marks = rows.marks
    marks = marks[(~marks["background"] & marks["factuality"].isin(_REAL)).to_numpy()]
    ranked = marks.sort_values(
        ["n_stories", "n_outlets", "n_reports", "confidence", "x0"],
        ascending=[False, False, False, False, True],
        kind="stable",
    )
    by_incident = {
        str(key): group for key, group in rows.events.groupby("incident_id", sort=False) if str(key)
    }
    place = {str(event): i for i, event in enumerate(rows.events["event_id"])}
    told: set[str] = set()
    first: list[tuple[Any, pd.DataFrame]] = []
    again: list[tuple[Any, pd.DataFrame]] = []
    for mark in rows_of(ranked):
        own = rows.events.iloc[[place[str(mark.event_id)]]]
        reports = by_incident.get(str(mark.incident_id), own)
        # One card a story, as long as there are stories: an article tells of one thing in many events.
        stories = set(reports["story_id"].astype(str))
        (again if stories & told else first).append((mark, reports))
        told |= stories
        if len(first) == _CARDS:
            break
    return [*first, *again[: _CARDS - len(first)]]


def _card(rows: Rows, mark: Any, reports: pd.DataFrame, disputed: list[str]) -> str:
    incident = rows.incident.get(str(mark.incident_id))
    best = max(rows_of(reports), key=lambda row: _telling(row, rows, incident, str(mark.factuality)))
    when = best if incident is None else incident
    first = date_phrase(when.date_start, when.date_end, when.date_precision)
    where = page.plain((incident.place if incident is not None else "") or best.place or best.place_text, 60)
    told = toll(best) if incident is None else toll(incident, ("killed",))
    support = f"{count_phrase(int(mark.n_reports), 'report')} in {count_phrase(int(mark.n_stories), 'story')}"
    if mark.n_outlets:
        support += f", {count_phrase(int(mark.n_outlets), 'outlet')}"
    earliest = next(rows_of(reports.sort_values("published", kind="stable")))
    since = (
        ""
        if pd.isna(earliest.published)
        else f'; first <span class="day">{earliest.published:%Y-%m-%d}</span>'
    )
    since += f", {page.plain(earliest.outlet, 40)}" if since and earliest.outlet else ""
    said = list(
        {
            rows.names[str(a)].casefold(): rows.names[str(a)]
            for a in reports["attribution_id"]
            if str(a) in rows.names
        }.values()
    )
    who = page.plain(", ".join(said[:4]), 160) + (f" and {len(said) - 4:,} more" if len(said) > 4 else "")
    lines = [
        f'<p class="kicker">{" · ".join(part for part in (first, where) if part) or "no date"}</p>',
        f'<p class="telling">{rows.passage(best)}</p>',
        f'<p class="small">{page.tag(str(best.event_type))} {page.tag(str(mark.factuality))} {shown(told)}</p>',
        f'<p class="small">{support}{since}</p>',
        f'<p class="small">According to: {who}</p>' if who else "",
        f'<p class="small disputed">The reports {page.link("disagreements", "disagree")} on: {shown(", ".join(disputed))}</p>'
        if disputed
        else "",
        _leads_to(rows, best),
    ]
    return f'<div class="card">{"".join(lines)}</div>'


def _telling(row: Any, rows: Rows, incident: Any, factuality: str) -> float:
    # The report that says early in the text, of the day of the incident and as the card has it, who did what to whom, tells most in one sentence.
    named = sum(any(str(a) in rows.names for a in ids) for ids in (row.source_ids, row.target_ids))
    filled = bool(row.source_text) + bool(row.target_text)
    sure = 0.0 if pd.isna(row.confidence) else float(row.confidence)
    day = incident is not None and row.date_start == incident.date_start and row.date_end == incident.date_end
    early = max(0.0, 1 - int(row.start) / 1500) if str(row.part) == "text" else 0.0
    counted = not pd.isna(row.killed_min) or not pd.isna(row.killed_max)
    return (
        0.5 * named
        + 0.5 * filled
        + 0.5 * counted
        + sure
        + day
        + (str(row.factuality) == factuality)
        + 1.5 * early
        - 2 * (row.background is True)
    )


def _leads_to(rows: Rows, row: Any) -> str:
    own = str(row.event_id)
    links = [page.link(rows.in_article("event", own), "read in the article")]
    if listed := rows.in_table("event", own):
        links.append(page.link(listed, "row"))
    return f'<p class="small">{" · ".join(links)}</p>'


def quoted_section(rows: Rows) -> str:
    """Return a quotation each of the speakers whom most stories quote, "" where nobody named is quoted."""
    chosen = list(_quoted_most(rows))
    if not chosen:
        return ""
    pieces = []
    for row, stories in chosen:
        written = page.plain(row.speaker_text, 60)
        name = page.plain(rows.names[str(row.speaker_id)], 80)
        origin = " · ".join(
            part
            for part in (
                page.plain(row.outlet, 40),
                day(row.published),
                page.link(rows.in_article("quote", str(row.quote_id)), "read in the article"),
            )
            if part
        )
        # Only a direct quotation is the speaker's own wording; any other is shown in the sentence that reports it.
        direct = str(row.kind) == "direct"
        words = f"“{shown(_words(rows, row))}”" if direct else rows.passage(row, row.segments)
        pieces.append(
            f'<figure class="said"><blockquote dir="auto">{words}</blockquote><figcaption><b>{name}</b>'
            f"{f' (“{written}”)' if written and written != name else ''}, quoted in {count_phrase(stories, 'story')}<br>{origin}</figcaption></figure>"
        )
    return f'<h2 id="quoted">Who is quoted most</h2><div class="cards">{"".join(pieces)}</div>'


def _quoted_most(rows: Rows) -> Iterator[tuple[Any, int]]:
    quotes = rows.quotes
    named = quotes[
        quotes["speaker_id"].isin(rows.names).to_numpy()
        & ~quotes["anonymous"].to_numpy(dtype=bool, na_value=False)
    ]
    stories = named.groupby("speaker_id", sort=False)["story_id"].nunique()
    low, high = _QUOTE_LENGTH
    length = named["text"].astype(str).str.len()
    fit = named[(named["kind"].astype(str).isin(["direct", "mixed"]) & length.between(low, high)).to_numpy()]
    best: dict[str, Any] = {}
    for row in rows_of(fit):
        known = best.get(str(row.speaker_id))
        if known is None or _good(row) > _good(known):
            best[str(row.speaker_id)] = row
    ranked = sorted(best, key=lambda a: (-int(stories[a]), rows.names[a].casefold(), a))
    for speaker in ranked[:_QUOTES]:
        yield best[speaker], int(stories[speaker])


def _good(row: Any) -> tuple[bool, float, int]:
    return (
        str(row.kind) == "direct",
        0.0 if pd.isna(row.confidence) else float(row.confidence),
        -abs(len(row.text) - _BEST_LENGTH),
    )


def _words(rows: Rows, row: Any) -> str:
    text = rows.texts.get((str(row.article_id), str(row.part)), "")
    said = (
        " … ".join(text[low:high].strip() for low, high in row.segments)
        if len(row.segments)
        else str(row.text)
    )
    return " ".join(said.split()).strip("“”\"'").rstrip(",")


def disagreements_section(rows: Rows, found: pd.DataFrame) -> str:
    """Return what the reports of one incident say differently, "" where they agree.

    Parameters
    ----------
    rows : Rows
    found : DataFrame
        As `analystkit.analysis.disagreements` returns it.
    """
    if not len(found):
        return ""
    known = [i for i in dict.fromkeys(found["incident_id"]) if i in rows.incident]
    event = {str(row.event_id): row for row in rows_of(rows.events)}
    heads = [
        ("Incident", ""),
        ("On", ""),
        ("Value", ""),
        ("Who says so", ""),
        ("In the words of the article", "words"),
    ]
    lines: list[tuple[str, list[str]]] = []
    for incident in known[:_DISPUTED]:
        about = rows.incident[incident]
        label = " · ".join(
            part
            for part in (
                date_phrase(about.date_start, about.date_end, about.date_precision),
                str(about.place),
                str(about.event_type),
            )
            if part
        )
        before = ""
        for row in rows_of(found[(found["incident_id"] == incident).to_numpy()]):
            report = event.get(row.event_id)
            if report is None:
                continue
            said = "; ".join(part for part in (", ".join(row.said_by), ", ".join(row.outlets)) if part)
            lines.append(
                (
                    "first" if not before else "",
                    [
                        page.plain(label, 120) if not before else "",
                        shown(row.field) if row.field != before else "",
                        page.plain(row.value, 80),
                        page.plain(said, 160) or page.none(),
                        rows.passage(report)
                        + _leads_to(rows, report)
                        .replace('<p class="small">', '<br><span class="small">')
                        .replace("</p>", "</span>"),
                    ],
                )
            )
            before = row.field
    if not lines:
        return ""
    note = f"{count_phrase(min(len(known), _DISPUTED), 'incident')} of {len(known):,} whose reports exclude each other; those in most stories."
    return f'<h2 id="disagreements">What the reports disagree on</h2>{page.table(heads, lines, label="Disagreements", note=note)}'
