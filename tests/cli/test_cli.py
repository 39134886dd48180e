"""The command line as a shell sees it: files, messages, exit codes; never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analystkit.cli import main
from analystkit.model.schema import FRAMES

DRONE = (
    "Two drones shot down over river port\n\nTwo armed drones were shot down over the river port on Tuesday, an army spokesman said."
    "\n\n\u201cNobody was hurt,\u201d the spokesman said.\n\nSource: River Gazette\n"
)


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "2023-03-08_drones.txt").write_text(DRONE, encoding="utf-8")
    return articles


def _no_traceback(captured):
    assert "Traceback" not in captured.err + captured.out
    assert all(len(line) < 600 for line in captured.err.splitlines())
    assert len(captured.err.strip().splitlines()) <= 2


def test_extract_writes_one_file_a_frame(folder, tmp_path, capsys):
    assert main(["extract", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    written = {path.stem for path in (tmp_path / "out").glob("*.parquet")}
    assert set(FRAMES) <= written
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert articles["source"].tolist() == ["River Gazette"] and articles["published"].iloc[0].day == 8
    events = pd.read_parquet(tmp_path / "out" / "events.parquet")
    assert "ASSAULT" in set(events["event_type"])
    _no_traceback(capsys.readouterr())


def test_jsonl_offsets_count_into_exactly_that_text(tmp_path, capsys):
    text = "  \u201cWe saw it,\u201d said the mayor.\r\n\r\nPolice arrested two men on Monday.\n"
    line = {"article_id": "007", "text": text, "published": "2023-03-08", "source": "NA"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main(["extract", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert (
        articles.loc[0, "article_id"] == "007"
        and articles.loc[0, "source"] == "NA"
        and articles.loc[0, "text"] == text
    )
    quotes = pd.read_parquet(tmp_path / "out" / "quotes.parquet")
    direct = quotes[quotes["kind"] == "direct"].iloc[0]
    assert text[direct["start"] : direct["end"]] in ("We saw it", "We saw it,")


def test_report_stands_alone(folder, tmp_path, capsys):
    assert main(["report", str(folder), "--out", str(tmp_path / "out")]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {
        "report.html",
        "timeline.png",
        "timeline.svg",
        "cooccurrence.png",
        "cooccurrence.svg",
        "events.csv",
    } <= names
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert str(tmp_path) not in page and "http://" not in page.replace("http://www.w3.org", "")
    captured = capsys.readouterr()
    assert "events" in captured.out and "report.html" in captured.out
    _no_traceback(captured)


def test_one_bad_file_does_not_stop_the_others(folder, tmp_path, capsys):
    (folder / "broken.jsonl").write_text('{"text": "fine"}\n{"text": \n', encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 1
    problems = pd.read_parquet(tmp_path / "out" / "problems.parquet")
    refused = problems[problems["severity"] == "error"]
    assert {Path(path).name for path in refused["path"]} == {"broken.jsonl", "empty.txt"}
    assert len(pd.read_parquet(tmp_path / "out" / "articles.parquet")) == 2
    _no_traceback(capsys.readouterr())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere/at-all"], "at-all"),
        (["{folder}", "--published", "yesterday-ish"], "yesterday-ish"),
        (["{folder}", "--pipeline", "en_core_web_none"], "not installed"),
        (["{folder}", "--places", "no-such.csv"], "no-such.csv"),
        (["{empty}"], "empty"),
        (["{odd}"], ".xyz"),
        (["{folder}", "--published", "02/01/2024"], "pass --day-first or --month-first"),
        (["{folder}", "--published", "soon"], "expected --published as a date such as 2022-01-04"),
        (["{folder}", "--pipeline", "acurate"], "Did you mean 'accurate'?"),
        (["{folder}", "--pipeline", ""], "found an empty text"),
        ([""], "found an empty text: is a variable not set?"),
    ],
)
def test_where_nothing_can_be_done_it_says_why_and_exits_2(folder, tmp_path, capsys, arguments, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd.xyz").write_text("?", encoding="utf-8")
    places = {"folder": folder, "empty": tmp_path / "empty", "odd": tmp_path / "odd.xyz"}
    given = [argument.format(**places) for argument in arguments]
    assert main(["extract", *given, "--out", str(tmp_path / "out"), "--quiet"]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    _no_traceback(captured)


def test_out_must_not_be_a_file(folder, tmp_path, capsys):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    assert main(["extract", str(folder), "--out", str(tmp_path / "taken")]) == 2
    assert "names a file" in capsys.readouterr().err


def test_help_reads_well_and_the_module_runs():
    done = subprocess.run(
        [sys.executable, "-m", "analystkit", "--help"], capture_output=True, text=True, check=True
    )
    assert "exit codes" in done.stdout and "analystkit report data/articles --out report" in done.stdout
    missing = subprocess.run(
        [sys.executable, "-m", "analystkit"], capture_output=True, text=True, check=False
    )
    assert missing.returncode == 2 and "Traceback" not in missing.stderr


def test_the_same_command_goes_on_and_says_what_there_is(folder, tmp_path, capsys):
    command = ["extract", str(folder), "--out", str(tmp_path / "out"), "--cache"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "1 article, " in said and "frames written to" in said
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    assert any(path.parent.name == "events" for path in made)
    assert list((tmp_path / "out" / "parts" / "docs").iterdir())
    assert main(command) == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")} == made


def test_a_pipeline_that_is_not_there_leaves_no_folder(folder, tmp_path, capsys):
    assert (
        main(["extract", str(folder), "--out", str(tmp_path / "out"), "--pipeline", "en_core_web_none"]) == 2
    )
    assert not (tmp_path / "out").exists()


def test_two_who_would_do_the_work_are_one_too_many(folder, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "extract",
                str(folder),
                "--out",
                str(tmp_path / "out"),
                "--workers",
                "2",
                "--dask",
                "tcp://localhost:1",
            ]
        )
    assert ended.value.code == 2 and "not allowed with" in capsys.readouterr().err


INTERRUPTED = """
import os, signal, sys
import analystkit.corpus.parts as parts
from analystkit.cli import main
real, calls = parts.frames_of, []
# A shell that runs the tests in the background has them ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
def interrupted(rows):
    calls.append(1)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.{how})
    return real(rows)
parts.frames_of = interrupted
import analystkit.cluster as cluster
cluster.extract_to.__kwdefaults__["part_characters"] = 10
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("how", "code", "word"), [("SIGINT", 130, "interrupted"), ("SIGTERM", 143, "terminated")]
)
def test_an_interruption_says_that_the_same_goes_on(folder, tmp_path, how, code, word):
    (folder / "2023-03-09_more.txt").write_text(DRONE.replace("Two", "Three"), encoding="utf-8")
    command = ["extract", str(folder), "--out", str(tmp_path / "out"), "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(how=how), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(f"analystkit: {word}; 1 article done and kept in ")
    assert "run the same again" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "parts" / "writer.json").exists()
    assert main(command) == 0
    assert len(pd.read_parquet(tmp_path / "out" / "articles.parquet")) == 2


def test_what_was_refused_is_named_with_its_reason_and_the_list_of_all(folder, tmp_path, capsys):
    (folder / "broken.jsonl").write_text('{"text": "fine"}\n{"text": \n', encoding="utf-8")
    for command, listed in (("extract", "problems.parquet"), ("report", "problems.csv")):
        assert main([command, str(folder), "--out", str(tmp_path / command), "--quiet"]) == 1
        said = capsys.readouterr().err
        assert "broken.jsonl, row 2: the line is no valid JSON" in said
        assert str(tmp_path / command / listed) in said and (tmp_path / command / listed).is_file()


def test_extract_says_what_its_rows_do_not_show(tmp_path, capsys):
    rows = "text,published\nRebels shelled the port on Monday.,32/13/2024\nRebels shot two men.,2024-01-02\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert main(["extract", str(tmp_path / "a.csv"), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "1 of 2 articles has no publication date" in said.out and "--published DATE" in said.out
    assert "1 warning: see" in said.out
    # A bar that was not due yet leaves no half of itself in front of the summary.
    assert "Extracting" not in said.err


@pytest.mark.filterwarnings("default")
def test_extracting_only_what_is_new_says_what_left(folder, tmp_path, capsys):
    (tmp_path / "new.jsonl").write_text('{"text": "Rebels shot two men."}\n', encoding="utf-8")
    both = [str(folder), str(tmp_path / "new.jsonl")]
    store = ["--out", str(tmp_path / "out"), "--quiet"]
    assert main(["extract", str(folder), *store]) == 0
    assert main(["extract", *both, *store]) == 0
    assert capsys.readouterr().err == ""
    assert main(["extract", both[1], *store]) == 0
    said = capsys.readouterr().err
    assert said.startswith(
        "analystkit: 1 article of the run before is not among those given now and left the frames"
    )
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", ["extract", "report"])
def test_dates_that_may_be_read_two_ways_ask_for_their_order_first(tmp_path, capsys, command):
    rows = "text,date\nRebels shelled the port on Monday.,02/01/2024\nRebels shot two men.,03/01/2024\nTroops left on Friday.,\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert main([command, str(tmp_path / "a.csv"), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "3 of 3 articles have no publication date" in said
    assert (
        "2 state one that was not read ('02/01/2024' may be day/month or month/day; pass --day-first or --month-first)"
        in said
    )
    assert "--published DATE dates what remains" in said


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2)])
def test_where_nobody_listens_from_the_beginning_the_work_is_done(folder, tmp_path, closed):
    command = [sys.executable, "-m", "analystkit", "report", str(folder), "--out", str(tmp_path / "out")]
    shut = " ".join(f"{number}>&-" for number in closed)
    done = subprocess.run(
        ["sh", "-c", f'"$@" {shut}', "sh", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "analystkit:" not in done.stderr, done.stderr
    assert (tmp_path / "out" / "report.html").is_file()


def test_a_report_of_what_was_extracted_reads_no_table_as_an_article(folder, tmp_path, capsys):
    assert main(["extract", str(folder), "--out", str(tmp_path / "store"), "--quiet"]) == 0
    assert main(["report", str(tmp_path / "store"), "--out", str(tmp_path / "report")]) == 0
    assert "articles   1 (1 story, 1 outlet)" in capsys.readouterr().out
    assert main(["report", str(tmp_path / "store"), "--out", str(tmp_path / "r2"), "--outlet", "X"]) == 2
    assert "--outlet cannot change" in capsys.readouterr().err
    assert main(["extract", str(tmp_path / "store"), "--out", str(tmp_path / "again")]) == 2
    assert "holds a saved corpus, not articles" in capsys.readouterr().err


def test_without_a_command_it_explains_itself(capsys):
    assert main([]) == 2
    assert "examples:" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["extract", "report"])
def test_an_empty_folder_name_is_not_the_folder_one_is_in(folder, capsys, command):
    assert main([command, str(folder), "--out", ""]) == 2
    assert "--out is empty, expected a folder: is a variable not set?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["extract", "report"])
def test_where_all_is_refused_the_first_is_named_and_the_list_of_all(tmp_path, capsys, command):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a.csv").write_text("colour\nred\n", encoding="utf-8")
    (bad / "b.txt").write_bytes(b"")
    assert main([command, str(bad), "--out", str(tmp_path / "out"), "--quiet"]) == 2
    said = capsys.readouterr().err
    assert "no article could be read: a.csv: expected a column or key with the text" in said
    listed = tmp_path / "out" / ("problems.parquet" if command == "extract" else "problems.csv")
    assert f"all 2 refusals: {listed}" in said and listed.is_file()


@pytest.mark.parametrize("place", ["articles", "articles/2023-03-08_drones.txt/x", "s3://bucket/report"])
def test_a_folder_that_cannot_be_written_is_said_before_the_work(
    folder, tmp_path, capsys, monkeypatch, place
):
    monkeypatch.setattr("analystkit.corpus.build.load", lambda *_, **__: pytest.fail("it was read first"))
    out = place if "://" in place else str(tmp_path / place)
    assert main(["report", str(folder), "--out", out]) == 2
    _no_traceback(capsys.readouterr())
    assert not Path("s3:").exists()


def test_a_report_of_articles_without_dates_speaks_of_options(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(DRONE, encoding="utf-8")
    assert main(["report", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "pass --published DATE" in said and "published=" not in said


def test_a_terminal_that_lacks_letters_gets_their_numbers(tmp_path):
    (tmp_path / "a.txt").write_text(DRONE, encoding="utf-8")
    command = ["extract", str(tmp_path / "a.txt"), "--out", str(tmp_path / "Київ")]
    done = subprocess.run(
        [sys.executable, "-m", "analystkit", *command],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert rb"\u041a\u0438\u0457\u0432" in done.stdout


def test_a_reader_who_has_gone_undoes_nothing(folder, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "analystkit", "report", str(folder), "--out", str(tmp_path / "out")],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 0 and "analystkit:" not in done.stderr and "Broken" not in done.stderr
    assert (tmp_path / "out" / "report.html").is_file()
