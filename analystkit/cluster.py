"""A million articles: the same work here, in several processes, or on a Dask cluster.

Workers are given names of files and give back a few numbers; articles and frames go over the store's folder, which all of
them must see under one path.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.parts import Receipt, Task, work
from analystkit.corpus.runners import InProcess, Processes, Runner, isolate
from analystkit.corpus.stream import PART_CHARACTERS, extract_parts
from analystkit.errors import InputError, MissingExtra, StoreError
from analystkit.lexicon import Lexicon
from analystkit.readers import iter_articles

if TYPE_CHECKING:
    from distributed import Client
    from spacy.language import Language

_PROGRESS_DELAY_SECONDS = 2.0
# So many parts are read ahead of each worker: enough that none waits, few enough that the reader's memory stays flat.
_AHEAD = 2


def extract_to(
    source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | pd.DataFrame,
    out: str | Path,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    day_first: bool | None = None,
    pipeline: str | Path | Language | None = None,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    client: Client | str | None = None,
    cache: bool = False,
    part_characters: int = PART_CHARACTERS,
    progress: bool | None = None,
) -> Corpus:
    """Extract articles of any number into a folder, in flat memory, and go on there when run again.

    Articles are read as a stream and extracted in parts. A part that is done stays done: after an interruption only what is missing is
    made up for, new articles cost only themselves, and the folder is the same in the end as if nothing had happened.

    Parameters
    ----------
    source : path, sequence of paths, or DataFrame
        As in `analystkit.load`.
    out : str or Path
        The folder; `analystkit.open` opens it. One ``<frame>.parquet`` each as `Corpus.save` writes it, and ``parts/`` with
        what is needed to go on. Decisions in its ``review.jsonl`` hold.
    published, outlet, day_first, pipeline, lexicon
        As in `analystkit.load`. With several workers, the pipeline is given by name or folder.
    workers : int, default 1
        With 1 the work is done here; else in so many processes. An article that makes a process crash is then found and left out, with a
        row in ``problems``.
    client : distributed.Client or str, optional
        A Dask cluster, or its address (``"tcp://host:8786"``), instead of `workers`. Needs ``analystkit[dask]``; its
        workers need analystkit too, in the same version, and the folder under the same path.
    cache : bool, default False
        Keep the parses in the folder (some 20 bytes a token): a run with another lexicon then need not parse again.
    part_characters : int, default 500,000
        How many characters of text make a part: what is lost at most when a worker is killed.
    progress : bool, optional
        Show a progress bar; by default only for what takes longer than two seconds.

    Returns
    -------
    Corpus
        Opened on the folder; its frames are read when first asked for.

    Raises
    ------
    InputError
        If there is nothing to read at `source`, or an argument cannot be used.
    StoreError
        If the folder holds something else, another process writes to it, it is read-only or the disk is full.
    MissingExtra
        If `client` is given and Dask is not installed.

    Examples
    --------
    >>> corpus = ak.extract_to("archive/", "studies/archive", workers=4)  # doctest: +SKIP
    """
    if workers < 1:
        raise InputError(f"expected workers to be 1 or more, found {workers}")
    remote = client is not None or workers > 1
    if remote and not (pipeline is None or isinstance(pipeline, (str, Path))):
        made = pipeline.meta.get("analystkit", {})
        if "pipeline" not in made:
            raise InputError(
                "expected the pipeline by name or folder: workers load their own; this one has neither"
            )
        pipeline = made.get("path") or made["pipeline"]
    articles = iter_articles(source, published=published, outlet=outlet, day_first=day_first, progress=False)
    with _bar(progress) as step:
        runner: Runner = (
            DaskRunner(client) if client is not None else Processes(workers) if workers > 1 else InProcess()
        )
        try:
            return extract_parts(
                articles, out, runner, pipeline=pipeline, lexicon=lexicon, cache=cache, part_characters=part_characters,
                step=step,
            )  # fmt: skip
        finally:
            if isinstance(runner, DaskRunner):
                runner.close()


class DaskRunner:
    """Does the tasks on a Dask cluster.

    Parameters
    ----------
    client : distributed.Client or str
        The cluster's client, or its address.
    act : callable, default `work`
        What a worker does with a task.
    """

    def __init__(self, client: Client | str, act: Callable[[Task], Receipt] = work) -> None:
        distributed = _distributed()
        self._own = isinstance(client, str)
        try:
            self._client: Any = (
                distributed.Client(client, timeout="20s") if isinstance(client, str) else client
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(f"no Dask scheduler answers at {client}: {error}") from error
        self._act = act

    def run(self, tasks: Iterator[Task]) -> Iterator[Receipt]:
        """Do tasks, two for each thread of the cluster at a time."""
        busy: dict[Any, Task] = {}
        more = True
        try:
            while more or busy:
                while more and len(busy) < self._room():
                    task = next(tasks, None)
                    if task is None:
                        more = False
                        break
                    busy[self._submit(task)] = task
                if not busy:
                    break
                for future in _distributed().wait(list(busy), return_when="FIRST_COMPLETED").done:
                    task = busy.pop(future)
                    yield self._receipt(future) or isolate(task, self._alone)
        finally:
            if busy:
                with suppress(Exception):
                    self._client.cancel(list(busy))

    def close(self) -> None:
        """Let go of the cluster, if the connection was made here."""
        if self._own:
            self._client.close()

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def _submit(self, task: Task) -> Any:
        # Done again it writes the same files again, but a result kept from an earlier run would be no proof of them.
        return self._client.submit(self._act, task, pure=False)

    def _alone(self, task: Task) -> Receipt | None:
        return self._receipt(self._submit(task))

    def _receipt(self, future: Any) -> Receipt | None:
        """Return what a worker gave back; None if workers died of it, what it raised is raised here."""
        try:
            receipt: Receipt = future.result()
        except _distributed().KilledWorker:
            return None
        except Exception as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"a worker failed: {type(error).__name__}: {error}") from error
        return receipt


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise MissingExtra("distributed", "dask") from error


class _bar:
    """A progress bar over articles, shown after two seconds unless told otherwise."""

    def __init__(self, progress: bool | None) -> None:
        self._progress = progress

    def __enter__(self) -> Callable[[int], Any]:
        from tqdm.auto import tqdm

        self._tqdm = tqdm(
            unit=" articles", desc="Extracting", disable=self._progress is False,
            delay=0 if self._progress else _PROGRESS_DELAY_SECONDS,
        )  # fmt: skip
        return self._tqdm.update

    def __exit__(self, *_: object) -> None:
        self._tqdm.close()
