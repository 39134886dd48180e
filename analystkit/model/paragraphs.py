"""Where the paragraphs of a text are: shared by the parser's sentence starts and the quotation scanner."""

from __future__ import annotations

import re

# Each round consumes a line break, so the scan is linear; it begins with a set of characters, which the engine skips to.
# A carriage return and its line feed are one break: what was matched of them is never given back.
_BLANK_LINE = re.compile(
    r"[\n\r\u2029](?:(?<=\r)\n)?+(?:(?:[ \t\f\v\u00a0\u200b\ufeff]*(?:\r\n|[\n\r\u2029]))+|(?<=\u2029))"
)
_LINE = re.compile(r"[\n\r\u2029](?:(?:[ \t\f\v\u00a0\u200b\ufeff]*[\n\r\u2029])+|(?<=\u2029))")
_LINE = re.compile(r"\r\n|\n|\r|\u2028|\u2029")

# Hard-wrapped mail and wire copy keeps to 60-80 columns; a paragraph printed on one line is mostly longer or varies.
_WRAP_COLUMNS = (48, 100)
_WRAP_SHARE = 0.6


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Split a text at its paragraph breaks.

    Blank lines separate paragraphs where there are any. Single line breaks do too, unless the lines of
    the block look hard-wrapped (most lines end near the same column without closing punctuation).

    Parameters
    ----------
    text : str
        The text as it was read.

    Returns
    -------
    list of (start, end)
        Half-open code point offsets, in order, without surrounding white space; blocks that are all white
        space are left out.
    """
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _BLANK_LINE.finditer(text):
        _add_block(text, position, match.start(), spans)
        position = match.end()
    _add_block(text, position, len(text), spans)
    return spans


def _add_block(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    start, end = _trim(text, start, end)
    if start == end:
        return
    lines: list[tuple[int, int]] = []
    position = start
    for match in _LINE.finditer(text, start, end):
        lines.append((position, match.start()))
        position = match.end()
    if not lines:
        spans.append((start, end))
        return
    lines.append((position, end))
    trimmed = [span for span in (_trim(text, s, e) for s, e in lines) if span[0] < span[1]]
    if len(trimmed) > 1 and _hard_wrapped(text, trimmed):
        spans.append((start, end))
    else:
        spans.extend(trimmed)


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    inner = lines[:-1]
    low, high = _WRAP_COLUMNS
    near = sum(low <= end - start <= high for start, end in inner)
    flowing = sum(text[end - 1] not in ".!?\u201d\"':" for _, end in inner)
    return near >= _WRAP_SHARE * len(inner) and flowing >= _WRAP_SHARE * len(inner)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return start, end
