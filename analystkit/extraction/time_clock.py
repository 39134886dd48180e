"""Times by the clock: 3:15 p.m., 1430 GMT, noon, with the zone they are told in."""

from __future__ import annotations

from analystkit.extraction.time_reading import Reading


def clock(r: Reading, i: int) -> tuple[int, str] | None:
    """Read a time of day at atom i; return its end and the part of a TIMEX3 value behind the "T", zone included."""
    atoms = r.atoms
    word = atoms.word(i)
    hour = atoms.digits(i)
    if hour is None and word not in r.words.first.clock:
        return None
    if word in r.words.of("clock"):
        return _zone(r, i + 1, r.words.of("clock")[word])
    if hour is None:
        spelt = r.words.numbers.get(word, 0)
        if 1 <= spelt <= 12 and (r.follows(i + 1, ("o", "'", "clock")) or _half_day(r, i + 1) is not None):
            hour = spelt
        else:
            return None
    elif atoms.glued(i) and atoms.word(i - 1) in {".", ":", ",", "/", "-", "$"}:
        return None
    if len(word) == 4 and atoms.digits(i) is not None:
        return _military(r, i, hour)
    if len(word) > 2 and atoms.digits(i) is not None:
        return None
    j, minutes, colon = i + 1, 0, False
    if atoms.word(j) in {":", "."} and atoms.glued(j) and atoms.glued(j + 1) and len(atoms.word(j + 1)) == 2:
        figure = atoms.digits(j + 1)
        if figure is not None and figure < 60:
            colon = atoms.word(j) == ":"
            minutes, j = figure, j + 2
            if (
                colon
                and atoms.word(j) == ":"
                and atoms.glued(j)
                and len(atoms.word(j + 1)) == 2
                and atoms.digits(j + 1) is not None
            ):
                j += 2
    elif (
        atoms.word(j) == "."
        and len(atoms.word(j + 1)) == 2
        and (atoms.digits(j + 1) or 0) < 60
        and atoms.glued(j + 2)
        and _half_day(r, j + 2)
    ):
        # "8. 40am", as some agencies' copy is spaced.
        minutes, j = atoms.digits(j + 1) or 0, j + 2
    half = _half_day(r, j)
    if half:
        if not 1 <= hour <= 12:
            hour, minutes = (hour, minutes) if hour < 24 else (99, 0)
        else:
            hour = hour % 12 + (12 if half[1] else 0)
        return _zone(r, half[0], f"{hour:02}:{minutes:02}") if hour < 24 else None
    if r.follows(j, ("o", "'", "clock")):
        return _zone(r, j + 3, f"{hour:02}:{minutes:02}") if hour <= 24 else None
    named = atoms.word(j) in r.words.of("zone") or r.follows(j, ("local", "time"))
    if hour > 24 or not (
        (named and (j > i + 1 or atoms.word(j) in {"gmt", "utc"})) or (colon and _cued(r, i, j))
    ):
        return None
    return _zone(r, j, f"{hour:02}:{minutes:02}")


def _cued(r: Reading, i: int, j: int) -> bool:
    before, after = r.atoms.word(i - 1), r.atoms.word(j)
    if r.atoms.word(j) == ":" and r.atoms.glued(j):
        return False
    if after == "on":
        behind = r.skip(j + 1, "the")
        word = r.atoms.word(behind)
        return word in r.words.weekdays or word in r.words.months or r.atoms.digits(behind) is not None
    return (
        before in r.words.of("clock_cue")
        or after in {"local", "hours", "hrs"}
        or after in r.words.weekdays
        or (before == "(" and after == ")")
    )


def _military(r: Reading, i: int, figure: int) -> tuple[int, str] | None:
    """Read 1430 GMT and 0930 hours."""
    if figure > 2400 or figure % 100 > 59:
        return None
    after = r.atoms.word(i + 1)
    if (
        after in {"gmt", "utc"}
        or (after in r.words.of("zone") and after not in {"central", "eastern", "pacific", "mountain"})
        or (
            after in {"hours", "hrs"}
            and r.atoms.word(i)[0] in "012"
            and r.atoms.word(i - 1) in r.words.of("clock_cue")
        )
        or r.follows(i + 1, ("local", "time"))
        or told_hour(r, i)
    ):
        j = i + 2 if after in {"hours", "hrs"} else i + 1
        return _zone(r, j, f"{figure // 100:02}:{figure % 100:02}")
    return None


def told_hour(r: Reading, i: int) -> bool:
    """Say whether four figures are an hour by the words around them: "at 1625, ", "after 1000 (1600 GMT)", "2130 tonight"."""
    atoms = r.atoms
    figure = atoms.digits(i)
    if figure is None or figure > 2400 or figure % 100 > 59 or len(atoms.word(i)) != 4:
        return False
    before, after = atoms.word(i - 1), atoms.word(i + 1)
    if after == "(" and atoms.digits(i + 2) is not None and atoms.word(i + 3) in {"gmt", "utc"}:
        return True
    named = (
        after in r.words.of("day") or after in {"tonight", "this", "last", "on"} or after in r.words.weekdays
    )
    return (before == "at" and (named or r.clause_ends(i + 1))) or (
        before in r.words.of("clock_cue") and named and after != "on"
    )


def _half_day(r: Reading, j: int) -> tuple[int, bool] | None:
    """Read am, a.m., pm, p.m. at j; return the end and whether it is the second half of the day."""
    word = r.atoms.word(j)
    if word in {"am", "pm"}:
        return j + 1, word == "pm"
    if word in {"a", "p"} and r.atoms.word(j + 1) == "." and r.atoms.glued(j + 1):
        k = j + 2
        if r.atoms.word(k) == "m":
            k += 1
            # The last stop may also end the sentence; it belongs to the abbreviation.
            return (k + 1 if r.atoms.word(k) == "." and r.atoms.glued(k) else k), word == "p"
    return None


def _zone(r: Reading, j: int, value: str) -> tuple[int, str]:
    """Read the zone behind a time and, in brackets, the same time elsewhere, which is an expression of its own."""
    if r.follows(j, ("local", "time")):
        return j + 2, value
    word = r.atoms.word(j)
    if word in r.words.of("zone"):
        if word in {"eastern", "central", "pacific", "mountain"}:
            k = r.skip(j + 1, "standard", "daylight")
            return (k + 1, value) if r.atoms.word(k) == "time" else (k if k > j + 1 else j, value)
        offset = r.words.of("zone")[word] if r.atoms.raw[j].isupper() else ""
        if not r.atoms.raw[j].isupper():
            return j, value
        return j + 1, value + offset
    return j, value
