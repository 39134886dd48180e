import pandas as pd
import pytest

from analystkit.analysis import frames
from analystkit.analysis.provenance import provenance, sentence
from analystkit.errors import InputError
from analystkit.model import schema


def test_a_corpus_or_its_frame_will_do(small):
    assert len(frames.frame_of(small, "articles")) == 5
    assert len(frames.frame_of(small.articles, "articles")) == 5
    assert len(frames.frame_of(small.articles.set_index("article_id"), "articles")) == 5


def test_a_frame_of_another_kind_is_refused(small):
    with pytest.raises(InputError, match="'event_id'"):
        frames.frame_of(small.articles, "events")
    with pytest.raises(InputError, match="list"):
        frames.frame_of([1, 2], "events")


def test_missing_columns_are_filled_and_the_frame_is_not_touched():
    bare = pd.DataFrame({"event_id": ["e1"], "trigger": ["struck"]}, index=[7])
    filled = frames.frame_of(bare, "events")
    assert set(schema.columns("events")) <= set(filled.columns)
    assert list(bare.columns) == ["event_id", "trigger"]
    assert list(bare.index) == [7]


def test_articles_without_a_story_are_their_own(small):
    ids = pd.Series(["x1", "x2", "elsewhere"])
    assert list(frames.story_of(small.articles, ids)) == ["s1", "s1", "elsewhere"]
    assert list(frames.outlet_of(small.articles, pd.Series(["z1", "y2"]))) == ["", "Post"]


def test_counts_are_written_as_people_write_them():
    assert frames.count_phrase(1, "story") == "1 story"
    assert frames.count_phrase(1204, "story") == "1,204 stories"
    assert frames.count_phrase(2, "day") == "2 days"
    assert (
        frames.scope_phrase({"articles": 3, "stories": 2, "outlets": 1})
        == "2 stories (3 articles, copies counted once), 1 outlet"
    )


def test_provenance_of_a_filtered_corpus(corpus):
    facts = provenance(corpus.where(event_types=["ASSAULT"]))
    assert (facts["events"], facts["of_events"]) == (3, 4)
    assert "event_types" in facts["filter"]
    line = sentence(facts)
    assert "3 of 4 events" in line
    assert "analystkit" in line
    assert "pipeline embedded" in line
