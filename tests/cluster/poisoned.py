"""Work that ends its process on some articles, as a crash in native code does; a module, for spawned workers import it."""

import os
import signal

from analystkit.corpus import parts
from analystkit.model.places import place

POISON = "Poison ivy"
_real = parts.extract_rows


def _watched(articles, *given, **named):
    def each():
        for article in articles:
            if POISON in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield article

    return _real(each(), *given, **named)


def work(task):
    """Do a task as `parts.work` does, but die of poison."""
    parts.extract_rows = _watched
    try:
        return parts.work(task)
    finally:
        parts.extract_rows = _real


def never(task):
    """Die whatever the task."""
    os.kill(os.getpid(), signal.SIGKILL)


def torn(task):
    """Fail as an import does where analystkit is not installed."""
    raise ModuleNotFoundError("No module named 'analystkit'", name="analystkit")


def unlucky(task):
    """Die of every part but the first once, whatever is in it, as by a stray kill; the next try goes well."""
    if task.part:
        try:
            (place(task.store) / f"died-{task.part}").touch(exist_ok=False)
        except FileExistsError:
            return parts.work(task)
        os.kill(os.getpid(), signal.SIGKILL)
    return parts.work(task)
