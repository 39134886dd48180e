"""Frames as people read them: beside ids stand names, outlet, date of publication and the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of, outlet_of, published_of, story_of
from analystkit.analysis.provenance import provenance
from analystkit.export.cleaning import bare

_WITH_SENTENCE = ("events", "quotes")
_REACH = 2_000


def texts_of(corpus: Any) -> dict[tuple[str, str], str]:
    """Return the text of each part by (article_id, part)."""
    articles = frame_of(corpus, "articles")
    return {
        (str(article), part): str(text)
        for part in ("title", "text")
        for article, text in zip(articles["article_id"], articles[part], strict=True)
    }


def sentences_of(corpus: Any, frame: pd.DataFrame) -> list[str]:
    """Return the sentence each row stands in, in one line; the row's own words where its sentence is not known.

    At most 2,000 characters before and behind the row: text without a full stop must not be written once for each of its rows.
    """
    texts = texts_of(corpus)
    sentences = frame_of(corpus, "sentences")
    bounds = {
        str(s): (int(start), int(end))
        for s, start, end in zip(sentences["sentence_id"], sentences["start"], sentences["end"], strict=True)
    }
    found = []
    columns = ("article_id", "part", "sentence_id", "start", "end")
    for article, part, sentence, start, end in zip(*(frame[c] for c in columns), strict=True):
        low, high = bounds.get(str(sentence), (int(start), int(end)))
        low, high = (
            max(min(low, int(start)), int(start) - _REACH),
            min(max(high, int(end)), int(end) + _REACH),
        )
        found.append(" ".join(texts.get((str(article), str(part)), "")[low:high].split()))
    return found


def headline(mark: Mapping[Any, Any]) -> str:
    """Say in a few words what a mark is: who, did what, to whom."""
    what = str(mark["trigger"]) or str(mark["event_type"]).lower()
    parts = (
        f"{mark['source']}:" if mark["source"] else "",
        what,
        f"→ {mark['target']}" if mark["target"] else "",
    )
    return bare(" ".join(part for part in parts if part))


def with_names(corpus: Any, name: str) -> pd.DataFrame:
    """Return a frame with further columns for reading.

    Parameters
    ----------
    corpus : Corpus
    name : str
        Which frame.

    Returns
    -------
    pandas.DataFrame
        The frame, rejected rows included (``status`` says so); events and quotes also have ``outlet, published, story_id, sentence`` and
        ``source_names, target_names, attribution_name`` or ``speaker_name``; incidents have ``source_names, target_names``.
    """
    frame = frame_of(corpus, name)
    names = actor_names(frame_of(corpus, "actors"))

    def joined(column: str) -> list[str]:
        return ["; ".join(names.get(str(a), str(a)) for a in ids) for ids in frame[column]]

    extra: dict[str, Any] = {}
    if name in ("events", "incidents"):
        extra |= {"source_names": joined("source_ids"), "target_names": joined("target_ids")}
    if name == "events":
        extra["attribution_name"] = [names.get(str(a), "") for a in frame["attribution_id"]]
    if name == "quotes":
        extra["speaker_name"] = [names.get(str(a), "") for a in frame["speaker_id"]]
    if name in _WITH_SENTENCE:
        articles = frame_of(corpus, "articles")
        ids = frame["article_id"]
        extra |= {
            "outlet": outlet_of(articles, ids), "published": published_of(articles, ids), "story_id": story_of(articles, ids),
            "sentence": sentences_of(corpus, frame),
        }  # fmt: skip
    return frame.assign(**extra)


def about(corpus: Any) -> dict[str, Any]:
    """Return where an export comes from, for the file that goes with it."""
    return {"made_with": "analystkit", **provenance(corpus)}
