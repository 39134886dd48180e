"""An archive that grew: what stands of its frames is taken over, and the bytes are those of a run over all of it."""

import json
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pytest
from small_archive import article, run, write_jsonl

from analystkit.corpus import pieces
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.model import frame_writer, parquet


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch):
    monkeypatch.setattr(frame_writer, "_ROWS", 64)
    monkeypatch.setattr(frame_writer, "_GROUP_ROWS", {})


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Nine articles in three parts, and their store."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame_writer, "_ROWS", 64)
        patch.setattr(frame_writer, "_GROUP_ROWS", {})
        run(write_jsonl(folder / "articles.jsonl", [article(n) for n in range(9)]), folder / "store")
    return folder / "store"


@pytest.fixture
def store(finished, tmp_path):
    return shutil.copytree(finished, tmp_path / "store")


@pytest.fixture
def read(monkeypatch):
    """Names of the parts' files that were read."""
    names = []
    real = parquet.read_table

    def reading(path, columns=None, **given):
        names.append(f"{path.parent.name}/{path.name[:11]}")
        return real(path, columns, **given)

    monkeypatch.setattr(pieces.parquet, "read_table", reading)
    return names


def frames(folder):
    return {name: (folder / f"{name}.parquet").read_bytes() for name in FRAME_NAMES}


def assert_as_made_at_once(tmp_path, rows):
    source = write_jsonl(tmp_path / "articles.jsonl", rows)
    run(source, tmp_path / "store")
    grown = frames(tmp_path / "store")
    run(source, tmp_path / "fresh")
    assert grown == frames(tmp_path / "fresh")


def test_only_new_parts_are_read_for_frames_that_grow(store, tmp_path, read):
    source = write_jsonl(tmp_path / "articles.jsonl", [article(n) for n in range(11)])
    run(source, store)
    old = {name for name in read if not name.startswith("problems/") and name[-1] < "3"}
    assert not old and "events/part-000003" in read
    grown = frames(store)
    run(source, tmp_path / "fresh")
    assert grown == frames(tmp_path / "fresh")


@pytest.mark.parametrize(
    "numbers",
    [
        range(12),
        [*range(5), 20, *range(5, 9)],
        [20, *range(9)],
        [n for n in range(9) if n != 4],
        range(7),
        [*range(3), *range(6, 9), *range(3, 6)],
    ],
    ids=["at the end", "in between", "in front", "one gone", "the last gone", "otherwise ordered"],
)
@pytest.mark.filterwarnings("ignore:.* of the run before")
def test_wherever_articles_come_or_go_the_bytes_are_those_of_one_run(numbers, store, tmp_path):
    assert_as_made_at_once(tmp_path, [article(n) for n in numbers])


def test_it_grows_again_and_again(store, tmp_path):
    for end in (10, 11, 14):
        run(write_jsonl(tmp_path / "articles.jsonl", [article(n) for n in range(end)]), store)
    assert_as_made_at_once(tmp_path, [article(n) for n in range(16)])


def test_frames_that_are_not_as_they_were_written_are_made_from_the_parts(store, tmp_path, read):
    path = store / "events.parquet"
    data = bytearray(path.read_bytes())
    # A bit of a date, say: nothing that reading would stumble over.
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    assert_as_made_at_once(tmp_path, [article(n) for n in range(11)])
    assert "events/part-000000" in read


@pytest.mark.parametrize("note", ["", "[]", '{"made_with": 1}', None])
def test_a_note_that_is_damaged_or_of_other_code_is_worth_nothing(note, store, tmp_path, read):
    path = store / "parts" / "standing.json"
    held = json.loads(path.read_text())
    path.write_text(note if note is not None else json.dumps(held | {"made_with": "other code"}))
    run(write_jsonl(tmp_path / "articles.jsonl", [article(n) for n in range(11)]), store)
    assert {"events/part-000000", "mentions/part-000000", "quotes/part-000000"} <= set(read)


def test_decisions_are_no_part_of_what_is_taken_over(store, tmp_path, read):
    source = write_jsonl(tmp_path / "articles.jsonl", [article(n) for n in range(9)])
    corpus = run(source, store)
    event = corpus.events["event_id"].iloc[0]
    corpus.review.reject(event, note="a drill")
    corpus.save(store)
    assert pd.read_parquet(store / "events.parquet")["status"].iloc[0] == "rejected"
    for end in (11, 12):
        read.clear()
        write_jsonl(source, [article(n) for n in range(end)])
        corpus = run(source, store)
        assert pd.read_parquet(store / "events.parquet")["status"].iloc[0] == "rejected"
        assert "events/part-000000" not in read
    corpus.review.undo()
    corpus.save(store)
    written = frames(store)
    run(source, tmp_path / "fresh")
    assert written == frames(tmp_path / "fresh")


SCRIPT = """
import os, signal, sys
from analystkit.cluster import extract_to
from analystkit.model import frame_writer
import analystkit.corpus.{module} as module
frame_writer._ROWS, frame_writer._GROUP_ROWS = 64, {{}}
real, calls = module.{name}, []
def dying(*given, **named):
    calls.append(1)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
module.{name} = dying
if __name__ == "__main__":
    extract_to(sys.argv[1], sys.argv[2], part_characters=360, progress=False)
"""


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        ("assembly", "_write", 3),
        ("finishing", "forget_machine", 1),
        ("finishing", "keep_standing", 1),
        ("finishing", "write_manifest", 1),
    ],
)
def test_whenever_it_is_killed_while_it_grows_the_same_store_comes_out(module, name, call, store, tmp_path):
    source = write_jsonl(tmp_path / "articles.jsonl", [article(n) for n in range(11)])
    code = SCRIPT.format(module=module, name=name, call=call)
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(store)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    assert_as_made_at_once(tmp_path, [article(n) for n in range(11)])
