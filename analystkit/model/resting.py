"""Work that makes a million small objects and no cycles, without the garbage collector looking through them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects to a look through these, by default 700 or 2,000, and collections of the middle generation to one of everything, by default ten.
_NEW = 100_000
_SELDOM = 100


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the garbage collector from running meanwhile: it can take five times as long as what it looks through took to make."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def old_objects_at_rest() -> Iterator[None]:
    """Have the collector look through new objects less often, and hardly ever through all that were there before.

    Extraction makes rows that stay and no cycles, beside a pipeline and its vocabulary that stay too: looking through all of these took an eighth of its time,
    and through each article's new objects a twentieth. A long run still does both, the one once in an article or two, the other once in some thousand.
    """
    young, middle, old = gc.get_threshold()
    # A collector that was off stays off.
    gc.set_threshold(max(young, _NEW) if young else 0, middle, max(old, _SELDOM))
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
