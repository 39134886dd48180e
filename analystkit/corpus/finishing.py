"""The end of a run: resolution over all parts, and its frames in their places; here, or for a store in a bucket on a copy."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.assembly import assemble
from analystkit.corpus.build import EXTRACTED
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.job import FOLDER, Job, assembly_fingerprint, job_path, short_hash
from analystkit.corpus.kept_decisions import decisions_path, rows_path
from analystkit.corpus.ledger import Ledger
from analystkit.corpus.part_traits import traits_path
from analystkit.corpus.parts import Receipt, Task, articles_path, frame_path
from analystkit.corpus.pieces import Order, Pieces
from analystkit.corpus.standing import digest_of, keep_standing, recall_standing
from analystkit.corpus.store import open_corpus, save
from analystkit.corpus.store_files import MANIFEST, REVIEW_LOG, forget_machine, write_manifest
from analystkit.errors import StoreError
from analystkit.lexicon import Lexicon
from analystkit.model import parquet
from analystkit.model.memory import columns_in_system_memory
from analystkit.model.places import get, is_remote, sizes_below
from analystkit.model.resting import collector_resting
from analystkit.model.rows import Problem
from analystkit.model.schema import to_frame
from analystkit.model.staging import staged, sweep, write_text

_DONE = "assembled.json"


@dataclass(slots=True)
class Run:
    """What one call of `extract_parts` saw and did."""

    order: Order = field(default_factory=Order)
    problems: list[Problem] = field(default_factory=list)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    left: int = 0
    """Articles of the frames that stood here before which are in none of the sources now."""


def finish(store: Path, job: Job, ledger: Ledger, run: Run, lexicon: Lexicon) -> None:
    """Bring a run whose parts are done to its end, unless that was done for exactly these before.

    Raises
    ------
    StoreError
        If a part cannot be read or a frame cannot be written.
    """
    (_remotely if is_remote(store) else _here)(store, job, ledger, run, lexicon)


def _here(store: Path, job: Job, ledger: Ledger, run: Run, lexicon: Lexicon) -> None:
    """Resolve over all parts and put the frames in place, unless that was done for exactly these before."""
    problems = to_frame("problems", run.problems)
    content = _content(job, ledger, run)
    log = _digest_of(store / REVIEW_LOG)
    state = _state(store)
    if state.get("content") == content and state.get("log") == log and _in_place(store, state):
        return
    if state.get("content") != content or not _in_place(store, state):
        rows = _put(store, ledger, run, problems, lexicon)
        used: Counter[str] = Counter()
        for receipt in run.receipts.values():
            used.update(receipt.seconds)
        meta = {
            "pipeline": job.fingerprint, "pipeline_name": job.pipeline_name, "lexicon": job.lexicon,
            "seconds": {stage: round(value, 3) for stage, value in used.items()},
        }  # fmt: skip
        write_manifest(store, rows, Corpus({}, meta=meta).meta)
        _write_run(store, job, run, rows, content)
    if log:
        # The analyst's decisions hold for what was extracted anew.
        save(open_corpus(store), store)
    sizes = {name: (store / f"{name}.parquet").stat().st_size for name in FRAME_NAMES}
    write_text(store / FOLDER / _DONE, json.dumps({"content": content, "log": log, "bytes": sizes}) + "\n")
    sweep(store / FOLDER)


def _remotely(store: Path, job: Job, ledger: Ledger, run: Run, lexicon: Lexicon) -> None:
    """Do it in a folder of this machine with what it needs of the store, and send what came out of it."""
    content, log = _content(job, ledger, run), _digest_of(store / REVIEW_LOG)
    state = _state(store)
    if state.get("content") == content and state.get("log") == log and _in_place(store, state):
        return
    with tempfile.TemporaryDirectory(prefix="analystkit-") as folder:
        here = Path(folder)
        tasks = {part: replace(task, store=str(here)) for part, task in run.tasks.items()}
        wanted = [job_path(here, job.hash)]
        for part, task in tasks.items():
            wanted += [articles_path(here, part, task.input), *(frame_path(task, name) for name in EXTRACTED)]
        if log:
            wanted.append(here / REVIEW_LOG)
        # What spares work and may be missing.
        held = sizes_below(store / FOLDER)
        spared = [traits_path(here / FOLDER, part, task.input) for part, task in tasks.items()]
        spared += [decisions_path(here / FOLDER), rows_path(here / FOLDER)]
        wanted += [path for path in spared if path.relative_to(here / FOLDER).as_posix() in held]
        try:
            get([store / path.relative_to(here).as_posix() for path in wanted], wanted)
        # Each store's package has errors of its own.
        except Exception as error:
            raise StoreError(f"cannot read the parts in {store}: {type(error).__name__}: {error}") from error
        _here(here, job, ledger, Run(run.order, run.problems, run.receipts, tasks), lexicon)
        # Without a manifest the folder is no corpus: new frames beside old ones would be worse than none. It comes last.
        (store / MANIFEST).unlink(missing_ok=True)
        for old in (store / "machine").iterdir() if (store / "machine").is_dir() else ():
            old.unlink()
        made = [*here.glob("*.parquet"), *here.glob("machine/*.parquet")]
        made += [*here.glob(f"{FOLDER}/decisions/*")]
        made += [here / FOLDER / "manifest.json", here / FOLDER / _DONE, here / MANIFEST]
        for path in made:
            with staged(store / path.relative_to(here).as_posix()) as beside:
                path.replace(beside)


def _put(store: Path, ledger: Ledger, run: Run, problems: pd.DataFrame, lexicon: Lexicon) -> dict[str, int]:
    made = store / FOLDER / "assembled"
    # A run that was killed while it wrote a frame has left half of one there.
    shutil.rmtree(made, ignore_errors=True)
    stretches = [(_key(run, part), first, last) for part, first, last in run.order.runs()]
    pieces = Pieces(run.order, run.tasks, ledger.sizes, recall_standing(store, stretches))
    with collector_resting(), columns_in_system_memory():
        rows, of_stretches = assemble(pieces, problems, lexicon, made)
    run.left = _left(store / "articles.parquet", made / "articles.parquet")
    digests = {name: digest_of(made / f"{name}.parquet") for name in of_stretches}
    try:
        # From here to the manifest the folder is no corpus: new frames beside old ones would be worse than none.
        (store / MANIFEST).unlink(missing_ok=True)
        forget_machine(store)
        for name in FRAME_NAMES:
            (made / f"{name}.parquet").replace(store / f"{name}.parquet")
        made.rmdir()
    except OSError as error:
        raise StoreError(f"cannot put the frames into {store}: {error.strerror or error}") from error
    keep_standing(store, stretches, of_stretches, digests)
    return rows


def _left(before: Path, now: Path) -> int:
    """Count the articles of one frame that another does not have; a frame that cannot be read had none."""
    import pyarrow.compute as pc

    try:
        old, new = (
            pc.unique(parquet.read_table(path, ["article_id"])["article_id"]) for path in (before, now)
        )
    except StoreError:
        return 0
    return len(old) - int(pc.sum(pc.is_in(old, value_set=new.cast(old.type))).as_py() or 0)


def _key(run: Run, part: int) -> str:
    """Return what names the rows of a part: without articles that were refused they are others."""
    refused = run.receipts[part].refused if part in run.receipts else []
    return short_hash(run.tasks[part].key, *map(str, refused))


def _content(job: Job, ledger: Ledger, run: Run) -> str:
    """Hash all that the assembled frames depend on but the decisions: articles in order, problems, configuration, code."""
    digest = blake2b(digest_size=16)
    digest.update(f"{job.hash} {assembly_fingerprint()}".encode())
    for part, first, last in run.order.runs():
        refused = run.receipts[part].refused if part in run.receipts else []
        digest.update(f"{ledger.inputs[part]} {first} {last} {refused}".encode())
    for problem in run.problems:
        digest.update(repr(problem).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _write_run(store: Path, job: Job, run: Run, rows: Mapping[str, int], content: str) -> None:
    """Write the manifest of the run: what went in, with what it was worked on, what came out."""
    held = json.loads(job_path(store, job.hash).read_text(encoding="utf-8"))
    parts = [
        {"part": each.part, "input": each.input, "articles": each.articles, "rows": each.rows, "refused": each.refused,
         "backend": each.backend, "seconds": each.seconds}
        for _, each in sorted(run.receipts.items())
    ]  # fmt: skip
    manifest = {
        "format": 1, "content": content, "job": job.hash, "pipeline": job.fingerprint, "lexicon": job.lexicon, "code": job.code,
        "versions": job.versions, "backend": held["backend"], "articles": len(run.order), "rows": dict(rows), "parts": parts,
    }  # fmt: skip
    write_text(store / FOLDER / "manifest.json", json.dumps(manifest, indent=1) + "\n")


def _state(store: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        held = json.loads((store / FOLDER / _DONE).read_text(encoding="utf-8"))
        if isinstance(held, dict):
            return held
    return {}


def _in_place(store: Path, state: Mapping[str, Any]) -> bool:
    try:
        return (store / MANIFEST).is_file() and all(
            (store / f"{name}.parquet").stat().st_size == state["bytes"][name] for name in FRAME_NAMES
        )
    except (OSError, KeyError, TypeError):
        return False


def _digest_of(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=8).hexdigest() if path.is_file() else ""
