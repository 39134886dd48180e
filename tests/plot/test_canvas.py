"""Manners: no global state, no change of what is given, figures that show in a notebook and leave nothing behind elsewhere."""

import subprocess
import sys
import textwrap

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analystkit import plot
from analystkit.errors import InputError
from analystkit.plot import saving
from analystkit.plot.picture import picture
from analystkit.plot.theme import DARK, LIGHT

CHARTS = ("timeline", "cooccurrence", "network", "volume", "tempo", "lag", "who_quotes_whom")


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_global_and_nothing_given_is_changed(simulated, chart):
    corpus = simulated.corpus(20)
    before = {name: frame.copy(deep=True) for name, frame in vars(corpus).items()}
    settings = dict(matplotlib.rcParams)
    ax = getattr(plot, chart)(corpus)
    saving.render(ax, "svg")
    assert dict(matplotlib.rcParams) == settings
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(corpus, name), frame)
    if "matplotlib.pyplot" in sys.modules:
        assert not sys.modules["matplotlib.pyplot"].get_fignums()


@pytest.mark.parametrize("chart", CHARTS)
def test_ax_in_axes_out(corpora, chart):
    ax = Figure(figsize=(10, 8)).subplots()
    assert getattr(plot, chart)(corpora[60], ax=ax) is ax
    assert len(plot.data(ax))


def test_a_notebook_shows_the_chart_once_and_a_script_keeps_nothing():
    script = """
        import sys
        import warnings
        sys.path.insert(0, sys.argv[1])
        import simulated
        from analystkit import plot
        corpus = simulated.corpus(5)
        plot.timeline(corpus)
        assert "matplotlib.pyplot" not in sys.modules, "a script pays for pyplot"
        import matplotlib
        matplotlib.use("module://matplotlib_inline.backend_inline")
        import matplotlib.pyplot as plt
        from analystkit.plot.canvas import off_screen
        plot.timeline(corpus)
        assert len(plt.get_fignums()) == 1, "a notebook would show nothing"
        with off_screen():
            plot.timeline(corpus)
        assert len(plt.get_fignums()) == 1
    """
    from pathlib import Path

    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tests)],
        capture_output=True,
        text=True,
        cwd=tests.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_axes_of_others_are_refused():
    with pytest.raises(InputError, match=r"ak\.plot"):
        plot.data(Figure().subplots())
    with pytest.raises(InputError, match=r"ak\.plot"):
        plot.alt_text(Figure().subplots())


def test_alt_text_says_what_is_seen(corpora):
    words = plot.alt_text(plot.timeline(corpora[60]))
    assert "60 events" in words
    assert "happened" in words
    assert "Lanes:" in words


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_can_be_read_on_their_ground(theme):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    assert contrast(theme.ink, theme.paper) >= 7
    assert contrast(theme.muted, theme.paper) >= 4.5
    for colour in theme.colours.values():
        assert contrast(colour, theme.paper) >= 1.9


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_chart_gives_the_same_bytes(simulated, kind):
    first, second = (
        saving.render(plot.timeline(simulated.corpus(20)), kind, footer="made for a test") for _ in range(2)
    )
    assert first == second


def test_saving_leaves_the_figure_as_it_was(corpora):
    ax = plot.timeline(corpora[5])
    figure = ax.get_figure()
    before = (len(figure.findobj()), figure.get_size_inches().tolist())
    saving.render(ax, "png", footer="a line below")
    assert (len(figure.findobj()), figure.get_size_inches().tolist()) == before


def test_svg_keeps_text_as_text_and_describes_itself(corpora):
    svg = saving.render(plot.timeline(corpora[5]), "svg").decode()
    assert ">Events by target</text>" in svg
    assert 'role="img" aria-label="Events by target' in svg
    inline = saving.inline_svg(plot.timeline(corpora[5]))
    assert inline.startswith("<svg")
    assert f"var(--ak-ink, {LIGHT.ink})" in inline
    assert "<metadata>" not in inline


def test_a_picture_is_bytes_with_its_description(corpora):
    png, alt = picture(plot.timeline, corpora[5], lanes="type")
    assert png.startswith(b"\x89PNG")
    assert alt.startswith("Events by type")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_filtered_corpus_says_so_in_its_charts(corpus, texts_of, chart):
    written = " ".join(
        artist.get_text()
        for artist, _ in texts_of(getattr(plot, chart)(corpus.where(event_types=["ASSAULT"])))
    )
    assert "3 of 4 reported events: corpus.where(event_types=['ASSAULT'])" in written
    whole = " ".join(artist.get_text() for artist, _ in texts_of(getattr(plot, chart)(corpus)))
    assert "corpus.where" not in whole
