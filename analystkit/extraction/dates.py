"""Time expressions of one part of an article, resolved to whole days against the publication date."""

from __future__ import annotations

from datetime import date

from analystkit.extraction.casing import all_capitals
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tense import backshifted, direction, settled
from analystkit.extraction.time_grammar import read_expression
from analystkit.extraction.time_reading import Reading
from analystkit.extraction.time_words import FIGURE, TimeWords, openings, read_atoms, time_words
from analystkit.extraction.timex_values import Timex
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

# A sentence of a million characters is no sentence: read it in pieces.
_LONGEST = 20_000


def extract_dates(part: ArticlePart, lexicon: Lexicon) -> list[TimeExpression]:
    """Find the time expressions of one part and say which days they mean.

    Parameters
    ----------
    part : ArticlePart
        The parsed part. Relative expressions ("on Tuesday", "last month") are reckoned from the day of
        ``part.published``; without it they are found and keep a TIMEX3 value with ``X`` for what is unknown, and their range
        is empty. Tags and heads help to tell past from future and are not needed.
    lexicon : Lexicon
        Tables `time_words` and `named_days`.

    Returns
    -------
    list of TimeExpression
        In order of position, without overlaps; the span leaves out the preposition. `type` and `value` are TIMEX3.
        `range` holds whole days, both ends inclusive:

        - precision "day" to "decade": the calendar unit; "part-of-month" its early, middle or late third ("late July");
          "range" any other closed stretch ("3 to 5 May", "early 2019", "the past two weeks", a weekend);
        - precision "after" ("since March", "after 2021"): `start` is the first day it can be, `end` None;
        - precision "before" ("until Friday", "by the end of 2021", "before 2021"): `end` is the last day it can be,
          `start` None;
        - empty: a length of time with no place in time ("for two days"), what recurs ("every Monday", type SET), a vague
          reference ("recently", value PAST_REF), or what cannot be placed.

        The basis is "explicit" where the words name the year, "relative" where the article's date or another date of the
        text was needed. A numeric date whose order of day and month is unclear keeps only its year.
    """
    words = time_words(lexicon)
    tokens = part.tokens
    anchors = words.anchors
    dated = anchors.intersection(tokens.positions)
    dated |= {word for word in tokens.positions if not word.isalpha() and _may_date(word, anchors)}
    hits = tokens.where(dated)
    if not hits:
        return []
    published = part.published.date() if part.published is not None else None
    names = _names(part, words, hits)
    shouting = all_capitals(tokens)
    found: list[TimeExpression] = []
    anchor: Timex | None = None
    done = -1
    for hit in hits:
        if tokens.start[hit] < done:
            continue
        start, end = _sentence(part, hit)
        start = max(start, done)
        done = end
        anchor = _read_sentence(part, words, published, start, end, anchor, names, shouting, found)
    return found


def _may_date(word: str, anchors: frozenset[str]) -> bool:
    """Say whether a token that is no plain word can be part of a date: figures, "mid-march", "14:30gmt"."""
    if len(word) == 1:
        return "0" <= word <= "9"
    if FIGURE.search(word, 0, 24):
        return True
    return "-" in word[:40] and any(piece in anchors for piece in word[:40].split("-"))


def _sentence(part: ArticlePart, token: int) -> tuple[int, int]:
    """Return the offsets of the sentence of a token; of an endless one the piece around it."""
    tokens = part.tokens
    if part.sentence_tokens:
        first, last = part.sentence_tokens[tokens.sentence[token]]
        start, end = tokens.start[first], tokens.end[last - 1]
    else:
        start, end = 0, len(part.text)
    if end - start > _LONGEST:
        start = max(start, tokens.start[token] - 200)
        end = min(end, start + _LONGEST)
    return start, end


def _names(part: ArticlePart, words: TimeWords, hits: list[int]) -> frozenset[str]:
    """Return the month words that are people here: "Theresa May" once makes a bare "May" hers from then on."""
    tokens = part.tokens
    found = set()
    for i in hits:
        word = tokens.lower[i]
        if i and word in words.months and tokens.text[i][0].isupper() and tokens.text[i - 1][:1].isupper():
            before = tokens.lower[i - 1].rstrip(".")
            starts = (
                tokens.sentence[i] != tokens.sentence[i - 1]
                or i == 1
                or tokens.sentence[i - 1] != tokens.sentence[max(i - 2, 0)]
            )
            if (
                tokens.entity[i] == "PERSON"
                or before in words.of("title")
                or (
                    not starts
                    and before.isalpha()
                    and not _time_word(before, words)
                    and tokens.tag[i - 1] in {"NNP", ""}
                    and not tokens.text[i].isupper()
                )
            ):
                found.add(word)
    return frozenset(found)


def _time_word(word: str, words: TimeWords) -> bool:
    return word in words.anchors or any(
        word in words.of(kind) for kind in ("month_cue", "shift", "part", "bound", "number", "ordinal")
    )


def _read_sentence(
    part: ArticlePart,
    words: TimeWords,
    published: date | None,
    start: int,
    end: int,
    anchor: Timex | None,
    names: frozenset[str],
    shouting: bool,
    found: list[TimeExpression],
) -> Timex | None:
    """Read the expressions of one sentence into `found`; return the date the next sentence counts from."""
    atoms = read_atoms(part.text, start, end)
    opening = openings(atoms, words)
    if not opening:
        return anchor
    tokens = part.tokens

    def token(i: int) -> int:
        return max(tokens.at(atoms.start[i]), 0) if 0 <= i < len(atoms) else -1

    def clause(i: int, j: int) -> str:
        first, last = token(i), token(max(j - 1, i))
        return direction(part, first, last + 1, words) if first >= 0 else ""

    def settled_at(i: int, j: int) -> bool:
        first, last = token(i), token(max(j - 1, i))
        return first >= 0 and settled(part, first, last + 1, words)

    def backshifted_at(i: int, j: int) -> bool:
        first, last = token(i), token(max(j - 1, i))
        return first >= 0 and backshifted(part, first, last + 1)

    def label(i: int) -> str:
        return tokens.entity[token(i)] if 0 <= i < len(atoms) else ""

    def tag(i: int) -> str:
        return tokens.tag[token(i)] if 0 <= i < len(atoms) else ""

    reading = Reading(
        atoms, words, published, clause, label, tag, settled_at, backshifted_at, anchor, None, shouting, names
    )
    done = 0
    for i in opening:
        match = read_expression(reading, i) if i >= done else None
        if match is None:
            continue
        j, when = match
        if atoms.capital(j) and atoms.word(j) in words.of("named_after"):
            # "in 9 July Avenue", "the April 6 Movement": named after a day, at home in none.
            done = j
            continue
        low, high = atoms.start[i], atoms.end[j - 1]
        found.append(
            TimeExpression(
                part.article_id,
                part.part,
                low,
                high,
                part.text[low:high],
                when.type,
                when.value,
                _range(when),
            )
        )
        if (
            when.type in {"DATE", "TIME"}
            and (when.start or when.end)
            and when.precision not in {"before", "after"}
        ):
            reading.anchor = reading.sentence_anchor = when
            reading.note_year(i, j, when)
        done = j
    return reading.anchor


def _range(when: Timex) -> DateRange:
    if when.start is None and when.end is None:
        return DateRange(basis=when.basis if when.type in {"DATE", "TIME"} else "")
    if when.start is not None and when.end is not None and when.start > when.end:
        return DateRange(basis=when.basis)
    return DateRange(when.start, when.end, when.precision, when.basis)
