"""Whoever does the work, the store is the same; an article that ends processes is found and left out, and no other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pandas as pd
import poisoned
import pytest
from small_archive import article, run, snapshot, write_jsonl

from analystkit.cluster import Apart, isolate, work, work_apart
from analystkit.corpus.equipment import equipment
from analystkit.corpus.runners import Processes
from analystkit.errors import InputError, StoreError


class Recording:
    """Does the tasks here and keeps them."""

    def __init__(self):
        self.tasks = []

    def run(self, tasks):
        for task in tasks:
            self.tasks.append(task)
            yield work(task)


class OnExecutor:
    """Hands tasks to an executor of the standard library, as docs/cluster.md does with Ray."""

    def run(self, tasks):
        with ThreadPoolExecutor(2) as executor:
            yield from executor.map(work, tasks)


def test_parts_are_many(finished):
    assert len([name for name in finished if name.startswith("parts/events/")]) > 2


def test_processes_give_the_same_bytes(source, finished, tmp_path):
    run(source, tmp_path / "store", workers=2)
    assert snapshot(tmp_path / "store") == finished
    # With nothing left to do there is nothing to wait for.
    run(source, tmp_path / "store", workers=2)
    assert snapshot(tmp_path / "store") == finished


def test_a_runner_of_ones_own_gives_the_same_bytes(source, finished, tmp_path):
    run(source, tmp_path / "store", runner=OnExecutor())
    assert snapshot(tmp_path / "store") == finished


def test_only_one_may_do_the_work(source, tmp_path):
    with pytest.raises(InputError, match="one of workers, client and runner"):
        run(source, tmp_path / "store", runner=OnExecutor(), workers=2)
    assert not (tmp_path / "store").exists()


def test_work_apart_is_work(source, finished, tmp_path):
    runner = Recording()
    run(source, tmp_path / "store", runner=runner)
    before = snapshot(tmp_path / "store")
    task = runner.tasks[0]
    for path in (tmp_path / "store" / "parts").glob("*/part-000000-*"):
        if path.parent.name != "articles":
            path.unlink()
    assert work_apart(task).articles > 1
    assert snapshot(tmp_path / "store") == before == finished


def test_an_article_that_ends_processes_is_left_out_and_no_other(tmp_path):
    rows = [article(n) for n in range(8)]
    rows[4]["text"] += f"\n\n{poisoned.POISON} grew there."
    source = write_jsonl(tmp_path / "articles.jsonl", rows)
    corpus = run(source, tmp_path / "store", runner=Processes(1, poisoned.work))
    assert len(corpus.articles) == 8
    problems = corpus.problems[corpus.problems["severity"] == "error"]
    assert problems["article_id"].tolist() == ["a04"] and "ended abruptly" in problems["message"].iloc[0]
    assert set(corpus.events["article_id"]) == {f"a{n:02}" for n in range(8) if n != 4}
    # Gone on with by whom it does no harm, the part is as it was: it is done.
    before = snapshot(tmp_path / "store")
    run(source, tmp_path / "store")
    assert snapshot(tmp_path / "store") == before


def test_workers_killed_at_random_cost_nothing(source, finished, tmp_path):
    run(source, tmp_path / "store", runner=Processes(2, poisoned.unlucky))
    assert len(list((tmp_path / "store").glob("died-*"))) == 2
    assert snapshot(tmp_path / "store") == finished


def test_a_worker_that_cannot_start_is_said_at_once(source, tmp_path):
    with pytest.raises(StoreError, match="__main__"):
        run(source, tmp_path / "store", runner=Processes(1, poisoned.never))


def _attempts(deadly, unlucky=()):
    """Return an attempt that dies of some rows, and once each at the calls numbered in `unlucky`; and the calls made."""
    calls = []

    def attempt(task):
        calls.append(task)
        if len(calls) - 1 in unlucky:
            return None
        first, last = task.probe or (0, 8)
        dies = (set(range(first, last)) - set(task.refused)) & set(deadly)
        return None if dies else task

    return attempt, calls


@pytest.fixture
def whole(source, tmp_path):
    """The task of a part with all eight articles."""
    runner = Recording()
    run_all = {"part_characters": 100_000, "progress": False, "runner": runner}
    from analystkit.cluster import extract_to

    extract_to(source, tmp_path / "store", **run_all)
    return runner.tasks[0]


@pytest.mark.parametrize("deadly", [{0}, {7}, {3, 4}, set(range(8))])
def test_bisection_finds_exactly_those_at_fault(whole, deadly):
    attempt, calls = _attempts(deadly)
    assert set(isolate(whole, attempt).refused) == deadly
    assert len(calls) <= 4 + 4 * 3 * len(deadly)


@pytest.mark.parametrize("unlucky", [(0,), (0, 1), (0, 2), (0, 2, 3, 4)])
def test_a_process_killed_by_chance_costs_no_article(whole, unlucky):
    attempt, _ = _attempts(set(), unlucky)
    assert isolate(whole, attempt).refused == ()


def test_a_chance_kill_beside_a_poison_article(whole):
    for call in range(2, 9):
        attempt, _ = _attempts({5}, (call,))
        assert set(isolate(whole, attempt).refused) == {5}, call


def test_a_process_that_survives_is_used_again(whole):
    with Apart() as apart:
        assert apart.attempt(replace(whole, probe=(0, 0))) is not None
        first = apart._worker._process.pid
        assert apart.attempt(replace(whole, probe=(0, 1))) is not None
        assert apart._worker._process.pid == first


def test_a_store_made_elsewhere_is_refused_by_a_worker_with_other_code(whole):
    job = next((Path(whole.store) / "parts" / "jobs").iterdir())
    job.write_text(job.read_text().replace('"code": "', '"code": "0'))
    # A process reads a job once; another one reads it now.
    equipment.cache_clear()
    with pytest.raises(StoreError, match="same version of analystkit on every worker"):
        work(replace(whole, job=job.stem))
    assert len(pd.read_parquet(Path(whole.store) / "articles.parquet")) == 8
