from itertools import pairwise

import pytest
from matplotlib.collections import LineCollection, PatchCollection

from analystkit import plot
from analystkit.errors import InputError


def test_the_area_is_the_count_and_the_order_is_handed_back(corpora):
    ax = plot.cooccurrence(corpora[600], measure="count", min_count=2)
    rows = plot.data(ax)
    assert rows["n"].min() >= 2
    order = rows.attrs["order"]
    assert set(order) == set(rows["actor_a"]) | set(rows["actor_b"])
    (squares,) = (
        c for c in ax.collections if isinstance(c, PatchCollection) and len(c.get_paths()) == len(rows)
    )
    areas = [path.get_extents().width ** 2 for path in squares.get_paths()]
    biggest, other = rows["n"].idxmax(), rows["n"][rows["n"] > rows["n"].max() / 4].idxmin()
    assert areas[other] / areas[biggest] == pytest.approx(rows["n"][other] / rows["n"][biggest])
    again = plot.cooccurrence(corpora[600], order=order[::-1])
    assert plot.data(again).attrs["order"][: len(order)] == [
        a for a in order[::-1] if a in set(plot.data(again).attrs["order"])
    ]


def test_less_than_chance_is_hollow_and_crossed_not_only_another_colour(corpora):
    ax = plot.cooccurrence(corpora[600], measure="lift")
    below = int((plot.data(ax)["lift"] < 0).sum())
    assert below
    strokes = [c for c in ax.collections if isinstance(c, LineCollection) and len(c.get_segments()) == below]
    assert strokes


def test_the_key_explains_every_mark_there_is(corpora, texts_of):
    def words(**options):
        ax = plot.cooccurrence(corpora[600], **options)
        return plot.data(ax), {artist.get_text() for artist, _ in texts_of(ax)}

    rows, written = words(measure="lift", unit="story")
    assert {"stories shared", "stories that name the actor", "as expected"} <= written
    assert ("less than chance would have it" in written) == bool((rows["lift"] < 0).any())
    rows, written = words(measure="count", unit="sentence")
    assert "less than chance would have it" not in written
    assert {"sentences shared", f"{rows['n'].max():,}"} <= written


def test_where_nothing_is_below_chance_the_key_shows_no_colour_for_it(corpora, texts_of):
    ax = plot.cooccurrence(corpora[5], measure="lift")
    assert plot.data(ax)["lift"].min() >= 0
    assert not any(artist.get_text().startswith("1/") for artist, _ in texts_of(ax))


def test_a_small_corpus_shows_pairs_that_share_one_unit(corpora):
    assert plot.data(plot.cooccurrence(corpora[5]))["n"].min() == 1
    assert plot.data(plot.cooccurrence(corpora[600]))["n"].min() == 2


def test_measures_and_units_are_checked(corpora):
    with pytest.raises(InputError, match="count, lift, jaccard, npmi"):
        plot.cooccurrence(corpora[5], measure="pmi")
    with pytest.raises(InputError, match="sentence"):
        plot.cooccurrence(corpora[5], unit="page")


def test_the_network_says_how_many_of_how_many(corpora, texts_of):
    ax = plot.network(corpora[600])
    links = plot.data(ax)
    written = " ".join(artist.get_text() for artist, _ in texts_of(ax))
    assert f"{len(links)} of " in written
    assert {"actor_id", "x", "y"} == set(links.attrs["positions"][0])


def test_a_smaller_network_does_not_move_its_actors(corpora):
    whole = plot.data(plot.network(corpora[600])).attrs["positions"]
    kept = [place["actor_id"] for place in whole[:8]]
    smaller = plot.data(plot.network(corpora[600], actors=kept, positions=whole)).attrs["positions"]
    before = {place["actor_id"]: (place["x"], place["y"]) for place in whole}
    assert {place["actor_id"]: (place["x"], place["y"]) for place in smaller} == {
        actor: before[actor] for actor in kept
    }


def test_what_is_not_highlighted_fades(corpora):
    name = corpora[600].actors["name"].iloc[5]
    faded = {c.get_alpha() for c in plot.network(corpora[600], highlight=[name]).collections}
    assert None in faded
    assert min(alpha for alpha in faded if alpha is not None) < 0.3


def test_positions_need_their_columns(corpora):
    with pytest.raises(InputError, match="actor_id"):
        plot.network(corpora[60], positions=[{"id": "a", "x": 0, "y": 0}])


def test_the_colours_of_the_key_run_into_each_other_without_stripes(corpora):
    ax = plot.cooccurrence(corpora[60], min_count=1)
    steps = max((c.get_paths() for c in ax.collections), key=len)
    boxes = [path.get_extents() for path in steps]
    assert len(boxes) == 44
    step = boxes[1].x0 - boxes[0].x0
    assert all(one.x1 - following.x0 > 0.9 * step for one, following in pairwise(boxes))
