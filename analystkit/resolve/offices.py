"""The titles a person is given, from when to when, and whether they are held no longer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from analystkit.model.schema import typed
from analystkit.resolve.wordings import most_common

_FORMER = ("former", "ex-", "ex")
# Of so many of the last articles that give a title, most say whether an office is still held: one looks back now and then.
_LAST = 3
TITLE_COLUMNS = ["actor_id", "title", "former", "first_seen", "last_seen", "n_articles", "n_stories"]


def bare_title(title: str) -> tuple[str, bool]:
    """Return a title without "former" or "ex-", and whether it stood there."""
    for word in _FORMER:
        rest = title[len(word) :]
        if title.lower().startswith(word) and (word == "ex-" or not rest or rest[0] == " "):
            return rest.strip(), True
    return title, False


def is_former(uses: Iterable[tuple[object, str, int]]) -> bool:
    """Say whether somebody's offices are past: half the uses of the last three articles that give a title say so.

    Parameters
    ----------
    uses : iterable of (published, title, count)
        The titles of each article with the article's date; without any date all articles count as the last.
    """
    counted = [(when, bare_title(title)[1], count) for when, title, count in uses]
    dated: dict[object, list[tuple[bool, int]]] = defaultdict(list)
    for when, past, count in counted:
        if when is not None and not pd.isna(when):  # type: ignore[call-overload]
            dated[when].append((past, count))
    last = [use for when in sorted(dated, reverse=True)[:_LAST] for use in dated[when]]  # type: ignore[type-var]
    last = last or [(was, count) for _, was, count in counted]
    former = sum(count for was, count in last if was)
    return former > 0 and former * 2 >= sum(count for _, count in last)


def titles_held(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the titles each actor is given and from when to when articles give them.

    Parameters
    ----------
    mentions, articles : pandas.DataFrame
        Frames of the contract; `mentions` needs actor_id, article_id and title.

    Returns
    -------
    pandas.DataFrame
        ``actor_id, title`` (as most often written, without "former"), ``former`` (True: called so, but no longer holding it),
        ``first_seen, last_seen`` (UTC, when the first and last of these articles was published; missing where none is dated),
        ``n_articles, n_stories``; by actor, the earliest first.
    """
    held = mentions.loc[
        (mentions["title"] != "") & (mentions["actor_id"] != ""), ["actor_id", "article_id", "title"]
    ]
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    story = (
        dict(zip(articles["article_id"], articles["story_id"], strict=True)) if "story_id" in articles else {}
    )
    written: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for actor_id, article_id, title in held.itertuples(index=False):
        bare, former = bare_title(title)
        if bare:
            key = (actor_id, bare.casefold(), former)
            written[key][bare] += 1
            places[key].add(article_id)
    rows = []
    for key, found in written.items():
        dates = sorted(d for a in places[key] if not pd.isna(d := published.get(a)))
        rows.append((
            key[0], most_common(found), key[2], dates[0] if dates else None, dates[-1] if dates else None, len(places[key]),
            len({story.get(a) or a for a in places[key]}),
        ))  # fmt: skip
    rows.sort(key=lambda r: (r[0], r[3] is None, str(r[3]), r[1], r[2]))
    out = pd.DataFrame(rows, columns=TITLE_COLUMNS)
    for column in ("actor_id", "title", "first_seen", "last_seen"):
        out[column] = typed("actors", "name" if column == "title" else column, out[column].tolist())
    return out.astype({"former": "bool", "n_articles": "int64", "n_stories": "int64"})
