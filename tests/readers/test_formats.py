"""Each format on a file small enough to know the answer by heart."""

from __future__ import annotations

import io
import json
import quopri
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analystkit.readers import read_articles

BODY = "The harbour master closed the eastern pier on Friday after a crane gave way, the port said."
MORE = "Two ships were sent to the western basin, where tugs had cleared a berth by the evening."


def only(path: Path) -> pd.Series:
    reading = read_articles(path, progress=False)
    assert len(reading.articles) == 1, reading.problems.to_string()
    return reading.articles.iloc[0]


def page(head: str = "", body: str = "", lang: str = "en-GB") -> str:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>Pier closed - The Harbour Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>Pier closed</h1>{body}"
        f"<p>{BODY}</p><p>{MORE}</p></article><footer>Copyright 2019 The Harbour Post. All rights reserved.</footer></body></html>"
    )


JSON_LD = {
    "@context": "https://schema.example",
    "@graph": [
        {"@type": "WebSite", "name": "Elsewhere"},
        {
            "@type": ["NewsArticle"],
            "headline": "Pier closed after crane falls",
            "datePublished": "2022-01-04T10:30:00+03:00",
            "dateModified": "2022-01-06T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Bo Reed"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Post"},
        },
    ],
}


def word(path: Path, body: str) -> Path:
    """Write a .docx with the given paragraphs as XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    again = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}" xmlns:mc="{again}"><w:body>{body}</w:body></w:document>',
        )
    return path


class TestWord:
    def test_paragraphs_and_the_headline(self, tmp_path: Path) -> None:
        path = word(
            tmp_path / "2022-01-04_pier.docx",
            f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Pier </w:t></w:r><w:r><w:t>closed</w:t></w:r></w:p><w:p/>"
            f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>Source: The Harbour Post</w:t></w:r></w:p>",
        )
        article = only(path)
        assert (article["title"], article["source"]) == ("Pier closed", "The Harbour Post")
        assert article["text"] == f"{BODY}\n\n{MORE}"
        assert f"{article['published']:%Y-%m-%d}" == "2022-01-04"

    def test_what_is_none_of_the_text(self, tmp_path: Path) -> None:
        path = word(
            tmp_path / "a.docx",
            f"<w:p><w:r><w:t>{BODY}</w:t></w:r><w:del><w:r><w:delText>Struck.</w:delText></w:r></w:del>"
            "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
            f"<w:p><w:hyperlink><w:r><w:t>Two ships</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>came.</w:t></w:r>"
            "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Choice>"
            "<mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a table.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        )
        assert only(path)["text"] == f"{BODY}\n\nTwo ships\tcame.\n\nIn a box.\n\nIn a table."


class TestHtml:
    def test_json_ld_gives_title_time_authors_and_outlet(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(page(f"<script type='application/ld+json'>{json.dumps(JSON_LD)}</script>"))
        article = only(path)
        assert article["title"] == "Pier closed after crane falls"
        assert article["published"] == pd.Timestamp("2022-01-04T07:30:00Z")
        assert article["published_precision"] == "instant"
        assert article["author"] == "Ada Quill, Bo Reed"
        assert article["source"] == "The Harbour Post"
        assert article["language"] == "en-GB"
        assert BODY in article["text"] and MORE in article["text"]
        assert "Sport" not in article["text"] and "Copyright" not in article["text"]

    def test_paragraphs_are_a_blank_line_apart(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(page())
        assert f"{BODY}\n\n{MORE}" in only(path)["text"]

    def test_meta_tags(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(
            page(
                "<meta property='og:title' content='Pier closed'><meta property='og:site_name' content='The Harbour Post'>"
                "<meta name='author' content='Ada Quill'><link rel='canonical' href='https://post.example/pier'>"
                "<meta property='article:published_time' content='2022-01-04T10:30:00Z'>"
                "<meta property='article:modified_time' content='2022-02-04T10:30:00Z'>"
            )
        )
        article = only(path)
        assert tuple(article[["title", "source", "author", "url"]]) == (
            "Pier closed", "The Harbour Post", "Ada Quill", "https://post.example/pier",
        )  # fmt: skip
        assert article["published"] == pd.Timestamp("2022-01-04T10:30:00Z")

    def test_a_time_tag_that_says_it_is_the_publication(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(
            page(
                body="<time datetime='2022-03-01'></time><time itemprop='datePublished' datetime='2022-01-04T09:00Z'></time>"
            )
        )
        assert only(path)["published"] == pd.Timestamp("2022-01-04T09:00Z")

    def test_several_times_of_which_none_is_the_publication_leave_the_date_empty(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.html"
        path.write_text(page(body="<time datetime='2022-03-01'></time><time datetime='2022-01-04'></time>"))
        assert pd.isna(only(path)["published"])

    def test_a_year_in_the_footer_is_no_date(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(page())
        assert pd.isna(only(path)["published"])

    @pytest.mark.parametrize(
        "script",
        ["{broken", "[" * 5000, "null", '{"@type": "NewsArticle", "datePublished": {"a": 1}, "author": 7}'],
    )
    def test_broken_json_ld_costs_nothing_else(self, script: str, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(page(f"<script type='application/ld+json'>{script}</script>"))
        assert BODY in only(path)["text"]

    def test_declared_encoding(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_bytes(
            page("<meta charset='windows-1251'>").replace("Two ships", "Два корабля").encode("cp1251")
        )
        assert "Два корабля" in only(path)["text"]

    def test_scripts_are_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text(page(body="<script>alert('x')</script><style>p{color:red}</style>"))
        assert "alert" not in only(path)["text"] and "color" not in only(path)["text"]

    def test_a_page_too_broad_for_boilerplate_removal_keeps_its_words_and_says_so(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.html"
        items = "".join(f"<li>Berth <b>{number}</b></li>" for number in range(7000))
        path.write_text(
            f"<html><body><nav>Home</nav><div>Before<script>x()</script> it</div><ul>{items}</ul><p>{BODY}</p></body></html>"
        )
        reading = read_articles(path, progress=False)
        paragraphs = reading.articles["text"].iloc[0].split("\n\n")
        assert paragraphs[:4] == ["Before", "it", "Berth 0", "Berth 1"]
        assert paragraphs[-1] == BODY
        assert "enormous list" in reading.problems["message"].iloc[0]

    def test_a_short_page(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text("<html><body><p>Pier closed.</p></body></html>")
        assert only(path)["text"] == "Pier closed."


class TestTables:
    def test_aliases_and_ignored_columns(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(
            "Doc ID,Headline,Publication-Date,Outlet,Byline,Link,Lang,Mood,Body\n"
            '007,Pier closed,2022-01-04,The Harbour Post,Ada Quill,https://post.example,en,grim,"One, two.\nThree ""four""."\n'
        )
        article = only(path)
        assert tuple(article[["article_id", "title", "source", "author", "url", "language", "text"]]) == (
            "007", "Pier closed", "The Harbour Post", "Ada Quill", "https://post.example", "en", 'One, two.\nThree "four".',
        )  # fmt: skip
        assert article["published"] == pd.Timestamp("2022-01-04", tz="UTC")

    def test_the_preferred_of_two_names(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("id,article_id,content,text\n1,a,c,t\n")
        assert tuple(only(path)[["article_id", "text"]]) == ("a", "t")

    def test_rows_are_named_by_the_line_they_start_on(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text('text,id\n"One.\n\nTwo.",1\n\nThree.,3,x\nFour.,4\n')
        reading = read_articles(path, progress=False)
        assert reading.articles["article_id"].tolist() == ["1", "4"]
        assert reading.problems["row"].tolist() == [6]

    def test_an_open_quotation_mark_costs_one_row(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        lines = [f"{n},Article number {n}." for n in range(1, 1001)]
        lines[499] = '500,"Article number 500.'
        path.write_text("id,text\n" + "\n".join(lines))
        reading = read_articles(path, progress=False)
        assert len(reading.articles) == 999
        assert reading.problems["row"].tolist() == [501]

    def test_the_csv_module_is_left_as_it_was(self, tmp_path: Path) -> None:
        import csv

        before = csv.field_size_limit()
        path = tmp_path / "a.csv"
        path.write_text("text\n" + "w" * 300_000 + "\n")
        only(path)
        assert csv.field_size_limit() == before

    def test_missing_values_are_text_in_csv_and_missing_in_a_frame(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("id,title,text\nNA,None,nan\n")
        assert tuple(only(path)[["article_id", "title", "text"]]) == ("NA", "None", "nan")
        frame = pd.DataFrame({"id": ["x", None], "title": [float("nan"), pd.NA], "text": ["One.", "Two."]})
        articles = read_articles(frame).articles
        assert articles["title"].tolist() == ["", ""]
        assert articles["article_id"].iloc[0] == "x"
        assert articles["article_id"].iloc[1].startswith("a_")


class TestJson:
    def test_text_is_taken_exactly_as_given(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        text = '  \ufeff"One"\r\n\r\n\u2028Two\x00\u200b \U0001f6a2\n'
        path.write_text(json.dumps({"text": text, "title": " Pier  closed "}))
        article = only(path)
        assert article["text"] == text
        assert article["title"] == " Pier  closed "

    def test_a_lone_surrogate_is_replaced_one_for_one_and_a_pair_is_a_character(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(r'{"text": "a\ud800b\ud83d\udea2c\udc00"}')
        reading = read_articles(path, progress=False)
        assert reading.articles["text"].iloc[0] == "a\ufffdb\U0001f6a2c\ufffd"
        assert reading.problems["message"].tolist() == ["2 lone surrogates replaced by U+FFFD"]

    def test_values_of_other_kinds(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(
            json.dumps(
                {
                    "id": 7,
                    "text": "One.",
                    "author": ["A", {"name": "B"}],
                    "source": {"name": "P"},
                    "title": None,
                    "date": 20220104,
                }
            )
        )
        article = only(path)
        assert tuple(article[["article_id", "author", "source", "title"]]) == ("7", "A, B", "P", "")
        assert article["published"] == pd.Timestamp("2022-01-04", tz="UTC")

    def test_bad_lines_by_number(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"text": "One."}\n\n{"text": \n{"text": "Two."}\n[]\n')
        reading = read_articles(path, progress=False)
        assert reading.articles["text"].tolist() == ["One.", "Two."]
        assert reading.problems["row"].tolist() == [3, 5]


class TestColumnar:
    def test_parquet(self, tmp_path: Path) -> None:
        frame = pd.DataFrame(
            {
                "id": [1, 2],
                "body": pd.Categorical(["One.", "Two."]),
                "date": pd.to_datetime(["2022-01-04T10:30Z", None]),
                "author": [["A", "B"], []],
                "other": [0.5, 1.5],
            }
        )
        frame.to_parquet(tmp_path / "a.parquet")
        articles, problems = read_articles(tmp_path / "a.parquet", progress=False)
        assert articles["article_id"].tolist() == ["1", "2"]
        assert articles["text"].tolist() == ["One.", "Two."]
        assert articles["author"].tolist() == ["A, B", ""]
        assert articles["published"].tolist() == [pd.Timestamp("2022-01-04T10:30Z"), pd.NaT]
        assert problems.empty

    def test_excel(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append([])
        book.active.append(["ID", "Headline", "Date", "Text"])
        book.active.append(["007", "Pier closed", datetime(2022, 1, 4, 10, 30), "One."])
        book.active.append([8, None, datetime(2022, 1, 5), "Two."])
        book.active.append([9, "No words", None, None])
        notes = book.create_sheet("notes")
        notes.append(["whatever", "else"])
        book.save(tmp_path / "a.xlsx")
        articles, problems = read_articles(tmp_path / "a.xlsx", progress=False)
        assert articles["article_id"].tolist() == ["007", "8"]
        assert articles["published"].tolist() == [
            pd.Timestamp("2022-01-04T10:30Z"), pd.Timestamp("2022-01-05", tz="UTC"),
        ]  # fmt: skip
        assert articles["published_precision"].tolist() == ["instant", "day"]
        assert problems["row"].tolist() == [5]

    def test_a_sheet_that_lies_about_its_size(self, tmp_path: Path) -> None:

        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append(["text"])
        book.active.append(["One."])
        book.save(tmp_path / "a.xlsx")
        with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
            for name in old.namelist():
                data = old.read(name).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
                new.writestr(name, data)
        assert only(tmp_path / "b.xlsx")["text"] == "One."

    def test_frame(self) -> None:
        frame = pd.DataFrame(
            {"ID": [7.0, 8.0], "Text": ["One.", ""], "Date": [datetime(2022, 1, 4, tzinfo=UTC), None]},
            index=["x", "y"],
        )
        before = frame.copy(deep=True)
        articles, problems = read_articles(frame)
        pd.testing.assert_frame_equal(frame, before)
        assert articles["article_id"].tolist() == ["7"]
        assert articles["path"].tolist() == [""]
        assert problems["row"].tolist() == [1]

    def test_frame_of_numpy_cells(self) -> None:
        frame = pd.DataFrame(
            {"text": ["One."], "id": np.array([7]), "author": [np.array(["A", "B"], dtype=object)]}
        )
        article = read_articles(frame).articles.iloc[0]
        assert tuple(article[["article_id", "author"]]) == ("7", "A, B")


def archive(*pages: tuple[str, str], address: str = "https://post.example/pier", charset: str = "") -> bytes:
    """Make what Chrome calls a web page in a single file."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Pier closed - The Harbour Post\r\n"
        "Date: Sat, 1 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n'
    )
    picture = "------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://post.example/a.png\r\n\r\niVBORw0K\r\n"
    made = head.encode()
    for where, html in pages:
        made += (
            f"------b\r\nContent-Type: text/html{charset}\r\nContent-ID: <frame@mhtml.blink>\r\n"
            f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {where}\r\n\r\n"
        ).encode()
        made += quopri.encodestring(html.encode()).replace(b"\n", b"\r\n") + b"\r\n"
    return made + picture.encode() + b"------b--\r\n"


class TestWebArchive:
    META = "<meta property='article:published_time' content='2022-01-04T10:30:00Z'>"

    def test_the_page_and_no_frame_of_it_dated_by_what_it_states(self, tmp_path: Path) -> None:
        frame = (
            "cid:advertisement",
            "<html><body><p>Buy a boat today, the best boats are here.</p></body></html>",
        )
        path = tmp_path / "2024-06-01_saved.mhtml"
        path.write_bytes(
            archive(frame, ("https://post.example/pier", page(self.META, "<p>The café stays open.</p>")))
        )
        article = only(path)
        assert article["text"] == f"The café stays open.\n\n{BODY}\n\n{MORE}"
        assert article["published"] == pd.Timestamp("2022-01-04T10:30Z")
        assert article["url"] == "https://post.example/pier"
        assert article["title"] == "Pier closed"

    def test_the_day_it_was_saved_is_no_date_of_the_article(self, tmp_path: Path) -> None:
        path = tmp_path / "saved.mht"
        path.write_bytes(
            archive(
                ("file:///C:/page.html", page()), address="file:///C:/page.html", charset="; charset=utf-8"
            )
        )
        article = only(path)
        assert pd.isna(article["published"]) and article["url"] == ""

    def test_no_page_in_it_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "a.mhtml").write_bytes(archive())
        (problem,) = read_articles(tmp_path / "a.mhtml", progress=False).problems["message"]
        assert problem == "expected a page that a browser saved, found no HTML part"


class TestMail:
    def test_plain_part_is_preferred(self, tmp_path: Path) -> None:
        path = tmp_path / "a.eml"
        path.write_bytes(
            b"Subject: =?utf-8?q?Pier_closed_=E2=80=93_crane_fell?=\r\nFrom: =?utf-8?q?Ada_Qu=C3=AFll?= <ada@post.example>\r\n"
            b"Date: Tue, 04 Jan 2022 10:30:00 +0300\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
            b"--b\r\nContent-Type: text/html\r\n\r\n<p>In HTML.</p>\r\n"
            b"--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            b"Pier closed =96 crane fell\r\n\r\nThe caf=E9 stays open, the port=\r\n said.\r\n\r\nSource: The Harbour Post\r\n--b--\r\n"
        )
        article = only(path)
        assert article["title"] == "Pier closed – crane fell"
        assert article["text"] == "The café stays open, the port said."
        assert article["source"] == "The Harbour Post"
        assert article["author"] == "Ada Quïll"
        assert article["published"] == pd.Timestamp("2022-01-04T07:30Z")

    def test_headers_against_the_rules(self, tmp_path: Path) -> None:
        path = tmp_path / "a.eml"
        path.write_bytes("Subject: Café closed\nFrom: ((((((\nDate: someday\n\n".encode() + BODY.encode())
        article = only(path)
        assert article["title"] == "Café closed"
        assert pd.isna(article["published"])

    def test_html_part_where_there_is_no_other(self, tmp_path: Path) -> None:
        path = tmp_path / "a.eml"
        path.write_text(
            f"Subject: Pier closed\nContent-Type: text/html\n\n<html><body><p>{BODY}</p><p>{MORE}</p></body></html>"
        )
        article = only(path)
        assert article["title"] == "Pier closed"
        assert article["text"] == f"{BODY}\n\n{MORE}"

    def test_messages_inside_and_attachments(self, tmp_path: Path) -> None:
        path = tmp_path / "a.eml"
        path.write_text(
            "Subject: two for you\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            f"--b\nContent-Type: text/plain\n\nSee below, both are worth a look.\n"
            f"--b\nContent-Type: message/rfc822\n\nSubject: First\n\n{BODY}\n"
            f"--b\nContent-Type: message/rfc822\n\nSubject: Second\n\n{MORE}\n"
            "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\nx\n--b--\n"
        )
        articles, problems = read_articles(path, progress=False)
        assert articles["title"].tolist() == ["two for you", "First", "Second"]
        assert articles["text"].tolist() == ["See below, both are worth a look.", BODY, MORE]
        assert problems["message"].tolist() == ["attachments not read: plan.pdf"]
        assert problems["severity"].tolist() == ["warning"]


def _pdf(path: Path, lines: list[str], title: str = "") -> None:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(600, 800)
    stream = DecodedStreamObject()
    shown = "\n".join(f"0 -16 Td ({line}) Tj" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 40 780 Td\n{shown}\nET".encode("latin-1"))
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20220104103000Z"})
    buffer = io.BytesIO()
    writer.write(buffer)
    path.write_bytes(buffer.getvalue())


class TestPdf:
    def test_lines_become_paragraphs(self, tmp_path: Path) -> None:
        path = tmp_path / "2022-01-04_pier.pdf"
        _pdf(
            path,
            [
                "Pier closed",
                "The harbour master closed the eastern pier on Friday after a crane gave",
                "way overnight and fell into the basin, the port said in a short state-",
                "ment.",
                "Two ships were sent to the western basin, where tugs had cleared a berth",
                "by the evening.",
                "17",
            ],
        )
        article = only(path)
        assert article["title"] == "Pier closed"
        assert article["text"] == (
            "The harbour master closed the eastern pier on Friday after a crane gave way overnight and fell into the basin, "
            "the port said in a short statement.\n\n"
            "Two ships were sent to the western basin, where tugs had cleared a berth by the evening."
        )
        assert article["published"] == pd.Timestamp("2022-01-04", tz="UTC")

    def test_the_day_it_was_printed_is_no_publication_date(self, tmp_path: Path) -> None:
        _pdf(tmp_path / "a.pdf", [BODY], title="Template 7")
        article = only(tmp_path / "a.pdf")
        assert pd.isna(article["published"])
        assert article["title"] == ""


class TestColumns:
    def test_columns_of_which_one_may_be_the_date_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text(f'text,datum,ref\n"{BODY}",2024-01-03,7\n')
        articles, problems = read_articles(tmp_path / "a.csv", progress=False)
        assert len(articles) == 1 and list(problems["severity"]) == ["warning"]
        said = problems["message"][0]
        assert said.startswith("no column with the publication date (published, ")
        assert "not used: 'datum', 'ref': rename the one that holds it" in said

    @pytest.mark.parametrize("head", ["text,date,ref", "text,id,url", "text,,"])
    def test_columns_that_are_not_needed_are_passed_over_in_silence(self, tmp_path: Path, head: str) -> None:
        (tmp_path / "a.csv").write_text(f'{head}\n"{BODY}",2024-01-03,7\n')
        assert read_articles(tmp_path / "a.csv", progress=False).problems.empty

    def test_a_table_parted_by_another_sign_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "a.tsv").write_text(f"text,published\n{BODY},2024-01-03\n")
        assert (
            "'text,published' in one column (.tsv and .tab are parted by tabs"
            in read_articles(tmp_path / "a.tsv", progress=False).problems["message"][0]
        )
