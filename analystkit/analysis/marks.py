"""Events as marks of a timeline: one a real-world incident, in its lane, with the interval it is dated to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import (
    REJECTED,
    actor_names,
    frame_of,
    outlet_of,
    shared,
    side_frame,
    story_of,
)
from analystkit.analysis.mark_columns import (
    NOT_STATED,
    SHAPES,
    date_columns,
    known_actors,
    lanes_of_actors,
    mark_keys,
    says_nobody,
    texts_of,
    told_apart,
)
from analystkit.errors import InputError
from analystkit.lexicon.countries import country_name

LANES = ("target", "source", "actor", "type", "outlet", "place", "country", "factuality", "attribution")


def event_marks(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    names: Mapping[str, str],
    *,
    lanes: str | None = "target",
    merge: bool = True,
) -> pd.DataFrame:
    """Lay events out as marks.

    Parameters
    ----------
    events, articles : DataFrame
        Frames of the contract; `articles` may be empty, then every article is its own story.
    names : mapping
        Actor id to name. A role none of them fills is called by its words in ``source`` and ``target``, and stands in the lane
        "no actor named"; without any names its words make the lane.
    lanes : str or None
        One of `LANES`, a column of `events`, or None for a single lane.
    merge : bool
        Draw one mark an incident (the report that dates it most sharply, then the most confident, then the first). Where
        resolution named no incident, reports of the same event in copies of one story are folded. False draws every report.

    Returns
    -------
    pandas.DataFrame
        One row a mark and lane (an event with two targets stands in two lanes): ``event_id, lane, mark`` (its number, the same in each of its lanes) ``, shape`` (point,
        bar, band, before, after, undated), ``x0, x1`` (days since 1970-01-01, x1 the end of the last day),
        ``published_only, factuality, outcome, event_type, trigger, source, target, place, n_reports, n_stories,
        n_outlets, confidence, background, article_id, incident_id``. Ordered by date.

    Raises
    ------
    InputError
        If `lanes` is neither one of the names above nor a column.
    """
    reports = Reports(events, articles, names)
    return reports.in_words(reports.marks(None, lanes=lanes, merge=merge))


def reports_of(
    data: Any, articles: pd.DataFrame | None = None, actors: pd.DataFrame | None = None
) -> tuple[Reports, Any]:
    """Return the reports behind a corpus or an events frame, and the positions of those it keeps (None for all).

    A corpus filtered from a whole one shares the reports of the whole, which are reckoned once.
    """
    whole = shared(data, "events", "articles", "actors")
    if whole is None or articles is not None or actors is not None:
        # The events first: what is no corpus at all is then said of them.
        events = frame_of(data, "events")
        names = actor_names(side_frame(data, "actors", actors))
        return Reports(events, side_frame(data, "articles", articles), names), None
    reports = whole.codes.keep(
        "reports",
        ("events", "articles", "actors"),
        lambda events, articles, actors: Reports(events, articles, actor_names(actors)),
    )
    return reports, None if data is whole else data.positions("events")


class Reports:
    """Reported events as arrays, reckoned once; the marks of any selection of them are taken from these.

    Parameters
    ----------
    events, articles, names
        As for `event_marks`.
    """

    def __init__(self, events: pd.DataFrame, articles: pd.DataFrame, names: Mapping[str, str]) -> None:
        self.events, self.articles, self.names = events, articles, names
        self._lanes: dict[str | None, tuple[Any, Any, Any]] = {}

    def marks(self, rows: Any, *, lanes: str | None, merge: bool) -> pd.DataFrame:
        """Return the marks of some rows of `events` (all for None), without their words.

        Returns
        -------
        pandas.DataFrame
            ``row`` (position in `events`) ``, lane, mark, shape, x0, x1, published_only, factuality, n_reports, n_stories, n_outlets,
            confidence, article`` (code); `in_words` gives the columns of `event_marks`.
        """
        columns = self.events.columns
        if lanes is not None and lanes not in LANES and lanes not in columns:
            raise InputError(
                f"expected lanes to be one of {', '.join(LANES)}, a column of events, or None; found {lanes!r}"
            )
        rows = np.arange(len(self.events)) if rows is None else rows
        rows = rows[~self.rejected[rows]]
        key = pd.factorize(self._key[rows])[0] if merge else np.arange(len(rows))
        counts, heads = self._heads(rows, key)
        at = rows[heads]
        marks = pd.DataFrame(
            {
                "row": at, "mark": np.arange(len(at)), "shape": pd.Categorical.from_codes(self._dated["shape"][at], pd.Index(SHAPES)),
                **{name: self._dated[name][at] for name in ("x0", "x1", "published_only")},
                "factuality": self._factuality[at], **counts, "confidence": self._confidence[at], "article": self.article[at],
            }
        )  # fmt: skip
        repeats, codes, values = self._in_lanes(at, lanes)
        if len(codes) != len(marks):
            marks = marks.take(repeats).reset_index(drop=True)
        marks.insert(1, "lane", pd.Series(pd.Categorical.from_codes(codes, values)))
        return marks

    def in_words(self, marks: pd.DataFrame) -> pd.DataFrame:
        """Return marks with the columns of `event_marks`, for some or all rows of what `marks` returned."""
        events, at = self.events, marks["row"].to_numpy()
        taken = {
            name: events[name].take(at).array
            for name in ("event_id", "outcome", "event_type", "trigger", "place", "article_id", "incident_id")
        }
        return pd.DataFrame(
            {
                "event_id": taken["event_id"], "lane": marks["lane"].astype(object).array, "mark": marks["mark"].array,
                "shape": marks["shape"].astype(object).array, **{name: marks[name].array for name in ("x0", "x1", "published_only", "factuality")},
                **{name: taken[name] for name in ("outcome", "event_type", "trigger", "place", "article_id", "incident_id")},
                "source": self._named("source", at), "target": self._named("target", at),
                **{name: marks[name].array for name in ("n_reports", "n_stories", "n_outlets", "confidence")},
                "background": events["background"].take(at).to_numpy(dtype=bool, na_value=False),
            },
            index=marks.index,
        )  # fmt: skip

    def words(self, at: Any) -> tuple[Any, Any, Any, Any]:
        """Return trigger, event type, source and target of the reports at some positions."""
        trigger, kind = (self.events[name].take(at).to_numpy(object) for name in ("trigger", "event_type"))
        return trigger, kind, self._named("source", at), self._named("target", at)

    @cached_property
    def rejected(self) -> Any:
        """Which reports an analyst has rejected."""
        return (self.events["status"] == REJECTED).to_numpy(dtype=bool, na_value=False)

    @cached_property
    def _articles(self) -> tuple[Any, Any, Any, Any]:
        article, found = pd.factorize(self.events["article_id"])
        ids = pd.Series(np.asarray(found, dtype=object))
        story = pd.factorize(story_of(self.articles, ids))[0] if len(ids) else np.array([], dtype="int64")
        outlet, outlets = pd.factorize(outlet_of(self.articles, ids))
        return article, story, outlet[: len(ids)], np.asarray(outlets, dtype=object)

    @property
    def article(self) -> Any:
        """The article of each report, as a code."""
        return self._articles[0]

    def scope(self, article: Any) -> dict[str, int]:
        """Count the articles, stories and outlets behind some reports, given their articles' codes."""
        _, story, outlet, outlets = self._articles
        found = np.unique(article)
        named = outlet[found]
        return {
            "articles": len(found),
            "stories": len(np.unique(story[found])),
            "outlets": len(np.unique(named[(outlets != "")[named]])) if len(found) else 0,
        }

    @cached_property
    def _confidence(self) -> Any:
        return self.events["confidence"].fillna(0.0).to_numpy()

    @cached_property
    def _factuality(self) -> Any:
        return pd.Categorical(self.events["factuality"])

    @cached_property
    def _dated(self) -> dict[str, Any]:
        return date_columns(self.events, self.articles)

    @cached_property
    def _rank(self) -> tuple[Any, Any]:
        # Which report dates its incident best, and in which order marks stand.
        best, by_date = np.empty((2, len(self.events)), dtype="int64")
        number = np.arange(len(self.events))
        best[np.lexsort((number, -self._confidence, self._dated["sharp"]))] = number
        by_date[np.lexsort((number, self._dated["x1"], self._dated["x0"]))] = number
        return best, by_date

    @cached_property
    def _key(self) -> Any:
        article, story, *_ = self._articles
        return mark_keys(self.events, self._dated, article, story[article])

    def _heads(self, rows: Any, key: Any) -> tuple[dict[str, Any], Any]:
        best, by_date = self._rank
        size = int(key.max(initial=-1)) + 1
        heads = np.empty(size, dtype="int64")
        order = np.argsort(-best[rows])
        # The last to be written stays: the best report.
        heads[key[order]] = order
        article, story, outlet, outlets = self._articles
        article = article[rows]

        def distinct(codes: Any, these: Any) -> Any:
            wide = int(codes.max(initial=0)) + 1
            return np.bincount(pd.unique(these.astype("int64") * wide + codes) // wide, minlength=size)

        known = (outlets != "")[outlet[article]] if len(rows) else np.array([], dtype=bool)
        counts = {
            "n_reports": np.bincount(key, minlength=size),
            "n_stories": distinct(story[article], key),
            "n_outlets": distinct(outlet[article][known], key[known]),
        }
        order = np.argsort(by_date[rows[heads]])
        return {name: values[order] for name, values in counts.items()}, heads[order]

    def _in_lanes(self, at: Any, lanes: str | None) -> tuple[Any, Any, Any]:
        """Return which of the reports `at` stand in a lane, the lane as a code, and the lanes' names."""
        if lanes not in self._lanes:
            self._lanes[lanes] = self._all_lanes(lanes)
        first, codes, values = self._lanes[lanes]
        sizes = first[at + 1] - first[at]
        repeats = np.repeat(np.arange(len(at)), sizes)
        # Position within the report's own run of lanes, added to where that run begins.
        within = np.arange(len(repeats)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return repeats, codes[first[at][repeats] + within], values

    def _all_lanes(self, lanes: str | None) -> tuple[Any, Any, Any]:
        events = self.events
        everyone = np.arange(len(events) + 1)
        if lanes in ("source", "target", "actor"):
            rows, names = lanes_of_actors(
                events, ["source", "target"] if lanes == "actor" else [str(lanes)], told_apart(self.names)
            )
            codes, values = pd.factorize(names)
            return np.searchsorted(rows, everyone), codes, np.asarray(values, dtype=object)
        if lanes is None:
            return everyone, np.zeros(len(events), dtype="int64"), np.array(["all"], dtype=object)
        if lanes == "outlet":
            article, _, outlet, outlets = self._articles
            codes, values = outlet[article], outlets
        elif lanes == "attribution":
            said = zip(texts_of(events, "attribution_id"), texts_of(events, "attribution_text"), strict=True)
            codes, values = pd.factorize(
                np.array([*(self.names.get(a) or text for a, text in said), None], dtype=object)[:-1]
            )
        elif lanes == "place":
            place, text = texts_of(events, "place"), texts_of(events, "place_text")
            codes, values = pd.factorize(np.where(place == "", text, place))
        else:
            codes, values = pd.factorize(texts_of(events, {"type": "event_type"}.get(lanes, lanes)))
            if lanes == "country":
                values = np.array([*map(country_name, values), None], dtype=object)[:-1]
        stated = np.array([*(str(value) or NOT_STATED for value in values), None], dtype=object)[:-1]
        again, unique = pd.factorize(stated)
        return everyone, again[codes] if len(again) else codes, np.asarray(unique, dtype=object)

    def _named(self, role: str, at: Any) -> Any:
        texts = texts_of(self.events, f"{role}_text", at).copy()
        texts[says_nobody(texts)] = ""
        rows, known = known_actors(self.events, role, at, self.names)
        texts[rows] = known
        for row in np.flatnonzero(np.bincount(rows, minlength=len(at)) > 1):
            texts[row] = ", ".join(dict.fromkeys(known[rows == row]))
        return texts
