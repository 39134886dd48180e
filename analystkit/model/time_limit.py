"""How long one article may take: 10 seconds of computing for each 100,000 characters, and what happens when that is over."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from analystkit.errors import TimeLimitError

SECONDS = 10.0
CHARACTERS = 100_000
# Sent again so often, should a library have swallowed the first.
_AGAIN = 0.5


class _OutOfTime(BaseException):
    """Not an Exception: libraries that go on after any of those must not go on after this."""


@dataclass(slots=True)
class Clock:
    """Seconds of computing that a block took; set when it ends."""

    spent: float = 0.0


def allowance(characters: int) -> float:
    """Return how many seconds an article of so many characters may take; a short one as long as one of 100,000."""
    return SECONDS * max(1.0, characters / CHARACTERS)


@contextmanager
def time_limit(seconds: float) -> Iterator[Clock]:
    """Interrupt the block when it has computed for so long.

    The time counted is that of the process itself, not of the clock on the wall: on a busy machine no article is refused that would go through
    on a quiet one. Only the main thread of a POSIX system can be interrupted (by ``SIGVTALRM``); elsewhere, and where somebody uses
    that timer already, the block runs to its end and `Clock.spent` tells.

    Raises
    ------
    TimeLimitError
        If the block was interrupted.
    """
    clock = Clock()
    begun = time.thread_time()
    if not _can_interrupt():
        yield clock
        clock.spent = time.thread_time() - begun
        return
    before = signal.signal(signal.SIGVTALRM, _interrupt)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
            yield clock
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    except _OutOfTime:
        raise TimeLimitError(
            f"it took over {seconds:.0f} seconds of computing, the limit for an article of its length"
        ) from None
    finally:
        clock.spent = time.thread_time() - begun


def _can_interrupt() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    )


def _interrupt(*_: Any) -> None:
    raise _OutOfTime
