"""What of a corpus a decision is about: rows and actors given by id, by name or as a row, with the words that find them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from analystkit.corpus.decision import Target
from analystkit.corpus.replay import ID_COLUMN
from analystkit.corpus.values import mended
from analystkit.errors import ReviewError


class Searchable(Protocol):
    """What finding targets needs of a corpus."""

    @property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The frames by name, decisions laid over them."""
        ...

    def find(self, frame: str, column: str, value: str) -> pd.DataFrame:
        """Return the rows with a value in a column."""
        ...

    def called(self, actor: str) -> pd.DataFrame:
        """Return the actors that bear a name, as theirs or as an alias."""
        ...


class Finder:
    """Find what is meant in one corpus.

    Parameters
    ----------
    corpus : Searchable
        Its frames as they stand, decisions laid over them.
    """

    def __init__(self, corpus: Searchable) -> None:
        self._corpus = corpus

    def actor(self, given: Any) -> Target:
        """Return the actor with an id, a name or an alias, or the one of a row."""
        given = mended(given if isinstance(given, str) else field(given, "actor_id"))
        rows = self._corpus.find("actors", "actor_id", given)
        if rows.empty:
            rows = self._corpus.called(given)
            named = rows[rows["name"].str.casefold() == given.casefold()]
            rows = named if len(named) == 1 else rows
        if rows.empty:
            raise ReviewError(f"no actor has the id, name or alias {given!r}; see corpus.actors")
        if len(rows) > 1:
            options = ", ".join(f"{r.name} ({r.actor_id})" for r in rows.head(5).itertuples(index=False))
            raise ReviewError(f"{given!r} is a name of {len(rows)} actors: {options}; give the id")
        row = rows.iloc[0]
        snapshot = {column: _plain(row[column]) for column in ("name", "kind", "country", "sector", "former")}
        names = [str(row["name"]), *map(str, row["aliases"])]
        return Target(
            "actors", str(row["actor_id"]), self.first_mention(str(row["actor_id"])), names, snapshot
        )

    def target(self, given: Any) -> Target:
        """Return the event, quotation, mention, incident or actor with an id, or that of a row."""
        frames = self._corpus.frames
        for frame, column in ID_COLUMN.items():
            if frame not in frames:
                continue
            wanted = mended(given if isinstance(given, str) else field(given, column, missing=""))
            if not wanted or (
                frame == "actors" and not isinstance(given, str) and field(given, "mention_id", missing="")
            ):
                continue
            rows = self._corpus.find(frame, column, wanted)
            if len(rows):
                if frame == "actors":
                    return self.actor(wanted)
                row = rows.iloc[0]
                words = "trigger" if frame == "events" else "text"
                return Target(frame, str(row[column]), _anchor(row, words, column) if words in row else {})
        if isinstance(given, str):
            return self.actor(given)
        raise ReviewError(
            "expected the id or the row of an event, quotation, mention, incident or actor of this corpus"
        )

    def row(self, target: Target) -> dict[str, Any]:
        """Return the cells of a target; none where it is not there."""
        rows = self._corpus.find(target.frame, ID_COLUMN[target.frame], target.id)
        return {str(key): value for key, value in rows.iloc[0].items()} if len(rows) else {}

    def first_mention(self, actor_id: str, alias: str = "", *, without: bool = False) -> dict[str, Any]:
        """Return the anchor of an actor's first mention (by name if it has one), with an alias or without it."""
        own = self._corpus.find("mentions", "actor_id", actor_id)
        if alias:
            same = own["text"].str.casefold() == alias.casefold()
            own = own[~same if without else same]
        if own.empty:
            return {}
        named = own[own["kind"] == "name"]
        return _anchor((named if len(named) else own).iloc[0], "text", "mention_id")


def field(row: Any, column: str, missing: str | None = None) -> str:
    """Return a cell of a row as text; `missing` where it has no such column, else it is refused."""
    try:
        value = row[column]
    except (KeyError, TypeError, IndexError):
        if missing is not None:
            return missing
        raise ReviewError(f"expected an id or a row with {column}, found {type(row).__name__}") from None
    return str(value)


def _anchor(row: pd.Series, words: str, id_column: str) -> dict[str, Any]:
    return {
        "article_id": str(row["article_id"]), "part": str(row["part"]), "start": int(row["start"]), "end": int(row["end"]),
        "text": str(row[words]), id_column: str(row[id_column]),
    }  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, (bool, int, float, str)):
        return value
    return bool(value) if type(value).__name__ == "bool" else ("" if pd.isna(value) else str(value))
