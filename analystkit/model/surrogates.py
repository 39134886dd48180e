"""Halves of characters that stand alone: Python holds them, no file and no frame can."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")


def mend(text: str) -> str:
    """Return a text with each lone surrogate replaced by U+FFFD, as it stands in what was read."""
    return SURROGATE.sub("\ufffd", text)
