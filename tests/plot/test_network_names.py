"""Every actor of a network is named, beside its mark and over none, and what marks mean is said."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from analystkit import plot
from analystkit.analysis.backbone import backbone, layout


def marks(ax):
    """Centres and half widths of the marks, in points."""
    found = []
    for collection in ax.collections:
        # The small ones belong to the key.
        if isinstance(collection, PathCollection) and collection.get_sizes()[0] > 30:
            found += [
                (x, y, size**0.5 / 2)
                for (x, y), size in zip(collection.get_offsets(), collection.get_sizes(), strict=False)
            ]
    return found


@pytest.mark.parametrize("size", [5, 60, 600])
def test_every_actor_is_named(corpora, texts_of, size):
    ax = plot.network(corpora[size], min_count=1)
    written = {artist.get_text() for artist, _ in texts_of(ax)}
    names = {actor["name"] for actor in plot.data(ax).attrs["actors"]}
    cut = {
        name
        for name in names - written
        if not any(w.endswith("…") and name.startswith(w[:-1]) for w in written)
    }
    assert cut == set()
    assert not any("left out" in w for w in written)


@pytest.mark.parametrize("size", [60, 600])
def test_marks_do_not_cover_each_other_or_a_name(corpora, texts_of, size):
    ax = plot.network(corpora[size], min_count=1)
    names = {actor["name"] for actor in plot.data(ax).attrs["actors"]}
    found = marks(ax)
    assert len(found) == len(names)
    for (x, y, r), (u, v, q) in itertools.combinations(found, 2):
        assert max(abs(x - u), abs(y - v)) > (r + q) * 0.7
    scale = 72 / 100
    corner = ax.get_window_extent()
    for artist, box in texts_of(ax):
        if artist.get_text() not in names:
            continue
        left, right = (box.x0 - corner.x0) * scale, (box.x1 - corner.x0) * scale
        low, high = (box.y0 - corner.y0) * scale, (box.y1 - corner.y0) * scale
        for x, y, r in found:
            assert not (
                left + 1 < x + r * 0.7
                and x - r * 0.7 < right - 1
                and low + 1 < y + r * 0.7
                and y - r * 0.7 < high - 1
            ), artist.get_text()


def test_the_key_says_whose_group_a_colour_is(corpora, texts_of):
    ax = plot.network(corpora[600])
    actors = pd.DataFrame(plot.data(ax).attrs["actors"])
    written = [artist.get_text() for artist, _ in texts_of(ax)]
    said = {
        (m.group(1), int(m.group(2)) + 1) for w in written if (m := re.match(r"(.+) and ([\d,]+) more$", w))
    }
    sizes = actors.groupby("group").agg(first=("name", "first"), n=("name", "size"))
    assert said == {(row.first, row.n) for row in sizes.itertuples() if row.n > 1}


def test_a_line_is_wide_only_where_much_is_shared(corpora):
    few = plot.network(corpora[5], min_count=1)
    assert plot.data(few)["n"].max() <= 2
    assert (
        max(width for c in few.collections if hasattr(c, "get_segments") for width in c.get_linewidths())
        < 2.5
    )


def pairs(*rows):
    return pd.DataFrame(rows, columns=["actor_a", "actor_b", "n"])


def test_what_hangs_together_stands_together_and_smaller_groups_beside_it():
    links = pairs(("a", "b", 3), ("b", "c", 2), ("c", "d", 1), ("d", "a", 1), ("p", "q", 2), ("x", "y", 1))
    places = layout(links, list("abcdpqxyz")).set_index("actor_id")
    assert places.loc[list("abcd"), "x"].max() < places.loc[list("pqxy"), "x"].min()
    assert places.loc["z", "y"] == places["y"].min()
    assert places[["x", "y"]].abs().to_numpy().max() == 1.0
    again = layout(links.sample(frac=1, random_state=2), list("abcdpqxyz")).set_index("actor_id")
    assert np.allclose(places[["x", "y"]], again[["x", "y"]], atol=1e-6)


def test_the_backbone_of_nothing_is_nothing():
    assert len(backbone(pairs())) == 0
    assert len(layout(pairs(), [])) == 0
