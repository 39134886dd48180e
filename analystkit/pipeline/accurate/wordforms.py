"""What an uncased encoder does not see of a word: its capitals, its digits and what stands before it."""

from __future__ import annotations

from functools import lru_cache

# The order is the order of the rows of two small tables in the weights: add at the end only.
CASES = ("mark", "lower", "title", "upper", "capital", "mixed", "number", "coded")
GAPS = ("glued", "space", "line", "paragraph")


@lru_cache(maxsize=50_000)
def case(word: str) -> int:
    """Return the place in `CASES` of how a word is written.

    `title` has a capital and then small letters, `upper` capitals only, `capital` is a single one, `mixed` has capitals
    within, `number` has no letters, `coded` letters and digits, `mark` neither.
    """
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if digits:
        return CASES.index("coded" if letters else "number")
    capitals = [character.isupper() or character.istitle() for character in letters]
    if not letters:
        return CASES.index("mark")
    if not any(capitals):
        return CASES.index("lower")
    if len(letters) == 1:
        return CASES.index("capital")
    if all(capitals):
        return CASES.index("upper")
    return CASES.index("title" if capitals[0] and not any(capitals[1:]) else "mixed")


def gap(white: str, first: bool) -> int:
    """Return the place in `GAPS` of the white space before a word; the first word of a text opens a paragraph."""
    if first:
        return GAPS.index("paragraph")
    if not white:
        return GAPS.index("glued")
    lines = white.count("\n") or white.count("\r")
    return GAPS.index("paragraph" if lines > 1 else "line" if lines else "space")
