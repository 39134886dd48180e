"""Mail messages (.eml): subject, sender, date and the text part; a message inside a message is an article of its own."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.html import extract
from analystkit.readers.plain import structure


def read_mail(path: Path) -> Iterator[Draft | Fault]:
    """Read a message and those attached to it; other attachments are named in a warning and not read."""
    data = encoding.read_bytes(path, limits.TEXT_BYTES)
    if not data.strip():
        yield Fault("the file is empty")
        return
    # With the default policy every header is parsed on access, and a malformed one raises; see _header.
    message = email.message_from_bytes(data, policy=email.policy.default)
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


def _messages(message: EmailMessage) -> list[tuple[EmailMessage, bool]]:
    """List a message and all inside it, outermost first, each with whether it carries another."""
    # A stack and no recursion: messages can be nested deeper than Python recurses.
    found: list[tuple[EmailMessage, bool]] = []
    waiting = [message]
    while waiting:
        outer = waiting.pop()
        inner: list[EmailMessage] = []
        for part in _parts(outer):
            if part.get_content_type() == "message/rfc822":
                inner.extend(child for child in _children(part) if isinstance(child, EmailMessage))
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


def _draft(message: EmailMessage, row: int | None) -> Draft | Fault | None:
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
    name, address = email.utils.parseaddr(_header(message, "from"))
    return replace(
        draft,
        title=draft.title or subject,
        published=_header(message, "date") or draft.published,
        author=draft.author or name or address,
        row=row,
        notes=notes + draft.notes,
    )


def _bodies(message: EmailMessage) -> tuple[Message | None, Message | None, list[str]]:
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


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message[name]
        return " ".join(str(value).split()) if value is not None else ""
    except (
        Exception
    ):  # the standard library raises anything from IndexError to HeaderParseError on malformed headers
        raw = next((text for key, text in message.raw_items() if key.lower() == name), "")
        return " ".join(str(raw).split())


def _filename(part: Message) -> str:
    try:
        return " ".join((part.get_filename() or part.get_content_type()).split())[:60]
    except Exception:
        return "an attachment"
