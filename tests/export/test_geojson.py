"""Points for a map: what stands in them, at which place, and what has none."""

import json

import pandas as pd
import pytest

from analystkit import export
from analystkit.errors import InputError
from analystkit.model import schema


@pytest.fixture
def points(tmp_path):
    return lambda corpus, **options: json.loads(
        export.geojson(corpus, tmp_path / "a.geojson", **options).read_text("utf-8")
    )


class Placed:
    """Three reports of one incident, each with a place of its own exactness, and an event with none."""

    def __init__(self):
        places = (
            ("Vastia", "country", 10.0, 20.0),
            ("Karsk", "city", 11.5, 21.5),
            ("Karsk bridge", "site", 11.6, 21.6),
            ("", "", None, None),
        )
        rows = [
            {
                "event_id": f"e{i}", "article_id": f"a{i}", "part": "text", "start": 8, "end": 15, "sentence_id": "", "trigger": "shelled", "event_type": "ASSAULT",
                "factuality": "happened", "source_text": "Rebels", "target_text": "the bridge", "place": name, "place_text": name, "place_precision": kind,
                "latitude": north, "longitude": east, "date_start": "2031-03-05", "date_end": "2031-03-05", "date_precision": "day", "date_basis": "explicit",
                "killed_min": 3, "killed_max": 3, "incident_id": "i1" if i < 3 else "", "confidence": 0.9 - i / 10, "status": "auto",
            }
            for i, (name, kind, north, east) in enumerate(places)
        ]  # fmt: skip
        self.events = schema.to_frame("events", rows)
        self.articles = schema.to_frame(
            "articles",
            [
                {"article_id": f"a{i}", "title": f"No. {i}", "text": "Rebels \u202eshelled the bridge.", "source": "Wire", "url": "javascript:alert(1)", "published": "2031-03-06"}
                for i in range(4)
            ],
        )  # fmt: skip
        for name in ("actors", "sentences", "incidents", "quotes", "mentions", "dates", "places", "problems"):
            setattr(self, name, schema.empty(name))


def test_an_incident_is_one_point_where_its_most_exact_report_puts_it(points):
    made = points(Placed())
    assert made["type"] == "FeatureCollection" and "analystkit" in made["made_with"]
    (point,) = made["features"]
    # Longitude, then latitude.
    assert point["geometry"] == {"type": "Point", "coordinates": [21.6, 11.6]}
    stated = point["properties"]
    assert stated["name"] == "Rebels: shelled → the bridge"
    assert (stated["place"], stated["place_precision"], stated["n_reports"]) == ("Karsk bridge", "site", 3)
    assert (stated["date_start"], stated["killed_min"], stated["weapon"]) == ("2031-03-05", 3, None)
    assert stated["published"] == "2031-03-06" and stated["url"] is None
    assert "\u202e" not in json.dumps(made, ensure_ascii=False)
    assert made["left_out"] == "1 incident without a place as exact as a region"


def test_every_report_on_demand_and_countries_too(points):
    made = points(Placed(), merge=False, coarsest="country")
    assert [f["properties"]["place_precision"] for f in made["features"]] == ["country", "city", "site"]
    assert made["left_out"] == "1 report without a place as exact as a country"
    assert [
        f["properties"]["place_precision"] for f in points(Placed(), merge=False, coarsest="site")["features"]
    ] == ["site"]


def test_rejected_events_are_no_points(points):
    corpus = Placed()
    corpus.events = corpus.events.assign(status="rejected")
    assert points(corpus)["features"] == []


def test_another_reader_takes_it(points, tmp_path):
    points(Placed())
    read = pd.json_normalize(json.loads((tmp_path / "a.geojson").read_text("utf-8"))["features"])
    assert read["id"].is_unique and read["geometry.type"].eq("Point").all()


def test_what_it_needs_is_said(tmp_path):
    with pytest.raises(InputError, match=r"ending in \.geojson or \.json"):
        export.geojson(Placed(), tmp_path / "a.kml")
    with pytest.raises(InputError, match="expected coarsest to be one of site, city"):
        export.geojson(Placed(), tmp_path / "a.geojson", coarsest="town")
