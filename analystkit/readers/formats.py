"""The door of each format: extension to reader, corrected by what the file's first bytes say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from analystkit.readers import limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.excel import read_excel
from analystkit.readers.html import looks_like_html, read_html
from analystkit.readers.json_lines import read_json, read_json_lines
from analystkit.readers.mail import read_mail
from analystkit.readers.markdown import read_markdown
from analystkit.readers.opendocument import read_opendocument
from analystkit.readers.parquet import read_parquet
from analystkit.readers.pdf import read_pdf
from analystkit.readers.plain import read_plain
from analystkit.readers.rtf import read_rtf
from analystkit.readers.table import read_csv, read_tsv
from analystkit.readers.web_archive import read_web_archive
from analystkit.readers.word import read_word

Reader = Callable[[Path], Draft | Iterable[Draft | Fault]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mhtml": read_web_archive,
    ".mht": read_web_archive,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".parquet": read_parquet,
    ".xlsx": read_excel,
    ".xlsm": read_excel,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".odt": read_opendocument,
    ".rtf": read_rtf,
}
_TEXTUAL = {".txt", ".text", ".md", ".markdown"}
# A file of a kilobyte can repeat one text a million times.
_PACKED = {read_parquet, read_excel}
_ROW = 100
_ADVICE = {
    ".doc": "save it as .docx or .txt",
    ".docm": "save it as .docx",
    ".ott": "save it as .odt",
    ".fodt": "save it as .odt",
    ".pages": "export it as .docx",
    ".xls": "save it as .xlsx or .csv",
    ".ods": "save it as .xlsx or .csv",
    ".msg": "save it as .eml",
    ".webarchive": "save the page as .html",
    ".maff": "unpack it and read the .html in it",
    ".zip": "unpack it and read the folder",
    ".gz": "unpack it and read the file",
}


def known(path: PurePath) -> bool:
    """Say whether a file's extension is that of a format that is read."""
    return path.suffix.lower() in READERS


def unknown_format(path: PurePath) -> str:
    """Say which format was found, which are read, and what to do."""
    suffix = path.suffix.lower()
    advice = _ADVICE.get(suffix, "")
    found = f"format {suffix}" if suffix else "a file without an extension"
    return f"{found} is not read{': ' + advice if advice else ''}; known formats: {' '.join(READERS)}"


def read_file(path: Path) -> Iterator[Draft | Fault]:
    """Read one file by its extension; a page or PDF saved under a text file's name is read as what it is."""
    suffix = path.suffix.lower()
    reader = READERS[suffix]
    note = ""
    with path.open("rb") as stream:
        head = stream.read(2048)
    if not head:
        yield Fault("the file is empty")
        return
    if (
        suffix not in {".pdf", ".eml", ".mhtml", ".mht"}
        and b"%PDF-" in head[:1024]
        and head.lstrip()[:5] == b"%PDF-"
    ):
        reader, note = read_pdf, f"a PDF under the name of a {suffix} file: read as PDF"
    elif suffix in _TEXTUAL and looks_like_html(head.decode("latin-1").removeprefix("ï»¿")):
        reader, note = read_html, f"an HTML page under the name of a {suffix} file: read as HTML"
    result = reader(path)
    items = [result] if isinstance(result, Draft) else result
    yield from _bounded(items, path) if reader in _PACKED else items
    if note:
        yield Fault(note, severity="warning")


def _bounded(items: Iterable[Draft | Fault], path: Path) -> Iterator[Draft | Fault]:
    """Stop where a packed file has given out more than one of its size may."""
    left = limits.unpacked(path.stat().st_size)
    for item in items:
        left -= _ROW + (len(item.text) + len(item.title) if isinstance(item, Draft) else 0)
        if left < 0:
            yield Fault(
                f"the file unpacks to over {limits.UNPACKED_TIMES} times its size and {limits.UNPACKED_BYTES // limits.MEGABYTE} MB, more than is "
                f"read: row {item.row} and those after it were not read",
                item.row,
            )
            return
        yield item
