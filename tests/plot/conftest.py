"""Charts to look at without eyes: the texts of a figure and where they stand."""

import importlib.util
import itertools
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

_SPEC = importlib.util.spec_from_file_location("simulated", Path(__file__).parents[1] / "simulated.py")
_SIMULATED = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SIMULATED)


@pytest.fixture(scope="session")
def simulated():
    """The module that simulates corpora; each is made once."""
    return _SIMULATED


@pytest.fixture(scope="session")
def corpora(simulated):
    return {size: simulated.corpus(size) for size in (5, 60, 600)}


@pytest.fixture(scope="session")
def texts_of():
    """Return a function: the visible texts of a chart's figure with their boxes in pixels, at 100 dpi unless told."""

    def texts(ax, dpi=100):
        figure = ax.get_figure(root=True)
        figure.set_dpi(dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        found = []
        for artist in figure.findobj(Text):
            if artist.get_visible() and artist.get_text().strip() and artist.axes is not None:
                box = artist.get_window_extent(renderer)
                if box.width > 0:
                    found.append((artist, box))
        return found

    return texts


@pytest.fixture(scope="session")
def collisions(texts_of):
    """Return a function: pairs of texts that cover each other, and texts that run out of the figure."""

    def find(ax, slack=1.0, dpi=100):
        found = texts_of(ax, dpi)
        bad = []
        for (a, box), (b, other) in itertools.combinations(found, 2):
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            if across > slack and down > slack:
                bad.append((a.get_text(), b.get_text(), round(across, 1), round(down, 1)))
        edge = ax.get_figure(root=True).bbox
        for artist, box in found:
            if box.x0 < -1 or box.y0 < -1 or box.x1 > edge.x1 + 1 or box.y1 > edge.y1 + 1:
                bad.append((artist.get_text(), "runs out of the figure", box.extents.round().tolist()))
        return bad

    return find
