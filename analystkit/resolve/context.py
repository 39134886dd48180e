"""How alike two articles are in what they talk about: cosine of their weighted words."""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from itertools import islice

import pandas as pd

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_KEEP = 60
_CACHED = 200_000


class ArticleContext:
    """The most telling words of each article (term frequency times inverse document frequency), compared on demand."""

    def __init__(self, articles: pd.DataFrame) -> None:
        counts: dict[str, Counter[str]] = {}
        seen: Counter[str] = Counter()
        titles = articles["title"] if "title" in articles else [""] * len(articles)
        for article_id, title, text in zip(articles["article_id"], titles, articles["text"], strict=True):
            words = Counter(_WORD.findall(f"{title} {text}"[:6000].casefold()))
            counts[str(article_id)] = words
            seen.update(words.keys())
        total = max(len(counts), 1)
        self._vectors = {article_id: _vector(words, seen, total) for article_id, words in counts.items()}
        self._known: OrderedDict[tuple[str, str], float] = OrderedDict()

    def telling(self, article_id: str, count: int) -> list[str]:
        """Return the words of an article that tell most about it."""
        # Vectors are kept with the weightiest word first.
        return list(islice(self._vectors.get(article_id, {}), count))

    def alike(self, a: str, b: str) -> float:
        """Return the cosine of two articles, 1 for an article and itself, 0 for one that is not there."""
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        known = self._known.get(pair)
        if known is None:
            x, y = self._vectors.get(a, {}), self._vectors.get(b, {})
            if len(x) > len(y):
                x, y = y, x
            known = sum(weight * y[word] for word, weight in x.items() if word in y)
            self._known[pair] = known
            if len(self._known) > _CACHED:
                self._known.popitem(last=False)
        return known


def _vector(words: Counter[str], seen: Counter[str], total: int) -> dict[str, float]:
    weights = {
        # One is added, so that words keep some weight in a corpus of a single topic.
        word: (1 + math.log(count)) * (0.3 + math.log((total + 1) / (seen[word] + 0.5)))
        for word, count in words.items()
        if seen[word] <= max(0.6 * total, 3)
    }
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_KEEP]
    norm = math.sqrt(sum(w * w for _, w in top)) or 1.0
    return {word: w / norm for word, w in top}
