"""Time expressions that name a stretch of the calendar: days, months, years, decades, quarters, seasons, feasts."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_feasts import named_day
from analystkit.extraction.time_parts import ordinal_unit, quarter_code, season_at
from analystkit.extraction.time_reading import ORDINAL_ENDINGS, Match, Reading
from analystkit.extraction.time_within import year_told
from analystkit.extraction.time_years import (
    bare_year,
    century_at,
    decade_at,
    fiscal_year,
    full_year,
    runs_on,
    year_after,
)
from analystkit.extraction.timex_values import (
    day,
    safe_date,
    year,
)  # fmt: skip


def calendar_date(r: Reading, i: int, given: int | None = None) -> Match | None:
    """Read a calendar date at atom i; `given` is the year of a date that has none of its own.

    Returns
    -------
    (end, Timex) or None
        The longest reading that starts exactly at i.
    """
    word = r.atoms.word(i)
    if r.atoms.digits(i) is not None:
        return (
            named_day(r, i, given)
            or _iso(r, i)
            or _slashed(r, i)
            or _day_first(r, i, given)
            or decade_at(r, i)
            or century_at(r, i)
            or bare_year(r, i)
        )
    if word not in r.words.first.calendar:
        return None
    if word in r.words.weekdays or word in r.words.weekday_abbreviations:
        return _weekday_and_date(r, i, given)
    return (
        _month_first(r, i, given)
        or named_day(r, i, given)
        or season_at(r, i, given)
        or _day_first(r, i, given)
        or ordinal_unit(r, i, given)
        or quarter_code(r, i)
        or decade_at(r, i)
        or century_at(r, i)
        or fiscal_year(r, i)
    )


# Days and months ---------------------------------------------------------------------------------------------


def month_at(r: Reading, i: int) -> tuple[int, int] | None:
    """Read the name of a month (with its full stop) at i; whether it means a month the caller decides."""
    number = r.words.months.get(r.atoms.word(i))
    if number is None:
        return None
    j = i + 1
    if r.atoms.word(i) in r.words.month_abbreviations and r.atoms.word(j) == "." and r.atoms.glued(j):
        j += 1
    return j, number


def _day_number(r: Reading, i: int) -> tuple[int, int] | None:
    figure = r.atoms.digits(i)
    if figure is not None:
        if not 1 <= figure <= 31 or len(r.atoms.word(i)) > 2:
            return None
        j = i + 1
        if r.atoms.word(j) in ORDINAL_ENDINGS and r.atoms.glued(j):
            j += 1
        elif (
            r.atoms.word(j) in {".", ",", ":"}
            and r.atoms.glued(j)
            and r.atoms.glued(j + 1)
            and r.atoms.digits(j + 1) is not None
        ) or r.atoms.word(j) == "%":
            return None
        return j, figure
    found = r.ordinal(i)
    return found if found and 1 <= found[1] <= 31 else None


def _day_first(r: Reading, i: int, given: int | None) -> Match | None:
    """14 March 2022; the 14th of March; 3-5 May; 3 to 5 May; 3 and 4 May."""
    first = _day_number(r, i)
    if (
        first is None
        or r.atoms.word(i - 1) in {"$", "€", "£"}
        or (r.atoms.word(i - 1) in {".", ",", "/"} and r.atoms.glued(i))
    ):
        return None
    j, low = first
    high = low
    link = r.atoms.word(j)
    if link in {"-", "to", "and", "until", "through", "or"}:
        second = _day_number(r, r.skip(j + 1, "the"))
        if second is not None and second[1] > low:
            k = r.skip(second[0], "of")
            if r.words.months.get(r.atoms.word(k)):
                j, high = second
    k = r.skip(j, "of", "-")
    found = month_at(r, k)
    if found is None or (k > j and r.atoms.word(j) == "-" and not r.atoms.glued(k)):
        return None
    j, number = found
    if r.atoms.word(k) in {"may", "march"} and not r.atoms.capital(k) and r.tag(k)[:1] in {"M", "V"}:
        return None
    j = (
        r.skip(j, "-")
        if r.atoms.word(j) == "-" and r.atoms.digits(j + 1) is not None and r.atoms.glued(j + 1)
        else j
    )
    told = year_after(r, j, wire=r.atoms.word(k) in r.words.month_abbreviations) or year_told(r, j)
    if told:
        j, given = told
    return _days(r, i, j, number, low, high, given, link)


def _month_first(r: Reading, i: int, given: int | None) -> Match | None:
    """March 14, 2022; March 3-5; March 2023; of March; March alone."""
    found = month_at(r, i)
    if found is None:
        return None
    j, number = found
    k = r.skip(j, "the") if r.ordinal(j + 1) else j
    first = _day_number(r, k) if r.atoms.digits(k) is not None or k > j or _ordinal_word(r, k) else None
    if first is not None and not (r.atoms.word(first[0]) in r.words.units or r.atoms.word(first[0]) == "%"):
        end, low = first
        high, link = low, r.atoms.word(end)
        if link in {"-", "to", "and", "through", "or"}:
            second = _day_number(r, end + 1)
            beyond = r.atoms.word(second[0]) if second else ""
            if (
                second is not None
                and second[1] > low
                and beyond not in r.words.months
                and beyond not in r.words.units
            ):
                joined = link == "-" or beyond == "of" or r.atoms.digits(second[0]) is not None
                if joined or r.clause_ends(second[0]):
                    end, high = second
        told = year_after(r, end) or year_told(r, end)
        if told:
            end, given = told
        return _days(r, i, end, number, low, high, given, link)
    told = year_after(r, j)
    if not told and (r.atoms.capital(i) or r.atoms.word(i) in r.words.of("plain_month")):
        # "He may next year ..." names no month.
        told = year_told(r, j)
    if told:
        return told[0], r.bare_month(i, told[0], number, told[1])
    if given is not None or _means_month(r, i):
        return j, r.bare_month(i, j, number, given)
    return None


def _ordinal_word(r: Reading, i: int) -> bool:
    found = r.ordinal(i)
    return found is not None and r.words.ordinals.get(r.atoms.word(i), 0) > 0 and r.clause_ends(found[0])


def _days(
    r: Reading, i: int, j: int, number: int, low: int, high: int, given: int | None, link: str
) -> Match | None:
    first = r.month_day(i, j, number, low, given)
    if first is None:
        return None
    if high == low or first.start is None:
        return j, first
    last = safe_date(first.start.year, number, high)
    if last is None:
        return None
    return j, replace(first, value=f"{first.value}/{last.isoformat()}", end=last, precision="range", unit="")


def _means_month(r: Reading, i: int) -> bool:
    """Say whether a month's name with neither day nor year is the month: "May", "March", "June" are other things too."""
    word, before = r.atoms.word(i), r.atoms.word(i - 1)
    if word in r.words.month_abbreviations and word != "sept":
        return False
    if before == "-" and r.atoms.glued(i):
        before = r.atoms.word(i - 2)
    if r.label(i) in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT"}:
        return False
    if word in r.words.of("plain_month"):
        return True
    if not r.atoms.capital(i):
        return False
    cued = before in r.words.of("month_cue")
    if word in {"may", "march"}:
        if word in r.names and before not in {"early", "late", "mid", "last", "next", "this"}:
            return False
        if r.shouting and r.tag(i) in {"MD", "VB", "VBP", "VBZ"}:
            return False
        return cued or (word == "march" and r.possessive(i + 1) and not r.atoms.glued(i))
    named = (
        r.atoms.capital(i + 1) and r.atoms.word(i + 1) not in r.words.weekdays and r.tag(i + 1) in {"NNP", ""}
    )
    if r.shouting:
        return cued or not named
    return (cued or not named) and (
        cued or not (i > 1 and r.atoms.capital(i - 1) and r.atoms.word(i - 1).isalpha())
    )


def _weekday_and_date(r: Reading, i: int, given: int | None) -> Match | None:
    """Monday, 14 March; Tues. Jan. 4, 2022; Monday the 14th; Monday evening, 14 March; some Thursday of October 2019."""
    j = r.skip(i + 1, ".") if r.atoms.glued(i + 1) else i + 1
    if r.atoms.word(j) == "of" and r.words.months.get(r.atoms.word(j + 1)):
        holding = _month_first(r, j + 1, given)
        return holding if holding is not None and holding[1].unit == "M" else None
    daypart = r.words.of("daypart").get(r.atoms.word(j), "")
    j = r.skip(j + 1 if daypart else j, ",")
    if r.atoms.word(j) in {"the", "on"}:
        j += 1
    found = _month_first(r, j, given) if r.words.months.get(r.atoms.word(j)) else _day_first(r, j, given)
    if found is None and r.atoms.digits(j) is not None:
        found = _iso(r, j) or _slashed(r, j)
    if found is None or found[1].unit != "D":
        return None
    end, when = found
    return (end, replace(when, type="TIME", value=f"{when.value}T{daypart}")) if daypart else found


def _iso(r: Reading, i: int) -> Match | None:
    atoms = r.atoms
    if len(atoms.word(i)) != 4 or r.joined(i):
        return None
    separator = atoms.word(i + 1)
    if separator not in {"-", "/", "."} or not all(atoms.glued(i + k) for k in (1, 2)):
        return None
    number, second = atoms.digits(i + 2), atoms.digits(i + 4)
    if number is None or len(atoms.word(i + 2)) != 2 or atoms.word(i + 3) != separator or second is None:
        return None
    if not (atoms.glued(i + 3) and atoms.glued(i + 4)) or len(atoms.word(i + 4)) != 2:
        return None
    found = safe_date(atoms.digits(i) or 0, number, second)
    return (i + 5, day(found)) if found else None


def _slashed(r: Reading, i: int) -> Match | None:
    """Read 25/12/2021 and 12/25/2021; 02/01/2021 may be two days, so only its year is known."""
    atoms = r.atoms
    separator = atoms.word(i + 1)
    if separator not in {"/", ".", "-"} or r.joined(i) or not all(atoms.glued(i + k) for k in range(1, 5)):
        return None
    first, second, third = atoms.digits(i), atoms.digits(i + 2), atoms.digits(i + 4)
    if first is None or second is None or third is None or atoms.word(i + 3) != separator:
        return None
    if len(atoms.word(i)) > 2 or len(atoms.word(i + 2)) > 2 or runs_on(r, i + 5):
        return None
    if len(atoms.word(i + 4)) == 2 and separator == "/" and max(first, second) > 12:
        third = full_year(r, third)
    elif len(atoms.word(i + 4)) != 4:
        return None
    options = {found for found in (safe_date(third, first, second), safe_date(third, second, first)) if found}
    if len(options) == 2 and r.published in options:
        # The article's own date stamp: the publication date settles the order.
        return i + 5, day(r.published)
    if len(options) == 1:
        return i + 5, day(options.pop())
    return (i + 5, year(third)) if options else None


# Years, decades, centuries ------------------------------------------------------------------------------------


# Parts of a year ---------------------------------------------------------------------------------------------
