"""Time expressions reckoned from the publication date or from the date named before: today, on Friday, last month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analystkit.extract.time_reading import Match, Reading
from analystkit.extract.timex_values import (
    Timex, day, month, plus_days, plus_months, point_at, season, unit_at,
)  # fmt: skip

# What stands for an unknown week, month or year where the article has no date.
_BLANK = {
    "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE", "W": "XXXX-WXX", "FN": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX", "NI": "XXXX-XX-XXTNI",
}  # fmt: skip
DURATION_LETTER = {
    "TS": "S", "TM": "M", "TH": "H", "D": "D", "NI": "D", "W": "W", "FN": "W", "WE": "WE", "M": "M", "Q": "Q", "H": "H", "Y": "Y",
    "DE": "DE", "CE": "CE", "ML": "ML",
}  # fmt: skip
_PLACED = ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE", "NI")


def blank(unit: str) -> Timex:
    """Return the value of a unit that cannot be placed: no days, relative."""
    return Timex("TIME" if unit == "NI" else "DATE", _BLANK.get(unit, "XXXX"), basis="relative", unit=unit)


def duration(unit: str, count: float | None, start: date | None = None, end: date | None = None) -> Timex:
    """Return a duration; `start` and `end` are its days where it is anchored, both inclusive."""
    letter = DURATION_LETTER[unit]
    if unit == "FN":
        count = count * 2 if count is not None else None
    figure = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    value = f"PT{figure}{letter}" if unit in ("TS", "TM", "TH") else f"P{figure}{letter}"
    known = start is not None or end is not None
    return Timex("DURATION", value, start, end, "range" if known else "unknown", "relative" if known else "")


def relative_date(r: Reading, i: int) -> Match | None:
    """Read a date that is reckoned from another one; None if none starts at atom i."""
    word = r.atoms.word(i)
    if word in r.words.weekdays or word in r.words.weekday_abbreviations:
        return weekday(r, i)
    if word in r.words.of("day"):
        return _deictic(r, i, int(r.words.of("day")[word]))
    if word in r.words.of("night"):
        return i + 1, _night(r, word)
    if word in ("earlier", "later"):
        return _earlier_this(r, i)
    found = _day_before_yesterday(r, i) or _shifted(r, i)
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
            or r.atoms.word(j + 1) in (",", ")", "-")
            or r.atoms.word(i - 1) in ("on", "(", "until", "by")
        ):
            return None
        j += 1
    elif word in ("tues", "thurs"):
        j = r.skip(j, ".") if r.atoms.glued(j) else j
    if r.atoms.word(j) in r.words.of("not_after_weekday") and r.atoms.capital(j) and not r.shouting:
        return None
    if r.atoms.word(i - 1) in r.words.of("not_before_weekday") or r.label(i) in (
        "PERSON",
        "ORG",
        "WORK_OF_ART",
        "PRODUCT",
    ):
        return None
    if r.atoms.word(i - 1) in ("a", "one") and (r.clause_ends(j) or r.atoms.word(j) in r.words.of("daypart")):
        # "on a Tuesday" is some Tuesday.
        return j, Timex("DATE", f"XXXX-WXX-{number}", basis="relative", unit="D")
    return j, place_weekday(r, i, j, number)


def place_weekday(r: Reading, i: int, j: int, number: int, basis: str = "relative") -> Timex:
    """Place a weekday by the clause it stands in; a deadline looks ahead where nothing says otherwise."""
    if r.published is None:
        return Timex("DATE", f"XXXX-WXX-{number}", basis="relative", unit="D", yearless=True)
    clause = r.clause(i, j)
    if not clause and r.atoms.word(i - 1) in ("until", "till", "by", "before", "coming", "from"):
        clause = "future"
    back = (r.published.isoweekday() - number) % 7
    ahead = (number - r.published.isoweekday()) % 7
    found = plus_days(r.published, ahead if clause == "future" else -back)
    return day(found, basis) if found else blank("D")


def _deictic(r: Reading, i: int, shift: int) -> Match:
    found = plus_days(r.published, shift)
    return i + 1, day(found, "relative") if found else blank("D")


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
    for words, shift in (("before", -2), ("after", 2)):
        named = "yesterday" if shift < 0 else "tomorrow"
        if r.follows(i, ("the", "day", words, named)):
            return i + 4, _deictic(r, i, shift)[1]
        if r.follows(i, ("day", words, named)):
            return i + 3, _deictic(r, i, shift)[1]
    return None


def _earlier_this(r: Reading, i: int) -> Match | None:
    """Earlier this week, later today, earlier in the day, later in the month."""
    later = r.atoms.word(i) == "later"
    j = i + 1
    inside = r.follows(j, ("in", "the")) or r.follows(j, ("on", "in", "the"))
    if inside:
        j = r.skip(j, "on") + 2
        unit = r.words.units.get(r.atoms.word(j))
        if unit not in ("D", "W", "M", "Y", "DE", "CE") or r.atoms.word(j).endswith("s"):
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
        if r.atoms.word(j) in ("this", "last", "next", "today", "that", "tomorrow", "yesterday")
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


def _shifted(r: Reading, i: int) -> Match | None:
    """Last week, this Friday, next March, the past two months, the following day, the same night."""
    article = r.atoms.word(i) == "the"
    j = i + 1 if article else i
    word = r.atoms.word(j)
    if article and word == "weekend":
        return j + 1, _the_weekend(r, i, j)
    if word not in r.words.of("shift"):
        return None
    k = j + 1
    if word == "this" and r.atoms.word(k) in ("past", "coming"):
        word, k = r.atoms.word(k), k + 1
    elif word == "the" or (word == "last" and r.atoms.word(k) == "-"):
        return None
    shift = int(r.words.of("shift")[word])
    if (
        word
        in (
            "following",
            "previous",
            "preceding",
            "prior",
            "ensuing",
            "subsequent",
            "same",
            "current",
            "present",
        )
        and not article
    ):
        if word not in ("previous", "current") or r.words.units.get(r.atoms.word(k)) is None:
            return None
    run = _run(r, i, k, shift, article, word)
    if run:
        return run
    target = r.atoms.word(k)
    anchored = word in (
        "following",
        "previous",
        "preceding",
        "ensuing",
        "subsequent",
        "same",
        "that",
        "prior",
    ) or (article and word == "next" and target in ("day", "night", "morning", "evening"))
    if target in r.words.weekdays and word not in ("that", "same", "current", "present"):
        return k + 1, _shift_weekday(r, k, word, shift, anchored)
    number = r.words.months.get(target)
    if (
        number
        and word not in ("that", "same")
        and target not in r.words.month_abbreviations
        and (r.atoms.capital(k) or target not in ("may", "march", "august"))
    ):
        return k + 1, _shift_month(r, number, shift, anchored, k)
    name = r.words.of("season").get(target)
    if (
        name
        and word not in ("that", "same")
        and not (name == "FA" and target == "fall" and r.atoms.word(k + 1) == "of")
    ):
        return k + 1, _shift_season(r, name, shift)
    if target in ("morning", "afternoon", "evening"):
        return _shift_daypart(r, k, target, shift, anchored, word)
    unit = r.words.units.get(target)
    if unit is None or target.endswith("s") or unit not in _PLACED:
        return None
    if word == "that" and unit not in ("D", "NI", "W", "M", "Y", "WE", "DE"):
        return None
    if word in ("that", "same") and r.anchor is None and unit not in ("D", "NI"):
        return (k + 1, blank(unit)) if word == "same" else None
    if word == "present" or (word == "this" and unit == "D"):
        return None
    return k + 1, _shift_unit(r, unit, shift, anchored, article, word)


def _the_weekend(r: Reading, i: int, j: int) -> Timex:
    """Place "the weekend": the last one that has begun, or the coming one where the clause looks ahead."""
    if r.published is None:
        return blank("WE")
    begun = r.published.isoweekday() >= 6
    shift = 0 if begun or r.clause(i, j + 1) == "future" else -1
    return unit_at("WE", r.published, shift) or blank("WE")


def _reference(r: Reading, anchored: bool) -> date | None:
    if anchored and r.anchor is not None and (r.anchor.start or r.anchor.end):
        return r.anchor.end or r.anchor.start
    return r.published


def _shift_unit(r: Reading, unit: str, shift: int, anchored: bool, article: bool, word: str) -> Timex:
    reference = _reference(r, anchored)
    if reference is None:
        return blank(unit)
    if anchored and shift <= 0 and r.anchor is not None and r.anchor.start is not None:
        reference = r.anchor.start
    if unit == "NI":
        found = plus_days(reference, shift)
        return (
            replace(day(found, "relative"), type="TIME", value=f"{found.isoformat()}TNI")
            if found
            else blank(unit)
        )
    if article and not anchored and word in ("last", "past", "next", "coming") and unit not in ("D", "WE"):
        # "over the past week" is the seven days up to the report, not a calendar week.
        return _up_to(r, unit, 1.0, shift)
    if word == "past" and unit not in ("D", "WE"):
        return _up_to(r, unit, 1.0, shift)
    if unit == "WE" and shift < 0 and reference.isoweekday() >= 6 and word in ("past",):
        shift = 0
    if unit == "WE" and shift == 0 and not anchored and reference.isoweekday() <= 2:
        # On a Monday "this weekend" in a report of the past is the one just over.
        shift = -1 if word == "this" and r.clause(0, 1) == "past" else 0
    found = unit_at(unit, reference, shift)
    return found or blank(unit)


def _up_to(r: Reading, unit: str, count: float | None, shift: int, now: date | None = None) -> Timex:
    """Return a run of units that ends at, or begins with, the publication date."""
    now = now or r.published
    if now is None or count is None or count > 100_000:
        bound = {"end": now} if shift < 0 else {"start": now}
        made = duration(unit, count, **bound)
        return replace(made, precision="before" if shift < 0 else "after") if now else made
    edge = edge_of_run(now, unit, count * (1 if shift > 0 else -1))
    if edge is None:
        return duration(unit, count)
    low, high = (now, edge) if shift > 0 else (edge, now)
    return duration(unit, count, low, high)


def edge_of_run(now: date, unit: str, count: float) -> date | None:
    """Return the day `count` units from now, counted to the day."""
    days = {"TS": 1 / 86400, "TM": 1 / 1440, "TH": 1 / 24, "D": 1, "NI": 1, "W": 7, "FN": 14, "WE": 7}.get(
        unit
    )
    if days is not None:
        return plus_days(now, round(count * days)) if abs(count) < 4_000_000 else None
    months = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
    return plus_months(now, round(count * months)) if abs(count) < 100_000 else None


def _run(r: Reading, i: int, k: int, shift: int, article: bool, word: str) -> Match | None:
    """Read the past two weeks, the next 24 hours, recent runs; they are durations with days."""
    counted = r.number(k) if r.atoms.word(k) not in ("a", "an", "half") else None
    if counted is None or shift == 0 or word == "that":
        # "the past weeks": a run without a count.
        unit = r.words.units.get(r.atoms.word(k))
        if (
            unit
            and r.atoms.word(k).endswith("s")
            and shift
            and word in ("past", "last", "coming", "next", "previous", "preceding")
        ):
            return k + 1, _up_to(r, unit, None, shift)
        return None
    m = r.hyphen(counted[0])
    m = r.skip(m, "full", "calendar", "or", "consecutive")
    unit = r.words.units.get(r.atoms.word(m))
    if unit is None:
        return None
    anchored = word in ("previous", "following", "preceding", "ensuing", "subsequent")
    return m + 1, _up_to(r, unit, counted[1], shift, _reference(r, anchored))


def _shift_weekday(r: Reading, k: int, word: str, shift: int, anchored: bool) -> Timex:
    number = r.words.weekdays[r.atoms.word(k)]
    now = _reference(r, anchored)
    if now is None:
        return Timex("DATE", f"XXXX-WXX-{number}", basis="relative", unit="D", yearless=True)
    if shift < 0:
        found = plus_days(now, -((now.isoweekday() - number - 1) % 7 + 1))
    elif shift > 0:
        found = plus_days(now, (number - now.isoweekday() - 1) % 7 + 1)
    else:
        # "this Friday" is the one of this week, or the next to come where it is over and the clause looks ahead.
        found = plus_days(now, number - now.isoweekday())
        if found and found < now and r.clause(k, k + 1) != "past":
            found = plus_days(found, 7)
    return day(found, "relative") if found else blank("D")


def _shift_month(r: Reading, number: int, shift: int, anchored: bool, k: int) -> Timex:
    now = _reference(r, anchored)
    if now is None:
        return Timex("DATE", f"XXXX-{number:02}", basis="relative", unit="M", yearless=True)
    year = now.year
    if shift < 0 and number >= now.month:
        year -= 1
    elif shift > 0 and number <= now.month:
        year += 1
    return month(year, number, "relative") if 1 <= year <= 9999 else blank("M")


def _shift_season(r: Reading, name: str, shift: int) -> Timex:
    if r.published is None:
        return Timex("DATE", f"XXXX-{name}", basis="relative", unit="SE", yearless=True)
    # A January belongs to the winter of the year before.
    year = r.published.year - (1 if name == "WI" and r.published.month < 3 else 0)
    options = [season(year + k, name, "relative") for k in (-1, 0, 1)]
    known = [o for o in options if o.start and o.end]
    if shift < 0:
        return next((o for o in reversed(known) if o.end and o.end < r.published), known[0])
    if shift > 0:
        return next((o for o in known if o.start and o.start > r.published), known[-1])
    return known[len(known) // 2]


def _shift_daypart(r: Reading, k: int, target: str, shift: int, anchored: bool, word: str) -> Match | None:
    code = r.words.of("daypart")[target]
    now = _reference(r, anchored)
    if word == "that" and r.anchor is None:
        return None
    if now is None:
        return k + 1, Timex("TIME", f"XXXX-XX-XXT{code}", basis="relative", unit="D")
    found = plus_days(now, shift)
    return (
        (k + 1, replace(day(found, "relative"), type="TIME", value=f"{found.isoformat()}T{code}"))
        if found
        else None
    )


def moment(r: Reading, unit: str, count: float | None, shift: int, reference: date | None) -> Timex:
    """Return the moment `count` units before (-1) or after (1) a day, as sharp as its unit."""
    timed = "TIME" if unit in ("TH", "TM", "TS") else "DATE"
    if count is None:
        if reference is None:
            return Timex(timed, "PAST_REF" if shift < 0 else "FUTURE_REF", basis="relative")
        bound = {"end": reference} if shift < 0 else {"start": reference}
        value = "PAST_REF" if shift < 0 else "FUTURE_REF"
        return Timex(timed, value, **bound, precision="before" if shift < 0 else "after", basis="relative")
    if reference is None:
        return replace(blank(unit if unit in _BLANK else "D"), type=timed)
    whole, unit = (count, unit) if count == int(count) else _finer(count, unit)
    found = point_at(unit, reference, shift * int(whole)) if abs(whole) < 1e9 else None
    return found or Timex(timed, "PAST_REF" if shift < 0 else "FUTURE_REF", basis="relative")


def _finer(count: float, unit: str) -> tuple[float, str]:
    """Turn two and a half years into thirty months."""
    factor, finer = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "M": (30, "D"), "W": (7, "D"), "FN": (14, "D"),
                     "D": (24, "TH"), "TH": (60, "TM"), "ML": (1000, "Y")}.get(unit, (1, unit))  # fmt: skip
    return round(count * factor), finer
