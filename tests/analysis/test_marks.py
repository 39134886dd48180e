import pytest

from analystkit.analysis import event_marks
from analystkit.errors import InputError
from analystkit.model import schema

NAMES = {"a": "Ada", "b": "Bo"}


def marks(small, rows, **options):
    return event_marks(schema.to_frame("events", rows), small.articles, NAMES, **options)


@pytest.mark.parametrize(
    ("start", "end", "precision", "basis", "shape", "length"),
    [
        ("2031-03-01", "2031-03-01", "day", "explicit", "point", 1),
        ("2031-03-01", "2031-03-31", "month", "explicit", "band", 31),
        ("2031-03-01", "2031-03-09", "range", "explicit", "bar", 9),
        (None, "2031-03-01", "before", "explicit", "before", 1),
        ("2031-03-01", None, "after", "relative", "after", 1),
        ("2031-03-01", "2031-03-01", "day", "published", "point", 1),
    ],
)
def test_an_interval_has_its_shape(small, event, start, end, precision, basis, shape, length):
    found = marks(small, [event("e1", "x1", start, end, precision, basis)]).iloc[0]
    assert (found["shape"], found["x1"] - found["x0"]) == (shape, length)
    assert found["published_only"] == (basis == "published")


def test_days_count_from_1970(small, event):
    assert marks(small, [event("e1", "x1", "1970-01-02", "1970-01-02")])["x0"].iloc[0] == 1.0


def test_no_date_falls_back_on_the_report_and_says_so(small, event):
    found = marks(
        small,
        [event("e1", "x1", precision="", basis=""), event("e2", "z1", precision="", basis="")],
        lanes=None,
    )
    by_id = found.set_index("event_id")
    assert by_id.loc["e1", "shape"] == "point"
    assert by_id.loc["e1", "published_only"]
    assert by_id.loc["e2", "shape"] == "undated"


def test_one_mark_an_incident_from_its_sharpest_report(small, event):
    rows = [
        event("e1", "x1", "2031-03-01", "2031-03-31", "month", incident_id="i1", confidence=0.9),
        event("e2", "y1", "2031-03-04", "2031-03-04", incident_id="i1", confidence=0.4),
        event("e3", "y2", "2031-03-05", "2031-03-05", basis="published", incident_id="i1", confidence=1.0),
    ]
    (found,) = marks(small, rows, lanes=None).to_dict("records")
    assert found["event_id"] == "e2"
    assert (found["n_reports"], found["n_stories"], found["n_outlets"]) == (3, 2, 2)
    assert len(marks(small, rows, lanes=None, merge=False)) == 3


def test_copies_fold_without_an_incident_but_not_two_deeds_of_one_article(small, event):
    day = ("2031-03-01", "2031-03-01")
    rows = [
        event("e1", "x1", *day),
        event("e2", "x2", *day),
        event("e3", "x1", *day),
        event("e4", "y1", *day),
    ]
    found = marks(small, rows, lanes=None)
    assert sorted(found["n_reports"]) == [1, 1, 2]


def test_an_event_with_two_targets_stands_in_two_lanes(small, event):
    rows = [event("e1", "x1", "2031-03-01", "2031-03-01", target_ids=["a", "b"], source_text="gunmen")]
    found = marks(small, rows, lanes="target")
    assert list(found["lane"]) == ["Ada", "Bo"]
    assert found["mark"].nunique() == 1
    # "gunmen" is no actor of the corpus: with actors at hand it gets no lane of its own, without them its words name it.
    assert list(marks(small, rows, lanes="source")["lane"]) == ["no actor named"]
    assert list(event_marks(schema.to_frame("events", rows), small.articles, {}, lanes="source")["lane"]) == [
        "gunmen"
    ]
    assert list(marks(small, rows, lanes="actor")["lane"]) == ["no actor named", "Ada", "Bo"]
    assert list(marks(small, rows, lanes="place")["lane"]) == ["not stated"]
    assert list(marks(small, rows, lanes="type")["lane"]) == ["ASSAULT"]
    assert list(marks(small, rows, lanes="outlet")["lane"]) == ["Wire"]


def test_rejected_events_stay_out(small, event):
    rows = [event("e1", "x1", "2031-03-01", "2031-03-01", status="rejected")]
    assert marks(small, rows).empty


def test_two_actors_of_one_name_share_no_lane(small, event):
    rows = [event("e1", "x1", target_ids=["a"]), event("e2", "x1", target_ids=["b"])]
    frame, names = schema.to_frame("events", rows), {"a": "the army", "b": "the army"}
    found = event_marks(frame, small.articles, names, lanes="target")
    assert sorted(found["lane"]) == ["the army", "the army (2)"]


def test_unknown_lanes_are_refused(small, event):
    with pytest.raises(InputError, match="'colour'"):
        marks(small, [event("e1", "x1")], lanes="colour")


def test_a_pronoun_nobody_stands_behind_is_not_written(small, event):
    rows = [
        event("e1", "x1", "2031-03-01", "2031-03-01", source_text="It", target_text="the port"),
        event("e2", "y1", "2031-03-02", "2031-03-02", source_text="it", source_ids=["a"], target_text="them"),
    ]
    found = marks(small, rows, lanes=None).set_index("event_id")
    assert found.loc["e1", ["source", "target"]].tolist() == ["", "the port"]
    assert found.loc["e2", ["source", "target"]].tolist() == ["Ada", ""]
