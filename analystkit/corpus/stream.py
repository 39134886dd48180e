"""Articles to a store on the disk, part by part: begun, killed, gone on with, added to, and always the same in the end."""

from __future__ import annotations

import json
import warnings
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.equipment import lend
from analystkit.corpus.finishing import Run, finish
from analystkit.corpus.job import FOLDER, Job, job_for, job_path, write_job
from analystkit.corpus.ledger import Ledger, article_digest, input_hash
from analystkit.corpus.lock import writing
from analystkit.corpus.parts import Task, articles_path
from analystkit.corpus.progress import Progress
from analystkit.corpus.runners import Runner
from analystkit.corpus.shelf import Shelf
from analystkit.corpus.store import open_corpus
from analystkit.corpus.store_files import MANIFEST, REVIEW_LOG
from analystkit.errors import InputError, StoreError
from analystkit.lexicon import Lexicon
from analystkit.model.frame_writer import piece_size, write
from analystkit.model.places import is_remote, place, url
from analystkit.model.rows import Article, Problem
from analystkit.model.schema import to_frame
from analystkit.model.wording import count_phrase
from analystkit.pipeline import EMBEDDED, SMALL, embedded_fingerprint, load_pipeline, pipeline_fingerprint
from analystkit.pipeline.backend import choose_backend

if TYPE_CHECKING:
    from spacy.language import Language

# About 30,000 words: some seconds of work to lose, and hardly more files than can be listed.
PART_CHARACTERS = 500_000
# The first parts of a store are smaller, each later one by an eighth larger: of few articles too there is something to do for several
# workers, and none waits long for another's last part.
_FIRST_CHARACTERS = 62_500
_LEDGER = "ledger.jsonl"


def extract_parts(
    articles: Iterator[Article | Problem],
    out: str | Path,
    runner: Runner,
    *,
    pipeline: str | Path | Language | None = None,
    lexicon: Lexicon | None = None,
    cache: bool = False,
    part_characters: int = PART_CHARACTERS,
    progress: Progress | None = None,
) -> Corpus:
    """Extract a stream of articles into a store, and resolve who is who over all of them.

    Parameters
    ----------
    articles : iterator of Article or Problem
        From `iter_articles`; drawn as the work goes on.
    out : str or Path
        The store's folder; made if it is not there.
    runner : Runner
        Who does the work.
    pipeline, lexicon
        As in `analystkit.load`.
    cache : bool, default False
        Keep the parses (some 20 bytes a token), so that a run with other words need not parse again.
    part_characters : int, default 500,000
        How many characters of text make an input part, the first ones of a store aside, which are smaller; a longer article is a part of its own.
    progress : Progress, optional
        Told of articles as they are done.

    Returns
    -------
    Corpus
        Opened on the store: its frames are read when first asked for.

    Raises
    ------
    LexiconError
        If a line added to the lexicon cannot be used.
    StoreError
        If the folder holds something else, another process writes to it, or the disk is full.
    """
    if part_characters < 1:
        raise InputError(f"expected part_characters to be 1 or more, found {part_characters}")
    store = place(out)
    lexicon = lexicon or Lexicon.default()
    progress = progress or Progress()
    if lexicon.added:
        # Not at the top: who only gives parts to workers need not load the extractors.
        from analystkit.extraction.reach import compiles

        compiles(lexicon, lexicon.added)
    # A pipeline that is not there must not leave an empty store behind.
    job, backend = _job(pipeline, lexicon)
    _claim(store)
    with writing(store / FOLDER):
        _keep_job(store, job, backend)
        ledger = Ledger(store / FOLDER / (_LEDGER if not is_remote(store) else "ledger"))
        run = Run()
        tasks = _tasks(articles, store, job, ledger, cache, part_characters, run, progress)
        receipts = runner.run(tasks)
        try:
            for receipt in receipts:
                run.receipts[receipt.part] = receipt
                progress.done(receipt.articles)
        finally:
            # Not only when the last reference to it goes: until then its workers would run on.
            if isinstance(receipts, Generator):
                receipts.close()
        finish(store, job, ledger, run, lexicon)
    if run.left:
        warnings.warn(
            f"{count_phrase(run.left, 'article')} of the run before {'is' if run.left == 1 else 'are'} not among those given now and left the frames: "
            "give old and new ones together, and only the new ones cost anything",
            stacklevel=3,
        )
    return open_corpus(store)


def _limit(number: int, part_characters: int) -> int:
    """Return how many characters the part of a number may have: it depends on nothing else, so a run gone on with cuts as one that was not stopped."""
    return piece_size(number, min(_FIRST_CHARACTERS, part_characters), part_characters)


def rows_held(out: str | Path) -> dict[str, int]:
    """Return how many rows each frame of a finished store has, by its manifest."""
    held: dict[str, int] = json.loads((place(out) / MANIFEST).read_text(encoding="utf-8"))["rows"]
    return held


def _claim(store: Path) -> None:
    if store.is_file():
        raise StoreError(f"expected a folder to extract to, found a file: {store}")
    ours = {MANIFEST, REVIEW_LOG, FOLDER}
    try:
        names = {entry.name for entry in store.iterdir()} if store.is_dir() else set()
        strangers = sorted(name for name in names if not name.startswith("."))
        if strangers and not names & ours:
            raise StoreError(
                f"{store} holds other files ({', '.join(strangers[:3])}) and no saved corpus; choose a new or empty folder"
            )
        (store / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"cannot write to {store}: {error.strerror or error}; choose a folder you may write to"
        ) from error


def _job(pipeline: str | Path | Language | None, lexicon: Lexicon) -> tuple[Job, Mapping[str, Any] | None]:
    """Settle the configuration, and the maths where a pipeline was loaded already."""
    backend: Mapping[str, Any] | None = None
    if pipeline is None or pipeline in (EMBEDDED, SMALL):
        # Loading takes longer than finding out that nothing is to be done.
        label, name, fingerprint = EMBEDDED, EMBEDDED, embedded_fingerprint()
    else:
        nlp = load_pipeline(pipeline) if isinstance(pipeline, (str, Path)) else pipeline
        lend(nlp)
        made = nlp.meta.get("analystkit", {})
        label = str(made.get("path") or made.get("pipeline") or nlp.meta.get("name", ""))
        name, fingerprint = str(made.get("pipeline", nlp.meta.get("name", ""))), pipeline_fingerprint(nlp)
        backend = made.get("backend")
    return job_for(label, name, fingerprint, lexicon), backend


def _keep_job(store: Path, job: Job, backend: Mapping[str, Any] | None) -> None:
    """Write the configuration where workers find it."""
    path = job_path(store, job.hash)
    # What was begun on one kind of maths goes on with it: the probe may fall out the other way next time.
    if not path.is_file():
        write_job(job, path, backend or choose_backend().record())


def _tasks(
    articles: Iterator[Article | Problem],
    store: Path,
    job: Job,
    ledger: Ledger,
    cache: bool,
    part_characters: int,
    run: Run,
    progress: Progress,
) -> Iterator[Task]:
    """Read articles, note where each lies, and yield the parts that are still to be done."""
    store_path = url(store) if is_remote(store) else str(store.resolve())
    shelf = Shelf(store)
    waiting: list[Article] = []
    digests: list[int] = []
    held = 0
    lost = {
        part
        for part, input_hash in enumerate(ledger.inputs)
        if not shelf.has(articles_path(store, part, input_hash))
    }

    def task_of(part: int) -> Task | None:
        """Return the part's task when it is first met and not done."""
        if part in run.tasks:
            return None
        task = run.tasks[part] = Task(store_path, part, ledger.inputs[part], job.hash, cache)
        receipt = shelf.receipt(task)
        if receipt is None:
            return task
        run.receipts[part] = receipt
        progress.kept(receipt.articles)
        return None

    def close() -> Task | None:
        number = len(ledger)
        # The articles first: what the ledger names must be there.
        path = articles_path(store, number, input_hash(digests))
        write("articles", to_frame("articles", waiting), path, growing=False)
        ledger.add(digests)
        waiting.clear()
        digests.clear()
        return task_of(number)

    for item in articles:
        if isinstance(item, Problem):
            run.problems.append(item)
            continue
        digest = article_digest(item)
        place = ledger.find(digest)
        if place is not None and place[0] not in lost:
            run.order.add(*place)
            task = task_of(place[0])
        else:
            task = None
            if waiting and held + len(item.text) > _limit(len(ledger), part_characters):
                task, held = close(), 0
            run.order.add(len(ledger), len(waiting))
            waiting.append(item)
            digests.append(digest)
            held += len(item.text)
        if task is not None:
            yield task
    task = close() if waiting else None
    progress.all_read(len(run.order))
    if task is not None:
        yield task
