"""Reading event rows as incident resolution sees them, some rows at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analystkit.extraction.acts import act_senses
from analystkit.lexicon import Lexicon
from analystkit.model.schema import FRAMES
from analystkit.resolve.instants import days_of
from analystkit.resolve.known import common_verbs, speech_acts
from analystkit.resolve.reports import Report
from analystkit.resolve.role_words import RoleWords
from analystkit.resolve.sequels import Sequels

HAPPENED = frozenset({"happened", "ongoing", "alleged", "denied", "attempted", "unknown", ""})
AHEAD = frozenset({"planned", "threatened"})
_REPORTED = HAPPENED | AHEAD
# Agreeing is promising, and so is giving way in words: what is planned in it does not put it off.
PROMISES = frozenset({"AGREE", "CONCEDE", "THREATEN"})
# What is read of events.
READ = (
    "event_id", "article_id", "start", "event_type", "mode", "lemma", "date_start", "date_end", "date_basis", "place", "country",
    "place_precision", "latitude", "longitude", "source_ids", "target_ids", "killed_min", "killed_max", "injured_min", "injured_max",
    "factuality", "status", "sentence_id", "part_of", "trigger", "source_text", "target_text",
    "method", "background", "part", "date_text",
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
        self._roles = RoleWords(lexicon)
        self._sequels = Sequels(lexicon)
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
        out = [report for row in rows if (report := self.one(row)) is not None]
        out.sort(key=_order)
        return out

    def one(self, row: int) -> Report | None:
        """Return the report of one row, None where it is none."""
        # In the order of READ: a mapping of them for each row would take as long as all the rest.
        (
            event_id, article_id, start, event_type, mode, lemma, first_day, last_day, date_basis, place, country, precision, latitude, longitude,
            source_ids, target_ids, killed_min, killed_max, injured_min, injured_max, factuality, status, sentence_id, part_of, trigger,
            source_text, target_text, method, background, part, date_text,
        ) = self._rows[row]  # fmt: skip
        if not _reported(status, factuality):
            return None
        marks = method.split("+")[1:]
        if not self._orders.isdisjoint(marks):
            # "ordered the strike": whoever carried it out is somebody else.
            source_ids, source_text = (), ""
        sources, targets = frozenset(source_ids or ()), frozenset(target_ids or ())
        lemma = lemma or trigger.lower()
        # A day that no words of its own give ("the attackers also burned a bus") is a guess.
        deed, dated = _deed(lemma, self._senses), date_basis in _DATED and bool(date_text)
        if not dated and date_basis in _DATED:
            first_day = last_day = self._published.get(article_id)
        source, target = self._roles.read(source_text), self._roles.read(target_text)
        # The text gives no day to a noun or to what a headline tells: it is whenever the article says elsewhere.
        undated = not dated and (part == "title" or method.startswith("noun:"))
        # "The attack", without its day, place or parties, of which the article has told before.
        bare = undated and not (place or source_text or target_text) and event_id not in self._wholes
        of_clause = dated and date_basis == "relative" and method.startswith("noun:") and event_id not in self._wholes and "day" not in marks  # fmt: skip
        return Report(
            row, event_id, article_id, int(start or 0), event_type, mode, lemma, first_day, last_day, dated, self._published.get(article_id), place,
            country, precision, None if latitude is None or longitude is None else (latitude, longitude), sources, targets,
            (killed_min, killed_max), (injured_min, injured_max),
            factuality in AHEAD and event_type not in PROMISES, deed, _only(event_type), _only(mode) if mode else _NONE,
            _only(lemma), _only(deed), sentence_id, part_of,
            source.heads, target.heads, (sources | targets).difference(self._unnamed),
            target.counts, _several(trigger, lemma), bare, True, undated,
            part == "title", bool(background), lemma in self._said, lemma in self._anyones, factuality == "ongoing",
            factuality in _CLAIMED, not dated and not place,
            of_clause,
            target.names, target.capitals, source.sectors, target.one_more,
            target.resumed or source.resumed or " the " in trigger, "another" in marks,
            date_text.lower() if dated else "", dated and not of_clause and self._sequels.read(date_text),
        )  # fmt: skip


_NONE: frozenset[str] = frozenset()
_DATED = ("explicit", "relative")
_CLAIMED = frozenset({"alleged", "denied"})


@lru_cache(maxsize=1 << 14)
def _only(value: str) -> frozenset[str]:
    return frozenset({value})


def _reported(status: str, factuality: str) -> bool:
    return status != "rejected" and factuality in _REPORTED


# What stands where a column is not there.
_NOTHING = {"str": "", "category": ""}


def _plain_values(column: pd.Series, kind: str) -> list[Any]:
    if kind == "instant":
        return list(days_of(column))
    if isinstance(column.dtype, pd.CategoricalDtype):
        # By number: there are few of them. What is missing has the last one.
        named = np.array([*column.cat.categories.astype("str"), ""], dtype=object)
        values: list[Any] = named[column.cat.codes.to_numpy()].tolist()
        return values
    if kind in _NOTHING:
        return column.astype("str").fillna("").tolist()
    if kind == "list":
        return column.tolist()
    values = column.astype(object).tolist()
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


@lru_cache(maxsize=1 << 14)
def _several(trigger: str, lemma: str) -> bool:
    """Say whether a noun tells of several deeds: "attacks on ships" is no report of one of them."""
    word, base = trigger.lower().rpartition(" ")[2], lemma.rpartition(" ")[2]
    return word != base and word in (f"{base}s", f"{base}es")
