"""How long the explorer takes from a changed filter to a redrawn view, on simulated corpora.

``python -m benchmarks.explorer`` prints the median, over a fixed series of filter changes, of each view at 100,000 events and of
counts and events table at 1,000,000.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.filtering import Filter
from analystkit.model import schema
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY
from analystkit.widgets import Explorer, explore

_PER_ARTICLE, _ACTORS, _OUTLETS, _COPIES = 8, 2_000, 40, 0.15
_VERBS = ("shelled", "detained", "met", "warned", "ambushed", "sanctioned", "released", "condemned")
_MILLISECONDS = {100_000: 250, 1_000_000: 400}


def simulate(events: int, seed: int = 1) -> Corpus:
    """Return a corpus of that many events: 8 an article, 2,000 actors of very unequal fame, 40 outlets, 15 % copies, 15 years."""
    rng = np.random.default_rng(seed)
    n_articles = -(-events // _PER_ARTICLE)
    fame = 1 / np.arange(1, _ACTORS + 1)
    source, target = (rng.choice(_ACTORS, events, p=fame / fame.sum()) for _ in range(2))
    names = np.array([f"Actor {n:04d}" for n in range(_ACTORS)], dtype=object)
    ids = np.array([f"ac_{n:04d}" for n in range(_ACTORS)], dtype=object)
    verb = rng.choice(len(_VERBS), events)
    verbs = np.array(_VERBS, dtype=object)[verb]
    article = np.arange(events) // _PER_ARTICLE
    article_ids = np.array([f"art_{n:07d}" for n in range(n_articles)], dtype=object)
    lines = names[source] + " " + verbs + " " + names[target] + " near the river."
    lengths = np.array([len(line) for line in lines]) + 2
    starts = np.cumsum(lengths) - lengths
    starts -= np.repeat(starts[::_PER_ARTICLE], _PER_ARTICLE)[:events]
    texts = ["\n\n".join(lines[at : at + _PER_ARTICLE]) for at in range(0, events, _PER_ARTICLE)]
    published = pd.Timestamp("2010-01-01", tz="UTC") + pd.to_timedelta(
        rng.integers(0, 5_500, n_articles), unit="D"
    )
    story = np.where(
        rng.random(n_articles) < _COPIES, np.maximum(np.arange(n_articles) - 1, 0), np.arange(n_articles)
    )
    trigger = starts + np.array([len(name) for name in names[source]]) + 1
    day = (
        published.tz_localize(None).to_numpy()[article]
        - np.array([0, 1, 2, 9], dtype="timedelta64[D]")[rng.integers(0, 4, events)]
    )
    sentences = np.array([f"se_{n:08d}" for n in range(events)], dtype=object)
    place = {"article_id": article_ids[article], "part": "text", "sentence_id": sentences}
    quoted = np.arange(0, events, 3)
    frames = {
        "articles": _frame("articles", n_articles, article_id=article_ids, title=[f"Report {n}" for n in range(n_articles)], text=texts,
                           published=published, source=np.array([f"Outlet {n:02d}" for n in rng.integers(0, _OUTLETS, n_articles)]),
                           story_id=np.array([f"st_{n:07d}" for n in story], dtype=object)),
        "sentences": _frame("sentences", events, **place, start=starts, end=starts + lengths - 2),
        "actors": _frame("actors", _ACTORS, actor_id=ids, name=names, kind=np.array(["armed group", "government", "person"] * _ACTORS)[:_ACTORS],
                         n_mentions=np.bincount(source, minlength=_ACTORS) + np.bincount(target, minlength=_ACTORS)),
        "events": _frame("events", events, event_id=np.array([f"ev_{n:08d}" for n in range(events)], dtype=object), **place, start=trigger,
                         end=trigger + np.array([len(word) for word in verbs]), trigger=verbs, lemma=verbs,
                         event_type=np.array(EVENT_TYPES)[verb * 2 + 1], source_ids=[[one] for one in ids[source]],
                         target_ids=[[one] for one in ids[target]], source_text=names[source], target_text=names[target],
                         date_start=day, date_end=day, date_precision="day", date_basis="relative",
                         factuality=rng.choice(FACTUALITY, events, p=(0.6, 0.05, 0.08, 0.06, 0.05, 0.08, 0.04, 0.02, 0.01, 0.01)),
                         incident_id=np.array([f"in_{n:08d}" for n in np.arange(events) // 2], dtype=object),
                         confidence=rng.random(events).round(2), status="auto", method="verb:simulated"),
        "mentions": pd.concat([
            _frame("mentions", events, mention_id=np.array([f"m{side}_{n:08d}" for n in range(events)], dtype=object), **place, start=at,
                   end=at + 10, text=names[who], actor_id=ids[who], kind="name", label="ORG")
            for side, at, who in (("s", starts, source), ("t", trigger + np.array([len(word) for word in verbs]) + 1, target))
        ], ignore_index=True),
        "quotes": _frame("quotes", len(quoted), quote_id=np.array([f"qu_{n:08d}" for n in quoted], dtype=object),
                         **{key: value if isinstance(value, str) else value[quoted] for key, value in place.items()}, start=starts[quoted],
                         end=(starts + lengths - 2)[quoted], segments=[[[int(a), int(b)]] for a, b in zip(starts[quoted], (starts + lengths - 2)[quoted], strict=True)],
                         text=lines[quoted], kind="indirect", cue="said", speaker_id=ids[source[quoted]], speaker_text=names[source[quoted]],
                         confidence=rng.random(len(quoted)).round(2), status="auto"),
    }  # fmt: skip
    return Corpus(frames, meta={"pipeline_name": "simulated"})


def changes(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield filters one after the other, wide and narrow; none is the same as one before, so nothing can be remembered."""
    actors = list(corpus.actors["actor_id"].head(40))
    clean = {name: getattr(Filter(), name) for name in Filter.__slots__}
    for change in (
        {"event_types": ["ASSAULT"]}, {"factuality": ["happened"]}, {"actors": [actors[0]]}, {"actors": actors[3:5]}, {"actors": [actors[30]]},
        {"dates": ("2012-01-01", "2014-12-31")}, {"dates": ("2020-03-01", "2020-03-31")}, {"outlets": ["Outlet 03"]}, {"min_confidence": 0.5},
        {"event_types": ["CONSULT", "ASSAULT"], "factuality": ["happened"]}, {"stories_once": True}, {"min_confidence": 0.2},
        {"actors": actors[:2], "actors_all": True}, {"actors": actors[5:6], "involved": "sentence"}, {"text": "Actor 0007 met"},
    ):  # fmt: skip
        yield {**clean, **change}


def measure(explorer: Explorer, title: str, rounds: int = 1) -> list[tuple[float, float]]:
    """Return the seconds from each change of the filter to the view being redrawn, on the clock and on the processor.

    On a machine that others use too, the clock measures their work as well.
    """
    explorer.look_at(title)
    taken = []
    for _ in range(rounds):
        for change in changes(explorer.state.corpus):
            begun = time.perf_counter(), time.process_time()
            explorer.state.set(**change)
            taken.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        explorer.state.reset()
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--events", type=int, action="append", help="sizes to measure, 100000 and 1000000 by default"
    )
    parser.add_argument(
        "--views", nargs="*", help="views to measure; by default all at 100,000, the events table above"
    )
    arguments = parser.parse_args()
    for events in arguments.events or list(_MILLISECONDS):
        begun = time.perf_counter()
        corpus = simulate(events)
        made = time.perf_counter() - begun
        explorer = explore(corpus)
        print(
            f"{events:,} events, {len(corpus.articles):,} articles, {len(corpus.quotes):,} quotes (simulated in {made:.0f} s)"
        )
        titles = arguments.views or (
            [view.title for view in explorer.views] if events < 500_000 else ["Events"]
        )
        for title in titles:
            clock, processor = zip(*measure(explorer, title), strict=True)
            print(
                f"  {title:<16} median {1000 * statistics.median(clock):6.0f} ms   slowest {1000 * max(clock):6.0f} ms   of {len(clock)} changes"
                f"   on the processor {1000 * statistics.median(processor):6.0f} ms"
            )
        print(f"  wanted: median at most {_MILLISECONDS.get(events, '-')} ms")


def _frame(name: str, length: int, /, **columns: Any) -> pd.DataFrame:
    """Return a frame of the contract from whole columns; `schema.to_frame` takes rows, too slow for a million."""
    empty = schema.empty(name)
    kinds = schema.FRAMES[name]
    missing = {
        "list": [],
        "str": "",
        "category": "",
        "instant": pd.NaT,
        "boolean": False,
        "Int64": pd.NA,
        "float64": np.nan,
        "int64": 0,
    }
    data = {}
    for column, kind in kinds.items():
        value = columns.get(column)
        if kind == "list":
            data[column] = pd.Series([[] for _ in range(length)] if value is None else value, dtype=object)
        elif kind == "category":
            data[column] = pd.Series(
                pd.Categorical([value or ""] * length if value is None or isinstance(value, str) else value)
            )
        elif value is None or isinstance(value, str):
            data[column] = pd.Series(
                [missing[kind] if value is None else value] * length, dtype=empty[column].dtype
            )
        else:
            given = pd.Series(value)
            if kind == "instant" and given.dt.tz is None:
                given = given.dt.tz_localize("UTC")
            data[column] = given.astype(empty[column].dtype)
    return pd.DataFrame(data)


if __name__ == "__main__":
    main()
