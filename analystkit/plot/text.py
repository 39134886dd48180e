"""Text from articles, drawn as itself: no mathematics, no control or direction marks, no warning over a rare script."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import matplotlib
from matplotlib.text import Text

from analystkit.plot import fonts

_JOINERS = frozenset("\u200c\u200d")
_MOST_COMBINING = 2
# What a line may grow between what its font says and what is drawn, unhinted (measured at 60 to 300 dpi: 0.4 %).
_SLACK = 1.005


def plain(text: object, limit: int | None = None) -> str:
    """Return text in one line as it can be shown: control characters, direction marks and invisible ones removed.

    Direction marks go because they could turn the text around them; the renderer joins and reorders right-to-left scripts by itself
    (from matplotlib 3.11 on).

    Parameters
    ----------
    text : object
        Anything; its `str` is taken.
    limit : int, optional
        Longest result in characters; what is cut ends in an ellipsis.
    """
    source = str(text)
    if limit is not None:
        source = source[: 8 * limit + 64]
    if source.isascii() and source.isprintable():
        return _cut(" ".join(source.split()), limit)
    kept: list[str] = []
    combining = 0
    for character in source:
        category = unicodedata.category(character)
        if category in ("Zs", "Zl", "Zp") or character in "\t\n\r\v\f":
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category in ("Cc", "Cn", "Co") or (category == "Cf" and character not in _JOINERS):
            continue
        elif category in ("Mn", "Me"):
            combining += 1
            if combining <= _MOST_COMBINING and not "\ufe00" <= character <= "\ufe0f":
                kept.append(character)
            continue
        else:
            kept.append(character)
        combining = 0
    return _cut(" ".join("".join(kept).split()), limit)


def _cut(line: str, limit: int | None) -> str:
    if limit is not None and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line


def left_to_right(line: str) -> str:
    """Return a line that mixes scripts with a mark in front, so that its pieces stand in the order they were written.

    Without it a line that begins with an Arabic or Hebrew name is laid out from the right, and "A: met → B" reads "B → met :A".
    """
    if line.isascii():
        return line
    directions = {unicodedata.bidirectional(character) for character in line}
    return f"\u200e{line}" if directions & {"R", "AL"} and "L" in directions else line


class PlainText(Text):
    """A text artist for untrusted text: no mathematics, no TeX, and no warning where no font has a glyph.

    Where no installed font has a glyph a box is drawn; in SVG the character itself is written, for the viewer's fonts.
    """

    def __init__(self, x: float = 0, y: float = 0, text: object = "", **style: object) -> None:
        line = left_to_right(plain(text))
        style.setdefault("fontfamily", fonts.families(line))
        super().__init__(x, y, line, parse_math=False, usetex=False, **style)

    def draw(self, renderer):  # noqa: D102 - documented by matplotlib
        with _as_measured():
            super().draw(renderer)

    def get_window_extent(self, renderer=None, dpi=None):  # noqa: D102 - documented by matplotlib
        with _as_measured():
            return super().get_window_extent(renderer, dpi)


@contextmanager
def _as_measured() -> Iterator[None]:
    # Hinted, each letter is rounded to whole pixels, and a line of 7.5 points grows by up to a third on a coarse screen: into
    # what stands beside it. Unhinted it is as wide as `width` says, at every resolution.
    hinting = matplotlib.rcParams["text.hinting"]
    matplotlib.rcParams["text.hinting"] = "no_hinting"
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            yield
    finally:
        matplotlib.rcParams["text.hinting"] = hinting


@lru_cache(maxsize=8192)
def _advance(character: str, weight: str) -> float:
    return fonts.advance(character, weight)


def width(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a line is in points, from the font's advances (no renderer needed, so the same on every run)."""
    return size * _width(text, weight)


@lru_cache(maxsize=20_000)
def _width(text: str, weight: str) -> float:
    return _SLACK * sum(_advance(c, weight) for c in text if not unicodedata.combining(c))


def fit(text: object, size: float, room: float, weight: str = "normal") -> str:
    """Cut a line so that it is at most `room` points wide; what is cut ends in an ellipsis."""
    line = plain(text, 400)
    if width(line, size, weight) <= room:
        return line
    used = width("…", size, weight)
    for i, character in enumerate(line):
        used += _SLACK * size * _advance(character, weight)
        if used > room:
            # A name cut before, within a label, ends in one already; a colon or arrow in front of nothing says nothing.
            return line[:i].rstrip(" …:→") + "…"
    return line


def wrap(text: object, size: float, room: float, lines: int = 3, weight: str = "normal") -> list[str]:
    """Break a line at spaces so that each piece is at most `room` points wide; the last of `lines` pieces is cut."""
    pieces: list[str] = []
    words = plain(text, 2000).split(" ")
    current = ""
    for i, word in enumerate(words):
        tried = f"{current} {word}" if current else word
        if not current or width(tried, size, weight) <= room:
            current = tried
            continue
        if len(pieces) == lines - 1:
            current = " ".join([current, *words[i:]])
            break
        pieces.append(fit(current, size, room, weight))
        current = word
    return [*pieces, fit(current, size, room, weight)] if current else pieces


def wrap_parts(text: object, size: float, room: float, lines: int = 3) -> list[str]:
    """Break a line of parts ("12 events · 3 stories") between them where that takes no more than `lines` lines, else as `wrap` does."""
    rows: list[str] = []
    for part in plain(text, 2000).split(" · "):
        tried = f"{rows[-1]} · {part}" if rows else part
        if rows and width(tried, size) <= room:
            rows[-1] = tried
        else:
            rows.append(part)
    broken = [piece for row in rows for piece in wrap(row, size, room, lines)]
    return broken if len(broken) <= lines else wrap(text, size, room, lines)
