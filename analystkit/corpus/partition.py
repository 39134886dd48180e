"""Which mentions are which actor, under the analyst's "same" and "not the same".

Actors are the connected components of "same". "Not the same" holds between components: once A and B are told apart,
whatever is joined to A stays apart from B, and a join that would bring them together is refused. Only an explicit later
decision about the very same two may lift it (`analystkit.corpus.replay.standing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from analystkit.corpus.decision import Decision, Target
from analystkit.corpus.row_finder import RowFinder
from analystkit.model.schema import coerce

EDITABLE = ("name", "kind", "country", "sector", "former")


class ActorPartition:
    """The actors and mentions frames while decisions are carried out on them."""

    def __init__(self, actors: pd.DataFrame, mentions: pd.DataFrame, recorded: Collection[str]) -> None:
        # Ids that decisions speak of: an actor that has one of them already keeps it.
        self._recorded = recorded
        self._actors = actors
        self._mentions = mentions
        # tolist: going through a column of texts one by one takes ten times as long.
        self._actor_ids = actors["actor_id"].tolist()
        self._of_mention = mentions["actor_id"].tolist()
        entities, ids = (mentions[name].tolist() for name in ("entity", "mention_id"))
        self._entities = [e or m for e, m in zip(entities, ids, strict=True)]
        self._texts = mentions["text"].tolist()
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, actor_id in enumerate(self._of_mention):
            if actor_id:
                self._rows[actor_id].append(row)
        self._parent: dict[str, str] = {actor_id: actor_id for actor_id in self._actor_ids}
        # Two actors and the decision that tells them apart.
        self._apart: list[tuple[str, str, str]] = []
        self._dropped: set[str] = set()
        self._renamed: dict[str, str] = {}
        self._edits: dict[str, dict[str, Any]] = {}
        self._born: dict[str, str] = {}
        self._finder = RowFinder(mentions, "mention_id")
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for actor_id, name in zip(actors["actor_id"], actors["name"], strict=True):
            self._by_name[str(name).casefold()].add(actor_id)

    # ---- finding

    def root(self, actor_id: str) -> str:
        """Return the actor that stands for the component of an actor."""
        while self._parent[actor_id] != actor_id:
            self._parent[actor_id] = self._parent[self._parent[actor_id]]
            actor_id = self._parent[actor_id]
        return actor_id

    def find(self, target: Target) -> str | None:
        """Return the actor a target means now: by id, by the anchor of a mention, by its unique name."""
        known = self._renamed.get(target.id, target.id)
        if known in self._parent:
            return self.root(known)
        row = self._anchored(target)
        if row is not None and self._of_mention[row] in self._parent:
            return self._claim(target, self.root(self._of_mention[row]))
        named = self._by_name.get(str(target.snapshot.get("name", "")).casefold(), set())
        if len(named) == 1:
            return self._claim(target, self.root(next(iter(named))))
        return None

    def is_dropped(self, target: Target) -> bool:
        """Say whether the mention a target is anchored at belongs to no actor any more."""
        row = self._anchored(target)
        return row is not None and not self._of_mention[row]

    def _anchored(self, target: Target) -> int | None:
        if not target.anchor:
            return None
        return self._finder.find(Target("mentions", str(target.anchor.get("mention_id", "")), target.anchor))

    def _claim(self, target: Target, found: str) -> str:
        # The decision's own id lives on, so that what was curated keeps its id through a new extraction.
        self._renamed.setdefault(target.id, found)
        return found

    # ---- deciding

    def merge(self, first: Target, into: str, other: str) -> str:
        """Join two components; return the id of the decision that forbids it, "" if it was done."""
        a, b = self.root(into), self.root(other)
        self._touch(a, first)
        if a == b:
            return ""
        for x, y, why in self._apart:
            if {self.root(x), self.root(y)} == {a, b}:
                return why
        self._parent[b] = a
        self._rows[a] = sorted(self._rows[a] + self._rows.pop(b, []))
        self._edits.pop(b, None)
        return ""

    def split(self, decision: Decision, one: Target, other: Target) -> bool:
        """Keep two actors apart, taking them out of one another if the machine has joined them."""
        a, b = (
            self.find(one),
            self.find(other) if other.id in self._parent or other.id in self._renamed else None,
        )
        if b is None and a is not None:
            b = self._take_out(a, one, other)
        if b is None:
            b = self.find(other)
        if a is None or b is None or self.root(a) == self.root(b):
            return False
        self._apart.append((a, b, decision.id))
        self._touch(a, one)
        self._touch(b, other)
        return True

    def _take_out(self, actor_id: str, one: Target, other: Target) -> str | None:
        """Make the chains that bear only the other's names an actor of their own."""
        theirs = {n.casefold() for n in other.names} - {n.casefold() for n in one.names}
        if not theirs:
            return None
        chains: dict[str, list[int]] = defaultdict(list)
        for row in self._rows[actor_id]:
            chains[self._entities[row]].append(row)
        moved: list[int] = []
        for rows in chains.values():
            named = {self._texts[row].casefold() for row in rows}
            if named & theirs and not named & {n.casefold() for n in one.names}:
                moved += rows
            elif named & theirs:
                # One chain bears both names: the mentions with the other's name leave it, the rest stays.
                moved += [row for row in rows if self._texts[row].casefold() in theirs]
        if not moved or len(moved) == len(self._rows[actor_id]):
            return None
        born = other.id
        gone = set(moved)
        self._rows[actor_id] = [row for row in self._rows[actor_id] if row not in gone]
        self._rows[born] = sorted(moved)
        self._parent[born] = born
        self._born[born] = actor_id
        for row in moved:
            self._of_mention[row] = born
        return born

    def assign(self, mention: Target, actor_id: str) -> bool:
        """Give one mention to an actor; return whether the mention is there."""
        row = self._finder.find(mention)
        if row is None:
            return False
        before, root = self._of_mention[row], self.root(actor_id)
        if before in self._parent:
            self._rows[self.root(before)] = [r for r in self._rows[self.root(before)] if r != row]
        self._rows[root] = sorted({*self._rows[root], row})
        self._of_mention[row] = root
        self._edits.setdefault(root, {})
        return True

    def edit(self, decision: Decision, target: Target, found: str) -> None:
        """Rename, drop, confirm or set fields of an actor, unless it has become part of another one since."""
        if not self._is(target, found):
            return
        self._touch(found, target)
        if decision.action in ("not_an_actor", "reject"):
            self._dropped.add(found)
        elif decision.action in ("rename", "set"):
            self._edits[found] |= {k: v for k, v in decision.fields.items() if k in EDITABLE or k == "titles"}

    def _is(self, target: Target, actor_id: str) -> bool:
        """Say whether an actor is the target itself, and not what the target was merged into."""
        return target.id == actor_id or actor_id not in self._recorded

    def _touch(self, actor_id: str, target: Target) -> None:
        edits = self._edits.setdefault(actor_id, {})
        if not self._is(target, actor_id):
            return
        for column, value in target.snapshot.items():
            if column in EDITABLE:
                edits.setdefault(column, value)

    # ---- the result

    def result(self) -> tuple[dict[str, str], pd.DataFrame, pd.DataFrame]:
        """Return ids before to after ("" for dropped), the mentions and the actors frame."""
        final: dict[str, str] = {}
        # Who was found as the root itself comes before those merged into it: a merge keeps the first one's id, in any extraction.
        claims = sorted(self._renamed.items(), key=lambda claim: self.root(claim[1]) != claim[1])
        for target_id, actor_id in claims:
            root = self.root(actor_id)
            if target_id not in self._parent and root not in self._recorded:
                final.setdefault(root, target_id)
        mapping: dict[str, str] = {}
        for actor_id in self._parent:
            root = self.root(actor_id)
            mapping[actor_id] = "" if root in self._dropped else final.get(root, root)
        after = [mapping.get(a, a) if a else "" for a in self._of_mention]
        mentions = self._mentions.copy()
        mentions["actor_id"] = pd.Series(after, index=mentions.index, dtype="str")
        changed = {k: v for k, v in mapping.items() if k != v} | {old: old for old in self._born.values()}
        return changed, mentions, self._actors_frame(mapping, final)

    def _actors_frame(self, mapping: dict[str, str], final: dict[str, str]) -> pd.DataFrame:
        rows: list[dict[str, Any]] = [
            {str(column): value for column, value in row.items()} for row in self._actors.to_dict("records")
        ]
        by_id = {row["actor_id"]: row for row in rows}
        members: dict[str, list[str]] = defaultdict(list)
        for actor_id in self._parent:
            members[self.root(actor_id)].append(actor_id)
        out = []
        for actor_id in [*self._actor_ids, *self._born]:
            if self.root(actor_id) != actor_id or actor_id in self._dropped:
                continue
            base = dict(by_id.get(actor_id) or by_id[self._origin(actor_id)])
            names = _names(by_id[m] for m in members[actor_id] if m in by_id)
            titles = _lists("titles", (by_id[m] for m in members[actor_id] if m in by_id))
            if actor_id in self._born:
                names = sorted({self._texts[row] for row in self._rows[actor_id]})
                base["name"], titles = names[0] if names else base["name"], []
            edits = self._edits.get(actor_id)
            if edits is not None:
                base |= {k: v for k, v in edits.items() if k in EDITABLE or k == "titles"}
                base["curated"] = True
            base["actor_id"] = mapping[actor_id]
            base["aliases"] = [n for n in dict.fromkeys([*names]) if n != base["name"]]
            base["titles"] = edits["titles"] if edits and "titles" in edits else titles
            out.append(base)
        return coerce("actors", pd.DataFrame(out, columns=list(self._actors.columns)))

    def _origin(self, actor_id: str) -> str:
        while actor_id in self._born:
            actor_id = self._born[actor_id]
        return actor_id


def _names(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [name for row in rows for name in (row["name"], *row["aliases"])]


def _lists(column: str, rows: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(value for row in rows for value in row[column]))
