from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analystkit.errors import InputError
from analystkit.model import schema
from analystkit.model.dates import DateRange
from analystkit.model.rows import Quote, TimeExpression

CONTRACT = {
    "articles": "article_id title text published published_precision source author url language path story_id",
    "sentences": "sentence_id article_id part start end paragraph",
    "mentions": "mention_id article_id part start end text label kind actor_id",
    "actors": "actor_id name kind country sector aliases titles n_articles n_stories n_mentions first_seen last_seen curated",
    "events": "event_id article_id part start end trigger sentence_id event_type mode source_ids source_text target_ids "
    "target_text weapon killed_min killed_max injured_min injured_max place_text place country latitude longitude "
    "place_precision date_start date_end date_precision date_text date_basis factuality outcome attribution_id "
    "attribution_text background incident_id confidence method status",
    "incidents": "incident_id event_type date_start date_end place source_ids target_ids factuality n_articles n_stories "
    "n_outlets first_reported conflicting",
    "quotes": "quote_id article_id part start end segments text kind cue cue_start cue_end speaker_text speaker_start "
    "speaker_end speaker_id anonymous confidence status",
    "dates": "article_id part start end text type value date_start date_end date_precision date_basis",
    "places": "article_id part start end text place country latitude longitude place_precision",
    "problems": "path row article_id stage severity message",
}


@pytest.mark.parametrize("name", list(CONTRACT))
def test_frames_have_the_columns_of_the_contract(name):
    assert set(CONTRACT[name].split()) <= set(schema.columns(name))
    assert set(CONTRACT) == set(schema.FRAMES)


@pytest.mark.parametrize("name", list(CONTRACT))
def test_an_empty_frame_has_the_types_of_a_full_one(name):
    empty = schema.empty(name)
    assert list(empty.columns) == schema.columns(name)
    assert schema.coerce(name, empty).dtypes.astype(str).equals(empty.dtypes.astype(str))


def test_ranges_are_spread_over_columns():
    day = DateRange(date(2022, 1, 3), date(2022, 1, 3), "day", "relative")
    frame = schema.to_frame(
        "dates",
        [
            TimeExpression("a", "text", 0, 6, "Monday", "DATE", "2022-01-03", day),
            TimeExpression("a", "text", 9, 12, "ago", "DATE", ""),
        ],
    )
    assert frame.loc[0, "date_start"] == pd.Timestamp("2022-01-03", tz="UTC")
    assert frame.loc[0, "date_precision"] == "day"
    assert pd.isna(frame.loc[1, "date_end"]) and frame.loc[1, "date_precision"] == ""


def test_missing_numbers_stay_missing_and_lists_stay_lists():
    quote = Quote("q", "a", "text", 0, 9, [[0, 3], [5, 9]], "abc", "direct")
    frame = schema.to_frame("quotes", [quote])
    assert frame["cue_start"].isna().all() and str(frame["cue_start"].dtype) == "Int64"
    assert frame.loc[0, "segments"] == [[0, 3], [5, 9]]


def test_instants_come_out_in_utc_whatever_went_in():
    stamps = [
        datetime(2022, 1, 1, tzinfo=UTC),
        pd.Timestamp("2022-01-01T02:00+02:00"),
        date(2022, 1, 1),
        None,
    ]
    frame = schema.to_frame("articles", [{"published": stamp} for stamp in stamps])
    assert frame["published"].iloc[:3].nunique() == 1
    assert pd.isna(frame["published"].iloc[3]) and str(frame["published"].dtype) == schema.INSTANT


def test_an_unknown_frame_is_named_in_the_error():
    with pytest.raises(InputError, match="no frame is called 'event'; the frames are articles"):
        schema.columns("event")
