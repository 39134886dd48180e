"""Bytes to text: byte order mark, strict UTF-8, and only then detection, which is always recorded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import limits

# The UTF-32 mark starts with the UTF-16 one, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a whole file of at most `limit` bytes.

    Raises
    ------
    ReadError
        If the file is larger.
    """
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(
            f"the file is larger than {limit // limits.MEGABYTE} MB, the most read of this format"
        )
    return data


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a whole file.

    Parameters
    ----------
    data : bytes
        The file's content.

    Returns
    -------
    text : str
        Without a byte order mark; line ends as in the file.
    notes : tuple of str
        A note where the encoding was detected rather than stated, or characters had to be replaced.

    Raises
    ------
    ReadError
        If this is no text at all.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], name)
    found = foreign(data)
    if found:
        raise ReadError(f"expected text, found {found}")
    if b"\x00" in data[:_SAMPLE]:
        return _with_nulls(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        name = detect(data, error.start)
        text, notes = _lossy(data, name)
        return text, (f"not UTF-8 (byte {error.start}): read as {name}, which was detected", *notes)


def foreign(data: bytes) -> str:
    """Name what a file is that starts with these bytes and is no text, or return an empty string."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "")


def lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Stream a text file line by line in flat memory.

    Each line is decoded by itself: strict UTF-8 where it is that, else the encoding detected at the first line that is
    not (files concatenated from several sources mix them).

    Yields
    ------
    number, line, note : int, str, str
        Line number from 1; the line with its line end; a note where this line was not UTF-8.

    Raises
    ------
    ReadError
        If the file is no text, or a line is longer than `limits.TEXT_BYTES`.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
        name = next((name for mark, name in _MARKS if head.startswith(mark)), "")
        found = foreign(head)
        if found:
            raise ReadError(f"expected text, found {found}")
        if (name and name != "utf-8") or b"\x00" in head or (b"\r" in head and b"\n" not in head):
            # Wide encodings and old Macintosh line ends: lines cannot be told apart before decoding.
            text, notes = decode(read_bytes(path, limits.JSON_BYTES))
            for number, line in enumerate(_split(text), start=1):
                yield number, line, notes[0] if notes and number == 1 else ""
            return
        stream.seek(len(codecs.BOM_UTF8) if name else 0)
        detected = ""
        number = 0
        while raw := stream.readline(limits.TEXT_BYTES + 1):
            number += 1
            if len(raw) > limits.TEXT_BYTES:
                raise ReadError(f"line {number} is longer than {limits.TEXT_BYTES // limits.MEGABYTE} MB")
            try:
                yield number, raw.decode("utf-8"), ""
            except UnicodeDecodeError as error:
                detected = detected or _detect_in_file(path, raw, error.start)
                yield (
                    number,
                    raw.decode(detected, "replace"),
                    f"not UTF-8: read as {detected}, which was detected",
                )


def detect(data: bytes, position: int = 0) -> str:
    """Name the likeliest encoding of bytes that are not UTF-8, looking around `position`."""
    from charset_normalizer import from_bytes  # heavy, and needed for few files

    start = max(0, position - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE]).best()
    name = best.encoding if best is not None else "cp1252"
    # Western newsrooms: every Latin-1 text is also valid in these look-alikes, which detection cannot tell apart on
    # a few accented letters; cp1252 has the curly quotation marks that press copy really uses.
    if name in {
        "cp1250",
        "cp1252",
        "latin_1",
        "cp1254",
        "cp1257",
        "cp858",
        "cp775",
        "iso8859_15",
        "iso8859_9",
        "utf_8",
    }:
        return "cp1252"
    return name


def _detect_in_file(path: Path, line: bytes, position: int) -> str:
    # One line says little; the start of the file and the line together say more.
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE // 2)
    return detect(sample + line, len(sample) + position)


def _with_nulls(data: bytes) -> tuple[str, tuple[str, ...]]:
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for name, near, far in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if near > 0.4 * half and far < 0.05 * half:
            text, notes = _lossy(data, name)
            return text, (f"no byte order mark: read as {name}, which was detected", *notes)
    raise ReadError("expected text, found binary data (null bytes)")


def _lossy(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        count = text.count("\ufffd")
        return text, (f"{count} place{'s' * (count != 1)} not valid in {name} replaced by U+FFFD",)


def _split(text: str) -> Iterator[str]:
    # str.splitlines also splits at U+2028, form feeds and more, which stand inside JSON strings and CSV cells.
    if "\n" not in text:
        text = text.replace("\r", "\n")
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end
