"""Pages that a browser saved into one file (.mhtml, .mht): the page itself, without its pictures and frames."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft
from analystkit.readers.html import decode_page, extract
from analystkit.readers.mime import content, header, parse, parts


def read_web_archive(path: Path) -> Draft:
    """Read one saved page. Its date is what the page states: the archive's own is the day it was saved."""
    archive = parse(encoding.read_bytes(path, limits.TEXT_BYTES))
    page = _page(archive)
    if page is None:
        raise ReadError("expected a page that a browser saved, found no HTML part")
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > limits.HTML_BYTES:
        raise ReadError(f"expected a page of at most {limits.HTML_BYTES // limits.MEGABYTE} MB in the file")
    text, notes = (content(page), ()) if page.get_content_charset() else decode_page(data)
    draft = extract(text)
    address = header(archive, "snapshot-content-location") or header(page, "content-location")
    return replace(
        draft,
        title=draft.title or header(archive, "subject"),
        url=draft.url or _web(address),
        notes=notes + draft.notes,
    )


def _page(archive: Message) -> Message | None:
    """Return the part the archive is of; frames and advertisements are further HTML parts."""
    pages = [part for part in parts(archive) if part.get_content_type() == "text/html"]
    address = header(archive, "snapshot-content-location")
    named = [part for part in pages if address and header(part, "content-location") == address]
    return next(iter(named or pages), None)


def _web(address: str) -> str:
    # A page opened from a disk has the name of a file there.
    return address if address.startswith(("http://", "https://")) else ""
