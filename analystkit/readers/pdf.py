"""PDF: the text layer alone; images are never decoded, encryption and scans are said plainly."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.errors import MissingExtra, ReadError
from analystkit.readers import limits
from analystkit.readers.draft import Draft
from analystkit.readers.plain import structure


def read_pdf(path: Path) -> Draft:
    """Read a PDF's text layer, lines joined to paragraphs; offsets count into `Draft.text`.

    Raises
    ------
    MissingExtra
        If pypdf is not installed.
    ReadError
        If the file is damaged, encrypted, too large, or has no text layer.
    """
    try:
        import pypdf
        import pypdf.errors
    except ImportError as error:
        raise MissingExtra("pypdf", "pdf") from error
    if path.stat().st_size > limits.PDF_BYTES:
        raise ReadError(f"the PDF is larger than {limits.PDF_BYTES // limits.MEGABYTE} MB")
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)  # it logs every oddity of a damaged file; what matters is raised below
    try:
        with pypdf.PdfReader(path, strict=False) as reader:
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError("the PDF is encrypted: save a copy without a password and read that")
            lines, title = _lines(reader), _title(reader)
    except pypdf.errors.DependencyError as error:
        raise ReadError("the PDF is encrypted: save a copy without a password and read that") from error
    except pypdf.errors.PyPdfError as error:
        raise ReadError(f"the PDF is damaged: {str(error)[:120]}") from error
    finally:
        log.setLevel(level)
    text = _paragraphs(lines)
    if not text:
        raise ReadError("the PDF has no text layer (a scan?): run text recognition on it first")
    draft = structure(text)
    if not draft.title and title and title.casefold() in " ".join(text[:1000].split()).casefold():
        draft = replace(draft, title=title)
    return draft


def _lines(reader: Any) -> list[str]:
    if len(reader.pages) > limits.PDF_PAGES:
        raise ReadError(
            f"the PDF has {len(reader.pages)} pages, more than the {limits.PDF_PAGES} that are read"
        )
    started = time.thread_time()
    lines: list[str] = []
    for page in reader.pages:
        lines.extend(page.extract_text().split("\n"))
        lines.append("")
        # What the time limit on the file does, where nothing can be interrupted.
        if time.thread_time() - started > limits.PDF_SECONDS:
            raise ReadError(
                f"the PDF's text layer took over {limits.PDF_SECONDS:.0f} seconds of computing: not read"
            )
    return lines


def _title(reader: Any) -> str:
    # Titles of PDFs are often those of a template: used only where the first page prints the same words.
    title = getattr(reader.metadata, "title", "") if reader.metadata else ""
    return " ".join(title.split()) if isinstance(title, str) else ""


def _paragraphs(lines: list[str]) -> str:
    """Join printed lines: a blank line, or a short line that ends a sentence, closes a paragraph."""
    widths = sorted(len(line) for line in lines if len(line) > 20)
    full = 0.85 * widths[len(widths) // 2] if widths else 0.0
    blocks: list[list[str]] = [[]]
    for position, raw in enumerate(lines):
        line = " ".join(raw.split())
        page_end = raw == "" and position + 1 < len(lines)
        if not line or line.isdigit():
            # A page break inside a sentence is none of the text's.
            if not page_end or not blocks[-1] or blocks[-1][-1][-1] in '.!?”"':
                blocks.append([])
            continue
        blocks[-1].append(line)
        headline = not any(blocks[:-1]) and len(blocks[-1]) == 1 and len(line) < full
        if (len(line) < full and line[-1] in '.!?”"’') or headline:
            blocks.append([])
    return "\n\n".join(_joined(block) for block in blocks if block)


def _joined(block: list[str]) -> str:
    parts: list[str] = []
    for line in block:
        before = parts[-1] if parts else ""
        hyphen = before.endswith("-") and before[-2:-1].islower() and line[:1].islower()
        if hyphen or before.endswith("\u00ad"):
            parts[-1] = before[:-1] + line
        else:
            parts.append(line)
    return " ".join(parts)
