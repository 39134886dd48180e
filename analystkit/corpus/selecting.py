"""A smaller corpus: the rows a filter keeps, copied or read only when a frame is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analystkit.corpus.filtering import Filter, masks
from analystkit.corpus.lazy import FEW, Source, guarded
from analystkit.corpus.recognising import actor_ids, recognised
from analystkit.corpus.tables import OF_ARTICLES, Kept, Tables

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

CHOSEN = ("articles", "events", "quotes")


def select(corpus: Corpus, chosen: Filter) -> Corpus:
    """Return the smaller corpus that a filter describes. See `Corpus.where`."""
    chosen = recognised(corpus.whole, chosen)
    few = corpus.at_hand(*CHOSEN) or sum(map(corpus.rows, CHOSEN)) <= FEW
    return _of_frames(corpus, chosen) if few else _of_tables(corpus, chosen)


def _of_frames(corpus: Corpus, chosen: Filter) -> Corpus:
    """Filter frames in memory; what is not in memory is looked up by the articles kept."""
    keep = dict(zip(CHOSEN, masks(corpus, chosen, actor_ids(corpus.whole, chosen)), strict=True))
    kept = corpus.articles["article_id"][keep["articles"]]

    def chosen_rows(name: str) -> Callable[[], pd.DataFrame]:
        # Copying the rows costs ten times what finding them does, and a count needs no copy.
        return lambda: corpus.frames[name][keep[name]].reset_index(drop=True)

    def of_articles(name: str) -> Callable[[], pd.DataFrame]:
        def rows() -> pd.DataFrame:
            if not corpus.at_hand(name):
                ids = {"ids": kept.tolist()}
                return corpus.tables.frame(name, "article_id IN (SELECT unnest($ids))", ids)
            inside = np.append(keep["articles"], False)[corpus.codes.article_of(name)]
            frame: pd.DataFrame = corpus.frames[name].loc[inside]
            return frame.reset_index(drop=True)

        return rows

    def actors() -> pd.DataFrame:
        if corpus.at_hand("mentions"):
            codes, ids = corpus.codes.column("mentions", "actor_id")
            inside = np.append(keep["articles"], False)[corpus.codes.article_of("mentions")]
            named = ids[np.unique(codes[inside & (codes >= 0)])]
        else:
            named = smaller.mentions["actor_id"].unique()
        known: pd.DataFrame = corpus.actors[corpus.actors["actor_id"].isin(named).to_numpy()]
        return known.reset_index(drop=True)

    def incidents() -> pd.DataFrame:
        reported = smaller.events["incident_id"].unique()
        return corpus.incidents[corpus.incidents["incident_id"].isin(reported)].reset_index(drop=True)

    frames: dict[str, Source] = {name: of_articles(name) for name in OF_ARTICLES}
    frames |= {name: chosen_rows(name) for name in CHOSEN}
    frames |= {"actors": actors, "incidents": incidents, "evidence": lambda: corpus.evidence}
    smaller = _smaller(corpus, frames, chosen)
    positions = {name: np.flatnonzero(mask) for name, mask in keep.items()}
    smaller.chosen_rows = Kept(positions, corpus.rows)
    known = {name: corpus.positions(name) for name in CHOSEN}
    smaller.in_whole = {name: known[name][at] for name, at in positions.items() if known[name] is not None}
    return smaller


def _of_tables(corpus: Corpus, chosen: Filter) -> Corpus:
    """Filter tables where they lie; nothing is in memory but the positions of the rows kept."""
    from analystkit.corpus.narrowing import kept_positions

    positions = kept_positions(corpus.tables, chosen, actor_ids(corpus.whole, chosen))
    tables = corpus.tables.narrowed(positions)

    def reader(name: str) -> Source:
        return guarded(
            name,
            lambda: tables.rows(name),
            lambda: corpus.tables.row_bytes(name),
            corpus.memory,
            lambda: tables.frame(name),
        )

    smaller = _smaller(corpus, {name: reader(name) for name in corpus.frames}, chosen, lambda: tables)
    smaller.chosen_rows = Kept(positions, corpus.rows)
    return smaller


def _smaller(
    corpus: Corpus, frames: dict[str, Source], chosen: Filter, tables: Callable[[], Tables] | None = None
) -> Corpus:
    return type(corpus)(
        frames, meta=corpus.meta, lexicon=corpus.lexicon, whole=corpus.whole, chosen=(*corpus.filters, chosen), tables=tables, memory=corpus.memory
    )  # fmt: skip
