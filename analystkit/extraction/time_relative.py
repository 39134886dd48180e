"""Time expressions reckoned from the publication date or from the date named before: today, on Friday, last month."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_lengths import blank
from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.time_shifts import shifted_unit
from analystkit.extraction.time_within import weekday_of_story, weekday_within
from analystkit.extraction.timex_values import (
    Timex,
    day,
    plus_days,
    unit_at,
)  # fmt: skip


def relative_date(r: Reading, i: int) -> Match | None:
    """Read a date that is reckoned from another one; None if none starts at atom i."""
    word = r.atoms.word(i)
    if word not in r.words.first.relative:
        return None
    if word in r.words.weekdays or word in r.words.weekday_abbreviations:
        return weekday(r, i)
    if word in r.words.of("day"):
        return _deictic(r, i, int(r.words.of("day")[word]))
    if word in r.words.of("night"):
        return i + 1, _night(r, word)
    if word in {"earlier", "later"}:
        return _earlier_this(r, i)
    found = _day_before_yesterday(r, i) or shifted_unit(r, i)
    return found


def weekday(r: Reading, i: int) -> Match | None:
    """Read a weekday and place it: the last one, or the coming one where the clause looks ahead."""
    word = r.atoms.word(i)
    number = r.words.weekdays.get(word)
    j = i + 1
    if number is None:
        # "Sun", "Sat", "Wed" and "Mon" are weekdays only as abbreviations beside a date or a full stop.
        number = r.words.weekday_abbreviations.get(word)
        if number is None or not r.atoms.capital(i) or not (r.atoms.word(j) == "." and r.atoms.glued(j)):
            return None
        if not (
            r.words.months.get(r.atoms.word(j + 1))
            or r.atoms.word(j + 1) in {",", ")", "-"}
            or r.atoms.word(i - 1) in {"on", "(", "until", "by"}
        ):
            return None
        j += 1
    elif word in {"tues", "thurs"}:
        j = r.skip(j, ".") if r.atoms.glued(j) else j
    if r.atoms.word(j) in r.words.of("not_after_weekday") and r.atoms.capital(j) and not r.shouting:
        return None
    if r.atoms.word(i - 1) in r.words.of("not_before_weekday") or r.label(i) in {
        "PERSON",
        "ORG",
        "WORK_OF_ART",
        "PRODUCT",
    }:
        return None
    if r.atoms.word(i - 1) in {"a", "one"} and (r.clause_ends(j) or r.atoms.word(j) in r.words.of("daypart")):
        # "on a Tuesday" is some Tuesday.
        return j, Timex("DATE", f"XXXX-WXX-{number}", basis="relative", unit="D")
    return weekday_within(r, j, number) or (
        j, weekday_of_story(r, i, j, number) or place_weekday(r, i, j, number),
    )  # fmt: skip


def place_weekday(r: Reading, i: int, j: int, number: int, basis: str = "relative") -> Timex:
    """Place a weekday by the clause it stands in; a deadline looks ahead where nothing says otherwise."""
    if r.published is None:
        return Timex("DATE", f"XXXX-WXX-{number}", basis="relative", unit="D", yearless=True)
    clause = r.clause(i, j)
    if not clause and r.atoms.word(i - 1) in {"until", "till", "by", "before", "coming", "from"}:
        clause = "future"
    back = (r.published.isoweekday() - number) % 7
    ahead = (number - r.published.isoweekday()) % 7
    if clause == "future" and (r.possessive(j) or r.tag(j).startswith("NN")):
        # "Saturday's bombing will be remembered": in front of a noun the nearer one, whatever the verb.
        clause = "past" if back < ahead else "future"
    found = plus_days(r.published, ahead if clause == "future" else -back)
    return day(found, basis) if found else blank("D")


def _deictic(r: Reading, i: int, shift: int) -> Match | None:
    if r.label(i) == "ORG" or (r.atoms.word(i - 1) == "usa" and r.atoms.capital(i)):
        return None
    return i + 1, _days_off(r, shift)


def _days_off(r: Reading, shift: int) -> Timex:
    found = plus_days(r.published, shift)
    return day(found, "relative") if found else blank("D")


def _night(r: Reading, word: str) -> Timex:
    if r.published is None:
        return blank("NI")
    if word != "overnight":
        return replace(day(r.published, "relative"), type="TIME", value=f"{r.published.isoformat()}TNI")
    # The night before the report, from one day into the next.
    return Timex(
        "TIME",
        f"{r.published.isoformat()}TNI",
        plus_days(r.published, -1),
        r.published,
        "range",
        "relative",
        "NI",
    )


def _day_before_yesterday(r: Reading, i: int) -> Match | None:
    k = r.skip(i, "the")
    if r.follows(k, ("day", "before", "yesterday")):
        return k + 3, _days_off(r, -2)
    if r.follows(k, ("day", "after", "tomorrow")):
        return k + 3, _days_off(r, 2)
    return None


def _earlier_this(r: Reading, i: int) -> Match | None:
    """Earlier this week, later today, earlier in the day, later in the month."""
    later = r.atoms.word(i) == "later"
    j = i + 1
    inside = r.follows(j, ("in", "the")) or r.follows(j, ("on", "in", "the"))
    if inside:
        j = r.skip(j, "on") + 2
        unit = r.words.units.get(r.atoms.word(j))
        if unit not in {"D", "W", "M", "Y", "DE", "CE"} or r.atoms.word(j).endswith("s"):
            return None
        reference = r.anchor.start if unit == "D" and r.anchor and r.anchor.unit == "D" else r.published
        found = unit_at(unit, reference, 0) if reference else blank(unit)
        return (j + 1, side_of(r, found, later)) if found else None
    if r.atoms.word(j) == "on":
        j += 1
    if r.atoms.word(j) in r.words.weekdays:
        found_day = weekday(r, j)
        return found_day
    core = (
        relative_date(r, j)
        if r.atoms.word(j) in {"this", "last", "next", "today", "that", "tomorrow", "yesterday"}
        else None
    )
    if core is None:
        return None
    return core[0], side_of(r, core[1], later)


def side_of(r: Reading, whole: Timex, later: bool) -> Timex:
    """Cut a unit that holds the publication date there ("earlier this week"); of another one take the half."""
    if whole.start is None or whole.end is None or whole.unit == "D":
        return whole
    now = r.published
    if now is not None and whole.start <= now <= whole.end:
        low, high = (now, whole.end) if later else (whole.start, now)
    else:
        middle = plus_days(whole.start, (whole.end - whole.start).days // 2)
        low, high = (middle or whole.start, whole.end) if later else (whole.start, middle or whole.end)
    precision = {"M": "part-of-month", "W": "week"}.get(whole.unit, "range")
    return replace(whole, start=low, end=high, precision=precision)


# last, this, next ------------------------------------------------------------------------------------------
