"""The evidence of a row: the paragraph it stands in, with its span marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.errors import InputError
from analystkit.model.paragraphs import paragraphs
from analystkit.model.rows import PARTS
from analystkit.model.terminal import visible
from analystkit.model.wording import count_phrase

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

_ID_COLUMNS = (
    ("mention_id", "mentions"), ("event_id", "events"), ("quote_id", "quotes"), ("sentence_id", "sentences"), ("quote_id", "rejected_quotes"),
)  # fmt: skip
# Rows that rest on words in several places, or on none in particular, and where these are found.
_ELSEWHERE = (
    ("incident_id", "an incident, which several reports may tell: pass one of corpus.find('events', 'incident_id', {id!r})"),
    ("actor_id", "an actor: pass one of corpus.find('mentions', 'actor_id', {id!r}), or see corpus.explain({id!r})"),
    ("article_id", "an article: corpus.article({id!r}) shows it whole"),
)  # fmt: skip
_COLUMNS = 100
# Characters of a paragraph shown at most on either side of what is marked in it.
_AROUND, _WORD = 2_000, 40
_MARKS = ("\u27e6", "\u27e7")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one part of an article and the spans marked in it.

    Attributes
    ----------
    article_id, part : str
        Where it stands.
    start, end : int
        Half-open offsets of the passage in the part.
    text : str
        The passage, ``part_text[start:end]``.
    spans : tuple of (start, end)
        The marked spans, as offsets into the part.
    title, outlet, published : str
        The article's headline, outlet and publication day ("" where not stated).
    """

    article_id: str
    part: str
    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]
    title: str = ""
    outlet: str = ""
    published: str = ""

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the passage cut at its marked spans, as (text, is it marked)."""
        out: list[tuple[str, bool]] = []
        position = self.start
        for marked in sorted(self.spans):
            start, end = max(marked[0], position), min(marked[1], self.end)
            if start >= end:
                continue
            if start > position:
                out.append((self.text[position - self.start : start - self.start], False))
            out.append((self.text[start - self.start : end - self.start], True))
            position = end
        if position < self.end:
            out.append((self.text[position - self.start :], False))
        return out

    @property
    def heading(self) -> str:
        """Outlet, day and headline in one line, as far as they are stated."""
        return " \u00b7 ".join(piece for piece in (self.outlet, self.published, self.title) if piece)

    def __str__(self) -> str:
        body = "".join(f"{_MARKS[0]}{text}{_MARKS[1]}" if marked else text for text, marked in self.pieces())
        # Notebooks break a printed line in the middle of a word.
        lines = [
            fill(line, _COLUMNS, break_long_words=False, break_on_hyphens=False) for line in body.split("\n")
        ]
        return visible("\n".join([self.heading, *lines] if self.heading else lines))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        body = "".join(
            f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in self.pieces()
        ).replace("\n", "<br>")
        # <bdi> keeps right-to-left marks in the article from reordering the heading.
        return (
            f'<figure class="analystkit-passage" style="margin:0"><figcaption><small><bdi>{escape(self.heading)}</bdi></small>'
            f'</figcaption><blockquote style="margin:.3em 0 .3em 1em"><bdi>{body}</bdi></blockquote></figure>'
        )


def passage_of(corpus: Corpus, row: Any) -> Passage:
    """Return the paragraph of a row. See `Corpus.source`."""
    found = _row(corpus, row)
    article_id, part = str(found["article_id"]), str(found["part"])
    article = corpus.article(article_id)
    if article is None:
        raise InputError(
            f"no article of this corpus has the id {article_id!r}; was the row taken from another corpus?"
        )
    text = str(article["title"] if part == "title" else article["text"])
    start, end = int(found["start"]), int(found["end"])
    if part not in PARTS or not 0 <= start <= end <= len(text):
        raise InputError(
            f"expected part to be title or text, and a span within its {len(text):,} characters; found {part!r}, {start} to {end}"
        )
    segments = found.get("segments")
    spans = (
        [(int(s), int(e)) for s, e in segments]
        if isinstance(segments, Sequence) and len(segments)
        else [(start, end)]
    )
    low, high = _paragraphs_around(text, start, end)
    published = article["published"]
    return Passage(
        article_id, part, low, high, text[low:high], tuple(spans),
        title=str(article["title"]) if part == "text" else "",
        outlet=str(article["source"]),
        published="" if pd.isna(published) else f"{published:%Y-%m-%d}",
    )  # fmt: skip


def _paragraphs_around(text: str, start: int, end: int) -> tuple[int, int]:
    touched = [(s, e) for s, e in paragraphs(text) if s < max(end, start + 1) and e > start]
    if not touched:
        return start, end
    low, high = min(touched[0][0], start), max(touched[-1][1], end)
    # A text without line ends is one paragraph: of it the words around are shown, from space to space.
    if start - low > _AROUND + _WORD:
        edge = start - _AROUND
        low = text.rfind(" ", edge - _WORD, edge) + 1 or edge
    if high - end > _AROUND + _WORD:
        edge = end + _AROUND
        space = text.find(" ", edge, edge + _WORD)
        high = edge if space < 0 else space
    return low, high


def _row(corpus: Corpus, row: Any) -> Mapping[str, Any]:
    if isinstance(row, str):
        for column, frame_name in _ID_COLUMNS:
            hits = corpus.find(frame_name, column, row)
            if len(hits):
                return {str(key): value for key, value in hits.iloc[0].items()}
        raise InputError(f"no mention, event, quote or sentence of this corpus has the id {row!r}")
    if isinstance(row, pd.Series):
        found: Mapping[str, Any] = {str(key): value for key, value in row.items()}
    elif hasattr(row, "_asdict"):
        found = row._asdict()
    else:
        found = row
    missing = [
        name
        for name in ("article_id", "part", "start", "end")
        if not isinstance(found, Mapping) or name not in found
    ]
    if missing:
        raise InputError(
            f"expected a row with article_id, part, start and end, or its id; {_instead(found, missing)}"
        )
    return found


def _instead(found: Any, missing: list[str]) -> str:
    """Say what stands in place of a row with its words, and how to come by one."""
    if isinstance(found, pd.DataFrame):
        return f"found {count_phrase(len(found), 'row')}: pass one, such as frame.iloc[0]"
    if not isinstance(found, Mapping):
        return f"found {type(found).__name__}"
    for key, ways in _ELSEWHERE:
        # A row that lacks only some of them is no row of another kind.
        if key in found and not {"part", "start", "end"} & found.keys():
            return f"found the row of {ways.format(id=str(found[key])[:80])}"
    return f"{', '.join(missing)} missing"
