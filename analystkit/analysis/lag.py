"""How long after an event it is reported: days from the event's date to the article's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import days, frame_of, kept, outlet_of, published_of, side_frame, story_of
from analystkit.analysis.mark_columns import NOT_STATED
from analystkit.errors import InputError

BINS = (
    ("ahead", -np.inf, -1), ("same day", 0, 0), ("1 day", 1, 1), ("2 days", 2, 2), ("3–7 days", 3, 7), ("8–30 days", 8, 30),
    ("1–12 months", 31, 365), ("over a year", 366, np.inf),
)  # fmt: skip


def reporting_lag(data: Any, *, articles: pd.DataFrame | None = None, by: str = "outlet") -> pd.DataFrame:
    """Measure the days between an event and its report.

    Parameters
    ----------
    data : Corpus or DataFrame
        A corpus or its ``events``. Only events dated to a day by the text count: where the publication date
        stands in, the lag would be nought by construction.
    articles : DataFrame, optional
        Tells the publication dates when `data` is a bare frame.
    by : {"outlet", "type"}
        What the rows are grouped by.

    Returns
    -------
    pandas.DataFrame
        ``event_id, article_id, story_id, group, lag`` (whole days, negative for what is announced ahead) ``, bin`` (a label of
        `BINS`), one row an event and story. ``attrs["left_out"]`` counts events without a day or a publication date.

    Raises
    ------
    InputError
        If `by` is neither of the two, or `data` is neither a corpus nor a frame.
    """
    if by not in ("outlet", "type"):
        raise InputError(f"expected by to be 'outlet' or 'type'; found {by!r}")
    events = kept(frame_of(data, "events"))
    frame = side_frame(data, "articles", articles)
    start, end = days(events["date_start"]), days(events["date_end"])
    reported = days(published_of(frame, events["article_id"]))
    stated = events["date_basis"].astype(object) != "published"
    usable = (start.notna() & (start == end) & reported.notna() & stated).to_numpy()
    table = pd.DataFrame(
        {
            "event_id": events["event_id"], "article_id": events["article_id"], "story_id": story_of(frame, events["article_id"]),
            "group": outlet_of(frame, events["article_id"]) if by == "outlet" else events["event_type"].astype(object),
            "trigger": events["trigger"], "start": start, "lag": reported - start,
        }
    )[usable]  # fmt: skip
    table["group"] = [g or NOT_STATED for g in table["group"]]
    table = table.drop_duplicates(["story_id", "group", "trigger", "start"]).drop(
        columns=["trigger", "start"]
    )
    edges = [low for _, low, _ in BINS[1:]]
    table["bin"] = [BINS[i][0] for i in np.searchsorted(edges, table["lag"].to_numpy(), side="right")]
    table = table.astype({"lag": "int64"}).reset_index(drop=True)
    table.attrs["left_out"] = int(len(events) - usable.sum())
    return table
