"""What a format reader hands over: an article as the file states it, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file states it, before its id, date and outlet are settled.

    Attributes
    ----------
    text, title : str
        The article; offsets will count into exactly these strings.
    published : object
        The publication date as the file gives it: text, date, datetime or None.
    article_id, source, author, url, language : str
        As stated, empty where not.
    row : int or None
        Line or row in the file, None where the file is one article.
    notes : tuple of str
        What the analyst should know about the reading; each becomes a warning beside the article.
    """

    text: str
    title: str = ""
    published: object = None
    article_id: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    row: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader could not read: ``error`` refuses the row or file, ``warning`` goes beside the articles.

    `article_id` is the id that was given to what is refused, "" where none was.
    """

    message: str
    row: int | None = None
    severity: str = "error"
    article_id: str = ""
