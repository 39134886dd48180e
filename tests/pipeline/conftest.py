"""One loaded pipeline for the whole room, and one that costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analystkit.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def embedded() -> Language:
    return load_pipeline()


@pytest.fixture
def tokenizer_only() -> Language:
    import spacy

    return spacy.blank("en")
