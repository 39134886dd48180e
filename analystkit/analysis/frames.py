"""What every analysis needs first: the frames out of whatever was handed in, names of actors, stories of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analystkit.corpus.codes import Codes
from analystkit.corpus.lazy import FEW
from analystkit.errors import InputError
from analystkit.model import schema
from analystkit.model.wording import count_phrase

REJECTED = "rejected"


def frame_of(data: Any, name: str, given: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one frame of the contract, with a fresh RangeIndex.

    Parameters
    ----------
    data : Corpus or DataFrame
        An object that holds frames as attributes, or the frame itself.
    name : str
        Which frame, a key of `analystkit.model.schema.FRAMES`.
    given : DataFrame, optional
        Taken instead of what `data` holds.

    Returns
    -------
    pandas.DataFrame
        All columns of the contract are there; those `data` lacks are empty.

    Raises
    ------
    InputError
        If `data` is neither, or is a frame that lacks the column that identifies its rows.
    """
    frame = (
        given if given is not None else data if isinstance(data, pd.DataFrame) else getattr(data, name, None)
    )
    if frame is None:
        if not any(hasattr(data, known) for known in schema.FRAMES):
            raise InputError(
                f"expected a corpus or its {name} frame, found {type(data).__name__}: pass ak.load(...) or corpus.{name}"
            )
        return schema.empty(name)
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"expected the {name} frame as a pandas DataFrame, found {type(frame).__name__}")
    key = next(iter(schema.FRAMES[name]))
    if key in frame.index.names and key not in frame.columns:
        frame = frame.reset_index()
    if key not in frame.columns:
        raise InputError(
            f"expected a corpus or its {name} frame, with a column {key!r}; found a frame with the columns {', '.join(map(str, frame.columns[:12]))}"
        )
    missing = [column for column in schema.columns(name) if column not in frame.columns]
    frame = frame.reset_index(drop=True)
    if missing:
        blank = schema.to_frame(name, [{}] * len(frame))
        frame = frame.assign(**{column: blank[column] for column in missing})
    return frame


def side_frame(data: Any, name: str, given: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a frame that only accompanies the main one: empty when `data` is a bare frame and none was given."""
    if given is None and isinstance(data, pd.DataFrame):
        return schema.empty(name)
    return frame_of(data, name, given)


def shared(data: Any, *names: str) -> Any:
    """Return the whole corpus some data was filtered from (or is), where its frames of these names are in memory or few enough to be.

    What is reckoned for the whole then serves all its filters. None for anything else.
    """
    whole = getattr(data, "whole", None)
    if whole is None or any(data.positions(name) is None for name in ("articles", "events")):
        return None
    return whole if whole.at_hand(*names) or sum(map(whole.rows, names)) <= FEW else None


def codes_of(data: Any) -> tuple[Codes, Any]:
    """Return the codes of the frames behind some data, and which articles are kept of those (None for all).

    A corpus filtered from a whole one shares what was reckoned for the whole; anything else is reckoned anew.
    """
    whole = shared(data, "articles", "sentences", "mentions")
    if whole is None:
        frames: dict[str, pd.DataFrame] = {}

        def frame(name: str) -> pd.DataFrame:
            if name not in frames:
                frames[name] = side_frame(data, name)
            return frames[name]

        return Codes(frame), None
    if whole is data:
        return whole.codes, None
    kept = np.zeros(len(whole.articles), dtype=bool)
    kept[data.positions("articles")] = True
    return whole.codes, kept


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the rows as named tuples, their columns as attributes (typed loosely, as columns are)."""
    return iter(frame.itertuples(index=False))


def kept(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows an analyst has not rejected (the frame itself where there are no others)."""
    if "status" not in frame.columns:
        return frame
    keep = (frame["status"] != REJECTED).to_numpy(dtype=bool, na_value=True)
    return frame if keep.all() else frame[keep].reset_index(drop=True)


def actor_names(actors: pd.DataFrame) -> dict[str, str]:
    """Map actor ids to names; an actor without a name keeps its id."""
    return {
        str(actor): str(name) or str(actor)
        for actor, name in zip(actors["actor_id"], actors["name"], strict=True)
    }


def story_of(articles: pd.DataFrame, article_ids: pd.Series) -> pd.Series:
    """Return the story of each article id; an article that is not in the frame, or has no story, is its own."""
    return _looked_up(articles, article_ids, "story_id", own=True)


def outlet_of(articles: pd.DataFrame, article_ids: pd.Series) -> pd.Series:
    """Return the outlet of each article id, "" where it is not known."""
    return _looked_up(articles, article_ids, "source", own=False)


def _looked_up(articles: pd.DataFrame, article_ids: pd.Series, column: str, *, own: bool) -> pd.Series:
    values = dict(
        zip(articles["article_id"].to_numpy(object), articles[column].to_numpy(object), strict=True)
    )
    # Each article once: rows of events and mentions are many more than articles.
    codes, unique = pd.factorize(article_ids)
    found = np.array([values.get(a) or (a if own else "") for a in unique] or [""], dtype=object)
    return pd.Series(found[codes], index=article_ids.index, dtype=object)


def published_of(articles: pd.DataFrame, article_ids: pd.Series) -> pd.Series:
    """Return the publication instant of each article id (UTC), NaT where it is not known."""
    times = articles.drop_duplicates("article_id").set_index("article_id")["published"]
    return pd.to_datetime(times.reindex(article_ids), utc=True).set_axis(article_ids.index)


def days(instants: pd.Series) -> pd.Series:
    """Return whole days since 1970-01-01 as floats, NaN where the instant is missing (matplotlib's date numbers)."""
    values = pd.to_datetime(instants, utc=True).dt.tz_localize(None).to_numpy().astype("datetime64[D]")
    numbers = pd.Series(values.astype("int64").astype("float64"), index=instants.index)
    return numbers.where(~pd.isna(values))


def scope(articles: pd.DataFrame, article_ids: Iterable[str]) -> dict[str, int]:
    """Count the articles, stories and outlets (as far as they are named) that rows come from."""
    given = article_ids if isinstance(article_ids, pd.Series) else pd.Series(list(article_ids), dtype=object)
    ids = pd.Series(np.asarray(given.unique(), dtype=object), dtype=object)
    outlets = outlet_of(articles, ids)
    return {
        "articles": len(ids),
        "stories": int(story_of(articles, ids).nunique()),
        "outlets": int(outlets[outlets != ""].nunique()),
    }


def mention_scope(corpus: Any) -> dict[str, int]:
    """Count the articles that name an actor, and their stories and outlets; as `scope`, without copying the mentions."""
    codes, kept = codes_of(corpus)
    article = codes.article_of("mentions")
    if (article < 0).any():
        return scope(side_frame(corpus, "articles"), frame_of(corpus, "mentions")["article_id"])
    stories, n_stories = codes.stories()
    named = np.bincount(article, minlength=len(stories)) > 0
    if kept is not None:
        named = named & kept
    outlet, outlets = codes.column("articles", "source")
    known = np.append(outlets != "", False)[outlet] & named
    return {
        "articles": int(named.sum()),
        "stories": int((np.bincount(stories[named], minlength=n_stories) > 0).sum()),
        "outlets": len(np.unique(outlet[known])),
    }


def scope_phrase(counts: dict[str, int]) -> str:
    """Write a scope: "12 stories (15 articles), 5 outlets"."""
    phrase = count_phrase(counts["stories"], "story")
    if counts["articles"] != counts["stories"]:
        phrase += f" ({count_phrase(counts['articles'], 'article')}, copies counted once)"
    if counts["outlets"]:
        phrase += f", {count_phrase(counts['outlets'], 'outlet')}"
    return phrase


def date_phrase(first: Any, last: Any, precision: object = "") -> str:
    """Write an interval of days: "2022-01-03", "2022-01-01 to 2022-01-31", "… to 2022-01-31", "" where neither end is known."""
    start, end = ("" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (first, last))
    if not start and not end:
        return ""
    if start == end or (str(precision) == "day" and not end):
        return start
    return f"{start or '…'} to {end or '…'}"


def range_phrase(low: Any, high: Any) -> str:
    """Write a number known between two bounds: "4", "2–4", "at least 2", "up to 4", "" where neither is known."""
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        return f"at least {low:,}"
    if pd.isna(low):
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}\u2013{high:,}"
