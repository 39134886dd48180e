"""Parsed texts kept on the disk, so that other words can be looked for without parsing again.

A cached Doc takes some 20 bytes a token and costs a twentieth of its parse to write. What is kept is what extraction
reads: words, lemmas, tags, the tree, names and sentence starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.errors import StoreError
from analystkit.model.staging import staged
from analystkit.pipeline.parsing import Parsed

if TYPE_CHECKING:
    from spacy.language import Language

_LAYERS = ("ORTH", "LEMMA", "TAG", "POS", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")


def remembering(parsed: Iterator[Parsed], path: Path) -> Iterator[Parsed]:
    """Hand parsed texts on, and write them to a file once the last one was asked for.

    Where a text failed, nothing is written: the next run should try it again.

    Parameters
    ----------
    parsed : iterator of Parsed
        From `parse`; transient Docs are fine.
    path : Path
        The file; it appears whole or not at all.

    Yields
    ------
    Parsed
        What was given.
    """
    from spacy.tokens import DocBin

    kept = DocBin(attrs=_LAYERS)
    whole = True
    for result in parsed:
        whole = whole and result.doc is not None
        if whole and result.doc is not None:
            kept.add(result.doc)
        yield result
    if whole:
        with staged(path) as beside:
            beside.write_bytes(kept.to_bytes())


def recall(nlp: Language, path: Path, chosen: Sequence[int] | None = None) -> Iterator[Parsed]:
    """Read parsed texts back, or some of them by number, in the order in which they were parsed.

    Use a Doc only until the next one is asked for: what spaCy allocates for the file is freed with its last Doc.

    Raises
    ------
    StoreError
        If the file is missing or damaged.
    """
    from spacy.tokens import DocBin

    try:
        kept = DocBin().from_bytes(path.read_bytes())
    # What damage does to a compressed archive has no one name.
    except Exception as error:
        raise StoreError(
            f"cannot read the cached parses in {path.name}: {error}; remove the file to parse again"
        ) from error
    if chosen is not None:
        for name in ("tokens", "spaces", "cats", "flags", "span_groups"):
            held = getattr(kept, name)
            setattr(kept, name, [held[number] for number in chosen])
        # Of the texts themselves nothing was kept here.
        kept.user_data = []
    with nlp.memory_zone():
        yield from (Parsed(doc) for doc in kept.get_docs(nlp.vocab))
