"""Why a passage in marks is no quotation: a scare quote, a title of a work, a nickname."""

from __future__ import annotations

from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import FINITE

TITLE_OF_WORK = "title"


def rejection_reason(scene: Scene, stretch: Stretch, number: int) -> str:
    """Return the reason a marked passage is rejected for.

    Returns
    -------
    str
        "nickname" (between the parts of a name), "title" (every word of weight is capitalised), "scare quote" (a few words
        that are no sentence), else "no attribution".
    """
    tokens = scene.tokens
    first, last = scene.passage_tokens[number]
    words = [tokens.text[i] for i in range(first, last) if any(c.isalnum() for c in tokens.text[i])]
    if not words:
        return "no words"
    capital = [
        word[:1].isupper() or word[:1].isdigit()
        for word in words
        if word.lower() not in scene.table.words["uncapitalised"]
    ]
    before = tokens.tag[first - 1] if first > stretch.first else ""
    behind = tokens.tag[last] if last < stretch.last else ""
    if before == "NNP" and behind == "NNP" and len(words) <= 3:
        return "nickname"
    finite = any(tokens.tag[i] in FINITE for i in range(first, last))
    if capital and all(capital) and len(words) <= 12 and words[0][:1].isupper():
        ends = scene.part.text[scene.passages[number].inner_end - 1]
        return "no attribution" if ends in ".!" and finite else TITLE_OF_WORK
    if len(words) <= 5 or not finite:
        return "scare quote"
    return "no attribution"
