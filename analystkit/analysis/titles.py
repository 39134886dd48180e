"""Who was called what, from when to when."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analystkit.analysis.frames import frame_of, side_frame
from analystkit.resolve.offices import titles_held


def titles(corpus: Any) -> pd.DataFrame:
    """Return the titles that articles give each actor, and from when to when they do.

    A title is dated by the articles that give it, so that a change of office shows: who is "the interior minister" until June and "former
    interior minister" from July was minister until then. ``actors.former`` says the same in a word: most of the last three articles that
    give a title say that it is held no longer.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``mentions``, ``articles`` and ``actors``.

    Returns
    -------
    pandas.DataFrame
        ``actor_id, name, title`` (without "former"), ``former``, ``first_seen, last_seen`` (UTC), ``n_articles, n_stories``; actors in
        the order of the actors frame, of each the earliest title first.
    """
    actors = side_frame(corpus, "actors")
    held = titles_held(frame_of(corpus, "mentions"), side_frame(corpus, "articles"))
    rank = {actor_id: number for number, actor_id in enumerate(actors["actor_id"])}
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    held.insert(1, "name", pd.Series([names.get(a, "") for a in held["actor_id"]], dtype="str"))
    order = [rank.get(a, len(rank)) for a in held["actor_id"]]
    return held.assign(rank=order).sort_values("rank", kind="stable", ignore_index=True).drop(columns="rank")
