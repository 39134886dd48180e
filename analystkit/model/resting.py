"""Work that makes a million small objects and no cycles, without the garbage collector looking through them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Collections of the middle generation to one of everything; Python's default is ten.
_SELDOM = 1000


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
    """Have the collector look through new objects as always and hardly ever through all that were there before.

    Extraction makes rows that stay and no cycles, beside a pipeline and its vocabulary that stay too: looking through all of these took an eighth of its time.
    A long run still does so, once in some thousand articles.
    """
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, max(old, _SELDOM))
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
