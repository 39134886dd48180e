"""Disagreements, on reports counted by hand."""

from types import SimpleNamespace

import pandas as pd

from analystkit.analysis import disagreements
from analystkit.model import schema


def corpus(conflicting, *reports):
    rows = [
        {"event_id": f"e{i}", "article_id": f"x{i}", "incident_id": "i1", "status": "auto", "start": i, "background": False, "confidence": 0.5} | report
        for i, report in enumerate(reports)
    ]  # fmt: skip
    articles = [
        {
            "article_id": row["article_id"],
            "source": f"Outlet {row['article_id']}",
            "published": f"2031-03-0{i + 1}",
        }
        for i, row in enumerate(rows)
    ]
    return SimpleNamespace(
        events=schema.to_frame("events", rows),
        articles=schema.to_frame("articles", articles).drop_duplicates("article_id", ignore_index=True),
        actors=schema.to_frame(
            "actors", [{"actor_id": "a1", "name": "Ada"}, {"actor_id": "a2", "name": "Bo"}]
        ),
        incidents=schema.to_frame(
            "incidents", [{"incident_id": "i1", "conflicting": list(conflicting), "n_stories": 2}]
        ),
    )


def test_each_value_names_who_says_it_and_where_to_read_it():
    found = disagreements(
        corpus(
            ["killed", "source"],
            {
                "killed_min": 4,
                "killed_max": 4,
                "source_ids": ["a1"],
                "attribution_id": "a2",
                "confidence": 0.4,
            },
            {"killed_min": 9, "source_ids": ["a2"]},
            {"killed_min": 4, "killed_max": 4, "confidence": 0.9},
        )
    )
    killed = found[found["field"] == "killed"].reset_index(drop=True)
    assert list(killed["value"]) == ["4", "at least 9"]
    assert list(killed["n_articles"]) == [2, 1]
    assert list(killed["outlets"]) == [["Outlet x0", "Outlet x2"], ["Outlet x1"]]
    assert list(killed["said_by"]) == [["Bo"], []]
    assert list(killed["event_id"]) == ["e2", "e1"]
    assert list(found.loc[found["field"] == "source", "value"]) == ["Ada", "Bo"]


def test_one_article_that_tells_of_two_things_does_not_disagree_with_itself():
    found = disagreements(
        corpus(
            ["killed"],
            {"killed_min": 4, "killed_max": 4},
            {"killed_min": 9, "killed_max": 9, "article_id": "x0"},
        )
    )
    assert not len(found)


def test_what_is_recalled_or_rejected_is_no_report_and_a_day_of_publication_no_date():
    days = {
        "date_start": pd.Timestamp("2031-03-01", tz="UTC"),
        "date_end": pd.Timestamp("2031-03-01", tz="UTC"),
        "date_precision": "day",
    }
    later = {
        name: value + pd.Timedelta(days=1) if name != "date_precision" else value
        for name, value in days.items()
    }
    assert not len(disagreements(corpus(["date"], days, later | {"background": True})))
    assert not len(disagreements(corpus(["date"], days, later | {"status": "rejected"})))
    assert not len(disagreements(corpus(["date"], days, later | {"date_basis": "published"})))
    assert list(disagreements(corpus(["date"], days, later))["value"]) == ["2031-03-01", "2031-03-02"]


def test_without_incidents_there_is_nothing_to_disagree_on():
    empty = SimpleNamespace(
        **{name: schema.empty(name) for name in ("events", "articles", "actors", "incidents")}
    )
    assert list(disagreements(empty).columns) == [
        "incident_id",
        "field",
        "value",
        "n_articles",
        "outlets",
        "said_by",
        "event_id",
    ]
