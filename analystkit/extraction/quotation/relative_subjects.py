"""Speakers whose relative clause stands between them and their verb: "The road was closed, a driver who saw the crash said."."""

from __future__ import annotations

from analystkit.extraction.quotation.phrases import Span, phrase_before
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import TENSED

# Between "who" and a verb that is its own.
_BEFORE_VERB = frozenset(("RB", "MD"))
# So far before the verb "who" may stand.
_WITHIN = 20


def behind_relative(scene: Scene, stretch: Stretch, verb: int) -> Span | None:
    """Return the noun phrase and its relative clause that fill all between a comma, or closing mark, and a verb.

    Parameters
    ----------
    scene, stretch : Scene, Stretch
        Where the verb stands.
    verb : int
        A verb of saying that closes its sentence.
    """
    tokens, inside = scene.tokens, scene.inside
    if tokens.tag[verb] not in TENSED and tokens.tag[verb] != "VBN":
        return None
    if tokens.tag[verb - 1] == "PRP" and tokens.lower[verb - 1] not in {"it", "you", "her"}:
        # "a nurse who left when | he | said so"
        return None
    told = False
    last = verb - 1
    while last > stretch.first and (
        tokens.tag[last] in _BEFORE_VERB or tokens.lemma[last] in scene.table.words["auxiliary"]
    ):
        # "a researcher who | has | written about the camps": the clause has no other verb.
        last -= 1
    for index in range(last, max(stretch.first, verb - _WITHIN), -1):
        if inside[index] >= 0 or tokens.text[index] in {",", ";", ":"}:
            return None
        if tokens.lower[index] == "who":
            phrase = phrase_before(scene, stretch, index - 1) if told else None
            if phrase is None or phrase[0] <= stretch.first:
                return None
            opens = inside[phrase[0] - 1] >= 0 or tokens.text[phrase[0] - 1] == ","
            return (phrase[0], verb) if opens else None
        told = told or tokens.tag[index] in TENSED or tokens.tag[index] == "MD"
    return None
