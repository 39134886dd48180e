"""Mail messages (.eml): subject, sender, date and the text part; a message inside a message is an article of its own."""

from __future__ import annotations

import contextlib
import email
import email.errors
import email.header
import email.utils
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message
from email.policy import Compat32
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.html import extract
from analystkit.readers.plain import structure

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


def read_mail(path: Path) -> Iterator[Draft | Fault]:
    """Read a message and those attached to it; other attachments are named in a warning and not read."""
    data = encoding.read_bytes(path, limits.TEXT_BYTES)
    if not data.strip():
        yield Fault("the file is empty")
        return
    message = email.message_from_bytes(data, policy=_ShortHeaders())
    if not message.keys():
        yield Fault("expected a mail message, found no headers")
        return
    messages = _messages(message)
    for number, (part, covers) in enumerate(messages[: limits.NESTED_MESSAGES], start=1):
        row = number if len(messages) > 1 else None
        item = _draft(part, row)
        # A message that only carries another and has no words of its own is no lost article.
        if item is not None:
            yield item
        elif not covers:
            yield Fault("the message has no text", row)
    if len(messages) > limits.NESTED_MESSAGES:
        yield Fault(f"{len(messages) - limits.NESTED_MESSAGES} further nested messages were not read")


def _messages(message: Message) -> list[tuple[Message, bool]]:
    """List a message and all inside it, outermost first, each with whether it carries another."""
    # A stack and no recursion: messages can be nested deeper than Python recurses.
    found: list[tuple[Message, bool]] = []
    waiting = [message]
    while waiting:
        outer = waiting.pop()
        inner: list[Message] = []
        for part in _parts(outer):
            if part.get_content_type() == "message/rfc822":
                inner.extend(_children(part))
        found.append((outer, bool(inner)))
        waiting.extend(reversed(inner))
    return found


def _parts(message: Message) -> Iterator[Message]:
    """Walk the parts of one message, itself included, without entering the messages it carries."""
    stack: list[Message] = [message]
    while stack:
        part = stack.pop()
        yield part
        if part.get_content_type() != "message/rfc822":
            stack.extend(reversed(_children(part)))


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _draft(message: Message, row: int | None) -> Draft | Fault | None:
    plain, page, others = _bodies(message)
    subject = _header(message, "subject")
    notes = (f"attachments not read: {', '.join(others[:5])}",) if others else ()
    draft = None
    if plain is not None:
        draft = structure(_content(plain), subject)
    if (draft is None or not draft.text) and page is not None:
        try:
            found = extract(_content(page))
        except ReadError as error:
            return Fault(f"the message's HTML part: {error}", row)
        draft = replace(found, title=subject or found.title)
    if draft is None or not draft.text:
        return None
    return replace(
        draft,
        title=draft.title or subject,
        published=_header(message, "date") or draft.published,
        author=draft.author or _sender(message),
        row=row,
        notes=notes + draft.notes,
    )


def _bodies(message: Message) -> tuple[Message | None, Message | None, list[str]]:
    plain: Message | None = None
    page: Message | None = None
    others: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind.startswith(("multipart/", "message/")):
            continue
        if part.get_content_disposition() != "attachment" and kind == "text/plain":
            plain = plain or part
        elif part.get_content_disposition() != "attachment" and kind == "text/html":
            page = page or part
        elif part is not message:
            others.append(_filename(part))
    return plain, page, others


def _content(part: Message) -> str:
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


def _header(message: Message, name: str) -> str:
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if not raw.isascii():
        # Unencoded 8-bit headers are against the rules and everywhere; the parser hands their bytes on as surrogates.
        raw = encoding.decode(raw.encode("utf-8", "surrogateescape"))[0]
    raw = raw.replace("\n", " ").replace("\r", " ")
    # A malformed encoded word is shown as it stands.
    with contextlib.suppress(LookupError, ValueError, email.errors.MessageError):
        raw = str(email.header.make_header(email.header.decode_header(raw)))
    return " ".join(raw.split())


def _sender(message: Message) -> str:
    sender = _header(message, "from")[:500]
    try:
        name, address = email.utils.parseaddr(sender)
    except (RecursionError, ValueError):
        return sender[:100]
    return name or address


def _filename(part: Message) -> str:
    try:
        return " ".join((part.get_filename() or part.get_content_type()).split())[:60]
    except Exception:
        return "an attachment"
