import pandas as pd
import pytest

from analystkit import analysis
from analystkit.analysis.lag import BINS
from analystkit.errors import InputError
from analystkit.model import schema


def test_a_story_counts_where_it_first_appeared_and_copies_apart(small):
    counted = analysis.volume(small, period="day")
    assert list(counted["n_stories"]) == [1, 0, 1, 0]
    assert list(counted["n_copies"]) == [0, 1, 0, 1]
    assert counted.attrs == {"period": "day", "undated": 1}


def test_weeks_start_on_monday(small):
    # 2031-03-03 is a Monday.
    assert list(analysis.volume(small, period="week")["period_start"]) == [
        pd.Timestamp("2031-02-24"),
        pd.Timestamp("2031-03-03"),
    ]


def test_the_period_follows_the_span():
    def spanning(days):
        articles = [
            {"article_id": "a", "published": "2031-01-01"},
            {"article_id": "b", "published": pd.Timestamp("2031-01-01") + pd.Timedelta(days=days)},
        ]
        return analysis.volume(schema.to_frame("articles", articles)).attrs["period"]

    assert [spanning(days) for days in (10, 100, 900, 4000, 9000)] == [
        "day",
        "week",
        "month",
        "quarter",
        "year",
    ]


def test_an_unknown_period_is_refused(small):
    with pytest.raises(InputError, match="'fortnight'"):
        analysis.volume(small, period="fortnight")


def test_pauses_between_incidents(small, event):
    days = ["2031-03-01", "2031-03-02", "2031-03-12"]
    small.events = schema.to_frame(
        "events", [event(f"e{i}", "x1", d, d, trigger=f"t{i}") for i, d in enumerate(days)]
    )
    gaps = pd.DataFrame(analysis.tempo(small).attrs["gaps"]).iloc[0]
    assert (gaps["n"], gaps["median_gap"], gaps["longest_gap"], gaps["longest_from"]) == (
        3,
        5.5,
        10.0,
        "2031-03-02",
    )


def test_periods_without_an_incident_are_there(small, event):
    days = ["2031-03-01", "2031-03-04"]
    small.events = schema.to_frame(
        "events", [event(f"e{i}", "x1", d, d, trigger=f"t{i}") for i, d in enumerate(days)]
    )
    counted = analysis.tempo(small, period="day")
    assert list(counted["n"]) == [1, 0, 0, 1]


def test_lag_counts_days_and_leaves_out_what_has_none(small, event):
    rows = [
        event("e1", "x1", "2031-02-27", "2031-02-27"),
        event("e2", "x2", "2031-02-27", "2031-02-27"),
        event("e3", "y1", "2031-03-09", "2031-03-09", trigger="will strike"),
        event("e4", "y1", "2031-03-05", "2031-03-05", basis="published"),
        event("e5", "z1", "2031-03-05", "2031-03-05"),
    ]
    small.events = schema.to_frame("events", rows)
    lag = analysis.reporting_lag(small)
    assert dict(zip(lag["event_id"], lag["lag"], strict=True)) == {"e1": 2, "e2": 3, "e3": -4}
    assert dict(zip(lag["event_id"], lag["bin"], strict=True)) == {
        "e1": "2 days",
        "e2": "3–7 days",
        "e3": "ahead",
    }
    assert lag.attrs["left_out"] == 2


def test_lag_is_grouped_by_outlet_or_type_and_by_nothing_else(small):
    with pytest.raises(InputError, match="'outlet' or 'type'"):
        analysis.reporting_lag(small, by="types")


def test_every_lag_has_one_bin():
    for day in (-400, -1, 0, 1, 2, 3, 7, 8, 30, 31, 365, 366, 9000):
        assert sum(low <= day <= high for _, low, high in BINS) == 1


def test_who_quotes_whom_counts_copies_once(small):
    quote = {
        "part": "text",
        "start": 0,
        "end": 11,
        "segments": [[0, 11]],
        "text": "Ada met Bo.",
        "kind": "direct",
        "status": "auto",
    }
    rows = [
        {**quote, "quote_id": "q1", "article_id": "x1", "speaker_id": "d", "speaker_text": "Dee"},
        {**quote, "quote_id": "q2", "article_id": "x2", "speaker_id": "d", "speaker_text": "Dee"},
        {**quote, "quote_id": "q3", "article_id": "y1", "text": "Ada met Cy."},
        {**quote, "quote_id": "q4", "article_id": "y1", "status": "rejected"},
    ]
    small.quotes = schema.to_frame("quotes", rows)
    counted = analysis.who_quotes_whom(small)
    assert {(w, m): n for w, m, n in counted[["who", "whom", "n"]].itertuples(index=False)} == {
        ("Wire", "Dee"): 1,
        ("Wire", "not found"): 1,
    }
    assert counted.attrs["n_without_speaker"] == 1
    inside = analysis.who_quotes_whom(small, by="speaker")
    assert {("Dee", "Ada"), ("Dee", "Bo"), ("not found", "Ada"), ("not found", "Cy")} >= set(
        zip(inside["who"], inside["whom"], strict=True)
    )
    assert ("Dee", "Ada") in set(zip(inside["who"], inside["whom"], strict=True))
