"""CSV by csv and pandas, Excel by openpyxl, Parquet by pyarrow and DuckDB."""

import csv
import json

import openpyxl
import pandas as pd
import pytest

from analystkit import export
from analystkit.errors import InputError
from analystkit.export.cleaning import CELL_LIMIT, Changes, allowed, cell, web_address
from analystkit.export.readable import with_names
from analystkit.model import schema


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        "+1+2",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u3000=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A1",
        "\ufeff=1",
        "|x",
        "%0A=1",
        "\u2212x",
    ],
)
def test_whatever_a_spreadsheet_would_run_is_defused(text):
    changes = Changes()
    assert cell(text, changes).startswith("'")
    assert changes.defused == 1


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("cheap;=1+1", "cheap;'=1+1"),
        ("one\n=cmd|x", "one\n'=cmd|x"),
        ("one\r\n @SUM(1)", "one\r\n '@SUM(1)"),
        ("one\t-2+3", "one\t'-2+3"),
        ("one\n- two; three", "one\n- two; three"),
    ],
)
def test_what_another_separator_would_make_a_cell_is_defused_too(text, safe):
    changes = Changes()
    assert cell(text, changes) == safe
    assert changes.defused == (text != safe)


@pytest.mark.parametrize("text", ["-5", "+4.2", "1e9", "a=b", "plain", "", "-1.5E-3"])
def test_plain_text_and_numbers_stay_as_they_are(text):
    changes = Changes()
    assert cell(text, changes) == text
    assert changes == Changes()


def test_what_xml_forbids_goes_and_is_counted():
    changes = Changes()
    assert allowed("a\x00b\x07\ufffe\ud800c\n", changes) == "abc\n"
    assert changes.dropped == 4


def test_addresses_are_of_the_web_or_none():
    assert web_address("https://news.example/a?b=c") == "https://news.example/a?b=c"
    assert web_address("https://x.example/a}, note = {b") == ""
    assert web_address("https://x.example/a},note={b") == "https://x.example/a%7D,note=%7Bb"
    for text in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        'https://x/"onclick=',
        "http://a b",
        "",
        "//x",
    ):
        assert web_address(text) == ""


def test_csv_gives_back_what_the_frames_hold(sixty, tmp_path):
    written = export.csv(sixty, tmp_path)
    assert {path.name for path in written} == {*(f"{name}.csv" for name in schema.FRAMES), "provenance.json"}
    events = pd.read_csv(tmp_path / "events.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert list(events["event_id"]) == list(sixty.events["event_id"])
    assert list(events.columns[: len(schema.columns("events"))]) == schema.columns("events")
    assert [json.loads(ids) for ids in events["source_ids"]] == list(sixty.events["source_ids"])
    texts = dict(zip(sixty.articles["article_id"], sixty.articles["text"], strict=True))
    first = events.iloc[0]
    assert first["trigger"] in first["sentence"]
    assert texts[first["article_id"]][int(first["start"]) : int(first["end"])] == first["trigger"]
    known = sixty.events["date_start"].dropna().iloc[0]
    assert f"{known:%Y-%m-%d}" in set(events["date_start"])


def test_no_cell_of_a_csv_is_a_formula_and_the_count_is_told(hostile, tmp_path):
    export.csv(hostile, tmp_path)
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.reader(handle):
                assert not [
                    c for c in row if c.lstrip(" \t\r\n\u3000").startswith(("=", "+c", "-2", "@", "\uff1d"))
                ]
    notes = json.loads((tmp_path / "provenance.json").read_text("utf-8"))
    assert "apostrophe" in notes["files"]["actors"]["changes"]
    assert "dropped" in notes["files"]["actors"]["changes"]


def test_csv_as_it_is_on_request(hostile, tmp_path):
    export.csv(hostile, tmp_path, frames=["actors"], defuse=False)
    names = set(pd.read_csv(tmp_path / "actors.csv", encoding="utf-8-sig", dtype=str)["name"])
    assert "@SUM(A1)" in names


def test_a_workbook_holds_text_and_never_a_formula(hostile, hostile_names, tmp_path):
    path = export.excel(hostile, tmp_path / "study.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["about", "events", "incidents"]
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds
    column = [c.value for c in book["actors"][1]].index("name")
    names = [row[column].value for row in book["actors"].iter_rows(min_row=2)]
    assert {"@SUM(A1)", "<img src=x onerror=alert(1)>", '=HYPERLINK("http://evil.example")', "abc"} <= set(
        names
    )
    about = " ".join(str(row[1].value) for row in book["about"].iter_rows())
    assert "dropped" in about
    assert "analystkit" in about


def test_a_workbook_can_be_read_as_it_opens(sixty, tmp_path):
    book = openpyxl.load_workbook(export.excel(sixty, tmp_path / "a.xlsx"))
    head = [c.value for c in book["events"][1]]
    assert head[:4] == ["published", "outlet", "date_start", "date_end"]
    assert head.index("sentence") < head.index("event_id") < head.index("start")
    assert sorted(head) == sorted(with_names(sixty, "events").columns)
    # An id, a type and a sentence each get the room they need.
    wide = {c.value: book["events"].column_dimensions[c.column_letter].width for c in book["events"][1]}
    assert wide["sentence"] > wide["event_type"] >= len("event_type")
    assert wide["published"] >= len("2031-03-05")


def test_dates_of_a_workbook_are_dates(sixty, tmp_path):
    book = openpyxl.load_workbook(export.excel(sixty, tmp_path / "a.xlsx"))
    head = [c.value for c in book["articles"][1]]
    assert book["articles"][2][head.index("published")].is_date


def test_long_texts_are_cut_and_counted(simulated, tmp_path):
    corpus = simulated.corpus(1)
    corpus.articles = corpus.articles.assign(text="x" * 40_000)
    book = openpyxl.load_workbook(export.excel(corpus, tmp_path / "a.xlsx"))
    texts = [
        c.value for row in book["articles"].iter_rows(min_row=2) for c in row if isinstance(c.value, str)
    ]
    assert max(map(len, texts)) == CELL_LIMIT
    assert any("cut at 32,767" in str(row[1].value) for row in book["about"].iter_rows())


def test_parquet_is_exact(sixty, tmp_path):
    export.parquet(sixty, tmp_path)
    back = schema.coerce("quotes", pd.read_parquet(tmp_path / "quotes.parquet"))
    assert list(back["text"]) == list(sixty.quotes["text"])
    assert [list(map(list, s)) for s in back["segments"]] == [
        list(map(list, s)) for s in sixty.quotes["segments"]
    ]


def test_duckdb_reads_the_parquet(sixty, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    export.parquet(sixty, tmp_path, frames=["events"])
    ((count,),) = duckdb.sql(
        f"select count(*) from read_parquet('{tmp_path / 'events.parquet'}') where len(target_ids) = 1"
    ).fetchall()
    assert count == len(sixty.events)


def test_the_same_corpus_gives_the_same_bytes(simulated, tmp_path):
    for run in ("one", "two"):
        export.csv(simulated.corpus(20), tmp_path / run)
        export.excel(simulated.corpus(20), tmp_path / run / "a.xlsx")
        export.parquet(simulated.corpus(20), tmp_path / run)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_an_empty_corpus_still_has_its_columns(nothing, tmp_path):
    export.csv(nothing, tmp_path)
    assert "event_id" in (tmp_path / "events.csv").read_text("utf-8-sig")
    book = openpyxl.load_workbook(export.excel(nothing, tmp_path / "a.xlsx"))
    assert book["events"].max_row == 1


def test_targets_and_frames_are_checked(sixty, tmp_path):
    with pytest.raises(InputError, match=r"\.xlsx"):
        export.excel(sixty, tmp_path / "a.csv")
    with pytest.raises(InputError, match="'sheets'"):
        export.csv(sixty, tmp_path, frames=["sheets"])
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="folder"):
        export.csv(sixty, tmp_path / "file")
