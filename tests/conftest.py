"""A corpus of three short articles, its rows written by hand."""

import os
import runpy
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analystkit.corpus.corpus import Corpus
from analystkit.model import schema

NORTH = "Rebels shelled the port on Monday.\n\n\u201cWe saw smoke,\u201d a fisherman said."
SOUTH = "The governor met envoys. <b>Rebels</b> may attack again."


# Nothing in analystkit may call out unless asked to, and no test asks: refused here and in every Python that a test starts.
_GUARD = Path(__file__).parent / "no_network"
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_GUARD), os.environ.get("PYTHONPATH")]))
runpy.run_path(str(_GUARD / "sitecustomize.py"))

# How hard properties are tried: 40 examples while working, 1,000 in CI, where ANALYSTKIT_EXAMPLES says so.
settings.register_profile(
    "often",
    max_examples=int(os.environ.get("ANALYSTKIT_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _at(text, words):
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.fixture
def frames():
    """Two copies of one story in the north, one article in the south without a date."""
    articles = [
        {"article_id": "n1", "title": "Port shelled", "text": NORTH, "published": "2023-05-02", "source": "Northern Post", "story_id": "st1"},
        {"article_id": "n2", "title": "Port shelled", "text": NORTH, "published": "2023-05-01", "source": "Wire", "story_id": "st1"},
        {"article_id": "s1", "title": "Envoys", "text": SOUTH, "source": "Southern Echo", "story_id": "st2"},
    ]  # fmt: skip
    sentences = [
        {"sentence_id": "n1a", "article_id": "n1", "part": "text", **_at(NORTH, "Rebels shelled the port on Monday."), "paragraph": 0},
        {"sentence_id": "n2a", "article_id": "n2", "part": "text", **_at(NORTH, "Rebels shelled the port on Monday."), "paragraph": 0},
        {"sentence_id": "s1a", "article_id": "s1", "part": "text", **_at(SOUTH, "The governor met envoys."), "paragraph": 0},
        {"sentence_id": "s1b", "article_id": "s1", "part": "text", **_at(SOUTH, "<b>Rebels</b> may attack again."), "paragraph": 0},
    ]  # fmt: skip
    mentions = [
        {"mention_id": "m1", "article_id": "n1", "part": "text", **_at(NORTH, "Rebels"), "text": "Rebels", "actor_id": "ac_r", "sentence_id": "n1a"},
        {"mention_id": "m2", "article_id": "n2", "part": "text", **_at(NORTH, "Rebels"), "text": "Rebels", "actor_id": "ac_r", "sentence_id": "n2a"},
        {"mention_id": "m3", "article_id": "s1", "part": "text", **_at(SOUTH, "The governor"), "text": "The governor", "actor_id": "ac_g", "sentence_id": "s1a"},
        {"mention_id": "m4", "article_id": "s1", "part": "text", **_at(SOUTH, "Rebels"), "text": "Rebels", "actor_id": "ac_r", "sentence_id": "s1b"},
    ]  # fmt: skip
    actors = [
        {"actor_id": "ac_r", "name": "Rebels", "kind": "armed group", "aliases": ["Rebels", "insurgents"]},
        {"actor_id": "ac_g", "name": "Governor of the South", "kind": "person", "aliases": ["The governor"]},
    ]
    shelled = {
        "part": "text", **_at(NORTH, "shelled"), "trigger": "shelled", "event_type": "ASSAULT", "source_ids": ["ac_r"],
        "source_mentions": ["m1"], "date_start": "2023-05-01", "date_end": "2023-05-01", "factuality": "happened",
        "confidence": 0.9, "incident_id": "in1", "country": "SYR", "method": "verb:shell", "status": "auto",
    }  # fmt: skip
    events = [
        {"event_id": "e1", "article_id": "n1", "sentence_id": "n1a", **shelled},
        {"event_id": "e2", "article_id": "n2", "sentence_id": "n2a", **shelled},
        {"event_id": "e3", "article_id": "s1", "sentence_id": "s1a", "part": "text", **_at(SOUTH, "met"), "trigger": "met",
         "event_type": "CONSULT", "source_ids": ["ac_g"], "factuality": "happened", "confidence": 0.6, "incident_id": "in2",
         "status": "auto"},
        {"event_id": "e4", "article_id": "s1", "sentence_id": "s1b", "part": "text", **_at(SOUTH, "attack"), "trigger": "attack",
         "event_type": "ASSAULT", "source_ids": ["ac_r"], "date_start": "2023-06-01", "factuality": "hypothetical", "confidence": 0.4,
         "background": True, "incident_id": "in3", "status": "auto"},
    ]  # fmt: skip
    quotes = [
        {"quote_id": "q1", "article_id": "n1", "part": "text", **_at(NORTH, "We saw smoke,"), "segments": [list(_at(NORTH, "We saw smoke,").values())],
         "text": "We saw smoke,", "kind": "direct", "speaker_text": "a fisherman", "confidence": 0.8, "status": "auto", "anonymous": True},
    ]  # fmt: skip
    incidents = [
        {"incident_id": "in1", "event_type": "ASSAULT", "conflicting": []},
        {"incident_id": "in2", "event_type": "CONSULT"},
        {"incident_id": "in3", "event_type": "ASSAULT"},
    ]
    rows = {"articles": articles, "sentences": sentences, "mentions": mentions, "actors": actors, "events": events, "quotes": quotes,
            "incidents": incidents}  # fmt: skip
    return {name: schema.to_frame(name, rows.get(name, [])) for name in schema.FRAMES}


@pytest.fixture
def corpus(frames):
    return Corpus(frames, meta={"pipeline_name": "embedded"})


@pytest.fixture
def snapshot(frames):
    """Return a copy of the frames to compare with after the fact."""
    return {name: pd.DataFrame(frame, copy=True) for name, frame in frames.items()}
