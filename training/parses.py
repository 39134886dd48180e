"""Parses kept between runs, by text and pipeline."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

from analystkit.pipeline import pipeline_fingerprint

_ATTRIBUTES = ["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START", "MORPH"]


def parsed(nlp: Any, texts: list[str], cache: Path | None) -> list[Any]:
    """Parse the texts, or take the parses of the same texts by the same pipeline from the cache."""
    from spacy.tokens import DocBin

    digest = blake2b(digest_size=10)
    digest.update(pipeline_fingerprint(nlp).encode())
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\x00")
    file = cache / f"{digest.hexdigest()}.spacy" if cache else None
    if file is not None and file.is_file():
        return list(DocBin().from_disk(file).get_docs(nlp.vocab))
    docs = list(nlp.pipe(texts, batch_size=32))
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs, attrs=_ATTRIBUTES).to_disk(file)
    return docs
