"""Archives and stores in object stores: fsspec's memory, and one over a folder that worker processes see too."""

import json
import os
import socket

import bucket
import pytest
from small_archive import article, run, snapshot, write_jsonl

from analystkit.cli import main
from analystkit.corpus.runners import Processes
from analystkit.corpus.store import open_corpus
from analystkit.errors import InputError, StoreError
from analystkit.model.places import place
from analystkit.readers import read_articles

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("upath")
STORE = "memory://studies/store"
pytestmark = pytest.mark.filterwarnings("ignore:.*explicitly implemented:UserWarning")


@pytest.fixture
def memory():
    """fsspec's memory, empty before and after."""
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


def held(url):
    """Return the bytes of the frames and parts of a store in an object store."""
    root = place(url)
    files = [path for path in root.rglob("*.parquet") if path.parent.name != "machine"]
    return {str(path.path).split("store/", 1)[1]: path.read_bytes() for path in files}


def test_a_store_in_memory_has_the_same_bytes(source, finished, memory):
    corpus = run(source, STORE)
    assert held(STORE) == finished
    assert len(corpus.events) and len(open_corpus(STORE).events) == len(corpus.events)
    assert not memory.exists("/studies/store/parts/writer.json")
    manifest = json.loads(memory.cat("/studies/store/parts/manifest.json"))
    assert manifest["articles"] == 8


def test_it_is_gone_on_with_and_added_to(source, finished, memory, tmp_path):
    run(source, STORE)
    written = {name: memory.modified(name) for name in memory.find("/studies")}
    assert any("/decisions/" in name for name in written) and any("/traits/" in name for name in written)
    run(source, STORE)
    assert {name: memory.modified(name) for name in memory.find("/studies")} == written
    memory.rm(memory.find("/studies/store/parts/events")[0])
    memory.rm("/studies/store/quotes.parquet")
    run(source, STORE)
    assert held(STORE) == finished
    # A file of the same name: the path is part of an article.
    more = write_jsonl(tmp_path / source.name, [article(n) for n in range(10)])
    before = set(memory.find("/studies/store/parts/receipts"))
    run(more, STORE)
    assert len(set(memory.find("/studies/store/parts/receipts")) - before) == 1
    run(more, tmp_path / "fresh")
    # Frames are those of one run; the parts are cut otherwise, for they grew in two.
    now, fresh = held(STORE), snapshot(tmp_path / "fresh")
    for name in now:
        assert "/" in name or now[name] == fresh[name], name


def test_decisions_in_the_store_hold(source, memory, tmp_path):
    event = run(source, STORE).events["event_id"].iloc[0]
    corpus = run(source, tmp_path / "store")
    corpus.review.reject(event, note="a drill")
    memory.pipe_file("/studies/store/review.jsonl", (tmp_path / "store" / "review.jsonl").read_bytes())
    assert run(source, STORE).events.set_index("event_id").loc[event, "status"] == "rejected"
    assert open_corpus(STORE).events.set_index("event_id").loc[event, "status"] == "rejected"
    assert memory.exists("/studies/store/machine/events.parquet")
    memory.rm("/studies/store/review.jsonl")
    assert run(source, STORE).events.set_index("event_id").loc[event, "status"] == "auto"
    assert not memory.exists("/studies/store/machine/events.parquet")


def test_a_second_writer_is_refused_and_a_dead_one_is_no_obstacle(source, memory):
    note = {"pid": os.getpid(), "host": socket.gethostname(), "since": "2023-05-01"}
    memory.pipe_file("/studies/store/parts/writer.json", json.dumps(note).encode())
    with pytest.raises(StoreError, match=f"is being written by process {os.getpid()} on "):
        run(source, STORE)
    memory.pipe_file("/studies/store/parts/writer.json", json.dumps(note | {"host": "elsewhere"}).encode())
    with pytest.raises(StoreError, match=r"if that has ended, remove .*writer\.json"):
        run(source, STORE)
    memory.pipe_file("/studies/store/parts/writer.json", json.dumps(note | {"pid": 2**22 + 1}).encode())
    run(source, STORE)


def test_other_objects_are_left_alone(source, memory):
    memory.pipe_file("/studies/store/thesis.docx", b"years of work")
    with pytest.raises(StoreError, match=r"holds other files \(thesis\.docx\)"):
        run(source, STORE)


def test_processes_work_on_a_store_all_of_them_see(source, finished, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSTKIT_BUCKET", str(tmp_path))
    fsspec.filesystem("bucket").put_file(str(source), "press/articles.jsonl")
    corpus = run("bucket://press/articles.jsonl", "bucket://studies/store", runner=Processes(2, bucket.work))
    assert snapshot(tmp_path / "studies" / "store") == finished
    assert len(corpus.articles) == 8


def test_articles_are_read_from_there_in_the_order_of_a_folder(memory, tmp_path):
    files = {
        "b.txt": b"The mayor spoke on Monday.", "a/c.jsonl": b'{"text": "Rebels shelled Tavira."}\n', "z.csv": b"text\nPolice met envoys.\n",
        "2023-05-01_d.txt": b"Soldiers left.", "2023-05-01_d.meta.json": b'{"outlet": "Wire"}', ".hidden.txt": b"no", "README.txt": b"about",
        "picture.png": b"\x89PNG", "a/bad.jsonl": b"{\n",
    }  # fmt: skip
    for name, content in files.items():
        memory.pipe_file(f"/press/{name}", content)
        (tmp_path / "press" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "press" / name).write_bytes(content)
    there, here = read_articles("memory://press"), read_articles(tmp_path / "press")
    assert there.articles.equals(here.articles) and len(here.articles) == 4
    assert there.problems.equals(here.problems) and len(here.problems) >= 3
    several = read_articles(["memory://press/z.csv", tmp_path / "press" / "b.txt"])
    assert several.articles["path"].tolist() == ["z.csv", "b.txt"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("memory://nothing", "no file at memory://nothing"),
        ("memory://press/x.doc", "x.doc"),
        ("nosuch://bucket/x", "cannot use nosuch://bucket/x"),
    ],
)
def test_what_cannot_be_read_there_is_said(memory, url, words):
    memory.pipe_file("/press/x.doc", b"PK")
    with pytest.raises(InputError, match=words):
        read_articles(url)


def test_a_store_among_the_articles_there_is_none_of_them(source, memory):
    memory.pipe_file("/press/a.txt", b"Police arrested three men in the port on Friday.")
    run(source, "memory://press/out/store")
    articles, problems = read_articles("memory://press", progress=False)
    assert list(articles["path"]) == ["a.txt"] and list(problems["path"]) == ["out/store"]
    with pytest.raises(InputError, match="holds a saved corpus, not articles"):
        read_articles("memory://press/out/store", progress=False)


def test_a_url_that_pathlib_has_bent_makes_no_folder(source, tmp_path, monkeypatch):
    from pathlib import Path

    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="with two slashes"):
        run(source, Path("s3://bucket/store"))
    with pytest.raises(InputError, match="with two slashes"):
        read_articles(Path("s3://bucket/press"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_url_is_a_path(source, finished, tmp_path):
    run(source.as_uri(), (tmp_path / "store").as_uri())
    assert snapshot(tmp_path / "store") == finished


def test_the_command_line_takes_urls(source, memory, capsys):
    memory.put_file(str(source), "/press/articles.jsonl")
    assert main(["extract", "memory://press/articles.jsonl", "--out", STORE, "--quiet"]) == 0
    assert memory.exists("/studies/store/events.parquet")
    assert main(["extract", "memory://nothing", "--out", STORE]) == 2
    assert "no file at memory://nothing" in capsys.readouterr().err
