"""What a run extracts with: pipeline, lexicon, code. Its hash names the output, its file tells workers what to load."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import analystkit
from analystkit.errors import StoreError
from analystkit.lexicon import Lexicon
from analystkit.model.staging import write_text

FOLDER = "parts"
# What the rows of a part depend on, beside the articles themselves.
_PARSING = ("pipeline",)
_ASSEMBLING = (
    "resolve",
    "corpus/linking.py",
    "corpus/assembly.py",
    "corpus/pieces.py",
    "corpus/standing.py",
    "model",
)
# What the traits of articles depend on, beside their texts.
_TRAITS = ("resolve/traits.py", "resolve/distinct.py")
# What the forms of words depend on, beside parses.
_FORMS = ("extraction/reach.py", "extraction/gazetteer.py", "extraction/actor_words.py")
_EXTRACTING = ("model", "lexicon", "pipeline", "extraction", "corpus/build.py")


@dataclass(frozen=True, slots=True)
class Job:
    """One configuration of extraction.

    Attributes
    ----------
    pipeline : str
        Name or folder of the pipeline, as `load_pipeline` takes it.
    pipeline_name : str
        The name shown.
    fingerprint : str
        From `pipeline_fingerprint`.
    lexicon : str
        The fingerprint of the lexicon.
    added : dict
        The rows that the user added to the lexicon, by table.
    code : str
        From `code_fingerprint`.
    versions : dict
        Versions of analystkit and spaCy.
    """

    pipeline: str
    pipeline_name: str
    fingerprint: str
    lexicon: str
    added: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    code: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """What tells this configuration from others: 16 hexadecimal digits."""
        return short_hash(self.fingerprint, self.lexicon, self.code, *sorted(self.versions.values()))

    @property
    def parse_hash(self) -> str:
        """What tells parses of this configuration from others; the lexicon has no part in them."""
        return short_hash(self.fingerprint, self.versions.get("spacy", ""), _code_hash(_PARSING))

    def lexicon_object(self) -> Lexicon:
        """Return the lexicon; raise StoreError if this machine's tables are others than the job's."""
        made = Lexicon.default().extended(**self.added)
        if made.fingerprint != self.lexicon:
            raise StoreError(_differs("lexicon tables", self.lexicon, made.fingerprint))
        return made


def job_for(pipeline: str, pipeline_name: str, fingerprint: str, lexicon: Lexicon) -> Job:
    """Return the job of a pipeline and a lexicon with the code of this installation."""
    added = {name: [dict(row) for row in rows] for name, rows in lexicon.added.items()}
    versions = {"analystkit": analystkit.__version__, "spacy": metadata.version("spacy")}
    return Job(pipeline, pipeline_name, fingerprint, lexicon.fingerprint, added, code_fingerprint(), versions)


def job_path(store: Path, job_hash: str) -> Path:
    """Return where a configuration is described."""
    return store / FOLDER / "jobs" / f"{job_hash}.json"


def write_job(job: Job, path: Path, backend: Mapping[str, Any]) -> None:
    """Write the file that workers read, with the maths they are all to run on."""
    write_text(
        path, json.dumps({**asdict(job), "backend": dict(backend)}, indent=1, ensure_ascii=False) + "\n"
    )


def read_job(path: Path) -> tuple[Job, dict[str, Any]]:
    """Read a job and its maths backend.

    Raises
    ------
    StoreError
        If the file is missing or damaged, or this installation's code is not the job's.
    """
    try:
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        backend = held.pop("backend")
        job = Job(**held)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"cannot read the job {path}: {error}; every worker must see the store's folder under the same path"
        ) from error
    if job.code != code_fingerprint():
        raise StoreError(_differs("code of analystkit", job.code, code_fingerprint()))
    return job, backend


def code_fingerprint() -> str:
    """Return a hash over the source files that rows depend on: changed code means other rows."""
    return _code_hash(_EXTRACTING)


def assembly_fingerprint() -> str:
    """Return a hash over the source files that resolution depends on."""
    return _code_hash(_ASSEMBLING)


def traits_fingerprint() -> str:
    """Return a hash over the source file that makes the traits of articles."""
    return _code_hash(_TRAITS)


def forms_fingerprint() -> str:
    """Return a hash over the source files that say in which forms words are looked up."""
    return _code_hash(_FORMS)


@cache
def _code_hash(rooms: tuple[str, ...]) -> str:
    digest = blake2b(digest_size=8)
    for room in rooms:
        for name, source in _sources(files("analystkit").joinpath(*room.split("/")), room):
            digest.update(name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def short_hash(*parts: str) -> str:
    """Hash texts to 16 hexadecimal digits."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _sources(entry: Traversable, name: str) -> list[tuple[str, Traversable]]:
    if entry.is_file():
        return [(name, entry)] if name.endswith((".py", ".csv")) else []
    inner = sorted(entry.iterdir(), key=lambda each: each.name)
    return [found for each in inner for found in _sources(each, f"{name}/{each.name}")]


def _differs(what: str, expected: str, found: str) -> str:
    return (
        f"the {what} here ({found}) differ from those the run was started with ({expected}); "
        "install the same version of analystkit on every worker"
    )
