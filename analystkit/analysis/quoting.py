"""Who quotes whom: outlets and the speakers they quote, or speakers and the actors they speak about."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of, kept, outlet_of, side_frame, story_of
from analystkit.analysis.mark_columns import NO_ACTOR, NOT_STATED
from analystkit.errors import InputError


def who_quotes_whom(corpus: Any, *, by: str = "outlet") -> pd.DataFrame:
    """Count quotations by who quotes and who is quoted.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``quotes``, ``articles``, ``actors`` (and ``mentions`` for ``by="speaker"``).
    by : {"outlet", "speaker"}
        ``outlet``: which outlet quotes which speaker. ``speaker``: which speaker names which actor inside a quotation.

    Returns
    -------
    pandas.DataFrame
        ``who, whom, n`` (quotations, the same words in copies of one story counted once), ``n_stories``, most frequent first.
        A speaker who was not found is "not found", one whose words lead to no actor "no actor named", an outlet that is not known "not stated".
        ``attrs``: ``n_quotes``, ``n_without_speaker``, ``article_ids``.

    Raises
    ------
    InputError
        If `by` is neither of the two.
    """
    if by not in ("outlet", "speaker"):
        raise InputError(f"expected by to be 'outlet' or 'speaker'; found {by!r}")
    quotes = kept(frame_of(corpus, "quotes"))
    articles = side_frame(corpus, "articles")
    names = actor_names(side_frame(corpus, "actors"))
    quotes = quotes.assign(story_id=story_of(articles, quotes["article_id"]))
    quotes = quotes.drop_duplicates(["story_id", "text", "speaker_id", "speaker_text"])
    # With actors at hand, words that lead to none of them ("it", "the statement") name nobody.
    speaker = [
        names.get(str(actor)) or (NO_ACTOR if text and names else str(text)) or "not found"
        for actor, text in zip(quotes["speaker_id"], quotes["speaker_text"], strict=True)
    ]
    if by == "outlet":
        outlet = [o or NOT_STATED for o in outlet_of(articles, quotes["article_id"])]
        table = pd.DataFrame({"who": outlet, "whom": speaker, "story_id": quotes["story_id"].to_numpy()})
    else:
        table = _named_inside(corpus, quotes.assign(speaker=speaker), names)
    counted = table.groupby(["who", "whom"], as_index=False).agg(
        n=("story_id", "size"), n_stories=("story_id", "nunique")
    )
    counted = counted.sort_values(["n", "who", "whom"], ascending=[False, True, True], ignore_index=True)
    counted.attrs = {
        "n_quotes": len(quotes), "n_without_speaker": sum(s == "not found" for s in speaker),
        "article_ids": sorted(set(quotes["article_id"].astype(str))),
    }  # fmt: skip
    return counted


def _named_inside(corpus: Any, quotes: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    mentions = side_frame(corpus, "mentions")
    mentions = mentions[(mentions["actor_id"].astype(str) != "").to_numpy()]
    inside: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for article, part, start, end, actor in zip(
        *(mentions[c] for c in ("article_id", "part", "start", "end", "actor_id")), strict=True
    ):
        inside.setdefault((str(article), str(part)), []).append((int(start), int(end), str(actor)))
    rows = []
    columns = ("article_id", "part", "segments", "speaker", "speaker_id", "story_id")
    for article, part, segments, speaker, own, story in zip(*(quotes[c] for c in columns), strict=True):
        found = {
            actor
            for start, end, actor in inside.get((str(article), str(part)), [])
            for low, high in segments
            if low <= start and end <= high and actor != own
        }
        rows += [(speaker, names.get(actor, actor), story) for actor in sorted(found)]
    return pd.DataFrame(rows, columns=["who", "whom", "story_id"])
