"""Texts in, one Doc each out: batched, in order, with failures kept to the text that caused them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analystkit.errors import PipelineError
from analystkit.model.time_limit import allowance, time_limit
from analystkit.pipeline.backend import one_blas_thread
from analystkit.pipeline.guarding import guard
from analystkit.pipeline.splitting import join, pieces
from analystkit.pipeline.transitions import annotate

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_CHARACTERS = 20_000
# A text longer than a batch would need a batch's memory many times over.
SPLIT_CHARACTERS = BATCH_CHARACTERS
# Times what extraction may take: the accurate pipeline needs a fortieth of that on a common machine. Pipelines of others may be as slow as they are.
_ALLOWANCES = 3.0


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one text.

    Attributes
    ----------
    doc : Doc or None
        The parsed text; its token offsets index into the text that was given. None where parsing failed.
    error : PipelineError or None
        Why it failed; spaCy's own exception is its `__cause__`.
    """

    doc: Doc | None
    error: PipelineError | None = None


def parse(
    nlp: Language,
    texts: Iterable[str],
    *,
    batch_characters: int = BATCH_CHARACTERS,
    split_characters: int = SPLIT_CHARACTERS,
    transient: bool = False,
) -> Iterator[Parsed]:
    """Parse texts in batches and yield one result for each, in order.

    Parameters
    ----------
    nlp : spacy.Language
        A pipeline from `load_pipeline`.
    texts : iterable of str
        The texts; read lazily, a batch ahead at most.
    batch_characters : int, default 20,000
        How many characters are parsed at once. Memory grows with it; speed hardly does beyond the default.
    split_characters : int, default 20,000
        Longer texts are parsed in pieces, cut at paragraphs where possible, a batch of pieces at a time, and joined to one Doc again.
    transient : bool, default False
        Free what spaCy allocates for a batch when the next one begins, which keeps memory flat over millions of words. Use a
        Doc, and anything that hangs on it, only until the next result is asked for: what is kept past its
        batch is invalid memory. Only one transient run a pipeline at a time.

    Yields
    ------
    Parsed
        The Doc, or the error that this text raised; the others of its batch are not lost. An empty text gives
        an empty Doc. Where a text holds what spaCy cannot digest (see `guarding.guard`), the Doc's tokens show the mask, at the
        offsets of the original.
    """
    for batch in _batches(texts, batch_characters):
        with nlp.memory_zone() if transient else nullcontext():
            with one_blas_thread():
                results = _parse_batch(nlp, batch, split_characters, batch_characters)
            yield from results


def _batches(texts: Iterable[str], limit: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        # One for the text itself: a million empty texts must not become one batch.
        length = 1 + (len(text) if isinstance(text, str) else 0)
        if batch and size + length > limit:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield batch


def _parse_batch(nlp: Language, texts: list[str], split: int, limit: int) -> list[Parsed]:
    """Parse all texts at once; where that raises or takes too long, halve until the text to blame stands alone."""
    try:
        with _limited(nlp, texts):
            return [Parsed(doc) for doc in _parse_all(nlp, texts, split, limit)]
    except Exception as error:
        if len(texts) == 1:
            return [Parsed(None, _explained(error))]
    half = len(texts) // 2
    return _parse_batch(nlp, texts[:half], split, limit) + _parse_batch(nlp, texts[half:], split, limit)


def _limited(nlp: Language, texts: list[str]) -> AbstractContextManager[object]:
    if "weights_sha256" not in nlp.meta.get("analystkit", {}):
        return nullcontext()
    return time_limit(_ALLOWANCES * allowance(sum(len(text) for text in texts if isinstance(text, str))))


def _parse_all(nlp: Language, texts: list[str], split: int, limit: int) -> list[Doc]:
    masked = [_guarded(text) for text in texts]
    spans = [pieces(text, split) for text in masked]
    cut = (text[a:b] for text, cuts in zip(masked, spans, strict=True) for a, b in cuts)
    parsed = (doc for batch in _batches(cut, limit) for doc in _piped(nlp, batch))
    docs = [join([next(parsed) for _ in cuts]) for cuts in spans]
    for text, doc in zip(masked, docs, strict=True):
        if doc.text != text:
            raise PipelineError(
                "The pipeline's tokens do not add up to the text they were made from: offsets are lost."
            )
    return docs


def _piped(nlp: Language, texts: list[str]) -> list[Doc]:
    return annotate(nlp, [nlp.make_doc(text) for text in texts])


def _guarded(text: str) -> str:
    if not isinstance(text, str):
        raise PipelineError(f"Expected a text (str), found {type(text).__name__}: {text!r:.80}.")
    return guard(text)


def _explained(error: Exception) -> PipelineError:
    if isinstance(error, PipelineError):
        return error
    reason = " ".join(str(error).split())[:300]
    explained = PipelineError(f"The pipeline failed on this text ({type(error).__name__}: {reason}).")
    explained.__cause__ = error
    return explained
