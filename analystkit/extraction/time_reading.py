"""A sentence under the time grammar: its atoms, what it is reckoned from, and the small words every rule reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from analystkit.extraction.time_words import Atoms, TimeWords
from analystkit.extraction.timex_values import Timex, day, month, safe_date

# The atom after the match, and what it means.
Match = tuple[int, Timex]
# Reads a date at an atom; rules that a date may follow are given one.
DateReader = Callable[[int], Match | None]

ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_CLAUSE_END = frozenset(".,;:!?)]}\"'”-")
_YEAR_IS_SAID, _NEAR, _TOLD_LATER = 300, 60, 31


def _never(i: int, j: int) -> bool:
    return False


@dataclass(slots=True)
class Reading:
    """What the rules share.

    `published` is the day the article appeared, None if unknown. `anchor` is the date the text named last (in any sentence
    before), `sentence_anchor` the one named last in this sentence. `clause(i, j)` tells "past", "future" or "" of the clause
    around the atoms [i, j), `label(i)` the entity label of an atom; `settled(i, j)` whether its verb tells a deed as done,
    `backshifted(i, j)` whether it stands with "would". `shouting` is true in a text without lower case.
    """

    atoms: Atoms
    words: TimeWords
    published: date | None
    clause: Callable[[int, int], str]
    label: Callable[[int], str]
    tag: Callable[[int], str]
    settled: Callable[[int, int], bool] = _never
    backshifted: Callable[[int, int], bool] = _never
    anchor: Timex | None = None
    sentence_anchor: Timex | None = None
    shouting: bool = False
    names: frozenset[str] = field(default_factory=frozenset)
    story_year: int | None = None

    # Small words -------------------------------------------------------------------------------------------

    def skip(self, i: int, *words: str) -> int:
        """Return the atom after i where i is one of the words, else i."""
        low = self.atoms.low
        return i + 1 if 0 <= i < len(low) and low[i] in words else i

    def phrase(self, i: int, kind: str) -> tuple[int, str] | None:
        """Return the end and value of the longest phrase of a kind that starts at i."""
        for parts, found, value in self.words.phrases.get(self.atoms.word(i), ()):
            if found == kind and self.follows(i, parts):
                return i + len(parts), value
        return None

    def follows(self, i: int, parts: tuple[str, ...]) -> bool:
        """Say whether the atoms from i on are exactly these."""
        low = self.atoms.low
        return 0 <= i < len(low) and low[i] == parts[0] and tuple(low[i : i + len(parts)]) == parts

    def hyphen(self, i: int) -> int:
        """Step over a hyphen."""
        return self.skip(i, "-")

    def joined(self, i: int) -> bool:
        """Say whether an atom goes on from figures, letters or a separator before it (quotes and brackets do not count)."""
        before = self.atoms.word(i - 1)
        return self.atoms.glued(i) and (
            before.isalnum() or before in {"-", "/", ".", ":", "_", "$", "#", "@"}
        )

    def possessive(self, i: int) -> bool:
        """Say whether "'s" (or the "'" of a plural) touches the atom before i."""
        return self.atoms.word(i) == "'" and self.atoms.glued(i)

    def clause_ends(self, i: int) -> bool:
        """Say whether nothing follows at i that the words before could belong to."""
        word = self.atoms.word(i)
        return word in _CLAUSE_END or word in self.words.of("clause_end") or i >= len(self.atoms)

    def number(self, i: int) -> tuple[int, float | None] | None:
        """Read a count at i: figures, words, or a vague word, whose count is None.

        "a few", "several", "dozens of" are vague; "a couple of" is too, for the news means two or three by it.
        """
        atoms, words = self.atoms, self.words
        figure = atoms.digits(i)
        if figure is not None:
            return self._figures(i, float(figure))
        word = atoms.word(i)
        if word not in words.first.count:
            return None
        if word in {
            "half",
        }:
            j = self.skip(i + 1, "a", "an", "of")
            return (j, 0.5) if j > i + 1 or atoms.word(j) == "-" else None
        if word in {"a", "an"}:
            after = atoms.word(i + 1)
            if after in {"few", "couple"}:
                return self.skip(i + 2, "of", "more"), None
            if after in {"hundred", "thousand", "dozen", "million"}:
                return i + 2, float(words.numbers[after])
            if after == "half" and atoms.word(i + 2) == "-":
                return i + 3, 0.5
            return self.skip(i + 1, "further", "full", "whole", "single"), 1.0
        if word in words.of("vague"):
            return self.skip(i + 1, "of", "more"), None
        if word not in words.numbers:
            return None
        total, current, j = 0.0, 0.0, i
        while atoms.word(j) in words.numbers:
            value = words.numbers[atoms.word(j)]
            if value >= 100 or atoms.word(j) == "dozen":
                current = (
                    (current or 1.0) * value if value != 12 or atoms.word(j) == "dozen" else current + value
                )
                if value >= 1000:
                    total, current = total + current, 0.0
            else:
                current += value
            j += 1
            if (atoms.word(j) == "-" and atoms.word(j + 1) in words.numbers and atoms.glued(j)) or (
                atoms.word(j) == "and" and current >= 100 and atoms.word(j + 1) in words.numbers
            ):
                j += 1
        return self._and_a_half(j, total + current)

    def _figures(self, i: int, value: float) -> tuple[int, float | None]:
        atoms, j = self.atoms, i + 1
        while atoms.word(j) == "," and atoms.glued(j) and atoms.glued(j + 1) and len(atoms.word(j + 1)) == 3:
            following = atoms.digits(j + 1)
            if following is None:
                break
            value, j = value * 1000 + following, j + 2
        if atoms.word(j) == "." and atoms.glued(j) and atoms.glued(j + 1) and atoms.digits(j + 1) is not None:
            value, j = float(f"{int(value)}.{atoms.low[j + 1]}"), j + 2
        while atoms.word(j) in self.words.of("multiplier"):
            value, j = value * self.words.numbers[atoms.word(j)], j + 1
        return self._and_a_half(j, value)

    def _and_a_half(self, j: int, value: float) -> tuple[int, float | None]:
        if self.follows(j, ("and", "a", "half")):
            return j + 3, value + 0.5
        if self.follows(j, ("-", "and", "-", "a", "-", "half")):
            return j + 6, value + 0.5
        return j, value

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Read an ordinal at i: "14th", "third", "twenty-first"; "final" and "last" are -1."""
        atoms = self.atoms
        figure = atoms.digits(i)
        if figure is not None:
            return (i + 2, figure) if atoms.word(i + 1) in ORDINAL_ENDINGS and atoms.glued(i + 1) else None
        word = atoms.word(i)
        if word in self.words.ordinals:
            return i + 1, self.words.ordinals[word]
        tens = self.words.numbers.get(word, 0)
        if 20 <= tens < 100:
            j = self.hyphen(i + 1)
            ones = self.words.ordinals.get(atoms.word(j), 0)
            if 0 < ones < 10:
                return j + 1, tens + ones
        return None

    def unit(self, i: int) -> tuple[int, str] | None:
        """Read a unit of time at i."""
        found = self.words.units.get(self.atoms.word(i))
        return (i + 1, found) if found else None

    def unit_end(self, i: int) -> int:
        """Return the atom behind the next unit within three atoms, else i."""
        return next((k + 1 for k in range(i, i + 4) if self.atoms.word(k) in self.words.units), i)

    def clause_of(self, i: int, j: int) -> str:
        """Return where the clause of a month or day looks; in front of its noun ("the July meeting") its verb says nothing."""
        if self.tag(j).startswith("NN") and self.atoms.word(i - 1) not in {
            "in",
            "on",
            "since",
            "until",
            "by",
        }:
            return ""
        return self.clause(i, j)

    def told(self, unit: str) -> Timex | None:
        """Return the date the text named last, if it is sharp enough to count units from: no days from a year."""
        told = self.anchor
        if told is None or (told.start is None and told.end is None):
            return None
        fine = unit in {"TS", "TM", "TH", "D", "NI", "WE"}
        return told if not fine or told.unit in {"D", "NI", "WE"} or told.start == told.end else None

    # Dates without a year -------------------------------------------------------------------------------------

    def month_day(self, i: int, j: int, number: int, when: int, year: int | None) -> Timex | None:
        """Place a day of a month in its year: the year given, or by publication date and tense; None if there is no such day."""
        year = year if year is not None else self._told_year()
        if year is not None:
            found = safe_date(year, number, when)
            return day(found) if found else None
        if not 1 <= when <= (29 if number == 2 else 30 if number in {4, 6, 9, 11} else 31):
            return None
        blank = Timex("DATE", f"XXXX-{number:02}-{when:02}", basis="explicit", unit="D", yearless=True)
        if self.published is None:
            return blank
        options = [safe_date(self.published.year + k, number, when) for k in range(-4, 5)]
        known = [option for option in options if option is not None]
        found = self.nearest(known, self.clause_of(i, j), slack=1, at=(i, j))
        return _yearless(day(found, "explicit")) if found else blank

    def bare_month(self, i: int, j: int, number: int, year: int | None) -> Timex:
        """Place a month in its year: the year given, or by publication date and tense."""
        year = year if year is not None else self._told_year()
        if year is not None:
            return month(year, number)
        if self.published is None:
            return Timex("DATE", f"XXXX-{number:02}", basis="explicit", unit="M", yearless=True)
        this = self.published.replace(day=1)
        options = [safe_date(this.year + k, number, 1) for k in (-1, 0, 1)]
        known = [option for option in options if option is not None]
        found = (
            self.nearest(known, self.clause_of(i, j), slack=0, reference=this, at=(i, j), months=True) or this
        )
        return _yearless(month(found.year, found.month, "relative"))

    def nearest(
        self,
        options: list[date],
        clause: str,
        slack: int,
        reference: date | None = None,
        at: tuple[int, int] | None = None,
        months: bool = False,
    ) -> date | None:
        """Return the day meant among the same day of several years: by the tense, else the one nearest to publication.

        `at` are the atoms of the expression, whose verb is asked further where the tense alone leaves it open. `months` says that
        the options are months: of those a past deed does not lie ahead, while a day may be a slip of the desk.
        """
        reference = reference or self.published
        if reference is None or not options:
            return None
        if clause == "future":
            if at is not None and self.backshifted(*at):
                # "had announced that they would resume from 1 January", told a few days later.
                slack = max(slack, _TOLD_LATER)
            return min((o for o in options if (reference - o).days <= slack), default=None)
        if clause == "past":
            # A day of slack: the article may be dated in another time zone than its desk.
            back = max((o for o in options if (o - reference).days <= slack), default=None)
            ahead = min((o for o in options if o > reference), default=None)
            # Of a day ten months back the news says the year: what is near ahead is meant ("said the vote was on June 8").
            if not back or not ahead or (reference - back).days <= _YEAR_IS_SAID:
                return back
            if at is not None and months and self.settled(*at):
                return back
            return ahead if (ahead - reference).days < _NEAR else back
        # Nothing says: the nearer one, and the news looks back more than ahead.
        return min(
            options, key=lambda o: (o - reference).days * 1.5 if o > reference else (reference - o).days
        )

    def _told_year(self) -> int | None:
        """Return the year this sentence tells of, where that is not about the present ("On 5 June 1967 ... by September")."""
        if self.story_year is None:
            return None
        near = self.published is not None and abs(self.story_year - self.published.year) <= 1
        return None if near else self.story_year

    def note_year(self, i: int, j: int, found: Timex) -> None:
        """Keep the year of a date just read, if the sentence is set in it: a full date, or "in 1967"; not "the 2015 deal"."""
        if found.basis != "explicit" or found.year is None or found.precision in {"before", "after"}:
            return
        if found.unit in {"D", "M"} or (
            found.unit == "Y" and self.atoms.word(i - 1) == "in" and self.clause_ends(j)
        ):
            self.story_year = found.year


def _yearless(found: Timex) -> Timex:
    return Timex(
        found.type, found.value, found.start, found.end, found.precision, found.basis, found.unit, True
    )
