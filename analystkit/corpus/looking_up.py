"""What stands in a corpus under a name or id: an actor, an article, the rows that involve an actor."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analystkit.corpus.asking import Askable
from analystkit.corpus.naming import ActorNames
from analystkit.corpus.positions import Positions


class Findable(Askable):
    """The part of `Corpus` that finds one actor, article or part by its name or id."""

    def name_of(self, actor_id: str) -> str:
        """Return the name of an actor, "" for an id that is not in the corpus."""
        return self._actors_by_name.name_of(actor_id)

    def actor_id(self, actor: str) -> str:
        """Return the id of an actor given by id, name or alias (case does not count).

        Raises
        ------
        InputError
            If no actor is called that, or several are; the message names near ones.
        """
        return self._actors_by_name.actor_id(actor)

    def actor_ids(self, actor: str) -> list[str]:
        """Return the ids of all actors that an id, name or alias may mean; empty if nobody is called that."""
        return self._actors_by_name.actor_ids(actor)

    def called(self, actor: str) -> pd.DataFrame:
        """Return the actors that bear a name, as theirs or as an alias (case does not count)."""
        return self._actors_by_name.called(actor)

    def rows_of_actor(self, actor_id: str, *, sentence: bool = False) -> tuple[Any, Any]:
        """Return boolean arrays over events and quotes: the rows that involve an actor. See `where`."""
        event_rows, quote_rows = self._involvement
        keep_event = np.zeros(len(self.events), dtype=bool)
        keep_event[event_rows.of(actor_id)] = True
        keep_quote = np.zeros(len(self.quotes), dtype=bool)
        keep_quote[quote_rows.of(actor_id)] = True
        if sentence:
            named = self.mentions["sentence_id"][(self.mentions["actor_id"] == actor_id).to_numpy()]
            keep_event |= self.events["sentence_id"].isin(named).to_numpy()
            keep_quote |= self.quotes["sentence_id"].isin(named).to_numpy()
        return keep_event, keep_quote

    def article(self, article_id: str) -> pd.Series | None:
        """Return the row of an article, None if it is not in the corpus."""
        if self.at_hand("articles"):
            at = self._article_rows.get(article_id)
            return None if at is None else self.articles.iloc[at]
        rows = self.find("articles", "article_id", article_id)
        return rows.iloc[0] if len(rows) else None

    def part_texts(self, article_ids: set[str] | None = None) -> dict[tuple[str, str], str]:
        """Return the text of each part by (article_id, part), of all articles or of some."""
        if article_ids is not None and not self.at_hand("articles"):
            ids = {"ids": sorted(article_ids)}
            articles = self.tables.frame("articles", "article_id IN (SELECT unnest($ids))", ids)
        else:
            articles = self.articles
        columns = (articles[name] for name in ("article_id", "title", "text"))
        texts: dict[tuple[str, str], str] = {}
        for article_id, title, text in zip(*columns, strict=True):
            if article_ids is None or article_id in article_ids:
                texts[article_id, "title"] = title
                texts[article_id, "text"] = text
        return texts

    @cached_property
    def _article_rows(self) -> dict[str, int]:
        return {article_id: row for row, article_id in enumerate(self.articles["article_id"])}

    @cached_property
    def _actors_by_name(self) -> ActorNames:
        return ActorNames(self)

    @cached_property
    def _involvement(self) -> tuple[Positions, Positions]:
        attributions = ([one] for one in self.events["attribution_id"])
        return (
            Positions.of_lists(self.events["source_ids"], self.events["target_ids"], attributions),
            Positions(self.quotes["speaker_id"]),
        )
