"""The columns that marks of a timeline are made of: how an event is dated, what is one mark, who its actors are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import REJECTED, days, published_of
from analystkit.lexicon import Lexicon

NOT_STATED = "not stated"
NO_ACTOR = "no actor named"
# Lanes of what is not there; they stand last.
SILENT = (NO_ACTOR, NOT_STATED)
SHAPES = ("point", "bar", "band", "before", "after", "undated")
# How sharply a precision dates an event, best first: decides which report of an incident its mark is drawn from.
_SHARPNESS = (
    "day", "part-of-month", "week", "range", "month", "season", "quarter", "year", "decade", "before", "after", "unknown", "",
)  # fmt: skip


def texts_of(events: pd.DataFrame, column: str, at: Any = None) -> Any:
    """Return a column as an array of texts, empty where nothing is stated; of the rows `at` positions only, if they are given."""
    values = events[column] if at is None else events[column].take(at)
    return values.astype(object).fillna("").to_numpy()


def date_columns(events: pd.DataFrame, articles: pd.DataFrame) -> dict[str, Any]:
    """Return what each row's dates look like on a time axis: shape, days x0 and x1, whether its report alone dates it, how sharply."""
    first, last = (days(events[column]).to_numpy(copy=True) for column in ("date_start", "date_end"))
    precision = texts_of(events, "date_precision")
    published = (events["date_basis"] == "published").to_numpy(dtype=bool, na_value=False)
    unknown = np.isnan(first) & np.isnan(last)
    if unknown.any() and len(articles):
        reported = days(published_of(articles, events["article_id"][unknown])).to_numpy()
        first[unknown], last[unknown] = reported, reported
        published = published | (unknown & ~np.isnan(first))
    shape = np.full(len(events), SHAPES.index("band"), dtype="int8")
    one_day = (first == last) | (np.isnan(last) & (precision == "day"))
    point = SHAPES.index("point")
    shape[precision == "range"] = SHAPES.index("bar")
    shape[one_day] = point
    shape[published & ~np.isnan(first)] = point
    shape[(precision == "before") | (np.isnan(first) & ~np.isnan(last))] = SHAPES.index("before")
    shape[((precision == "after") | (np.isnan(last) & ~np.isnan(first))) & (shape != point)] = SHAPES.index(
        "after"
    )
    shape[np.isnan(first) & np.isnan(last)] = SHAPES.index("undated")
    low = np.where(np.isnan(first), last, first)
    high = np.where(np.isnan(last), first, last)
    # An arrow stands on the one day the text names: the last day it can have been, or the first.
    low = np.where(shape == SHAPES.index("before"), high, low)
    high = np.where((shape == SHAPES.index("after")) | (published & (shape == point)), low, high)
    codes, values = pd.factorize(precision)
    rank = np.array(
        [_SHARPNESS.index(v) if v in _SHARPNESS else len(_SHARPNESS) for v in values], dtype="int64"
    )
    sharp = (rank[codes] if len(codes) else codes) + 20 * published
    return {"shape": shape, "x0": low, "x1": high + 1.0, "published_only": published, "sharp": sharp}


def mark_keys(events: pd.DataFrame, dated: dict[str, Any], article: Any, story: Any) -> Any:
    """Return a number a row, the same for rows of one incident and for copies of one report in a story."""
    key, incidents = pd.factorize(texts_of(events, "incident_id"))
    blank = np.flatnonzero(incidents == "")
    alone = np.flatnonzero(key == blank[0]) if len(blank) else np.array([], dtype="int64")
    if not len(alone):
        return key
    same = pd.DataFrame(
        {
            "story": story[alone], "x0": dated["x0"][alone], "x1": dated["x1"][alone],
            **{name: texts_of(events, name, alone) for name in ("event_type", "trigger", "factuality", "source_text", "target_text")},
            **{name: [",".join(ids) for ids in events[name].to_numpy()[alone]] for name in ("source_ids", "target_ids")},
            "rejected": (events["status"].take(alone) == REJECTED).to_numpy(dtype=bool, na_value=False),
        }
    )  # fmt: skip
    folded = same.groupby(list(same.columns), sort=False, dropna=False).ngroup()
    # Two sentences of one article may tell of two events in the same words; only another article can be a copy.
    nth = pd.Series(folded).groupby([folded, article[alone]], sort=False).cumcount()
    key = key.astype("int64")
    key[alone] = len(incidents) + pd.factorize(folded.to_numpy() * (int(nth.max()) + 1) + nth.to_numpy())[0]
    return key


def known_actors(events: pd.DataFrame, role: str, at: Any, names: Mapping[str, str]) -> tuple[Any, Any]:
    """Return the actors with a name in a role, as positions of rows and names."""
    # Rows and names of the actors that have one, flattened: a loop over lists would be most of a redraw.
    ids = events[f"{role}_ids"].to_numpy()
    ids = ids if at is None else ids[at]
    rows = np.repeat(np.arange(len(ids)), np.fromiter(map(len, ids), dtype="int64", count=len(ids)))
    found = [names.get(actor) for actors in ids for actor in actors]
    kept = np.fromiter((name is not None for name in found), dtype=bool, count=len(found))
    return rows[kept], np.array([*found, None], dtype=object)[:-1][kept]


@lru_cache(maxsize=1)
def _pronouns() -> frozenset[str]:
    return frozenset(
        row["word"] for row in Lexicon.default().table("report_words") if row["role"] == "pronoun"
    )


def says_nobody(texts: Any) -> Any:
    """Say of texts that fill a role whether they are a pronoun alone: "withdraw by it" tells a reader of a chart nothing."""
    pronouns = _pronouns()
    return np.fromiter((text.lower() in pronouns for text in texts), dtype=bool, count=len(texts))


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names with a number behind from the second bearer on: "the army" of two countries is not one actor.

    Capitals do not tell bearers apart: "The army" and "the army" would look like one to a reader.
    """
    bearers: dict[str, int] = {}
    out: dict[str, str] = {}
    for actor, name in names.items():
        folded = name.casefold()
        bearers[folded] = bearers.get(folded, 0) + 1
        out[actor] = name if bearers[folded] == 1 else f"{name} ({bearers[folded]})"
    return out


def lanes_of_actors(events: pd.DataFrame, roles: list[str], names: Mapping[str, str]) -> tuple[Any, Any]:
    """Return the lanes of events by actors in some roles, as positions of rows and names of lanes."""
    rows: Any = np.array([], dtype="int64")
    lane: Any = np.array([], dtype=object)
    for role in roles:
        held, known = known_actors(events, role, None, names)
        texts = texts_of(events, f"{role}_text")
        unknown = np.flatnonzero((texts != "") & (np.bincount(held, minlength=len(events)) == 0))
        # With actors at hand, a role filled by "it" or "the attack" is no actor and gets no lane of its own.
        written = np.full(len(unknown), NO_ACTOR, dtype=object) if names else texts[unknown]
        rows, lane = np.concatenate([rows, held, unknown]), np.concatenate([lane, known, written])
    silent = np.flatnonzero(np.bincount(rows, minlength=len(events)) == 0)
    rows = np.concatenate([rows, silent])
    lane = np.concatenate([lane, np.full(len(silent), NOT_STATED, dtype=object)])
    order = np.argsort(rows, kind="stable")
    rows, lane = rows[order], lane[order]
    if len(rows) > len(events):
        once = ~pd.DataFrame({"row": rows, "lane": lane}).duplicated().to_numpy()
        rows, lane = rows[once], lane[once]
    return rows, lane
