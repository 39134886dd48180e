"""Time expressions that name years and longer: 2019, 2014-16, the early 1990s, the 19th century, fiscal 2022."""

from __future__ import annotations

from analystkit.extraction.time_clock import told_hour
from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.timex_values import (
    Timex,
    century,
    decade,
    safe_date,
    year,
)

_YEARS = (1900, 2099)


_FAR_YEARS = (1000, 2999)


def year_after(r: Reading, j: int, wire: bool = False) -> tuple[int, int] | None:
    """Read the year that completes a date at j: "2021", ", 2021", "of 2021"; in wire form also "90"."""
    k = r.skip(j, ",", "of")
    figure = r.atoms.digits(k)
    if figure is None:
        if r.atoms.word(k) == "'" and r.atoms.glued(k + 1) and len(r.atoms.word(k + 1)) == 2:
            two = r.atoms.digits(k + 1)
            return (k + 2, full_year(r, two)) if two is not None else None
        return None
    dashed = len(r.atoms.word(k)) == 4 and r.atoms.word(k + 1) == "-"
    if r.atoms.word(k + 1) in {"-", "/", ".", ":"} and runs_on(r, k + 1) and not dashed:
        return None
    if len(r.atoms.word(k)) == 4 and _FAR_YEARS[0] <= figure <= _FAR_YEARS[1]:
        behind = r.atoms.word(k + 1)
        # "In June, 2019 soldiers" counts them; "In June 2019 soldiers" would need the comma to.
        counts = k > j and behind in r.words.of("not_after_year")
        return None if counts or behind in r.words.of("zone") else (k + 1, figure)
    if (
        wire
        and k == j
        and len(r.atoms.word(k)) == 2
        and not runs_on(r, k + 1)
        and not r.atoms.word(k + 1).isalpha()
    ):
        return k + 1, full_year(r, figure)
    return None


def full_year(r: Reading, two: int) -> int:
    """Return the year two figures stand for: the one that is not in the future of the article."""
    limit = (r.published.year if r.published else 2049) % 100 + 1
    base = (r.published.year if r.published else 2049) // 100 * 100
    return base + two if two <= limit else base - 100 + two


def runs_on(r: Reading, i: int) -> bool:
    """Say whether figures go on at i ("1.2.2021.4", "12/25/2021/7")."""
    return r.atoms.glued(i) and r.atoms.glued(i + 1) and r.atoms.digits(i + 1) is not None


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
    if after in {",", "."} and atoms.glued(i + 1) and atoms.glued(i + 2) and atoms.digits(i + 2) is not None:
        return None
    if (
        before in {"$", "€", "£", "#"}
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
    if before == "at" or told_hour(r, i):
        return None
    cued = before in r.words.of("year_cue") or r.words.months.get(before) is not None
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
        and r.label(i) not in {"DATE", ""}
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
    return i + 3, Timex(
        "DATE", f"{first:04}/{last:04}", safe_date(first, 1, 1), end, "range", "explicit", "YR"
    )


def _plural(r: Reading, i: int) -> bool:
    if r.tag(i):
        return r.tag(i) == "NNS" or (r.tag(i) in {"JJ", "NN", "VBN"} and r.tag(i + 1) == "NNS")
    word = r.atoms.word(i)
    return word.endswith("s") and len(word) > 3


def decade_at(r: Reading, i: int) -> Match | None:
    """The 1990s, 1990's, the '90s, the nineties, the mid-80s."""
    atoms = r.atoms
    k = r.skip(i, "'")
    figure = atoms.digits(k)
    if figure is not None:
        j = k + 1
        if atoms.word(j) == "'" and atoms.glued(j):
            j += 1
        if (
            atoms.word(j) != "s"
            or not atoms.glued(j)
            or figure % 10
            or (atoms.glued(k) and k == i and atoms.word(k - 1) != "-")
        ):
            return None
        if len(atoms.word(k)) == 4 and _FAR_YEARS[0] <= figure <= _FAR_YEARS[1]:
            return j + 1, decade(figure)
        if len(atoms.word(k)) == 2 and (k > i or _of_an_era(r, i)):
            return j + 1, decade(full_year(r, figure + 9) - 9)
        return None
    tens = r.words.of("decade").get(atoms.word(i))
    if tens is not None and _of_an_era(r, i):
        return i + 1, decade(full_year(r, int(tens) + 9) - 9)
    return None


def _of_an_era(r: Reading, i: int) -> bool:
    """Say whether "90s" is a decade and no temperature or age ("in the 90s", not "in his 90s" or "highs in the 90s")."""
    before = r.atoms.word(i - 1)
    if before == "-":
        before = r.atoms.word(i - 2)
    if (
        before not in {"the", "early", "mid", "late"}
        and r.words.of("decade").get(before) is None
        and before != "and"
    ):
        return False
    if any(r.atoms.word(k) in r.words.of("owner") for k in range(max(i - 3, 0), i)):
        return False
    return not any(
        word.startswith(("temperature", "degree", "highs", "lows")) or word == "°" for word in r.atoms.low
    )


def century_at(r: Reading, i: int) -> Match | None:
    """Read the 19th century, a twentieth-century war, the 5th century BC (which has no days here)."""
    found = r.ordinal(i)
    if found is None or not 1 <= found[1] <= 30:
        return None
    j = r.hyphen(found[0])
    if r.atoms.word(j) != "century":
        return None
    if r.atoms.word(j + 1) in {"bc", "bce"}:
        return j + 2, Timex("DATE", f"BC{found[1] - 1:02}", unit="CE")
    return j + 1, century(found[1])


def fiscal_year(r: Reading, i: int) -> Match | None:
    """Fiscal years keep their name and no days: when they begin differs from country to country."""
    if r.atoms.word(i) not in {"fiscal", "fy"}:
        return None
    j = r.skip(i + 1, "year")
    figure = r.atoms.digits(j)
    if figure is None or len(r.atoms.word(j)) not in {2, 4}:
        return None
    number = figure if len(r.atoms.word(j)) == 4 else full_year(r, figure)
    return (j + 1, Timex("DATE", f"FY{number:04}")) if _YEARS[0] <= number <= _YEARS[1] else None
