"""The review log: what the analyst decided, one JSON line a decision, only ever added to.

A decision names what it is about twice: by id, and by an anchor, the quoted words at their offsets. When a later
extraction gives a row another id, the anchor still finds it. The shape follows nomenklatura's judgements (who, when, positive or
negative), and a decision is taken back by another line, never by deleting one.
"""

from __future__ import annotations

import json
import os
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BufferedRandom, FileIO
from pathlib import Path
from typing import Any

from analystkit.corpus.values import mended
from analystkit.errors import ReviewError, StoreError
from analystkit.model.ids import stable_id

ACTIONS = ("merge", "split", "rename", "not_an_actor", "reject", "confirm", "set", "note", "undo")
LOCK_SECONDS = 5.0
Lockable = BufferedRandom | FileIO


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
    return Decision(made, who, stamp, action, list(targets), dict(fields or {}), note, undoes)


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


class ReviewLog:
    """The decisions on disk (``review.jsonl``) or, without a path, in memory.

    Lines that cannot be read, such as one torn by a crash, are kept in the file, counted in `damaged` and warned about; they never
    stop the others.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = None if path is None else Path(path)
        self.decisions: list[Decision] = []
        self.damaged = 0
        self._read_to = 0
        if self.path is not None:
            self.refresh()

    def __len__(self) -> int:
        return len(self.decisions)

    def refresh(self) -> None:
        """Read what has been added to the file since it was last read."""
        if self.path is None or not self.path.exists():
            return
        with self.path.open("rb") as handle:
            handle.seek(self._read_to)
            self._take(handle.read())

    def append(self, decision: Decision) -> None:
        """Add a decision and make sure that it is on the disk before returning.

        Raises
        ------
        StoreError
            If another process holds the log for longer than five seconds, or the file cannot be written.
        """
        if self.path is None:
            self.decisions.append(decision)
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b", buffering=0) as handle, _locked(handle, self.path):
                handle.seek(self._read_to)
                self._take(handle.read(), locked=True)
                size = handle.seek(0, os.SEEK_END)
                # A torn last line stays as it is; the new one starts on a line of its own.
                torn = b"\n" if size and not _ends_line(handle, size) else b""
                try:
                    # Unbuffered: what a full disk did not take must not be written when the file is closed.
                    _write_all(handle, torn + (decision.to_json() + "\n").encode())
                    os.fsync(handle.fileno())
                except BaseException:
                    # What the analyst is told has failed must not hold the next time.
                    with suppress(OSError):
                        handle.truncate(size)
                    raise
                self._read_to = handle.seek(0, os.SEEK_END)
        except OSError as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(
                f"cannot write the review log at {self.path}: {error.strerror or error}; the decision was not recorded, "
                "free some space or mend the folder's rights and decide again"
            ) from error
        self.decisions.append(decision)

    def move_to(self, path: str | Path) -> None:
        """Write every decision of this log to a file that has none of them yet, and go on there."""
        other = ReviewLog(path)
        known = {decision.id for decision in other.decisions}
        for decision in self.decisions:
            if decision.id not in known:
                other.append(decision)
        self.path, self.decisions, self.damaged, self._read_to = (
            other.path,
            other.decisions,
            other.damaged,
            other._read_to,
        )

    def _take(self, data: bytes, *, locked: bool = False) -> None:
        bad = 0
        known = {decision.id for decision in self.decisions}
        consumed = 0
        for raw in data.splitlines(keepends=True):
            whole = raw.endswith(b"\n")
            try:
                decision = parse_decision(raw.decode("utf-8", "surrogatepass")) if raw.strip() else None
            except (ReviewError, UnicodeDecodeError):
                bad += 1
                # Without the lock, a line that has no end yet may still be in the writing: look again next time.
                consumed += len(raw) if whole or locked else 0
                continue
            consumed += len(raw)
            if decision is not None and decision.id not in known:
                known.add(decision.id)
                self.decisions.append(decision)
        self._read_to += consumed
        if bad and not locked:
            self.damaged += bad
            warnings.warn(
                f"{bad} line(s) of {self.path} could not be read as a decision and are left as they are",
                stacklevel=3,
            )


def _write_all(handle: FileIO, data: bytes) -> None:
    while data:
        data = data[handle.write(data) or 0 :]


def _ends_line(handle: FileIO, size: int) -> bool:
    handle.seek(size - 1)
    return handle.read(1) == b"\n"


@contextmanager
def _locked(handle: Lockable, path: Path) -> Iterator[None]:
    """Hold the file against other writers."""
    deadline = time.monotonic() + LOCK_SECONDS
    while not _try_lock(handle):
        if time.monotonic() > deadline:
            raise StoreError(
                f"another process is writing the review log at {path}: close it there, or try again"
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        _unlock(handle)


try:
    import fcntl

    def _try_lock(handle: Lockable) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: Lockable) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

except ImportError:  # Windows
    import msvcrt

    def _try_lock(handle: Lockable) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def _unlock(handle: Lockable) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
