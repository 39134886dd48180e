"""Counts of actors after decisions have moved mentions from one to another."""

from __future__ import annotations

from typing import Literal

import pandas as pd

# Written out, for the type checker knows dtypes by their literal names.
_INSTANT: Literal["datetime64[us, UTC]"] = "datetime64[us, UTC]"


def recount(
    actors: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Count mentions, articles and stories of each actor again, and when it was first and last seen.

    Parameters
    ----------
    actors, mentions : pandas.DataFrame
        Frames of the contract; `mentions` needs actor_id and article_id.
    articles : pandas.DataFrame, optional
        For story_id and published; without it, an article is a story and nothing is dated.

    Returns
    -------
    pandas.DataFrame
        A new actors frame in the order of `resolve_actors`; actors without a mention stay, with counts of 0.
    """
    out = actors.copy()
    held = mentions.loc[mentions["actor_id"] != "", ["actor_id", "article_id"]]
    n_mentions = held.groupby("actor_id").size()
    pairs = held.drop_duplicates()
    n_articles = pairs.groupby("actor_id").size()
    if articles is not None and len(articles):
        known = articles.set_index("article_id")
        story = (
            pairs["article_id"].map(known["story_id"]).fillna("")
            if "story_id" in known
            else pd.Series("", index=pairs.index)
        )
        pairs = pairs.assign(story=story.where(story != "", pairs["article_id"]))
        if "published" in known:
            pairs = pairs.assign(published=pairs["article_id"].map(known["published"]))
    else:
        pairs = pairs.assign(story=pairs["article_id"])
    n_stories = pairs.drop_duplicates(["actor_id", "story"]).groupby("actor_id").size()
    for column, counts in (("n_mentions", n_mentions), ("n_articles", n_articles), ("n_stories", n_stories)):
        out[column] = out["actor_id"].map(counts).fillna(0).astype("Int64")
    if "published" in pairs:
        seen = pairs.groupby("actor_id")["published"]
        out["first_seen"] = pd.to_datetime(out["actor_id"].map(seen.min().to_dict()), utc=True).astype(
            _INSTANT
        )
        out["last_seen"] = pd.to_datetime(out["actor_id"].map(seen.max().to_dict()), utc=True).astype(
            _INSTANT
        )
    order = (
        out.assign(a=-out["n_articles"], m=-out["n_mentions"])
        .sort_values(["a", "m", "name", "actor_id"], kind="stable")
        .index
    )
    return out.loc[order].reset_index(drop=True)
