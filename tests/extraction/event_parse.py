"""Parses written by hand, so that a rule is tested and not the parser."""

from __future__ import annotations

from datetime import UTC, datetime

import spacy
from spacy.tokens import Doc

from analystkit.extraction.part import ArticlePart, read_part
from analystkit.model.rows import Article

_VOCAB = spacy.blank("en").vocab


def part_from(*rows: str, part: str = "text") -> ArticlePart:
    """Build a part from rows ``word tag dep head [lemma] [label]``; heads count from 0, sentences end at a full stop."""
    cells = [row.split() for row in rows]
    words = [c[0] for c in cells]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=[i + 1 < len(words) and words[i + 1] not in (".", ",", "?", "'s") for i in range(len(words))],
        tags=[c[1] for c in cells],
        deps=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
        lemmas=[c[4] if len(c) > 4 and c[4] != "-" else c[0].lower() for c in cells],
        ents=[f"B-{c[5]}" if len(c) > 5 else "O" for c in cells],
        pos=["X"] * len(words),
        morphs=[""] * len(words),
    )
    text = doc.text
    article = Article(
        "h1",
        text if part == "title" else "",
        text if part == "text" else "",
        datetime(2024, 3, 5, tzinfo=UTC),
    )
    return read_part(article, part, doc)
