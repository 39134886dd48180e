"""One input part to one output part: the unit of work, wherever it is done.

A store keeps under ``parts/`` a folder a frame. The articles of part 12 lie in ``articles/part-000012-<input hash>.parquet``; what was
extracted from them in ``<frame>/part-000012-<key>.parquet``, where the key hashes the input and the configuration. The receipt,
written last, says that all of them are there. Doing a part twice writes the same bytes to the same names, so it does no harm.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analystkit.corpus.build import EXTRACTED, extract_rows, frames_of, records
from analystkit.corpus.job import Job, read_job, short_hash
from analystkit.corpus.part_traits import keep_traits, traits_path
from analystkit.errors import AnalystkitError, StoreError
from analystkit.lexicon import Lexicon
from analystkit.model import parquet, schema
from analystkit.model.places import contents, is_remote, place, sizes_below
from analystkit.model.rows import Article, Problem
from analystkit.model.staging import write_text
from analystkit.pipeline import Parsed, load_pipeline, parse, pipeline_fingerprint
from analystkit.pipeline.backend import Backend, one_blas_thread
from analystkit.pipeline.doc_cache import recall, remembering

if TYPE_CHECKING:
    import pyarrow as pa
    from spacy.language import Language

_log = logging.getLogger(__name__)
FOLDER = "parts"
RECEIPTS = "receipts"
# A pipeline parses one text at a time; the threads of one worker share it.
_ONE_AT_A_TIME = threading.Lock()
ABRUPT = "nothing was extracted: the process that worked on this article ended abruptly; the other articles went on"


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is given: names of files, small enough for any wire.

    Attributes
    ----------
    store : str
        The store's folder, as every worker sees it.
    part : int
        Number of the part.
    input : str
        Hash of its articles.
    job : str
        Hash of the configuration.
    cache : bool
        Keep parses, and use those kept.
    refused : tuple of int
        Rows of articles that must not be touched: each ended a process before.
    probe : (int, int), optional
        Only try the articles [first, last) and write nothing.
    """

    store: str
    part: int
    input: str
    job: str
    cache: bool = False
    refused: tuple[int, ...] = ()
    probe: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The hash in the names of this part's output."""
        return short_hash(self.input, self.job)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a part: rows and bytes of each frame, seconds spent, rows of refused articles."""

    part: int
    input: str
    job: str
    articles: int
    rows: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    backend: str = ""
    from_cache: bool = False


def articles_path(store: Path, part: int, input_hash: str) -> Path:
    """Return where the articles of an input part lie."""
    return store / FOLDER / "articles" / f"part-{part:06d}-{input_hash}.parquet"


def frame_path(task: Task, name: str) -> Path:
    """Return where a frame extracted from a part lies."""
    return place(task.store) / FOLDER / name / f"part-{task.part:06d}-{task.key}.parquet"


def job_path(store: Path, job_hash: str) -> Path:
    """Return where a configuration is described."""
    return store / FOLDER / "jobs" / f"{job_hash}.json"


class Shelf:
    """What a store has of parts, for one that is about to be gone on with.

    Parameters
    ----------
    store : Path
        The store. One in a bucket is asked once for everything, for each question takes as long there as reading thousands of names.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._sizes: dict[str, int] | None = None
        self._texts: dict[str, bytes] = {}
        if is_remote(store):
            self._sizes = sizes_below(store / FOLDER)
            names = [name for name in self._sizes if name.startswith(f"{RECEIPTS}/")]
            held = contents([store / FOLDER / name for name in names])
            self._texts = dict(zip(names, held, strict=True))

    def has(self, path: Path) -> bool:
        """Say whether there was a file when the shelf was looked at."""
        return self._size(path) is not None

    def receipt(self, task: Task) -> Receipt | None:
        """Return the receipt of a part that is done, None for one that is not, or of which a file is gone or cut short."""
        try:
            receipt = Receipt(**json.loads(self._text(_receipt_path(task))))
            whole = all(self._size(frame_path(task, name)) == size for name, size in receipt.bytes.items())
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return receipt if whole and set(receipt.bytes) == set(EXTRACTED) else None

    def _size(self, path: Path) -> int | None:
        if self._sizes is not None:
            return self._sizes.get(f"{path.parent.name}/{path.name}")
        try:
            return path.stat().st_size
        except OSError:
            return None

    def _text(self, path: Path) -> str | bytes:
        if self._sizes is not None:
            return self._texts[f"{path.parent.name}/{path.name}"]
        return path.read_text(encoding="utf-8")


def work(task: Task) -> Receipt:
    """Extract one part, or try some of its articles.

    Parameters
    ----------
    task : Task
        The part.

    Returns
    -------
    Receipt
        Also written into the store, after the frames.

    Raises
    ------
    StoreError
        If a file cannot be read or written, or this installation is not the one the run was started with.
    """
    with _ONE_AT_A_TIME, one_blas_thread():
        return _work(task)


def _work(task: Task) -> Receipt:
    job, lexicon, nlp, gemm = _equipment(task.store, task.job)
    articles = list(
        records(parquet.read("articles", articles_path(place(task.store), task.part, task.input)))
    )
    if task.probe is not None:
        first, last = task.probe
        for _ in extract_rows(articles[first:last], nlp, lexicon):
            pass
        return Receipt(task.part, task.input, task.job, last - first)
    refused = dict.fromkeys(task.refused, ABRUPT)
    seconds = {"parse": 0.0, "extract": 0.0}
    name = f"part-{task.part:06d}-{short_hash(task.input, job.parse_hash)}.spacy"
    docs = place(task.store) / FOLDER / "docs" / name
    cached = task.cache and not refused and docs.is_file()

    def parser(texts: Iterator[str]) -> Iterator[Parsed]:
        if cached:
            # The texts are drawn along, for the articles wait for their turn behind them.
            for result, _ in zip(recall(nlp, docs), texts, strict=True):
                yield result
        elif task.cache and not refused:
            yield from remembering(parse(nlp, texts, transient=True), docs)
        else:
            yield from parse(nlp, texts, transient=True)

    def tables(chosen: list[Article]) -> dict[str, pa.Table]:
        frames = frames_of(extract_rows(chosen, nlp, lexicon, seconds=seconds, parser=parser))
        if refused:
            frames["problems"] = _with_refusals(frames["problems"], articles, refused)
        return {name: parquet.to_arrow(name, frames[name]) for name in EXTRACTED}

    try:
        made = tables([article for row, article in enumerate(articles) if row not in refused])
    except AnalystkitError:
        raise
    # Extraction keeps an article's failure to itself; what only shows when rows become a table is sought one by one.
    except Exception:
        cached = False
        for row, article in enumerate(articles):
            try:
                if row not in refused:
                    tables([article])
            except Exception as error:
                _log.warning("no table of article %s", article.article_id, exc_info=True)
                refused[row] = f"nothing was extracted: {type(error).__name__}: {error}"
        made = tables([article for row, article in enumerate(articles) if row not in refused])
    rows, sizes = {}, {}
    for name in EXTRACTED:
        path = frame_path(task, name)
        with parquet.FrameWriter(name, path) as writer:
            writer.add(made[name])
        rows[name], sizes[name] = made[name].num_rows, path.stat().st_size
    traits = traits_path(place(task.store) / FOLDER, task.part, task.input)
    if not traits.is_file():
        keep_traits(((article.title, article.text) for article in articles), traits)
    receipt = Receipt(
        task.part, task.input, task.job, len(articles), rows, sizes,
        {stage: round(value, 3) for stage, value in seconds.items()}, sorted(refused), gemm, cached,
    )  # fmt: skip
    write_text(_receipt_path(task), json.dumps(asdict(receipt)) + "\n")
    return receipt


@lru_cache(maxsize=2)
def _equipment(store: str, job_hash: str) -> tuple[Job, Lexicon, Language, str]:
    """Load what a job needs, once a process."""
    job, backend = read_job(job_path(place(store), job_hash))
    lexicon = job.lexicon_object()
    nlp = _lent.get(job.fingerprint) or _pipeline(job.pipeline, backend["ops"], backend["gemm"])
    found = pipeline_fingerprint(nlp)
    if found != job.fingerprint:
        raise StoreError(
            f"the pipeline {job.pipeline!r} here is {found}, the run was started with {job.fingerprint}; "
            "install the same pipeline on every worker"
        )
    return job, lexicon, nlp, str(nlp.meta.get("analystkit", {}).get("backend", {}).get("gemm", ""))


@lru_cache(maxsize=2)
def _pipeline(name: str, ops: str, gemm: str) -> Language:
    return load_pipeline(name, backend=Backend(ops, gemm, {}))


# Pipelines that the caller has loaded already, by fingerprint: in its own process there is no need to load them again.
_lent: dict[str, Language] = {}


def lend(nlp: Language) -> None:
    """Let parts that are extracted in this process use a pipeline that is loaded already."""
    _lent[pipeline_fingerprint(nlp)] = nlp


def _receipt_path(task: Task) -> Path:
    return place(task.store) / FOLDER / RECEIPTS / f"part-{task.part:06d}-{task.key}.json"


def _with_refusals(problems: pd.DataFrame, articles: list[Article], refused: dict[int, str]) -> pd.DataFrame:
    """Add a row for each article left out, in the order of the articles."""
    said = [
        Problem(articles[row].path, None, articles[row].article_id, "extract", "error", message)
        for row, message in sorted(refused.items())
    ]
    joined = pd.concat([problems, schema.to_frame("problems", said)], ignore_index=True)
    order = {article.article_id: row for row, article in enumerate(articles)}
    at = joined["article_id"].map(order).sort_values(kind="stable").index
    return schema.coerce("problems", joined.loc[at].reset_index(drop=True))
