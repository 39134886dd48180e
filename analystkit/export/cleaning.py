"""Text on its way out: what XML forbids goes, formulas are defused, HTML is escaped; what was changed is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from analystkit.model.wording import count_phrase

# XML 1.0 (section 2.2) forbids these even as references; HTML and spreadsheets choke on them as well.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that turn the order of the text around them.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Spreadsheets take these, also in full width, for the start of a formula; a tab, return or line feed may hide one.
_FORMULA = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212")
# A spreadsheet set to another separator begins a cell behind a semicolon, a tab or a line break inside the text.
_WITHIN = re.compile(
    r"(?<=[\s\S])([;\t\r\n][ \u00a0\u3000\u200b\ufeff]*)(?=[=+@\uff1d\uff0b\uff0d\uff20\u2212]|-[^\s-])"
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
CELL_LIMIT = 32_767


@dataclass(slots=True)
class Changes:
    """What an export had to change: characters dropped, cells defused, cells cut."""

    dropped: int = 0
    defused: int = 0
    cut: int = 0

    def sentence(self) -> str:
        """Say it in words, "" where nothing was changed."""
        parts = [
            (
                self.dropped,
                f"{count_phrase(self.dropped, 'character')} dropped that files of this kind cannot hold",
            ),
            (
                self.defused,
                f"an apostrophe put before {count_phrase(self.defused, 'cell')} that a spreadsheet would run as a formula",
            ),
            (self.cut, f"{count_phrase(self.cut, 'cell')} cut at {CELL_LIMIT:,} characters"),
        ]
        return "; ".join(said for number, said in parts if number)


def allowed(text: object, changes: Changes | None = None) -> str:
    """Drop the characters XML forbids."""
    clean, dropped = _FORBIDDEN.subn("", str(text))
    if changes is not None:
        changes.dropped += dropped
    return clean


def bare(text: object) -> str:
    """Return text without control characters and direction marks, for files whose readers show it as it is."""
    return _DIRECTION.sub("", allowed(text))


def shown(text: object) -> str:
    """Escape text for HTML, without control characters and direction marks."""
    return escape(bare(text), quote=True)


def cell(text: object, changes: Changes, *, limit: int | None = None) -> str:
    """Make text safe as a cell: an apostrophe before what would be a formula, cut at `limit` characters.

    A leading space does not protect a cell, so it is looked through; plain numbers are left as they are. So is what could begin a cell
    inside the text where a spreadsheet splits at semicolons or at every line: offsets into such a text then count the apostrophes.
    """
    clean, inner = _WITHIN.subn(r"\1'", allowed(text, changes))
    changes.defused += inner
    bare = clean.lstrip(" \u00a0\u3000\u200b\ufeff")
    if bare.startswith(_FORMULA) and not _NUMBER.match(bare):
        clean = "'" + clean
        changes.defused += 1
    if limit is not None and len(clean) > limit:
        clean = clean[: limit - 1] + "…"
        changes.cut += 1
    return clean


def web_address(url: object) -> str:
    """Return an http(s) address that may stand in a link, "" for anything else (javascript:, file:, data: ...)."""
    text = bare(url).strip()
    if not re.match(r"https?://[^\s\"'<>\\]+\Z", text, re.IGNORECASE):
        return ""
    # Braces would close the field of a bibliography.
    return text.replace("{", "%7B").replace("}", "%7D")
