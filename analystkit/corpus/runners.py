"""Who works on the parts: this process, or several beside it. All give the same bytes.

A worker that dies takes nothing with it: its part is tried again, then halved until the article that ends processes stands
alone; that one becomes a row in ``problems``. (`concurrent.futures` gives up the whole pool when one process dies, and does not say
what it was at; hence the few lines of our own.)
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import connection
from pathlib import Path
from typing import Any, Protocol

from analystkit.corpus.parts import Receipt, Task, articles_path, work
from analystkit.errors import StoreError
from analystkit.model import parquet


class Runner(Protocol):
    """Something that does tasks."""

    def run(self, tasks: Iterator[Task]) -> Iterator[Receipt]:
        """Do tasks, drawn one by one and never many ahead, and yield their receipts as they come."""
        ...


class InProcess:
    """Does the tasks here, one after the other. An article that ends the process ends the run; see `Processes`."""

    def run(self, tasks: Iterator[Task]) -> Iterator[Receipt]:
        """Do tasks in order."""
        for task in tasks:
            yield work(task)


class Processes:
    """Does the tasks in worker processes, started afresh (spawn), each with its own pipeline on one BLAS thread.

    Parameters
    ----------
    workers : int
        How many; the number of cores is a good one.
    act : callable, default `work`
        What a worker does with a task; a function that a fresh process can import.
    """

    def __init__(self, workers: int, act: Callable[[Task], Receipt] = work) -> None:
        self._count = workers
        self._act = act

    def run(self, tasks: Iterator[Task]) -> Iterator[Receipt]:
        """Do tasks, as many at a time as there are workers.

        Raises
        ------
        StoreError
            What a worker raised: a store that cannot be written ends the run.
        """
        idle: list[_Worker] = []
        busy: dict[Any, _Worker] = {}
        try:
            more = True
            while more or busy:
                while more and len(busy) < self._count:
                    task = next(tasks, None)
                    if task is None:
                        more = False
                        break
                    worker = idle.pop() if idle else _Worker(self._act)
                    worker.give(task)
                    busy[worker.wire] = worker
                for wire in connection.wait(list(busy)):
                    worker = busy.pop(wire)
                    task = worker.task
                    receipt = worker.take()
                    if receipt is not None:
                        idle.append(worker)
                        yield receipt
                    else:
                        worker.end()
                        yield isolate(task, self._alone)
        finally:
            for worker in [*idle, *busy.values()]:
                worker.end()

    def _alone(self, task: Task) -> Receipt | None:
        """Do a task in a process of its own; None if that process died."""
        worker = _Worker(self._act)
        try:
            worker.give(task)
            return worker.take()
        finally:
            worker.end()


def isolate(task: Task, attempt: Callable[[Task], Receipt | None]) -> Receipt:
    """Do a task that ended a process, without the articles that do so.

    Parameters
    ----------
    task : Task
        The task.
    attempt : callable
        Does a task in a process that may die; returns None if it did.

    Returns
    -------
    Receipt
        Its `refused` are the rows of the articles left out: each of them ends a process by itself. Where only all together do, all are
        left out.
    """
    again = attempt(task)
    if again is not None:
        return again

    number = len(
        parquet.read("articles", articles_path(Path(task.store), task.part, task.input), ["article_id"])
    )

    def search(first: int, last: int) -> list[int]:
        if attempt(replace(task, probe=(first, last))) is not None:
            return []
        if last - first == 1:
            return [first]
        middle = (first + last) // 2
        return search(first, middle) + search(middle, last)

    middle = number // 2
    found = search(0, middle) + search(middle, number) if number > 1 else [0]
    for refused in (found, list(range(number))):
        receipt = attempt(replace(task, refused=tuple(refused))) if refused else None
        if receipt is not None:
            return receipt
    raise StoreError(
        f"part {task.part} ends every process that works on it, even with no article in it; run it with workers=1 to see why"
    )


class _Worker:
    """A process and the wire to it."""

    def __init__(self, act: Callable[[Task], Receipt]) -> None:
        context = multiprocessing.get_context("spawn")
        self.wire, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, act), daemon=True)
        self._process.start()
        theirs.close()
        self.task: Task

    def give(self, task: Task) -> None:
        self.task = task
        # A worker that died in between is noticed when its answer is read.
        with suppress(OSError):
            self.wire.send(task)

    def take(self) -> Receipt | None:
        """Wait for the answer; None if the process died. What the worker raised is raised here."""
        try:
            answer = self.wire.recv()
        except (EOFError, OSError):
            return None
        if isinstance(answer, Receipt):
            return answer
        raise answer

    def end(self) -> None:
        self.wire.close()
        self._process.terminate()
        self._process.join()


def _serve(wire: Any, act: Callable[[Task], Receipt]) -> None:
    # Ctrl-C reaches all processes of a terminal; the one that was started decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The wire ends when the process at its other end does, even by kill -9: no worker is left behind.
    with suppress(EOFError, OSError):
        while True:
            task = wire.recv()
            try:
                answer: Receipt | BaseException = act(task)
            except Exception as error:
                answer = (
                    error
                    if isinstance(error, StoreError)
                    else StoreError(f"part {task.part}: {type(error).__name__}: {error}")
                )
            wire.send(answer)
