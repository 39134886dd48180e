"""Conservation: whatever lies in the folder, articles in = articles out + refused, each refusal with its reason."""

from __future__ import annotations

import io
import json
import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from analystkit.readers import limits, read_articles

BODY = "The harbour master closed the eastern pier on Friday after a crane gave way."
GOOD = f"Pier closed after crane collapse\n\n{BODY}\n"


@dataclass(frozen=True)
class Case:
    """Bytes under a name; how many articles come out, how many are refused, and words of a problem's message."""

    name: str
    content: bytes
    articles: int
    refused: int
    says: str = ""


def _jsonl(*records: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode()


def _mail(body: str, headers: str = "Subject: Pier closed\nFrom: Ada Quill <ada@press.example>") -> bytes:
    return f"{headers}\n\n{body}\n".encode()


def _nested_mail(depth: int) -> bytes:
    message = _mail(BODY).decode()
    for level in range(depth):
        message = f"Subject: forward {level}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n{message}"
    return message.encode()


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def _zip_bomb() -> bytes:
    # The directory declares 600 MB of zeros, packed by hand so that the test does not hold them.
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 1_000_000
    packed = b"".join(packer.compress(block) for _ in range(600)) + packer.flush()
    crc = 0
    for _ in range(600):
        crc = zlib.crc32(block, crc)
    name, size = b"xl/worksheets/sheet1.xml", 600_000_000
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        33,
        crc,
        len(packed),
        size,
        len(name),
        0,
        0,
        0,
        0,
        0,
        0,
    )
    start = len(local) + len(name) + len(packed)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), start, 0)
    return local + name + packed + central + name + end


def _workbook(rows: list[list[object]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _sheet_of(rows: str, *strings: str) -> bytes:
    """A workbook of one sheet, its rows as XML and its shared strings as given: what no spreadsheet program would write."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        f'.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/><Override PartName="/xl/sheet.xml" '
        f'ContentType="{kinds}worksheet+xml"/><Override PartName="/xl/strings.xml" ContentType="{kinds}sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{_OFFICE}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="b" Type="{_OFFICE}/sharedStrings" Target="strings.xml"/></Relationships>',
        "xl/strings.xml": f'<sst xmlns="{_SHEET}">{"".join(f"<si><t>{one}</t></si>" for one in ("text", *strings))}</sst>',
        "xl/sheet.xml": f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c t="s"><v>0</v></c></row>{rows}</sheetData></worksheet>',
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _document(body: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _zip(
        word__document_xml=f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()
    )


_LONG = "word " * 2_000_000
_DEEP = "[" * 400 + "]" * 400


def _parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    return buffer.getvalue()


def pdf(page: bytes, encrypt: bool = False, image: bool = False) -> bytes:
    """A one-page PDF with the given content stream."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(600, 800)
    stream = DecodedStreamObject()
    stream.set_data(page)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    if image:
        # 60,000 x 60,000 pixels: ten gigabytes, were anyone to decode them.
        picture = StreamObject()
        picture._data = zlib.compress(b"\0" * 1000)
        for key, value in (("/Width", 60_000), ("/Height", 60_000), ("/BitsPerComponent", 8)):
            picture[NameObject(key)] = NumberObject(value)
        picture[NameObject("/Type")] = NameObject("/XObject")
        picture[NameObject("/Subtype")] = NameObject("/Image")
        picture[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
        picture[NameObject("/Filter")] = NameObject("/FlateDecode")
        resources[NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Im1"): writer._add_object(picture)}
        )
    sheet[NameObject("/Resources")] = resources
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    if encrypt:
        writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pdf_lines(*lines: str) -> bytes:
    """Content stream that prints the lines one below the other."""
    shown = "\n".join(f"0 -16 Td ({line}) Tj" for line in lines)
    return f"BT /F1 12 Tf 40 780 Td\n{shown}\nET".encode()


CASES = [
    # Encodings
    Case("utf8.txt", GOOD.encode(), 1, 0),
    Case("bom8.txt", GOOD.encode("utf-8-sig"), 1, 0),
    Case("bom16le.txt", b"\xff\xfe" + GOOD.encode("utf-16-le"), 1, 0),
    Case("bom16be.txt", b"\xfe\xff" + GOOD.encode("utf-16-be"), 1, 0),
    Case("bom32.txt", b"\xff\xfe\0\0" + GOOD.encode("utf-32-le"), 1, 0),
    Case("nobom16.txt", GOOD.encode("utf-16-le"), 1, 0, "utf-16-le"),
    Case("cp1252.txt", GOOD.replace("The", "“The café”").encode("cp1252"), 1, 0, "detected"),
    Case("odd16.txt", b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x41", 1, 0, "U+FFFD"),
    Case("crlf.txt", GOOD.replace("\n", "\r\n").encode(), 1, 0),
    Case("mac.txt", GOOD.replace("\n", "\r").encode(), 1, 0),
    # Not what the name says
    Case("empty.txt", b"", 0, 1, "empty"),
    Case("blank.txt", b" \n\t\n ", 0, 1, "empty"),
    Case("bom-only.txt", b"\xef\xbb\xbf", 0, 1, "empty"),
    Case("binary.txt", bytes(range(256)) * 40, 0, 1, "binary"),
    Case("nul.txt", b"\0" * 5000, 0, 1, "binary"),
    Case("png.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 0, 1, "PNG"),
    Case("zip.txt", _zip(a=b"x"), 0, 1, "zip"),
    Case("gzip.csv", b"\x1f\x8b\x08\0\0\0\0\0", 0, 1, "gzip"),
    Case("page.txt", f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>".encode(), 1, 0, "HTML"),
    Case("text.html", BODY.encode(), 1, 0),
    Case("nothing.html", b"<html><head><title>x</title></head><body></body></html>", 0, 1, "no article"),
    Case("deep.html", b"<div>" * 50_000 + BODY.encode(), 0, 1, "too deeply"),
    Case("deep-tail.html", f"<html><body><p>{BODY}</p>{'<div>' * 5_000}Gone.</body></html>".encode(), 1, 0, "may be missing"),
    Case("entity.html", b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>" + BODY.encode() + b" &x;</p>", 1, 0),
    Case("fake.pdf", b"this is no PDF at all", 0, 1, "damaged"),
    Case("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", 0, 1),
    Case("fake.parquet", b"PAR1 nothing", 0, 1, "damaged"),
    Case("fake.xlsx", b"no workbook", 0, 1, "damaged or of another kind"),
    Case("other.xlsx", _zip(hello=b"x"), 0, 1),
    Case("fake.eml", b"\x00\x01\x02", 0, 1),
    # Tables
    Case("na.csv", b"id,text\n007,One.\nNA,Two.\nNone,Three.\nnan,Four.\n", 4, 0),
    Case("short.csv", b"id,title,text\n1,a,One.\n2,b\n3,c,Three.\n", 2, 1, "expected 3 cells"),
    Case("long.csv", b"id,text\n1,One.\n2,Two,and,more\n", 1, 1, "found 4"),
    Case("stray.csv", b'id,text\n1,"One" two.\n2,Two.\n', 1, 1, "no valid CSV"),
    Case("unclosed.csv", b'id,text\n1,"One.\n2,Two.\n3,Three.\n', 2, 1, "not closed"),
    Case("blank-cell.csv", b"id,text\n1,\n2,   \n3,Three.\n", 1, 2, "empty"),
    Case("no-text.csv", b"id,subject\n1,a\n", 0, 1, "expected a column"),
    Case("header-only.csv", b"id,text\n", 0, 1, "no rows"),
    Case("semicolon.csv", b"id;headline;body\n1;A;One, two.\n", 1, 0),
    Case("latin.csv", "id,text\n1,Café closed.\n2,Plain.\n".encode("latin-1"), 2, 0, "detected"),
    Case("utf16.csv", "id,text\n1,Café closed.\n".encode("utf-16"), 1, 0),
    Case("nul.csv", b"id,text\n1,One\0two.\n", 0, 1, "binary"),
    Case("ragged-newline.csv", b'id,text\r\n1,"One\r\ntwo."\r\n', 1, 0),
    Case("tab.tsv", b"id\ttext\n1\tOne, two.\n", 1, 0),
    Case("duplicate-id.csv", b"id,text\n1,One.\n1,Two.\n1,One.\n", 2, 1, "duplicate"),
    Case("traversal.csv", b"id,text\n../../etc/passwd,One.\n", 1, 0),
    Case("formula.csv", b'id,text\n1,"=HYPERLINK(""http://x.example"")"\n', 1, 0),
    # JSON
    Case("bad-line.jsonl", _jsonl({"text": "One."}, "{broken", {"text": "Two."}), 2, 1, "no valid JSON"),
    Case("no-text.jsonl", _jsonl({"title": "x"}), 0, 1, "expected a column or key"),
    Case("kinds.jsonl", _jsonl([1], "null", "7", '"words"', {"text": 5}, {"text": None}, {"text": ["a"]}), 0, 7),
    Case("surrogate.jsonl", b'{"text": "a\\ud800b"}', 1, 0, "surrogate"),
    Case("deep.jsonl", b"[" * 200_000 + b'\n{"text": "One."}', 1, 1, "deep"),
    Case("latin.jsonl", '{"text": "One."}\n{"text": "Café."}'.encode("latin-1"), 2, 0, "detected"),
    Case("deep-field.jsonl", ('{"text": "One.", "author": ' + _DEEP + '}\n{"text": "Two."}').encode(), 1, 1, "nested too deeply"),
    Case("long-id.jsonl", _jsonl({"text": "One.", "id": "7" * 100_000}, {"text": "Two.", "id": "7" * 100_001}), 2, 0, "cut at 500"),
    Case("long-fields.jsonl", _jsonl({"text": "One.", "author": "a" * 100_000, "url": "http://" + "u" * 100_000}), 1, 0, "the author has 100,000 characters"),
    Case("long-title.jsonl", b'{"text": "One.", "title": "' + b"w" * 20_000_001 + b'"}', 0, 1, "the title has"),
    Case("huge-number.jsonl", b'{"text": "One.", "id": ' + b"9" * 5000 + b"}", 0, 1, "no valid JSON"),
    Case("infinity.jsonl", b'{"text": "One.", "date": Infinity}', 1, 0, "not read"),
    Case("list.json", json.dumps([{"text": "One."}, {"text": "Two."}, 3]).encode(), 2, 1),
    Case("object.json", json.dumps({"articles": [{"text": "One."}]}).encode(), 1, 0),
    Case("lines.json", _jsonl({"text": "One."}, {"text": "Two."}), 2, 0),
    Case("cut.json", b'[{"text": "One."}, {"te', 0, 1, "no valid JSON"),
    Case("empty-list.json", b"[]", 0, 1, "empty list"),
    Case("nested.json", json.dumps({"r": {"x": [{"text": "One.", "title": "1"}, {"text": None, "title": "2"}, 3]}}).encode(), 1, 2, "the list at r.x"),
    Case("two-lists.json", json.dumps({"x": [{"text": "One."}], "y": [{"text": "Two."}]}).encode(), 0, 1, "2 places that could be it"),
    Case("split.json", json.dumps({"columns": ["text"], "data": [["One."], [], 3, [None]]}).encode(), 1, 3, "expected 1 values"),
    Case("deep.json", b'{"a":' * 900 + b'{"text": "One."}' + b"}" * 900, 0, 1, "expected a column or key"),
    # A path of every number in it would take ten gigabytes.
    Case("long-key.json", json.dumps({"text": "Long.", "k" * 100_000: dict.fromkeys(map(str, range(100_000)), 1)}).encode(), 1, 0),
    Case("long-key-list.json", json.dumps({"k" * 100_000: {str(n): [{"text": "x"}] for n in range(100_000)}}).encode(), 0, 1, "expected a column or key"),
    Case("kinds.json", json.dumps([{"@type": ["a", n]} for n in range(5)]).encode(), 0, 1, "5 objects of another type"),
    # Dates
    Case("order.jsonl", _jsonl({"text": "One.", "date": "02/01/2024"}), 1, 0, "day_first"),
    Case("future.jsonl", _jsonl({"text": "One.", "date": "9999-12-31T23:59:59-14:00"}), 1, 0, "future"),
    Case("first.jsonl", _jsonl({"text": "One.", "date": "0001-01-01T00:00:01+14:00"}), 1, 0, "before"),
    Case("words.jsonl", _jsonl({"text": "One.", "date": "the other day"}), 1, 0, "not read"),
    # Size and shape
    Case("one-line.txt", b"word " * 2_000_000, 1, 0),
    Case("one-word.txt", b"w" * 1_000_000, 1, 0),
    Case("symbols.txt", b'"' * 100_000, 1, 0),
    Case("unbalanced.txt", "\n\n".join(['"An opening mark and none that closes it.'] * 500).encode(), 1, 0),
    Case("long-cell.csv", b"id,text\n1," + b"word " * 400_000 + b"\n", 1, 0),
    Case("over-limit.jsonl", b'{"text": "' + b"w" * 20_000_001 + b'"}', 0, 1, "characters"),
    # Scripts and marks
    Case("capitals.txt", GOOD.upper().encode(), 1, 0),
    Case("small.txt", GOOD.lower().encode(), 1, 0),
    Case("arabic.txt", "أغلق مدير الميناء الرصيف الشرقي يوم الجمعة بعد سقوط الرافعة على السفينة".encode(), 1, 0, "Latin"),
    Case("french.txt", ("Le port est fermé et les navires sont dans la baie, mais le maire ne dit pas qui est le responsable " * 2).encode(), 1, 0, "French"),
    Case("bidi.txt", f"\u202e{BODY}\u2066\u200f".encode(), 1, 0),
    Case("zero-width.txt", "\u200b".join(BODY).encode(), 1, 0),
    Case("combining.txt", ("e" + "\u0301" * 500 + BODY).encode(), 1, 0),
    Case("emoji.txt", ("🚢🏗️👩‍👩‍👧 " + BODY).encode(), 1, 0),
    Case("control.txt", (BODY + "\x07\x1b[31m").encode(), 1, 0),
    # Mail
    Case("plain.eml", _mail(BODY), 1, 0),
    Case("nested.eml", _nested_mail(1), 1, 0),
    Case("deep-nested.eml", _nested_mail(60), 1, 0),
    Case("bottomless.eml", _nested_mail(3000), 0, 1, "cannot be read"),
    Case("no-body.eml", b"Subject: Pier closed\n\n", 0, 1, "no text"),
    Case("bad-header.eml", _mail(BODY, "Subject: =?utf-8?b?!!!?=\nFrom: <<<@@>>>,\nDate: not a day"), 1, 0, "not read"),
    Case("fake.mhtml", b"\x00\x01\x02", 0, 1, "no HTML part"),
    Case("bottomless.mhtml", _nested_mail(3000), 0, 1, "cannot be read"),
    Case("bad-charset.mhtml", _mail(f"<p>{BODY}</p>", "Snapshot-Content-Location: x\nContent-Type: text/html; charset=no-such"), 1, 0),
    Case("bad-charset.eml", _mail(BODY, "Subject: x\nContent-Type: text/plain; charset=no-such"), 1, 0),
    # Workbooks and columns
    Case("bomb.xlsx", _zip_bomb(), 0, 1, "unpacks to"),
    Case("entities.xlsx", _zip(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), 0, 1, "entities"),
    Case("late-entities.xlsx", _zip(xl__workbook_xml=b"<!--" + b" " * 2_000_000 + b"--><!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), 0, 1, "entities"),
    Case("fake.docx", b"no document", 0, 1, "damaged or of another kind"),
    Case("other.docx", _zip(hello=b"x"), 0, 1, "without word/document.xml"),
    Case("broken.docx", _zip(word__document_xml=b"<w:document><w:p>"), 0, 1, "damaged"),
    Case("bomb.docx", _zip_bomb(), 0, 1, "unpacks to"),
    Case("entities.docx", _zip(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), 0, 1, "entities"),
    Case("blank.docx", _document("<w:p/>"), 0, 1, "no text"),
    Case("deep.docx", _document("<w:p>" * 300 + "<w:r><w:t>Deep.</w:t></w:r>" + "</w:p>" * 300), 0, 1, "damaged"),
    Case("fake.odt", b"no document", 0, 1, "damaged or of another kind"),
    Case("other.odt", _zip(hello=b"x"), 0, 1, "without content.xml"),
    Case("broken.odt", _zip(content_xml=b"<office:body><text:p>"), 0, 1, "damaged"),
    Case("bomb.odt", _zip_bomb(), 0, 1, "unpacks to"),
    Case("entities.odt", _zip(content_xml=b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), 0, 1, "entities"),
    Case("fake.rtf", b"no document", 0, 1, "found a file of another kind"),
    Case("blank.rtf", rb"{\rtf1\ansi}", 0, 1, "no text"),
    Case("closed.rtf", rb"{\rtf1 Words.}}}} and more}", 1, 0),
    Case("numbers.rtf", rb"{\rtf1\uc-5\ansicpg-1\deff9999999999\bin-3\f-1\u99999999 Words.}", 1, 0),
    Case("pictures.rtf", rb"{\rtf1 Words.{\pict\bin9999999999 }", 1, 0, "breaks off"),
    Case("good.docx", _document(f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>"), 1, 0),
    Case("good.xlsx", _workbook([["id", "text"], ["007", "One."], [8, "Two."]]), 2, 0),
    Case("blank.xlsx", _workbook([]), 0, 1, "empty"),
    Case("no-text.xlsx", _workbook([["a", "b"], [1, 2]]), 0, 1, "expected a column"),
    Case("good.parquet", _parquet(pd.DataFrame({"text": ["One.", None], "id": [1, 2]})), 1, 1, "empty"),
    Case("cut.parquet", _parquet(pd.DataFrame({"text": ["One."] * 50}))[:-30], 0, 1, "damaged"),
    Case("number.parquet", _parquet(pd.DataFrame({"text": [1, 2]})), 0, 2, "string"),
    # PDF
    Case("good.pdf", pdf(pdf_lines(BODY)), 1, 0),
    Case("named.txt", pdf(pdf_lines(BODY)), 1, 0, "PDF"),
    Case("scan.pdf", pdf(b""), 0, 1, "no text layer"),
    Case("locked.pdf", pdf(pdf_lines(BODY), encrypt=True), 0, 1, "encrypted"),
    Case("picture.pdf", pdf(b"/Im1 Do\n" + pdf_lines(BODY), image=True), 1, 0),
]  # fmt: skip


# Many rows of one text. Of a file of a kilobyte as many are read as one of its size may hold.
REPEATED = [
    Case("own.xlsx", _sheet_of('<row><c t="s"><v>1</v></c></row>' * 2, "One."), 1, 1, "a duplicate"),
    Case("again.xlsx", _sheet_of('<row><c t="s"><v>1</v></c></row>' * 1_000, _LONG), 1, 5, "row 7 and those after it"),
    Case("again.parquet", _parquet(pd.DataFrame({"text": pd.Categorical.from_codes([0] * 1_000, [_LONG])})), 1, 9, "row 10 and those after it"),
]  # fmt: skip


@pytest.mark.parametrize("case", [*CASES, *REPEATED], ids=lambda case: case.name)
def test_every_article_is_read_or_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / case.name).write_bytes(case.content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reading = read_articles(tmp_path / case.name, progress=False)
    problems = reading.problems
    refused = problems[problems["severity"] == "error"]
    assert (len(reading.articles), len(refused)) == (case.articles, case.refused), problems.to_string()
    assert reading.articles["article_id"].is_unique
    assert set(problems["stage"]) <= {"read"}
    assert set(problems["path"]) <= {case.name}
    assert problems["message"].str.len().between(5, 600).all()
    if case.says:
        assert problems["message"].str.contains(case.says, regex=False).any(), problems["message"].tolist()
    elif case.refused == 0:
        assert problems.empty, problems["message"].tolist()


def test_one_folder_of_all_of_them(tmp_path: Path) -> None:
    """The bad ones stop none of the good ones, and what is read beside an article does not change it."""
    for case in CASES:
        (tmp_path / case.name).write_bytes(case.content)
    reading = read_articles(tmp_path, progress=False)
    refused = reading.problems[reading.problems["severity"] == "error"]
    given = sum(case.articles + case.refused for case in CASES)
    assert len(reading.articles) + len(refused) == given
    duplicates = refused["message"].str.startswith("a duplicate").sum()
    assert len(reading.articles) == sum(case.articles for case in CASES) - (duplicates - 1)


def test_no_text_is_a_lone_surrogate_or_missing(tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / case.name).write_bytes(case.content)
    articles = read_articles(tmp_path, progress=False).articles
    for column in ("article_id", "title", "text", "author", "url", "path"):
        assert not articles[column].isna().any()
        articles[column].str.encode("utf-8")
    assert articles["text"].str.strip().ne("").all()


def _link_loop(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "round").symlink_to(folder, target_is_directory=True)


def _link_out(folder: Path) -> None:
    secret = folder.parent / "outside.txt"
    secret.write_text("Private words that were never meant to be read.")
    (folder / "link.txt").symlink_to(secret)


def _dangling(folder: Path) -> None:
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")


def _fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def _unknown(folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")


def _readme(folder: Path) -> None:
    (folder / "README.md").write_text("# How these were saved\n\nBy hand.")


def _saved_page(folder: Path) -> None:
    (folder / "page.html").write_text(f"<html><body><p>{BODY} It reopens soon.</p></body></html>")
    (folder / "page_files").mkdir()
    (folder / "page_files" / "frame.html").write_text("<p>An advertisement.</p>")


def _orphan(folder: Path) -> None:
    (folder / "lost.meta.json").write_text("{}")


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (_link_loop, "link is not followed"),
        (_link_out, "link is not followed"),
        (_dangling, "link is not followed"),
        (_fifo, "not a regular file"),
        (_unknown, ".jpg is not read"),
        (_readme, "note about the folder"),
        (_saved_page, "saved page"),
        (_orphan, "no article of that name"),
    ],
)
def test_what_a_folder_holds_beside_articles_is_one_warning_each(
    prepare: Callable[[Path], None], says: str, tmp_path: Path
) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    prepare(folder)
    reading = read_articles(folder, progress=False)
    assert reading.articles["title"].iloc[0] == "Pier closed after crane collapse"
    assert not reading.articles["text"].str.contains("Private").any()
    assert reading.problems["severity"].tolist() == ["warning"]
    assert says in reading.problems["message"].iloc[0]


def test_hidden_files_are_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    for name in (".DS_Store", "._a.txt", "Thumbs.db", "desktop.ini", "~$a.xlsx"):
        (tmp_path / name).write_bytes(b"\0\1\2")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.txt").write_text("no article")
    reading = read_articles(tmp_path, progress=False)
    assert len(reading.articles) == 1
    assert reading.problems.empty


def test_a_file_that_cannot_be_opened_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD.replace("Friday", "Monday"))
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    reading = read_articles(tmp_path, progress=False)
    assert reading.articles["path"].tolist() == ["b.txt"]
    assert reading.problems["message"].tolist() == ["the file cannot be read: Permission denied"]


@pytest.mark.parametrize(
    "row", ['<row r="1000000000000"><c t="s"><v>1</v></c></row>', '<row><c r="ZZZ2" t="s"><v>1</v></c></row>' * 200]
)  # fmt: skip
def test_a_sheet_that_says_it_is_huge_is_left(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SHEET_CELLS", 1_000_000)
    (tmp_path / "a.xlsx").write_bytes(_sheet_of(row, "One."))
    (tmp_path / "b.txt").write_text(GOOD)
    articles, problems = read_articles(tmp_path, progress=False)
    assert list(articles["path"]) == ["b.txt"]
    assert problems["message"].tolist()[-1].startswith("the sheets spread over more rows and columns")


def test_a_file_that_vanishes_is_one_problem(tmp_path: Path) -> None:
    from analystkit.readers import iter_articles

    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD.replace("Friday", "Monday"))
    stream = iter_articles(tmp_path, progress=False)
    (tmp_path / "b.txt").unlink()
    assert [type(item).__name__ for item in stream] == ["Article", "Problem"]


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(GOOD)
    except OSError:
        pytest.skip("the file system takes Unicode names only")
    reading = read_articles(tmp_path, progress=False)
    assert reading.articles["path"].tolist() == ["caf\ufffd.txt"]


def test_nothing_is_printed_or_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for case in CASES:
        (tmp_path / case.name).write_bytes(case.content)
    read_articles(tmp_path, progress=False)
    assert capfd.readouterr() == ("", "")


def test_no_absolute_path_is_kept(tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / case.name).write_bytes(case.content)
    articles, problems = read_articles(tmp_path, progress=False)
    for frame in (articles, problems):
        for column in frame.select_dtypes(exclude="datetimetz"):
            assert not frame[column].astype(str).str.contains(str(tmp_path), regex=False).any(), column
