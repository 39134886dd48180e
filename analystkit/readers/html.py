"""HTML pages: the article without its boilerplate, metadata from JSON-LD and meta tags, the time of day kept."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft
from analystkit.readers.fields import as_text

# What publishers call these things; `name`, `property` and `itemprop` are looked at alike, in this order.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date_published", "pubdate", "publishdate", "publish_date",
    "publish-date", "published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "article.published", "originalpublicationdate", "date",
)  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline", "title")
_OUTLET = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "source")
_AUTHOR = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_ARTICLE_TYPES = re.compile(r"(?:article|posting|report|story)$", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_\-]{3,20})""", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_JSON_LD_BYTES = 2_000_000
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
    text, notes = _decode(data)
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
    stated = _metadata(tree)
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


def _metadata(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for key in (tag.get("property"), tag.get("name"), tag.get("itemprop")):
            if key and content:
                meta.setdefault(key.strip().lower(), content)
    stated = _json_ld(tree)
    for field, names in (
        ("published", _PUBLISHED),
        ("title", _TITLE),
        ("source", _OUTLET),
        ("author", _AUTHOR),
    ):
        value = next((meta[name] for name in names if name in meta), "")
        # Facebook profiles stand where og's author should be.
        if value and not (field in {"author", "source"} and value.startswith(("http:", "https:"))):
            stated.setdefault(field, value)
    if not stated.get("published"):
        stated["published"] = _time_tag(tree)
    canonical = next(
        (tag.get("href") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical"), ""
    )
    stated["url"] = next(
        (url for url in (canonical, meta.get("og:url", ""), stated.get("url", "")) if _web(url)), ""
    )
    stated["language"] = (
        tree.get("lang") or meta.get("og:locale") or meta.get("content-language") or ""
    ).strip()[:20]
    return {field: value for field, value in stated.items() if value}


def _json_ld(tree: Any) -> dict[str, str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        source = script.text or ""
        if len(source) > _JSON_LD_BYTES:
            continue
        try:
            items = list(_nodes(json.loads(source, strict=False)))
        except (ValueError, RecursionError):
            continue
        for item in items:
            kinds = item.get("@type")
            if any(
                _ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                stated = {
                    "published": item.get("datePublished") or item.get("dateCreated"),
                    "title": item.get("headline"),
                    "author": item.get("author") or item.get("creator"),
                    "source": item.get("publisher"),
                    "url": item.get("url"),
                }
                texts = {field: " ".join(as_text(value).split()) for field, value in stated.items()}
                return {field: value for field, value in texts.items() if value}
    return {}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)


def _time_tag(tree: Any) -> str:
    # <time> also dates comments, updates and teasers: only one that says it is the publication, or the only one there is.
    stamps = []
    for tag in tree.iter("time"):
        stamp = " ".join((tag.get("datetime") or "").split())
        if not stamp:
            continue
        role = f"{tag.get('itemprop') or ''} {tag.get('class') or ''}".lower()
        if tag.get("pubdate") is not None or "publish" in role or "dateline" in role:
            return stamp
        stamps.append(stamp)
    return stamps[0] if len(set(stamps)) == 1 else ""


def _heading(tree: Any) -> str:
    headings = [_flat(tag.itertext()) for tag in tree.iter("h1")]
    titles = [_flat(tag.itertext()) for tag in tree.iter("title")]
    return next((text for text in (*headings[:1], *titles) if text), "")


def _without_headline(body: str, title: str) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if rest and first.casefold().split() == title.casefold().split() else body


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
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


def _web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
