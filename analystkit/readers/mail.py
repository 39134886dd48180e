"""Mail messages (.eml): subject, sender, date and the text part; a message inside a message is an article of its own."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

from analystkit.errors import ReadError
from analystkit.readers import encoding, limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.html import extract
from analystkit.readers.mime import children, content, header, parse, parts
from analystkit.readers.plain import structure


def read_mail(path: Path) -> Iterator[Draft | Fault]:
    """Read a message and those attached to it; other attachments are named in a warning and not read."""
    data = encoding.read_bytes(path, limits.TEXT_BYTES)
    if not data.strip():
        yield Fault("the file is empty")
        return
    message = parse(data)
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
        for part in parts(outer):
            if part.get_content_type() == "message/rfc822":
                inner.extend(children(part))
        found.append((outer, bool(inner)))
        waiting.extend(reversed(inner))
    return found


def _draft(message: Message, row: int | None) -> Draft | Fault | None:
    plain, page, others = _bodies(message)
    subject = header(message, "subject")
    notes = (f"attachments not read: {', '.join(others[:5])}",) if others else ()
    draft = None
    if plain is not None:
        draft = structure(content(plain), subject)
    if (draft is None or not draft.text) and page is not None:
        try:
            found = extract(content(page))
        except ReadError as error:
            return Fault(f"the message's HTML part: {error}", row)
        draft = replace(found, title=subject or found.title)
    if draft is None or not draft.text:
        return None
    return replace(
        draft,
        title=draft.title or subject,
        published=header(message, "date") or draft.published,
        author=draft.author or _sender(message),
        row=row,
        notes=notes + draft.notes,
    )


def _bodies(message: Message) -> tuple[Message | None, Message | None, list[str]]:
    plain: Message | None = None
    page: Message | None = None
    others: list[str] = []
    for part in parts(message):
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


def _sender(message: Message) -> str:
    sender = header(message, "from")[:500]
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
