"""What a job needs: its lexicon, and its pipeline where it comes to parsing; loaded once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analystkit.corpus.job import Job, job_path, read_job
from analystkit.errors import StoreError
from analystkit.lexicon import Lexicon
from analystkit.model.places import place
from analystkit.pipeline import load_pipeline, pipeline_fingerprint
from analystkit.pipeline.backend import Backend

if TYPE_CHECKING:
    from spacy.language import Language


class Lazily:
    """A job's pipeline, loaded when it is first called for: where all rows are taken over nobody does."""

    def __init__(self, job: Job, backend: Mapping[str, Any]) -> None:
        self._job = job
        self._backend = backend
        self._nlp: Language | None = None
        self.gemm = str(backend["gemm"])

    def __call__(self) -> Language:
        """Return the pipeline; raise StoreError if it is not the job's."""
        if self._nlp is None:
            job, backend = self._job, self._backend
            nlp = _lent.get(job.fingerprint) or _pipeline(job.pipeline, backend["ops"], backend["gemm"])
            found = pipeline_fingerprint(nlp)
            if found != job.fingerprint:
                raise StoreError(
                    f"the pipeline {job.pipeline!r} here is {found}, the run was started with {job.fingerprint}; "
                    "install the same pipeline on every worker"
                )
            self.gemm = str(nlp.meta.get("analystkit", {}).get("backend", {}).get("gemm", ""))
            self._nlp = nlp
        return self._nlp


@lru_cache(maxsize=2)
def equipment(store: str, job_hash: str) -> tuple[Job, Lexicon, Lazily]:
    """Return a job of a store, its lexicon and what loads its pipeline.

    Raises
    ------
    StoreError
        If the job cannot be read, or this installation is not the one the run was started with.
    """
    job, backend = read_job(job_path(place(store), job_hash))
    return job, job.lexicon_object(), Lazily(job, backend)


@lru_cache(maxsize=2)
def _pipeline(name: str, ops: str, gemm: str) -> Language:
    return load_pipeline(name, backend=Backend(ops, gemm, {}))


# Pipelines that the caller has loaded already, by fingerprint: in its own process there is no need to load them again.
_lent: dict[str, Language] = {}


def lend(nlp: Language) -> None:
    """Let parts that are extracted in this process use a pipeline that is loaded already."""
    _lent[pipeline_fingerprint(nlp)] = nlp
