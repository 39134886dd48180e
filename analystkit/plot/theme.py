"""How charts look: a light and a dark theme, and the glyph of each factuality (shape first, colour second)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from analystkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Glyph:
    """Marker of matplotlib, colour role and hatch (for bands, which have no marker) of one factuality."""

    marker: str
    colour: str
    hatch: str


# Shapes differ between all of them, so the chart can be read in grey; colours are Okabe and Ito's (2008).
FACTUALITY_GLYPHS: Mapping[str, Glyph] = MappingProxyType(
    {
        "happened": Glyph("o", "blue", ""),
        "ongoing": Glyph("s", "sky", ""),
        "planned": Glyph("^", "green", "//"),
        "threatened": Glyph("v", "orange", "\\\\"),
        "attempted": Glyph("P", "vermilion", "++"),
        "alleged": Glyph("D", "purple", ".."),
        "denied": Glyph("X", "ink", "xx"),
        "negated": Glyph("d", "grey", "--"),
        "hypothetical": Glyph("*", "yellow", "||"),
        "unknown": Glyph("p", "grey", "oo"),
    }
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a chart by role, as ``#rrggbb``.

    Attributes
    ----------
    paper, ink, muted, grid : str
        Background, text, secondary text, hairlines.
    fill : str
        Neutral bars (volume, margins).
    colours : mapping
        Okabe-Ito by name, shifted where a colour would drown in the background.
    """

    name: str
    paper: str
    ink: str
    muted: str
    grid: str
    fill: str
    colours: Mapping[str, str] = field(default_factory=dict)

    def pale(self, colour: str) -> str:
        """Return a colour thinned with paper, for bands and for what stands behind."""
        return mix(self.paper, colour, 0.18)

    def colour(self, role: str) -> str:
        """Return the colour of a role: one of Okabe-Ito by name, or ink, muted, grid, fill, paper."""
        return self.colours.get(role) or str(getattr(self, role))


LIGHT = Theme(
    "light", paper="#ffffff", ink="#1f2328", muted="#5f6770", grid="#dfe3e8", fill="#aab2bb",
    colours=MappingProxyType({
        "blue": "#0072b2", "sky": "#56b4e9", "green": "#009e73", "orange": "#e69f00", "vermilion": "#d55e00",
        "purple": "#cc79a7", "yellow": "#c9b800", "grey": "#8a9199",
    }),
)  # fmt: skip
DARK = Theme(
    "dark", paper="#16191d", ink="#e8eaed", muted="#a3abb4", grid="#343a41", fill="#6b7480",
    colours=MappingProxyType({
        "blue": "#4aa3df", "sky": "#8ed0f5", "green": "#2fbf94", "orange": "#f0b13a", "vermilion": "#f07f3c",
        "purple": "#dd9cc0", "yellow": "#f0e442", "grey": "#949ca5",
    }),
)  # fmt: skip
THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})
# One after the other for series and groups; the marker goes along, so that colour is never alone.
SERIES = (
    ("blue", "o"), ("orange", "s"), ("green", "^"), ("purple", "D"), ("vermilion", "v"), ("sky", "P"), ("yellow", "X"), ("grey", "p"),
)  # fmt: skip


def mix(first: str, second: str, share: float) -> str:
    """Return the colour between two, `share` of the way to the second; opaque, so that every file format shows it alike."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (a + (b - a) * share for a, b in zip(to_rgb(first), to_rgb(second), strict=True))
    return to_hex((red, green, blue))


def theme_of(theme: str | Theme | None) -> Theme:
    """Return a theme by name ("light", "dark"), light if none is named.

    Raises
    ------
    InputError
        If there is no theme of that name.
    """
    if theme is None:
        return LIGHT
    if isinstance(theme, Theme):
        return theme
    if theme not in THEMES:
        raise InputError(f"expected theme to be one of {', '.join(THEMES)}, or a Theme; found {theme!r}")
    return THEMES[theme]
