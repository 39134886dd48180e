"""Actors by what they are called: names to ids and back, from the actors frame or from its table."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analystkit.errors import InputError
from analystkit.model.wording import near_names

if TYPE_CHECKING:
    from analystkit.corpus.looking_up import Findable

_NAMED = 5
_REMEMBERED = 50_000


class ActorNames:
    """The names of a corpus's actors.

    Parameters
    ----------
    corpus : Corpus
        Its actors frame is read if it is in memory; if not, single rows are looked up.
    """

    def __init__(self, corpus: Findable) -> None:
        self._corpus = corpus
        self._looked_up: dict[str, str] = {}

    def name_of(self, actor_id: str) -> str:
        """Return the name of an actor, "" for an id that is not there."""
        if not actor_id or self._corpus.at_hand("actors"):
            return self._names.get(actor_id, "") if actor_id else ""
        known = self._looked_up.get(actor_id)
        if known is None:
            rows = self._corpus.tables.ask("SELECT name FROM {actors} WHERE actor_id = $id", {"id": actor_id})
            known = str(rows.column(0)[0]) if rows.num_rows else ""
            if len(self._looked_up) < _REMEMBERED:
                self._looked_up[actor_id] = known
        return known

    def actor_id(self, actor: str) -> str:
        """Return the id of an actor. See `Corpus.actor_id`."""
        found = self.actor_ids(actor)
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(f"{self.name_of(key)} ({key})" for key in found[:_NAMED])
            raise InputError(f"{actor!r} names {len(found)} actors: {named}; give the id of the one meant")
        near = self._near(actor)
        hint = f"; near names: {', '.join(near)}" if near else "; corpus.actors lists them"
        raise InputError(f"no actor is called {actor!r} in this corpus{hint}")

    def actor_ids(self, actor: str) -> list[str]:
        """Return the ids of the actors meant by an id, a name or, where nobody has it as the name, an alias."""
        if not isinstance(actor, str):
            raise InputError(f"expected the name or id of an actor, found {type(actor).__name__}: {actor!r}")
        if self.name_of(actor):
            return [actor]
        wanted = actor.casefold()
        called = self._called(actor)
        return [key for key, name, _ in called if name.casefold() == wanted] or [
            key for key, _, aliases in called if any(alias.casefold() == wanted for alias in aliases)
        ]

    def _called(self, actor: str) -> list[tuple[str, str, list[str]]]:
        """Return (id, name, aliases) of the actors that may be called so."""
        if self._corpus.at_hand("actors"):
            actors = self._corpus.actors
            return list(zip(actors["actor_id"], actors["name"], actors["aliases"], strict=True))
        # DuckDB knows lower case, not case folding: of other scripts all names are looked at.
        lower = "lower(name) = lower($actor) OR list_contains(list_transform(aliases, lambda a: lower(a)), lower($actor))"
        condition = lower if actor.isascii() else "$actor <> ''"
        rows = self._corpus.tables.ask(
            f"SELECT actor_id, name, aliases FROM {{actors}} WHERE {condition} ORDER BY pos", {"actor": actor}
        )
        return list(zip(*(column.to_pylist() for column in rows.columns), strict=True))

    def called(self, actor: str) -> pd.DataFrame:
        """Return the rows of the actors that bear a name, as theirs or as an alias (case does not count)."""
        wanted = actor.casefold()
        ids = [
            key
            for key, name, aliases in self._called(actor)
            if any(wanted == each.casefold() for each in (name, *aliases))
        ]
        rows = [self._corpus.find("actors", "actor_id", key) for key in ids]
        return pd.concat(rows) if rows else self._corpus.find("actors", "actor_id", "")

    def _near(self, actor: str) -> list[str]:
        if self._corpus.at_hand("actors"):
            actors = self._corpus.actors
            rows = zip(actors["name"], actors["aliases"], strict=True)
        else:
            found = self._corpus.tables.ask("SELECT name, aliases FROM {actors} ORDER BY pos")
            rows = zip(*(column.to_pylist() for column in found.columns), strict=True)
        return near_names(actor, ((each, name) for name, aliases in rows for each in (name, *aliases)))

    @cached_property
    def _names(self) -> dict[str, str]:
        actors = self._corpus.actors
        return dict(zip(actors["actor_id"], actors["name"], strict=True))
