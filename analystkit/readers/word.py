"""Word documents: the paragraphs of the body as they stand, a blank line apart; deleted words and field codes are none of the text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers import limits
from analystkit.readers.draft import Draft
from analystkit.readers.office import unsafe
from analystkit.readers.plain import structure

_BODY = "word/document.xml"
_EXPECTED = "a Word document (.docx)"
_HEADLINES = {"title", "heading1", "headline"}
# Of a drawing Word writes the same words twice, for newer programs and for older ones.
_AGAIN = "Fallback"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_word(path: Path) -> Draft:
    """Read a .docx document as one article; a paragraph in the style Title or Heading 1 at its head is the headline.

    Raises
    ------
    ReadError
        If the file is damaged, not a Word document, too large, or has no text.
    """
    fault = unsafe(path, "document", _EXPECTED)
    if fault:
        raise ReadError(fault)
    paragraphs = list(_paragraphs(_tree(path)))
    if not any(text for _, text in paragraphs):
        raise ReadError("the document has no text: is it an image of a page?")
    title = ""
    if len(paragraphs) > 1 and paragraphs[0][0] in _HEADLINES:
        title = paragraphs.pop(0)[1]
    draft = structure("\n\n".join(text for _, text in paragraphs), title)
    return replace(draft, title=draft.title or title)


def _tree(path: Path) -> Any:
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_BODY).file_size > limits.TEXT_BYTES:
                raise ReadError(
                    f"the document's text is larger than {limits.TEXT_BYTES // limits.MEGABYTE} MB"
                )
            return lxml.etree.fromstring(archive.read(_BODY), parser=parser)
    except KeyError as error:
        raise ReadError(f"expected {_EXPECTED}, found an archive without {_BODY}") from error
    except (lxml.etree.LxmlError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise ReadError(f"expected {_EXPECTED}, found one that is damaged: {str(error)[:120]}") from error


def _paragraphs(tree: Any) -> Iterator[tuple[str, str]]:
    """Return style and text of each paragraph that has any, in the order of the page."""
    for paragraph in tree.iter("{*}p"):
        if any(_name(above) == _AGAIN for above in paragraph.iterancestors()):
            continue
        text = "".join(_pieces(paragraph)).strip()
        if text:
            style = next(
                (value for each in paragraph.iterfind("{*}pPr/{*}pStyle") for value in each.attrib.values()),
                "",
            )
            yield str(style).casefold(), text


def _pieces(paragraph: Any) -> Iterator[str]:
    # A text box in a paragraph has paragraphs of its own, which are not this one's words.
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name == "t":
            yield element.text or ""
        elif name in _SPACES:
            yield _SPACES[name]
        elif name not in ("p", "del", "pPr", "rPr", _AGAIN):
            waiting.extend(reversed(element))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
