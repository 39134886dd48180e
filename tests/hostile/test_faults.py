"""Faults: whatever breaks in the middle of writing, what was there before is intact, the message is clear, the next start works."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import analystkit as ak
from analystkit import cli, export
from analystkit.corpus import decision, review_log
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.saving import saving
from analystkit.corpus.store import open_corpus
from analystkit.errors import AnalystkitError, StoreError
from analystkit.model import parquet

_CALLS = ("replace", "unlink", "mkdir", "rmdir", "fsync")


class Killed(BaseException):
    """Stands for the end of the process: nothing it would have done afterwards happens."""


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, number: int, error: Callable[[], BaseException], *, dead: bool = False
) -> Iterator[list[str]]:
    """Let the n-th change of the file system raise, and with `dead` each one after it; yields the changes asked for."""
    calls: list[str] = []
    with monkeypatch.context() as patched:
        for name in _CALLS:
            real = getattr(os, name)

            def act(*given, _name=name, _real=real, **named):
                calls.append(_name)
                if len(calls) == number or (dead and len(calls) > number):
                    raise error()
                return _real(*given, **named)

            patched.setattr(os, name, act)
        yield calls


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "corpus.json"
    }


@pytest.fixture
def study(corpus, tmp_path):
    """A saved corpus with one decision, the same with a second one, and what each looks like on the disk."""
    corpus.review.reject("e3", note="checked")
    before = corpus.save(tmp_path / "before")
    shutil.copytree(before, tmp_path / "after")
    changed = open_corpus(tmp_path / "after")
    changed.review.rename("ac_r", "The rebels")
    changed.save(tmp_path / "after")
    return tmp_path / "before", tmp_path / "after"


def _changes_of_a_save(study: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    shutil.copytree(study[1], tmp_path / "count")
    opened = open_corpus(tmp_path / "count")
    with failing(monkeypatch, 0, Killed) as calls:
        opened.save(tmp_path / "count")
    return len(calls)


@pytest.mark.parametrize("how", ["killed", "full", "read-only", "interrupted"])
def test_a_save_that_breaks_anywhere_leaves_the_corpus_of_before_or_the_new_one(
    how, study, tmp_path, monkeypatch
):
    error, raised = {
        "killed": (Killed, Killed),
        "full": (lambda: OSError(errno.ENOSPC, "No space left on device"), StoreError),
        "read-only": (lambda: OSError(errno.EROFS, "Read-only file system"), StoreError),
        "interrupted": (KeyboardInterrupt, KeyboardInterrupt),
    }[how]
    before, after = study
    outcomes = {name: content(folder) for name, folder in (("before", before), ("after", after))}
    last = _changes_of_a_save(study, tmp_path, monkeypatch)
    assert last > 30
    seen = set()
    for number in range(1, last + 1, 9 if how == "killed" else 29):
        folder = tmp_path / f"{how}{number}"
        shutil.copytree(before, folder)
        # The second decision is made in memory: it reaches the folder with this save.
        shutil.copyfile(after / "review.jsonl", folder / "review.jsonl")
        changed = open_corpus(folder)
        with failing(monkeypatch, number, error, dead=how in ("killed", "full")), suppress(raised):
            changed.save(folder)
        opened = open_corpus(folder)
        assert [d.action for d in opened.review.decisions] == ["reject", "rename"]
        now = {name: data for name, data in content(folder).items() if not name.startswith(".saving")}
        state = next((name for name, held in outcomes.items() if _frames(held) == _frames(now)), "")
        assert state, (how, number)
        seen.add(state)
        # The decisions hold whatever the frames on the disk say, and the next save is a whole one.
        assert "The rebels" in set(opened.actors["name"])
        opened.save(folder)
        assert content(folder) == outcomes["after"]
    assert "before" in seen and (how != "killed" or "after" in seen)


def _frames(held: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in held.items() if name.endswith(".parquet")}


@pytest.mark.parametrize("limit", [0, 700, 4_000])
def test_a_disk_that_fills_up_inside_a_file_says_so(limit, study, corpus):
    before, _ = study
    held = content(before)
    opened = open_corpus(before)
    opened.frames["articles"]  # read before the disk is full
    with _file_limit(limit), pytest.raises(StoreError, match="free some space"):
        opened.save(before)
    assert content(before) == held
    opened.save(before)
    assert content(before) == held


@contextmanager
def _file_limit(limit: int) -> Iterator[None]:
    """No file may grow beyond a limit: writes fail where those to a full disk do, in every library."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1, 60])
def test_a_decision_that_does_not_fit_on_the_disk_is_not_made(room, study):
    before, _ = study
    opened = open_corpus(before)
    log = before / "review.jsonl"
    held, events = log.read_bytes(), opened.events.copy()
    with _file_limit(len(held) + room), pytest.raises(StoreError, match="the decision was not recorded"):
        opened.review.reject("e1")
    assert log.read_bytes() == held and opened.events.equals(events) and len(opened.review) == 1
    opened.review.reject("e1")
    assert set(open_corpus(before).events.query("status == 'rejected'")["event_id"]) == {"e1", "e3"}


def test_a_log_cut_at_any_byte_keeps_every_whole_line(study):
    log = study[1] / "review.jsonl"
    data = log.read_bytes()
    for end in range(data.index(b"\n") + 1, len(data) - 1, 3):
        log.write_bytes(data[:end])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            held = review_log.ReviewLog(log)
            assert [d.action for d in held.decisions] == ["reject"]
            held.append(decision.decide("confirm", [decision.Target("events", "e4")], who="me"))
            assert [d.action for d in review_log.ReviewLog(log).decisions] == ["reject", "confirm"]
        assert log.read_bytes().startswith(data[:end]), "what was torn stays as it is"


def test_a_corpus_whose_log_was_torn_goes_on(study):
    log = study[1] / "review.jsonl"
    log.write_bytes(log.read_bytes()[:-30])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        open_corpus(study[1]).review.confirm("e4")
        events = open_corpus(study[1]).events.set_index("event_id")
    assert events.loc["e3", "status"] == "rejected" and events.loc["e4", "status"] == "confirmed"


def test_a_torn_line_is_told(study):
    log = study[1] / "review.jsonl"
    log.write_bytes(log.read_bytes()[:-9])
    with pytest.warns(UserWarning, match="could not be read as a decision"):
        assert len(open_corpus(study[1]).review) == 1


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_parquet_file_cut_short_is_named(share, study):
    path = study[1] / "quotes.parquet"
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(StoreError, match=r"quotes\.parquet.*restore the file or extract again"):
        open_corpus(study[1])
    assert (study[1] / "review.jsonl").read_bytes()
    path.write_bytes(data)
    assert len(open_corpus(study[1]).quotes) == 1


def test_what_can_be_made_again_from_the_log_may_be_damaged(study):
    # Events hold decisions, so the folder also has them as the machine made them.
    path = study[1] / "events.parquet"
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    open_corpus(study[1]).save(study[1])
    assert path.read_bytes() == data


def test_a_parquet_file_with_flipped_bits_raises_nothing_but_our_error(study):
    path = study[1] / "events.parquet"
    data = path.read_bytes()
    for place in range(0, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        # What nobody can tell from good data is read; what can be told is told.
        with suppress(StoreError):
            parquet.read("events", path)


def test_decisions_hold_in_the_order_of_the_log_when_the_clock_goes_back(study, monkeypatch):
    opened = open_corpus(study[0])
    ticks = iter(range(0, 1000))

    class Backwards(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=next(ticks))

    monkeypatch.setattr(decision, "datetime", Backwards)
    opened.review.rename("ac_r", "First name")
    opened.review.rename("ac_r", "Second name")
    opened.review.reject("e1")
    opened.review.undo()
    monkeypatch.undo()
    again = open_corpus(study[0])
    assert "Second name" in set(again.actors["name"])
    assert again.events.set_index("event_id").loc["e1", "status"] == "auto"
    assert len({d.id for d in again.review.decisions}) == 5


def test_decisions_of_one_instant_are_told_apart(study, monkeypatch):
    opened = open_corpus(study[0])

    class Still(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(decision, "datetime", Still)
    for _ in range(3):
        opened.review.confirm("e1")
    assert len(open_corpus(study[0]).review) == 4


def test_a_second_process_that_saves_is_told(study, corpus):
    with saving(study[0]), pytest.raises(StoreError, match="another process is saving"):
        corpus.save(study[0])
    corpus.save(study[0])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(study, corpus):
    study[0].chmod(0o500)
    try:
        opened = open_corpus(study[0])
        with pytest.raises(StoreError, match="choose a folder you may write to"):
            opened.save(study[0])
        with pytest.raises(StoreError, match="the decision was not recorded"):
            opened.review.reject("e1")
    finally:
        study[0].chmod(0o700)


EXPORTS = {
    "events.csv": export.csv,
    "a.xlsx": lambda c, f: export.excel(c, f / "a.xlsx"),
    "events.parquet": export.parquet,
    "report.html": export.report,
    "a.gexf": lambda c, f: export.gexf(c, f / "a.gexf"),
    "a.graphml": lambda c, f: export.graphml(c, f / "a.graphml"),
    "a.json": lambda c, f: export.timelinejs(c, f / "a.json"),
    "a.geojson": lambda c, f: export.geojson(c, f / "a.geojson"),
    "timeline.png": export.pictures,
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_that_breaks_leaves_the_earlier_file(name, corpus, tmp_path, monkeypatch):
    EXPORTS[name](corpus, tmp_path)
    held = (tmp_path / name).read_bytes()
    for number in (1, 2, 3) if name == "events.csv" else (2,):
        with (
            failing(monkeypatch, number, lambda: OSError(errno.ENOSPC, "No space left on device"), dead=True),
            pytest.raises(StoreError, match="No space left on device"),
        ):
            EXPORTS[name](corpus, tmp_path)
        assert (tmp_path / name).read_bytes() == held


def test_an_interrupt_ends_the_command_line_with_a_sentence(tmp_path, monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("analystkit.corpus.build.load", interrupted)
    (tmp_path / "a.txt").write_text("Soldiers shelled the port on Monday.")
    assert cli.main(["report", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 130
    said = capsys.readouterr()
    assert "interrupted" in said.err and "Traceback" not in said.err


def test_an_interrupt_in_a_cell_leaves_the_next_cell_working(monkeypatch):
    import pandas as pd

    from analystkit.corpus import build

    articles = pd.DataFrame({"text": [f"Soldiers shelled port {n} on Monday." for n in range(4)]})
    real, seen = build.extract_article, []

    def interrupted(*given):
        seen.append(1)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(build, "extract_article", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ak.extract(articles, progress=False)
    assert len(ak.extract(articles, progress=False).events) == 4


def test_a_message_says_what_to_do(corpus, tmp_path):
    (tmp_path / "file").write_text("x")
    for act in (
        lambda: corpus.save(tmp_path / "file" / "study"),
        lambda: corpus.save(tmp_path / "file"),
        lambda: open_corpus(tmp_path),
    ):
        with pytest.raises(AnalystkitError) as caught:
            act()
        assert len(str(caught.value)) > 20 and "\n" not in str(caught.value)
    assert isinstance(corpus, Corpus)
