"""HTML for the widgets: every piece of text from an article is escaped here and nowhere else."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

# Bidi controls reorder what stands around them; zero-width characters hide text. Neither belongs on a screen of evidence.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


@cache
def style(theme: str = "auto") -> str:
    """Return the style sheet, with the colours of charts on a dark page where they are asked for ("dark") or found ("auto")."""
    from analystkit.plot.saving import theme_variables
    from analystkit.plot.theme import DARK

    css = (files("analystkit.widgets") / "explorer.css").read_text(encoding="utf-8")
    dark = {"auto": '[data-jp-theme-light="false"] .ak-explorer', "dark": ".ak-explorer"}.get(theme)
    return f"<style>{css}{f'{dark} {{ {theme_variables(DARK)} }}' if dark else ''}</style>"


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


def tag(words: object, kind: str = "") -> str:
    """Return a word in a small frame, nothing for no word."""
    return f'<span class="tag {kind}">{safe(words)}</span>' if words else ""


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


def image(png: bytes, alt: str, dpi: int) -> str:
    """Return a picture as HTML, its description as alternative text: as large as it was drawn, but never wider than its page."""
    wide = int.from_bytes(png[16:20], "big") * 96 // dpi
    return f'<img alt="{safe(alt)}" width="{wide}" style="max-width:100%;height:auto" src="data:image/png;base64,{base64.b64encode(png).decode("ascii")}">'


def empty(words: str) -> str:
    """Return what stands in a view that has nothing to show."""
    return block(f'<div class="empty">{safe(words)}</div>')


def refusal(error: object) -> str:
    """Return what is shown where something asked for cannot be done."""
    return block(f'<span role="alert">{safe(error)}</span>')
