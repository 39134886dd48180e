"""Which articles tell of the same things at the same time."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.instants import day_of

# Words that more articles than this share tie no two of them together.
COMMON = 150
PROBES = 12
CANDIDATES = 60
DAYS = 10


def like_articles(
    articles: pd.DataFrame, context: ArticleContext, least: float
) -> dict[str, list[tuple[str, float]]]:
    """Return for each article those before it in order that are at least so alike and were published within ten days.

    Candidates share one of the twelve most telling words; of those that share most words, sixty are compared, so that the cost
    grows with the number of articles and not with its square.
    """
    ids = sorted(articles["article_id"].astype(str))
    days = {
        str(a): None if pd.isna(p) else day_of(p)
        for a, p in zip(articles["article_id"], articles["published"], strict=True)
    }
    index: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[tuple[str, float]]] = {}
    for article_id in ids:
        words = context.telling(article_id, PROBES)
        shared: dict[str, int] = defaultdict(int)
        for word in words:
            for other in index[word][-COMMON:]:
                shared[other] += 1
        near = []
        for other in sorted(shared, key=lambda o: (-shared[o], o))[:CANDIDATES]:
            a, b = days[article_id], days[other]
            if a is not None and b is not None and abs(a - b) > DAYS:
                continue
            value = context.alike(article_id, other)
            if value >= least:
                near.append((other, value))
        out[article_id] = near
        for word in words:
            index[word].append(article_id)
    return out
