"""Charts as files: PNG, SVG and PDF that are byte for byte the same while nothing changes, and say where they come from."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib

import analystkit
from analystkit.errors import InputError
from analystkit.plot.canvas import SMALL, figure_of
from analystkit.plot.inline import draw_inline
from analystkit.plot.remembered import Record, record
from analystkit.plot.text import PlainText, plain, wrap
from analystkit.plot.theme import LIGHT, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("png", "svg", "pdf")
_FOOTER = 16.0
_ID = re.compile(r' id="([^"]*)"')
# Viewers without DejaVu Sans take Verdana, which has the same proportions, so that labels keep to their room.
_FONTS = '"DejaVu Sans", Verdana, "Bitstream Vera Sans", sans-serif'


def render(ax: Axes, kind: str, *, footer: str = "", dpi: int = 200) -> bytes:
    """Return the figure of a chart as the bytes of a file.

    Parameters
    ----------
    ax : Axes
        What a function of `ak.plot` returned.
    kind : {"png", "svg", "pdf"}
    footer : str
        One small line below the figure: where the picture comes from.
    dpi : int
        Pixels an inch of a PNG.

    Returns
    -------
    bytes
        No date and no random id is in it: the same chart gives the same bytes with the same version of matplotlib. Text stays text in
        SVG and PDF. Title, description (the alt text) and origin are in the metadata.

    Raises
    ------
    InputError
        If there is no such format, or the axes were not drawn by `ak.plot`.
    """
    if kind not in FORMATS:
        raise InputError(f"expected one of {', '.join(FORMATS)}; found {kind!r}")
    kept = record(ax)
    figure = figure_of(ax)
    theme = kept.theme or LIGHT
    buffer = BytesIO()
    added, box = _add_footer(figure, footer, theme)
    fixed: Any = {"svg.fonttype": "none", "svg.hashsalt": _salt(kept), "pdf.fonttype": 42}
    try:
        with matplotlib.rc_context(fixed):
            figure.savefig(
                buffer, format=kind, dpi=dpi if kind == "png" else 72, facecolor=figure.get_facecolor(), bbox_inches=box,
                metadata=_metadata(kind, kept, footer),
            )  # fmt: skip
    finally:
        for artist in added:
            artist.remove()
    picture = buffer.getvalue()
    return _finished_svg(picture.decode("utf-8"), kept).encode("utf-8") if kind == "svg" else picture


def _salt(kept: Record) -> str:
    return f"analystkit-{kept.alt[:200]}"


def inline_svg(ax: Axes) -> str:
    """Return a chart as an SVG element for a page: accessible, its colours by role as CSS variables (``--ak-ink`` ...).

    A page that sets the variables for dark screens gets a dark chart; without them the light colours hold.
    """
    kept = record(ax)
    text = _finished_svg(draw_inline(figure_of(ax), _salt(kept)), kept)
    for role, colour in _roles(LIGHT).items():
        text = text.replace(f": {colour}", f": var(--ak-{role}, {colour})")
    return text.strip()


def theme_variables(theme: Theme) -> str:
    """Return the CSS declarations that set the colours of `inline_svg` to a theme."""
    return " ".join(f"--ak-{role}: {colour};" for role, colour in _roles(theme).items())


def _roles(theme: Theme) -> dict[str, str]:
    roles = {role: str(getattr(theme, role)) for role in ("paper", "ink", "muted", "grid", "fill")}
    named = {**roles, **theme.colours}
    return {**named, **{f"pale-{role}": theme.pale(named[role]) for role in (*theme.colours, "ink", "muted")}}


def _add_footer(figure: Any, footer: str, theme: Theme) -> tuple[list[Any], Any]:
    from matplotlib.transforms import Bbox

    wide, high = figure.get_size_inches()
    if not footer:
        return [], Bbox.from_extents(0, 0, wide, high)
    lines = wrap(footer, SMALL, wide * 72 - 24, 3)
    room = (_FOOTER + (len(lines) - 1) * SMALL * 1.35) / 72
    added = []
    for i, line in enumerate(lines):
        # In shares of the figure: a wider bounding box shifts only what hangs on the figure's own transform.
        x, y = 12 / 72 / wide, -(4 + i * SMALL * 1.35) / 72 / high
        text = PlainText(x, y, line, fontsize=SMALL, color=theme.muted, va="top")
        text.set_transform(figure.transFigure)
        text.set_in_layout(False)
        figure.add_artist(text)
        added.append(text)
    return added, Bbox.from_extents(0, -room, wide, high)


def _metadata(kind: str, kept: Record, footer: str) -> dict[str, Any]:
    title = plain(kept.alt, 300).split(". ", 1)[0]
    about = f"{kept.alt} {plain(footer)}".strip()
    maker = f"analystkit {analystkit.__version__}"
    if kind == "png":
        return {"Title": _latin(title), "Description": _latin(about), "Software": maker}
    if kind == "svg":
        return {"Title": title, "Description": about, "Creator": maker, "Date": None}
    return {
        "Title": title,
        "Subject": about,
        "Creator": maker,
        "Producer": maker,
        "CreationDate": None,
        "ModDate": None,
    }


def _latin(text: str) -> str:
    # PNG's plain text chunks are Latin-1; what it cannot hold is written as its code point.
    return text.encode("latin-1", "backslashreplace").decode("latin-1")


def _finished_svg(text: str, kept: Record) -> str:
    used = set(re.findall(r"#([A-Za-z0-9_-]+)", text))
    text = _ID.sub(lambda found: found.group(0) if found.group(1) in used else "", text)
    label = escape(kept.alt, quote=True)
    text = text.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    style = f"<style>text {{ font-family: {_FONTS} !important }}</style>"
    return re.sub(r"(<svg [^>]*>)", lambda m: f"{m.group(1)}\n {style}", text, count=1)
