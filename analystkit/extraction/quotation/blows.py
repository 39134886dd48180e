"""Verbs of blame that tell of violence: "Rebels attacked a convoy" says nothing of what they think of it."""

from __future__ import annotations

from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene
from analystkit.extraction.tags import NOUNS


def dealt(scene: Scene, verb: int, speaker: Span, content: Span) -> bool:
    """Tell whether a verb of blame with a noun phrase is a blow: by whom it is dealt, or by what it hits.

    Parameters
    ----------
    scene : Scene
        The part.
    verb : int
        The verb.
    speaker, content : Span
        Its subject and its object, as token spans.
    """
    tokens, table = scene.tokens, scene.table
    if tokens.lemma[verb] not in table.words["striking"]:
        return False
    hit = head_noun(scene, content)
    if tokens.lemma[hit] in table.solid and not tokens.entity[hit]:
        return True
    return tokens.lemma[head_noun(scene, speaker)] in table.words["armed"]


def head_noun(scene: Scene, span: Span) -> int:
    """Return the last noun of the first run of nouns in a span, the first token where there is none."""
    tags, head = scene.tokens.tag, span[0]
    for index in range(*span):
        if tags[index] in NOUNS:
            head = index
        elif tags[head] in NOUNS and tags[index] not in {"POS", "HYPH"}:
            break
    return head
