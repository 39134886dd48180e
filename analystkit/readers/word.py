"""Word documents: the paragraphs of the body as they stand, a blank line apart; deleted words and field codes are none of the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers.draft import Draft
from analystkit.readers.office import article, local_name, tree, unsafe

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
    return article((style in _HEADLINES, text) for style, text in _paragraphs(tree(path, _BODY, _EXPECTED)))


def _paragraphs(tree: Any) -> Iterator[tuple[str, str]]:
    """Return style and text of each paragraph that has any, in the order of the page."""
    for paragraph in tree.iter("{*}p"):
        if any(local_name(above) == _AGAIN for above in paragraph.iterancestors()):
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
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in _SPACES:
            yield _SPACES[name]
        elif name not in ("p", "del", "pPr", "rPr", _AGAIN):
            waiting.extend(reversed(element))
