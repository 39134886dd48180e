"""What word processors write beside .docx: OpenDocument and rich text."""

import zipfile
from pathlib import Path

import pytest

from analystkit.readers import read_articles

BODY = "The pier was closed on Tuesday after a crane fell on it, the harbour master said."
MORE = "Nobody was hurt. Two ships had to wait outside the port until the evening."
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"))
)  # fmt: skip


def only(path: Path):
    articles, problems = read_articles(path, progress=False)
    assert len(articles) == 1 and "error" not in set(problems["severity"]), list(problems["message"])
    return articles.iloc[0]


def refusal(path: Path) -> str:
    articles, problems = read_articles(path, progress=False)
    assert articles.empty and len(problems) == 1
    return problems["message"].iloc[0]


def odt(path: Path, body: str, styles: str = "", kind: str = "text", manifest: str = "<m/>") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
    return path


def rtf(path: Path, body: str, head: str = "") -> Path:
    path.write_bytes((r"{\rtf1\ansi\ansicpg1252\deff0 " + head + body + "}").encode("cp1252"))
    return path


class TestOpenDocument:
    @pytest.mark.parametrize(
        "headline",
        [
            "<text:h text:outline-level='1'>Pier <text:span>closed</text:span></text:h>",
            "<text:p text:style-name='Title'>Pier closed</text:p>",
            "<text:p text:style-name='P1'>Pier closed</text:p>",
        ],
    )
    def test_paragraphs_and_the_headline(self, tmp_path, headline):
        article = only(
            odt(
                tmp_path / "2022-01-04_pier.odt",
                f"{headline}<text:p/><text:p>{BODY}</text:p><text:p>{MORE}</text:p><text:p>Source: The Harbour Post</text:p>",
                "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>",
            )
        )
        assert (article["title"], article["source"]) == ("Pier closed", "The Harbour Post")
        assert article["text"] == f"{BODY}\n\n{MORE}" and f"{article['published']:%Y-%m-%d}" == "2022-01-04"

    def test_what_is_none_of_the_text(self, tmp_path):
        body = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struck.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            f"<text:p>{BODY}<office:annotation><text:p>Check this.</text:p></office:annotation>"
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
            "<text:p>Two <text:span>ships<text:tab/></text:span>came<text:s text:c='2'/>in\n   late.<text:line-break/>Very."
            "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
            "<text:list><text:list-item><text:p>In a list.</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>In a table.</text:p></table:table-cell></table:table-row></table:table>"
        )
        text = only(odt(tmp_path / "a.odt", body))["text"]
        assert text == f"{BODY}\n\nTwo ships\tcame  in late.\nVery.\n\nIn a box.\n\nIn a list.\n\nIn a table."

    def test_a_file_that_cannot_be_read_says_why(self, tmp_path):
        locked = "<m><encryption-data/></m>"
        assert "locked by a password" in refusal(odt(tmp_path / "a.odt", "", manifest=locked))
        assert "found spreadsheet in its place" in refusal(odt(tmp_path / "b.odt", "", kind="spreadsheet"))
        assert "no text" in refusal(odt(tmp_path / "c.odt", "<text:p/>"))

    def test_a_document_type_in_a_part_that_is_not_opened_is_old_openoffice(self, tmp_path):
        old = (
            '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
        )
        assert only(odt(tmp_path / "a.odt", f"<text:p>{BODY}</text:p>", manifest=old))["text"] == BODY


class TestRichText:
    def test_paragraphs_and_the_headline(self, tmp_path):
        head = r"{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s3 heading 1,h1;}}{\info{\title Draft 7}{\author A. Clerk}}"
        body = (
            rf"\pard\s3 Pier {{\b closed}}\par\pard\plain {BODY}\par"
            + "\r\n"
            + rf"{MORE}\par Source: The Harbour Post\par"
        )
        article = only(rtf(tmp_path / "2022-01-04_pier.rtf", body, head))
        assert (article["title"], article["source"]) == ("Pier closed", "The Harbour Post")
        assert article["text"] == f"{BODY}\n\n{MORE}" and f"{article['published']:%Y-%m-%d}" == "2022-01-04"

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            (r"said \ldblquote no\rdblquote\emdash twice", "said \u201cno\u201d\u2014twice"),
            (r"Caf\'e9 M\u252?nchen \u-3913?", "Caf\u00e9 M\u00fcnchen \uf0b7"),
            (r"\u-10179?\u-8704? smiled", "\U0001f600 smiled"),
            (r"\uc3\u8364 EUR5", "\u20ac5"),
            (r"\uc2\u8364\'80\'80five", "\u20acfive"),
            (r"half \u-10179? lost", "half \ufffd lost"),
            (r"{\f1\'cc\'ee\'f1\'ea\'e2\'e0} fell", "\u041c\u043e\u0441\u043a\u0432\u0430 fell"),
            (r"{\f2\'82\'a0\'83A}!", "\u3042\u30a2!"),
            (r"a \{b\} c:\\d e\~f g\_h i\-j", "a {b} c:\\d e\u00a0f g\u2011h ij"),
            (r"one {\deleted two }{\v three }four", "one four"),
            (r"one \v two\v0  three \deleted four\plain  five", "one  three  five"),
            (r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt the port}} burned', "the port burned"),
            (r"{\pict\pngblip 89504e47}{\*\unknown lost}{\footnote lost}{\header lost}kept", "kept"),
            (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt in a box}}{\shprslt again}}", "in a box"),
            (r"{\pict\bin5 }{}\\}kept", "kept"),
            ("One.\\\nTwo.", "One.\n\nTwo."),
            (r"\trowd One.\cell Two.\cell\row", "One.\n\nTwo."),
        ],
    )  # fmt: skip
    def test_what_is_written_so_is_read_so(self, tmp_path, written, read):
        head = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}"
        assert only(rtf(tmp_path / "a.rtf", written, head))["text"] == read

    def test_the_documents_code_page(self, tmp_path):
        (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi\ansicpg1251 \'cc\'ee\'f1\'ea\'e2\'e0.}")
        assert only(tmp_path / "a.rtf")["text"] == "\u041c\u043e\u0441\u043a\u0432\u0430."

    def test_a_document_that_breaks_off_is_read_and_says_so(self, tmp_path):
        (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 The pier {\b was")
        articles, problems = read_articles(tmp_path / "a.rtf", progress=False)
        assert list(articles["text"]) == ["The pier was"]
        assert list(problems["severity"]) == ["warning"] and "breaks off" in problems["message"][0]

    def test_a_file_that_cannot_be_read_says_why(self, tmp_path):
        (tmp_path / "a.rtf").write_bytes(b"PK\x03\x04 a Word document")
        assert "expected rich text (.rtf), found a file of another kind" in refusal(tmp_path / "a.rtf")
        assert "no text" in refusal(rtf(tmp_path / "b.rtf", r"\par\par"))
        (tmp_path / "c.rtf").write_bytes(rb"{\rtf1 " + b"{" * 20_000)
        assert "groups stand more than 10,000 deep" in refusal(tmp_path / "c.rtf")
