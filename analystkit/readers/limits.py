"""How much one file may hold: generous for news, small enough that a hostile file cannot take the machine down.

A file or article over a limit is refused with a problem that names the limit; nothing is cut silently.
"""

from __future__ import annotations

MEGABYTE = 1_000_000

TEXT_BYTES = 64 * MEGABYTE
"""A .txt, .md, .rtf, .eml or .mhtml file; also one line of a JSON Lines file and one cell of a CSV file."""

HTML_BYTES = 16 * MEGABYTE
"""An HTML page: boilerplate removal holds several trees of it in memory."""

JSON_BYTES = 512 * MEGABYTE
"""A .json file, which must be read as a whole (JSON Lines has no such limit)."""

PDF_BYTES = 256 * MEGABYTE
PDF_PAGES = 2_000
PDF_SECONDS = 60.0
"""A PDF: bytes on disk, pages, and seconds spent on its text layer."""

WORKBOOK_BYTES = 512 * MEGABYTE
"""An Excel workbook after unpacking, as its own directory declares it; also bounds a zip bomb."""

CHARACTERS = 20_000_000
"""The text of one article, in code points."""

FIELD_CHARACTERS = 10_000
ID_CHARACTERS = 500
"""An outlet, author, address or language, of which more is cut off, and an id, which stands in every row of its article."""

UNPACKED_BYTES = 50 * MEGABYTE
UNPACKED_TIMES = 100
"""What a packed file (Parquet, Excel) may hold: so much, and so many times its own size; tables of texts pack five to thirty times."""

SHEET_CELLS = 200_000_000
ROW_CELLS = 10
"""Cells of all sheets of a workbook, empty ones between full ones counted, a row as ten more: a sheet may name its first row 1 and its next 1,000,000,000."""

NESTED_MESSAGES = 200
"""Messages inside a message, however deep."""

RECORD_LINES = 50_000
"""Lines one CSV row may span before its opening quotation mark counts as never closed."""


def unpacked(size: int) -> int:
    """Return what a packed file of so many bytes may hold."""
    return UNPACKED_BYTES + UNPACKED_TIMES * size
