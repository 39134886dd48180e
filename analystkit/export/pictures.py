"""Charts as picture files: PNG, SVG and PDF with a line below that says where they come from."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.analysis.provenance import provenance, sentence
from analystkit.errors import InputError
from analystkit.export.target import file_target, folder_target, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("png", "svg", "pdf")
# The charts `pictures` draws when none are named.
CHARTS = ("timeline", "cooccurrence")


def picture(
    ax: Axes, path: str | os.PathLike[str], *, corpus: Any = None, footer: str | bool = True, dpi: int = 200
) -> Path:
    """Save a chart.

    Parameters
    ----------
    ax : Axes
        What a function of `ak.plot` returned; its whole figure is saved, and left as it was.
    path : path
        Ending in .png, .svg or .pdf.
    corpus : Corpus, optional
        What it was drawn from; the footer then names filter, span, pipeline and share reviewed.
    footer : str or bool
        The small line below the chart; False leaves it out, a text replaces it.
    dpi : int
        Pixels an inch of a PNG.

    Returns
    -------
    Path
        The file: the same bytes as long as nothing changes, with the description of the chart in its metadata.

    Raises
    ------
    InputError
        If `path` ends otherwise, or the axes were not drawn by `ak.plot`.
    """
    from analystkit.plot.saving import render

    target = file_target(path, tuple(f".{kind}" for kind in FORMATS))
    if isinstance(footer, str):
        line = footer
    elif footer:
        import analystkit

        line = sentence(provenance(corpus)) if corpus is not None else f"analystkit {analystkit.__version__}"
    else:
        line = ""
    return write(target, render(ax, target.suffix.lower()[1:], footer=line, dpi=dpi))


def pictures(
    corpus: Any,
    folder: str | os.PathLike[str],
    *,
    charts: Sequence[str] = CHARTS,
    formats: Sequence[str] = ("png", "svg"),
    theme: str = "light",
) -> list[Path]:
    """Draw charts of a corpus and save each, as ``timeline.png`` and so on.

    Parameters
    ----------
    corpus : Corpus
    folder : path
        Made if it is not there.
    charts : sequence of str
        Functions of `ak.plot`: timeline, cooccurrence, network, volume, tempo, lag, who_quotes_whom.
    formats : sequence of str
        Of png, svg, pdf.
    theme : {"light", "dark"}

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    InputError
        If a chart or format is not known, or `folder` is a file.
    """
    from analystkit import plot
    from analystkit.plot.canvas import off_screen

    known: dict[str, Callable[..., Axes]] = {
        "timeline": plot.timeline, "cooccurrence": plot.cooccurrence, "network": plot.network, "volume": plot.volume, "tempo": plot.tempo,
        "lag": plot.lag, "who_quotes_whom": plot.who_quotes_whom,
    }  # fmt: skip
    unknown = [name for name in charts if name not in known] + [
        kind for kind in formats if kind not in FORMATS
    ]
    if unknown:
        raise InputError(
            f"expected charts of {', '.join(known)} and formats of {', '.join(FORMATS)}; found {', '.join(map(repr, unknown))}"
        )
    target = folder_target(folder)
    written = []
    for name in charts:
        with off_screen():
            ax = known[name](corpus, theme=theme)
        written += [picture(ax, target / f"{name}.{kind}", corpus=corpus) for kind in formats]
    return written
