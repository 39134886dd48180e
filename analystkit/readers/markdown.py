"""Markdown: front matter between ``---`` lines, a ``# heading`` as the headline, and marks that are no words removed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft
from analystkit.readers.plain import header_fields, normal_lines, structure

_FRONT_LINES = 200
# Bounded, so that a page of opening brackets costs no more than its length.
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]{0,300})\]\([^()\s]{0,1000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)\1(?![\w*])")
_QUOTED = re.compile(r"^(?:[ \t]{0,3}>[ \t]?)+", re.MULTILINE)


def read_markdown(path: Path) -> Draft:
    """Read a Markdown file; offsets count into the text without headings' hashes, emphasis marks and link targets."""
    text, notes = encoding.decode(encoding.read_bytes(path, limits.TEXT_BYTES))
    stated, body = _front_matter(normal_lines(text))
    title = stated.pop("title", "")
    stated.pop("text", "")
    first, _, rest = body.partition("\n")
    heading = _heading(first)
    if heading and rest.strip() and not title:
        title, body = _unmarked(heading), rest
    draft = structure(_unmarked(body), title)
    return replace(draft, notes=notes, **stated)  # type: ignore[arg-type]  # only text fields are stated


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n", _FRONT_LINES)
    if lines[0].strip() != "---":
        return {}, text
    for number, line in enumerate(lines[1:_FRONT_LINES], start=1):
        if line.strip() in {"---", "..."}:
            return header_fields(lines[1:number]), "\n".join(lines[number + 1 :]).strip()
    return {}, text


def _unmarked(text: str) -> str:
    text = _LINK.sub(lambda match: "" if match[0].startswith("!") else match["words"], text)
    text = _QUOTED.sub("", text)
    text = "\n".join(_heading(line) or line for line in text.split("\n"))
    for pattern in (_STRONG, _EMPHASIS):
        text = pattern.sub(lambda match: match["words"], text)
    return text


def _heading(line: str) -> str:
    words = line.lstrip("#")
    hashes = len(line) - len(words)
    return words.strip().rstrip("#").strip() if 1 <= hashes <= 6 and words[:1] in {" ", "\t"} else ""
