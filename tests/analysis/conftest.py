"""A corpus of five articles in three stories, small enough to count by hand."""

from types import SimpleNamespace

import pytest

from analystkit.model import schema

# Story s1 is printed twice in the same words; story s2 twice, with a sentence added; story s3 once.
ARTICLES = {
    "x1": ("s1", "Wire", "2031-03-01", ["Ada met Bo.", "Bo left."]),
    "x2": ("s1", "Post", "2031-03-02", ["Ada met Bo.", "Bo left."]),
    "y1": ("s2", "Wire", "2031-03-05", ["Ada met Cy.", "Cy met Bo and Ada."]),
    "y2": ("s2", "Post", "2031-03-06", ["Ada met Cy.", "Cy met Bo and Ada.", "Bo met Ada."]),
    "z1": ("s3", "", None, ["Dee spoke."]),
}
NAMES = {"Ada": "a", "Bo": "b", "Cy": "c", "Dee": "d"}


@pytest.fixture
def small():
    rows = {"articles": [], "sentences": [], "mentions": []}
    for article, (story, outlet, published, sentences) in ARTICLES.items():
        text, at = "", 0
        for number, words in enumerate(sentences):
            at = len(text)
            text += words + " "
            sentence = f"{article}-{number}"
            # The first two sentences are one paragraph.
            rows["sentences"].append(
                {"sentence_id": sentence, "article_id": article, "part": "text", "start": at, "end": at + len(words), "paragraph": number // 2}
            )  # fmt: skip
            for name, actor in NAMES.items():
                if name in words:
                    start = at + words.index(name)
                    rows["mentions"].append(
                        {"mention_id": f"{sentence}-{actor}", "article_id": article, "part": "text", "start": start, "end": start + len(name),
                         "text": name, "label": "PERSON", "kind": "name", "actor_id": actor, "sentence_id": sentence}
                    )  # fmt: skip
        rows["articles"].append(
            {"article_id": article, "text": text, "story_id": story, "source": outlet, "published": published}
        )
    actors = [{"actor_id": actor, "name": name, "kind": "person"} for name, actor in NAMES.items()]
    frames = {name: schema.to_frame(name, items) for name, items in rows.items()}
    frames["actors"] = schema.to_frame("actors", actors)
    for name in schema.FRAMES:
        frames.setdefault(name, schema.empty(name))
    return SimpleNamespace(**frames)


@pytest.fixture
def event():
    """Return a function that makes the row of one event."""

    def make(event_id, article, start=None, end=None, precision="day", basis="explicit", **more):
        return {
            "event_id": event_id, "article_id": article, "part": "text", "trigger": "struck", "event_type": "ASSAULT", "date_start": start,
            "date_end": end, "date_precision": precision, "date_basis": basis, "factuality": "happened", "status": "auto", "confidence": 0.5,
            **more,
        }  # fmt: skip

    return make
