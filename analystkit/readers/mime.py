"""Messages in MIME, as mail programs and browsers save them: headers, parts, and the text of a part."""

from __future__ import annotations

import contextlib
import email
import email.errors
import email.header
from collections.abc import Iterator, Sequence
from email.message import Message
from email.policy import Compat32

from analystkit.readers import encoding

_HEADER_CHARACTERS = 4_000


class _ShortHeaders(Compat32):
    """Cut headers on parsing: the standard library takes quadratic time over one of 100 kB, whichever policy it has."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        kept: list[str] = []
        size = 0
        for line in sourcelines:
            kept.append(line[: _HEADER_CHARACTERS - size])
            size += len(kept[-1])
            if size >= _HEADER_CHARACTERS:
                break
        return super().header_source_parse(kept)


def parse(data: bytes) -> Message:
    """Parse a message and all it carries."""
    return email.message_from_bytes(data, policy=_ShortHeaders())


def parts(message: Message) -> Iterator[Message]:
    """Walk the parts of one message, itself included, without entering the messages it carries."""
    stack: list[Message] = [message]
    while stack:
        part = stack.pop()
        yield part
        if part.get_content_type() != "message/rfc822":
            stack.extend(reversed(children(part)))


def children(part: Message) -> list[Message]:
    """List what a part carries."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def content(part: Message) -> str:
    """Decode the text of a part by what it declares, else by its bytes."""
    payload = part.get_payload(decode=True)
    data = (
        payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    )
    charset = part.get_content_charset() or "utf-8"
    if charset in {"us-ascii", "iso-8859-1"}:
        charset = "utf-8"  # what mail programs declare by default; encoding.decode falls back to the superset cp1252
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return encoding.decode(data)[0]


def header(message: Message, name: str) -> str:
    """Decode a header, "" where there is none; white space is single."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if not raw.isascii():
        # Unencoded 8-bit headers are against the rules and everywhere; the parser hands their bytes on as surrogates.
        raw = encoding.decode(raw.encode("utf-8", "surrogateescape"))[0]
    raw = raw.replace("\n", " ").replace("\r", " ")
    # A malformed encoded word is shown as it stands.
    with contextlib.suppress(LookupError, ValueError, email.errors.MessageError):
        raw = str(email.header.make_header(email.header.decode_header(raw)))
    return " ".join(raw.split())
