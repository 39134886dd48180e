"""Days with a name: Christmas Eve, Good Friday, Thanksgiving, 9/11."""

from __future__ import annotations

from datetime import date

from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.time_years import year_after
from analystkit.extraction.timex_values import (
    Timex,
    day,
    easter,
    plus_days,
    safe_date,
)


def named_day(r: Reading, i: int, given: int | None) -> Match | None:
    """Read a day with a name and place it in its year: the year given, or the nearest by tense."""
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
    if r.atoms.capital(j) and r.atoms.word(j) in {"island", "islands", "rising", "bombings", "carol"}:
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


def _feast(rule: str, number: int) -> date | None:
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
