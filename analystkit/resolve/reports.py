"""One event row as incident resolution sees it, and where reports of one event meet."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import number_of
from analystkit.resolve.instants import day_of
from analystkit.resolve.known import act_senses, common_verbs, speech_acts

HAPPENED = frozenset({"happened", "ongoing", "alleged", "denied", "attempted", "unknown", ""})
AHEAD = frozenset({"planned", "threatened"})
# Agreeing is promising: what is planned in it does not put it off.
PROMISES = frozenset({"AGREE", "THREATEN"})


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

    def number(self, context: ArticleContext) -> int:
        """Return 64 bits of a hash over all that decisions about this report rest on, its article's words among it."""
        # Sets have no order that is the same in every process.
        told = [sorted(value) if isinstance(value, frozenset) else value for value in _SAID(self)]
        return number_of(repr((told, context.number(self.article_id))))


# Whatever a report comes to say more: all but where its row stands.
_SAID = attrgetter(*(field.name for field in fields(Report) if field.name != "row"))


# What is read of events.
READ = (
    "event_id", "article_id", "start", "event_type", "mode", "lemma", "date_start", "date_end", "date_basis", "place", "country",
    "place_precision", "latitude", "longitude", "source_ids", "target_ids", "killed_min", "killed_max", "injured_min", "injured_max",
    "factuality", "status", "sentence_id", "part_of", "trigger", "source_text", "target_text",
    "method", "background", "part",
)  # fmt: skip


def read_reports(
    events: pd.DataFrame, articles: pd.DataFrame, unnamed: Collection[str] = frozenset()
) -> list[Report]:
    """Read the event rows that can be part of an incident, in a fixed order: by publication, article and offset.

    Rejected rows, and events that did not happen (negated, hypothetical), report none. `unnamed` are the ids of actors without a name.
    """
    return ReportReader(events, published_days(articles), unnamed).read(range(len(events)))


def published_days(articles: pd.DataFrame) -> dict[str, int | None]:
    """Return the day on which each article was published."""
    return {
        str(a): None if pd.isna(p) else day_of(p)
        for a, p in zip(articles["article_id"], articles["published"], strict=True)
    }


class ReportReader:
    """Reads reports of an events frame, some rows at a time. See `read_reports`."""

    def __init__(
        self, events: pd.DataFrame, published: Mapping[str, int | None], unnamed: Collection[str]
    ) -> None:
        self._events, self._published, self._unnamed = events, published, unnamed
        lexicon = Lexicon.default()
        self._senses = act_senses(lexicon)
        self._said, self._anyones = speech_acts(lexicon), common_verbs(lexicon)
        self._anybody = frozenset(
            row["word"] for row in lexicon.table("report_words") if row["role"] == "anybody"
        )
        words = lexicon.table("number_words")
        self._counts = frozenset(row["word"].removesuffix("s") for row in words)
        self._numbers = {row["word"]: int(row["value"]) for row in words if row["kind"] == "number"}
        self._orders = frozenset(
            row["word"] for row in lexicon.table("event_words") if row["role"] == "ordering"
        )

    @cached_property
    def _columns(self) -> list[list[Any]]:
        events = self._events
        return [
            events[name].astype(object).tolist() if name in events else [None] * len(events) for name in READ
        ]

    def read(self, rows: Iterable[int]) -> list[Report]:
        """Return the reports of some rows in their order."""
        out = [report for row in rows if (report := self._read(row)) is not None]
        wholes = {report.part_of for report in out}
        for report in out:
            # "were killed in an attack": what is told with its dead is not bare.
            report.bare = report.bare and report.event_id not in wholes
        out.sort(key=_order)
        return out

    def _read(self, row: int) -> Report | None:
        cell = {name: column[row] for name, column in zip(READ, self._columns, strict=True)}
        factuality = _text(cell["factuality"])
        if _text(cell["status"]) == "rejected" or factuality not in HAPPENED | AHEAD:
            return None
        if _text(cell["method"]).rpartition("+")[2] in self._orders:
            # "ordered the strike": whoever carried it out is somebody else.
            cell["source_ids"], cell["source_text"] = (), ""
        latitude, longitude = cell["latitude"], cell["longitude"]
        lemma = _text(cell["lemma"]) or _text(cell["trigger"]).lower()
        deed = _deed(lemma, self._senses)
        return Report(
            row, _text(cell["event_id"]), _text(cell["article_id"]), int(cell["start"] or 0), _text(cell["event_type"]),
            _text(cell["mode"]), lemma, _day(cell["date_start"]), _day(cell["date_end"]),
            _text(cell["date_basis"]) in ("explicit", "relative"), self._published.get(_text(cell["article_id"])), _text(cell["place"]),
            _text(cell["country"]), _text(cell["place_precision"]),
            None if _none(latitude) or _none(longitude) else (float(latitude), float(longitude)),
            frozenset(cell["source_ids"] or ()), frozenset(cell["target_ids"] or ()),
            (_count(cell["killed_min"]), _count(cell["killed_max"])), (_count(cell["injured_min"]), _count(cell["injured_max"])),
            factuality in AHEAD and _text(cell["event_type"]) not in PROMISES, deed, frozenset({_text(cell["event_type"])}),
            frozenset({_text(cell["mode"])} - {""}), frozenset({lemma}), frozenset({deed}), _text(cell["sentence_id"]), _text(cell["part_of"]),
            _heads(cell["source_text"], self._counts, self._anybody), _heads(cell["target_text"], self._counts, self._anybody),
            frozenset([*(cell["source_ids"] or ()), *(cell["target_ids"] or ())]).difference(self._unnamed),
            _numbers(cell["target_text"], self._numbers), _several(_text(cell["trigger"]), lemma), _bare(cell), True, _undated(cell),
            _text(cell["part"]) == "title", bool(cell["background"]) if not _none(cell["background"]) else False,
            lemma in self._said, lemma in self._anyones, factuality == "ongoing",
        )  # fmt: skip


def _order(report: Report) -> tuple[object, ...]:
    """Return where a report stands in line: by publication and article; what says when and where it was before what rests on it."""
    rank = 2 if report.bare or report.headline else 1 if report.part_of else 0
    return (
        report.published is None,
        report.published or 0,
        report.article_id,
        rank,
        report.start,
        report.event_id,
    )


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


def _deed(lemma: str, senses: Mapping[str, str]) -> str:
    """Return the deed a trigger tells of; of a phrase that the table does not know, that of its last word ("cyber attack")."""
    return senses.get(lemma) or senses.get(lemma.rpartition(" ")[2]) or lemma


def _several(trigger: str, lemma: str) -> bool:
    """Say whether a noun tells of several deeds: "attacks on ships" is no report of one of them."""
    word, base = trigger.lower().rpartition(" ")[2], lemma.rpartition(" ")[2]
    return word != base and word in (f"{base}s", f"{base}es")


def _heads(value: object, counts: frozenset[str], anybody: frozenset[str]) -> frozenset[str]:
    """Return the head nouns of a role as written, in the singular: "thousands of miners; the depot of the army" gives miner and depot.

    Pronouns, and nouns such as "people", are left out: they stand for anyone.
    """
    heads = set()
    for phrase in _text(value).lower().split("; "):
        before, _, behind = phrase.partition(" of ")
        word = _head(before)
        if word in counts and behind:
            word = _head(behind.split(" of ")[0])
        heads.add(word)
    return frozenset(heads - anybody - {""})


def _numbers(value: object, words: Mapping[str, int]) -> frozenset[int]:
    """Return how many a role as written is said to be: "three more hostages" are 3; one is none, since anybody is one."""
    found = set()
    for phrase in _text(value).lower().split("; "):
        for word in phrase.split()[:4]:
            digits = word.replace(",", "")
            number = (
                int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else words.get(word)
            )
            if number is not None and number > 1:
                found.add(number)
                break
    return frozenset(found)


def _bare(cell: Mapping[str, object]) -> bool:
    """Say whether a noun tells of an event without its day, place or parties: "the attack", of which the article has told before."""
    return _undated(cell) and not any(_text(cell[name]) for name in ("place", "source_text", "target_text"))


def _undated(cell: Mapping[str, object]) -> bool:
    """Say whether the text gives no day to a noun or to what a headline tells: it is whenever the article says elsewhere."""
    aside = _text(cell["method"]).startswith("noun:") or _text(cell["part"]) == "title"
    return aside and _text(cell["date_basis"]) not in ("explicit", "relative")


def _head(phrase: str) -> str:
    words = phrase.split(" in ", maxsplit=1)[0].split()
    word = words[-1].strip("'’\"”.,") if words else ""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _text(value: object) -> str:
    if isinstance(value, str):
        # Nearly always.
        return value
    return (
        ""
        if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
        else str(value)
    )


def _none(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _count(value: object) -> int | None:
    return None if _none(value) else int(value)  # type: ignore[call-overload]


def _day(value: object) -> int | None:
    return None if _none(value) or value is pd.NaT else day_of(value)
