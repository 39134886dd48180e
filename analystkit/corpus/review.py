"""Reviewing: what an analyst writes to correct a corpus, and what has been decided so far.

``corpus.review.merge("Ana Duarte", "the minister", note="the only one here")`` records the decision in the review log and lays it over
the corpus at once. The machine never writes the log.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from analystkit.corpus.decision import Decision, Target, active, decide, decision_frame
from analystkit.corpus.edits import edited
from analystkit.corpus.review_log import ReviewLog
from analystkit.corpus.suggestions import suggested_merges
from analystkit.corpus.targets import Finder, Searchable, field
from analystkit.errors import ReviewError
from analystkit.model.ids import stable_id


class Reviewable(Searchable, Protocol):
    """What `Review` needs of a corpus: its frames as they stand, and a way to lay the log over them again."""

    @property
    def unmatched(self) -> pd.DataFrame:
        """What the last replay could not place."""
        ...

    def _replay(self) -> None: ...


class Review:
    """The review log of one corpus.

    Parameters
    ----------
    corpus : Reviewable
        The corpus that decisions are about.
    path : path, optional
        The log's file; without one, decisions live in memory until the corpus is saved.
    who : str, optional
        Who decides; the name of the user by default.
    """

    def __init__(self, corpus: Reviewable, path: str | Path | None = None, *, who: str | None = None) -> None:
        self._corpus = corpus
        self._find = Finder(corpus)
        self._log = ReviewLog(path)
        self.who = who or _user()

    # ---- actors

    def merge(self, a: Any, b: Any, *more: Any, note: str = "") -> Decision:
        """Say that two or more actors are one; the first keeps its id and name.

        Actors are given by id, by name or alias (if only one actor bears it), or as a row.

        Raises
        ------
        ReviewError
            If an actor is not there, or a name belongs to several.
        """
        targets = [self._find.actor(each) for each in (a, b, *more)]
        if len({t.id for t in targets}) < len(targets):
            raise ReviewError(
                f"expected different actors to merge, found {targets[0].snapshot.get('name')!r} twice: they are one already"
            )
        return self._record("merge", targets, note=note)

    def split(self, a: Any, b: Any, *, note: str = "") -> Decision:
        """Say that two actors, or an actor and one of its aliases, are not the same.

        The decision holds over every later extraction and spreads: whoever is merged with one of them stays apart from the
        other.

        Raises
        ------
        ReviewError
            If an actor is not there, or nothing tells the two apart.
        """
        one, other = self._find.actor(a), self._find.actor(b)
        if one.id == other.id:
            alias = str(b)
            if not isinstance(b, str) or alias.casefold() == str(one.snapshot.get("name", "")).casefold():
                raise ReviewError(
                    f"expected two actors, or an actor and one of its aliases, found {one.snapshot.get('name')!r} twice"
                )
            kept = [n for n in one.names if n.casefold() != alias.casefold()]
            one = Target(
                "actors", one.id, self._find.first_mention(one.id, alias, without=True), kept, one.snapshot
            )
            other = Target(
                "actors", stable_id("ac", "split", one.id, alias.casefold()), self._find.first_mention(one.id, alias), [alias],
                {**one.snapshot, "name": alias},
            )  # fmt: skip
        return self._record("split", [one, other], note=note)

    def rename(self, actor: Any, name: str, *, note: str = "") -> Decision:
        """Give an actor another canonical name; the old one becomes an alias.

        Raises
        ------
        ReviewError
            If the actor is not there, its name is that of several, or the new name is empty.
        """
        if not isinstance(name, str) or not name.strip():
            found = "an empty one" if isinstance(name, str) else repr(name)
            raise ReviewError(f"expected a name for the actor, found {found}")
        return self._record("rename", [self._find.actor(actor)], fields={"name": name.strip()}, note=note)

    def not_an_actor(self, actor: Any, *, note: str = "") -> Decision:
        """Say that what was taken for an actor is none: it leaves the actors, and every role it had.

        Raises
        ------
        ReviewError
            If the actor is not there, or its name is that of several.
        """
        return self._record("not_an_actor", [self._find.actor(actor)], note=note)

    @property
    def suggestions(self) -> pd.DataFrame:
        """Merges the machine was not sure of, one row a pair of actors, the surest first.

        Columns ``actor_id, name, other_id, other, alias, rule, confidence, article_id, mention_id``. `accept` and `refuse` take a row.
        """
        corpus = self._corpus

        def actor_at(ids: list[str]) -> dict[str, str]:
            mentions = corpus.frames["mentions"]
            held = mentions[mentions["mention_id"].isin(ids)]
            return dict(zip(held["mention_id"], held["actor_id"], strict=True))

        actors = corpus.frames["actors"]
        names = dict(zip(actors["actor_id"], actors["name"], strict=True))
        return suggested_merges(
            corpus.frames["evidence"], actor_at, lambda a: names.get(a, ""), self._log.decisions
        )

    def accept(self, suggestion: Any, *, note: str = "") -> Decision:
        """Carry out a suggested merge, a row of `suggestions`: the actor named first keeps its id and name.

        Raises
        ------
        ReviewError
            If it is no such row, or an actor is not there any more.
        """
        return self.merge(*self._pair(suggestion), note=note)

    def refuse(self, suggestion: Any, *, note: str = "") -> Decision:
        """Say that the two actors of a suggestion are not the same; it is not suggested again.

        Raises
        ------
        ReviewError
            If it is no such row, or an actor is not there any more.
        """
        return self.split(*self._pair(suggestion), note=note)

    @staticmethod
    def _pair(suggestion: Any) -> tuple[str, str]:
        return field(suggestion, "actor_id"), field(suggestion, "other_id")

    # ---- rows

    def reject(self, row: Any, *, note: str = "") -> Decision:
        """Reject an event, a quotation or an incident; it stays in its frame with the status rejected.

        Raises
        ------
        ReviewError
            If the row is not there.
        """
        return self._record("reject", [self._find.target(row)], note=note)

    def confirm(self, row: Any, *, note: str = "") -> Decision:
        """Confirm a row as it stands; a confirmed actor is never changed by the machine again.

        Raises
        ------
        ReviewError
            If the row is not there.
        """
        return self._record("confirm", [self._find.target(row)], note=note)

    def set(self, row: Any, *, note: str = "", **fields: Any) -> Decision:
        """Set fields of a row.

        Parameters
        ----------
        row : str, Series or mapping
            The id of an event, quotation, mention, incident or actor, or its row.
        note : str
            Why.
        **fields
            Columns of the frame, or their short names: ``speaker``, ``source``, ``target``, ``attribution`` (actors by id or name; "" for
            none), ``type``, ``date`` (a day, or first and last day), ``actor`` of a mention.

        Raises
        ------
        ReviewError
            If the row is not there, a column is unknown or fixed, or a value is outside its vocabulary or of another
            kind than the column.
        """
        if not fields:
            raise ReviewError("expected at least one field to set, for example date='2022-01-04'")
        targets, made = edited(self._find, self._find.target(row), fields)
        return self._record("set", targets, fields=made, note=note)

    def note(self, row: Any, text: str) -> Decision:
        """Write a note about a row; it changes nothing.

        Raises
        ------
        ReviewError
            If the row is not there.
        """
        return self._record("note", [self._find.target(row)], note=text)

    def undo(self, decision: str | Decision | None = None) -> Decision:
        """Take a decision back, the last one that holds by default. An undo is a line of its own and can be undone.

        Raises
        ------
        ReviewError
            If there is no such decision, or nothing to undo.
        """
        if decision is None:
            held = active(self._log.decisions)
            if not held:
                raise ReviewError("there is no decision to undo")
            wanted = held[-1].id
        else:
            wanted = decision.id if isinstance(decision, Decision) else decision
            if all(d.id != wanted for d in self._log.decisions):
                raise ReviewError(f"no decision has the id {wanted!r}; see corpus.review.log")
        return self._record("undo", [], undoes=wanted)

    # ---- looking

    @property
    def decisions(self) -> list[Decision]:
        """All decisions, oldest first, undone ones and undos included."""
        return list(self._log.decisions)

    @property
    def log(self) -> pd.DataFrame:
        """One row a decision: decision_id, when (UTC), who, action, frame, targets (ids), text, fields, note, holds (not undone)."""
        return decision_frame(self._log.decisions)

    @property
    def unmatched(self) -> pd.DataFrame:
        """Decisions that found no row in the present extraction, or contradict an earlier one."""
        return self._corpus.unmatched

    @property
    def path(self) -> Path | None:
        """Where the log is kept; None in memory."""
        return self._log.path

    def save_to(self, path: str | Path) -> None:
        """Move the log to a file (or on to another one) and go on there."""
        self._log.move_to(path)

    def __len__(self) -> int:
        return len(self._log)

    def __repr__(self) -> str:
        held = len(active(self._log.decisions))
        return f"<Review: {held} decision(s) hold, {len(self._log)} line(s) in {self._log.path or 'memory'}>"

    # ---- within

    def _record(
        self,
        action: str,
        targets: Sequence[Target],
        *,
        fields: dict[str, Any] | None = None,
        note: str = "",
        undoes: str = "",
    ) -> Decision:
        decision = decide(
            action, targets, who=self.who, fields=fields, note=note, undoes=undoes, serial=len(self._log)
        )
        self._log.append(decision)
        self._corpus._replay()
        return decision


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
