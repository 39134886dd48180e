"""The same store from a Dask cluster on this machine, and what is said when something is wrong with one."""

import json

import poisoned
import pytest
from small_archive import article, run, snapshot, write_jsonl

from analystkit.cli import main
from analystkit.cluster import DaskRunner
from analystkit.errors import InputError, MissingExtra, StoreError

pytest.importorskip("distributed")
# Its own threads end when they like.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def cluster():
    """One worker, a process; a task that ends it is given up at once, for each new process loads the pipeline again."""
    import dask
    from distributed import LocalCluster

    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.comm.timeouts.connect": "60s"}
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def client(cluster):
    from distributed import Client

    with Client(cluster) as client:
        yield client


def test_a_cluster_gives_the_same_bytes(source, finished, tmp_path, client):
    run(source, tmp_path / "store", client=client)
    assert snapshot(tmp_path / "store") == finished
    run(source, tmp_path / "store", client=client)
    assert snapshot(tmp_path / "store") == finished
    # The client is the caller's and stays open.
    assert client.status == "running"


def test_the_command_line_takes_an_address(source, tmp_path, cluster, capsys):
    out = tmp_path / "store"
    assert (
        main(["extract", str(source), "--out", str(out), "--dask", cluster.scheduler_address, "--quiet"]) == 0
    )
    manifest = json.loads((out / "parts" / "manifest.json").read_text())
    assert manifest["articles"] == 8 and capsys.readouterr().err == ""


def test_a_worker_without_analystkit_is_told_what_to_install(source, tmp_path, client):
    with pytest.raises(StoreError, match="install analystkit on every worker"):
        run(source, tmp_path / "store", runner=DaskRunner(client, poisoned.torn))


def test_an_article_that_ends_workers_is_left_out_and_no_other(tmp_path, client):
    rows = [article(n) for n in range(4)]
    rows[1]["text"] += f"\n\n{poisoned.POISON} grew there."
    source = write_jsonl(tmp_path / "articles.jsonl", rows)
    corpus = run(source, tmp_path / "store", runner=DaskRunner(client, poisoned.work))
    problems = corpus.problems[corpus.problems["severity"] == "error"]
    assert problems["article_id"].tolist() == ["a01"]
    assert set(corpus.events["article_id"]) == {"a00", "a02", "a03"}


def test_nobody_answers(source, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("analystkit.cluster._CONNECT", "0.2s")
    with pytest.raises(InputError, match="no Dask scheduler answers at"):
        run(source, tmp_path / "store", client="tcp://127.0.0.1:1")
    assert (
        main(["extract", str(source), "--out", str(tmp_path / "store"), "--dask", "tcp://127.0.0.1:1"]) == 2
    )
    assert "tcp://host:8786" in capsys.readouterr().err
    with pytest.raises(InputError, match=r"nowhere\.json"):
        run(source, tmp_path / "store", client=str(tmp_path / "nowhere.json"))
    assert not (tmp_path / "store").exists()


def test_dask_that_is_not_installed_is_named(source, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"analystkit\[dask\]"):
        run(source, tmp_path / "store", client="tcp://127.0.0.1:1")
