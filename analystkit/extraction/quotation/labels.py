"""Speakers set as labels: headlines ("Mayor: no new taxes"), transcripts ("ITO: We met."), embedded posts ("- Ann Ito (@aito)")."""

from __future__ import annotations

import re

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.transcripts import TRANSCRIPT, attribute_turns, turns
from analystkit.model.rows import TITLE

_MAX_LABEL = 9
# A handle in brackets behind a name closes an embedded post.
_HANDLE = re.compile(r"\(@\w{1,20}\)")
_AT = "(@"
POST = "post"
# Methods of attributions that give a speaker's own words without marks: whom these quote in turn is quoted too.
VERBATIM = frozenset((TRANSCRIPT, POST))
# Patterns whose content is a clause that somebody says.
_CLAUSES = frozenset(("q", "s", "left"))
# Who talks to each other in a transcript.
_IN_CONVERSATION = frozenset(("i", "we", "you"))


def labelled(scene: Scene) -> tuple[list[Attribution], dict[int, str]]:
    """Find the attributions that labels make.

    Returns
    -------
    attributions : list of Attribution
        One a label; a transcript's covers the rest of its paragraph.
    paragraphs : dict of int to str
        The paragraphs of transcript and posts, in which cues are the speaker's own words, and which of both each is.
    """
    found: list[Attribution] = []
    covered: dict[int, str] = {}
    opening: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, stretch in enumerate(scene.stretches):
        if stretch.paragraph not in last:
            opening[stretch.paragraph] = index
        last[stretch.paragraph] = index
    spoken = turns(scene, opening, last)
    if spoken:
        found, paragraphs = attribute_turns(scene, spoken, opening, last)
        covered = dict.fromkeys(paragraphs, TRANSCRIPT)
    posted = _AT in scene.part.text
    if not posted and scene.part.part != TITLE:
        # Only a headline has a label then.
        opening = {paragraph: index for paragraph, index in opening.items() if not paragraph}
    for paragraph, index in opening.items():
        if paragraph in covered:
            continue
        stretch = scene.stretches[index]
        colon = _label(scene, stretch)
        if colon is None:
            post = _post(scene, index, last[paragraph]) if posted else None
            if post is not None:
                found.append(post)
                covered[paragraph] = POST
        elif _is_headline(scene, index) and _names_speaker(scene, stretch, colon):
            found.append(_behind_label(stretch, colon, index))
    return found, covered


def of_another(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether a turn of a transcript reports what somebody else says ("'We stay,' one man told me"), not what its speaker does ("I think")."""
    if attribution.speaker is None:
        return False
    first, last = attribution.speaker
    if last == first + 1 and scene.tokens.lower[first] in _IN_CONVERSATION:
        return False
    quoted = any(not scene.outside(*piece) for piece in attribution.pieces)
    strong = attribution.sense is not None and attribution.sense.strength >= 3
    return quoted or (strong and attribution.pattern in _CLAUSES)


def _behind_label(stretch: Stretch, colon: int, index: int) -> Attribution:
    """Return the attribution of what stands behind the colon of a headline to the label before it."""
    said, cue, speaker = (colon + 1, stretch.body), (colon, colon + 1), (stretch.first, colon)
    return Attribution([said], cue, speaker, None, "headline", "", index)


def _label(scene: Scene, stretch: Stretch) -> int | None:
    """Return the colon that closes a label at the start of a stretch."""
    tokens = scene.tokens
    for index in range(stretch.first, min(stretch.first + _MAX_LABEL, stretch.body - 1)):
        if scene.inside[index] >= 0:
            return None
        if tokens.text[index] == ":":
            # "Lee: 54" counts votes.
            said = any(word.isalpha() for word in tokens.text[index + 1 : stretch.last])
            return index if index > stretch.first and said else None
        if tokens.tag[index] in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT"} and tokens.text[index].islower():
            return None
    return None


def _is_headline(scene: Scene, index: int) -> bool:
    return scene.part.part == TITLE or scene.stretches[index].paragraph == 0


def _names_speaker(scene: Scene, stretch: Stretch, colon: int) -> bool:
    tokens = scene.tokens
    span = range(stretch.first, colon)
    if any(tokens.lower[i] in scene.table.words["rubric"] or tokens.text[i] in {",", ";"} for i in span):
        return False
    if tokens.lower[stretch.first] in scene.table.forms:
        # "Continued Ito:" is a cue and its speaker, not a label.
        return False
    if scene.inside[colon + 1] >= 0:
        return True
    if any(tokens.entity[i] in {"PERSON", "ORG", "NORP"} for i in span):
        return True
    return tokens.tag[colon - 1] in {"NNP", "NNS", "NN"} and tokens.lower[colon - 1] in scene.speaker_nouns


def _post(scene: Scene, first: int, last: int) -> Attribution | None:
    """Return the post a paragraph embeds: its words, a dash, a name with its handle."""
    tokens, text = scene.tokens, scene.part.text
    start, end = tokens.start[scene.stretches[first].first], tokens.end[scene.stretches[last].last - 1]
    match = _HANDLE.search(text, start, end)
    if match is None:
        return None
    handle = tokens.at(match.start())
    dash = handle - 1
    while dash > scene.stretches[first].first and handle - dash < 10 and not scene.is_dash(dash):
        dash -= 1
    if not scene.is_dash(dash) or dash + 1 >= handle:
        return None
    begin = scene.stretches[first].first
    for index in range(begin, dash):
        # Markup of the embedding, where it was left in.
        if tokens.text[index].endswith(">"):
            begin = index + 1
    if begin >= dash:
        return None
    return Attribution([(begin, dash)], (dash, dash + 1), (dash + 1, handle), None, POST, "", first)
