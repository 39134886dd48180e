"""Plain text as people paste it: a headline, perhaps printed twice, paragraphs, a closing line that names the outlet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft
from analystkit.readers.fields import field_of
from analystkit.readers.published import read_date

_HEADLINE_CHARACTERS = 200
_HEADLINE_WORDS = 30
_HEADER_LINES = 20
_SOURCE = re.compile(r"[(\[]?\s{0,3}sources?\s{0,3}:\s{0,3}(?P<name>.{1,200}?)\s{0,3}[)\]]?", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<name>[^\]]{1,120})\]\((?P<url>[^)\s]{1,2000})\)")
_URL = re.compile(r"https?://[^\s<>()\[\]]{3,2000}", re.IGNORECASE)
_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z_ -]{0,24}?)\s{0,3}:\s{0,3}(?P<value>\S.{0,500})")
_BYLINE = re.compile(r"by\s{1,3}(?P<name>[^\W\d_].{1,100})", re.IGNORECASE)
_STAMP = re.compile(r"(?:published|posted|date)\s{0,3}(?::|on)?\s{0,3}(?P<date>.{4,80})", re.IGNORECASE)
_SOURCE_WORDS = 8


def read_plain(path: Path) -> Draft:
    """Read a text file; line ends become ``\\n``, so offsets count into `Draft.text` and not into the file's bytes."""
    text, notes = encoding.decode(encoding.read_bytes(path, limits.TEXT_BYTES))
    draft = structure(text)
    return replace(draft, notes=notes + draft.notes)


def structure(text: str, title: str = "") -> Draft:
    """Tell headline, body and closing source line of a pasted article apart.

    The first line is the headline if it is printed twice, or if it is short, has no closing full stop and a body
    follows; a first line that reads as a paragraph stays in the body. A byline or a date alone on a line below the
    headline, and a block of ``Title: ... / Date: ...`` lines above the text, are taken as metadata. So is a last line
    ``Source: NAME``, with or without brackets and a web address. All of these are taken out of the text; the rest is
    left as it is but for line ends and white space around it.

    Parameters
    ----------
    text : str
        The whole text.
    title : str, optional
        The headline where it is known already (the subject of a mail): then only its repetition is removed.
    """
    body = normal_lines(text)
    stated, body = _header_block(body)
    title = " ".join((title or stated.pop("title", "")).split())
    stated.pop("text", "")
    if title:
        body = _without(title, body)
    else:
        title, body = _headline(body)
    if title:
        body = _below_headline(body, stated)
    body = _closing_source(body, stated)
    return replace(Draft(body, title), **stated)  # type: ignore[arg-type]  # only text fields are stated


def normal_lines(text: str) -> str:
    """Return the text with ``\\n`` line ends and no white space or byte order mark around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip().strip("\ufeff").strip()


def header_fields(lines: list[str]) -> dict[str, str]:
    """Read ``key: value`` lines whose keys state a field of an article; others are passed over."""
    stated: dict[str, str] = {}
    for line in lines:
        match = _KEY.fullmatch(line.strip())
        field = field_of(match["key"]) if match else ""
        if match and field:
            stated.setdefault(field, match["value"].strip().strip("\"'").strip())
    return stated


def _header_block(body: str) -> tuple[dict[str, str], str]:
    # "Title: ... / Date: ... / Source: ..." and a blank line, as databases export: every line must state a field.
    head, blank, rest = body.partition("\n\n")
    lines = head.split("\n", _HEADER_LINES)
    if not blank or not 2 <= len(lines) < _HEADER_LINES:
        return {}, body
    stated = header_fields(lines)
    if len(stated) != len(lines) or "text" in stated:
        return {}, body
    return stated, rest.strip()


def _headline(body: str) -> tuple[str, str]:
    first, rest = _first_line(body)
    second, after = _first_line(rest)
    if len(first) <= 2 * _HEADLINE_CHARACTERS and _same(first, second) and after:
        return " ".join(first.split()), _without(first, after)
    if not rest or not _reads_as_headline(first):
        return "", body
    blank_below = not body[len(first) + 1 :].partition("\n")[0].strip()
    if not blank_below and _flows(first, rest):
        return "", body
    return " ".join(first.split()), rest


def _flows(first: str, rest: str) -> bool:
    # No blank line below: perhaps a hard-wrapped paragraph. Not if the next line is plainly longer, a sentence of its own, a
    # byline or date, or if the whole block is two lines without a full stop (a headline and what stands below it).
    lines = rest.partition("\n\n")[0].split("\n", 2)
    second = lines[0].strip()
    sentence = second[:1].isupper() and second.rstrip("”’\"'").endswith((".", "!", "?"))
    if sentence or len(second) > 1.4 * len(first) or _BYLINE.fullmatch(second) or _stated_date(second):
        return False
    return len(lines) > 1 or not _reads_as_headline(second) or "\n\n" not in rest


def _reads_as_headline(line: str) -> bool:
    bare = line.strip()
    if not bare or len(bare) > _HEADLINE_CHARACTERS or len(bare.split()) > _HEADLINE_WORDS:
        return False
    if not any(character.isalnum() for character in bare):
        return False
    end = bare.rstrip("”’\"')]")
    if end.endswith((",", ";", ":", "-", "—", "…")):
        return False
    # A full stop ends a sentence, but for "... in the U.S." and the like.
    return not end.endswith(".") or bool(re.search(r"(?:^|[\s.])[A-Z]\.[A-Z]?\.?$", end))


def _below_headline(body: str, stated: dict[str, str]) -> str:
    for _ in range(3):
        line, rest = _first_line(body)
        bare = line.strip()
        if not rest or len(bare) > 120:
            break
        byline = _BYLINE.fullmatch(bare)
        if byline and "author" not in stated and len(bare.split()) <= 12 and bare[-1] not in ".,;:":
            stated["author"] = byline["name"].strip()
        elif "published" not in stated and (date := _stated_date(bare)):
            stated["published"] = date
        else:
            break
        body = rest
    return body


def _stated_date(line: str) -> str:
    stamp = _STAMP.fullmatch(line)
    text = stamp["date"].strip() if stamp else line
    return text if read_date(text).precision in {"day", "instant"} else ""


def _closing_source(body: str, stated: dict[str, str]) -> str:
    rest, last = _last_line(body)
    url = ""
    if rest and _URL.fullmatch(last):
        url = last
        before, line = _last_line(rest)
        if _source_line(line):
            rest, last = before, line
    match = _source_line(last)
    if not match or not rest:
        return body
    name = match["name"]
    link = _LINK.search(name)
    if link:
        name, url = name.replace(link[0], link["name"]), url or link["url"]
    found = _URL.search(name)
    if found:
        name, url = name.replace(found[0], ""), url or found[0].rstrip(".,;")
    name = name.strip(" \t-–—|,;()[]*_")
    if name.endswith(".") and name.count(".") == 1:
        name = name[:-1]
    if url:
        stated.setdefault("url", url)
        name = name or _host(url)
    stated.setdefault("source", name)
    return rest


def _source_line(line: str) -> re.Match[str] | None:
    match = _SOURCE.fullmatch(line.strip("*_ \t"))
    if not match:
        return None
    words = _URL.sub("", match["name"]).split()
    return match if len(words) <= _SOURCE_WORDS else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without(title: str, body: str) -> str:
    for _ in range(3):
        first, rest = _first_line(body)
        if not rest or not _same(title, first):
            return body
        body = rest
    return body


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.casefold().split() == other.casefold().split()


def _first_line(body: str) -> tuple[str, str]:
    line, _, rest = body.partition("\n")
    return line, rest.strip()


def _last_line(body: str) -> tuple[str, str]:
    rest, _, line = body.rpartition("\n")
    return rest.strip(), line.strip()
