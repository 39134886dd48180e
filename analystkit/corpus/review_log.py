"""The review log: what the analyst decided, one JSON line a decision, only ever added to."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from analystkit.corpus.decision import Decision, parse_decision
from analystkit.corpus.file_lock import Lockable, try_lock, unlock
from analystkit.errors import ReviewError, StoreError

LOCK_SECONDS = 5.0


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
    while not try_lock(handle):
        if time.monotonic() > deadline:
            raise StoreError(
                f"another process is writing the review log at {path}: close it there, or try again"
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        unlock(handle)
