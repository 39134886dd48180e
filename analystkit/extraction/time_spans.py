"""Lengths of time and what is counted in them: two weeks ago, three days later, for six hours, every Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analystkit.extraction.time_lengths import duration, moment
from analystkit.extraction.time_reading import DateReader, Match, Reading
from analystkit.extraction.time_shifts import edge_of_run
from analystkit.extraction.timex_values import Timex

_RATE_WORDS = frozenset({"once", "twice", "times", "per"})
_AGE = frozenset({"old", "olds"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening"})


def span(r: Reading, i: int, day_at: DateReader) -> Match | None:
    """Read a length of time at atom i, and the moment it leads to where "ago", "later" or a date behind it says so."""
    atoms = r.atoms
    counted = r.number(i)
    bare = (
        counted is None
        and atoms.word(i).endswith("s")
        and r.words.units.get(atoms.word(i)) not in {None, "NI", "TS", "WE", "Q"}
    )
    if counted is None and not bare:
        return None
    j, count = counted if counted else (i, None)
    if counted and (
        atoms.word(i - 1) in {"$", "€", "£", "#"}
        or (atoms.glued(i) and atoms.word(i - 1) in {".", ",", ":", "/"})
    ):
        return None
    if atoms.word(j) in {"to", "or", "-"} and counted:
        # "three to four weeks": the longer one, so that what happened lies within.
        second = r.number(j + 1)
        if second and second[1] is not None and r.unit(r.hyphen(second[0])):
            j, count = second
    hyphened = atoms.word(j) == "-"
    j = r.hyphen(j)
    j = r.skip(
        j,
        "more",
        "full",
        "whole",
        "consecutive",
        "straight",
        "long",
        "short",
        "additional",
        "further",
        "calendar",
        "working",
        "business",
    )
    found = r.unit(j)
    if found is None:
        return None
    end, unit = found
    word = atoms.word(j)
    if _is_age(r, i, end) or (unit == "Q" and (hyphened or atoms.word(end) in {"of", "the", "to"})):
        # "three-quarters of voters" is a share.
        return None
    if unit == "TS" and (word == "second" or counted is None) and (count == 1.0 or atoms.digits(i) is None):
        return None
    if hyphened and atoms.word(end) == "-" and atoms.word(end + 1) in {"long", "older", "high"}:
        end += 2 if atoms.word(end + 1) == "long" else 0
    led = _leads(r, i, end, unit, count, day_at)
    if led:
        return led
    if atoms.word(i) in {"a", "an", "one"}:
        if count == 1.0 and _is_rate(r, i):
            letter = {"TS": "PT1S", "TM": "PT1M", "TH": "PT1H"}.get(unit, f"P1{unit}")
            return end, Timex("SET", letter.replace("P1NI", "P1D"), basis="")
        if count == 1.0 and not _real_single(r, i, unit, hyphened):
            return None
    if bare and not _bare_length(r, i):
        return None
    if counted and count is None and unit in {"NI", "WE"} and not r.clause_ends(end):
        return None
    return end, _anchored(r, i, end, unit, count)


def _is_age(r: Reading, i: int, end: int) -> bool:
    """Say whether the years are an age: "21-year-old", "21 years old", "aged 5 years", "five years of age"."""
    atoms = r.atoms
    k = r.hyphen(end)
    if atoms.word(k) in _AGE or r.follows(end, ("of", "age")):
        return True
    return atoms.word(i - 1) in {"aged", "age"}


def _is_rate(r: Reading, i: int) -> bool:
    """Say whether "a day" counts how often: "twice a day", "3,000 barrels a day"."""
    before = r.atoms.word(i - 1)
    if before in _RATE_WORDS:
        return True
    if before in r.words.of("length_cue") or (not before.isalnum() and before != "%"):
        return False
    tag = r.tag(i - 1)
    return tag in {"NNS", "CD"} if tag else (before.endswith("s") and len(before) > 3) or before == "%"


def _real_single(r: Reading, i: int, unit: str, hyphened: bool) -> bool:
    """Say whether "a year" or "one day" is a length of time; after a noun or at a sentence's start it is a way of talking."""
    if hyphened:
        return True
    before = r.atoms.word(i - 1)
    if unit == "TS":
        return False
    if r.atoms.word(r.unit_end(i)) in {"before", "after"}:
        return True
    if before in r.words.of("length_cue") or unit in {"DE", "CE", "TH", "FN"}:
        return True
    return r.atoms.word(i) != "one" and before in r.words.of("one_length")


def _bare_length(r: Reading, i: int) -> bool:
    """Say whether "weeks" alone is a length: "for weeks", "weeks of talks", "years-long"."""
    before, after = r.atoms.word(i - 1), r.atoms.word(i + 1)
    return before in r.words.of("bare_length") or after in {
        "of", "-", "before", "after",
    }  # fmt: skip


def _anchored(r: Reading, i: int, end: int, unit: str, count: float | None) -> Timex:
    """Return the duration with its days where its place in time is told: "within 24 hours", "for the past", "in two weeks"."""
    made = duration(unit, count)
    before = r.atoms.word(i - 1)
    if r.published is None or count is None:
        return made
    if before == "within" and not _continues(r, end) and r.clause(i, end) == "future":
        high = edge_of_run(r.published, unit, count)
        if high:
            return duration(unit, count, r.published, high)
    return made


def _continues(r: Reading, end: int) -> bool:
    return r.atoms.word(end) in {"of", "after", "before", "since", "from"}


def _leads(r: Reading, i: int, end: int, unit: str, count: float | None, day_at: DateReader) -> Match | None:
    """Read the word behind a length that makes it a moment: ago, earlier, later, before, after, from now."""
    atoms = r.atoms
    word = atoms.word(end)
    if word == "ago":
        return end + 1, moment(r, unit, count, -1, r.published)
    if r.follows(end, ("from", "now")) or r.follows(end, ("from", "today")):
        return end + 2, moment(r, unit, count, 1, r.published)
    if word == "hence":
        return end + 1, moment(r, unit, count, 1, r.published)
    if word == "'" and r.atoms.word(end + 1) == "time" and r.atoms.word(i - 1) == "in":
        return end + 2, moment(r, unit, count, 1, r.published)
    if (
        word == "back"
        and r.clause_ends(end + 1)
        and atoms.word(i - 1)
        not in {
            "for",
        }
    ):
        return end + 1, moment(r, unit, count, -1, r.published)
    if word == "on" and r.anchor is not None and r.clause_ends(end + 1):
        # "Three days on, ..."
        return end + 1, moment(r, unit, count, 1, _told(r, unit, 1))
    if (
        word in {"earlier", "later", "previously", "afterward", "afterwards", "beforehand"}
        and atoms.word(end + 1) != "than"
    ):
        shift = -1 if word in {"earlier", "previously", "beforehand"} else 1
        return end + 1, moment(r, unit, count, shift, _told(r, unit, shift))
    if word in {"before", "after"}:
        shift = -1 if word == "before" else 1
        behind = day_at(r.skip(end + 1, "the"))
        owned = behind is not None and (r.possessive(behind[0]) or r.tag(behind[0]).startswith("NN"))
        if behind and behind[1].start is not None and behind[1].end is not None and not owned:
            edge = behind[1].start if shift < 0 else behind[1].end
            return behind[0], replace(moment(r, unit, count, shift, edge), basis=behind[1].basis)
        if _stands_alone(r, end + 1):
            return end + 1, moment(r, unit, count, shift, _told(r, unit, shift))
        return None
    if (
        atoms.word(i - 1) == "in"
        and r.clause_ends(end)
        and count is not None
        and unit
        not in {
            "TS",
        }
    ):
        counting = atoms.word(i - 2) in {"than", "once", "first", "time", "times"}
        if r.published is not None and not counting and r.clause(i, end) == "future":
            return end, moment(r, unit, count, 1, r.published)
    return None


def _stands_alone(r: Reading, j: int) -> bool:
    """Say whether a clause ends at j, so that "two days before" is reckoned from the date told last."""
    return r.atoms.word(j) in {".", ",", ";", ":", "!", "?", ")", '"', "”", "and", "but"} or j >= len(r.atoms)


def _told(r: Reading, unit: str, shift: int) -> date | None:
    """Return the day that "earlier" and "later" count from: the date told last, else the day of publication."""
    told = r.told(unit)
    if told is None and r.anchor is not None:
        return None
    if told is not None:
        day = told.start if shift < 0 else told.end
        day = day or told.start or told.end
        if day is not None:
            return day
    return r.published


def the_day_after(r: Reading, i: int, day_at: DateReader) -> Match | None:
    """Read "the day before", "the morning after", "the week before the election" (no date), "the day after Christmas"."""
    if r.atoms.word(i) != "the":
        return None
    found = (i + 2, "NI") if r.atoms.word(i + 1) in _PARTS_OF_DAY else r.unit(i + 1)
    if found is None or found[1] not in {"D", "NI", "W", "M", "Y"} or r.atoms.word(i + 1).endswith("s"):
        return None
    j, unit = found
    word = r.atoms.word(j)
    if word not in {"before", "after"}:
        return None
    shift = -1 if word == "before" else 1
    if unit != "NI" and r.follows(j, ("before", "last")):
        return (j + 2, moment(r, unit, 2, -1, r.published)) if unit != "D" else None
    behind = day_at(j + 1)
    if behind and behind[1].start is not None and behind[1].end is not None and not r.possessive(behind[0]):
        edge = behind[1].start if shift < 0 else behind[1].end
        return behind[0], replace(moment(r, unit, 1, shift, edge), basis=behind[1].basis)
    if _stands_alone(r, j + 1) and r.anchor is not None:
        return j + 1, moment(r, unit, 1, shift, _told(r, unit, shift))
    return None
