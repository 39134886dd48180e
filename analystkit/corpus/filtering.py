"""One filter, stated once: what `Corpus.where` takes, what the explorer holds, what its code cell prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.corpus.days import days_between
from analystkit.errors import InputError
from analystkit.lexicon.countries import country_code
from analystkit.model.surrogates import mend
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY
from analystkit.model.wording import near_names

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

_INVOLVED = ("role", "sentence")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty field keeps everything. See `Corpus.where` for the meaning of each field."""

    actors: tuple[str, ...] = ()
    actors_all: bool = False
    involved: str = "role"
    dates: tuple[str | None, str | None] | None = None
    event_types: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    text: str = ""
    min_confidence: float = 0.0
    background: bool | None = None
    stories_once: bool = False
    allow_unknown: bool = False

    def __bool__(self) -> bool:
        return self.active() != {}

    def active(self) -> dict[str, Any]:
        """Return the fields that narrow something, by name; those that say how names are meant only beside names."""
        default = Filter()
        changed = {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if getattr(self, f.name) != getattr(default, f.name)
        }
        if not self.actors:
            changed.pop("actors_all", None)
            changed.pop("involved", None)
        if not (self.actors or self.outlets or self.countries):
            changed.pop("allow_unknown", None)
        return changed

    def code(self, name: str = "corpus") -> str:
        """Return the Python expression that applies this filter to a corpus called `name`."""
        arguments = [
            f"{key}={list(value) if isinstance(value, tuple) and key != 'dates' else value!r}"
            for key, value in self.active().items()
        ]
        return f"{name}.where({', '.join(arguments)})" if arguments else name


def make_filter(**given: Any) -> Filter:
    """Check the arguments of `Corpus.where` and return them as a `Filter`.

    Raises
    ------
    InputError
        If an event type or factuality value does not exist, or a value is not of the kind that its condition takes.
    DateError
        If a date is not one, or the first comes after the last.
    """
    values: dict[str, Any] = {}
    for key in ("actors", "event_types", "factuality", "outlets", "countries"):
        values[key] = _names(key, given.pop(key, None))
    if "" in values["actors"]:
        raise InputError("actors takes names or ids of actors; found an empty one")
    values["event_types"] = _known("event type", values["event_types"], EVENT_TYPES)
    values["factuality"] = _known("factuality", values["factuality"], FACTUALITY)
    values["countries"] = tuple(map(country_code, values["countries"]))
    dates = given.pop("dates", None)
    values["dates"] = None if dates is None else _dates(dates)
    if given.get("involved", "role") not in _INVOLVED:
        raise InputError(f"involved is one of {', '.join(_INVOLVED)}; found {given['involved']!r}")
    for key in ("actors_all", "stories_once", "allow_unknown", "background"):
        given[key] = _yes_or_no(key, given.get(key, getattr(Filter(), key)))
    given["text"] = _words(given.get("text", ""))
    given["min_confidence"] = _confidence(given.get("min_confidence", 0.0))
    return Filter(**values, **given)


def masks(corpus: Corpus, chosen: Filter, actors: Sequence[str]) -> tuple[Any, Any, Any]:
    """Return boolean arrays over the rows of ``articles``, ``events`` and ``quotes``: what the filter keeps; `actors` are ids.

    An article is kept if it passes the article's own conditions (outlet, stories) and, where anything is asked of events or
    quotes, if at least one of its events or quotes is kept.
    """
    articles, events, quotes = corpus.articles, corpus.events, corpus.quotes
    keep_article = np.ones(len(articles), dtype=bool)
    if chosen.outlets:
        keep_article = keep_article & corpus.codes.isin("articles", "source", chosen.outlets)
    if chosen.stories_once:
        order = articles["published"].argsort(kind="stable").to_numpy()
        stories = articles["story_id"]
        keep_article = keep_article & ((stories == "").to_numpy() | ~_again(stories, order))
    keep_event, keep_quote = _rows_of(corpus, keep_article)
    narrowed = False
    if chosen.dates is not None:
        low, high = (None if day is None else pd.Timestamp(day, tz="UTC") for day in chosen.dates)
        # An open end ("since March") reaches without limit; an event without any date is outside every range.
        start, end = events["date_start"], events["date_end"]
        keep_event = keep_event & (start.notna() | end.notna()).to_numpy()
        published = articles["published"].dt.floor("D")
        inside = published.notna().to_numpy(dtype=bool)
        if low is not None:
            keep_event = keep_event & ((end >= low) | end.isna()).to_numpy()
            inside = inside & (published >= low).to_numpy(dtype=bool)
        if high is not None:
            keep_event = keep_event & ((start <= high) | start.isna()).to_numpy()
            inside = inside & (published <= high).to_numpy(dtype=bool)
        keep_quote = keep_quote & _of_articles(corpus, "quotes", inside)
        narrowed = True
    for column, wanted in (
        ("event_type", chosen.event_types),
        ("factuality", chosen.factuality),
        ("country", chosen.countries),
    ):
        if wanted:
            keep_event = keep_event & corpus.codes.isin("events", column, wanted)
            keep_quote = np.zeros(len(quotes), dtype=bool)
            narrowed = True
    if chosen.background is not None:
        keep_event = keep_event & (events["background"] == chosen.background).fillna(False).to_numpy(
            dtype=bool
        )
        narrowed = True
    if chosen.min_confidence > 0:
        keep_event = keep_event & (events["confidence"] >= chosen.min_confidence).to_numpy()
        keep_quote = keep_quote & (quotes["confidence"] >= chosen.min_confidence).to_numpy()
        narrowed = True
    if actors:
        with_event, with_quote = _involving(corpus, chosen, actors)
        keep_event = keep_event & with_event
        keep_quote = keep_quote & with_quote
        narrowed = True
    if chosen.text:
        in_event, in_quote = _saying(corpus, chosen.text)
        keep_event = keep_event & in_event
        keep_quote = keep_quote & in_quote
        narrowed = True
    if narrowed:
        reached = np.zeros(len(articles) + 1, dtype=bool)
        reached[corpus.codes.article_of("events")[keep_event]] = True
        reached[corpus.codes.article_of("quotes")[keep_quote]] = True
        keep_article = keep_article & reached[:-1]
    return keep_article, keep_event, keep_quote


def _rows_of(corpus: Corpus, keep_article: Any) -> tuple[Any, Any]:
    if keep_article.all():
        return np.ones(len(corpus.events), dtype=bool), np.ones(len(corpus.quotes), dtype=bool)
    return _of_articles(corpus, "events", keep_article), _of_articles(corpus, "quotes", keep_article)


def _of_articles(corpus: Corpus, name: str, keep_article: Any) -> Any:
    """Return which rows of a frame belong to the articles kept; a row without its article (-1) belongs to none."""
    return np.append(keep_article, False)[corpus.codes.article_of(name)]


def _again(stories: pd.Series, order: Any) -> Any:
    """Return which articles tell a story that an earlier one in `order` has told."""
    again = np.empty(len(stories), dtype=bool)
    again[order] = stories.iloc[order].duplicated().to_numpy()
    return again


def _involving(corpus: Corpus, chosen: Filter, actors: Sequence[str]) -> tuple[Any, Any]:
    combine = np.logical_and if chosen.actors_all else np.logical_or
    per_event, per_quote = [], []
    for actor in actors:
        event_rows, quote_rows = corpus.rows_of_actor(actor, sentence=chosen.involved == "sentence")
        per_event.append(event_rows)
        per_quote.append(quote_rows)
    return combine.reduce(per_event), combine.reduce(per_quote)


def _saying(corpus: Corpus, text: str) -> tuple[Any, Any]:
    found = set()
    for part in ("title", "text"):
        hits = corpus.articles[part].str.contains(text, case=False, regex=False)
        found |= set(corpus.articles["article_id"][hits.to_numpy(dtype=bool)])
    if not found:
        return np.zeros(len(corpus.events), dtype=bool), np.zeros(len(corpus.quotes), dtype=bool)
    articles = corpus.articles[corpus.articles["article_id"].isin(found).to_numpy()]
    sentences = corpus.sentences[corpus.sentences["article_id"].isin(found).to_numpy()]
    ids = sentences_saying(articles, sentences, text)
    spoken = corpus.quotes["text"].str.contains(text, case=False, regex=False).to_numpy(dtype=bool)
    return (
        corpus.events["sentence_id"].isin(ids).to_numpy(),
        spoken | corpus.quotes["sentence_id"].isin(ids).to_numpy(),
    )


def sentences_saying(articles: pd.DataFrame, sentences: pd.DataFrame, text: str) -> set[str]:
    """Return the ids of the sentences of these articles in which words stand; case does not count."""
    needle = text.casefold()
    columns = (articles[name] for name in ("article_id", "title", "text"))
    texts = {article: {"title": title, "text": body} for article, title, body in zip(*columns, strict=True)}
    columns = (sentences[name] for name in ("sentence_id", "article_id", "part", "start", "end"))
    return {
        sentence
        for sentence, article, part, start, end in zip(*columns, strict=True)
        if needle in texts[article][part][start:end].casefold()
    }


def _known(what: str, given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    spelled = {value.casefold(): value for value in known}
    wrong = [value for value in given if str(value).casefold() not in spelled]
    if wrong:
        near = near_names(str(wrong[0]), ((value, value) for value in known), 1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise InputError(f"there is no {what} {wrong[0]!r}; {meant}expected one of {', '.join(known)}")
    return tuple(spelled[str(value).casefold()] for value in given)


def _names(key: str, given: Any) -> tuple[str, ...]:
    if given is None or isinstance(given, str):
        return () if given is None else (mend(given),)
    if isinstance(given, (bytes, Mapping)) or not isinstance(given, Iterable):
        raise InputError(f"{key} takes a name or a list of names; found {_shown(given)}")
    names = tuple(given)
    wrong = [name for name in names if not isinstance(name, str)]
    if wrong:
        raise InputError(f"{key} takes a name or a list of names; found {_shown(wrong[0])} in it")
    return tuple(mend(str(name)) for name in names)


def _yes_or_no(key: str, given: Any) -> bool | None:
    if given is None and key == "background":
        return None
    if not isinstance(given, (bool, np.bool_)):
        either = "True, False or None" if key == "background" else "True or False"
        raise InputError(f"{key} is {either}; found {_shown(given)}")
    return bool(given)


def _words(given: Any) -> str:
    if not isinstance(given, str):
        raise InputError(f"text takes words as one str; found {_shown(given)}")
    return mend(given)


def _confidence(given: Any) -> float:
    if isinstance(given, (bool, np.bool_)) or not isinstance(given, Real) or not 0 <= float(given) <= 1:
        raise InputError(f"min_confidence is a number from 0 to 1; found {_shown(given)}")
    return float(given)


def _shown(given: Any) -> str:
    return f"{str(given)[:80]!r} ({type(given).__name__})"


def _dates(given: Any) -> tuple[str | None, str | None] | None:
    first, last = days_between(given)
    if first is None and last is None:
        return None
    return (None if first is None else first.isoformat()), (None if last is None else last.isoformat())
