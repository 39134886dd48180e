"""What a corpus says of itself: counts, span of dates, pipeline, share reviewed, what went wrong."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus


def facts(corpus: Corpus) -> list[tuple[str, str]]:
    """Return the lines of the card as (label, value)."""
    articles, events, quotes = corpus.articles, corpus.events, corpus.quotes
    outlets = articles["source"].astype(str)
    lines = [
        (
            "articles",
            f"{len(articles):,} ({_stories(articles):,} stories, {outlets[outlets != ''].nunique():,} outlets)",
        ),
        ("published", _span(articles["published"])),
        (
            "events",
            f"{len(events):,} in {events['incident_id'].nunique():,} incidents{_kinds(events['event_type'])}",
        ),
        (
            "quotes",
            f"{len(quotes):,} ({_share(quotes['speaker_text'] != '')} with a speaker){_kinds(quotes['kind'])}",
        ),
        ("actors", _actors(corpus)),
        ("reviewed", _reviewed(corpus)),
        ("pipeline", str(corpus.meta.get("pipeline_name") or "not recorded")),
    ]
    if corpus.filter:
        whole = corpus.whole
        lines.insert(
            0,
            (
                "filter",
                f"{corpus.filter.code()} · {len(events):,} of {len(whole.events):,} events, "
                f"{len(quotes):,} of {len(whole.quotes):,} quotes",
            ),
        )
    return lines


def warnings(corpus: Corpus) -> list[str]:
    """Return what the analyst should know before trusting the counts."""
    found = []
    undated = int(corpus.articles["published"].isna().sum())
    if undated:
        verb = "has" if undated == 1 else "have"
        found.append(
            f"{undated:,} of {len(corpus.articles):,} articles {verb} no publication date, so their relative dates "
            "cannot be resolved: pass published=..."
        )
    problems = corpus.problems
    refused = int((problems["severity"] == "error").sum())
    if refused:
        found.append(
            f"{refused:,} {_plural(refused, 'article or file', 'articles or files')} refused: see corpus.problems"
        )
    warned = len(problems) - refused
    if warned:
        found.append(f"{warned:,} {_plural(warned, 'warning', 'warnings')}: see corpus.problems")
    return found


def as_text(corpus: Corpus) -> str:
    """Return the card as plain text."""
    body = [f"  {label:<10} {value}" for label, value in facts(corpus)]
    notes = [f"  ! {warning}" for warning in warnings(corpus)]
    return "\n".join(["<Corpus>", *body, *notes])


def as_html(corpus: Corpus) -> str:
    """Return the card as HTML; every piece of text in it is escaped."""
    rows = "".join(
        f'<tr><th style="text-align:left;padding-right:1em">{escape(label)}</th>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for label, value in facts(corpus)
    )
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in warnings(corpus))
    return (
        f'<div class="analystkit-card"><strong>Corpus</strong><table>{rows}</table>'
        f"{f'<ul>{notes}</ul>' if notes else ''}</div>"
    )


def _actors(corpus: Corpus) -> str:
    named = int((corpus.actors["kind"] != "unnamed").sum())
    return f"{named:,} named, {len(corpus.actors) - named:,} unnamed, in {len(corpus.mentions):,} mentions"


def _stories(articles: pd.DataFrame) -> int:
    named = articles["story_id"][articles["story_id"] != ""]
    return int(named.nunique()) + len(articles) - len(named)


def _span(published: pd.Series) -> str:
    known = published.dropna()
    if known.empty:
        return "no dates"
    first, last = f"{known.min():%Y-%m-%d}", f"{known.max():%Y-%m-%d}"
    return first if first == last else f"{first} to {last}"


def _kinds(column: pd.Series) -> str:
    counts = column[column != ""].value_counts()
    counts = counts[counts > 0].head(3)
    return ": " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items()) if len(counts) else ""


def _share(mask: pd.Series) -> str:
    return f"{100 * mask.mean():.0f} %" if len(mask) else "0 %"


def _reviewed(corpus: Corpus) -> str:
    decided = sum(int((frame["status"] != "auto").sum()) for frame in (corpus.events, corpus.quotes))
    total = len(corpus.events) + len(corpus.quotes)
    curated = int(corpus.actors["curated"].fillna(False).sum())
    return f"{decided:,} of {total:,} events and quotes, {curated:,} of {len(corpus.actors):,} actors"


def _plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
