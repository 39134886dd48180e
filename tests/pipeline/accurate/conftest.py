"""One loaded accurate pipeline for the whole room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analystkit.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def accurate() -> Language:
    return load_pipeline("accurate")
