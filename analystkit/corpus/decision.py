"""A decision of the analyst: one line of the review log, what it is about, and which decisions hold.

A decision names what it is about twice: by id, and by an anchor, the quoted words at their offsets. When a later
extraction gives a row another id, the anchor still finds it. The shape follows nomenklatura's judgements (who, when, positive or
negative), and a decision is taken back by another line, never by deleting one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from analystkit.corpus.values import mended
from analystkit.errors import ReviewError
from analystkit.model.ids import stable_id

ACTIONS = ("merge", "split", "rename", "not_an_actor", "reject", "confirm", "set", "note", "undo")
LOG = ["decision_id", "when", "who", "action", "frame", "targets", "text", "fields", "note", "holds"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about.

    Attributes
    ----------
    frame : str
        actors, mentions, events, quotes or incidents.
    id : str
        The row's id when the decision was made.
    anchor : dict
        ``article_id, part, start, end, text`` of the row's evidence (for an actor, of its first named mention).
    names : list of str
        For an actor: its name and aliases at that time.
    snapshot : dict
        For an actor: name, kind, country and sector at that time, which the machine may not change afterwards.
    """

    frame: str
    id: str
    anchor: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    snapshot: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log; `when` is UTC in ISO 8601, `undoes` the id of the decision an undo takes back."""

    id: str
    who: str
    when: str
    action: str
    targets: list[Target] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    undoes: str = ""

    def to_json(self) -> str:
        """Return the line, without its end."""
        return json.dumps(mended(asdict(self)), ensure_ascii=False, sort_keys=True, default=str)


def decide(
    action: str,
    targets: Sequence[Target] = (),
    *,
    who: str,
    fields: dict[str, Any] | None = None,
    note: str = "",
    undoes: str = "",
    when: datetime | None = None,
    serial: int = 0,
) -> Decision:
    """Make a decision with a fresh id.

    Raises
    ------
    ReviewError
        If the action is unknown.
    """
    if action not in ACTIONS:
        raise ReviewError(f"no review action is called {action!r}; the actions are {', '.join(ACTIONS)}")
    stamp = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
    key = [f"{t.frame}:{t.id}" for t in targets]
    made = stable_id(
        "d", who, stamp, serial, action, *key, json.dumps(fields or {}, sort_keys=True, default=str), undoes
    )
    # What is shown now is what the line will say.
    return Decision(made, who, stamp, action, list(targets), mended(dict(fields or {})), mended(note), undoes)


def parse_decision(line: str) -> Decision:
    """Read one line.

    Raises
    ------
    ReviewError
        If the line is not a decision.
    """
    try:
        data = mended(json.loads(line))
        targets = [Target(**target) for target in data.pop("targets", [])]
        decision = Decision(targets=targets, **data)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReviewError(f"expected one decision as JSON, found {line[:80]!r}: {error}") from error
    if decision.action not in ACTIONS:
        raise ReviewError(f"expected one of {', '.join(ACTIONS)}, found the action {decision.action!r}")
    wrong = _misshapen(decision)
    if wrong:
        raise ReviewError(f"expected one decision as JSON, found one with {wrong}")
    return decision


def _misshapen(decision: Decision) -> str:
    """Say what of a decision is not of the kind it should be: what is wrong here would stop every later replay."""
    texts = (decision.id, decision.who, decision.when, decision.note, decision.undoes)
    if not all(isinstance(text, str) for text in texts) or not decision.id:
        return "no plain texts as id, who, when, note and undoes"
    if not isinstance(decision.fields, dict):
        return "no names in its fields"
    for target in decision.targets:
        kinds = (
            (target.frame, str),
            (target.id, str),
            (target.anchor, dict),
            (target.names, list),
            (target.snapshot, dict),
        )
        if not all(isinstance(value, kind) for value, kind in kinds) or not all(
            isinstance(n, str) for n in target.names
        ):
            return "a target of another form"
        start = target.anchor.get("start", 0)
        if isinstance(start, bool) or not isinstance(start, int):
            return "an anchor without a position"
    needed = {"merge": 2, "split": 2, "undo": 0}.get(decision.action, 1)
    if len(decision.targets) < needed:
        return f"{len(decision.targets)} targets where {needed} are needed"
    if any(
        isinstance(value, (list, dict)) for target in decision.targets for value in target.snapshot.values()
    ):
        return "a snapshot of another form"
    if decision.action == "rename" and not isinstance(decision.fields.get("name"), str):
        return "no name"
    return ""


def active(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that hold: those not undone, in order; an undo can itself be undone."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.action == "undo":
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return kept[::-1]


def decision_frame(decisions: Sequence[Decision]) -> pd.DataFrame:
    """Return one row a decision, oldest first. Columns as `Review.log` names them."""
    held = {d.id for d in active(decisions)}
    rows = [
        (
            d.id, pd.Timestamp(d.when), d.who, d.action, d.targets[0].frame if d.targets else "",
            [t.id for t in d.targets] or [d.undoes], " | ".join(filter(None, map(_said, d.targets))), d.fields, d.note, d.id in held,
        )
        for d in decisions
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=LOG)


def _said(target: Target) -> str:
    return str(target.snapshot.get("name") or target.anchor.get("text") or "")
