"""Volume and tempo, read from their bars."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from analystkit import plot
from analystkit.model import schema
from analystkit.plot import canvas
from analystkit.plot.dates import date_axis
from analystkit.plot.theme import LIGHT


def articles(**days):
    rows = [
        {"article_id": f"{outlet}{i}", "source": outlet, "published": day, "published_precision": "day"}
        for outlet, held in days.items()
        for i, day in enumerate(held)
    ]
    return schema.to_frame("articles", rows)


def heights(ax):
    found = []
    for bars in ax.collections:
        if isinstance(bars, PolyCollection):
            found += [np.ptp(path.vertices[:, 1]) for path in bars.get_paths()]
    return sorted(found)


def test_rows_share_one_scale_so_that_bars_can_be_compared():
    frame = articles(Courier=["2031-03-01"] * 4 + ["2031-03-02"], Post=["2031-03-02"] * 2)
    low, middle, high = heights(plot.volume(frame, by="outlet"))
    assert high / low == pytest.approx(4)
    assert middle / low == pytest.approx(2)


def test_the_highest_bar_of_each_row_is_numbered(texts_of):
    frame = articles(Courier=["2031-03-01"] * 4 + ["2031-03-02"], Post=["2031-03-02"] * 2)
    written = [artist.get_text() for artist, _ in texts_of(plot.volume(frame, by="outlet"))]
    assert {"4", "2", "Courier", "5 articles", "Post", "2 articles"} <= set(written)


def test_a_single_day_is_a_bar_and_no_wall():
    ax = plot.volume(articles(Courier=["2031-03-01"]))
    low, high = ax.get_xlim()
    assert 0.86 / (high - low) < 0.06


def test_a_tick_at_the_edge_keeps_its_line_and_loses_its_label():
    figure = Figure(figsize=(8, 2))
    ax = figure.add_axes((0.05, 0.2, 0.94, 0.7))
    ax.set_xlim(np.datetime64("2020-06-01", "D").astype(int), np.datetime64("2025-01-02", "D").astype(int))
    date_axis(ax, LIGHT)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels[-1] == ""
    assert labels[0]
    assert canvas.box(ax)[0] > 0


def test_the_subtitle_says_how_many_outlets_are_left_out(corpora, texts_of):
    ax = plot.volume(corpora[60], by="outlet", top=2)
    assert any("2 of 5 outlets" in artist.get_text() for artist, _ in texts_of(ax))


def _told(*days):
    rows = [
        {"event_id": f"e{i}", "article_id": f"a{i}", "part": "text", "start": i, "end": i + 1, "event_type": "ASSAULT", "factuality": "happened",
         "date_start": day, "date_end": day, "date_precision": "day", "date_basis": "explicit"}
        for i, day in enumerate(days)
    ]  # fmt: skip
    return schema.to_frame("events", rows)


def test_what_is_told_of_another_century_does_not_squeeze_this_one(texts_of):
    events = _told("1781-09-03", *(f"2031-03-{day:02}" for day in range(1, 29)))
    ax = plot.tempo(events)
    assert ax.get_xlim()[0] > np.datetime64("2031-01-01", "D").astype(int)
    written = " ".join(artist.get_text() for artist, _ in texts_of(ax))
    assert "28 events whose day is stated · 1 earlier (1781) not drawn" in written
    assert "28 · pauses: median 1 d, longest 1 d" in written
    everything = plot.tempo(events, dates="all")
    assert everything.get_xlim()[0] < np.datetime64("1782-01-01", "D").astype(int)
    week = plot.tempo(events, dates=("2031-03-08", "2031-03-14"))
    assert plot.data(week)["n"].sum() == 7
    assert plot.data(plot.tempo(events, dates="2032"))["n"].sum() == 0
