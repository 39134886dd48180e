"""Replay: the analyst's decisions laid over freshly extracted frames.

Replay is a pure function of frames and decisions. It changes no frame it is given, laying the same decisions over its own
result changes nothing, and what it cannot place it reports instead of guessing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analystkit.corpus.decision import Decision, Target, active
from analystkit.corpus.partition import ActorPartition
from analystkit.corpus.row_finder import RowFinder
from analystkit.corpus.values import fitting, unfit
from analystkit.errors import ReviewError
from analystkit.model.schema import FRAMES, typed
from analystkit.resolve.recount import recount

UNMATCHED = ["decision_id", "action", "frame", "target", "text", "reason"]
ID_COLUMN = {
    "actors": "actor_id", "mentions": "mention_id", "events": "event_id", "quotes": "quote_id", "incidents": "incident_id",
}  # fmt: skip
# Columns of actor ids, each with the column of mention ids it rests on.
_ACTOR_LISTS = {
    "events": {"source_ids": "source_mentions", "target_ids": "target_mentions"},
    "incidents": {"source_ids": "", "target_ids": ""},
}
_ACTOR_CELLS = {
    "events": {"attribution_id": "attribution_mention"},
    "quotes": {"speaker_id": "speaker_mention"},
}
Miss = Callable[[Decision, Target, str], None]


def replay(
    frames: Mapping[str, pd.DataFrame], decisions: Sequence[Decision]
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Lay decisions over extracted frames.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Frames of the contract by name; those that are not there are passed over. None of them is changed.
    decisions : sequence of Decision
        The whole log, oldest first; what was undone is left out here.

    Returns
    -------
    frames : dict
        The same frames with the decisions carried out: `status`, edited fields, actor ids everywhere they are used, and the
        actors' names, counts and `curated`.
    unmatched : pandas.DataFrame
        decision_id, action, frame, target (id), text and reason of each decision that found no row, or that contradicts an
        earlier "not the same".
    """
    held = standing(active(decisions))
    out = dict(frames)
    unmatched: list[tuple[str, str, str, str, str, str]] = []
    if not held:
        return out, pd.DataFrame(unmatched, columns=UNMATCHED)

    def miss(decision: Decision, target: Target, reason: str) -> None:
        text = str(target.anchor.get("text") or target.snapshot.get("name") or "")
        unmatched.append((decision.id, decision.action, target.frame, target.id, text, reason))

    meant: dict[tuple[str, int], str] = {}
    # Reading who is who of a large corpus takes a second; most decisions are about rows.
    about_actors = any(target.frame in ("actors", "mentions") for one in held for target in one.targets)
    if about_actors and "actors" in out and "mentions" in out:
        mapping, mentions, actors, meant = _replay_actors(out, held, miss)
        out["mentions"], out["actors"] = mentions, actors
        _rename_ids(out, mapping)
    _replay_rows(out, held, meant, miss)
    return out, pd.DataFrame(unmatched, columns=UNMATCHED)


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Leave out each "not the same" that a later merge of the very same two takes back.

    Carried out first and lifted then, it would depend on what else had been joined in between, and on a second replay, where
    one of the two is found inside a third, nothing could tell the two any more.
    """
    out: list[Decision] = []
    joined: set[frozenset[str]] = set()
    for decision in reversed(decisions):
        first, *others = (target.id for target in decision.targets)
        if decision.action == "merge":
            joined.update(frozenset((first, other)) for other in others)
        elif decision.action == "split" and frozenset((first, *others)) in joined:
            continue
        out.append(decision)
    return out[::-1]


def _replay_actors(
    frames: Mapping[str, pd.DataFrame], decisions: Sequence[Decision], miss: Miss
) -> tuple[dict[str, str], pd.DataFrame, pd.DataFrame, dict[tuple[str, int], str]]:
    """Return actor ids before to after, the mentions and actors with the decisions in them, and the actors meant in `set`."""
    recorded = {t.id for d in decisions for t in d.targets if t.frame == "actors"}
    partition = ActorPartition(frames["actors"], frames["mentions"], recorded)
    meant: dict[tuple[str, int], str] = {}
    for decision in decisions:
        if decision.action == "note" or not any(t.frame == "actors" for t in decision.targets):
            continue
        if decision.action == "split":
            if not partition.split(decision, decision.targets[0], decision.targets[1]):
                miss(
                    decision,
                    decision.targets[1],
                    "neither actor is there, or nothing tells their mentions apart",
                )
            continue
        found: dict[int, str] = {}
        for number, target in enumerate(decision.targets):
            if target.frame != "actors":
                continue
            actor_id = partition.find(target)
            if actor_id is not None:
                found[number] = actor_id
            elif (
                decision.action == "set"
                and target is not decision.targets[0]
                and partition.is_dropped(target)
            ):
                # The actor named was taken away: it fills the field with nobody, as it did when it was still there.
                meant[decision.id, number] = ""
            elif not (decision.action == "not_an_actor" and partition.is_dropped(target)):
                miss(decision, target, "no actor of this id, anchor or name")
        if decision.action == "merge" and 0 in found:
            for number in [n for n in found if n]:
                refused = partition.merge(decision.targets[0], found[0], found[number])
                if refused:
                    miss(
                        decision,
                        decision.targets[number],
                        f"decision {refused} says that they are not the same",
                    )
        elif decision.targets[0].frame == "actors" and 0 in found:
            wrong = unfit("actors", decision.fields) or unfit("actors", decision.targets[0].snapshot)
            if wrong:
                miss(decision, decision.targets[0], wrong)
            else:
                partition.edit(decision, decision.targets[0], found[0])
        elif decision.targets[0].frame != "actors":
            for number, actor_id in found.items():
                meant[decision.id, number] = actor_id
            if (
                decision.targets[0].frame == "mentions"
                and found
                and not (1 in found and partition.assign(decision.targets[0], found[1]))
            ):
                miss(decision, decision.targets[0], "no mention of this id or with these words")
    mapping, mentions, actors = partition.result()
    settled = {
        key: mapping.get(partition.root(actor_id), partition.root(actor_id)) if actor_id else ""
        for key, actor_id in meant.items()
    }
    return mapping, mentions, recount(actors, mentions, frames.get("articles")), settled


def _rename_ids(frames: dict[str, pd.DataFrame], mapping: Mapping[str, str]) -> None:
    """Write the actors' new ids wherever actors are referred to; dropped actors leave empty cells.

    An old id may have become two (a split): roles that rest on mentions are read again from those.
    """
    if not mapping:
        return
    by_mention = dict(
        zip(*(frames["mentions"][name].tolist() for name in ("mention_id", "actor_id")), strict=True)
    )
    for name, cells in _ACTOR_CELLS.items():
        if name not in frames:
            continue
        frame = frames[name].copy()
        for ids, rest in cells.items():
            if ids not in frame:
                continue
            mentions = frame[rest] if rest in frame else [""] * len(frame)
            values = [
                by_mention.get(m, mapping[v]) if v in mapping else v
                for v, m in zip(frame[ids].tolist(), mentions, strict=True)
            ]
            frame[ids] = pd.Series(values, index=frame.index, dtype="str")
        frames[name] = frame
    for name, lists in _ACTOR_LISTS.items():
        if name not in frames:
            continue
        frame = frames[name].copy()
        for ids, rest in lists.items():
            if ids not in frame:
                continue
            rests = list(frame[rest]) if rest in frame else [()] * len(frame)
            renamed = [
                _renamed(cell, held, by_mention, mapping)
                for cell, held in zip(frame[ids], rests, strict=True)
            ]
            frame[ids] = pd.Series(renamed, index=frame.index, dtype=object)
        frames[name] = frame


def _renamed(
    ids: Sequence[str], mentions: Sequence[str], by_mention: Mapping[str, str], mapping: Mapping[str, str]
) -> list[str]:
    if not any(v in mapping for v in ids):
        return list(ids)
    now = [by_mention[m] for m in mentions if m in by_mention] or [mapping.get(v, v) for v in ids]
    return list(dict.fromkeys(filter(None, now)))


def _replay_rows(
    frames: dict[str, pd.DataFrame],
    decisions: Sequence[Decision],
    meant: Mapping[tuple[str, int], str],
    miss: Miss,
) -> None:
    """Carry out reject, confirm and set on mentions, events, quotes and incidents."""
    finders: dict[str, RowFinder] = {}
    changes: dict[str, dict[str, dict[int, Any]]] = {}
    for decision in decisions:
        if decision.action not in ("reject", "confirm", "set"):
            continue
        for target in decision.targets:
            if target.frame == "actors" or target.frame not in frames:
                continue
            if target.frame == "mentions" and not decision.fields:
                continue
            finder = finders.get(target.frame)
            if finder is None:
                finder = finders[target.frame] = RowFinder(frames[target.frame], ID_COLUMN[target.frame])
            row = finder.find(target)
            if row is None:
                miss(decision, target, "no row of this id or with these words")
                continue
            edits = changes.setdefault(target.frame, {})
            fields = _with_actors(decision, meant) if decision.action == "set" else {}
            status = {"reject": "rejected", "confirm": "confirmed", "set": "edited"}[decision.action]
            if "status" in FRAMES[target.frame]:
                fields["status"] = status
            for column, value in fields.items():
                try:
                    held = fitting(target.frame, column, value) if column in FRAMES[target.frame] else value
                except ReviewError as error:
                    miss(decision, target, str(error))
                    continue
                edits.setdefault(column, {})[row] = held
    for name, edits in changes.items():
        frames[name] = _edited(name, frames[name], edits)


def _with_actors(decision: Decision, meant: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """Return the fields to set, with each ``{"actor": n}`` replaced by the id that target n has now."""
    out: dict[str, Any] = {}
    for column, value in decision.fields.items():
        if _names_actor(value):
            actor_id = meant.get((decision.id, value["actor"]))
            if actor_id is not None:
                out[column] = actor_id
        elif isinstance(value, list) and value and all(map(_names_actor, value)):
            out[column] = [i for i in (meant.get((decision.id, v["actor"])) for v in value) if i]
        else:
            out[column] = value
    return out


def _names_actor(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("actor"), int)


def _edited(name: str, frame: pd.DataFrame, edits: Mapping[str, Mapping[int, Any]]) -> pd.DataFrame:
    out = frame.copy()
    for column, values in edits.items():
        if column not in FRAMES[name]:
            continue
        cells = out[column].tolist()
        for row, value in values.items():
            cells[row] = value
        out[column] = typed(name, column, cells).set_axis(out.index)
    return out
