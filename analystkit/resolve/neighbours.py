"""Which articles tell of the same things at the same time; of an archive that has grown, what is new is compared and what stands taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Likeness, Lists, Numbers, numbers_of_runs
from analystkit.resolve.instants import days_of

# Words that more articles than this share tie no two of them together.
COMMON = 150
PROBES = 12
CANDIDATES = 60
DAYS = 10
# The day of an article without a date.
_NO_DAY = -(1 << 62)


def like_articles(
    articles: pd.DataFrame, context: ArticleContext, least: float, before: Likeness | None = None
) -> tuple[list[str], Likeness]:
    """Return the ids of all articles in order, and for each those before it that are at least so alike and were published within ten days.

    Candidates share one of the twelve most telling words; of those that share most words, sixty are compared, so that the cost
    grows with the number of articles and not with its square.

    What was found for a smaller corpus stands for an article of which nothing has changed, unless one that shares such a word with it and
    stands before it is new or gone.
    """
    before = before or Likeness()
    ids = articles["article_id"].astype("str").tolist()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ids = [ids[row] for row in order]
    told = days_of(articles["published"])
    days = np.array([_NO_DAY if told[row] is None else told[row] for row in order], dtype=np.int64)
    hashes = pd.util.hash_array(np.array(ids, dtype=object), categorize=False)
    three = np.column_stack((hashes, days.view(np.uint64), context.numbers[order])).ravel()
    numbers = numbers_of_runs(three, np.arange(0, len(three) + 1, 3))
    known = {number: at for at, number in enumerate(before.numbers.tolist())}
    then = np.array([known.get(number, -1) for number in numbers.tolist()], dtype=np.int64)
    new = np.flatnonzero(then < 0)
    probes = [context.telling(ids[at], PROBES) for at in new.tolist()]
    source = then.copy()
    source[new] = len(known) + np.arange(len(new))
    held = before.probes.joined(Lists.of(probes)).taken(source)
    words = _Probes(held)
    asked = words.disturbed(then, before.probes)
    found = [_compared(at, words.sharing_most(at), ids, days, context, least) for at in asked.tolist()]
    source = then.copy()
    source[asked] = len(known) + np.arange(len(asked))
    # Where those stand now that were there then.
    now = np.full(len(known) + 1, -1, dtype=np.int64)
    now[then] = np.arange(len(ids))
    others = Lists(before.others.ends, now[before.others.values.astype(np.int64)].view(np.uint64))
    others = others.joined(Lists.of([each for each, _ in found])).taken(source)
    values = before.values.joined(Lists.of([each for _, each in found], np.float64)).taken(source)
    return ids, Likeness(numbers, held, others, values)


def _compared(
    at: int, others: Sequence[int], ids: Sequence[str], days: Numbers, context: ArticleContext, least: float
) -> tuple[list[int], list[float]]:
    """Return those of some articles that are at least so like one, and how much."""
    known = [(other, context.alike(ids[at], ids[other])) for other in others if _close(days[at], days[other])]
    like = [(other, value) for other, value in known if value >= least]
    return [other for other, _ in like], [value for _, value in like]


def _close(a: int, b: int) -> bool:
    return _NO_DAY in (a, b) or abs(a - b) <= DAYS


class _Probes:
    """Under each telling word the articles that have it, in order."""

    def __init__(self, probes: Lists) -> None:
        self._ends = probes.ends.astype(np.int64)
        self._values = probes.values
        self._owners = np.repeat(np.arange(len(probes)), probes.lengths())
        order = np.argsort(self._values, kind="stable")
        self._articles = self._owners[order]
        # Where each word of each article stands among all that are equal, and where these begin.
        self._place = np.empty(len(order), dtype=np.int64)
        self._place[order] = np.arange(len(order))
        ordered = self._values[order]
        first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(order) else order
        self._first = np.repeat(first, np.diff(np.append(first, len(order))))[self._place]

    def sharing_most(self, at: int) -> list[int]:
        """Return the articles before one that have most of its words, the first in order where as many do: sixty at most."""
        own = slice(self._ends[at], self._ends[at + 1])
        stretches = zip(self._first[own].tolist(), self._place[own].tolist(), strict=True)
        found = [self._articles[max(first, place - COMMON) : place] for first, place in stretches]
        numbers, times = np.unique(np.concatenate([self._articles[:0], *found]), return_counts=True)
        best: list[int] = numbers[np.argsort(-times, kind="stable")[:CANDIDATES]].tolist()
        return best

    def disturbed(self, then: Numbers, before: Lists) -> np.ndarray[Any, Any]:
        """Return the articles that are new, and those that share a word with one before them that is new or gone.

        `then` are the places all had among those whose words were `before`, -1 for what is new.
        """
        out = then < 0
        here = np.flatnonzero(~out)
        gone = np.setdiff1d(np.arange(len(before)), then)
        # What is gone stood before the first that stood behind it and is there still.
        behind = np.append(here, len(then))[np.searchsorted(then[here], gone)]
        new = out[self._owners]
        lost = before.taken(gone)
        words = np.concatenate((self._values[new], lost.values))
        places = np.concatenate((self._owners[new], np.repeat(behind, lost.lengths()) - 1))
        order = np.lexsort((places, words))
        words, places = words[order], places[order]
        at = np.searchsorted(words, self._values)
        known = at < len(words)
        known[known] = words[at[known]] == self._values[known]
        out[self._owners[known][places[at[known]] < self._owners[known]]] = True
        asked: np.ndarray[Any, Any] = np.flatnonzero(out)
        return asked
