"""Choosing and loading a pipeline: one of the two that ship, or any installed English one by name or path."""

from __future__ import annotations

import json
import logging
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.errors import MissingExtra, PipelineError
from analystkit.model.wording import near_names
from analystkit.pipeline.backend import Backend, choose_backend, loading_on
from analystkit.pipeline.integrity import CHECKSUMS, file_sha256, verify_weights

if TYPE_CHECKING:
    from spacy.language import Language

EMBEDDED = "embedded"
# The same by the name that says why one would choose it.
SMALL = "small"
ACCURATE = "accurate"
WEIGHTS = Path(__file__).parent / "weights"
ACCURATE_WEIGHTS = Path(__file__).parent / "accurate" / "weights"

_log = logging.getLogger(__name__)
_REQUIRED = ("tagger", "parser", "ner")
# Labels of Universal Dependencies that the scheme of en_core_web does not have.
_UD_LABELS = frozenset({"obl", "nsubj:pass", "obj", "iobj", "aux:pass"})
# Labels that extraction reads; a parser without them was trained on something else again.
_SCHEME_LABELS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "prep"})


def load_pipeline(name: str | Path | None = None, *, backend: Backend | None = None) -> Language:
    """Load the pipeline that turns text into parsed documents.

    Parameters
    ----------
    name : str or Path, optional
        Nothing, `"small"` or `"embedded"` for the small pipeline that ships with analystkit; `"accurate"` for the
        slower, more accurate one that ships beside it and needs `analystkit[accurate]`; else an installed spaCy
        package such as `"en_core_web_sm"`, or a directory that holds a saved pipeline. It must be English, with
        tagger, parser and ner, in the label scheme of spaCy's en_core_web packages.
    backend : Backend, optional
        The maths to run on, for processes that must all run on the same; by default the faster one here.

    Returns
    -------
    spacy.Language
        The pipeline, with a component before its parser that keeps sentences inside paragraphs.
        `nlp.meta["analystkit"]` says which it is (`pipeline`, `path`), its `weights_sha256` where it ships with
        analystkit, and the maths it runs on (`backend`, and `runtime` for the accurate one).

    Raises
    ------
    PipelineError
        Where the pipeline is not installed, damaged, or unfit; the message says what to do.
    MissingExtra
        Where the accurate pipeline is asked for and onnxruntime is not installed.
    """
    label, path = _locate(name)
    if path == WEIGHTS:
        verify_weights(path)
    elif path == ACCURATE_WEIGHTS:
        verify_weights(path, label, SMALL)
    backend = backend or choose_backend()
    nlp = _load(label, path, backend)
    _refuse_unfit(nlp, label)

    from analystkit.pipeline.boundaries import keep_paragraphs

    keep_paragraphs(nlp)
    _index_lemmas(nlp)
    nlp.meta["analystkit"] = _provenance(label, path, backend)
    _log.info(
        "pipeline %s: %s_%s %s, matrix products on %s",
        label,
        nlp.meta["lang"],
        nlp.meta["name"],
        nlp.meta["version"],
        backend.gemm,
    )
    return nlp


def embedded_fingerprint() -> str:
    """Return what `pipeline_fingerprint` says of the embedded pipeline, without loading it.

    Raises
    ------
    PipelineError
        Where its files are missing or damaged.
    """
    verify_weights(WEIGHTS)
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    digest = file_sha256(WEIGHTS / CHECKSUMS)
    return f"{meta['lang']}_{meta['name']}-{meta['version']}+{digest[:12]}"


def installed_pipelines() -> list[str]:
    """Return the names that `load_pipeline` accepts here: those that ship and can run, then the installed spaCy packages."""
    from spacy.util import get_installed_models

    shipped = [EMBEDDED, ACCURATE] if find_spec("onnxruntime") else [EMBEDDED]
    return [*shipped, *sorted(get_installed_models())]


def _locate(name: str | Path | None) -> tuple[str, Path | None]:
    """Return the label of a pipeline and its directory; None for one that is an installed package."""
    if name is None or name in (EMBEDDED, SMALL):
        return EMBEDDED, WEIGHTS
    if name == ACCURATE:
        return ACCURATE, ACCURATE_WEIGHTS
    if not isinstance(name, (str, Path)):
        raise PipelineError(f"Expected a pipeline's name or path, found {type(name).__name__}: {name!r}.")
    if name == "":
        raise PipelineError(
            "Expected a pipeline's name or path, found an empty text; leave it out for the embedded one."
        )
    if str(name) in installed_pipelines():
        return str(name), None
    path = Path(name).expanduser()
    if (path / "config.cfg").is_file():
        # By its name alone: where it lies on this machine is nobody else's, and the label goes into exports.
        return path.resolve().name, path
    if path.is_dir():
        raise PipelineError(f"{path} is a folder but holds no saved spaCy pipeline: it has no config.cfg.")
    known = installed_pipelines()
    near = near_names(str(name), ((one, one) for one in (SMALL, ACCURATE, *known)), 1)
    raise PipelineError(
        f"Pipeline {str(name)!r} is not installed. {f'Did you mean {near[0]!r}? ' if near else ''}Installed: {', '.join(known)}. "
        f"{_install_hint(str(name))}"
    )


def _install_hint(name: str) -> str:
    if name.startswith("en_core_web_"):
        return f"Install it with: python -m spacy download {name}"
    return "Install the package, give the folder of a saved pipeline, or leave the name out for the embedded one."


def _load(label: str, path: Path | None, backend: Backend) -> Language:
    import spacy

    # Registers the component that a saved pipeline may hold; those of the accurate one are imported where its name stands.
    import analystkit.pipeline.boundaries

    if path is not None and "analystkit_encoder" in (path / "config.cfg").read_text(encoding="utf-8"):
        import analystkit.pipeline.accurate.components  # noqa: F401
    try:
        with loading_on(backend):
            return spacy.load(label if path is None else path)
    except MissingExtra:
        raise
    # A foreign pipeline may fail in its own code in any way; each is the same news to the caller.
    except Exception as error:
        reason = " ".join(str(error).split())[:300]
        raise PipelineError(
            f"Pipeline {label!r} could not be loaded ({type(error).__name__}: {reason})."
        ) from error


def _refuse_unfit(nlp: Language, label: str) -> None:
    if nlp.lang != "en":
        raise PipelineError(f"Expected an English pipeline; {label!r} is for language {nlp.lang!r}.")
    missing = [component for component in _REQUIRED if component not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"Pipeline {label!r} has no {', no '.join(missing)} (it has {', '.join(nlp.pipe_names) or 'nothing'}); "
            f"extraction needs all of {', '.join(_REQUIRED)}. Leave the name out for the embedded pipeline."
        )
    labels = set(nlp.pipe_labels.get("parser", ()))
    if labels & _UD_LABELS or not labels.issuperset(_SCHEME_LABELS):
        kind = "Universal Dependencies labels" if labels & _UD_LABELS else "another set of labels"
        raise PipelineError(
            f"The parser of {label!r} gives {kind}; extraction reads those of spaCy's en_core_web packages "
            "(nsubj, dobj, prep, pobj ...). Use one of them, or leave the name out for the embedded pipeline."
        )
    if "lemmatizer" not in nlp.pipe_names and "trainable_lemmatizer" not in nlp.pipe_names:
        _log.warning(
            "pipeline %s has no lemmatizer: events and quotes are found by lemma and will be few", label
        )


def _index_lemmas(nlp: Language) -> None:
    """Make known words quick to find: spaCy keeps them in lists and searches those from the front for each new word."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    for part_of_speech, words in index.items():
        # A dict, not a set: the pipeline must still be saved as spaCy saves it.
        index[part_of_speech] = dict.fromkeys(words)


def _provenance(label: str, path: Path | None, backend: Backend) -> dict[str, Any]:
    record: dict[str, Any] = {"pipeline": label, "path": None if path is None else str(path)}
    if path == WEIGHTS:
        record["weights_sha256"] = file_sha256(path / CHECKSUMS)
    elif path == ACCURATE_WEIGHTS:
        # Without a path: on another machine it lies elsewhere.
        record |= {"path": None, "weights_sha256": file_sha256(path / CHECKSUMS), "runtime": _runtime()}
    return {**record, "backend": backend.record()}


def _runtime() -> str:
    """Name what the accurate pipeline's sums are made by: another version may round otherwise."""
    return f"onnxruntime {version('onnxruntime')}"
