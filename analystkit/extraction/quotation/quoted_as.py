"""Whom somebody else quotes: "State media quoted the general as saying that", '"They lied," he was quoted as saying'."""

from __future__ import annotations

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.cues import CueHit, Sense
from analystkit.extraction.quotation.interruptions import is_finished, left_content
from analystkit.extraction.quotation.passives import passive
from analystkit.extraction.quotation.phrases import Span, phrase_end
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import speaker_before

# How far before "as saying" the verb may stand that somebody is quoted by.
_WITHIN = 16


def quoted_as(scene: Scene, stretch: Stretch, verb: int) -> Span | None:
    """Return whom somebody quotes: "State media quoted | the general | as saying that", "| The general | was quoted as saying"."""
    quoting = _quoting(scene, stretch, verb)
    return None if quoting is None else _quoted(scene, stretch, quoting, verb)


def left_of_quoted(scene: Scene, stretch: Stretch, hit: CueHit, sense: Sense) -> Attribution | None:
    """Return the words before somebody who is quoted as saying them ('"They lied," state media quoted him as saying').

    Parameters
    ----------
    scene, stretch, hit : Scene, Stretch, CueHit
        The cue, a participle behind "as", and where it stands.
    sense : Sense
        What the cue says of the attitude.
    """
    quoting = _quoting(scene, stretch, hit.index)
    if quoting is None or not is_finished(scene, stretch, hit.end):
        return None
    speaker = _quoted(scene, stretch, quoting, hit.index)
    subject = speaker_before(scene, stretch, quoting)
    if speaker is None or subject is None or subject[0] <= stretch.first:
        return None
    before = subject[0] - 1
    if scene.inside[before] < 0 and scene.tokens.text[before] != ",":
        return None
    content = left_content(scene, stretch, hit, (subject[0], hit.end), sense)
    if content is None:
        return None
    return Attribution(content.pieces, (hit.index, hit.end), speaker, sense, "left-order")


def quotes_somebody(scene: Scene, verb: int) -> bool:
    """Tell whether what a verb quotes is somebody whose words another verb gives: "quoted | him | as saying", "was quoted as telling"."""
    tokens = scene.tokens
    return any(
        tokens.lower[at] == "as" and tokens.tag[at + 1] == "VBG" and scene.reports(at + 1)
        for at in range(verb + 1, min(verb + _WITHIN, len(tokens) - 1))
        if tokens.sentence[at] == tokens.sentence[verb]
    )


def _quoting(scene: Scene, stretch: Stretch, verb: int) -> int | None:
    """Return the verb before "as saying" that somebody is quoted by."""
    tokens = scene.tokens
    if tokens.tag[verb] != "VBG" or tokens.lower[verb - 1 : verb] != ["as"]:
        return None
    for quoting in range(verb - 2, max(stretch.first, verb - _WITHIN) - 1, -1):
        if tokens.lemma[quoting] in scene.table.words["quoting"] and tokens.tag[quoting][:2] == "VB":
            return quoting
    return None


def _quoted(scene: Scene, stretch: Stretch, quoting: int, verb: int) -> Span | None:
    if passive(scene, quoting):
        return speaker_before(scene, stretch, quoting)
    return (quoting + 1, verb - 1) if phrase_end(scene, stretch, quoting + 1) else None
