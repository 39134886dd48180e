"""Where a chart or an export comes from: filter, counts of articles and stories, version, pipeline, share reviewed."""

from __future__ import annotations

from typing import Any

import pandas as pd

import analystkit
from analystkit.analysis.frames import frame_of, scope, scope_phrase
from analystkit.model.wording import count_phrase


def provenance(corpus: Any) -> dict[str, Any]:
    """Return where the rows of a corpus come from.

    Parameters
    ----------
    corpus : Corpus
        Anything with frames as attributes; ``meta``, ``filter_code`` and ``whole`` are used where it has them.

    Returns
    -------
    dict
        ``version, pipeline, filter`` (the expression, "" for none) ``, articles, stories, outlets, events, quotes, actors`` and, where the corpus
        is a filtered one, ``of_articles, of_events, of_quotes``; ``reviewed, reviewable`` (events and quotes), ``published_first,
        published_last`` (days, "" if unknown), ``undated_articles, problems``.
    """
    if isinstance(corpus, pd.DataFrame):
        return {"version": analystkit.__version__, "pipeline": "", "filter": ""}
    articles, events, quotes = (frame_of(corpus, name) for name in ("articles", "events", "quotes"))
    chosen = _asked(corpus)
    meta = getattr(corpus, "meta", None) or {}
    published = articles["published"].dropna()
    reviewed = sum(int((~frame["status"].astype(str).isin(["auto", ""])).sum()) for frame in (events, quotes))
    facts: dict[str, Any] = {
        "version": analystkit.__version__,
        "pipeline": str(meta.get("pipeline_name", "")),
        "filter": chosen,
        **scope(articles, articles["article_id"]),
        "events": len(events), "quotes": len(quotes), "actors": len(frame_of(corpus, "actors")),
        "reviewed": reviewed, "reviewable": len(events) + len(quotes),
        "published_first": f"{published.min():%Y-%m-%d}" if len(published) else "",
        "published_last": f"{published.max():%Y-%m-%d}" if len(published) else "",
        "undated_articles": int(articles["published"].isna().sum()),
        "problems": len(frame_of(corpus, "problems")),
    }  # fmt: skip
    whole = getattr(corpus, "whole", None)
    if chosen and whole is not None:
        facts |= {f"of_{name}": len(getattr(whole, name)) for name in ("articles", "events", "quotes")}
    return facts


def _asked(corpus: Any) -> str:
    code = getattr(corpus, "filter_code", None)
    return str(code()) if callable(code) else ""


def filter_note(corpus: Any) -> str:
    """Say what a filtered corpus was filtered by, and how many events of how many it holds; "" for any other."""
    chosen, whole = _asked(corpus), getattr(corpus, "whole", None)
    if not chosen or whole is None:
        return ""
    # Counting needs no copy of the rows.
    return f"{corpus.rows('events'):,} of {count_phrase(whole.rows('events'), 'reported event')}: {chosen}"


def sentence(facts: dict[str, Any]) -> str:
    """Write provenance in one line, for footers and metadata."""
    parts = []
    if "articles" in facts:
        parts.append(scope_phrase(facts))
    if facts.get("published_first"):
        first, last = facts["published_first"], facts["published_last"]
        parts.append(f"published {first}" if first == last else f"published {first} to {last}")
    if facts.get("filter"):
        number = f" ({facts['events']:,} of {facts['of_events']:,} events)" if "of_events" in facts else ""
        parts.append(f"filter {facts['filter']}{number}")
    if facts.get("reviewable"):
        parts.append(
            f"{facts['reviewed']:,} of {count_phrase(facts['reviewable'], 'row')} reviewed by an analyst"
        )
    if facts.get("pipeline"):
        parts.append(f"pipeline {facts['pipeline']}")
    return "; ".join([*parts, f"analystkit {facts['version']}"])
