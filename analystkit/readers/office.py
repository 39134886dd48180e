"""Office files are archives of XML: what one may hold is checked before anything in it is opened; documents become one article."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers import limits
from analystkit.readers.draft import Draft
from analystkit.readers.plain import structure

_BLOCK = 1 << 20
_MOST_PARTS = 10_000
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def unsafe(path: Path, kind: str, expected: str, parsed: Collection[str] | None = None) -> str:
    """Say why an office file is not opened, "" where nothing speaks against it.

    Parameters
    ----------
    path : Path
    kind, expected : str
        What to call it ("workbook"), and in full ("an Excel workbook (.xlsx)").
    parsed : collection of str, optional
        The parts that will be parsed; all of them by default.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            most = min(limits.WORKBOOK_BYTES, limits.unpacked(path.stat().st_size))
            if size > most or len(entries) > _MOST_PARTS:
                return (
                    f"the {kind} unpacks to {size // limits.MEGABYTE} MB in {len(entries)} parts, more than is read of one of its size "
                    f"({most // limits.MEGABYTE} MB in {_MOST_PARTS:,})"
                )
            opened = (entry for entry in entries if parsed is None or entry.filename in parsed)
            if any(_declares_entities(archive, entry) for entry in opened):
                # No office program writes a document type; the entities it could define are an attack.
                return f"the {kind} declares XML entities, which no office program does: not opened"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        return f"expected {expected}, found a file that is damaged or of another kind: {error}"
    return ""


def _declares_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return False
    with archive.open(entry) as stream:
        before = b""
        # Anywhere: a comment of any length may stand before it.
        while block := stream.read(_BLOCK):
            seen = before + block.replace(b"\x00", b"")
            if any(one in seen for one in _DECLARATIONS):
                return True
            before = seen[-16:]
    return False


def tree(path: Path, part: str, expected: str) -> Any:
    """Return the root element of one part of a document that `unsafe` has nothing against.

    Raises
    ------
    ReadError
        If the part is missing, damaged or too large.
    """
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(part).file_size > limits.TEXT_BYTES:
                raise ReadError(
                    f"the document's text is larger than {limits.TEXT_BYTES // limits.MEGABYTE} MB"
                )
            return lxml.etree.fromstring(archive.read(part), parser=parser)
    except KeyError as error:
        raise ReadError(f"expected {expected}, found an archive without {part}") from error
    except (lxml.etree.LxmlError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise ReadError(f"expected {expected}, found one that is damaged: {str(error)[:120]}") from error


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def article(paragraphs: Iterable[tuple[bool, str]]) -> Draft:
    """Return the article that a document is: its paragraphs, each with whether its style is that of a headline.

    Raises
    ------
    ReadError
        If there is no text.
    """
    texts = [(headline, text) for headline, text in paragraphs if text]
    if not texts:
        raise ReadError("the document has no text: is it an image of a page?")
    title = texts.pop(0)[1] if len(texts) > 1 and texts[0][0] else ""
    draft = structure("\n\n".join(text for _, text in texts), title)
    return replace(draft, title=draft.title or title)
