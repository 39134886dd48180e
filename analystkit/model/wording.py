"""How counts are written and unknown names are answered, everywhere the same."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

# Of a hundred: "Kataib Hizbullah" for "Kataeb Hezbollah" (81), not "Wire" for "Fire Brigade".
_ALIKE = 70


def count_phrase(number: int, noun: str) -> str:
    """Write a count with its noun: "1 story", "1,204 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def near_names(wanted: str, names: Iterable[tuple[str, str]], most: int = 3) -> list[str]:
    """Return what a name that is not known may have meant.

    Parameters
    ----------
    wanted : str
        The name.
    names : iterable of (str, str)
        A known name and the one to offer for it (an alias and the name of who bears it).
    most : int, default 3
        So many at most.

    Returns
    -------
    list of str
        Names that contain it, the shortest first, then those written nearly alike.
    """
    needle = wanted.casefold().strip()
    if not needle:
        return []
    found: list[tuple[float, int, str]] = []
    for known, offered in names:
        name = known.casefold()
        likeness = 1.0 if needle in name else fuzz.ratio(needle, name, score_cutoff=_ALIKE) / 100
        if likeness:
            found.append((-likeness, len(known), offered))
    return list(dict.fromkeys(offered for *_, offered in sorted(found)))[:most]
