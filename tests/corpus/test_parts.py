"""A store made part by part: the same frames as made at once, whatever happened on the way."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analystkit.cluster import extract_to
from analystkit.corpus import assembly, stream
from analystkit.corpus import store as reading
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.build import load
from analystkit.corpus.lock import writing
from analystkit.corpus.store import open_corpus
from analystkit.errors import InputError, StoreError
from analystkit.lexicon import Lexicon

PLACES = ("Tavira", "Norvik", "Karsk", "Elmen", "Sorrel Bay", "Brant", "Quill Harbour", "Osterby")
PART = 800


def article(number, **more):
    place, other = PLACES[number % 8], PLACES[(number + 3) % 8]
    text = (
        f"Soldiers of the Second Army shelled {place} on Monday, killing {number + 2} people, the interior ministry said.\n\n"
        f"\u201cWe will not leave {place},\u201d said Amara Diallo, the mayor. Police arrested {number + 5} men in {other} a day later."
    )
    return {"article_id": f"a{number:02}", "title": f"{place} shelled", "text": text, "published": f"2023-05-{number % 27 + 1:02}",
            "source": f"Outlet {number % 3}", **more}  # fmt: skip


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path):
    """Twelve articles, and one line that is no article."""
    return write_jsonl(tmp_path / "articles.jsonl", [*(article(n) for n in range(12)), {"text": ""}])


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished")
    path = write_jsonl(folder / "articles.jsonl", [*(article(n) for n in range(12)), {"text": ""}])
    run(path, folder / "store")
    return folder / "store"


@pytest.fixture
def store(finished, tmp_path):
    """A finished store of the articles in `source`."""
    return Path(shutil.copytree(finished, tmp_path / "store"))


def snapshot(folder):
    """Return the bytes of every frame, and of every part that the run made."""
    files = [*Path(folder).glob("*.parquet"), *Path(folder).glob("parts/*/*.parquet")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def frames_of(folder):
    return {name: (Path(folder) / f"{name}.parquet").read_bytes() for name in FRAME_NAMES}


def made_at(folder):
    return {path.name: path.stat().st_mtime_ns for path in Path(folder).glob("parts/*/part-*")}


def run(source, out, **more):
    return extract_to(source, out, part_characters=PART, progress=False, **more)


def test_streamed_frames_are_those_made_at_once(source, tmp_path):
    corpus = run(source, tmp_path / "store")
    load(source, progress=False).save(tmp_path / "whole")
    assert frames_of(tmp_path / "store") == frames_of(tmp_path / "whole")
    assert len(corpus.articles) == 12 and len(corpus.events) >= 12 and len(corpus.quotes) >= 12
    assert (corpus.problems["severity"] == "error").sum() == 1
    assert len(list((tmp_path / "store" / "parts" / "receipts").iterdir())) > 3
    held = json.loads((tmp_path / "store" / "corpus.json").read_text())
    assert held["rows"] == {name: len(corpus.frames[name]) for name in FRAME_NAMES}
    manifest = json.loads((tmp_path / "store" / "parts" / "manifest.json").read_text())
    assert manifest["articles"] == 12 and sum(part["articles"] for part in manifest["parts"]) == 12
    assert manifest["backend"]["gemm"] and manifest["code"] and manifest["pipeline"] and manifest["lexicon"]


def test_the_first_parts_are_small_so_that_the_last_one_is_never_much_of_the_whole():
    limits = [stream._limit(number, 500_000) for number in range(60)]
    assert (
        limits == sorted(limits) and limits[0] == 62_500 and limits[24] < limits[25] == limits[-1] == 500_000
    )
    assert all(limit <= max(62_500, sum(limits[:number]) / 7) for number, limit in enumerate(limits))
    assert stream._limit(0, PART) == stream._limit(10**9, PART) == PART


def test_a_finished_run_is_not_done_again(source, store, tmp_path):
    before, written = made_at(store), snapshot(store)
    run(source, store)
    assert made_at(store) == before and snapshot(store) == written


def test_frames_resolved_with_working_files_are_the_same(source, store, monkeypatch):
    before, parts = frames_of(store), made_at(store)
    (store / "parts" / "assembled.json").unlink()
    for name in FRAME_NAMES:
        (store / f"{name}.parquet").unlink()
    monkeypatch.setattr(assembly, "IN_MEMORY", 0)
    run(source, store)
    assert frames_of(store) == before and made_at(store) == parts
    assert not (store / "parts" / "assembled").exists()


def test_half_a_frame_that_a_killed_run_left_is_no_obstacle(source, store):
    before = frames_of(store)
    (store / "parts" / "assembled").mkdir()
    (store / "parts" / "assembled" / ".events.parquet.4f2a.part").write_bytes(b"PAR1")
    (store / "events.parquet").unlink()
    run(source, store)
    assert frames_of(store) == before and not (store / "parts" / "assembled").exists()


def test_new_articles_cost_only_themselves_wherever_they_stand(source, store, tmp_path):
    rows = [article(n) for n in range(12)]
    before = made_at(store)
    write_jsonl(source, [article(90), *rows[:5], article(91), *rows[5:], article(92)])
    run(source, store)
    after = made_at(store)
    assert {name: after[name] for name in before} == before
    made = {name.split("-")[1].removesuffix(".json") for name in set(after) - set(before)}
    assert len(made) == 1 and made.isdisjoint(name.split("-")[1] for name in before)
    run(source, tmp_path / "fresh")
    assert frames_of(store) == frames_of(tmp_path / "fresh")


def test_articles_that_left_the_source_leave_the_frames(source, store, tmp_path):
    write_jsonl(source, [article(n) for n in range(12) if n not in (0, 4, 11)])
    with pytest.warns(UserWarning, match="^3 articles of the run before are not among those given now"):
        run(source, store)
    run(source, tmp_path / "fresh")
    assert frames_of(store) == frames_of(tmp_path / "fresh")


def test_an_article_that_changed_is_extracted_again(source, store, tmp_path):
    changed = article(3, text="Rebels freed nine hostages in Karsk on Friday, said Leyla Karim.")
    write_jsonl(source, [changed if n == 3 else article(n) for n in range(12)])
    corpus = run(source, store)
    assert corpus.articles.set_index("article_id").loc["a03", "text"] == changed["text"]
    run(source, tmp_path / "fresh")
    assert frames_of(store) == frames_of(tmp_path / "fresh")


def test_a_damaged_part_is_made_again(source, store, tmp_path):
    before = snapshot(store)
    parts = store / "parts"
    sorted((parts / "events").iterdir())[1].write_bytes(b"PAR1")
    sorted((parts / "articles").iterdir())[2].unlink()
    (store / "events.parquet").unlink()
    with (parts / "ledger.jsonl").open("ab") as handle:
        handle.write(b'{"part": 99, "arti')
    run(source, store)
    after = snapshot(store)
    assert {name: after[name] for name in FRAME_NAMES_FILES} == {
        name: before[name] for name in FRAME_NAMES_FILES
    }


FRAME_NAMES_FILES = [f"{name}.parquet" for name in FRAME_NAMES]


def test_other_words_are_found_in_cached_parses(source, tmp_path, monkeypatch):
    mine = Lexicon.default().extended(actors=[{"name": "Second Army", "kind": "armed group"}])
    run(source, tmp_path / "store", cache=True)
    docs = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "store" / "parts" / "docs").iterdir()}
    monkeypatch.setattr("analystkit.corpus.parts.parse", None)
    corpus = run(source, tmp_path / "store", cache=True, lexicon=mine)
    assert {
        path.name: path.stat().st_mtime_ns for path in (tmp_path / "store" / "parts" / "docs").iterdir()
    } == docs
    monkeypatch.undo()
    assert corpus.meta["lexicon"] == mine.fingerprint
    run(source, tmp_path / "fresh", lexicon=mine)
    assert frames_of(tmp_path / "store") == frames_of(tmp_path / "fresh")


def test_decisions_hold_over_a_new_extraction(source, tmp_path):
    corpus = run(source, tmp_path / "store")
    event = corpus.events["event_id"].iloc[0]
    corpus.review.reject(event, note="a drill")
    write_jsonl(source, [article(n) for n in range(13)])
    corpus = run(source, tmp_path / "store")
    assert corpus.events.set_index("event_id").loc[event, "status"] == "rejected"
    written = pd.read_parquet(tmp_path / "store" / "events.parquet").set_index("event_id")
    assert written.loc[event, "status"] == "rejected" and len(written) == len(corpus.events)
    corpus.review.undo()
    assert open_corpus(tmp_path / "store").events.set_index("event_id").loc[event, "status"] == "auto"


def test_frames_are_read_when_asked_for(source, store, tmp_path, monkeypatch):
    asked = []
    real = reading.read_frame
    monkeypatch.setattr(reading, "read_frame", lambda name, path: asked.append(name) or real(name, path))
    corpus = open_corpus(store)
    assert asked == []
    assert len(corpus.events) and len(corpus.events) and asked == ["events"]


def test_a_second_writer_is_told_who_writes(source, store, tmp_path):
    refusal = pytest.raises(StoreError, match=rf"is being written by process {os.getpid()} on ")
    with writing(store / "parts"), refusal:
        run(source, store)
    run(source, store)


def test_a_writer_on_another_machine_is_not_overruled(source, store, tmp_path):
    note = store / "parts" / "writer.json"
    note.write_text(json.dumps({"pid": 7, "host": "elsewhere", "since": "2023-05-01T00:00:00+00:00"}))
    with pytest.raises(StoreError, match=r"process 7 on elsewhere .* remove .*writer\.json"):
        run(source, store)
    note.unlink()
    run(source, store)


def test_a_note_of_a_writer_that_died_here_is_no_obstacle(source, store, tmp_path):
    import socket

    note = store / "parts" / "writer.json"
    note.write_text(json.dumps({"pid": 999999, "host": socket.gethostname(), "since": ""}))
    run(source, store)
    assert not note.exists()


def test_a_folder_of_other_files_is_left_alone(source, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match=r"holds other files \(thesis\.docx\)"):
        run(source, tmp_path / "taken")
    with pytest.raises(StoreError, match="found a file"):
        run(source, tmp_path / "taken" / "thesis.docx")
    with pytest.raises(InputError, match="part_characters"):
        extract_to(source, tmp_path / "x", part_characters=0)
    with pytest.raises(InputError, match="workers"):
        extract_to(source, tmp_path / "x", workers=0)


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder nobody can write to")
def test_a_folder_that_cannot_be_written_says_so(source):
    with pytest.raises(StoreError, match="choose a folder you may write to"):
        run(source, "/sys/kernel/store")


def test_a_full_disk_says_so_and_leaves_a_store_that_goes_on(source, finished, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # A limit on the size of files fails in the same calls as a full disk does.
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, hard))
    try:
        with pytest.raises(StoreError, match="free some space"):
            run(source, tmp_path / "store")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list((tmp_path / "store").rglob(".*.part"))
    run(source, tmp_path / "store")
    assert snapshot(tmp_path / "store") == snapshot(finished)


# Started from a shell's background job, a process ignores interrupts unless it says otherwise.
SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from analystkit.cluster import extract_to
import analystkit.corpus.{module} as module
real, calls = module.{name}, []
def dying(*given, **named):
    calls.append(1)
    if len(calls) == {call}:
        import os, signal
        os.kill(os.getpid(), signal.{how})
    return real(*given, **named)
module.{name} = dying
if __name__ == "__main__":
    extract_to(sys.argv[1], sys.argv[2], part_characters=int(sys.argv[3]), progress=False)
"""


@pytest.mark.parametrize(
    ("module", "name", "call", "how"),
    [
        ("parts", "write_text", 2, "SIGKILL"),
        ("stream", "article_digest", 8, "SIGKILL"),
        ("assembly", "_write", 3, "SIGKILL"),
        ("finishing", "forget_machine", 1, "SIGKILL"),
        ("parts", "frames_of", 3, "SIGINT"),
    ],
)
def test_whenever_it_is_killed_the_same_store_comes_out(source, finished, tmp_path, module, name, call, how):
    code = SCRIPT.format(module=module, name=name, call=call, how=how)
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(tmp_path / "store"), str(PART)],
        capture_output=True,
        check=False,
    )
    assert done.returncode in (-getattr(signal, how), 130), done.stderr.decode()[-2000:]
    run(source, tmp_path / "store")
    assert snapshot(tmp_path / "store") == snapshot(finished)
