"""How alike two articles are in what they talk about: cosine of their weighted words."""

from __future__ import annotations

import math
import re
from collections import Counter, OrderedDict
from itertools import islice

import pandas as pd

from analystkit.model.scratch import Scratch

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_KEEP = 60
_READ = 6000
# Names and numbers tell two floods apart, other words tell floods from elections (chosen on the training part of ECB+).
_NAMES = 2.0
_CACHED = 200_000


class ArticleContext:
    """The most telling words of each article (term frequency times inverse document frequency), compared on demand.

    Parameters
    ----------
    articles : pandas.DataFrame
        article_id, text and, if there, title; read once, in order.
    scratch : Scratch, optional
        Where words and weights are kept (some 4 kB an article); in memory by default.
    """

    def __init__(self, articles: pd.DataFrame, *, scratch: Scratch | None = None) -> None:
        scratch = scratch or Scratch()
        counts, common = scratch.records(), scratch.records()
        seen: Counter[str] = Counter()
        titles = articles["title"] if "title" in articles else [""] * len(articles)
        for article_id, title, text in zip(articles["article_id"], titles, articles["text"], strict=True):
            words = _WORD.findall(f"{title} {text}"[:_READ])
            counted = Counter(word.casefold() for word in words)
            counts[str(article_id)] = counted
            common[str(article_id)] = {word for word in words if word[0].islower()}
            seen.update(counted.keys())
        total = max(len(counts), 1)
        self._vectors = scratch.records()
        for article_id, counted in counts.items():
            self._vectors[article_id] = _vector(counted, set(common[article_id]), seen, total)
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


def _vector(words: Counter[str], common: set[str], seen: Counter[str], total: int) -> dict[str, float]:
    weights = {
        # 0.3 is added, so that words keep some weight in a corpus of a single topic.
        word: (1 + math.log(count))
        * (0.3 + math.log((total + 1) / (seen[word] + 0.5)))
        * (1 if word in common else _NAMES)
        for word, count in words.items()
        if seen[word] <= max(0.6 * total, 3)
    }
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_KEEP]
    norm = math.sqrt(sum(w * w for _, w in top)) or 1.0
    return {word: w / norm for word, w in top}
