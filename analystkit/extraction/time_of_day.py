"""Times and parts of a day put on the day they belong to: Monday morning, 3:15 p.m. on Friday, the early hours of 4 May."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_clock import clock
from analystkit.extraction.time_reading import DateReader, Match, Reading
from analystkit.extraction.timex_values import Timex, plus_days

_ON = frozenset({"on", "of", ",", "in"})
# What may stand before "hours" or a part of the day.
_COUNTING = ("after", "before", "following")
_EARLY = ("early", "late", "small")


def on_day(when: Timex | None, value: str, r: Reading) -> Timex:
    """Return a time of day on a day, or on no known day."""
    if when is not None and when.start is not None and when.start == when.end:
        return replace(when, type="TIME", value=f"{when.start.isoformat()}T{value}")
    if when is not None and when.unit == "D" and when.start is None:
        return replace(when, type="TIME", value=f"{when.value}T{value}")
    return Timex("TIME", f"XXXX-XX-XXT{value}", basis="relative")


def told_day(r: Reading, i: int, j: int) -> Timex | None:
    """Return the day a bare time belongs to: the last day the text named, or the day of publication."""
    for told in (r.sentence_anchor, r.anchor):
        if told is not None and told.unit == "D" and told.start is not None:
            return replace(told, basis="relative")
    if r.published is None:
        return None
    return Timex("DATE", r.published.isoformat(), r.published, r.published, "day", "relative", "D")


def daypart_after(r: Reading, j: int) -> tuple[int, str] | None:
    """Read the part of the day behind a day: "Monday [late] night", "Tuesday at dawn", "Friday, early in the morning"."""
    atoms = r.atoms
    k = r.skip(j, "early", "late", "mid")
    if k > j and atoms.word(k) == "-":
        k += 1
    found = r.words.of("daypart").get(atoms.word(k))
    if found and not atoms.word(k).endswith("s"):
        return k + 1, f"T{found}"
    if k > j:
        return None
    k = r.skip(j, ",")
    if atoms.word(k) in {"at", "before", "around", "in", "shortly"}:
        k = r.skip(k + 1, "before", "after")
        k = r.skip(k, "about", "around", "the")
        found = r.words.of("daypart").get(atoms.word(k))
        if found and not atoms.word(k).endswith("s"):
            return k + 1, f"T{found}"
    return None


def clock_after(r: Reading, j: int) -> tuple[int, str] | None:
    """Read the time behind a day: "Monday at 3:15 p.m.", "4 May, 14:30 GMT", "Monday (1430 GMT)" stays two."""
    k = r.skip(j, ",")
    k = r.skip(k, "at", "around", "about", "by")
    k = r.skip(k, "about", "around", "approximately", "exactly")
    found = clock(r, k)
    return (found[0], f"T{found[1]}") if found else None


def time_first(r: Reading, i: int, day_at: DateReader) -> Match | None:
    """Read a time and the day behind it: "3:15 p.m. on Monday", "the early hours of Friday", "dawn on 4 May".

    `day_at(k)` reads a date at k. A time without a day belongs to the day the text named last.
    """
    atoms = r.atoms
    found = clock(r, i)
    if found is not None:
        j, value = found
        k = j
        if atoms.word(k) == "(":
            inner = clock(r, k + 1)
            if inner and atoms.word(inner[0]) == ")":
                k = inner[0] + 1
        k = r.skip(k, ",")
        k = r.skip(k, "on")
        k = r.skip(k, "the")
        late = daypart_word(r, k)
        k = late if late else k
        behind = day_at(k)
        if behind and behind[1].unit == "D" and behind[1].type in {"DATE", "TIME"}:
            return behind[0], on_day(behind[1], value, r)
        if late and r.skip(k, "on", "of") > k:
            behind = day_at(r.skip(k, "on", "of"))
            if behind and behind[1].unit == "D":
                return behind[0], on_day(behind[1], value, r)
        return (late or j), on_day(told_day(r, i, j), value, r)
    return _daypart_first(r, i, day_at)


def daypart_word(r: Reading, k: int) -> int | None:
    """Read "in the afternoon" behind a time."""
    if r.follows(k, ("in", "the")) and r.atoms.word(k + 2) in r.words.of("daypart"):
        return k + 3
    return None


def _daypart_first(r: Reading, i: int, day_at: DateReader) -> Match | None:
    atoms = r.atoms
    first = atoms.word(i)
    article = first == "the"
    if not article and first not in _EARLY and first not in r.words.of("daypart"):
        return None
    j = i + 1 if article else i
    early = r.skip(j, *_EARLY)
    if atoms.word(early) == "hours" and early > j:
        code, k = ("MO" if atoms.word(j) != "late" else "NI"), early + 1
        if r.follows(k, ("of", "the", "morning")):
            k += 3
    else:
        early = r.skip(early, "-") if early > j else early
        word = atoms.word(early)
        code, k = r.words.of("daypart").get(word, ""), early + 1
        if not code or word.endswith("s"):
            return None
        if word == "night" and not article and atoms.word(j - 1) not in {"at", "by", "late", "the", "that"}:
            return None
    behind = None
    if atoms.word(k) in _ON:
        m = r.skip(k + 1, "the")
        behind = day_at(m)
        if behind is None and m > k + 1:
            behind = day_at(k + 1)
    elif atoms.word(k) in r.words.weekdays:
        behind = day_at(k)
    if behind and behind[1].unit in {"D", "NI"}:
        value = behind[1].value.split("T")[0]
        return behind[0], replace(behind[1], type="TIME", value=f"{value}T{code}")
    before = atoms.word(i - 1)
    if article or before in r.words.of("daypart_cue") or early > j:
        if atoms.word(k) == "of" or (article and r.atoms.word(k) in {"club", "sky", "shift", "train"}):
            return None
        if article and atoms.word(k) in _COUNTING and not r.clause_ends(k + 1):
            # "the morning after the raid": counted from the raid
            return k, on_day(None, code, r)
        return k, on_day(told_day(r, i, k), code, r)
    return None


def night_of(whole: Timex, value: str) -> Timex:
    """Return a day's night as it is told: it may reach into the next day, its evening counts."""
    return replace(whole, type="TIME", value=f"{whole.value.split('T')[0]}{value}")


def overnight_into(r: Reading, i: int, day_at: DateReader) -> Match | None:
    """Read "overnight Monday", "overnight on Friday", "overnight into Saturday": the two days the night touches."""
    if r.atoms.word(i) != "overnight":
        return None
    k = r.skip(i + 1, "on", "into", "to", "from")
    found = day_at(r.skip(k, "the"))
    if found is None or found[1].unit != "D" or found[1].start is None:
        return None
    into = r.atoms.word(i + 1) in {"into", "to"}
    start = plus_days(found[1].start, -1) if into else found[1].start
    end = found[1].start if into else plus_days(found[1].start, 1)
    j = found[0]
    if r.atoms.word(j) in {"to", "into", "-"}:
        second = day_at(j + 1)
        if second and second[1].unit == "D":
            j = second[0]
    value = f"{start.isoformat()}TNI" if start else found[1].value
    return j, Timex("TIME", value, start, end, "range", found[1].basis, "NI")
