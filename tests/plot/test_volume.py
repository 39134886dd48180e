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
