"""The words of time expressions, compiled from the lexicon, and a sentence as atoms for the grammar to read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from analystkit.extraction.time_firsts import FirstWords, first_words
from analystkit.lexicon import Lexicon

# Runs of letters, runs of digits, single symbols: linear, and finer than any tokenizer, so that "mid-March", "3pm",
# "1990s" and "14:30GMT" come apart the same way everywhere.
_ATOM = re.compile(r"([^\W\d_]+|[0-9]+|\S)")

FIGURE = re.compile("[0-9]")
_LONG_NUMBER = 12
_PLAIN_MARKS = {"’": "'", "‘": "'", "–": "-", "‑": "-", "—": "-", "‐": "-"}


@dataclass(slots=True)
class TimeWords:
    """Word -> value for each kind of word of the `time_words` table, and what starts an expression."""

    kinds: dict[str, dict[str, str]]
    months: dict[str, int]
    month_abbreviations: frozenset[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]]
    anchors: frozenset[str]
    openers: frozenset[str]
    # What may open an expression, figures apart, and what the rules begin with.
    starts: frozenset[str]
    first: FirstWords
    future: frozenset[str] = field(default_factory=frozenset)

    def of(self, kind: str) -> dict[str, str]:
        """Return word -> value of one kind."""
        return self.kinds.get(kind, {})


# Words that steer the reading and are no part of an expression.
STEERING = frozenset(
    {
        "clock_cue",
        "moving",
        "timetable",
        "daypart_cue",
        "year_cue",
        "owner",
        "clause_end",
        "length_cue",
        "one_length",
        "bare_length",
        "articled",
        "anchored",
        "predicate",
        "season_cue",
        "plain_month",
        "title",
        "ahead",
        "deed",
        "opening",
        "calling",
        "occasion",
    }
)
# Words that only continue an expression; a sentence with none but these holds no time expression.
_NO_ANCHOR = (
    STEERING
    | {
        "number",
        "multiplier",
        "vague",
        "ordinal",
        "shift",
        "part",
        "edge",
        "relation",
        "bound",
        "zone",
        "future",
        "past",
        "month_cue",
        "commitment",
    }
    | {"not_year", "not_after_year", "not_after_weekday", "not_before_weekday", "named_after"}
)

# What may open an expression whose anchor stands a little further on ("the first two weeks of ...").
_OPENING_KINDS = ("number", "multiplier", "vague", "ordinal", "shift", "part", "edge", "relation", "opening")
# How many atoms lie between an opening word and the anchor at most.
_REACH = 9


@lru_cache(maxsize=8)
def time_words(lexicon: Lexicon) -> TimeWords:
    """Compile the time words of a lexicon; the same lexicon gives the same object."""
    kinds: dict[str, dict[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in lexicon.table("time_words"):
        word, kind = row["word"].lower(), row["kind"]
        parts = tuple(_ATOM.findall(word))
        if len(parts) > 1 and kind not in STEERING:
            phrases.setdefault(parts[0], []).append((parts, kind, row["value"]))
        kinds.setdefault(kind, {}).setdefault(word, row["value"])
    for row in lexicon.table("named_days"):
        parts = tuple(_ATOM.findall(row["name"].lower()))
        phrases.setdefault(parts[0], []).append((parts, "named_day", row["rule"]))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))

    def whole(kind: str) -> dict[str, int]:
        return {word: int(value) for word, value in kinds.get(kind, {}).items()}

    anchors = {
        word for kind, words in kinds.items() if kind not in _NO_ANCHOR for word in words if " " not in word
    }
    anchors |= {parts[-1] for found in phrases.values() for parts, kind, _ in found if kind != "bound"}
    anchors -= {"the", "'", "s", "time", "?", "."}
    openers = frozenset().union(*(kinds.get(kind, {}) for kind in _OPENING_KINDS))
    return TimeWords(
        kinds=kinds,
        months=whole("month") | whole("month_abbreviation"),
        month_abbreviations=frozenset(kinds.get("month_abbreviation", ())),
        weekdays=whole("weekday"),
        weekday_abbreviations=whole("weekday_abbreviation"),
        units=kinds.get("unit", {}),
        numbers=whole("number") | whole("multiplier"),
        ordinals=whole("ordinal"),
        phrases=phrases,
        anchors=frozenset(anchors),
        openers=openers,
        starts=frozenset(anchors) | openers | phrases.keys() | {"'"},
        first=first_words(kinds, phrases),
        future=frozenset(kinds.get("future", ())),
    )


@dataclass(slots=True)
class Atoms:
    """One sentence in atoms: `low` in lower case, `raw` as written, offsets into the part, `number` None for words."""

    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    number: list[int | None]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, index: int) -> str:
        """Return the atom in lower case, "" outside the sentence."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def digits(self, index: int) -> int | None:
        """Return the number written in figures at an index, None if there is none."""
        return self.number[index] if 0 <= index < len(self.number) else None

    def glued(self, index: int) -> bool:
        """Say whether an atom touches the one before it."""
        return 0 < index < len(self.raw) and self.start[index] == self.end[index - 1]

    def capital(self, index: int) -> bool:
        """Say whether an atom begins with a capital letter."""
        return 0 <= index < len(self.raw) and self.raw[index][0].isupper()


def openings(atoms: Atoms, words: TimeWords) -> list[int]:
    """Return the atoms an expression may start at: an anchor, or an opening word, phrase or figure not far in front of one."""
    found: list[int] = []
    nearest = len(atoms) + _REACH + 1
    low, number = atoms.low, atoms.number
    starts, anchors, openers, phrases = words.starts, words.anchors, words.openers, words.phrases
    possible = [i for i, word in enumerate(low) if word in starts or number[i] is not None]
    for i in reversed(possible):
        word = low[i]
        if number[i] is not None:
            if len(word) == 4 or (
                i + 1 < len(low) and (atoms.glued(i + 1) or low[i + 1] in {"a", "p", "am", "pm"})
            ):
                nearest = i
            if nearest - i <= _REACH:
                found.append(i)
        elif word in anchors:
            nearest = i
            found.append(i)
        elif nearest - i <= _REACH and (
            word in openers
            or (word in phrases and any(low[i : i + len(parts)] == [*parts] for parts, _, _ in phrases[word]))
            # "the '90s"
            or (word == "'" and i + 1 < len(low) and number[i + 1] is not None)
        ):
            found.append(i)
    found.reverse()
    return found


def read_atoms(text: str, start: int, end: int) -> Atoms:
    """Split the text between two offsets into atoms."""
    words = text[start:end]
    # What lies between two atoms and an atom by turns.
    pieces = _ATOM.split(words)
    edges = list(accumulate(map(len, pieces), initial=start))
    raw = pieces[1::2]
    low = list(map(str.lower, raw))
    if not words.isascii():
        low = [_PLAIN_MARKS.get(word, word) for word in low]
    numbers: list[int | None] = [None] * len(raw)
    if FIGURE.search(words):
        numbers = [
            int(word) if word.isdecimal() and word.isascii() and len(word) <= _LONG_NUMBER else None
            for word in raw
        ]
    return Atoms(raw, low, edges[1:-1:2], edges[2::2], numbers)
