"""Time expressions that name a stretch of the calendar: days, months, years, decades, quarters, seasons, feasts."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extract.time_reading import ORDINAL_ENDINGS, Match, Reading
from analystkit.extract.timex_values import (
    Timex, century, day, decade, easter, half, part_of, plus_days, quarter, safe_date, season, unit_at, year,
)  # fmt: skip

_YEARS = (1900, 2099)
_FAR_YEARS = (1000, 2999)
_PLAIN_MONTHS = frozenset({"january", "february", "july", "september", "october", "november", "december"})
_YEAR_CUES = frozenset(
    {"in", "since", "until", "till", "by", "from", "of", "during", "before", "after", "early", "late", "mid", "year", "through",
     "throughout", "around", "circa", "between", "for"}
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
            _named_day(r, i, given) or _iso(r, i) or _slashed(r, i) or _day_first(r, i, given)
            or _decade(r, i)
            or _century(r, i)
            or bare_year(r, i)
        )
    if word in r.words.weekdays or word in r.words.weekday_abbreviations:
        return _weekday_and_date(r, i, given)
    return (
        _month_first(r, i, given)
        or _named_day(r, i, given)
        or _season(r, i, given)
        or _day_first(r, i, given)
        or _ordinal_unit(r, i, given)
        or _quarter_code(r, i)
        or _decade(r, i)
        or _century(r, i)
        or _fiscal(r, i)
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


def year_after(r: Reading, j: int, wire: bool = False) -> tuple[int, int] | None:
    """Read the year that completes a date at j: "2021", ", 2021", "of 2021"; in wire form also "90"."""
    k = r.skip(j, ",", "of")
    figure = r.atoms.digits(k)
    if figure is None:
        if r.atoms.word(k) == "'" and r.atoms.glued(k + 1) and len(r.atoms.word(k + 1)) == 2:
            two = r.atoms.digits(k + 1)
            return (k + 2, _full_year(r, two)) if two is not None else None
        return None
    if (
        r.atoms.word(k + 1) in ("-", "/", ".", ":")
        and r.atoms.glued(k + 1)
        and r.atoms.digits(k + 2) is not None
        and r.atoms.glued(k + 2)
    ):
        if len(r.atoms.word(k)) != 4 or r.atoms.word(k + 1) != "-":
            return None
    if len(r.atoms.word(k)) == 4 and _FAR_YEARS[0] <= figure <= _FAR_YEARS[1]:
        if r.atoms.word(k + 1) in r.words.of("zone") or r.atoms.word(k + 1) in r.words.of("not_after_year"):
            return None
        return k + 1, figure
    if wire and k == j and len(r.atoms.word(k)) == 2 and not _runs_on(r, k + 1) and not r.atoms.word(k + 1).isalpha():
        return k + 1, _full_year(r, figure)
    return None


def _full_year(r: Reading, two: int) -> int:
    """Return the year two figures stand for: the one that is not in the future of the article."""
    limit = (r.published.year if r.published else 2049) % 100 + 1
    base = (r.published.year if r.published else 2049) // 100 * 100
    return base + two if two <= limit else base - 100 + two


def _day_number(r: Reading, i: int) -> tuple[int, int] | None:
    figure = r.atoms.digits(i)
    if figure is not None:
        if not 1 <= figure <= 31 or len(r.atoms.word(i)) > 2:
            return None
        j = i + 1
        if r.atoms.word(j) in ORDINAL_ENDINGS and r.atoms.glued(j):
            j += 1
        elif (
            r.atoms.word(j) in (".", ",", ":")
            and r.atoms.glued(j)
            and r.atoms.glued(j + 1)
            and r.atoms.digits(j + 1) is not None
        ):
            return None
        elif r.atoms.word(j) == "%":
            return None
        return j, figure
    found = r.ordinal(i)
    return found if found and 1 <= found[1] <= 31 else None


def _day_first(r: Reading, i: int, given: int | None) -> Match | None:
    """14 March 2022; the 14th of March; 3-5 May; 3 to 5 May; 3 and 4 May."""
    first = _day_number(r, i)
    if (
        first is None
        or r.atoms.word(i - 1) in ("$", "€", "£")
        or (r.atoms.word(i - 1) in (".", ",", "/") and r.atoms.glued(i))
    ):
        return None
    j, low = first
    high = low
    link = r.atoms.word(j)
    if link in ("-", "to", "and", "until", "through", "or"):
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
    if r.atoms.word(k) in ("may", "march") and not r.atoms.capital(k) and r.tag(k)[:1] in ("M", "V"):
        return None
    j = (
        r.skip(j, "-")
        if r.atoms.word(j) == "-" and r.atoms.digits(j + 1) is not None and r.atoms.glued(j + 1)
        else j
    )
    told = year_after(r, j, wire=r.atoms.word(k) in r.words.month_abbreviations)
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
        if link in ("-", "to", "and", "through", "or"):
            second = _day_number(r, end + 1)
            beyond = r.atoms.word(second[0]) if second else ""
            if (
                second is not None
                and second[1] > low
                and not r.words.months.get(beyond)
                and beyond not in r.words.units
            ):
                if (
                    link == "-"
                    or r.clause_ends(second[0])
                    or r.atoms.digits(second[0]) is not None
                    or beyond == "of"
                ):
                    end, high = second
        told = year_after(r, end)
        if told:
            end, given = told
        return _days(r, i, end, number, low, high, given, link)
    told = year_after(r, j)
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
    if r.label(i) in ("PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT"):
        return False
    if word in _PLAIN_MONTHS:
        return True
    if not r.atoms.capital(i):
        return False
    cued = before in r.words.of("month_cue")
    if word in ("may", "march"):
        if word in r.names and before not in ("early", "late", "mid", "last", "next", "this"):
            return False
        if r.shouting and r.tag(i) in ("MD", "VB", "VBP", "VBZ"):
            return False
        return cued or (word == "march" and r.possessive(i + 1) and not r.atoms.glued(i))
    named = (
        r.atoms.capital(i + 1) and r.atoms.word(i + 1) not in r.words.weekdays and r.tag(i + 1) in ("NNP", "")
    )
    if r.shouting:
        return cued or not named
    return (cued or not named) and (
        cued or not (i > 1 and r.atoms.capital(i - 1) and r.atoms.word(i - 1).isalpha())
    )


def _weekday_and_date(r: Reading, i: int, given: int | None) -> Match | None:
    """Monday, 14 March; Tues. Jan. 4, 2022; Monday the 14th."""
    j = r.skip(i + 1, ".") if r.atoms.glued(i + 1) else i + 1
    j = r.skip(j, ",")
    if r.atoms.word(j) in ("the", "on"):
        j += 1
    found = _month_first(r, j, given) if r.words.months.get(r.atoms.word(j)) else _day_first(r, j, given)
    if found is None and r.atoms.digits(j) is not None:
        found = _iso(r, j) or _slashed(r, j)
    if found is not None and found[1].unit == "D":
        return found
    return None


def _iso(r: Reading, i: int) -> Match | None:
    atoms = r.atoms
    if len(atoms.word(i)) != 4 or atoms.glued(i):
        return None
    separator = atoms.word(i + 1)
    if separator not in ("-", "/", ".") or not all(atoms.glued(i + k) for k in (1, 2)):
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
    if separator not in ("/", ".", "-") or atoms.glued(i) or not all(atoms.glued(i + k) for k in range(1, 5)):
        return None
    first, second, third = atoms.digits(i), atoms.digits(i + 2), atoms.digits(i + 4)
    if first is None or second is None or third is None or atoms.word(i + 3) != separator:
        return None
    if (
        len(atoms.word(i)) > 2
        or len(atoms.word(i + 2)) > 2
        or _runs_on(r, i + 5)
    ):
        return None
    if len(atoms.word(i + 4)) == 2 and separator == "/" and max(first, second) > 12:
        third = _full_year(r, third)
    elif len(atoms.word(i + 4)) != 4:
        return None
    options = {found for found in (safe_date(third, first, second), safe_date(third, second, first)) if found}
    if len(options) == 2 and r.published in options:
        # The article's own date stamp: the publication date settles the order.
        return i + 5, day(r.published)
    if len(options) == 1:
        return i + 5, day(options.pop())
    return (i + 5, year(third)) if options else None


def _runs_on(r: Reading, i: int) -> bool:
    """Say whether figures go on at i ("1.2.2021.4", "12/25/2021/7")."""
    return r.atoms.glued(i) and r.atoms.glued(i + 1) and r.atoms.digits(i + 1) is not None


# Years, decades, centuries ------------------------------------------------------------------------------------


def bare_year(r: Reading, i: int) -> Match | None:
    """Read four figures as a year, where they are no count, hour, sum or number of a thing."""
    atoms = r.atoms
    figure = atoms.digits(i)
    if figure is None or len(atoms.word(i)) != 4:
        return None
    before, after = atoms.word(i - 1), atoms.word(i + 1)
    if atoms.glued(i) and before not in "([-/'\"“‘":
        return None
    if atoms.glued(i + 1) and (after.isalpha() or after in "%$€£:°"):
        return None
    if after in (",", ".") and atoms.glued(i + 1) and atoms.glued(i + 2) and atoms.digits(i + 2) is not None:
        return None
    if (
        before in ("$", "€", "£", "#")
        or before in r.words.of("not_year")
        or after in r.words.of("not_after_year")
    ):
        return None
    if (
        after in r.words.of("zone")
        or after in r.words.units
        or after in r.words.of("multiplier")
        or atoms.word(i - 2) == "$"
    ):
        return None
    cued = before in _YEAR_CUES or r.words.months.get(before) is not None
    low, high = _FAR_YEARS if cued else _YEARS
    if not low <= figure <= high:
        return None
    # 2000 protesters, 1,900 and 1700 homes: a round or far number before a plural is a count.
    if (figure % 100 == 0 or not _YEARS[0] <= figure <= _YEARS[1]) and before != "the" and _plural(r, i + 1):
        return None
    if (
        not cued
        and before.isalpha()
        and atoms.capital(i - 1)
        and not r.shouting
        and i > 1
        and r.label(i) not in ("DATE", "")
    ):
        return None
    if after == "-" and atoms.glued(i + 1) and atoms.glued(i + 2) and atoms.digits(i + 2) is not None:
        return _years(r, i, figure)
    return i + 1, year(figure)


def _years(r: Reading, i: int, first: int) -> Match | None:
    """Read 2014-2016 and 2014-16."""
    text, last = r.atoms.word(i + 2), r.atoms.digits(i + 2) or 0
    if len(text) == 2:
        last += first // 100 * 100
    elif len(text) != 4:
        return None
    if not first < last <= first + 200:
        return i + 1, year(first)
    end = safe_date(last, 12, 31)
    return i + 3, Timex("DATE", f"{first:04}/{last:04}", safe_date(first, 1, 1), end, "range", "explicit", "YR")


def _plural(r: Reading, i: int) -> bool:
    if r.tag(i):
        return r.tag(i) == "NNS" or (r.tag(i) in ("JJ", "NN", "VBN") and r.tag(i + 1) == "NNS")
    word = r.atoms.word(i)
    return word.endswith("s") and len(word) > 3


def _decade(r: Reading, i: int) -> Match | None:
    """The 1990s, 1990's, the '90s, the nineties, the mid-80s."""
    atoms = r.atoms
    k = r.skip(i, "'")
    figure = atoms.digits(k)
    if figure is not None:
        j = k + 1
        if atoms.word(j) == "'" and atoms.glued(j):
            j += 1
        if atoms.word(j) != "s" or not atoms.glued(j) or figure % 10 or (atoms.glued(k) and k == i and atoms.word(k - 1) != "-"):
            return None
        if len(atoms.word(k)) == 4 and _FAR_YEARS[0] <= figure <= _FAR_YEARS[1]:
            return j + 1, decade(figure)
        if len(atoms.word(k)) == 2 and (k > i or _of_an_era(r, i)):
            return j + 1, decade(_full_year(r, figure + 9) - 9)
        return None
    tens = r.words.of("decade").get(atoms.word(i))
    if tens is not None and _of_an_era(r, i):
        return i + 1, decade(_full_year(r, int(tens) + 9) - 9)
    return None


def _of_an_era(r: Reading, i: int) -> bool:
    """Say whether "90s" is a decade and no temperature or age ("in the 90s", not "in his 90s" or "highs in the 90s")."""
    before = r.atoms.word(i - 1)
    if before == "-":
        before = r.atoms.word(i - 2)
    if (
        before not in ("the", "early", "mid", "late")
        and r.words.of("decade").get(before) is None
        and before != "and"
    ):
        return False
    if any(
        r.atoms.word(k) in ("his", "her", "their", "its", "my", "your", "our")
        for k in range(max(i - 3, 0), i)
    ):
        return False
    return not any(
        word.startswith(("temperature", "degree", "highs", "lows")) or word == "°" for word in r.atoms.low
    )


def _century(r: Reading, i: int) -> Match | None:
    found = r.ordinal(i)
    if found is None or not 1 <= found[1] <= 30:
        return None
    j = r.hyphen(found[0])
    if r.atoms.word(j) != "century":
        return None
    if r.atoms.word(j + 1) in ("bc", "bce"):
        return j + 2, Timex("DATE", f"BC{found[1] - 1:02}", unit="CE")
    return j + 1, century(found[1])


def _fiscal(r: Reading, i: int) -> Match | None:
    """Fiscal years keep their name and no days: when they begin differs from country to country."""
    if r.atoms.word(i) not in ("fiscal", "fy"):
        return None
    j = r.skip(i + 1, "year")
    figure = r.atoms.digits(j)
    if figure is None or len(r.atoms.word(j)) not in (2, 4):
        return None
    number = figure if len(r.atoms.word(j)) == 4 else _full_year(r, figure)
    return (j + 1, Timex("DATE", f"FY{number:04}")) if _YEARS[0] <= number <= _YEARS[1] else None


# Parts of a year ---------------------------------------------------------------------------------------------


def _season(r: Reading, i: int, given: int | None) -> Match | None:
    name = r.words.of("season").get(r.atoms.word(i))
    if name is None:
        return None
    told = year_after(r, i + 1)
    if told:
        return told[0], season(told[1], name)
    if given is not None:
        return i + 1, season(given, name)
    before = r.atoms.word(i - 1)
    article = before == "the"
    cue = r.atoms.word(i - 2) if article else before
    if cue == "-":
        cue = r.atoms.word(i - 3 if article else i - 2)
    if cue not in (
        "in",
        "during",
        "over",
        "since",
        "by",
        "until",
        "through",
        "throughout",
        "early",
        "late",
        "mid",
        "of",
    ) or (cue == "of" and not article):
        return None
    # "the fall of the city" and "spring" in a name are no seasons.
    if r.atoms.word(i) == "fall" and (not article or r.atoms.word(i + 1) == "of"):
        return None
    if r.atoms.capital(i + 1) and not r.shouting:
        return None
    return i + 1, _season_near(r, i, name)


def _season_near(r: Reading, i: int, name: str) -> Timex:
    if r.published is None:
        return Timex("DATE", f"XXXX-{name}", unit="SE", yearless=True)
    clause = r.clause(i, i + 1)
    options = [season(r.published.year + k, name, "relative") for k in (-1, 0, 1)]
    known = [o for o in options if o.start and o.end]
    if clause == "future":
        fitting = [o for o in known if o.end and o.end >= r.published]
        return fitting[0] if fitting else known[-1]
    fitting = [o for o in known if o.start and o.start <= r.published]
    return fitting[-1] if fitting else known[0]


def _quarter_code(r: Reading, i: int) -> Match | None:
    """Q3 2023, Q3 of 2023, H1 2020; without a year only beside "in" or "for"."""
    atoms = r.atoms
    letter, number = atoms.word(i), atoms.digits(i + 1)
    if (
        letter not in ("q", "h")
        or number is None
        or not atoms.glued(i + 1)
        or not 1 <= number <= (4 if letter == "q" else 2)
    ):
        return None
    made = quarter if letter == "q" else half
    told = year_after(r, i + 2)
    if told:
        return told[0], made(told[1], number)
    if letter == "h" or atoms.glued(i + 2) and atoms.word(i + 2).isalpha():
        return None
    return i + 2, _within_year(r, i, i + 2, f"Q{number}", lambda y: made(y, number, "relative"))


def _within_year(r: Reading, i: int, j: int, value: str, made) -> Timex:  # type: ignore[no-untyped-def]
    if r.published is None:
        return Timex("DATE", f"XXXX-{value}", unit=value[0], yearless=True)
    clause = r.clause(i, j)
    options = [made(r.published.year + k) for k in (-1, 0, 1)]
    if clause == "future":
        return next((o for o in options if o.end >= r.published), options[-1])
    return next((o for o in reversed(options) if o.start <= r.published), options[0])


def _ordinal_unit(r: Reading, i: int, given: int | None) -> Match | None:
    """Read the third quarter of 2023, the first half of the year, the last week of October, the first two months of 2020.

    What the unit is part of has to be said, except for a quarter joined to its noun ("third-quarter profit").
    """
    found = r.ordinal(i)
    if found is None:
        return None
    j, nth = found
    count = 1
    counted = r.number(j)
    if (
        counted
        and counted[1] is not None
        and counted[1] == int(counted[1])
        and r.words.units.get(r.atoms.word(counted[0])) in ("D", "W", "M", "Y")
    ):
        j, count = counted[0], int(counted[1])
    few = counted is not None and counted[1] is None
    if few and counted:
        j = counted[0]
    hyphenated = r.atoms.word(j) == "-"
    j = r.hyphen(j)
    word = r.atoms.word(j)
    weekday = r.words.weekdays.get(word)
    unit = "H" if word == "half" else r.words.units.get(word, "")
    if unit not in ("D", "W", "WE", "M", "Q", "H", "DE") and weekday is None:
        return None
    j += 1
    k = j
    if r.atoms.word(k) in ("of", "in"):
        k += 1
    whole = whole_unit(r, k, given)
    if whole is None:
        if unit == "Q" and hyphenated and 1 <= nth <= 4:
            return j, _within_year(r, i, j, f"Q{nth}", lambda y: quarter(y, nth, "relative"))
        return None
    k, holder = whole
    made = _nth(holder, "WD" if weekday else unit, nth, 3 if few else count, weekday or 0)
    return (k, made) if made else None


def whole_unit(r: Reading, i: int, given: int | None = None) -> Match | None:
    """Read what a part is part of: a month, year, decade, "the year", "this year", "next month"."""
    from analystkit.extract.time_relative import relative_date

    k = r.skip(i, "the")
    unit = r.words.units.get(r.atoms.word(k))
    if k > i and unit in ("W", "M", "Y", "DE", "CE") and not r.atoms.word(k).endswith("s"):
        # "the end of the year" is this year; after "that" or with a date in the sentence it is that one.
        reference = r.sentence_anchor.start if r.sentence_anchor else None
        reference = reference or r.published
        if reference is None:
            return k + 1, Timex(
                "DATE", {"W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), basis="relative", unit=unit
            )
        found = unit_at(unit, reference, 0)
        return (k + 1, found) if found else None
    found_date = calendar_date(r, k, given) or relative_date(r, i) or (relative_date(r, k) if k > i else None)
    return found_date if found_date and found_date[1].unit else None


def _nth(holder: Timex, unit: str, nth: int, count: int, weekday: int) -> Timex | None:
    """Return the nth unit (or run of `count` units) of a longer one."""
    start, end = holder.start, holder.end
    number = holder.year
    if start is None or end is None or number is None:
        return None
    if unit == "Q" and holder.unit == "Y":
        return quarter(number, 4 if nth == -1 else nth, holder.basis) if nth <= 4 else None
    if unit == "H" and holder.unit == "Y":
        return half(number, 2 if nth in (-1, 2) else 1, holder.basis) if nth <= 2 else None
    if unit == "H":
        days = (end - start).days + 1
        low = 0 if nth == 1 else days // 2
        high = days // 2 - 1 if nth == 1 else days - 1
        return replace(
            holder,
            start=plus_days(start, low),
            end=plus_days(start, high),
            precision=part_of(holder, "START").precision,
        )
    if unit == "WD":
        days = [plus_days(start, k) for k in range(min((end - start).days + 1, 366))]
        fitting = [d for d in days if d is not None and d.isoweekday() == weekday]
        place = nth - 1 if nth > 0 else -1
        return day(fitting[place], holder.basis) if -len(fitting) <= place < len(fitting) else None
    if unit in ("M", "DE", "Y"):
        first = unit_at(unit, start if nth > 0 else end, (nth - 1) if nth > 0 else -(count - 1), holder.basis)
        last = unit_at(unit, start if nth > 0 else end, (nth + count - 2) if nth > 0 else 0, holder.basis)
    else:
        # Weeks of a month are counted from its first day, as people do, not as ISO weeks.
        length = {"D": 1, "W": 7, "WE": 7}.get(unit, 1) * count
        low = plus_days(start, (nth - 1) * length) if nth > 0 else plus_days(end, 1 - length)
        high = plus_days(low, length - 1)
        if low is None or high is None or low > end:
            return None
        if length == 1:
            return day(low, holder.basis)
        return replace(
            holder, start=low, end=min(high, end), precision="week" if length == 7 else "range", unit=""
        )
    if first is None or last is None or first.start is None or first.start > end:
        return None
    if count == 1:
        return first
    return replace(
        holder,
        start=first.start,
        end=last.end,
        precision="range",
        unit="",
        value=f"{first.value}/{last.value}",
    )


def _named_day(r: Reading, i: int, given: int | None) -> Match | None:
    found = r.phrase(i, "named_day")
    if found is None:
        single = next(
            (
                rule
                for parts, kind, rule in r.words.phrases.get(r.atoms.word(i), ())
                if kind == "named_day" and len(parts) == 1
            ),
            None,
        )
        if single is None or not r.atoms.capital(i):
            return None
        found = (i + 1, single)
    j, rule = found
    if not (r.atoms.capital(i) or r.atoms.digits(i) is not None):
        return None
    if rule[:4].isdigit():
        fixed = safe_date(int(rule[:4]), int(rule[5:7]), int(rule[8:10]))
        return (j, day(fixed)) if fixed else None
    if r.atoms.capital(j) and r.atoms.word(j) in ("island", "islands", "rising", "bombings", "carol"):
        return None
    told = year_after(r, j)
    if told:
        j, given = told
    if given is not None:
        when = _feast(rule, given)
        return (j, day(when)) if when else None
    if r.published is None:
        return j, Timex(
            "DATE", f"XXXX-{rule}" if rule[2] == "-" and len(rule) == 5 else "XXXX", unit="D", yearless=True
        )
    options = [_feast(rule, r.published.year + k) for k in (-1, 0, 1)]
    nearest = r.nearest([o for o in options if o], r.clause(i, j), slack=1)
    return (j, day(nearest, "relative")) if nearest else None


def _feast(rule: str, number: int):  # type: ignore[no-untyped-def]
    """Return the day of a rule of the `named_days` table in a year."""
    if rule.startswith("easter"):
        return plus_days(easter(number), int(rule[6:]))
    pieces = rule.split("-", 2)
    if len(pieces) == 2:
        return safe_date(number, int(pieces[0]), int(pieces[1]))
    first = safe_date(number, int(pieces[0]), 1)
    if first is None:
        return None
    fitting = [first.replace(day=d) for d in range(1, 29 + 3) if safe_date(number, first.month, d)
               and first.replace(day=d).isoweekday() == int(pieces[1])]  # fmt: skip
    nth = int(pieces[2])
    return fitting[nth - 1 if nth > 0 else nth]
