"""No text covers another or runs out of its figure, at 5, 60 and 600 events, in every chart."""

import pytest
from matplotlib.figure import Figure

from analystkit import plot

CHARTS = {
    "timeline": plot.timeline,
    "timeline by type": lambda c, **k: plot.timeline(c, lanes="type", **k),
    "timeline by source": lambda c, **k: plot.timeline(c, lanes="source", **k),
    "timeline in one lane": lambda c, **k: plot.timeline(c, lanes=None, **k),
    "timeline by outlet": lambda c, **k: plot.timeline(c, lanes="outlet", merge=False, **k),
    "timeline with references": lambda c, **k: plot.timeline(
        c,
        reference={f"2031-0{m}-1{d}": f"Round {m}{d} of the talks" for m in range(1, 8) for d in (1, 5)},
        **k,
    ),
    "matrix": lambda c, **k: plot.cooccurrence(c, min_count=1, **k),
    "matrix of counts": lambda c, **k: plot.cooccurrence(c, measure="count", unit="story", min_count=1, **k),
    "matrix by npmi": lambda c, **k: plot.cooccurrence(c, measure="npmi", unit="paragraph", min_count=1, **k),
    "network": lambda c, **k: plot.network(c, min_count=1, **k),
    "volume": plot.volume,
    "volume by outlet": lambda c, **k: plot.volume(c, by="outlet", **k),
    "tempo": plot.tempo,
    "lag": plot.lag,
    "lag by type": lambda c, **k: plot.lag(c, by="type", **k),
    "who quotes whom": plot.who_quotes_whom,
    "who speaks about whom": lambda c, **k: plot.who_quotes_whom(c, by="speaker", **k),
}


@pytest.mark.parametrize("size", [5, 60, 600])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_text_covers_another(corpora, collisions, chart, size):
    ax = CHARTS[chart](corpora[size], theme="dark" if size == 60 else "light")
    assert collisions(ax) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_no_text_is_turned(corpora, texts_of, chart):
    assert {artist.get_rotation() for artist, _ in texts_of(CHARTS[chart](corpora[60]))} == {0.0}


@pytest.mark.parametrize("chart", ["timeline by type", "network", "tempo", "who speaks about whom"])
def test_nor_at_twice_the_size(corpora, collisions, chart):
    # Renderers round advances to whole pixels: what just fits at 100 dpi must fit at 200.
    assert collisions(CHARTS[chart](corpora[60]), dpi=200) == []


@pytest.mark.parametrize("chart", ["timeline", "timeline by type", "volume by outlet", "tempo", "network"])
def test_nor_on_axes_of_the_users_own(corpora, collisions, chart):
    figure = Figure(figsize=(12, 8), layout="constrained")
    ax = CHARTS[chart](corpora[60], ax=figure.subplots())
    assert collisions(ax) == []
