"""A million articles: the same work here, in several processes, or on a Dask cluster.

Workers are given names of files and give back a few numbers; articles and frames go over the store's folder, which all of
them must see under one path.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.parts import Receipt, Task, work
from analystkit.corpus.progress import Progress
from analystkit.corpus.runners import Apart, InProcess, Processes, Runner, isolate, work_apart
from analystkit.corpus.stream import PART_CHARACTERS, extract_parts
from analystkit.errors import InputError, MissingExtra, StoreError
from analystkit.lexicon import Lexicon, lexicon_of
from analystkit.model.wording import count_phrase
from analystkit.readers import iter_articles
from analystkit.readers.articles import Source
from analystkit.readers.counting import about

__all__ = ["Apart", "DaskRunner", "Receipt", "Runner", "Task", "extract_to", "isolate", "work", "work_apart"]

if TYPE_CHECKING:
    from distributed import Client
    from spacy.language import Language

_log = logging.getLogger(__name__)
_CONNECT = "20s"
_PATIENCE_SECONDS = 60.0
# So many parts are read ahead of each worker: enough that none waits, few enough that the reader's memory stays flat.
_AHEAD = 2


def extract_to(
    source: Source,
    out: str | Path,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    day_first: bool | None = None,
    pipeline: str | Path | Language | None = None,
    lexicon: Lexicon | None = None,
    workers: int = 1,
    client: Client | str | None = None,
    runner: Runner | None = None,
    cache: bool = False,
    part_characters: int = PART_CHARACTERS,
    progress: bool | None = None,
) -> Corpus:
    """Extract articles of any number into a folder, in flat memory, and go on there when run again.

    Articles are read as a stream and extracted in parts. A part that is done stays done: after an interruption only what is missing is
    made up for, new articles cost only themselves, and the folder is the same in the end as if nothing had happened. It holds what the
    source holds: give old and new articles together; a warning counts those of the run before that are not given any more.

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
        A Dask cluster, its address (``"tcp://host:8786"``) or scheduler file, instead of `workers`. Needs ``analystkit[dask]``; its
        workers need analystkit too, in the same version, and the folder under the same path.
    runner : Runner, optional
        Anything with a method ``run(tasks)`` that does each task by `work` and yields what that returns, instead of `workers` or
        `client`: docs/cluster.md has some for Ray and Spark.
    cache : bool, default False
        Keep the parses in the folder (some 20 bytes a token): a run with another lexicon then need not parse again.
    part_characters : int, default 500,000
        How many characters of text make a part: what is lost at most when a worker is killed. The first parts of a store are smaller, so that
        few articles too can be shared out.
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
    LexiconError
        If a line added to the lexicon cannot be used.
    StoreError
        If the folder holds something else, another process writes to it, it is read-only or the disk is full.
    MissingExtra
        If `client` is given and Dask is not installed.

    Examples
    --------
    >>> corpus = ak.extract_to("archive/", "studies/archive", workers=4)  # doctest: +SKIP
    """
    if not isinstance(workers, Integral) or workers < 1:
        raise InputError(f"expected workers to be a whole number of 1 or more, found {workers!r}")
    if runner is not None and not callable(getattr(runner, "run", None)):
        raise InputError(f"expected a runner with a method run(tasks), found {type(runner).__name__}")
    if client is not None and not isinstance(client, (str, Path)) and not hasattr(client, "scheduler_info"):
        raise InputError(
            f"expected a Dask client, its address or its scheduler file, found {type(client).__name__}"
        )
    lexicon = lexicon_of(lexicon)
    if sum((client is not None, runner is not None, workers > 1)) > 1:
        raise InputError(
            "expected one of workers, client and runner, found several: each says who does the work"
        )
    remote = client is not None or workers > 1 or runner is not None
    if remote and not (pipeline is None or isinstance(pipeline, (str, Path))):
        made = pipeline.meta.get("analystkit", {})
        if "pipeline" not in made:
            raise InputError(
                "expected the pipeline by name or folder: workers load their own; this one has neither"
            )
        pipeline = made.get("path") or made["pipeline"]
    articles = iter_articles(source, published=published, outlet=outlet, day_first=day_first, progress=False)
    if runner is None:
        runner = (
            DaskRunner(client) if client is not None else Processes(workers) if workers > 1 else InProcess()
        )
    with Progress(progress, None if progress is False else about(source)) as seen:
        try:
            return extract_parts(
                articles, out, runner, pipeline=pipeline, lexicon=lexicon, cache=cache, part_characters=part_characters,
                progress=seen,
            )  # fmt: skip
        except KeyboardInterrupt as stop:
            stop.args = (
                f"{count_phrase(seen.ready, 'article')} done and kept in {out}; run the same again to go on from there",
            )
            raise
        finally:
            if isinstance(runner, DaskRunner):
                runner.close()


class DaskRunner:
    """Does the tasks on a Dask cluster.

    Dask itself gives a task to another worker when one dies, and gives it up after some deaths; then its articles are tried in a
    process beside this one, so that the one at fault is found without ending more workers.

    Parameters
    ----------
    client : distributed.Client or str
        The cluster's client, its address, or the path of a scheduler file (``.json``).
    act : callable, default `work`
        What a worker does with a task.

    Raises
    ------
    InputError
        If no scheduler answers at the address.
    """

    def __init__(self, client: Client | str, act: Callable[[Task], Receipt] = work) -> None:
        self._own = isinstance(client, str)
        self._client: Any = _connect(client) if isinstance(client, str) else client
        self._act = act

    def run(self, tasks: Iterator[Task]) -> Iterator[Receipt]:
        """Do tasks, two for each thread of the cluster at a time.

        Raises
        ------
        StoreError
            What a worker raised, or that the cluster is gone.
        """
        busy: dict[Any, Task] = {}
        more = True
        try:
            while more or busy:
                while more and len(busy) < self._room():
                    task = next(tasks, None)
                    if task is None:
                        more = False
                        break
                    # Done again it writes the same files again, but a result kept from an earlier run would be no proof of them.
                    busy[self._client.submit(self._act, task, pure=False)] = task
                for future in self._done(list(busy)):
                    task = busy.pop(future)
                    receipt = self._receipt(future)
                    if receipt is None:
                        with Apart(self._act) as apart:
                            receipt = isolate(task, apart.attempt)
                    yield receipt
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

    def _done(self, futures: list[Any]) -> set[Any]:
        """Return futures that are done; wait for one, and say so where nobody is there to do it."""
        while futures:
            try:
                done: set[Any] = (
                    _distributed()
                    .wait(futures, timeout=_PATIENCE_SECONDS, return_when="FIRST_COMPLETED")
                    .done
                )
                return done
            except TimeoutError:
                if not self._client.nthreads():
                    _log.error("no worker is connected to %s: waiting for one", self._client.scheduler.addr)
            except _distributed().CancelledError:
                # All are: each says so when asked for its result.
                return set(futures)
        return set()

    def _receipt(self, future: Any) -> Receipt | None:
        """Return what a worker gave back; None if workers died of it, what it raised is raised here."""
        try:
            receipt: Receipt = future.result()
        except _distributed().KilledWorker:
            return None
        except (_distributed().CancelledError, _distributed().comm.CommClosedError) as error:
            raise StoreError(
                "the Dask cluster is gone; what it had done is kept: run again to go on"
            ) from error
        except ModuleNotFoundError as error:
            raise StoreError(
                f"a worker lacks the package {error.name!r}: install analystkit on every worker"
            ) from error
        except Exception as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"a worker failed: {type(error).__name__}: {error}") from error
        return receipt


def _connect(address: str) -> Client:
    distributed = _distributed()
    given = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
    # Dask would wait for the file for ever.
    if address.endswith(".json") and not Path(address).is_file():
        raise InputError(
            f"there is no scheduler file {address}: start the scheduler with --scheduler-file {address}"
        )
    try:
        client: Client = distributed.Client(**given, timeout=_CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers at {address} ({error}): expected an address such as tcp://host:8786, or a scheduler file"
        ) from error
    return client


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise MissingExtra("distributed", "dask") from error
