"""What holds for every row of every frame, on the sample corpus and on real articles where they lie beside the repository."""

import json
from pathlib import Path

import pandas as pd
import pytest

import analystkit as ak
from analystkit.model import schema
from analystkit.model.vocabulary import (
    EVENT_TYPES,
    FACTUALITY,
    MENTION_KINDS,
    OUTCOMES,
    PLACE_PRECISIONS,
    QUOTE_KINDS,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"
ROWS_WITH_TEXT = {"mentions": "text", "events": "trigger", "dates": "text", "places": "text"}


def check(corpus):
    texts = corpus.part_texts()
    for name in schema.FRAMES:
        frame = getattr(corpus, name)
        assert list(frame.columns)[: len(schema.FRAMES[name])] == schema.columns(name), name
        assert frame.dtypes.astype(str).equals(schema.coerce(name, frame).dtypes.astype(str)), name
    for name, column in ROWS_WITH_TEXT.items():
        for row in getattr(corpus, name).itertuples():
            assert texts[row.article_id, row.part][row.start : row.end] == getattr(row, column), (name, row)
            assert row.start < row.end, (name, row)
    for row in pd.concat([corpus.quotes, corpus.rejected_quotes]).itertuples():
        text = texts[row.article_id, row.part]
        assert [row.start, row.end] == [row.segments[0][0], row.segments[-1][1]], row
        assert all(0 <= start < end <= len(text) for start, end in row.segments), row
        assert all(one[1] <= two[0] for one, two in zip(row.segments, row.segments[1:], strict=False)), row
        for prefix in ("cue", "speaker"):
            words = row.cue if prefix == "cue" else row.speaker_text
            start, end = getattr(row, f"{prefix}_start"), getattr(row, f"{prefix}_end")
            if pd.isna(start):
                continue
            assert text[start:end] == words, row
    _references(corpus)
    _vocabularies(corpus)


def _references(corpus):
    actors, mentions = set(corpus.actors["actor_id"]), set(corpus.mentions["mention_id"])
    sentences, articles = set(corpus.sentences["sentence_id"]), set(corpus.articles["article_id"])
    for name in ("mentions", "events", "quotes", "incidents", "sentences"):
        keys = getattr(corpus, name)[f"{name[:-1]}_id"]
        assert keys.is_unique and (keys != "").all(), name
    assert set(corpus.mentions["actor_id"]) <= actors | {""}
    for row in corpus.events.itertuples():
        assert {*row.source_ids, *row.target_ids} <= actors, row
        assert (
            row.attribution_id in actors | {""}
            and row.sentence_id in sentences
            and row.article_id in articles
        ), row
        assert {*row.source_mentions, *row.target_mentions} <= mentions, row
    assert set(corpus.quotes["speaker_id"]) <= actors | {""}
    assert set(corpus.incidents["incident_id"]) >= set(corpus.events["incident_id"]) - {""}
    assert (corpus.articles["story_id"] != "").all()


def _vocabularies(corpus):
    events = corpus.events
    assert set(events["event_type"]) <= {*EVENT_TYPES} and set(events["factuality"]) <= {*FACTUALITY}
    assert set(events["outcome"]) <= {*OUTCOMES, ""} and set(corpus.quotes["kind"]) <= {*QUOTE_KINDS}
    assert set(corpus.mentions["kind"]) <= {*MENTION_KINDS} and set(corpus.places["place_precision"]) <= {
        *PLACE_PRECISIONS,
        "",
    }
    assert events["confidence"].between(0, 1).all() and corpus.quotes["confidence"].between(0, 1).all()
    for frame in (events, corpus.dates, corpus.incidents):
        both = frame.dropna(subset=["date_start", "date_end"])
        assert (both["date_start"] <= both["date_end"]).all()
    for low, high in (("killed_min", "killed_max"), ("injured_min", "injured_max")):
        both = events.dropna(subset=[low, high])
        assert (both[low] <= both[high]).all() and (both[low] >= 0).all()
    assert (
        events["latitude"].dropna().between(-90, 90).all()
        and events["longitude"].dropna().between(-180, 180).all()
    )


def test_every_row_of_the_sample_is_evidence(sample):
    assert len(sample.articles) == 142 and not (sample.problems["severity"] == "error").any()
    check(sample)


def test_the_same_articles_give_the_same_rows_whatever_is_read_beside_them(sample):
    some = ak.extract(sample.articles.iloc[10:20].drop(columns="story_id"), progress=False)
    kept = set(some.articles["article_id"])
    for name, key in (
        ("mentions", "mention_id"),
        ("events", "event_id"),
        ("quotes", "quote_id"),
        ("sentences", "sentence_id"),
    ):
        whole = getattr(sample, name)
        assert list(getattr(some, name)[key]) == list(whole[whole["article_id"].isin(kept)][key]), name


def test_the_order_of_articles_changes_no_actor_and_no_id(sample):
    turned = ak.extract(sample.articles.iloc[::-1].drop(columns="story_id"), progress=False)
    assert dict(zip(turned.mentions["mention_id"], turned.mentions["actor_id"], strict=True)) == dict(
        zip(sample.mentions["mention_id"], sample.mentions["actor_id"], strict=True)
    )
    assert set(turned.incidents["incident_id"]) == set(sample.incidents["incident_id"])


def test_save_and_open_give_the_sample_back(sample, tmp_path):
    opened = ak.open(sample.save(tmp_path / "study"))
    for name in schema.FRAMES:
        pd.testing.assert_frame_equal(
            getattr(opened, name), getattr(sample, name), check_categorical=False, obj=name
        )


@pytest.mark.gold
def test_the_real_article_goes_through():
    if not (SHARED / "articles").is_dir():
        pytest.skip("real articles do not lie beside the repository")
    corpus = ak.load(SHARED / "articles", published="2022-01-04", progress=False)
    check(corpus)
    assert len(corpus.quotes) and len(corpus.events)


@pytest.mark.gold
def test_real_news_goes_through_without_an_error():
    path = SHARED / "gold" / "quotes" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("annotated news does not lie beside the repository")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    corpus = ak.extract(pd.DataFrame(rows)[["article_id", "text", "published"]], progress=False)
    assert len(corpus.articles) == len(rows) and not (corpus.problems["severity"] == "error").any()
    check(corpus)
