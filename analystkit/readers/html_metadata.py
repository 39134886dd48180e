"""What an HTML page states of its article: publication, title, outlet and author, from JSON-LD, meta tags and time tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

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
_JSON_LD_BYTES = 2_000_000


def stated_in(tree: Any) -> dict[str, str]:
    """Return what the head of a page says: ``published, title, source, author, url, language``, as far as it is stated."""
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


def is_article(kinds: Any) -> bool:
    """Say whether one of the types that an object of JSON-LD states is that of an article."""
    return any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


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
            if is_article(item.get("@type")):
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


def _web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))
