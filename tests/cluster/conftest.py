"""The store that one process makes, and a way for spawned workers to import what tests hand them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_archive import article, run, snapshot, write_jsonl


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """Eight articles."""
    return write_jsonl(tmp_path_factory.mktemp("source") / "articles.jsonl", [article(n) for n in range(8)])


@pytest.fixture(scope="session")
def finished(source, tmp_path_factory):
    """The bytes of the store that one process makes of `source`."""
    folder = tmp_path_factory.mktemp("finished") / "store"
    run(source, folder)
    return snapshot(folder)
