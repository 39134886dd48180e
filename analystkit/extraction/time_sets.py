"""What recurs, and whole units: every Monday, annually, all day."""

from __future__ import annotations

from dataclasses import replace

from analystkit.extraction.time_lengths import duration
from analystkit.extraction.time_reading import Match, Reading
from analystkit.extraction.timex_values import (
    Timex,
)


def repeated(r: Reading, i: int) -> Match | None:
    """Read what recurs: every Monday, each year, daily, annually, on Sundays."""
    atoms = r.atoms
    word = atoms.word(i)
    if word not in r.words.first.repeated:
        return None
    phrase = r.phrase(i, "set")
    if phrase:
        return phrase[0], Timex("SET", phrase[1], basis="")
    simple = r.words.of("set").get(word)
    if simple:
        # A newspaper may be called Daily: a capital inside a sentence is a name.
        if (
            atoms.capital(i)
            and not r.shouting
            and ((i > 0 and atoms.word(i - 1) not in {".", '"', "“", ":"}) or atoms.capital(i + 1))
        ):
            return None
        return i + 1, Timex("SET", simple, basis="")
    plural = r.words.of("weekdays").get(word)
    if plural:
        if (
            atoms.capital(i - 1)
            and not r.shouting
            and i > 1
            and atoms.word(i - 1) not in {"on", "most", "every"}
        ):
            return None
        return i + 1, Timex("SET", f"XXXX-WXX-{plural}", basis="")
    if word not in {"every", "each", "per"}:
        return None
    j = r.skip(i + 1, "single", "other", "second", "few")
    alternate = j > i + 1 and atoms.word(i + 1) in {"other", "second"}
    counted = r.number(j)
    if counted and atoms.word(j) not in {"a", "an"} and r.unit(counted[0]) and counted[1] is not None:
        end, unit = r.unit(counted[0]) or (j, "D")
        return end, replace(duration(unit, counted[1]), type="SET", basis="")
    number = r.words.weekdays.get(atoms.word(j))
    if number:
        end = j + 1
        part = r.words.of("daypart").get(atoms.word(end))
        return end + 1 if part else end, Timex(
            "SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), basis=""
        )
    month = r.words.months.get(atoms.word(j))
    if month and atoms.capital(j) and word != "per":
        return j + 1, Timex("SET", f"XXXX-{month:02}", basis="")
    part = r.words.of("daypart").get(atoms.word(j))
    if part and not atoms.word(j).endswith("s"):
        return j + 1, Timex("SET", f"XXXX-XX-XXT{part}", basis="")
    season = r.words.of("season").get(atoms.word(j))
    if season and word != "per":
        return j + 1, Timex("SET", f"XXXX-{season}", basis="")
    found = r.unit(j)
    if (
        found
        and not atoms.word(j).endswith("s")
        and found[1]
        not in {
            "TS",
        }
    ):
        return found[0], replace(duration(found[1], 2.0 if alternate else 1.0), type="SET", basis="")
    return None


def whole_unit_long(r: Reading, i: int) -> Match | None:
    """Read "all day", "all night long", "the whole week"."""
    atoms = r.atoms
    if atoms.word(i) not in {"all", "whole", "entire"}:
        return None
    j = i + 1
    found = r.unit(j)
    if found is None or atoms.word(j).endswith("s") or found[1] not in {"D", "NI", "W", "WE", "M", "Y"}:
        return None
    return r.skip(found[0], "long"), duration(found[1], 1.0)
