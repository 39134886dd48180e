"""One loaded pipeline for the whole room."""

import pytest

from analystkit.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp():
    return load_pipeline()
