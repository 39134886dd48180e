"""Events as marks of a timeline: one a real-world incident, in its lane, with the interval it is dated to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import REJECTED, days, outlet_of, published_of, story_of
from analystkit.errors import InputError

LANES = ("target", "source", "actor", "type", "outlet", "place", "country", "factuality", "attribution")
NOT_STATED = "not stated"
NO_ACTOR = "no actor named"
# Lanes of what is not there; they stand last.
SILENT = (NO_ACTOR, NOT_STATED)
# How sharply a precision dates an event, best first: decides which report of an incident its mark is drawn from.
_SHARPNESS = (
    "day", "part-of-month", "week", "range", "month", "season", "quarter", "year", "decade", "before", "after", "unknown", "",
)  # fmt: skip
_TAKEN = ("factuality", "outcome", "event_type", "trigger", "place", "article_id", "incident_id")


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
    if lanes is not None and lanes not in LANES and lanes not in events.columns:
        raise InputError(
            f"expected lanes to be one of {', '.join(LANES)}, a column of events, or None; found {lanes!r}"
        )
    rows = np.flatnonzero((events["status"] != REJECTED).to_numpy(dtype=bool, na_value=True))
    dated = _dated(events, articles, rows)
    article, article_ids = pd.factorize(events["article_id"].take(rows))
    ids = pd.Series(np.asarray(article_ids, dtype=object))
    story = pd.factorize(story_of(articles, ids))[0][article] if len(ids) else article
    outlets, outlet_names = pd.factorize(outlet_of(articles, ids))
    outlet = outlets[article] if len(ids) else article
    key = _keys(events, rows, dated, article, story) if merge else np.arange(len(rows))
    counts, heads = _heads(key, dated, _confidence(events, rows), story, outlet, outlet_names)
    at = rows[heads]
    marks = pd.DataFrame(
        {
            "event_id": events["event_id"].take(at).array,
            "mark": np.arange(len(at)),
            **{name: dated[name][heads] for name in ("shape", "x0", "x1", "published_only")},
            **{name: events[name].take(at).array for name in _TAKEN},
            "source": _named(events, "source", at, names),
            "target": _named(events, "target", at, names),
            **counts,
            "confidence": _confidence(events, at),
            "background": events["background"].take(at).to_numpy(dtype=bool, na_value=False),
        }
    )
    repeats, lane = _lanes(events, at, marks, names, lanes, outlet_names[outlet[heads]] if len(heads) else [])
    if len(lane) != len(marks):
        marks = marks.take(repeats).reset_index(drop=True)
    marks.insert(1, "lane", np.asarray(lane, dtype=object))
    return marks


def _texts(events: pd.DataFrame, column: str, at: Any) -> Any:
    return events[column].take(at).astype(object).fillna("").to_numpy()


def _confidence(events: pd.DataFrame, at: Any) -> Any:
    return events["confidence"].take(at).fillna(0.0).to_numpy()


def _dated(events: pd.DataFrame, articles: pd.DataFrame, rows: Any) -> dict[str, Any]:
    first, last = (
        days(events[column].take(rows)).to_numpy(copy=True) for column in ("date_start", "date_end")
    )
    precision = _texts(events, "date_precision", rows)
    published = (events["date_basis"].take(rows) == "published").to_numpy(dtype=bool, na_value=False)
    unknown = np.isnan(first) & np.isnan(last)
    if unknown.any() and len(articles):
        reported = days(published_of(articles, events["article_id"].take(rows[unknown]))).to_numpy()
        first[unknown], last[unknown] = reported, reported
        published = published | (unknown & ~np.isnan(first))
    shape = np.full(len(rows), "band", dtype=object)
    one_day = (first == last) | (np.isnan(last) & (precision == "day"))
    shape[precision == "range"] = "bar"
    shape[one_day] = "point"
    shape[published & ~np.isnan(first)] = "point"
    shape[(precision == "before") | (np.isnan(first) & ~np.isnan(last))] = "before"
    shape[((precision == "after") | (np.isnan(last) & ~np.isnan(first))) & (shape != "point")] = "after"
    shape[np.isnan(first) & np.isnan(last)] = "undated"
    low = np.where(np.isnan(first), last, first)
    high = np.where(np.isnan(last), first, last)
    # An arrow stands on the one day the text names: the last day it can have been, or the first.
    low = np.where(shape == "before", high, low)
    high = np.where((shape == "after") | (published & (shape == "point")), low, high)
    codes, values = pd.factorize(precision)
    rank = np.array(
        [_SHARPNESS.index(v) if v in _SHARPNESS else len(_SHARPNESS) for v in values], dtype="int64"
    )
    sharp = (rank[codes] if len(codes) else codes) + 20 * published
    return {"shape": shape, "x0": low, "x1": high + 1.0, "published_only": published, "sharp": sharp}


def _keys(events: pd.DataFrame, rows: Any, dated: dict[str, Any], article: Any, story: Any) -> Any:
    key, incidents = pd.factorize(_texts(events, "incident_id", rows))
    blank = np.flatnonzero(incidents == "")
    alone = np.flatnonzero(key == blank[0]) if len(blank) else np.array([], dtype="int64")
    if not len(alone):
        return key
    at = rows[alone]
    same = pd.DataFrame(
        {
            "story": story[alone], "x0": dated["x0"][alone], "x1": dated["x1"][alone],
            **{name: _texts(events, name, at) for name in ("event_type", "trigger", "factuality", "source_text", "target_text")},
            **{name: [",".join(ids) for ids in events[name].to_numpy()[at]] for name in ("source_ids", "target_ids")},
        }
    )  # fmt: skip
    folded = same.groupby(list(same.columns), sort=False, dropna=False).ngroup()
    # Two sentences of one article may tell of two events in the same words; only another article can be a copy.
    nth = pd.Series(folded).groupby([folded, article[alone]], sort=False).cumcount()
    key = key.astype("int64")
    key[alone] = len(incidents) + pd.factorize(folded.to_numpy() * (int(nth.max()) + 1) + nth.to_numpy())[0]
    return pd.factorize(key)[0]


def _heads(
    key: Any, dated: dict[str, Any], confidence: Any, story: Any, outlet: Any, outlet_names: Any
) -> tuple[dict[str, Any], Any]:
    order = np.lexsort((np.arange(len(key)), -confidence, dated["sharp"]))
    heads = order[~pd.Series(key[order]).duplicated().to_numpy()]
    heads = heads[np.argsort(key[heads])]
    size = len(heads)

    def distinct(codes: Any) -> Any:
        width = int(codes.max(initial=0)) + 1
        return np.bincount(pd.unique(key.astype("int64") * width + codes) // width, minlength=size)

    known = np.asarray(outlet_names, dtype=object)[outlet] != "" if len(key) else np.array([], dtype=bool)
    width = int(outlet.max(initial=0)) + 1
    with_outlet = pd.unique(key[known].astype("int64") * width + outlet[known]) // width
    counts = {
        "n_reports": np.bincount(key, minlength=size),
        "n_stories": distinct(story),
        "n_outlets": np.bincount(with_outlet, minlength=size),
    }
    by_date = np.lexsort((heads, dated["x1"][heads], dated["x0"][heads]))
    return {name: values[by_date] for name, values in counts.items()}, heads[by_date]


def _known(events: pd.DataFrame, role: str, at: Any, names: Mapping[str, str]) -> tuple[Any, Any]:
    # Rows and names of the actors that have one, flattened: a Python loop over 100,000 lists would be most of a redraw.
    ids = events[f"{role}_ids"].to_numpy()[at]
    rows = np.repeat(np.arange(len(at)), np.fromiter(map(len, ids), dtype="int64", count=len(at)))
    found = [names.get(actor) for actors in ids for actor in actors]
    kept = np.fromiter((name is not None for name in found), dtype=bool, count=len(found))
    return rows[kept], np.array([*found, None], dtype=object)[:-1][kept]


def _named(events: pd.DataFrame, role: str, at: Any, names: Mapping[str, str]) -> Any:
    texts = _texts(events, f"{role}_text", at).copy()
    rows, known = _known(events, role, at, names)
    texts[rows] = known
    for row in np.flatnonzero(np.bincount(rows, minlength=len(at)) > 1):
        texts[row] = ", ".join(dict.fromkeys(known[rows == row]))
    return texts


def _lanes(
    events: pd.DataFrame,
    at: Any,
    marks: pd.DataFrame,
    names: Mapping[str, str],
    lanes: str | None,
    outlets: Any,
) -> tuple[Any, Any]:
    everyone = np.arange(len(at))
    if lanes is None:
        return everyone, ["all"] * len(at)
    if lanes in ("source", "target", "actor"):
        return _lanes_of_actors(events, at, ["source", "target"] if lanes == "actor" else [lanes], names)
    if lanes == "outlet":
        values = list(outlets)
    elif lanes == "attribution":
        said = zip(_texts(events, "attribution_id", at), _texts(events, "attribution_text", at), strict=True)
        values = [names.get(actor) or text for actor, text in said]
    elif lanes == "place":
        said = zip(_texts(events, "place", at), _texts(events, "place_text", at), strict=True)
        values = [place or text for place, text in said]
    else:
        values = list(_texts(events, {"type": "event_type"}.get(lanes, lanes), at))
    return everyone, [str(value) if value != "" else NOT_STATED for value in values]


def _lanes_of_actors(
    events: pd.DataFrame, at: Any, roles: list[str], names: Mapping[str, str]
) -> tuple[Any, Any]:
    rows: Any = np.array([], dtype="int64")
    lane: Any = np.array([], dtype=object)
    for role in roles:
        held, known = _known(events, role, at, names)
        texts = _texts(events, f"{role}_text", at)
        unknown = np.flatnonzero((texts != "") & (np.bincount(held, minlength=len(at)) == 0))
        # With actors at hand, a role filled by "it" or "the attack" is no actor and gets no lane of its own.
        written = np.full(len(unknown), NO_ACTOR, dtype=object) if names else texts[unknown]
        rows, lane = np.concatenate([rows, held, unknown]), np.concatenate([lane, known, written])
    silent = np.flatnonzero(np.bincount(rows, minlength=len(at)) == 0)
    rows = np.concatenate([rows, silent])
    lane = np.concatenate([lane, np.full(len(silent), NOT_STATED, dtype=object)])
    order = np.argsort(rows, kind="stable")
    rows, lane = rows[order], lane[order]
    if len(rows) > len(at):
        once = ~pd.DataFrame({"row": rows, "lane": lane}).duplicated().to_numpy()
        rows, lane = rows[once], lane[once]
    return rows, lane
