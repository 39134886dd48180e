"""Open intervals: since March, until Friday, before and after 2021, by the end of May."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_reading import Reading
from analystkit.extraction.timex_values import (
    Timex,
    plus_days,
)


def bounds(r: Reading, i: int, j: int, found: Timex, before: str) -> Timex:
    """Open the interval of a date by the word in front of it.

    "since March" and "from 2020 on" run from its first day; "after 2021" from the day behind it; "until Friday" and "by
    the end of May" to its last day; "before 2021" to the day in front of it. A date that only belongs to a noun ("after
    Monday's attack", "before the 2019 vote") stays itself.
    """
    if (
        (found.type != "DATE" and (before not in {"by", "since", "until"} or ":" in found.value))
        or (found.start is None and found.end is None)
        or found.precision in {"before", "after"}
    ):
        return found
    if r.possessive(j) or _modifies(r, j):
        return found
    if before == "since" or (before == "from" and found.precision != "range" and _onwards(r, j)):
        return replace(found, end=None, precision="after")
    if before == "after":
        start = plus_days(found.end, 1)
        return replace(found, start=start, end=None, precision="after") if start else found
    if before in {"until", "by"}:
        return replace(found, start=None, precision="before")
    if before == "before":
        end = plus_days(found.start, -1)
        return replace(found, start=None, end=end, precision="before") if end else found
    return found


def _modifies(r: Reading, j: int) -> bool:
    """Say whether the atom behind a date is the noun it belongs to."""
    word, tag = r.atoms.word(j), r.tag(j)
    if word == "-" and r.atoms.glued(j):
        return True
    if not word.isalpha():
        return False
    if tag:
        return tag in {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return not r.clause_ends(j) and word not in r.words.of("predicate")


def _onwards(r: Reading, j: int) -> bool:
    """Say whether "from" opens an interval that nothing closes: "from April 2021", "from Monday on"."""
    return r.clause_ends(j) and r.atoms.word(j) not in {"to", "until", "till", "through", "-", "and"}
