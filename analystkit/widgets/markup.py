"""HTML for the widgets: every piece of text from an article is escaped here and nowhere else."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from html import escape

# Bidi controls reorder what stands around them; zero-width characters hide text. Neither belongs on a screen of evidence.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)

STYLE = """<style>
.ak{font:13px/1.45 var(--jp-ui-font-family,system-ui,sans-serif);color:var(--jp-ui-font-color1,#1b1b1b)}
.ak small,.ak .muted{color:var(--jp-ui-font-color2,#5d5d5d)}
.ak mark{background:#ffe08a;color:#1b1b1b;padding:0 .1em;border-radius:2px}
.ak mark.chosen{background:#e69f00;color:#000;outline:2px solid #b87400}
.ak .quote{background:#cfe6f5;color:#1b1b1b}
.ak .tag{display:inline-block;padding:0 .45em;margin-right:.35em;border:1px solid currentColor;border-radius:3px;font-size:11px}
.ak .off{border-style:dashed}
.ak .row{display:grid;grid-template-columns:8.5em 15em minmax(12em,1fr);gap:0 .8em;padding:.15em 0;overflow-wrap:anywhere}
.ak .counts b{font-size:15px}
.ak .card{border-left:3px solid #0072b2;padding:.1em .8em;overflow-wrap:anywhere}
.ak .card .who{font-weight:600}
.ak .empty{padding:2em 1em;text-align:center;color:var(--jp-ui-font-color2,#5d5d5d)}
.ak .reader{max-height:520px;overflow-y:auto;padding:0 .8em;animation:ak-snap .4s}
.ak .reader p{margin:.5em 0;max-width:46em;overflow-wrap:anywhere}
.ak .reader .here{scroll-snap-align:center}
.ak .reader h3{margin:.2em 0}
@keyframes ak-snap{from,to{scroll-snap-type:y mandatory}}
.ak img{max-width:100%;height:auto;display:block}
.widget-button:focus-visible,.jupyter-button:focus-visible{outline:2px solid #0072b2!important}
</style>"""


def safe(text: object, limit: int | None = None) -> str:
    """Escape text for HTML; invisible and reordering characters are dropped, long text is cut where asked."""
    words = _INVISIBLE.sub("", str(text))
    if limit is not None and len(words) > limit:
        words = words[: limit - 1].rstrip() + "\u2026"
    return escape(words)


def plain(text: object, limit: int | None = None) -> str:
    """Clean text for the labels of buttons and lists, which show text as text and need no escaping."""
    words = " ".join(_INVISIBLE.sub("", str(text)).split())
    return words if limit is None or len(words) <= limit else words[: limit - 1].rstrip() + "\u2026"


def block(*pieces: str) -> str:
    """Wrap HTML in the element that the style sheet hangs on."""
    return f'<div class="ak">{"".join(pieces)}</div>'


def marked(pieces: Iterable[tuple[str, bool]], limit: int = 400) -> str:
    """Return pieces of text as HTML with the marked ones in <mark>; text around the mark is cut to about `limit`."""
    out = []
    for text, is_marked in pieces:
        if is_marked:
            out.append(f"<mark>{safe(text, limit)}</mark>")
        elif len(text) > limit:
            half = limit // 2
            out.append(f"{safe(text[:half])} \u2026 {safe(text[-half:])}")
        else:
            out.append(safe(text))
    return "<bdi>" + "".join(out) + "</bdi>"


def image(png: bytes, alt: str) -> str:
    """Return a picture as HTML, its description as alternative text."""
    return f'<img alt="{safe(alt)}" src="data:image/png;base64,{base64.b64encode(png).decode("ascii")}">'


def empty(words: str) -> str:
    """Return what stands in a view that has nothing to show."""
    return block(f'<div class="empty">{safe(words)}</div>')
