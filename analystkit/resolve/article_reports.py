"""The reports of each article: read where they are asked for, and a number for all that is decided by, where they are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import number_of, number_of_all, numbers_of_runs
from analystkit.resolve.report_reader import READ, ReportReader, published_days
from analystkit.resolve.reports import Report

# What is read of the events of an incident, beside their reports.
STATED = (
    "factuality", "attribution_id", "attribution_text", "status", "date_start", "date_end", "date_precision",
)  # fmt: skip
# Columns that name actors.
_ACTORS = ("source_ids", "target_ids", "attribution_id")


class ArticleReports:
    """The reports of the articles that have events, in a fixed order: by publication and article.

    Parameters
    ----------
    events, articles : pandas.DataFrame
        Frames of the contract.
    unnamed : collection of str
        The ids of actors without a name.
    context : ArticleContext
        Of these articles.

    Attributes
    ----------
    ids : list of str
        The articles.
    named : array of uint64
        A number for the id and the place in the order of each.
    rows, ends : array of int64
        The events of each of them, in a row: where they stand in the frame; and where those of each end, a zero before.
    """

    def __init__(
        self,
        events: pd.DataFrame,
        articles: pd.DataFrame,
        unnamed: Collection[str],
        context: ArticleContext,
    ) -> None:
        self._events, self._articles, self._unnamed, self._context = events, articles, unnamed, context
        published = published_days(articles)
        self._reader = ReportReader(events, published, unnamed)
        codes, values = pd.factorize(events["article_id"].astype("str"))
        ids = list(values)

        def place(number: int) -> tuple[bool, int, str]:
            day = published.get(ids[number])
            return day is None, day or 0, ids[number]

        order = sorted(range(len(ids)), key=place)
        self.ids = [ids[number] for number in order]
        self.named = np.array([number_of(repr(place(number))) for number in order], dtype=np.uint64)
        rank = np.empty(len(ids), dtype=np.int64)
        rank[order] = np.arange(len(ids))
        places = rank[codes]
        self.rows = np.argsort(places, kind="stable")
        self.ends = np.concatenate(([0], np.cumsum(np.bincount(places, minlength=len(ids)))))
        self._read: dict[int, dict[int, Report]] = {}

    def rows_of(self, number: int) -> list[int]:
        """Return the rows of an article's events."""
        rows: list[int] = self.rows[self.ends[number] : self.ends[number + 1]].tolist()
        return rows

    def of(self, number: int) -> Mapping[int, Report]:
        """Return the reports of an article by their rows: what says when and where it was before what rests on it."""
        if number not in self._read:
            self._read[number] = {r.row: r for r in self._reader.read(self.rows_of(number))}
        return self._read[number]

    def one(self, number: int, row: int) -> Report:
        """Return the report of one row of an article."""
        if number in self._read:
            return self._read[number][row]
        report = self._reader.one(row)
        assert report is not None, "a row of a telling is a report"
        return report

    @cached_property
    def numbers(self) -> np.ndarray[Any, Any]:
        """A number for all of each article that decisions about its reports rest on, and the row of an incident but for its story."""
        told = numbers_of_runs(_row_numbers(self._events, self._unnamed)[self.rows], self.ends)
        held = [
            _column_numbers(self._articles[name]).tolist()
            for name in ("published", "source")
            if name in self._articles
        ]
        about = dict(zip(self._articles["article_id"].astype(str), zip(*held, strict=True), strict=True))
        base = number_of(Lexicon.default().fingerprint)
        whole = [
            number_of_all((base, number, self._context.number(article_id), *about.get(article_id, ())))
            for article_id, number in zip(self.ids, told.tolist(), strict=True)
        ]
        return np.array(whole, dtype=np.uint64)

    @cached_property
    def stories(self) -> np.ndarray[Any, Any]:
        """A number for the story of each article."""
        if "story_id" not in self._articles:
            return np.zeros(len(self.ids), dtype=np.uint64)
        ids = self._articles["article_id"].astype(str)
        story = dict(zip(ids, _column_numbers(self._articles["story_id"]).tolist(), strict=True))
        return np.array([story.get(article_id, 0) for article_id in self.ids], dtype=np.uint64)


def _row_numbers(events: pd.DataFrame, unnamed: Collection[str]) -> np.ndarray[Any, Any]:
    """Return a number for all that is read of each event."""
    out = np.zeros(len(events), dtype=np.uint64)
    marked = {actor: f"{actor}?" for actor in unnamed}
    for name in dict.fromkeys((*READ, *STATED)):
        if name not in events:
            continue
        column = events[name]
        if name in _ACTORS:
            # Whether an actor has a name is not in its id.
            values = column.tolist()
            if name == "attribution_id":
                column = pd.Series([marked.get(actor, actor) for actor in values], dtype="str")
            else:
                said = ["\x1f".join([marked.get(actor, actor) for actor in actors]) for actors in values]
                column = pd.Series(said, dtype="str")
        with np.errstate(over="ignore"):
            out = (out ^ _column_numbers(column)) * np.uint64(0x9E3779B97F4A7C15)
            out ^= out >> np.uint64(29)
    return out


def _column_numbers(column: pd.Series) -> np.ndarray[Any, Any]:
    return pd.util.hash_pandas_object(column, index=False).to_numpy()
