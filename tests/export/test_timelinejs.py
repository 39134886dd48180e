import json
from html.parser import HTMLParser

import pandas as pd
import pytest

from analystkit import export
from analystkit.analysis import event_marks


@pytest.fixture
def slides(tmp_path):
    return lambda corpus, **options: json.loads(
        export.timelinejs(corpus, tmp_path / "t.json", **options).read_text("utf-8")
    )


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_a_slide_an_incident_with_what_the_player_needs(slides, sixty):
    made = slides(sixty)
    marks = event_marks(sixty.events, sixty.articles, {}, lanes=None)
    assert len(made["events"]) == (marks["shape"] != "undated").sum()
    for slide in made["events"]:
        assert set(slide["start_date"]) <= {"year", "month", "day"}
        assert all(isinstance(part, int) for part in slide["start_date"].values())
        assert slide["text"]["headline"]
        assert slide["group"]
    assert len({slide["unique_id"] for slide in made["events"]}) == len(made["events"])
    assert "analystkit" in made["title"]["text"]["text"]


def test_vague_dates_stay_vague(slides, sixty):
    by_id = {slide["unique_id"]: slide for slide in slides(sixty)["events"]}
    precision = dict(zip(sixty.events["event_id"], sixty.events["date_precision"].astype(str), strict=True))
    months = [by_id[e] for e in by_id if precision[e] == "month"]
    assert months
    assert all("day" not in slide["start_date"] for slide in months)
    ranges = [by_id[e] for e in by_id if precision[e] == "range"]
    for slide in ranges:
        first, last = (pd.Timestamp(**slide[end]) for end in ("start_date", "end_date"))
        assert first < last
    assert any(
        slide["display_date"].startswith("before") for slide in by_id.values() if "display_date" in slide
    )


def test_text_is_escaped_for_a_player_that_shows_html(slides, hostile):
    for slide in slides(hostile)["events"]:
        for part in slide["text"].values():
            assert Tags(part).found <= {"p", "small", "a"}
            assert all(link.startswith("https://") for link in Tags(part).links)
        assert "<" not in slide["group"]


def test_the_rest_is_counted(slides, sixty):
    made = slides(sixty, most=5)
    assert len(made["events"]) == 5
    assert "in fewer stories" in made["title"]["text"]["text"]


def test_an_empty_corpus_says_so(slides, nothing):
    made = slides(nothing)
    assert made["events"] == []
    assert "0 incidents" in made["title"]["text"]["text"]
