"""GeoJSON (RFC 7946): what the articles place on a map, one point an incident."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of
from analystkit.analysis.marks import event_marks
from analystkit.analysis.provenance import provenance, sentence
from analystkit.errors import InputError
from analystkit.export.cleaning import bare, web_address
from analystkit.export.readable import headline, sentences_of
from analystkit.export.target import as_json, file_target, write
from analystkit.model.vocabulary import PLACE_PRECISIONS
from analystkit.model.wording import count_phrase

_COUNTS = ("killed_min", "killed_max", "injured_min", "injured_max")


def geojson(
    corpus: Any, path: str | os.PathLike[str], *, coarsest: str = "region", merge: bool = True
) -> Path:
    """Write events that have a place as GeoJSON points, for QGIS, kepler.gl, Leaflet, uMap or geojson.io.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .geojson or .json.
    coarsest : {"site", "city", "region", "country"}
        The vaguest place that still gets a point. A country's point is its middle, where nothing happened: it is left out unless asked for.
    merge : bool
        One point an incident, at the most exact place any of its reports names; False writes every report.

    Returns
    -------
    Path
        The file. Each point has ``name`` (who did what to whom), ids, type, factuality, place and its precision, days, tolls, counts of
        reports and stories, and the sentence, outlet, headline and address it comes from. What is not stated is null. Rejected events
        are left out. Texts are plain: a map that shows HTML has to escape them.

    Raises
    ------
    InputError
        If `path` has another ending or `coarsest` is no precision of places.
    """
    target = file_target(path, (".geojson", ".json"))
    return write(target, as_json(geojson_data(corpus, coarsest=coarsest, merge=merge)))


def geojson_data(corpus: Any, *, coarsest: str = "region", merge: bool = True) -> dict[str, Any]:
    """Return what `geojson` writes."""
    if coarsest not in PLACE_PRECISIONS:
        raise InputError(f"expected coarsest to be one of {', '.join(PLACE_PRECISIONS)}; found {coarsest!r}")
    events, articles = frame_of(corpus, "events"), frame_of(corpus, "articles")
    marks = event_marks(events, articles, actor_names(frame_of(corpus, "actors")), lanes=None, merge=merge)
    marks = marks.sort_values(["x0", "x1", "event_id"], kind="stable", na_position="last")
    where = _best_placed(events, coarsest, merge)
    row_of = {str(event): i for i, event in enumerate(events["event_id"])}
    at = [
        where.get(_key(event, incident, merge), -1)
        for event, incident in zip(marks["event_id"], marks["incident_id"], strict=True)
    ]
    marks, placed = marks[np.array(at, dtype="int64") >= 0], [i for i in at if i >= 0]
    told = events.iloc[[row_of[str(event)] for event in marks["event_id"]]]
    texts = sentences_of(corpus, told)
    columns = articles[["article_id", "source", "title", "url", "published"]]
    about = {str(article["article_id"]): article for article in columns.to_dict("records")}
    features = [
        _feature(mark, row, place, text, about.get(str(mark["article_id"])))
        for mark, row, place, text in zip(
            marks.to_dict("records"), told.to_dict("records"), events.iloc[placed].to_dict("records"), texts, strict=True
        )
    ]  # fmt: skip
    noun = "incident" if merge else "report"
    left = len(at) - len(placed)
    return {
        "type": "FeatureCollection",
        # Members of one's own are allowed (section 6.1); readers pass over them.
        "made_with": sentence(provenance(corpus)),
        "left_out": f"{count_phrase(left, noun)} without a place as exact as a {coarsest}" if left else "",
        "features": features,
    }


def _key(event_id: object, incident_id: object, merge: bool) -> str:
    return str((incident_id if merge else "") or event_id)


def _best_placed(events: pd.DataFrame, coarsest: str, merge: bool) -> dict[str, int]:
    """Return the position of the event that places each incident (or report) best, for those that any places well enough."""
    exact = {name: rank for rank, name in enumerate(PLACE_PRECISIONS)}
    rank = np.array([exact.get(str(value), len(exact)) for value in events["place_precision"]], dtype="int64")
    known = events["latitude"].notna().to_numpy() & events["longitude"].notna().to_numpy()
    good = np.flatnonzero(
        known & (rank <= exact[coarsest]) & (events["status"].astype(str) != "rejected").to_numpy()
    )
    sure = events["confidence"].fillna(0.0).to_numpy()
    ids, incidents = (events[name].astype(str).to_numpy() for name in ("event_id", "incident_id"))
    found: dict[str, int] = {}
    for i in good[np.lexsort((good, -sure[good], rank[good]))].tolist():
        found.setdefault(_key(ids[i], incidents[i], merge), i)
    return found


def _feature(mark: Any, event: Any, place: Any, text: str, article: Any) -> dict[str, Any]:
    stated = {
        "name": headline(mark),
        **{name: bare(event[name]) for name in ("event_id", "incident_id", "event_type", "mode", "factuality", "outcome")},
        "source": bare(mark["source"]), "target": bare(mark["target"]), "weapon": bare(event["weapon"]),
        **{name: bare(place[name]) for name in ("place", "place_precision", "country")},
        **{name: "" if pd.isna(event[name]) else f"{event[name]:%Y-%m-%d}" for name in ("date_start", "date_end")},
        "date_precision": bare(event["date_precision"]), "date_basis": bare(event["date_basis"]),
        **{name: None if pd.isna(event[name]) else int(event[name]) for name in _COUNTS},
        **{name: int(mark[name]) for name in ("n_reports", "n_stories", "n_outlets")},
        "confidence": None if pd.isna(event["confidence"]) else round(float(event["confidence"]), 3),
        "status": bare(event["status"]), "sentence": bare(text),
    }  # fmt: skip
    if article is not None:
        stated |= {
            "outlet": bare(article["source"]),
            "headline": bare(article["title"]),
            "url": web_address(article["url"]),
            "published": "" if pd.isna(article["published"]) else f"{article['published']:%Y-%m-%d}",
        }
    return {
        "type": "Feature",
        "id": str(event["event_id"]),
        # Longitude first (section 3.1.1).
        "geometry": {"type": "Point", "coordinates": [float(place["longitude"]), float(place["latitude"])]},
        "properties": {
            name: None if value in ("", "nan", "<NA>") else value for name, value in stated.items()
        },
    }
