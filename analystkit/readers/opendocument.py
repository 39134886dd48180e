"""OpenDocument texts (LibreOffice's .odt): the paragraphs of the body, a blank line apart; what was deleted and what is a note is none of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers.draft import Draft
from analystkit.readers.office import article, local_name, tree, unsafe

_BODY = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_EXPECTED = "an OpenDocument text (.odt)"
_HEADLINES = {"title", "heading_20_1"}
_PARAGRAPHS = ("p", "h")
# Marks of changes keep what was deleted; notes and comments are the editor's; a ruby tells how what stands below it is read.
_NOT_SAID = {
    "tracked-changes", "annotation", "annotation-end", "note", "ruby-text", "hidden-text", "title", "desc", "forms", "event-listeners",
    "sequence-decls", "variable-decls", "user-field-decls",
}  # fmt: skip
_SPACES = {"tab": "\t", "line-break": "\n"}
# A count of spaces may say any number.
_MOST_SPACES = 100
# As in HTML, a line end in the file is a space on the page.
_RUN = re.compile(r"[ \t\r\n]+")


def read_opendocument(path: Path) -> Draft:
    """Read an .odt document as one article; a paragraph in the style Title or a heading of level 1 at its head is the headline.

    Raises
    ------
    ReadError
        If the file is damaged, locked by a password, no text document, too large, or has no text.
    """
    # Old OpenOffice wrote document types into parts that are not opened.
    fault = unsafe(path, "document", _EXPECTED, parsed={_BODY})
    if fault:
        raise ReadError(fault)
    with zipfile.ZipFile(path) as archive:
        if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
            raise ReadError("the document is locked by a password: save it without one")
    root = tree(path, _BODY, _EXPECTED)
    body = root.find("{*}body/{*}text")
    if body is None:
        kinds = [local_name(one) for one in root.iterfind("{*}body/*")]
        raise ReadError(f"expected {_EXPECTED}, found {kinds[0] if kinds else 'none'} in its place")
    return article(_paragraphs(body, _headline_styles(root)))


def _headline_styles(root: Any) -> set[str]:
    """Return the styles that make a headline: the named ones, and the nameless ones that a document makes of them."""
    styles = set(_HEADLINES)
    for style in root.iterfind("{*}automatic-styles/{*}style"):
        if _attribute(style, "parent-style-name").casefold() in _HEADLINES:
            styles.add(_attribute(style, "name").casefold())
    return styles


def _paragraphs(body: Any, headlines: set[str]) -> Iterator[tuple[bool, str]]:
    """Return whether it is a headline, and the text, of each paragraph in the order of the page."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name in _NOT_SAID:
            continue
        if name in _PARAGRAPHS:
            styled = _attribute(element, "style-name").casefold() in headlines
            first = name == "h" and _attribute(element, "outline-level") in ("", "1")
            yield styled or first, "".join(_pieces(element)).strip()
        # A frame in a paragraph has paragraphs of its own, which come after it.
        waiting.extend(reversed(element))


def _pieces(paragraph: Any) -> Iterator[str]:
    yield _RUN.sub(" ", paragraph.text or "")
    # An element, or the words that follow one.
    waiting: list[Any] = list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield _RUN.sub(" ", one)
            continue
        if one.tail:
            waiting.append(one.tail)
        name = local_name(one)
        if name in _SPACES:
            yield _SPACES[name]
        elif name == "s":
            count = _attribute(one, "c")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif name and name not in _NOT_SAID and name not in _PARAGRAPHS:
            yield _RUN.sub(" ", one.text or "")
            waiting.extend(reversed(one))


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
