"""What a corpus says of itself: counts, span of dates, pipeline, share reviewed, what went wrong."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from analystkit.corpus.figures import Figures, figures_of
from analystkit.model.terminal import visible
from analystkit.model.wording import count_phrase

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

# How the reasons begin why a stated date was not taken (`readers.published`).
_UNREAD = ("publication date left empty: ", "publication date not read: ")


def facts(corpus: Corpus, figures: Figures | None = None) -> list[tuple[str, str]]:
    """Return the lines of the card as (label, value)."""
    known = figures or figures_of(corpus)
    lines = [
        ("articles", f"{known.articles:,} ({count_phrase(known.stories, 'story')}, {count_phrase(known.outlets, 'outlet')})"),
        ("published", _span(known.first, known.last)),
        ("events", f"{known.events:,} in {count_phrase(known.incidents, 'incident')}{_kinds(known.event_types)}"),
        ("quotes", f"{known.quotes:,} ({_share(known.spoken, known.quotes)} with a speaker){_kinds(known.quote_kinds)}"),
        ("actors", f"{known.named:,} named, {known.actors - known.named:,} unnamed, in {count_phrase(known.mentions, 'mention')}"),
        ("reviewed", f"{known.decided:,} of {known.events + known.quotes:,} events and quotes, {known.curated:,} of {known.actors:,} actors"),
        ("pipeline", str(corpus.meta.get("pipeline_name") or "not recorded")),
    ]  # fmt: skip
    if corpus.filter_code():
        whole = corpus.whole
        lines.insert(
            0,
            (
                "filter",
                f"{corpus.filter_code()} · {known.events:,} of {whole.rows('events'):,} events, "
                f"{known.quotes:,} of {whole.rows('quotes'):,} quotes",
            ),
        )
    return lines


def warnings(corpus: Corpus, figures: Figures | None = None) -> list[str]:
    """Return what the analyst should know before trusting the counts."""
    known = figures or figures_of(corpus)
    found = []
    if known.undated:
        found.append(undated_warning(known.undated, known.articles, corpus.problems))
    if known.refused:
        found.append(
            f"{known.refused:,} {'article or file' if known.refused == 1 else 'articles or files'} refused: see corpus.problems"
        )
    if known.warned:
        found.append(f"{count_phrase(known.warned, 'warning')}: see corpus.problems")
    return found


def undated_warning(undated: int, articles: int, problems: pd.DataFrame) -> str:
    """Say how many articles have no publication date and what helps: dates stated in a form that was not read come first.

    To give all of them one date would hide that most state one.
    """
    what = "has no publication date, so its" if undated == 1 else "have no publication date, so their"
    said = f"{undated:,} of {count_phrase(articles, 'article')} {what} relative dates cannot be resolved"
    notes = problems["message"][problems["message"].astype(str).str.startswith(_UNREAD).to_numpy(dtype=bool)]
    stated = min(len(notes), undated)
    if not stated:
        return f"{said}: pass published=..."
    reason = str(notes.iloc[0]).split(": ", 1)[1]
    verb = "states" if stated == 1 else "state"
    return f"{said}: {stated:,} {verb} one that was not read ({reason}); published=... dates what remains"


def as_text(corpus: Corpus) -> str:
    """Return the card as plain text."""
    figures = figures_of(corpus)
    body = [f"  {label:<10} {value}" for label, value in facts(corpus, figures)]
    notes = [f"  ! {warning}" for warning in warnings(corpus, figures)]
    return visible("\n".join(["<Corpus>", *body, *notes]))


def as_html(corpus: Corpus) -> str:
    """Return the card as HTML; every piece of text in it is escaped."""
    figures = figures_of(corpus)
    rows = "".join(
        f'<tr><th style="text-align:left;padding-right:1em">{escape(label)}</th>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for label, value in facts(corpus, figures)
    )
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in warnings(corpus, figures))
    return (
        f'<div class="analystkit-card"><strong>Corpus</strong><table>{rows}</table>'
        f"{f'<ul>{notes}</ul>' if notes else ''}</div>"
    )


def _span(first: pd.Timestamp | None, last: pd.Timestamp | None) -> str:
    if first is None or last is None:
        return "no dates"
    low, high = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    return low if low == high else f"{low} to {high}"


def _kinds(counts: list[tuple[str, int]]) -> str:
    return ": " + ", ".join(f"{number:,} {kind}" for kind, number in counts) if counts else ""


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"
