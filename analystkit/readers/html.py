"""HTML pages: the article without its boilerplate, in paragraphs, and what the page states of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft
from analystkit.readers.fields import as_text
from analystkit.readers.html_metadata import stated_in

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_\-]{3,20})""", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CUT = "the page nests its tags too deeply: part of its text may be missing"
# Boilerplate removal takes minutes over 25,000 list items in a row (trafilatura 2.3); no article has a tenth as many.
_SIBLINGS = 6_000
_BROAD = "the page is one enormous list or table: all its paragraphs were kept, boilerplate included"
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "var", "wbr",
    )
)  # fmt: skip
_NO_TEXT = frozenset(
    (
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "svg",
        "iframe",
    )
)


def read_html(path: Path) -> Draft:
    """Read one saved page; offsets count into the extracted text, paragraphs a blank line apart."""
    data = encoding.read_bytes(path, limits.HTML_BYTES)
    text, notes = decode_page(data)
    draft = extract(text)
    return replace(draft, notes=notes + draft.notes)


def looks_like_html(head: str) -> bool:
    """Say whether a text starts as an HTML page does."""
    start = head.lstrip("\ufeff \t\r\n")[:2000].lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml")) and "<" in start[1:]


def extract(page: str) -> Draft:
    """Extract the article from the source of a page.

    Parameters
    ----------
    page : str
        HTML, decoded. Scripts are never run, entities never expanded from outside, nothing is fetched.

    Raises
    ------
    ReadError
        If the page holds no text that reads as an article.
    """
    import lxml.etree
    import lxml.html

    page = _DECLARATION.sub("", page.replace("\x00", "\ufffd"))
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(f"expected an HTML page, found {_first_line(error)}") from error
    # The parser stops where tags nest too deeply: what stands below is not in the tree, and must not be lost unsaid.
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    stated = stated_in(tree)
    broad = max((len(element) for element in tree.iter("*")), default=0) > _SIBLINGS
    body, found = (_paragraphs(tree), {}) if broad else _article(page, tree)
    if not body:
        raise ReadError(
            "the page nests its tags too deeply" if cut else "no article text was found in the page"
        )
    title = stated.get("title") or found.get("title") or _heading(tree)
    return Draft(
        text=_without_headline(body, title),
        title=title,
        published=stated.get("published", ""),
        source=stated.get("source") or found.get("sitename", ""),
        author=stated.get("author") or found.get("author", ""),
        url=stated.get("url", ""),
        language=stated.get("language", ""),
        notes=(*[_CUT] * cut, *[_BROAD] * broad),
    )


def _article(page: str, tree: Any) -> tuple[str, dict[str, str]]:
    import trafilatura

    # A page it cannot make sense of is logged as an error by trafilatura; here it becomes a row in `problems`.
    log = logging.getLogger("trafilatura")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # The date is read from metadata above, with its time; searching the page's words for one would be a guess.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # whatever a hostile page does to it, the plain walk over paragraphs below still works
        document = None
    finally:
        log.setLevel(level)
    if document is None:
        return _paragraphs(tree), {}
    values = document if isinstance(document, dict) else document.as_dict()
    blocks = [line.strip() for line in (values.get("text") or "").split("\n")]
    text = "\n\n".join(block for block in blocks if block)
    return text or _paragraphs(tree), {
        key: " ".join(as_text(values.get(key)).split()) for key in ("title", "author", "sitename")
    }


def _paragraphs(tree: Any) -> str:
    """Take the words of the article, main part or body as they stand, each element that is not inline a paragraph."""
    import lxml.etree

    region = next((tag for name in ("article", "main", "body") for tag in tree.iter(name)), tree)
    blocks: list[list[str]] = [[]]
    walk = lxml.etree.iterwalk(region, events=("start", "end"))
    for event, tag in walk:
        skipped = tag.tag in _NO_TEXT
        if tag.tag not in _INLINE:
            blocks.append([])
        if event == "start" and skipped:
            walk.skip_subtree()
        elif event == "start":
            blocks[-1].append(tag.text or "")
        elif tag is not region:
            blocks[-1].append(tag.tail or "")
    return "\n\n".join(text for text in (" ".join("".join(block).split()) for block in blocks) if text)


def _heading(tree: Any) -> str:
    headings = [_flat(tag.itertext()) for tag in tree.iter("h1")]
    titles = [_flat(tag.itertext()) for tag in tree.iter("title")]
    return next((text for text in (*headings[:1], *titles) if text), "")


def _without_headline(body: str, title: str) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if rest and first.casefold().split() == title.casefold().split() else body


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode the source of a page as a browser would, with a note where its encoding had to be detected."""
    try:
        return encoding.decode(data)[0] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode(
            "utf-8-sig"
        ), ()
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        if declared:
            name = declared[1].decode("ascii")
            # Browsers read Latin-1 as its superset: pages that declare the one mean the other.
            name = (
                "cp1252"
                if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "utf-8"}
                else name
            )
            try:
                return data.decode(name, "strict"), ()
            except (LookupError, UnicodeDecodeError):
                pass
        return encoding.decode(data)


def _flat(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
