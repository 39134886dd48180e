"""One input part to one output part: the unit of work, wherever it is done.

A store keeps under ``parts/`` a folder a frame. The articles of part 12 lie in ``articles/part-000012-<input hash>.parquet``; what was
extracted from them in ``<frame>/part-000012-<key>.parquet``, where the key hashes the input and the configuration. The receipt,
written last, says that all of them are there. Doing a part twice writes the same bytes to the same names, so it does no harm.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analystkit.corpus.build import EXTRACTED, extract_rows, frames_of, records
from analystkit.corpus.carrying import Forms, Origin, forms_path, origins, spliced, touched
from analystkit.corpus.equipment import equipment
from analystkit.corpus.job import FOLDER, job_path, short_hash
from analystkit.corpus.part_traits import keep_traits, traits_path
from analystkit.errors import AnalystkitError
from analystkit.model import parquet, schema
from analystkit.model.frame_writer import FrameWriter
from analystkit.model.places import place
from analystkit.model.rows import Article, Problem
from analystkit.model.staging import write_text
from analystkit.pipeline import Parsed, parse
from analystkit.pipeline.backend import one_blas_thread
from analystkit.pipeline.doc_cache import recall, remembering

if TYPE_CHECKING:
    import pyarrow as pa

_log = logging.getLogger(__name__)
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
    """What became of a part: rows and bytes of each frame, seconds spent, rows of refused articles, how many were carried over."""

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
    carried: int = 0


def articles_path(store: Path, part: int, input_hash: str) -> Path:
    """Return where the articles of an input part lie."""
    return store / FOLDER / "articles" / f"part-{part:06d}-{input_hash}.parquet"


def frame_path(task: Task, name: str) -> Path:
    """Return where a frame extracted from a part lies."""
    return place(task.store) / FOLDER / name / f"part-{task.part:06d}-{task.key}.parquet"


def receipt_of(task: Task, text: str | bytes, size: Callable[[Path], int | None]) -> Receipt | None:
    """Return the receipt of a part that is done, None for one of which a file is gone or cut short."""
    try:
        receipt = Receipt(**json.loads(text))
        whole = all(size(frame_path(task, name)) == held for name, held in receipt.bytes.items())
    except (ValueError, TypeError):
        return None
    return receipt if whole and set(receipt.bytes) == set(EXTRACTED) else None


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
    job, lexicon, nlp = equipment(task.store, task.job)
    folder = place(task.store) / FOLDER
    articles = list(
        records(parquet.read("articles", articles_path(place(task.store), task.part, task.input)))
    )
    if task.probe is not None:
        first, last = task.probe
        for _ in extract_rows(articles[first:last], nlp(), lexicon):
            pass
        return Receipt(task.part, task.input, task.job, last - first)
    refused = dict.fromkeys(task.refused, ABRUPT)
    seconds = {"parse": 0.0, "extract": 0.0}
    docs = folder / "docs" / f"part-{task.part:06d}-{short_hash(task.input, job.parse_hash)}.spacy"
    forms = forms_path(folder, task.part, task.input, job)
    cached = task.cache and not refused and docs.is_file()

    def tables(rows: Sequence[int]) -> dict[str, pa.Table]:
        whole = len(rows) == len(articles)
        noted = Forms() if whole and not forms.is_file() else None

        def parser(texts: Iterator[str]) -> Iterator[Parsed]:
            if cached:
                parsed = recall(
                    nlp(), docs, None if whole else [2 * row + part for row in rows for part in (0, 1)]
                )
                # The texts are drawn along, for the articles wait for their turn behind them.
                parsed = (result for result, _ in zip(parsed, texts, strict=True))
            else:
                parsed = parse(nlp(), texts, transient=True)
                if task.cache and whole:
                    parsed = remembering(parsed, docs)
            yield from noted.noting(parsed) if noted is not None else parsed

        chosen = [articles[row] for row in rows]
        frames = frames_of(extract_rows(chosen, None, lexicon, seconds=seconds, parser=parser))
        if noted is not None:
            noted.write(forms, len(articles))
        if refused:
            frames["problems"] = _with_refusals(frames["problems"], articles, refused)
        return {name: parquet.to_arrow(name, frames[name]) for name in EXTRACTED}

    carried = None if refused else _carried(task, forms)
    try:
        if carried is not None:
            made = _spliced(carried, tables, [article.article_id for article in articles])
        else:
            made = tables([row for row in range(len(articles)) if row not in refused])
    except AnalystkitError:
        raise
    # Extraction keeps an article's failure to itself; what only shows when rows become a table is sought one by one.
    except Exception:
        cached, carried = False, None
        for row, article in enumerate(articles):
            try:
                if row not in refused:
                    tables([row])
            except Exception as error:
                _log.warning("no table of article %s", article.article_id, exc_info=True)
                refused[row] = f"nothing was extracted: {type(error).__name__}: {error}"
        made = tables([row for row in range(len(articles)) if row not in refused])
    rows, sizes = {}, {}
    for name in EXTRACTED:
        path = frame_path(task, name)
        with FrameWriter(name, path, growing=False) as writer:
            writer.add(made[name])
        rows[name], sizes[name] = made[name].num_rows, path.stat().st_size
    traits = traits_path(folder, task.part, task.input)
    if not traits.is_file():
        keep_traits(((article.title, article.text) for article in articles), traits)
    receipt = Receipt(
        task.part, task.input, task.job, len(articles), rows, sizes,
        {stage: round(value, 3) for stage, value in seconds.items()}, sorted(refused), nlp.gemm, cached,
        len(articles) - len(carried[1]) if carried is not None else 0,
    )  # fmt: skip
    write_text(receipt_path(task), json.dumps(asdict(receipt)) + "\n")
    return receipt


def _carried(task: Task, forms: Path) -> tuple[Task, list[int]] | None:
    """Return the task of another lexicon that this one's rows can be taken over from, and the rows of articles to extract again."""
    for origin in _origins(task.store, task.job):
        old = replace(task, job=origin.job)
        try:
            receipt = receipt_of(old, receipt_path(old).read_bytes(), lambda path: path.stat().st_size)
        except OSError:
            continue
        again = touched(forms, origin.ways)
        if (
            receipt is not None
            and not receipt.refused
            and again is not None
            and len(again) < receipt.articles
        ):
            return old, again
    return None


def _spliced(
    carried: tuple[Task, list[int]],
    tables: Callable[[Sequence[int]], dict[str, pa.Table]],
    article_ids: Sequence[str],
) -> dict[str, pa.Table]:
    old, again = carried
    new = tables(again) if again else {name: parquet.arrow_schema(name).empty_table() for name in EXTRACTED}
    return {name: spliced(frame_path(old, name), new[name], article_ids, again) for name in EXTRACTED}


@lru_cache(maxsize=2)
def _origins(store: str, job_hash: str) -> tuple[Origin, ...]:
    return origins(job_path(place(store), job_hash).parent, equipment(store, job_hash)[0])


def receipt_path(task: Task) -> Path:
    """Return where the receipt of a part lies."""
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
