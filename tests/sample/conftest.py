from pathlib import Path

import pytest

import analystkit as ak

ARTICLES = Path(__file__).resolve().parents[2] / "data" / "articles"


@pytest.fixture(scope="session")
def sample():
    """The sample corpus, read and extracted once."""
    return ak.load(ARTICLES, progress=False)
