"""Which installed fonts draw which characters: DejaVu Sans comes with matplotlib, names in the news are written in every script."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from matplotlib.font_manager import FontEntry, FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

_log = logging.getLogger(__name__)
# Widths are the same everywhere, since this one is.
FIRST = "DejaVu Sans"
# For scripts it lacks, where installed: whole scripts in a plain face. What none of them has is looked for in all that is installed.
_FALLBACKS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Yu Gothic",
    "Malgun Gothic", "WenQuanYi Micro Hei", "Droid Sans Fallback", "Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Noto Sans Hebrew", "Noto Sans Ethiopic",
    "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Devanagari", "Nirmala UI", "Noto Sans Thai",
    "Noto Emoji", "Segoe UI Symbol", "Apple Symbols", "Symbola", "Arial Unicode MS",
)  # fmt: skip
# A font of boxes with a sign for each script, which matplotlib draws where nothing else has a character.
_OF_BOXES = "Last Resort"
# The box that stands for a missing character, the widest that is drawn.
_BOX = 1.16
_SIZE = 100
_REGULAR = ("normal", "regular", "book", "400", "500")


def families(text: str = "") -> list[str]:
    """Return the font families to draw a text with: DejaVu Sans, the installed ones for whole scripts, then any that has what these lack.

    Where no installed font has a character, it is said in the log once for each script.
    """
    listed = _listed()
    if text.isascii():
        return list(listed)
    wanted = sorted({c for c in text if not unicodedata.category(c).startswith("C")} - _covered(listed))
    found = {character: _elsewhere().get(ord(character), "") for character in wanted}
    for character, family in found.items():
        if not family:
            _say_missing(_script(character))
    return [*listed, *sorted(set(found.values()) - {""})]


def advance(character: str, weight: str) -> float:
    """Return how wide a character is drawn, as a share of the size of the font."""
    for family in (FIRST, *_listed(), _elsewhere_of(character)):
        if family and ord(character) in _codes(family):
            face = _face(family, weight)
            # A bold face may have less than the regular one.
            if ord(character) in face.get_charmap():
                return (
                    face.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance
                    / 65536
                    / _SIZE
                )
    return _BOX


@lru_cache(maxsize=1)
def _listed() -> tuple[str, ...]:
    installed = {font.name for font in fontManager.ttflist}
    return (FIRST, *(name for name in _FALLBACKS if name in installed))


@lru_cache(maxsize=64)
def _face(family: str, weight: str) -> FT2Font:
    face = FT2Font(findfont(FontProperties(family=family, weight=weight)))
    face.set_size(_SIZE, 72)
    return face


@lru_cache(maxsize=64)
def _codes(family: str) -> frozenset[int]:
    return frozenset(_face(family, "normal").get_charmap())


@lru_cache(maxsize=1)
def _covered(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(chr, frozenset().union(*map(_codes, listed))))


def _elsewhere_of(character: str) -> str:
    return "" if character in _covered(_listed()) else _elsewhere().get(ord(character), "")


@lru_cache(maxsize=1)
def _elsewhere() -> dict[int, str]:
    """Return the family of each character that the listed ones lack and an installed one has: asked only where one is missing."""
    known = {ord(character) for character in _covered(_listed())}
    found: dict[int, str] = {}
    for entry in sorted(
        _regular(fontManager.ttflist), key=lambda one: ("sans" not in one.name.lower(), one.name)
    ):
        try:
            face = FT2Font(entry.fname)
        # Whatever is wrong with a font of the machine, a chart does without it.
        except Exception as error:
            _log.debug("%s cannot be opened: %s", entry.fname, error)
            continue
        # Pictures of one size (coloured emoji) cannot be drawn at another.
        if face.scalable:
            for code in face.get_charmap().keys() - known:
                found.setdefault(code, entry.name)
    return found


def _regular(fonts: Iterable[FontEntry]) -> Iterable[FontEntry]:
    return (
        one
        for one in fonts
        if one.style == "normal" and str(one.weight) in _REGULAR and not one.name.startswith(_OF_BOXES)
    )


def _script(character: str) -> str:
    """Return the script of a letter as Unicode names it ("Cjk", "Devanagari"), "pictographs" for what is none."""
    if not unicodedata.category(character).startswith(("L", "M", "N")):
        return "pictographs"
    return unicodedata.name(character, "unknown").split()[0].capitalize()


@lru_cache(maxsize=256)
def _say_missing(script: str) -> None:
    letters = script if script == "pictographs" else f"{script.replace('Cjk', 'CJK')} letters"
    _log.warning(
        "no installed font has %s: charts show a box for each, in SVG files they stand as they are; install a font that has them, such as one "
        "of the Noto fonts, and start Python again",
        letters,
    )
