"""Text for a terminal: an article can neither move the cursor, nor change the title or the clipboard, nor turn the line around."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from typing import TextIO

# Escape sequences begin with one of these; a tab and a line feed only move on.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
_CONTROLS |= {0x7F: "\u2421", **dict.fromkeys(range(0x80, 0xA0), "\ufffd")}
# Left-to-right and right-to-left marks belong to running Arabic and Hebrew; overrides and isolates show words in another order than they stand.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return text with control characters as the pictures of them (U+2400 on) and without overrides of direction."""
    return _DIRECTION.sub("", text.replace("\r\n", "\n").translate(_CONTROLS))


def write(text: str, stream: TextIO | None = None) -> None:
    """Write to the terminal, or what stands for it: neither its encoding nor its being closed undoes what was done."""
    out: TextIO | None = sys.stdout if stream is None else stream
    if out is None:  # closed before Python began, as `>&-` and some services do
        return
    encoding = getattr(out, "encoding", None) or "utf-8"
    try:
        out.write(text.encode(encoding, "backslashreplace").decode(encoding))
        out.flush()
    except BrokenPipeError:
        # `| head`: nobody reads on. Python would say so once more when it ends.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
