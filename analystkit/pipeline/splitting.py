"""Cutting very long texts where it harms least, and joining the parsed pieces to one Doc again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analystkit.model.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SENTENCE_END = re.compile(r"[.!?]['\")\]\u2019\u201d]{0,3}\s")
_SPACE = re.compile(r"\s")


def pieces(text: str, limit: int) -> list[tuple[int, int]]:
    """Cut a text into pieces of at most `limit` characters.

    Parameters
    ----------
    text : str
        The text.
    limit : int
        The most characters a piece may have; at least 1.

    Returns
    -------
    list of (start, end)
        Half-open code point offsets that cover the text without gap or overlap; one piece for a text within the
        limit. A cut lies before the last paragraph that starts in the second half of a piece, else after the last
        sentence-like end there, else after the last white space there, else at the limit.
    """
    if len(text) <= limit:
        return [(0, len(text))]
    return list(_cut(text, limit, [start for start, _ in paragraphs(text)]))


def join(docs: Sequence[Doc]) -> Doc:
    """Join the Docs of consecutive pieces to one, adding nothing between them.

    Parameters
    ----------
    docs : sequence of Doc
        At least one, on one vocab. User data and tensors are left out.

    Returns
    -------
    Doc
        One Doc whose text is the concatenation of the pieces' texts.
    """
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    whole = [doc for doc in docs if len(doc)]
    # spaCy's stub does not know `exclude`; without it tensors are copied and user data warned about.
    joined = Doc.from_docs(whole, ensure_whitespace=False, exclude=("user_data", "tensor"))  # type: ignore[call-arg]
    assert joined is not None  # no piece of a text over the limit is empty
    return joined


def _cut(text: str, limit: int, starts: list[int]) -> Iterator[tuple[int, int]]:
    position = 0
    index = 0
    while len(text) - position > limit:
        floor, ceiling = position + limit // 2, position + limit
        paragraph = 0
        while index < len(starts) and starts[index] <= ceiling:
            paragraph = starts[index]
            index += 1
        if paragraph > floor:
            cut = paragraph
        else:
            cut = (
                _last_end(_SENTENCE_END, text, floor, ceiling)
                or _last_end(_SPACE, text, floor, ceiling)
                or ceiling
            )
        yield position, cut
        position = cut
    yield position, len(text)


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    last = 0
    for match in pattern.finditer(text, start, end):
        last = match.end()
    return last
