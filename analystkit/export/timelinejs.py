"""TimelineJS JSON: a timeline for a web page, one slide an incident."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of
from analystkit.analysis.marks import event_marks
from analystkit.analysis.provenance import provenance, sentence
from analystkit.export.cleaning import shown, web_address
from analystkit.export.readable import headline, sentences_of
from analystkit.export.target import as_json, file_target, write
from analystkit.model.wording import count_phrase

_MOST = 400


def timelinejs(
    corpus: Any,
    path: str | os.PathLike[str],
    *,
    title: str = "What the articles report",
    group: str | None = "type",
    most: int = _MOST,
) -> Path:
    """Write incidents as TimelineJS 3 JSON.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .json.
    title : str
        Of the opening slide.
    group : str or None
        What slides are grouped by: see `ak.plot.timeline` for the names.
    most : int
        Slides written; beyond a few hundred the player becomes slow. Those in most stories are kept, the opening slide counts the rest.

    Returns
    -------
    Path
        The file. Vague dates keep their precision (a month has no day, an interval has an end), undated incidents are left out and counted. All
        text is escaped, for the player shows it as HTML.

    Raises
    ------
    InputError
        If `path` does not end in .json or `group` is not known.
    """
    target = file_target(path, (".json",))
    return write(target, as_json(timelinejs_data(corpus, title=title, group=group, most=most)))


def timelinejs_data(
    corpus: Any, *, title: str = "What the articles report", group: str | None = "type", most: int = _MOST
) -> dict[str, Any]:
    """Return what `timelinejs` writes."""
    events, articles = frame_of(corpus, "events"), frame_of(corpus, "articles")
    marks = event_marks(events, articles, actor_names(frame_of(corpus, "actors")), lanes=group)
    marks = marks.drop_duplicates("event_id")
    dated = marks[(marks["shape"] != "undated").to_numpy()]
    kept = dated.sort_values(
        ["n_stories", "n_reports", "confidence", "x0"], ascending=[False, False, False, True], kind="stable"
    ).head(most)
    kept = kept.sort_values(["x0", "x1", "event_id"], kind="stable")
    row_of = {event: i for i, event in enumerate(events["event_id"])}
    rows = events.iloc[[row_of[e] for e in kept["event_id"]]]
    about = {
        str(a): (str(source), str(headline), str(url))
        for a, source, headline, url in zip(
            *(articles[c] for c in ("article_id", "source", "title", "url")), strict=True
        )
    }
    slides = [
        _slide(mark, precision, text, about, group)
        for mark, precision, text in zip(
            kept.to_dict("records"),
            rows["date_precision"].astype(str),
            sentences_of(corpus, rows),
            strict=True,
        )
    ]
    left = [
        f"{len(marks) - len(dated):,} without a date" if len(marks) > len(dated) else "",
        f"{len(dated) - len(kept):,} in fewer stories" if len(dated) > len(kept) else "",
    ]
    note = f"{count_phrase(len(kept), 'incident')}. " + (
        f"Left out: {', '.join(part for part in left if part)}. " if any(left) else ""
    )
    text = {
        "headline": shown(title),
        "text": f"<p>{shown(note)}</p><p><small>{shown(sentence(provenance(corpus)))}</small></p>",
    }
    # A player without events fails to start; an empty corpus gives the opening slide and says so.
    return {"title": {"text": text}, "events": slides}


def _slide(
    mark: Mapping[Any, Any],
    precision: str,
    text: str,
    about: dict[str, tuple[str, str, str]],
    group: str | None,
) -> dict[str, Any]:
    outlet, printed, url = about.get(str(mark["article_id"]), ("", "", ""))
    origin = ", ".join(part for part in (outlet, printed) if part)
    address = web_address(url)
    origin = (
        f'<a href="{shown(address)}" rel="noopener noreferrer">{shown(origin or address)}</a>'
        if address
        else shown(origin)
    )
    facts = [
        str(mark["event_type"]),
        str(mark["factuality"]),
        str(mark["outcome"]),
        "dated by its report" if mark["published_only"] else "",
    ]
    if mark["n_stories"] > 1:
        facts.append(f"in {count_phrase(int(mark['n_stories']), 'story')}")
    slide: dict[str, Any] = {
        "unique_id": str(mark["event_id"]),
        "text": {
            "headline": shown(headline(mark)),
            "text": f"<p>{shown(text)}</p><p><small>{shown('; '.join(f for f in facts if f))}</small></p><p><small>{origin}</small></p>",
        },
        "start_date": _date(mark["x0"], precision),
    }
    if mark["x1"] - mark["x0"] > 1 and mark["shape"] in ("bar", "band"):
        slide["end_date"] = _date(mark["x1"] - 1, precision)
    if mark["shape"] in ("before", "after"):
        day = str(np.datetime64(int(mark["x0"]), "D"))
        slide["display_date"] = f"{mark['shape']} {day}"
    if group is not None:
        slide["group"] = shown(mark["lane"])
    return slide


def _date(day: float, precision: str) -> dict[str, int]:
    when = pd.Timestamp(int(day), unit="D") if abs(day) < 100_000 else None
    year, month, number = (
        (int(part) for part in str(np.datetime64(int(day), "D")).rsplit("-", 2))
        if when is None
        else (when.year, when.month, when.day)
    )
    if precision in ("year", "decade"):
        return {"year": year}
    if precision in ("month", "quarter", "season"):
        return {"year": year, "month": month}
    return {"year": year, "month": month, "day": number}
