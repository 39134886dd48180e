"""Pieces of the report's HTML: tables, figures and articles with their spans marked. All text is escaped here."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise

from analystkit.export.cleaning import allowed, shown, web_address


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a part, [start, end) in code points: its anchor on the page and its class."""

    start: int
    end: int
    anchor: str
    kind: str


def asset(name: str) -> str:
    """Return a text file that lies beside this module."""
    return files("analystkit.export").joinpath(name).read_text("utf-8")


def document(title: str, body: str, *, style: str, script: str) -> str:
    """Return a whole page that loads nothing: its policy allows inline style and this one script, by its hash."""
    digest = base64.b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def table(
    heads: Sequence[tuple[str, str]], rows: Iterable[tuple[str, Sequence[str]]], *, label: str, note: str = ""
) -> str:
    """Return a table from cells that are HTML already.

    Parameters
    ----------
    heads : sequence of (text, class)
        Column heads and the class of their cells.
    rows : iterable of (class, cells)
    label : str
        What the table shows, for screen readers.
    note : str
        Its caption.
    """
    lines = [f'<div class="table"><table data-filter aria-label="{shown(label)}">']
    if note:
        lines.append(f"<caption>{shown(note)}</caption>")
    lines.append(
        "<thead><tr>"
        + "".join(f'<th scope="col" class="{kind}">{shown(text)}</th>' for text, kind in heads)
        + "</tr></thead><tbody>"
    )
    for row_class, cells in rows:
        inner = "".join(
            f'<td class="{kind}" dir="auto" data-head="{shown(head)}">{html}</td>'
            for html, (head, kind) in zip(cells, heads, strict=True)
        )
        lines.append(f'<tr class="{row_class}">{inner}</tr>')
    return "\n".join([*lines, "</tbody></table></div>"])


def figure(svg: str, words: str) -> str:
    """Return a chart with its description below it, folded away."""
    return f"<figure>{svg}<figcaption><details><summary>The picture in words</summary>{shown(words)}</details></figcaption></figure>"


def link(anchor: str, text: str) -> str:
    """Return a link to an anchor of this page."""
    return f'<a href="#{anchor}">{shown(text)}</a>'


def outside(url: object, text: str) -> str:
    """Return a link out of the page, or the bare text where the address is not a web address."""
    address = web_address(url)
    return (
        f'<a href="{shown(address)}" rel="noopener noreferrer nofollow">{shown(text)}</a>'
        if address
        else shown(text)
    )


def none(text: str = "not stated") -> str:
    """Return the words for what is missing."""
    return f'<span class="none">{shown(text)}</span>'


def tag(text: str) -> str:
    """Return a value of a closed vocabulary as a small label."""
    return f'<span class="tag">{shown(text)}</span>' if text else none()


def marked(text: str, spans: Iterable[Span], low: int = 0, high: int | None = None) -> str:
    """Return text[low:high] as HTML with spans marked; spans may overlap, each keeps its anchor at its first piece."""
    end = len(text) if high is None else min(high, len(text))
    kept = sorted(
        (s for s in spans if s.start < end and s.end > low and s.start < s.end),
        key=lambda s: (s.start, -s.end, s.anchor),
    )
    cuts = sorted({low, end, *(max(s.start, low) for s in kept), *(min(s.end, end) for s in kept)})
    pieces: list[str] = []
    open_spans: list[Span] = []
    waiting = 0
    placed: set[str] = set()
    for here, there in pairwise(cuts):
        open_spans = [s for s in open_spans if s.end > here]
        while waiting < len(kept) and kept[waiting].start <= here:
            open_spans.append(kept[waiting])
            waiting += 1
        words = shown(text[here:there])
        if not open_spans:
            pieces.append(words)
            continue
        kinds = " ".join(dict.fromkeys(s.kind for s in open_spans))
        starting = [s.anchor for s in open_spans if s.anchor and s.anchor not in placed]
        placed.update(starting)
        # One id an element: further anchors that start here stand before it, empty.
        extra = "".join(f'<a id="{a}"></a>' for a in starting[1:])
        own = f' id="{starting[0]}"' if starting else ""
        pieces.append(f'{extra}<mark{own} class="{kinds}">{words}</mark>')
    return "".join(pieces)


def paragraphs(text: str, spans: Sequence[Span]) -> str:
    """Return a text as one block that keeps its line breaks, with its spans marked."""
    return f'<div class="body" dir="auto">{marked(text, spans)}</div>'


def plain(text: object, limit: int) -> str:
    """Return text in one line, cut at `limit` characters, escaped."""
    line = " ".join(allowed(text).split())
    return shown(line if len(line) <= limit else line[: limit - 1].rstrip() + "…")
