"""Which articles tell of the same things at the same time."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import numpy as np
import pandas as pd

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.instants import days_of

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
    ids = articles["article_id"].astype("str").tolist()
    day_of = dict(zip(ids, days_of(articles["published"]), strict=True))
    ids.sort()
    days = [day_of[article_id] for article_id in ids]
    # Under each word the articles that have it, by their place in line.
    index: dict[int, list[int]] = defaultdict(list)
    out: dict[str, list[tuple[str, float]]] = {}
    for number, article_id in enumerate(ids):
        words = context.telling_codes(article_id, PROBES)
        near = []
        for other in _sharing_most([index[word][-COMMON:] for word in words]):
            a, b = days[number], days[other]
            if a is not None and b is not None and abs(a - b) > DAYS:
                continue
            value = context.alike(article_id, ids[other])
            if value >= least:
                near.append((ids[other], value))
        out[article_id] = near
        for word in words:
            index[word].append(number)
    return out


def _sharing_most(found: list[list[int]]) -> list[int]:
    """Return the numbers that are in most of some lists, the smaller first where as many have them: sixty at most."""
    numbers, times = np.unique(np.array(list(chain.from_iterable(found)), dtype=np.int64), return_counts=True)
    best: list[int] = numbers[np.argsort(-times, kind="stable")[:CANDIDATES]].tolist()
    return best
