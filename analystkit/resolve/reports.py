"""One event row as incident resolution sees it, and where reports of one event meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import number_of


@dataclass(slots=True, eq=False)
class Report:
    """One event row. Days are numbers since 1970, None where open; `ahead` is true for what has not happened yet."""

    row: int
    event_id: str
    article_id: str
    start: int
    event_type: str
    mode: str
    lemma: str
    first_day: int | None
    last_day: int | None
    dated: bool
    published: int | None
    place: str
    country: str
    precision: str
    point: tuple[float, float] | None
    sources: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    ahead: bool
    sense: str = ""
    # More than one where a report stands for several of its article.
    types: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    senses: frozenset[str] = frozenset()
    sentence: str = ""
    part_of: str = ""
    source_words: frozenset[str] = frozenset()
    target_words: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    counts: frozenset[int] = frozenset()
    several: bool = False
    bare: bool = False
    # False where only one of several reports of an article gives the day, which may be another event's.
    sure: bool = True
    undated: bool = False
    headline: bool = False
    background: bool = False
    spoken: bool = False
    common: bool = False
    ongoing: bool = False
    # What somebody claims, is accused of or denies.
    claimed: bool = False
    # Neither day nor place is told with it.
    loose: bool = False
    # Its day may be that of what is said of it: "condemned the attack on Thursday".
    day_of_clause: bool = False
    # The names among its target's nouns ("the shelling of Kestrel"), and those that it is told with ("Turkish soldiers").
    target_names: frozenset[str] = frozenset()
    target_capitals: frozenset[str] = frozenset()
    # The sectors of the people who did it, civilians aside.
    source_sectors: frozenset[str] = frozenset()
    # "Three more hostages", "another prison".
    one_more: bool = False
    # Told with "the gunmen", "them": of whom the article has told before.
    resumed: bool = False
    # "A similar attack": none that the article has told of before.
    another: bool = False
    # The words that give its day, and whether they count it from a deed told before: "hours later", "that night".
    when: str = ""
    sequel: bool = False

    def number(self, context: ArticleContext) -> int:
        """Return 64 bits of a hash over all that decisions about this report rest on, its article's words among it."""
        # Sets have no order that is the same in every process.
        told = [sorted(value) if isinstance(value, frozenset) else value for value in _SAID(self)]
        return number_of(repr((told, context.number(self.article_id))))


# Whatever a report comes to say more: all but where its row stands.
_SAID = attrgetter(*(field.name for field in fields(Report) if field.name != "row"))


def keys_of(report: Report, words: Sequence[int]) -> list[int]:
    """Return the numbers of the keys under which reports of one event of two articles meet: deed, place, participants, telling words.

    `words` are numbers of the telling words of its article.
    """
    ahead = "ahead" if report.ahead else ""
    kinds = _kinds(ahead, report.event_type)
    keys = [_under(kinds["deed"], number_of(report.sense))]
    if report.place:
        keys.append(_under(kinds["place"], number_of(report.place)))
    elif report.country:
        keys.append(_under(kinds["country"], number_of(report.country)))
    keys += [_under(kinds["actor"], number_of(actor)) for actor in sorted(report.sources | report.targets)]
    return [*keys, *(_under(kinds["word"], word) for word in words)]


@lru_cache(maxsize=1_000)
def _kinds(ahead: str, event_type: str) -> dict[str, int]:
    kinds = ("deed", "place", "country", "actor", "word")
    return {kind: number_of(f"{ahead}\x1f{event_type}\x1f{kind}") for kind in kinds}


def _under(kind: int, number: int) -> int:
    # Both are spread over 64 bits already.
    return ((kind ^ number) * 0x9E3779B97F4A7C15 + kind) & 0xFFFFFFFFFFFFFFFF
