"""What the timeline's marks say, read from its artists."""

from types import SimpleNamespace

import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PatchCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analystkit import plot
from analystkit.corpus.corpus import Corpus
from analystkit.errors import DateError, InputError
from analystkit.model import schema
from analystkit.plot.theme import FACTUALITY_GLYPHS, LIGHT


def events(*rows):
    made = []
    for i, (start, end, precision, basis, *more) in enumerate(rows):
        row = {
            "event_id": f"e{i}", "article_id": f"x{i}", "trigger": f"struck{i}", "event_type": "ASSAULT", "target_text": "the port", "date_start": start,
            "date_end": end, "date_precision": precision, "date_basis": basis, "factuality": "happened", "status": "auto",
        }  # fmt: skip
        made.append(row | (more[0] if more else {}))
    return schema.to_frame("events", made)


def dots(ax):
    return [c for c in ax.collections if isinstance(c, PathCollection)]


def reach(drawn):
    """Return where a collection begins and ends, a label within it or not."""
    found = [path.get_extents() for path in drawn.get_paths()]
    return min(box.x0 for box in found), max(box.x1 for box in found)


def day(text):
    return pd.Timestamp(text).timestamp() / 86400


def test_a_known_day_is_a_filled_dot_in_the_middle_of_its_day():
    ax = plot.timeline(events(("2031-03-05", "2031-03-05", "day", "explicit")))
    (dot,) = dots(ax)
    assert dot.get_offsets()[0][0] == day("2031-03-05") + 0.5
    assert to_hex(dot.get_facecolor()[0]) == LIGHT.colour("blue")
    assert not [c for c in ax.collections if isinstance(c, PatchCollection)]


def test_a_day_that_is_only_the_reports_is_a_hollow_dot():
    (dot,) = dots(plot.timeline(events(("2031-03-05", "2031-03-05", "day", "published"))))
    assert to_hex(dot.get_facecolor()[0]) == LIGHT.paper
    assert to_hex(dot.get_edgecolor()[0]) == LIGHT.colour("blue")


def test_a_vague_month_is_a_dashed_band_without_a_dot():
    ax = plot.timeline(events(("2031-03-01", "2031-03-31", "month", "explicit")))
    assert dots(ax) == []
    fill = next(c for c in ax.collections if isinstance(c, PatchCollection))
    (edge,) = (c for c in ax.collections if isinstance(c, LineCollection))
    assert edge.get_linestyle()[0][1]
    assert reach(fill) == (day("2031-03-01"), day("2031-04-01"))


def test_a_band_that_goes_on_beyond_the_days_shown_has_no_end_there():
    rows = events(("2031-03-01", "2031-03-31", "month", "explicit"))
    (edge,) = (
        c
        for c in plot.timeline(rows, dates=("2031-03-10", "2031-04-10")).collections
        if isinstance(c, LineCollection)
    )
    ends = [path.vertices[0][0] for path in edge.get_paths() if path.vertices[0][0] == path.vertices[1][0]]
    assert ends == [day("2031-04-01")]


def test_a_stated_duration_is_a_solid_bar():
    ax = plot.timeline(events(("2031-03-05", "2031-03-20", "range", "explicit")))
    (bar,) = (c for c in ax.collections if isinstance(c, PatchCollection))
    assert to_hex(bar.get_facecolor()[0]) == LIGHT.colour("blue")
    assert reach(bar) == (day("2031-03-05"), day("2031-03-21"))


@pytest.mark.parametrize(
    ("start", "end", "precision", "sign"),
    [(None, "2031-03-05", "before", -1), ("2031-03-05", None, "after", 1)],
)
def test_before_and_after_are_arrows_from_the_day_named(start, end, precision, sign):
    ax = plot.timeline(
        events((start, end, precision, "explicit"), ("2031-05-05", "2031-05-05", "day", "explicit")),
        volume=False,
    )
    tips = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in (4, 5)]
    edge = day("2031-03-06") if sign < 0 else day("2031-03-05")
    assert len(tips) == 1
    assert (tips[0] - edge) * sign > 0


def test_each_factuality_has_its_own_shape_so_grey_will_do():
    shapes = [glyph.marker for glyph in FACTUALITY_GLYPHS.values()]
    assert len(set(shapes)) == len(shapes)
    hatches = [
        glyph.hatch for name, glyph in FACTUALITY_GLYPHS.items() if name not in ("happened", "ongoing")
    ]
    assert all(hatches)
    assert len(set(hatches)) == len(hatches)
    # The arrows of "before" and "after" are triangles to the side: no factuality may look like them.
    assert not {"<", ">"} & set(shapes)


def test_a_foiled_event_looks_different_from_one_that_happened():
    rows = [
        ("2031-03-05", "2031-03-05", "day", "explicit"),
        ("2031-03-25", "2031-03-25", "day", "explicit", {"factuality": "attempted"}),
    ]
    first, second = dots(plot.timeline(events(*rows)))
    assert first.get_paths()[0].vertices.shape != second.get_paths()[0].vertices.shape
    assert to_hex(first.get_facecolor()[0]) != to_hex(second.get_facecolor()[0])


def test_reports_of_one_incident_are_one_mark():
    same = {"incident_id": "i1"}
    rows = events(
        ("2031-03-05", "2031-03-05", "day", "explicit", same),
        ("2031-03-05", "2031-03-05", "day", "explicit", same),
    )
    assert len(plot.data(plot.timeline(rows))) == 1
    assert len(plot.data(plot.timeline(rows, merge=False))) == 2


def test_data_gives_the_rows_and_is_the_callers_own(corpora):
    ax = plot.timeline(corpora[5])
    rows = plot.data(ax)
    assert {"event_id", "lane", "shape", "x0", "x1", "n_stories"} <= set(rows.columns)
    rows["lane"] = "changed"
    assert "changed" not in set(plot.data(ax)["lane"])


def test_the_subtitle_counts_what_is_left_out(corpora, texts_of):
    written = " ".join(
        artist.get_text()
        for artist, _ in texts_of(plot.timeline(corpora[60], dates=("2031-03-01", "2031-04-30")))
    )
    shown = plot.data(plot.timeline(corpora[60]))
    assert f"of {shown['mark'].nunique()} events" in written
    assert "copies counted once" in written
    assert "earlier" in written


def test_far_outliers_stay_beyond_the_edge_unless_asked_for(texts_of):
    rows = [(f"2031-03-{d:02}", f"2031-03-{d:02}", "day", "explicit") for d in range(1, 21)]
    table = events(*rows, ("1979-01-01", "1979-12-31", "year", "explicit"))
    ax = plot.timeline(table)
    assert ax.get_xlim()[0] > day("2031-01-01")
    assert any("1 earlier (1979) not drawn" in artist.get_text() for artist, _ in texts_of(ax))
    assert plot.timeline(table, dates="all").get_xlim()[0] < day("1979-01-02")


@pytest.mark.parametrize("dates", [("2031-03", "2031-04"), ("2031-03", None), (None, "April 2031")])
def test_a_month_stands_for_all_of_its_days(dates):
    rows = [(f"2031-{m:02}-{d}", f"2031-{m:02}-{d}", "day", "explicit") for m in (3, 4) for d in (10, 29)]
    low, high = plot.timeline(events(*rows), dates=dates).get_xlim()
    assert low < day("2031-03-10")
    assert high > day("2031-04-29")


def test_of_a_handful_of_events_none_is_left_out_without_need():
    rows = [(f"2031-{m:02}-10", f"2031-{m:02}-10", "day", "explicit") for m in (1, 3, 4, 8, 12)]
    low, high = plot.timeline(events(*rows)).get_xlim()
    assert low < day("2031-01-10")
    assert high > day("2031-12-11")


def test_never_more_than_a_tenth_is_left_out():
    # Spread so that every tightening would pay by itself.
    rows = [(f"{year}-03-05", f"{year}-03-05", "day", "explicit") for year in range(1800, 2030, 5)]
    recent = [("2031-03-05", "2031-03-05", "day", "explicit")] * 4
    ax = plot.timeline(events(*rows, *recent), merge=False)
    low, high = ax.get_xlim()
    shown = plot.data(ax)
    beyond = int(((shown["x1"] <= low) | (shown["x0"] >= high)).sum())
    assert beyond <= len(shown) // 10


def test_a_filtered_corpus_is_drawn_over_the_days_it_was_filtered_by():
    # "since 1999" reaches into the week asked for, and does not stretch it to thirty years.
    rows = [(f"2031-03-{d:02}", f"2031-03-{d:02}", "day", "explicit") for d in range(3, 9)]
    corpus = SimpleNamespace(
        events=events(*rows, ("1999-01-01", None, "after", "explicit")), filter=SimpleNamespace(dates=("2031-03-01", "2031-03-10")), whole=None
    )  # fmt: skip
    low, high = plot.timeline(corpus).get_xlim()
    assert day("2031-02-25") < low < day("2031-03-03")
    assert day("2031-03-08") < high < day("2031-03-15")
    assert plot.timeline(corpus, dates="all").get_xlim()[0] < day("1999-01-02")


def labels_of(ax, names):
    return {
        a.get_text() for a in ax.get_children() if hasattr(a, "get_text") and a.get_text().startswith(names)
    }


def test_a_label_goes_before_its_mark_where_there_is_no_room_behind():
    close = [
        (f"2031-03-{d:02}", f"2031-03-{d:02}", "day", "explicit", {"trigger": t})
        for d, t in ((1, "began"), (26, "seized a harbour"), (27, "left"))
    ]
    far = ("2031-03-31", "2031-03-31", "day", "explicit", {"trigger": "z"})
    ax = plot.timeline(events(*close, far), figsize=(7, 2.4), volume=False, legend=False)
    sides = {a.get_text(): a.get_horizontalalignment() for a in ax.get_children() if hasattr(a, "get_text")}
    assert {"began", "seized a harbour", "left"} <= set(sides)
    assert (
        "right" in {sides[t] for t in ("seized a harbour", "left")}
        or ax.get_figure().get_size_inches()[1] > 2.4
    )


@pytest.mark.parametrize("width", [6.0, 12.0])
def test_a_width_alone_leaves_the_height_to_the_events(width):
    days = [
        (f"2031-03-{d:02}", f"2031-03-{d:02}", "day", "explicit", {"trigger": "seized the harbour"})
        for d in (3, 3, 3, 4, 4)
    ]
    few = plot.timeline(events(days[0]), figsize=(width, None)).get_figure().get_size_inches()
    many = (
        plot.timeline(events(*days), merge=False, lanes=None, figsize=(width, None))
        .get_figure()
        .get_size_inches()
    )
    assert few[0] == many[0] == width and many[1] >= few[1] >= 3.2


def test_a_band_from_edge_to_edge_holds_its_label(collisions):
    rows = [("2031-01-01", "2031-12-31", "year", "explicit", {"trigger": "occupied"})] * 2
    ax = plot.timeline(events(*rows), merge=False)
    left = ax.get_window_extent().x0
    (one, other) = [a for a in ax.get_children() if hasattr(a, "get_text") and a.get_text() == "occupied"]
    assert collisions(ax) == []
    assert min(one.get_window_extent().x0, other.get_window_extent().x0) > left


def test_a_cut_label_grows_into_free_room():
    long = "the committee for the observation of the ceasefire in the provinces"
    row = ("2031-03-05", "2031-03-05", "day", "explicit", {"trigger": "condemned", "source_text": long[:38]})
    other = ("2031-09-05", "2031-09-05", "day", "explicit", {"trigger": "left"})
    alone = plot.timeline(events(row, other))
    assert labels_of(alone, "condemned by") == {f"condemned by {long[:38]}"}


def test_a_mark_with_two_targets_counts_once_in_the_strip():
    row = ("2031-03-05", "2031-03-05", "day", "explicit", {"target_ids": ["a", "b"]})
    actors = schema.to_frame("actors", [{"actor_id": "a", "name": "Ada"}, {"actor_id": "b", "name": "Bo"}])
    ax = plot.timeline(events(row), actors=actors)
    assert list(plot.data(ax)["lane"]) == ["Ada", "Bo"]
    assert any(text.get_text() == "up to 1 a day" for text in ax.texts) or "up to 1 a day" in {
        a.get_text() for a in ax.get_children() if hasattr(a, "get_text")
    }


def test_many_events_become_bars_that_count_them_all(simulated):
    corpus = simulated.corpus(600, n_actors=4)
    ax = plot.timeline(corpus)
    assert len(plot.data(ax)) >= 500
    assert ax.get_figure().get_size_inches()[1] <= 20


def test_lanes_of_what_is_not_stated_are_counted_before_they_crowd_the_others_out():
    def rows(n, **more):
        return [(f"2031-03-{d:02}", f"2031-03-{d:02}", "day", "explicit", more) for d in range(1, n + 1)]

    named = rows(3, target_text="the port")
    few = plot.timeline(events(*named, *rows(5, target_text="")), labels=False)
    many = plot.timeline(events(*named, *rows(25, target_text="")), labels=False)
    assert sum(len(d.get_offsets()) for d in dots(few)) == 8
    assert sum(len(d.get_offsets()) for d in dots(many)) == 3
    alone = plot.timeline(events(*rows(25, target_text="")), labels=False)
    assert sum(len(d.get_offsets()) for d in dots(alone)) == 25


def test_the_same_events_give_the_same_picture_in_any_order(corpora):
    shuffled = corpora[60].events.sample(frac=1, random_state=3)
    one = plot.timeline(corpora[60].events, articles=corpora[60].articles, actors=corpora[60].actors)
    other = plot.timeline(shuffled, articles=corpora[60].articles, actors=corpora[60].actors)
    assert one.get_figure().get_size_inches().tolist() == other.get_figure().get_size_inches().tolist()
    assert list(plot.data(one)["x0"]) == list(plot.data(other)["x0"])


def test_bad_arguments_say_what_was_expected(corpora):
    with pytest.raises(InputError, match="lanes"):
        plot.timeline(corpora[5], lanes="shoe size")
    with pytest.raises(InputError, match="light, dark"):
        plot.timeline(corpora[5], theme="neon")
    with pytest.raises(DateError, match="31 February"):
        plot.timeline(corpora[5], reference={"31 February": "never"})
    with pytest.raises(DateError, match="after"):
        plot.timeline(corpora[5], dates=("2031-05-01", "2031-01-01"))
    with pytest.raises(DateError, match="day/month or month/day"):
        plot.timeline(corpora[5], reference={"02/01/2031": "either"})
    with pytest.raises(InputError, match="Axes"):
        plot.timeline(corpora[5], ax=Figure())
    with pytest.raises(InputError, match="corpus"):
        plot.timeline(42)


def test_a_reference_stands_where_the_events_of_its_day_stand():
    ax = plot.timeline(
        events(("2031-03-05", "2031-03-05", "day", "explicit")), reference={"2031-03-05": "اتفاق: truce"}
    )
    (dot,) = dots(ax)
    where = [line.get_xdata()[0] for line in ax.lines if line.get_xdata()[0] == line.get_xdata()[1]]
    assert dot.get_offsets()[0][0] in where
    # Italics have no Arabic letters.
    (label,) = (text for text in ax.texts if "truce" in text.get_text())
    assert label.get_fontstyle() == "normal"


@pytest.mark.parametrize(
    ("start", "end", "precision"), [(None, "2031-03-05", "before"), ("2031-05-05", None, "after")]
)
def test_an_arrow_at_the_edge_is_drawn_whole(start, end, precision):
    ax = plot.timeline(
        events((start, end, precision, "explicit"), ("2031-04-05", "2031-04-05", "day", "explicit"))
    )
    tips = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in (4, 5)]
    low, high = ax.get_xlim()
    assert low < tips[0] < high


def test_lanes_that_differ_in_capitals_only_are_numbered():
    actors = schema.to_frame(
        "actors", [{"actor_id": "a1", "name": "The army"}, {"actor_id": "a2", "name": "the army"}]
    )
    rows = events(
        ("2031-03-05", "2031-03-05", "day", "explicit", {"target_ids": ["a1"]}),
        ("2031-03-06", "2031-03-06", "day", "explicit", {"target_ids": ["a2"]}),
    )
    lanes = set(plot.data(plot.timeline(rows, actors=actors))["lane"])
    assert lanes == {"The army", "the army (2)"}


def test_what_cannot_be_drawn_is_refused_in_words(corpora):
    with pytest.raises(InputError, match="or its events frame, found NoneType"):
        plot.timeline(None)
    with pytest.raises(InputError, match="expected reference as a mapping"):
        plot.timeline(corpora[5], reference=["2031-03-05"])
    with pytest.raises(InputError, match="expected top to be a number of 1 or more, found 0"):
        plot.network(corpora[5], top=0)
    with pytest.raises(InputError, match="expected by to be one of target"):
        plot.tempo(corpora[5], by="tpye")


def test_lanes_of_countries_bear_their_names():
    rows = events(("2031-03-05", "2031-03-05", "day", "explicit", {"country": "SOM"}))
    assert set(plot.data(plot.timeline(rows, lanes="country"))["lane"]) == {"Somalia"}


def test_days_asked_for_in_a_row_of_filters_bound_the_axis(frames):
    # A report that reaches back for years: it overlaps the days asked for.
    frames["events"].loc[0, "date_start"] = pd.Timestamp("2015-01-01", tz="UTC")
    month = Corpus(frames).where(dates=("2023-05-01", "2023-05-31"))
    assert plot.timeline(month.where(min_confidence=0.1)).get_xlim() == plot.timeline(month).get_xlim()
