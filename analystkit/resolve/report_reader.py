"""Reading event rows as incident resolution sees them, some rows at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.model.schema import FRAMES
from analystkit.resolve.instants import days_of
from analystkit.resolve.known import act_senses, common_verbs, speech_acts
from analystkit.resolve.reports import Report

HAPPENED = frozenset({"happened", "ongoing", "alleged", "denied", "attempted", "unknown", ""})
AHEAD = frozenset({"planned", "threatened"})
_REPORTED = HAPPENED | AHEAD
# Agreeing is promising: what is planned in it does not put it off.
PROMISES = frozenset({"AGREE", "THREATEN"})
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
    return dict(
        zip(articles["article_id"].astype("str").tolist(), days_of(articles["published"]), strict=True)
    )


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
    def _rows(self) -> list[tuple[Any, ...]]:
        """The rows as plain values: texts "" and all else None where nothing is stated, and days for instants."""
        events, kinds = self._events, FRAMES["events"]
        columns = [
            _plain_values(events[name], kinds[name])
            if name in events
            else [_NOTHING.get(kinds[name])] * len(events)
            for name in READ
        ]
        return list(zip(*columns, strict=True))

    @cached_property
    def _wholes(self) -> set[str]:
        """The events that another report is part of: "were killed in an attack" tells of the attack with its dead."""
        told = map(itemgetter(*map(READ.index, ("part_of", "status", "factuality"))), self._rows)
        return {whole for whole, status, factuality in told if whole and _reported(status, factuality)}

    def read(self, rows: Iterable[int]) -> list[Report]:
        """Return the reports of some rows in their order."""
        out = [report for row in rows if (report := self._read(row)) is not None]
        out.sort(key=_order)
        return out

    def _read(self, row: int) -> Report | None:
        cell = dict(zip(READ, self._rows[row], strict=True))
        factuality, event_type = cell["factuality"], cell["event_type"]
        if not _reported(cell["status"], factuality):
            return None
        if cell["method"].rpartition("+")[2] in self._orders:
            # "ordered the strike": whoever carried it out is somebody else.
            cell["source_ids"], cell["source_text"] = (), ""
        point = cell["latitude"], cell["longitude"]
        sources, targets = cell["source_ids"] or (), cell["target_ids"] or ()
        lemma = cell["lemma"] or cell["trigger"].lower()
        deed = _deed(lemma, self._senses)
        return Report(
            row, cell["event_id"], cell["article_id"], int(cell["start"] or 0), event_type, cell["mode"], lemma, cell["date_start"],
            cell["date_end"], cell["date_basis"] in ("explicit", "relative"), self._published.get(cell["article_id"]), cell["place"],
            cell["country"], cell["place_precision"], None if None in point else point, frozenset(sources), frozenset(targets),
            (cell["killed_min"], cell["killed_max"]), (cell["injured_min"], cell["injured_max"]),
            factuality in AHEAD and event_type not in PROMISES, deed, frozenset({event_type}), frozenset({cell["mode"]} - {""}),
            frozenset({lemma}), frozenset({deed}), cell["sentence_id"], cell["part_of"],
            _heads(cell["source_text"], self._counts, self._anybody), _heads(cell["target_text"], self._counts, self._anybody),
            frozenset([*sources, *targets]).difference(self._unnamed),
            _numbers(cell["target_text"], self._numbers), _several(cell["trigger"], lemma), _bare(cell) and cell["event_id"] not in self._wholes, True, _undated(cell),
            cell["part"] == "title", bool(cell["background"]), lemma in self._said, lemma in self._anyones, factuality == "ongoing",
        )  # fmt: skip


def _reported(status: str, factuality: str) -> bool:
    return status != "rejected" and factuality in _REPORTED


# What stands where a column is not there.
_NOTHING = {"str": "", "category": ""}


def _plain_values(column: pd.Series, kind: str) -> list[Any]:
    if kind == "instant":
        return list(days_of(column))
    if kind in _NOTHING:
        return column.astype("str").fillna("").tolist()
    if kind == "list":
        return column.tolist()
    values: list[Any] = column.astype(object).tolist()
    missing = column.isna().tolist()
    return [None if none else value for value, none in zip(values, missing, strict=True)]


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


def _deed(lemma: str, senses: Mapping[str, str]) -> str:
    """Return the deed a trigger tells of; of a phrase that the table does not know, that of its last word ("cyber attack")."""
    return senses.get(lemma) or senses.get(lemma.rpartition(" ")[2]) or lemma


def _several(trigger: str, lemma: str) -> bool:
    """Say whether a noun tells of several deeds: "attacks on ships" is no report of one of them."""
    word, base = trigger.lower().rpartition(" ")[2], lemma.rpartition(" ")[2]
    return word != base and word in (f"{base}s", f"{base}es")


@lru_cache(maxsize=1 << 14)
def _heads(text: str, counts: frozenset[str], anybody: frozenset[str]) -> frozenset[str]:
    """Return the head nouns of a role as written, in the singular: "thousands of miners; the depot of the army" gives miner and depot.

    Pronouns, and nouns such as "people", are left out: they stand for anyone.
    """
    heads = set()
    for phrase in text.lower().split("; "):
        before, _, behind = phrase.partition(" of ")
        word = _head(before)
        if word in counts and behind:
            word = _head(behind.split(" of ")[0])
        heads.add(word)
    return frozenset(heads - anybody - {""})


def _numbers(text: str, words: Mapping[str, int]) -> frozenset[int]:
    """Return how many a role as written is said to be: "three more hostages" are 3; one is none, since anybody is one."""
    found = set()
    for phrase in text.lower().split("; "):
        for word in phrase.split()[:4]:
            digits = word.replace(",", "")
            number = (
                int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else words.get(word)
            )
            if number is not None and number > 1:
                found.add(number)
                break
    return frozenset(found)


def _bare(cell: Mapping[str, Any]) -> bool:
    """Say whether a noun tells of an event without its day, place or parties: "the attack", of which the article has told before."""
    return _undated(cell) and not any(cell[name] for name in ("place", "source_text", "target_text"))


def _undated(cell: Mapping[str, Any]) -> bool:
    """Say whether the text gives no day to a noun or to what a headline tells: it is whenever the article says elsewhere."""
    aside = cell["method"].startswith("noun:") or cell["part"] == "title"
    return aside and cell["date_basis"] not in ("explicit", "relative")


def _head(phrase: str) -> str:
    words = phrase.split(" in ", maxsplit=1)[0].split()
    word = words[-1].strip("'’\"”.,") if words else ""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
