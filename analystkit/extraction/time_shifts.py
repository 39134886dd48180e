"""Units counted from the publication date or the date told last: last week, next March, the past two weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analystkit.extraction.time_lengths import blank, duration
from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.timex_values import (
    Timex,
    day,
    month,
    plus_days,
    plus_months,
    season,
    unit_at,
)

PLACED_UNITS = ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE", "NI")


def target_unit(r: Reading, k: int) -> bool:
    """Say whether a unit of time stands at k."""
    return r.atoms.word(k) in r.words.units


def shifted_unit(r: Reading, i: int) -> Match | None:
    """Last week, this Friday, next March, the past two months, the following day, the same night."""
    article = r.atoms.word(i) == "the"
    # "the very next day"
    j = r.skip(i + 1, "very") if article else i
    word = r.atoms.word(j)
    if word == "weekend" and (article or _bare_weekend(r, j)):
        return j + 1, _the_weekend(r, i, j)
    if article and _running_unit(r, i, j):
        return j + 1, _shift_unit(r, r.words.units[word], 0, False, False, "this")
    if word not in r.words.of("shift"):
        return None
    k = j + 1
    if word == "this" and r.atoms.word(k) in {"past", "coming"}:
        word, k = r.atoms.word(k), k + 1
    elif word == "the" or (word == "last" and r.atoms.word(k) == "-"):
        return None
    if word == "that" and r.atoms.word(k) in {"same", "very"}:
        # "that same month": as "the same month"
        word, k, article = "same", k + 1, True
    shift = int(r.words.of("shift")[word])
    # "following Monday's raid" and "same" without an article are no time words; "previous years" and "current week" are.
    bare = word in {"previous", "current"} and target_unit(r, k)
    if word in r.words.of("articled") and not article and not bare:
        return None
    run = _run(r, i, k, shift, article, word)
    if run:
        return run
    target = r.atoms.word(k)
    anchored = word in r.words.of("anchored") or (
        article and word == "next" and target in {"day", "night", "morning", "evening"}
    )
    # "that Friday", "that September": of the week and of the year told last
    pointed = word in {"that", "same"}
    if (
        target in r.words.weekdays
        and word not in {"current", "present"}
        and not (pointed and r.told("D") is None)
    ):
        return k + 1, _shift_weekday(r, k, word, shift, anchored)
    number = r.words.months.get(target)
    if (
        number
        and not (pointed and r.anchor is None)
        and target not in r.words.month_abbreviations
        and (r.atoms.capital(k) or target not in {"may", "march", "august"})
    ):
        return k + 1, _shift_month(r, number, shift, anchored, k)
    name = r.words.of("season").get(target)
    if (
        name
        and word not in {"that", "same"}
        and not (name == "FA" and target == "fall" and r.atoms.word(k + 1) == "of")
    ):
        return k + 1, _shift_season(r, name, shift)
    if target in {"morning", "afternoon", "evening"}:
        return _shift_daypart(r, k, target, shift, anchored, word)
    unit = r.words.units.get(target)
    if unit is None or target.endswith("s") or unit not in PLACED_UNITS:
        return None
    if word == "that" and unit not in {"D", "NI", "W", "M", "Y", "WE", "DE"}:
        return None
    if word in {"that", "same"} and r.anchor is None and unit not in {"D", "NI"}:
        return (k + 1, blank(unit)) if word == "same" else None
    if word == "present" or (word == "this" and unit == "D"):
        return None
    return k + 1, _shift_unit(r, unit, shift, anchored, article, word)


def _bare_weekend(r: Reading, j: int) -> bool:
    """Say whether "weekend" without an article is a certain one: "weekend talks", "over weekend" in a headline."""
    if r.atoms.word(j - 1) in {"over", "at", "during"}:
        return True
    return r.tag(j + 1) in {"NN", "NNS"} and r.atoms.word(j - 1) not in {"every", "each", "long", "holiday"}


def _running_unit(r: Reading, i: int, j: int) -> bool:
    """Say whether "the week" is the running one: "during the week", "throughout the year", "in the week"."""
    word, before = r.atoms.word(j), r.atoms.word(i - 1)
    if r.words.units.get(word) not in {"W", "M", "Y"} or word.endswith("s") or not r.clause_ends(j + 1):
        return False
    return before in {"during", "throughout"} or (before == "in" and word == "week")


def _the_weekend(r: Reading, i: int, j: int) -> Timex:
    """Place "the weekend": the last one that has begun, or the coming one where the clause looks ahead."""
    if r.published is None:
        return blank("WE")
    begun = r.published.isoweekday() >= 6
    shift = 0 if begun or r.clause(i, j + 1) == "future" else -1
    return unit_at("WE", r.published, shift) or blank("WE")


def _reference(r: Reading, anchored: bool, unit: str = "D") -> date | None:
    if anchored and r.anchor is not None:
        told = r.told(unit)
        return (told.end or told.start) if told else None
    return r.published


def _shift_unit(r: Reading, unit: str, shift: int, anchored: bool, article: bool, word: str) -> Timex:
    reference = _reference(r, anchored, unit)
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
    if article and not anchored and word in {"last", "past", "next", "coming"} and unit not in {"D", "WE"}:
        # "over the past week" is the seven days up to the report, not a calendar week.
        return _up_to(r, unit, 1.0, shift)
    if word == "past" and unit not in {"D", "WE"}:
        return _up_to(r, unit, 1.0, shift)
    if (
        unit == "WE"
        and shift < 0
        and reference.isoweekday() >= 6
        and word
        in {
            "past",
        }
    ):
        shift = 0
    if unit == "WE" and shift == 0 and not anchored and reference.isoweekday() <= 2:
        # On a Monday "this weekend" in a report of the past is the one just over.
        shift = -1 if word == "this" and r.clause(0, 1) == "past" else 0
    return unit_at(unit, reference, shift) or blank(unit)


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
    counted = r.number(k) if r.atoms.word(k) not in {"a", "an", "half"} else None
    if counted is None or shift == 0 or word == "that":
        # "the past weeks": a run without a count.
        unit = r.words.units.get(r.atoms.word(k))
        if (
            unit
            and r.atoms.word(k).endswith("s")
            and shift
            and word in {"past", "last", "coming", "next", "previous", "preceding"}
        ):
            return k + 1, _up_to(r, unit, None, shift)
        return None
    m = r.hyphen(counted[0])
    m = r.skip(m, "full", "calendar", "or", "consecutive")
    unit = r.words.units.get(r.atoms.word(m))
    if unit is None:
        return None
    anchored = word in {"previous", "following", "preceding", "ensuing", "subsequent"}
    return m + 1, _up_to(r, unit, counted[1], shift, _reference(r, anchored, unit))


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
        if found and found < now and not anchored and r.clause(k, k + 1) != "past":
            found = plus_days(found, 7)
    return day(found, "relative") if found else blank("D")


def _shift_month(r: Reading, number: int, shift: int, anchored: bool, k: int) -> Timex:
    now = _reference(r, anchored, "M")
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
