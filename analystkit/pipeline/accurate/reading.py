"""The words of a Doc as the encoder reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analystkit.pipeline.accurate.wordforms import case, gap
from analystkit.pipeline.accurate.wordpiece import WordPieces

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Words:
    """The tokens of a text that are no white space.

    Attributes
    ----------
    tokens : list of int
        Their indices in the Doc.
    pieces : list of tuple of int
        Ids of each word's pieces.
    cases, gaps : list of int
        How each is written, and what stands before it; see `wordforms`.
    """

    tokens: list[int]
    pieces: list[tuple[int, ...]]
    cases: list[int]
    gaps: list[int]

    def columns(
        self, vocabulary: WordPieces, start: int = 0, end: int | None = None
    ) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return a stretch of words as the encoder takes it.

        Returns
        -------
        ids, cases, gaps : list of int
            A value a piece, between the two marks for start and end.
        first : list of int
            The place of each word's first piece among them.
        """
        ids, cases, gaps, first = [vocabulary.start], [0], [0], []
        for pieces, written, before in zip(
            self.pieces[start:end], self.cases[start:end], self.gaps[start:end], strict=True
        ):
            first.append(len(ids))
            ids += pieces
            cases += [written] * len(pieces)
            gaps += [before] * len(pieces)
        return [*ids, vocabulary.end], [*cases, 0], [*gaps, 0], first


def words_of(doc: Doc, vocabulary: WordPieces) -> Words:
    """Read the words of a Doc; white space between them is kept as what stands before the next."""
    found = Words([], [], [], [])
    white = ""
    for index, token in enumerate(doc):
        text = token.text
        if text.isspace():
            white += text + token.whitespace_
            continue
        found.tokens.append(index)
        found.pieces.append(vocabulary.of(text))
        found.cases.append(case(text))
        found.gaps.append(gap(white, first=len(found.tokens) == 1))
        white = token.whitespace_
    return found
