"""Are the embedded weights whole, and which pipeline made a result?"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.errors import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language

CHECKSUMS = "checksums.json"
# What people read and spaCy does not: mending a sentence there makes no other pipeline.
_UNSUMMED = frozenset({CHECKSUMS, "README.md", "LICENSE", "SOURCES.csv"})
_READ_BYTES = 1 << 20
_REINSTALL = "Install analystkit again, or name another pipeline: load_pipeline({other!r})."


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_READ_BYTES):
            digest.update(block)
    return digest.hexdigest()


def weights_files(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a pipeline, documents apart, by relative POSIX path."""
    return {
        path.relative_to(directory).as_posix(): file_sha256(path)
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name not in _UNSUMMED
    }


def write_checksums(directory: Path) -> None:
    """Write `checksums.json` beside the weights it describes."""
    text = json.dumps(weights_files(directory), indent=1, sort_keys=True)
    (directory / CHECKSUMS).write_text(text + "\n", encoding="utf-8", newline="\n")


def verify_weights(directory: Path, pipeline: str = "embedded", other: str = "en_core_web_sm") -> None:
    """Check weights against their checksum file.

    Only the files it lists are read: what an installer or an operating system adds beside them does no harm. The message
    calls them the weights of `pipeline` and names `other` as the way out.

    Raises
    ------
    PipelineError
        Where the checksum file or a listed file is missing, or its content is not what was shipped.
    """
    reinstall = _REINSTALL.format(other=other)
    try:
        expected: dict[str, str] = json.loads((directory / CHECKSUMS).read_text(encoding="utf-8"))
        damaged = [name for name, digest in expected.items() if not _intact(directory / name, digest)]
    except (OSError, ValueError, AttributeError) as error:
        raise PipelineError(
            f"The {pipeline} pipeline should lie in {directory} with a readable {CHECKSUMS}; it does not. {reinstall}"
        ) from error
    if damaged:
        more = f" and {len(damaged) - 3} more" if len(damaged) > 3 else ""
        raise PipelineError(
            f"The {pipeline} pipeline is damaged: {', '.join(damaged[:3])}{more} missing or changed. {reinstall}"
        )


def pipeline_fingerprint(nlp: Language) -> str:
    """Name the pipeline that made a result, for manifests: name, version and what its weights hash to.

    Parameters
    ----------
    nlp : spacy.Language
        A loaded pipeline, from `load_pipeline` or from spaCy itself.

    Returns
    -------
    str
        `"<lang>_<name>-<version>+<12 hexadecimal digits>"`. The digits open the SHA-256 of the embedded pipeline's
        checksum file, or of another pipeline's trained parameters: the same pipeline gives the same text on every
        machine.
    """
    known = nlp.meta.get("analystkit", {}).get("weights_sha256")
    digest = known or memory_sha256(nlp)
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}+{digest[:12]}"


def memory_sha256(nlp: Language) -> str:
    """Return the SHA-256 over the parameters of every trained component, and over the names of the components."""
    digest = hashlib.sha256()
    for name, component in nlp.pipeline:
        digest.update(name.encode())
        digest.update(getattr(component, "weights_sha256", "").encode())
        model = getattr(component, "model", None)
        if model is None or not hasattr(model, "walk"):
            continue
        for node in model.walk():
            for parameter in node.param_names:
                if node.has_param(parameter):
                    digest.update(node.ops.to_numpy(node.get_param(parameter)).tobytes())
    return digest.hexdigest()


def _intact(path: Path, digest: str) -> bool:
    return path.is_file() and file_sha256(path) == digest
