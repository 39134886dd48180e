"""One filter state behind all views: what is asked for, what it leaves, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.filtering import Filter, make_filter
from analystkit.corpus.recognising import NAMED, actor_ids, recognised
from analystkit.lexicon.countries import country_name

_HISTORY = 200
# So many rows are read from a store for their counts, more are not.
_READ = 2_000_000


class FilterState:
    """The filter that all views of one explorer share.

    Attributes
    ----------
    corpus : Corpus
        The whole corpus.
    filter : Filter
        What is asked for now.

    Notes
    -----
    Listeners are called without arguments after each change; they read `filter` and `result`.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.filter = Filter()
        self._past: list[Filter] = []
        self._future: list[Filter] = []
        self._listeners: list[Callable[[], None]] = []
        self._result: Corpus | None = None
        # Counts what happens to the corpus itself: pictures drawn before a decision are not what is shown after it.
        self.version = 0

    @property
    def result(self) -> Corpus:
        """The corpus that the filter leaves; the whole one while nothing is asked for."""
        if self._result is None:
            self._result = self.corpus.filtered(self.filter) if self.filter else self.corpus
        return self._result

    def listen(self, listener: Callable[[], None]) -> None:
        """Call a function after each change."""
        self._listeners.append(listener)

    def hush(self) -> None:
        """Forget the listeners: an explorer that another one replaces need not be drawn any more."""
        self._listeners.clear()

    def set(self, **changes: Any) -> None:
        """Change some conditions; the others stay. Values as in `Corpus.where`.

        Raises
        ------
        InputError
            If a value is not one `Corpus.where` takes; the state stays as it was.
        """
        wanted = recognised(self.corpus, make_filter(**{**_as_arguments(self.filter), **changes}))
        actor_ids(self.corpus, wanted)
        self._go(wanted)

    def drop(self, condition: str, value: str | None = None) -> None:
        """Take one condition away, or one value of a condition that has several."""
        current = getattr(self.filter, condition)
        if value is not None and isinstance(current, tuple) and condition != "dates":
            self._go(replace(self.filter, **{condition: tuple(one for one in current if one != value)}))
        else:
            self._go(replace(self.filter, **{condition: getattr(Filter(), condition)}))

    def reset(self) -> None:
        """Ask for nothing; `undo` brings the conditions back."""
        self._go(Filter())

    def undo(self) -> bool:
        """Go one change back; say whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Take back the last `undo`; say whether there was one."""
        return self._step(self._future, self._past)

    def refresh(self) -> None:
        """Apply the filter again after the corpus has changed under it (a correction)."""
        still = {
            name: tuple(one for one in getattr(self.filter, name) if self._known(one, name)) for name in NAMED
        }
        self.filter = replace(self.filter, **still)
        self.version += 1
        self.__dict__.pop("_stories", None)
        self._changed()

    def code(self, name: str = "corpus") -> str:
        """Return the line of Python that gives what is shown now."""
        named = tuple(self.corpus.name_of(actor) or actor for actor in self.filter.actors)
        # A name that two actors share would not run; their ids do.
        unique = len(set(named)) == len(named) and all(self._known(one) for one in named)
        return replace(self.filter, actors=named if unique else self.filter.actors).code(name)

    def chips(self) -> list[tuple[str, str | None, str]]:
        """Return what is active as (condition, value or None, words to show)."""
        out: list[tuple[str, str | None, str]] = []
        for condition, value in self.filter.active().items():
            if condition == "actors":
                out += [(condition, actor, self.corpus.name_of(actor) or actor) for actor in value]
            elif condition == "dates":
                out.append((condition, None, _period(*value)))
            elif condition == "text":
                out.append((condition, None, f"\u201c{value}\u201d"))
            elif condition == "min_confidence":
                out.append((condition, None, f"confidence \u2265 {value:.2f}"))
            elif condition == "background":
                out.append((condition, None, "only background" if value else "without background"))
            elif condition == "stories_once":
                out.append((condition, None, "copies once"))
            elif condition == "actors_all":
                out.append((condition, None, "all of these actors"))
            elif condition == "involved":
                out.append((condition, None, "named in the sentence"))
            elif condition == "allow_unknown":
                continue
            elif condition == "countries":
                out += [(condition, code, country_name(code)) for code in value]
            else:
                out += [(condition, one, one.lower() if condition == "event_types" else one) for one in value]
        return out

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return shown and all, for events, quotes, articles and stories (copies of an article are one)."""
        kept, whole = self.result.kept, self.corpus
        counts = {
            name: (int(kept[name].sum()) if kept else len(whole.frames[name]), len(whole.frames[name]))
            for name in ("events", "quotes", "articles")
        }
        stories = self._stories
        shown = len(np.unique(stories[kept["articles"]])) if kept else len(np.unique(stories))
        return {**counts, "stories": (shown, len(np.unique(stories)))}

    def left(self, name: str, column: str) -> dict[str, int] | None:
        """Count the rows the filter leaves by the values of a column; None while nothing is filtered.

        Mentions count with their articles. A frame that is in a store and too long to be read for this gives None too.
        """
        kept, whole = self.result.kept, self.corpus
        if not kept or not (whole.at_hand(name) or whole.rows(name) <= _READ):
            return None
        codes, values = whole.codes.column(name, column)
        rows = (
            kept[name] if name in kept else np.append(kept["articles"], False)[whole.codes.article_of(name)]
        )
        counts = np.bincount(codes[rows & (codes >= 0)], minlength=len(values))
        return dict(zip(values, counts.tolist(), strict=True))

    def rows(self, name: str) -> Any:
        """Return the positions, in the whole corpus, of the events or quotes that are shown."""
        kept = self.result.kept
        return np.flatnonzero(kept[name]) if kept else np.arange(len(self.corpus.frames[name]))

    @cached_property
    def _stories(self) -> Any:
        # An article without a story is its own.
        articles = self.corpus.articles
        named = articles["story_id"].where(articles["story_id"] != "", articles["article_id"])
        return pd.factorize(named)[0]

    def _known(self, name: str, condition: str = "actors") -> bool:
        asked = Filter(**{condition: (name,)})
        try:
            recognised(self.corpus, asked)
            actor_ids(self.corpus, asked)
        except ValueError:
            return False
        return True

    def _go(self, wanted: Filter) -> None:
        if wanted == self.filter:
            return
        self._past = [*self._past, self.filter][-_HISTORY:]
        self._future = []
        self.filter = wanted
        self._changed()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._future)

    def _step(self, source: list[Filter], target: list[Filter]) -> bool:
        if not source:
            return False
        target.append(self.filter)
        self.filter = source.pop()
        self._changed()
        return True

    def _changed(self) -> None:
        self._result = None
        for listener in self._listeners:
            listener()


def _as_arguments(chosen: Filter) -> dict[str, Any]:
    return {name: getattr(chosen, name) for name in Filter.__slots__}


def _period(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"until {last}" if first is None else f"from {first} on"
    return first if first == last else f"{first} to {last}"
