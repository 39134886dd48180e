"""Who works on the parts: this process, several beside it, or any other system that can call a function. All give the same bytes.

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
from functools import cache
from multiprocessing import connection
from typing import Any, Protocol, Self

from analystkit.corpus.parts import Receipt, Task, articles_path, work
from analystkit.errors import StoreError
from analystkit.model import parquet
from analystkit.model.places import place


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
                # Waiting for nothing would last for ever.
                for wire in connection.wait(list(busy)) if busy else ():
                    worker = busy.pop(wire)
                    task = worker.task
                    receipt = worker.take()
                    if receipt is not None:
                        idle.append(worker)
                        yield receipt
                    else:
                        worker.end()
                        with Apart(self._act) as apart:
                            yield isolate(task, apart.attempt)
        finally:
            for worker in [*idle, *busy.values()]:
                worker.end()


class Apart:
    """Does tasks one at a time in a process beside this one, which is started again when it dies.

    Parameters
    ----------
    act : callable, default `work`
        What is done with a task; a function that a fresh process can import.
    """

    def __init__(self, act: Callable[[Task], Receipt] = work) -> None:
        self._act = act
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def attempt(self, task: Task) -> Receipt | None:
        """Do a task; None if the process died of it."""
        if self._worker is None:
            self._worker = _Worker(self._act)
        self._worker.give(task)
        receipt = self._worker.take()
        if receipt is None:
            self.__exit__()
        return receipt

    def do(self, task: Task) -> Receipt:
        """Do a task, without the articles that end the process."""
        return self.attempt(task) or isolate(task, self.attempt)


@cache
def _beside() -> Apart:
    return Apart()


def work_apart(task: Task) -> Receipt:
    """Do a task in a process beside this one, which stays for the next.

    For systems that give up a job when one of their workers dies (Ray, Spark): here the worker stays, and an article that ends
    processes is found and left out as `Processes` does it.

    Parameters
    ----------
    task : Task
        The part.

    Returns
    -------
    Receipt
        What became of it.

    Raises
    ------
    StoreError
        As `work` does.
    """
    return _beside().do(task)


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
    # Where nothing is to be done and the process still dies, it is not the articles.
    if attempt(replace(task, probe=(0, 0))) is None and attempt(replace(task, probe=(0, 0))) is None:
        raise StoreError(
            f"processes that should work on part {task.part} end as soon as they start; run it with workers=1 to see why. "
            "A script that uses workers needs 'if __name__ == \"__main__\":' before what it does"
        )
    number = len(
        parquet.read("articles", articles_path(place(task.store), task.part, task.input), ["article_id"])
    )

    def search(first: int, last: int) -> list[int]:
        if attempt(replace(task, probe=(first, last))) is not None:
            return []
        if last - first == 1:
            # A process may be killed for other reasons: an article is left out only for what it does twice.
            return [first] if attempt(replace(task, probe=(first, last))) is None else []
        middle = (first + last) // 2
        return search(first, middle) + search(middle, last)

    middle = number // 2
    found = search(0, middle) + search(middle, number) if number > 1 else search(0, number)
    for refused in (found, found, list(range(number))):
        receipt = attempt(replace(task, refused=tuple(refused)))
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
