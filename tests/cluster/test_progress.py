"""How far a run is, and about how far it has to go."""

import pandas as pd
import pytest
from small_archive import article, write_jsonl

from analystkit.corpus.progress import Progress
from analystkit.readers.counting import about


def test_rate_and_remaining_time_are_of_this_run(monkeypatch, capsys):
    with Progress(True, about=100) as progress:
        clock = [progress._bar.start_t]
        progress._bar._time = lambda: clock[0]
        progress.kept(60)
        clock[0] += 10
        progress.done(20)
        shown = str(progress._bar)
    assert "80/100 [00:10<00:10" in shown and "2.00 articles/s" in shown
    assert progress.ready == 80


def test_an_estimate_that_was_too_low_is_dropped_and_the_count_taken():
    with Progress(True, about=10) as progress:
        progress.done(12)
        assert progress._bar.total is None
        progress.all_read(24)
        assert "12/24" in str(progress._bar)


def test_nothing_is_shown_where_nothing_is_wanted(capsys):
    with Progress(False, about=10) as progress:
        progress.kept(4)
        progress.done(6)
        progress.all_read(10)
    captured = capsys.readouterr()
    assert progress.ready == 10 and captured.err == "" and captured.out == ""


def test_json_lines_are_estimated_from_their_first_megabyte(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [article(n % 27, url="x" * (n % 100)) for n in range(9_000)])
    assert path.stat().st_size > 2 << 20
    assert abs(about(path) - 9_000) < 90
    assert about(write_jsonl(tmp_path / "b.jsonl", [article(n) for n in range(3)])) == 3


def test_other_sources(tmp_path):
    frame = pd.DataFrame([article(n) for n in range(5)])
    assert about(frame) == 5
    frame.to_parquet(tmp_path / "a.parquet")
    frame.assign(text="two\nlines").to_csv(tmp_path / "b.csv", index=False)
    (tmp_path / "c.txt").write_text("The mayor spoke.")
    (tmp_path / "d.bin").write_bytes(b"?")
    assert about(tmp_path) == 5 + 5 + 1
    (tmp_path / "e.json").write_text("[]")
    assert about(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PAR1"])
def test_what_cannot_be_counted_stops_nothing(tmp_path, content):
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        (tmp_path / name).write_bytes(content)
    assert about(tmp_path) is None or about(tmp_path) >= 0
