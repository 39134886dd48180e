"""What docs/cluster.md tells people to write works: its runners on stand-ins for Ray and Spark, its commands against their parsers."""

import re
import sys
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_archive import run, snapshot

from analystkit import cluster
from analystkit.cli import _parser

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "cluster.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def defined(name):
    """Return a class that a block of the page defines."""
    (code,) = (block for block in blocks("python") if f"class {name}" in block)
    space = {}
    exec(code, space)
    return space[name]


@pytest.fixture
def here(monkeypatch):
    """Do in this process what is meant for one beside it, and keep the tasks."""
    done = []
    monkeypatch.setattr(cluster, "work_apart", lambda task: done.append(task.part) or cluster.work(task))
    return done


def test_the_ray_recipe(source, finished, tmp_path, monkeypatch, here):
    executor = ThreadPoolExecutor(2)

    def ready(running):
        done = next(iter(wait(running, return_when=FIRST_COMPLETED).done))
        return [done], [each for each in running if each is not done]

    ray = SimpleNamespace(
        remote=lambda act: SimpleNamespace(remote=lambda task: executor.submit(act, task)),
        wait=ready,
        get=lambda done: [each.result() for each in done],
    )
    monkeypatch.setitem(sys.modules, "ray", ray)
    with executor:
        run(source, tmp_path / "store", runner=defined("OnRay")(ahead=2))
    assert snapshot(tmp_path / "store") == finished and sorted(here) == list(range(len(here)))


def test_the_spark_recipe(source, finished, tmp_path, here):
    class Rdd(list):
        def map(self, act):
            return Rdd(act(each) for each in self)

        def collect(self):
            return list(self)

    rounds = []

    def parallelize(batch, slices):
        rounds.append(slices)
        return Rdd(batch)

    spark = SimpleNamespace(sparkContext=SimpleNamespace(parallelize=parallelize))
    run(source, tmp_path / "store", runner=defined("OnSpark")(spark, at_once=2))
    assert snapshot(tmp_path / "store") == finished
    assert len(rounds) > 1 and max(rounds) == 2 and sum(rounds) == len(here)


def test_the_command_lines_are_understood():
    lines = re.findall(r"analystkit extract [^`'&\n]*", PAGE)
    manifests = [args for _, args in containers() if args[0] == "analystkit"]
    assert len(lines) >= 3 and manifests
    for line in [*(line.split()[1:] for line in lines), *(args[1:] for args in manifests)]:
        options = _parser().parse_args(line)
        assert options.out and options.articles


def containers():
    yaml = pytest.importorskip("yaml")
    for block in blocks("yaml"):
        for document in yaml.safe_load_all(block):
            for container in document["spec"].get("template", {}).get("spec", {}).get("containers", []):
                yield document["metadata"]["name"], container["args"]


def test_the_options_of_workers_and_schedulers_exist():
    pytest.importorskip("distributed")
    from distributed.cli import dask_scheduler, dask_worker

    known = {
        name: {
            option
            for parameter in command.main.params
            for option in parameter.opts + parameter.secondary_opts
        }
        for name, command in (("worker", dask_worker), ("scheduler", dask_scheduler))
    }
    used = [
        (args[1], [arg for arg in args if arg.startswith("--")])
        for _, args in containers()
        if args[0] == "dask"
    ]
    used += [
        (kind, re.findall(r"--[\w-]+", rest))
        for kind, rest in re.findall(r"dask (worker|scheduler)([^\"&\n]*)", PAGE)
    ]
    used.append(("worker", re.findall(r"\"(--lifetime[\w-]*)\"", PAGE)))
    assert len(used) >= 5
    for kind, options in used:
        assert set(options) <= known[kind], (kind, options)


def test_a_worker_and_a_service_of_one_name_meet():
    names = [name for name, _ in containers()]
    assert names == ["dask-scheduler", "dask-worker", "extract"]
    addresses = {arg for _, args in containers() for arg in args if arg.startswith("tcp://")}
    assert addresses == {"tcp://dask-scheduler:8786"}
