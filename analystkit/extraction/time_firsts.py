"""What the rules of the time grammar may begin with: most words no rule begins with, and one look tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Phrases = Mapping[str, list[tuple[tuple[str, ...], str, str]]]

# What the words of an ordinal may begin with ("twenty-first"), and the hours of a clock.
_TENS, _HOURS = range(20, 100), range(1, 13)


@dataclass(frozen=True, slots=True)
class FirstWords:
    """First words by rule; figures begin most of them and are not here."""

    calendar: frozenset[str]
    relative: frozenset[str]
    part: frozenset[str]
    repeated: frozenset[str]
    clock: frozenset[str]
    count: frozenset[str]
    reference: frozenset[str]


def first_words(kinds: Mapping[str, Mapping[str, str]], phrases: Phrases) -> FirstWords:
    """Gather the first words of the rules.

    Parameters
    ----------
    kinds : mapping of str to mapping of str to str
        Word to value by kind, of the `time_words` table.
    phrases : Phrases
        By first word, the phrases of several words and the named days.
    """

    def of(*names: str) -> Iterable[str]:
        return (word for name in names for word in kinds.get(name, ()))

    def opening(kind: str) -> Iterable[str]:
        return (word for word, found in phrases.items() if any(kind == held for _, held, _ in found))

    def counting(numbers: range) -> Iterable[str]:
        return (
            word
            for name in ("number", "multiplier")
            for word, value in kinds.get(name, {}).items()
            if int(value) in numbers
        )

    return FirstWords(
        calendar=frozenset(
            {
                *of("month", "month_abbreviation", "weekday", "weekday_abbreviation"),
                *of("season", "ordinal", "decade"),
                *opening("named_day"),
                *counting(_TENS),
                *("q", "h", "'", "fiscal", "fy"),
            }
        ),
        relative=frozenset(
            {
                *of("weekday", "weekday_abbreviation", "day", "night", "shift"),
                *("the", "day", "weekend", "earlier", "later"),
            }
        ),
        part=frozenset({*of("edge", "part"), "year", "month"}),
        repeated=frozenset({*of("set", "weekdays"), *opening("set"), "every", "each", "per"}),
        clock=frozenset({*of("clock"), *counting(_HOURS)}),
        count=frozenset({*of("number", "multiplier", "vague"), "half", "a", "an"}),
        reference=frozenset({*of("reference"), *opening("reference")}),
    )
