"""Properties of reading, over any input: it never raises, it loses nothing, and what it gives can be stored."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analystkit.readers import Reading, read_articles
from analystkit.readers.formats import READERS

# 1,000 examples each in CI, where ANALYSTKIT_EXAMPLES says so; fewer while working.
EXAMPLES = int(os.environ.get("ANALYSTKIT_EXAMPLES", "40"))
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

anything = st.text(st.characters(), max_size=200)
pieces = st.sampled_from(
    ["<p>", "</div>", "<script>", "<!--", "&#x0;", "{", "}", "[", '"', ",", ";", "\t", "\n", "\r\n", "---\n", "# ", "Source: ", "By ",
     "Subject: ", "Date: ", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "message/rfc822", "%PDF-1.4\n", "1 0 obj\n<<", "endobj",
     "stream\n", "PK\x03\x04", "\ufeff", "text", "title", "null", "1e999", "\\ud800", "\x00", "2022-01-04", "02/01/2024", "word ", "The end."]
)  # fmt: skip
mixtures = st.lists(pieces | anything, max_size=30).map("".join)


def reading_of(content: bytes, suffix: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"2022-01-04_x{suffix}"
        path.write_bytes(content)
        return read_articles(path, progress=False)


def holds(reading: Reading) -> None:
    """Every file yields something, and every frame can be written."""
    articles, problems = reading
    refused = problems["severity"] == "error"
    assert len(articles) + refused.sum() >= 1
    assert articles["article_id"].is_unique
    assert (articles["article_id"] != "").all()
    assert articles["text"].str.strip().ne("").all()
    assert ((articles["published_precision"] == "") == articles["published"].isna()).all()
    assert set(problems.loc[~refused, "severity"]) <= {"warning"}
    articles.to_parquet(io.BytesIO())
    problems.to_parquet(io.BytesIO())


@pytest.mark.parametrize("suffix", sorted(READERS))
@often
@given(content=st.binary(max_size=300))
def test_bytes_of_any_kind_under_any_name(suffix: str, content: bytes) -> None:
    holds(reading_of(content, suffix))


@pytest.mark.parametrize("suffix", sorted(READERS))
@often
@given(text=mixtures)
def test_text_of_any_kind_under_any_name(suffix: str, text: str) -> None:
    holds(reading_of(text.encode("utf-8", "surrogatepass"), suffix))


@often
@given(rows=st.lists(st.tuples(anything, anything, anything), min_size=1, max_size=8))
def test_csv_as_python_writes_it(rows: list[tuple[str, str, str]]) -> None:
    """Every row that has a text comes back word for word; the others are refused, one problem each."""
    # A null byte, a lone surrogate or a lone carriage return is damage that the hostile table covers.
    rows = [tuple(_plain(cell) for cell in row) for row in rows]  # type: ignore[misc]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([("id", "title", "text"), *rows])
    reading = reading_of(buffer.getvalue().encode(), ".csv")
    if any(cell.strip() for row in rows for cell in row):
        holds(reading)
    kept = [row for row in rows if row[2].strip()]
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    refused = reading.problems[reading.problems["severity"] == "error"]
    duplicates = refused["message"].str.startswith("a duplicate").sum()
    assert len(reading.articles) + duplicates == len(kept)
    empty_table = int(blank == len(rows))
    assert len(refused) - duplicates == len(rows) - len(kept) - blank + empty_table
    assert set(reading.articles["text"]) <= {row[2] for row in kept}


def _plain(cell: str) -> str:
    return "".join(c for c in cell if c not in "\x00\r" and not 0xD800 <= ord(c) <= 0xDFFF)


@often
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "title", "text", "date", "author", "x"]),
            st.none() | anything | st.integers() | st.floats() | st.lists(anything),
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_json_lines_of_any_record(records: list[dict[str, object]]) -> None:
    reading = reading_of("\n".join(map(json.dumps, records)).encode(), ".jsonl")
    holds(reading)
    refused = (reading.problems["severity"] == "error").sum()
    assert len(reading.articles) + refused == len(records)
    given_texts = {_mended(record["text"]) for record in records if isinstance(record.get("text"), str)}
    assert set(reading.articles["text"]) <= given_texts


def _mended(text: object) -> str:
    joined = json.loads(json.dumps(text))
    return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in joined)


@often
@given(
    st.lists(st.tuples(st.none() | anything, st.none() | anything | st.integers()), min_size=1, max_size=6)
)
def test_frames_of_any_cells(rows: list[tuple[object, object]]) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series([r[0] for r in rows], dtype=object),
            "id": pd.Series([r[1] for r in rows], dtype=object),
        }
    )
    reading = read_articles(frame, progress=False)
    holds(reading)
    assert len(reading.articles) + (reading.problems["severity"] == "error").sum() == len(rows)


@often
@given(st.lists(st.text(max_size=200).filter(str.strip), min_size=1, max_size=6, unique=True), st.randoms())
def test_ids_do_not_depend_on_the_order_or_the_company(texts: list[str], random: object) -> None:
    ids = dict(
        read_articles(pd.DataFrame({"text": texts}), progress=False)
        .articles[["text", "article_id"]]
        .itertuples(index=False)
    )
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = dict(
        read_articles(pd.DataFrame({"text": shuffled}), progress=False)
        .articles[["text", "article_id"]]
        .itertuples(index=False)
    )
    assert ids == again
    alone = read_articles(pd.DataFrame({"text": texts[:1]}), progress=False).articles
    assert ids[alone["text"].iloc[0]] == alone["article_id"].iloc[0]


def _valid_files() -> dict[str, bytes]:
    frame = pd.DataFrame({"text": ["One is here.", "Two is there."], "id": ["1", "2"]})
    parquet = io.BytesIO()
    frame.to_parquet(parquet)
    files = {".parquet": parquet.getvalue()}
    try:
        import openpyxl
        import pypdf
    except ImportError:
        return files
    book = openpyxl.Workbook()
    for row in (["text"], ["One is here."], ["Two is there."]):
        book.active.append(row)
    workbook = io.BytesIO()
    book.save(workbook)
    writer = pypdf.PdfWriter()
    writer.add_blank_page(600, 800)
    writer.add_metadata({"/Title": "Pier closed"})
    sheet = io.BytesIO()
    writer.write(sheet)
    return {**files, ".xlsx": workbook.getvalue(), ".pdf": sheet.getvalue()}


VALID = _valid_files()


@pytest.mark.parametrize("suffix", sorted(VALID))
@often
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
    ),
    cut=st.floats(0.1, 1),
)
def test_damaged_files(suffix: str, changes: list[tuple[float, int]], cut: float) -> None:
    content = bytearray(VALID[suffix])
    for place, value in changes:
        content[int(place * len(content))] = value
    holds(reading_of(bytes(content[: int(cut * len(content))]), suffix))
