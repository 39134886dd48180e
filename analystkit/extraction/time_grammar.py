"""The grammar of English news time expressions: which rule reads what, and how the pieces join.

Written for this project; the values follow TIMEX3 (ISO-TimeML, ISO 24617-1:2012). Rules read atoms from left to right and
each is bounded by the length of what it reads, so that a sentence costs time in proportion to its length.
"""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_bounds import bounds
from analystkit.extraction.time_calendar import calendar_date
from analystkit.extraction.time_lengths import blank
from analystkit.extraction.time_of_day import (
    clock_after,
    daypart_after,
    night_of,
    on_day,
    overnight_into,
    time_first,
)
from analystkit.extraction.time_parts import whole_unit
from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.time_relative import relative_date, side_of
from analystkit.extraction.time_sets import repeated, whole_unit_long
from analystkit.extraction.time_spans import span, the_day_after
from analystkit.extraction.timex_values import Timex, part_of, plus_days, plus_months, unit_at


def read_expression(r: Reading, i: int) -> Match | None:
    """Read the time expression that starts at atom i, with the words in front of it taken into its interval.

    Returns
    -------
    (end, Timex) or None
        The atom behind the expression and what it stands for.
    """
    if r.atoms.glued(i) and r.atoms.word(i - 1).isalnum():
        return None
    ranged = _between(r, i)
    if ranged:
        return ranged

    def day_at(k: int) -> Match | None:
        return dated(r, k)

    found = repeated(r, i) or whole_unit_long(r, i)
    if found:
        return found
    found = overnight_into(r, i, day_at) or the_day_after(r, i, day_at)
    if found is None:
        found = dated(r, i)
        timed = time_first(r, i, day_at)
        if timed and (found is None or timed[0] > found[0]):
            return timed
        lasting = span(r, i, day_at)
        if lasting and (found is None or lasting[0] > found[0]):
            return lasting
    if found is None:
        return _reference(r, i)
    linked = _to(r, i, found)
    if linked:
        return linked
    return found[0], bounds(r, i, found[0], found[1], _bound_before(r, i))


def dated(r: Reading, i: int, given: int | None = None) -> Match | None:
    """Read a date at atom i: a core, the part of it that is meant, and the time of day behind it."""
    found = _part(r, i, given) or _core(r, i, given)
    if found is None:
        return None
    j, when = found
    if when.unit != "D" or when.type == "TIME":
        return found
    for suffix in (daypart_after, clock_after):
        behind = suffix(r, j)
        if behind:
            k, value = behind
            if suffix is daypart_after:
                second = clock_after(r, k)
                if second:
                    return second[0], on_day(when, second[1][1:], r)
                return k, night_of(when, value)
            return k, on_day(when, value[1:], r)
    return found


def _core(r: Reading, i: int, given: int | None) -> Match | None:
    k = i
    if r.atoms.word(i) == "the":
        shifted = relative_date(r, i)
        ordinal = calendar_date(r, i + 1, given) if r.atoms.word(i + 1) in r.words.ordinals else None
        if shifted and (ordinal is None or ordinal[0] <= shifted[0]):
            return shifted
        k = i + 1
    if k > i and r.atoms.word(k) == "year" and r.atoms.digits(k + 1) is not None:
        found = calendar_date(r, k + 1, given)
        return found
    found = calendar_date(r, k, given)
    if found and k > i and found[1].unit in {"Y", "YR"}:
        # "the 2019 vote": the article is the noun's.
        return None
    if found:
        return found
    return relative_date(r, k) if k == i else _ordinal_day(r, k)


def _ordinal_day(r: Reading, k: int) -> Match | None:
    """Read "on the 14th": a day of the month the text is in."""
    if r.atoms.word(k - 2) != "on" or r.atoms.digits(k) is None:
        return None
    found = r.ordinal(k)
    if found is None or not r.clause_ends(found[0]) or not 1 <= found[1] <= 31:
        return None
    told = r.anchor.start if r.anchor and r.anchor.start else r.published
    if told is None:
        return None
    when = r.month_day(k, found[0], told.month, found[1], told.year)
    return (found[0], replace(when, basis="relative")) if when else None


def _part(r: Reading, i: int, given: int | None) -> Match | None:
    """Read early 2019, late on Monday, mid-March, the beginning of last year, year-end, the rest of the week."""
    k = r.skip(i, "the")
    word = r.atoms.word(k)
    if word not in r.words.first.part:
        return None
    if word in r.words.of("edge"):
        j = k + 1
        if r.atoms.word(j) == "of":
            whole = whole_unit(r, j + 1, given)
            if whole and whole[1].unit != "D":
                return whole[0], _edge(r, whole[1], r.words.of("edge")[word])
        if word != "end":
            return None
    if word in {"year", "month"} and r.atoms.word(r.hyphen(k + 1)) == "end":
        whole = whole_unit(r, k - 1) if k > i else None
        made = whole[1] if whole else _holder(r, word)
        return (r.hyphen(k + 1) + 1, part_of(made, "LAST")) if made else None
    if word not in r.words.of("part"):
        return None
    part = r.words.of("part")[word]
    j = r.hyphen(k + 1)
    if j > k + 1 and not r.atoms.glued(k + 1):
        return None
    if r.atoms.word(j) in {"to", "-"} and r.atoms.word(j + 1) in r.words.of("part"):
        # "mid-to-late 2019": the later of the two.
        part, j = r.words.of("part")[r.atoms.word(j + 1)], r.hyphen(j + 2)
        j = r.hyphen(j)
    j = r.skip(j, "in", "on")
    m = r.skip(j, "the")
    unit = r.words.units.get(r.atoms.word(m))
    if unit in {"D", "W", "M", "Y"} and word in {"mid", "middle"} and not r.atoms.word(m).endswith("s"):
        made = _holder(r, r.atoms.word(m))
        return (m + 1, part_of(made, part)) if made and unit != "D" else None
    found = calendar_date(r, m, given) or (
        relative_date(r, j) if r.atoms.word(j) != "the" else whole_unit(r, j)
    )
    if found is None:
        return None
    end, moment = found
    if moment.unit == "D":
        return found
    return end, part_of(moment, part)


def _holder(r: Reading, word: str) -> Timex | None:
    unit = r.words.units.get(word, "Y")
    return unit_at(unit, r.published, 0) if r.published else blank(unit)


def _edge(r: Reading, whole: Timex, edge: str) -> Timex:
    if edge == "REST":
        return side_of(r, whole, True)
    return part_of(whole, {"START": "FIRST", "END": "LAST"}.get(edge, "MID"))


# Ranges ----------------------------------------------------------------------------------------------------


def _between(r: Reading, i: int) -> Match | None:
    """Read what follows "between" and "from" as one interval: "between March and June 2021", "from Monday to Friday"."""
    before = r.atoms.word(i - 1)
    if before not in {"between", "from"}:
        return None
    first = dated(r, i)
    if first is None:
        return None
    links = ("and",) if before == "between" else ("to", "until", "till", "through", "-")
    j = first[0]
    return _linked(r, i, first, j + 1) if r.atoms.word(j) in links else None


def _to(r: Reading, i: int, first: Match) -> Match | None:
    """Read "March to June 2021", "Monday-Friday", "3 March - 5 April"; and share a year: "June and July 2021"."""
    j = first[0]
    word = r.atoms.word(j)
    if word in {"-", "to", "through"} and first[1].unit in {"D", "M", "Y"} and first[1].type == "DATE":
        # "delayed from Monday to Friday" moves, but "Monday to Friday" lasts; "2014 to 2016" too.
        return _linked(r, i, first, j + 1)
    if word in {"and", "or", ",", "/"} and first[1].yearless:
        second = dated(r, j + 1)
        if (
            second
            and second[1].unit == first[1].unit
            and not second[1].yearless
            and second[1].basis == "explicit"
            and second[1].year
        ):
            again = dated(r, i, second[1].year)
            return again if again and again[0] == j else None
    return None


def _linked(r: Reading, i: int, first: Match, k: int) -> Match | None:
    second = dated(r, r.skip(k, "the") if dated(r, k) is None else k)
    if second is None or second[1].type != "DATE" or first[1].type != "DATE":
        return None
    low, high = first[1], second[1]
    if low.yearless and not high.yearless and high.year is not None:
        again = dated(r, i, high.year)
        if again and again[1].start and high.end and again[1].start > high.end:
            again = dated(r, i, high.year - 1)
        low = again[1] if again else low
    elif (
        high.yearless and low.start is not None and (not low.yearless or (high.end and high.end < low.start))
    ):
        again = dated(r, k, low.start.year)
        if again and again[1].end and again[1].end < low.start:
            again = dated(r, k, low.start.year + 1)
        high = again[1] if again else high
    if low.yearless and high.yearless and low.start and high.start and low.start > high.start:
        moved = plus_months(low.start, -12)
        low = replace(low, start=moved)
    if low.start is None or high.end is None:
        if low.start is None and low.end is None and high.end is None and high.start is None:
            return second[0], Timex("DATE", f"{low.value}/{high.value}", basis=low.basis, precision="range")
        return None
    if low.start > high.end and high.unit == "D" and low.unit == "D":
        # Weekdays: Friday to Monday ends in the week after.
        moved_end = plus_days(high.end, 7)
        if moved_end and low.start <= moved_end and (moved_end - low.start).days < 8:
            high = replace(high, end=moved_end, value=moved_end.isoformat())
    if high.end is None or low.start > high.end:
        return None
    basis = "explicit" if low.basis == high.basis == "explicit" else "relative"
    return second[0], Timex("DATE", f"{low.value}/{high.value}", low.start, high.end, "range", basis)


def _bound_before(r: Reading, i: int) -> str:
    """Return since, until, before, after or by where it stands in front of atom i."""
    k = i - 1
    if r.atoms.word(k) in {"around", "about", "at", "late", "early"}:
        k -= 1
    found = r.words.of("bound").get(r.atoms.word(k), "")
    if (not found and r.follows(k - 2, ("no", "later", "than"))) or r.follows(
        k - 2, ("not", "later", "than")
    ):
        return "by"
    if not found and r.follows(k - 1, ("prior", "to")):
        return "before"
    # "not until Monday", "the day after": the word belongs elsewhere.
    if found == "by" and r.tag(k - 1) == "VBN" and r.tag(i).startswith("NNP"):
        return found
    return found


def _reference(r: Reading, i: int) -> Match | None:
    """Read now, recently, at the time: times with a value and no days."""
    if r.atoms.word(i) not in r.words.first.reference:
        return None
    found = r.phrase(i, "reference")
    if found is None:
        value = r.words.of("reference").get(r.atoms.word(i))
        if value is None or (
            r.atoms.word(i) == "now"
            and (r.atoms.word(i + 1) == "that" or (r.atoms.capital(i) and i > 0 and not r.shouting))
        ):
            return None
        found = (i + 1, value)
    elif r.atoms.word(found[0] - 1) in {"past", "present"} and not r.clause_ends(found[0]):
        return None
    return found[0], Timex("DATE", found[1], basis="relative")
