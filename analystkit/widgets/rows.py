"""Rows in words and HTML: events, quotations, actors as the lists of the explorer show them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.positions import Positions
from analystkit.widgets import markup

_HAPPENED = ("happened", "ongoing")
# What a date rests on, in words; a date the sentence states needs none.
_BASIS = {"relative": "relative date", "published": "date of the report"}


def event_line(corpus: Corpus, event: Any) -> tuple[str, str]:
    """Return an event as HTML and in words: when, what, whether it happened, who, whom, and its sentence."""
    who, whom = (
        names(corpus, event.source_ids, event.source_text),
        names(corpus, event.target_ids, event.target_text),
    )
    roles = (
        f"{markup.safe(who, 60) or '<i>not stated</i>'} \u2192 {markup.safe(whom, 60) or '<i>not stated</i>'}"
        if who or whom
        else ""
    )
    when = days(event)
    html = (
        f"<b>{markup.safe(when)}</b> {markup.tag(event.event_type, '' if event.factuality in _HAPPENED else 'off')}"
        f"{markup.tag(event.factuality, 'said' if event.factuality in _HAPPENED else 'said off')}{_status(event)}"
        f"<small>{markup.safe(_BASIS.get(event.date_basis, '' if event.date_basis == 'explicit' else event.date_basis))}</small>"
        f"{f'<br><small><bdi>{roles}</bdi></small>' if roles else ''}<br>{_struck(event, sentence(corpus, event))}"
        f"{_elsewhere(corpus, 'events', 'incident_id', event.incident_id, event.article_id)}"
    )
    return html, f"{event.event_type} {event.factuality}, {when}: {event.trigger}"


def quote_card(corpus: Corpus, quote: Any) -> tuple[str, str]:
    """Return a quotation as HTML and in words: who said it, how it is marked, the words, their context, the outlet."""
    passage = corpus.source(quote)
    name = corpus.name_of(quote.speaker_id)
    who = name or quote.speaker_text or "speaker not found"
    written = (
        f" \u00b7 as written: {markup.safe(quote.speaker_text, 60)}"
        if name and quote.speaker_text not in ("", name)
        else ""
    )
    cue = f" \u00b7 cue: {markup.safe(quote.cue, 40)}" if quote.cue else ""
    html = (
        f'<span class="who"><bdi>{markup.safe(who, 80)}</bdi></span> {markup.tag(quote.kind)}'
        f"{markup.tag('anonymous', 'off') if quote.anonymous else ''}{_status(quote)}"
        f"<br>{_struck(quote, markup.marked(passage.pieces(), 240))}"
        f"<br><small><bdi>{markup.safe(passage.heading, 110)}</bdi>{written}{cue}</small>"
        f"{_elsewhere(corpus, 'quotes', 'text', quote.text, quote.article_id)}"
    )
    return html, f"{quote.kind} quote of {who}"


def actor_line(corpus: Corpus, actor: Any) -> tuple[str, str]:
    """Return an actor as HTML and in words: name, kind, country, counts, other names."""
    others = [alias for alias in actor.aliases if alias != actor.name]
    counted = ", ".join(
        f"{number:,} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((actor.n_mentions, "mention"), (actor.n_articles, "article"))
        if not pd.isna(number)
    )
    html = (
        f'<span class="who"><bdi>{markup.safe(actor.name, 80)}</bdi></span> {markup.tag(actor.kind)}{markup.tag(actor.country)}'
        f"{markup.tag('former') if actor.former else ''}{markup.tag('curated', 'said') if actor.curated else ''}<small>{counted}</small>"
        + (f"<br><small><bdi>{markup.safe(', '.join(others), 160)}</bdi></small>" if others else "")
    )
    return html, f"{actor.name}, {actor.kind}"


def names(corpus: Corpus, actor_ids: list[str], written: str) -> str:
    """Return the resolved names of a role, the words as written where none is resolved."""
    return ", ".join(name for name in map(corpus.name_of, actor_ids) if name) or str(written)


def days(event: Any) -> str:
    """Return the interval of an event in words, "no date" where there is none."""
    first, last = event.date_start, event.date_end
    if pd.isna(first) and pd.isna(last):
        return "no date"
    if pd.isna(first) or pd.isna(last):
        return f"since {first:%Y-%m-%d}" if pd.isna(last) else f"until {last:%Y-%m-%d}"
    return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def sentence(corpus: Corpus, event: Any, limit: int = 240) -> str:
    """Return the sentence of an event as HTML, its trigger marked."""
    passage = corpus.source(event)
    bounds = sentence_bounds(corpus, event.sentence_id)
    if bounds is None:
        return markup.marked(passage.pieces(), limit)
    low, high = (min(max(at - passage.start, 0), len(passage.text)) for at in bounds)
    start, end = (min(max(int(at) - passage.start, low), high) for at in (event.start, event.end))
    pieces = [
        (passage.text[low:start], False),
        (passage.text[start:end], True),
        (passage.text[end:high], False),
    ]
    return markup.marked(pieces, limit)


def sentence_bounds(corpus: Corpus, sentence_id: str) -> tuple[int, int] | None:
    """Return where a sentence starts and ends in its part, None if it is not there."""
    rows = _positions(corpus.whole, "sentences", "sentence_id").of(sentence_id)
    if not len(rows):
        return None
    at = corpus.whole.sentences.iloc[int(rows[0])]
    return int(at["start"]), int(at["end"])


def same_elsewhere(corpus: Corpus, frame: str, column: str, value: str, article_id: str) -> pd.DataFrame:
    """Return the rows of other articles that report the same: one incident's events, one quotation's words."""
    whole = corpus.whole
    found = whole.frames[frame].iloc[_positions(whole, frame, column).of(value) if value else []]
    return found[(found["article_id"] != article_id).to_numpy()].drop_duplicates("article_id")


def _elsewhere(corpus: Corpus, frame: str, column: str, value: str, article_id: str) -> str:
    n = len(same_elsewhere(corpus, frame, column, value, article_id))
    return f"<br><small>also in {n:,} {'article' if n == 1 else 'articles'}</small>" if n else ""


def _positions(corpus: Corpus, frame: str, column: str) -> Positions:
    """Return the positions of a frame's rows by the value of a column; made once for each state of the frame."""
    source = corpus.frames[frame]
    cache: dict[tuple[str, str], tuple[Any, Positions]] = vars(corpus).setdefault("_explorer_positions", {})
    held = cache.get((frame, column))
    if held is None or held[0] is not source:
        held = cache[frame, column] = (source, Positions(source[column]))
    return held[1]


def _status(row: Any) -> str:
    return "" if row.status in ("auto", "") else markup.tag(row.status, "said")


def _struck(row: Any, html: str) -> str:
    return f'<span class="gone">{html}</span>' if row.status == "rejected" else html
