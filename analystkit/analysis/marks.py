"""Events as marks of a timeline: one a real-world incident, in its lane, with the interval it is dated to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import days, kept, outlet_of, published_of, story_of
from analystkit.errors import InputError

LANES = ("target", "source", "actor", "type", "outlet", "place", "country", "factuality", "attribution")
NOT_STATED = "not stated"
# How sharply a precision dates an event, best first: decides which report of an incident its mark is drawn from.
_SHARPNESS = (
    "day", "part-of-month", "week", "range", "month", "season", "quarter", "year", "decade", "before", "after", "unknown", "",
)  # fmt: skip
# Stated as lasting from one day to another; every other interval longer than a day is vagueness, not duration.
_DURATIONS = frozenset({"range"})
_OPEN = frozenset({"before", "after"})


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
        Actor id to name; an event whose actors have no name is named by its words.
    lanes : str or None
        One of `LANES`, a column of `events`, or None for a single lane.
    merge : bool
        Draw one mark an incident (the report that dates it most sharply, then the most confident, then the first). Where
        resolution named no incident, reports of the same event in copies of one story are folded. False draws every report.

    Returns
    -------
    pandas.DataFrame
        One row a mark and lane (an event with two targets stands in two lanes): ``event_id, lane, shape`` (point,
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
    events = kept(events)
    marks = _dated(events, articles)
    marks = marks.assign(
        story_id=story_of(articles, events["article_id"]),
        outlet=outlet_of(articles, events["article_id"]),
        source=_named(events["source_ids"], events["source_text"], names),
        target=_named(events["target_ids"], events["target_text"], names),
    )
    for column in ("factuality", "outcome", "event_type", "place", "place_text", "attribution_text"):
        marks[column] = events[column].astype(object).fillna("")
    for column in ("event_id", "incident_id", "trigger", "article_id"):
        marks[column] = events[column].astype(object)
    marks["confidence"] = events["confidence"].fillna(0.0)
    marks["background"] = events["background"].fillna(False).astype(bool)
    marks["row"] = np.arange(len(events))
    marks = _merged(marks, merge)
    return _laned(marks, events, names, lanes)


def _dated(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    start, end = days(events["date_start"]), days(events["date_end"])
    precision = events["date_precision"].astype(object).fillna("").to_numpy()
    published = (events["date_basis"].astype(object).fillna("") == "published").to_numpy()
    unknown = (start.isna() & end.isna()).to_numpy()
    if unknown.any() and len(articles):
        reported = days(published_of(articles, events["article_id"])).to_numpy()
        stand_in = unknown & ~np.isnan(reported)
        start = start.mask(stand_in, reported)
        end = end.mask(stand_in, reported)
        published = published | stand_in
    first, last = start.to_numpy(), end.to_numpy()
    shape = np.full(len(events), "band", dtype=object)
    one_day = (first == last) | (np.isnan(last) & (precision == "day"))
    shape[np.isin(precision, list(_DURATIONS))] = "bar"
    shape[one_day] = "point"
    shape[published & ~np.isnan(first)] = "point"
    shape[(precision == "before") | (np.isnan(first) & ~np.isnan(last))] = "before"
    shape[((precision == "after") | (np.isnan(last) & ~np.isnan(first))) & (shape != "point")] = "after"
    shape[np.isnan(first) & np.isnan(last)] = "undated"
    low = np.where(np.isnan(first), last, first)
    high = np.where(np.isnan(last), first, last)
    # An arrow stands on the one day the text names: the last day it can have been, or the first.
    low = np.where(shape == "before", high, low)
    high = np.where(shape == "after", low, high)
    high = np.where(published & (shape == "point"), low, high)
    return pd.DataFrame(
        {"shape": shape, "x0": low, "x1": high + 1.0, "published_only": published, "precision": precision},
        index=events.index,
    )


def _named(ids: pd.Series, texts: pd.Series, names: Mapping[str, str]) -> list[str]:
    named = []
    for actors, text in zip(ids, texts.astype(object), strict=True):
        known = [names[a] for a in actors if a in names] if len(actors) else []
        named.append(", ".join(dict.fromkeys(known)) or str(text or ""))
    return named


def _merged(marks: pd.DataFrame, merge: bool) -> pd.DataFrame:
    rank = {precision: i for i, precision in enumerate(_SHARPNESS)}
    marks["_sharp"] = [rank.get(p, len(rank)) for p in marks["precision"]] + 20 * marks[
        "published_only"
    ].to_numpy()
    if merge:
        same = ["story_id", "event_type", "trigger", "source", "target", "x0", "x1", "factuality"]
        folded = marks.groupby(same, sort=False, dropna=False).ngroup().astype(str)
        # Two sentences of one article may tell of two events in the same words; only another article can be a copy.
        nth = marks.groupby([folded, "article_id"], sort=False).cumcount().astype(str)
        incident = marks["incident_id"].astype(object).to_numpy()
        marks["_key"] = np.where(incident != "", incident, folded + "/" + nth)
    else:
        marks["_key"] = marks["event_id"]
    best = marks.sort_values(["_sharp", "confidence", "row"], ascending=[True, False, True], kind="stable")
    heads = best.drop_duplicates("_key").set_index("_key")
    grouped = marks.groupby("_key", sort=False)
    named = marks[marks["outlet"] != ""].drop_duplicates(["_key", "outlet"])
    heads["n_reports"] = grouped.size()
    heads["n_stories"] = marks.drop_duplicates(["_key", "story_id"]).groupby("_key", sort=False).size()
    heads["n_outlets"] = named.groupby("_key", sort=False).size()
    heads["n_outlets"] = heads["n_outlets"].fillna(0).astype("int64")
    return heads.sort_values(["x0", "x1", "row"], kind="stable").reset_index(drop=True)


def _laned(
    marks: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str], lanes: str | None
) -> pd.DataFrame:
    rows = marks["row"].to_numpy()
    values: list[Any]
    if lanes is None:
        values = ["all"] * len(marks)
    elif lanes in ("source", "target"):
        values = _lanes_of_actors(events, rows, [lanes], names)
    elif lanes == "actor":
        values = _lanes_of_actors(events, rows, ["source", "target"], names)
    elif lanes == "attribution":
        said = zip(events["attribution_id"].to_numpy()[rows], marks["attribution_text"], strict=True)
        values = [names.get(actor) or text or NOT_STATED for actor, text in said]
    elif lanes == "place":
        values = [
            place or text or NOT_STATED
            for place, text in zip(marks["place"], marks["place_text"], strict=True)
        ]
    else:
        column = {"type": "event_type", "outlet": "outlet"}.get(lanes, lanes)
        series = marks[column] if column in marks.columns else events[column].take(rows)
        values = [NOT_STATED if pd.isna(v) or v == "" else str(v) for v in series.astype(object)]
    marks = marks.assign(lane=pd.Series(values, index=marks.index, dtype=object)).drop(
        columns=["row", "_sharp", "precision", "place_text", "attribution_text", "outlet"]
    )
    return marks.explode("lane", ignore_index=True) if lanes in ("source", "target", "actor") else marks


def _lanes_of_actors(
    events: pd.DataFrame, rows: Any, roles: list[str], names: Mapping[str, str]
) -> list[list[str]]:
    held: list[list[str]] = [[] for _ in rows]
    for role in roles:
        ids, texts = (
            events[f"{role}_ids"].to_numpy()[rows],
            events[f"{role}_text"].astype(object).to_numpy()[rows],
        )
        for lane, actors, text in zip(held, ids, texts, strict=True):
            known = [names[a] for a in actors if a in names] if len(actors) else []
            lane.extend(known or ([str(text)] if text else []))
    return [list(dict.fromkeys(lane)) or [NOT_STATED] for lane in held]
