"""Properties of reading, over any input: it never raises, it loses nothing, and what it gives can be stored."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.model.rows import Article, Problem
from analystkit.readers import iter_articles, read_articles
from analystkit.readers.formats import READERS

often = settings.get_profile("often")

anything = st.text(st.characters(), max_size=200)
pieces = st.sampled_from(
    ["<p>", "</div>", "<script>", "<!--", "&#x0;", "{", "}", "[", '"', ",", ";", "\t", "\n", "\r\n", "---\n", "# ", "Source: ", "By ",
     "Subject: ", "Date: ", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "message/rfc822", "%PDF-1.4\n", "1 0 obj\n<<", "endobj",
     "stream\n", "PK\x03\x04", "\ufeff", "text", "title", "null", "1e999", "\\ud800", "\x00", "2022-01-04", "02/01/2024", "word ", "The end."]
)  # fmt: skip
mixtures = st.lists(pieces | anything, max_size=30).map("".join)


class Read:
    """What a stream gave: articles and problems as objects, for frames cost more than reading does."""

    def __init__(self, source: object) -> None:
        items = list(iter_articles(source, progress=False))  # type: ignore[arg-type]
        self.articles = [item for item in items if isinstance(item, Article)]
        self.problems = [item for item in items if isinstance(item, Problem)]
        self.refused = [problem for problem in self.problems if problem.severity == "error"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def reading_of(folder: Path, content: bytes, suffix: str) -> Read:
    path = folder / f"2022-01-04_x{suffix}"
    path.write_bytes(content)
    return Read(path)


def holds(read: Read) -> None:
    """Every file yields something, and everything it yields can be written."""
    assert len(read.articles) + len(read.refused) >= 1
    ids = [article.article_id for article in read.articles]
    assert len(set(ids)) == len(ids) and "" not in ids
    for article in read.articles:
        assert article.text.strip()
        assert (article.published is None) == (article.published_precision == "")
        for field in (
            article.title,
            article.text,
            article.source,
            article.author,
            article.url,
            article.article_id,
        ):
            field.encode("utf-8")
    for problem in read.problems:
        assert problem.severity in ("error", "warning") and problem.message
        f"{problem.message}{problem.path}".encode()


suffixes = st.sampled_from(sorted(READERS))


@often
@given(suffix=suffixes, content=st.binary(max_size=300))
def test_bytes_of_any_kind_under_any_name(folder: Path, suffix: str, content: bytes) -> None:
    holds(reading_of(folder, content, suffix))


@often
@given(suffix=suffixes, text=mixtures)
def test_text_of_any_kind_under_any_name(folder: Path, suffix: str, text: str) -> None:
    holds(reading_of(folder, text.encode("utf-8", "surrogatepass"), suffix))


@often
@given(rows=st.lists(st.tuples(anything, anything, anything), min_size=1, max_size=8))
def test_csv_as_python_writes_it(folder: Path, rows: list[tuple[str, str, str]]) -> None:
    """Every row that has a text comes back word for word; the others are refused, one problem each."""
    # A null byte, a lone surrogate or a lone carriage return is damage that the hostile table covers.
    rows = [tuple(_plain(cell) for cell in row) for row in rows]  # type: ignore[misc]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([("id", "title", "text"), *rows])
    read = reading_of(folder, buffer.getvalue().encode(), ".csv")
    if any(cell.strip() for row in rows for cell in row):
        holds(read)
    kept = [row for row in rows if row[2].strip()]
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    duplicates = sum(problem.message.startswith("a duplicate") for problem in read.refused)
    assert len(read.articles) + duplicates == len(kept)
    empty_table = int(blank == len(rows))
    assert len(read.refused) - duplicates == len(rows) - len(kept) - blank + empty_table
    assert {article.text for article in read.articles} <= {row[2] for row in kept}


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
def test_json_lines_of_any_record(folder: Path, records: list[dict[str, object]]) -> None:
    read = reading_of(folder, "\n".join(map(json.dumps, records)).encode(), ".jsonl")
    holds(read)
    assert len(read.articles) + len(read.refused) == len(records)
    given_texts = {_mended(record["text"]) for record in records if isinstance(record.get("text"), str)}
    assert {article.text for article in read.articles} <= given_texts


keys = st.sampled_from(
    ["text", "title", "body", "content", "source", "name", "@value", "@type", "fields", "_source", "data", "articles", "items",
     "columns", "index", "headline", "main", "article.text", ".", "", "0", "1"]
)  # fmt: skip
shapes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys | anything, inner, max_size=5),
    max_leaves=25,
)


@often
@given(value=shapes, suffix=st.sampled_from([".json", ".jsonl"]))
def test_json_of_any_shape(folder: Path, value: object, suffix: str) -> None:
    read = reading_of(folder, json.dumps(value).encode(), suffix)
    holds(read)
    assert not [problem.message for problem in read.problems if "cannot be read" in problem.message]
    if isinstance(value, list) and value and suffix == ".json":
        rows = {problem.row for problem in read.refused} - {None}
        assert rows <= set(range(1, len(value) + 1))


fields = st.dictionaries(
    st.sampled_from(["id", "title", "text", "author", "x"]), st.none() | anything, max_size=5
)


@often
@given(
    records=st.lists(fields, min_size=1, max_size=5),
    way=st.lists(st.sampled_from(["response", "results", "x", "y z"]), max_size=4),
    wrapping=st.sampled_from(["", "_source", "fields"]),
)
def test_json_lists_are_the_same_at_any_depth(
    folder: Path, records: list[dict[str, object]], way: list[str], wrapping: str
) -> None:
    """The first record is plainly an article; whatever the others are, each is read or refused as it would be alone."""
    records = [{"title": "A", "text": "One."}, *records]
    alone = reading_of(folder, json.dumps(records).encode(), ".json")
    value: object = [{wrapping: record} for record in records] if wrapping else records
    for name in way:
        value = {name: value}
    read = reading_of(folder, json.dumps(value).encode(), ".json")
    assert read.articles == alone.articles
    assert [problem.row for problem in read.refused] == [problem.row for problem in alone.refused]


@often
@given(
    rows=st.lists(st.tuples(anything, anything | st.none()), min_size=1, max_size=5),
    orient=st.sampled_from(["split", "index", "columns", "table"]),
)
def test_frames_are_the_same_in_any_layout(
    folder: Path, rows: list[tuple[str, str | None]], orient: str
) -> None:
    rows = [(_plain(title), text and _plain(text)) for title, text in rows]
    frame = pd.DataFrame(rows, columns=["title", "text"], dtype=object)
    flat = reading_of(folder, frame.to_json(orient="records").encode(), ".json")
    read = reading_of(folder, frame.to_json(orient=orient).encode(), ".json")  # type: ignore[call-overload]
    assert read.articles == flat.articles
    assert [problem.row for problem in read.refused] == [problem.row for problem in flat.refused]


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
    holds(Read(frame))
    articles, problems = read_articles(frame, progress=False)
    assert len(articles) + (problems["severity"] == "error").sum() == len(rows)
    articles.to_parquet(io.BytesIO())
    problems.to_parquet(io.BytesIO())


@often
@given(st.lists(st.text(max_size=200).filter(str.strip), min_size=1, max_size=6, unique=True), st.randoms())
def test_ids_do_not_depend_on_the_order_or_the_company(texts: list[str], random: object) -> None:
    def ids_of(some: list[str]) -> dict[str, str]:
        return {article.text: article.article_id for article in Read(pd.DataFrame({"text": some})).articles}

    ids = ids_of(texts)
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ids_of(shuffled) == ids
    [(text, alone)] = ids_of(texts[:1]).items()
    assert ids[text] == alone


def _valid_files() -> dict[str, bytes]:
    frame = pd.DataFrame({"text": ["One is here.", "Two is there."], "id": ["1", "2"]})
    parquet = io.BytesIO()
    frame.to_parquet(parquet)
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        lines = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in frame["text"])
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
        )
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w") as archive:
        space = "urn:oasis:names:tc:opendocument:xmlns"
        lines = "".join(f"<t:p>{text}</t:p>" for text in frame["text"])
        archive.writestr(
            "content.xml",
            f'<o:document xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0"><o:body><o:text>{lines}</o:text></o:body></o:document>',
        )
    rich = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}{\stylesheet{\s1 heading 1;}}\s1 One is {\b here}.\par Two\u233?\'e9 is there.\par}"
    files = {
        ".parquet": parquet.getvalue(),
        ".docx": word.getvalue(),
        ".odt": text.getvalue(),
        ".rtf": rich,
    }
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


@often
@given(
    suffix=st.sampled_from(sorted(VALID)),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
    ),
    cut=st.floats(0.1, 1),
)
def test_damaged_files(folder: Path, suffix: str, changes: list[tuple[float, int]], cut: float) -> None:
    content = bytearray(VALID[suffix])
    for place, value in changes:
        content[int(place * len(content))] = value
    holds(reading_of(folder, bytes(content[: int(cut * len(content))]), suffix))
