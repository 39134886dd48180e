"""Verbs of saying that stand behind or inside what they report: "It rained," said Ann Lee."""

from __future__ import annotations

from analystkit.extraction.quotation.attachment import leftmost
from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.cues import (
    ADDRESSEE,
    CLAUSE,
    NOUN_PHRASE,
    PARENTHETICAL,
    QUESTION,
    SAYING,
    CueHit,
    Sense,
)
from analystkit.extraction.quotation.interruptions import is_finished, left_content
from analystkit.extraction.quotation.phrases import Span, is_time
from analystkit.extraction.quotation.relative_subjects import behind_relative
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import (
    inverted_speaker,
    speaker_before,
    speaker_by_parse,
)
from analystkit.extraction.tags import FINITE, TENSED

# What the noun phrase behind a closing mark may begin with; rare titles are tagged as verbs.
_OPENING = frozenset(("DT", "NN", "NNS", "NNP", "JJ", "PRP$", "CD", "RB", "VB", "VBN", "VBG"))


def around_cue(scene: Scene, stretch: Stretch, hit: CueHit, sense: Sense) -> Attribution | None:
    """Try the verb of saying that stands behind or inside its content ("It rained," said Ann Lee)."""
    tokens, inside = scene.tokens, scene.inside
    verb, after = hit.index, hit.end
    before = verb - 1
    while (
        before >= stretch.first
        and inside[before] < 0
        and (tokens.tag[before] in {"RB", "MD", "_SP"} or tokens.lemma[before] in {"have", "be", "do"})
    ):
        before -= 1
    if before < stretch.first:
        return None
    at_mark = inside[before] >= 0 or tokens.text[before] == "," or scene.is_dash(before)
    if at_mark and tokens.tag[verb] in {"VBD", "VBZ", "VBP", "VBN", "NNS", "NN", "VB"}:
        # "told the paper": whom it was told stands behind it, never who tells.
        told = ADDRESSEE in hit.entry.patterns and QUESTION in hit.entry.patterns and hit.entry.lemma != "ask"
        speaker = None if told else inverted_speaker(scene, stretch, after)
        behind = speaker[1] if speaker else after
        if speaker and (
            tokens.lower[speaker[0]] in {"him", "her", "them", "me", "us"}
            or (behind < stretch.body and scene.inside[behind] < 0 and tokens.tag[behind] in FINITE)
        ):
            # "said he would": the subject of what is said.
            speaker = None
        closed = (
            inside[before] >= 0 and scene.part.text[scene.passages[inside[before]].inner_end - 1] in ",?!"
        )
        if speaker and (closed or is_finished(scene, stretch, behind)):
            content = left_content(scene, stretch, hit, (before + 1, behind), sense)
            if (
                content is not None
                and content.pattern == CLAUSE
                and not _parenthetical(scene, stretch, hit, behind)
            ):
                content = None
            if content is not None and not _subject_left(scene, stretch, verb, before):
                return Attribution(content.pieces, (verb, hit.end), speaker, sense, "left-inverted")
    ahead = tokens.lower[stretch.first : verb]
    if "as" not in ahead and scene.outside(stretch.first, verb) and not is_finished(scene, stretch, after):
        # "Lee said the road was closed": whoever speaks, nothing before the verb is said.
        return None
    speaker = None
    if "who" in ahead and is_finished(scene, stretch, after):
        speaker = behind_relative(scene, stretch, verb)
    if speaker is None:
        speaker = speaker_before(scene, stretch, verb)
    how = "order"
    if speaker is not None and tokens.lower[speaker[0]] in {"which", "that"}:
        return None
    if speaker is None:
        speaker, how = speaker_by_parse(scene, stretch, verb), "parse"
        if speaker is not None and speaker[0] > verb:
            speaker = None
    if speaker is None or speaker[0] >= verb:
        return None
    first = speaker[0]
    if first > stretch.first and tokens.lower[first - 1] == "as":
        first -= 1
        opens = first == stretch.first or (first == stretch.first + 1 and tokens.tag[stretch.first] == "CC")
        if opens or tokens.text[first - 1] == ",":
            follows = _after_as_clause(scene, stretch, first, after)
            if follows is not None:
                return Attribution([follows], (verb, hit.end), speaker, sense, "left-as")
    if first == stretch.first or tokens.tag[verb] == "VBG":
        return None
    opening = _gap_start(scene, stretch, first)
    if opening is not None:
        # All that stands between a closing comma and the verb is the subject ("a statement carried by state media said").
        speaker, first = (opening, speaker[1]), opening
    quoted = inside[first - 1] >= 0 or (
        tokens.text[first - 1] == "," and first - 2 >= stretch.first and inside[first - 2] >= 0
    )
    if not (quoted and _no_object(scene, stretch, verb, after)) and not is_finished(scene, stretch, after):
        return None
    if not quoted and opens_quotation(scene, stretch, after):
        # 'In a statement, Lee said, "It rained"': what stands before her is no part of what she says.
        return None
    content = left_content(scene, stretch, hit, (first, after), sense)
    if content is None:
        return None
    told = tokens.lower[first] == "as" and first < speaker[0]
    if content.pattern == CLAUSE and not told and not _parenthetical(scene, stretch, hit, after):
        return None
    return Attribution(content.pieces, (verb, hit.end), speaker, sense, f"left-{how}")


def _gap_start(scene: Scene, stretch: Stretch, first: int) -> int | None:
    """Return the token behind the passage a speaker follows, if only the rest of a noun phrase stands between."""
    tokens = scene.tokens
    index = first - 1
    while index >= stretch.first and scene.inside[index] < 0:
        if (
            tokens.text[index] in {",", ";", ":"}
            or tokens.tag[index] in {"VBD", "VBZ", "VBP", "MD", "CC"}
            or first - index > 12
        ):
            return None
        index -= 1
    if index < stretch.first or index == first - 1 or not scene.ends_with_comma(scene.inside[index]):
        return None
    return index + 1 if tokens.tag[index + 1] in _OPENING else None


def _parenthetical(scene: Scene, stretch: Stretch, hit: CueHit, behind: int) -> bool:
    """Tell whether a cue may follow an unmarked clause: any verb of saying, others where punctuation closes them off."""
    entry = hit.entry
    sense = entry.patterns.get(SAYING)
    saying = sense is not None and sense.strength >= 3 and CLAUSE in entry.patterns
    if saying and NOUN_PHRASE not in entry.patterns:
        return True
    if not saying and PARENTHETICAL not in entry.patterns:
        return False
    if behind >= stretch.body or scene.tokens.text[behind] in {",", ";", ")"} or scene.is_dash(behind):
        return True
    if scene.tokens.tag[behind] == "IN" or is_time(scene, behind):
        # "It rained, the paper reported on Monday."
        return is_finished(scene, stretch, behind)
    return opens_quotation(scene, stretch, behind)


def _after_as_clause(scene: Scene, stretch: Stretch, first: int, after: int) -> Span | None:
    """Return what follows "As Lee noted," where that opens the sentence, with or without a word before it."""
    tokens = scene.tokens
    if first - stretch.first > 4 or after >= stretch.body:
        return None
    index = after
    while index < min(stretch.body, after + 12) and tokens.text[index] not in {",", ":"}:
        if scene.inside[index] >= 0 or tokens.tag[index] in FINITE:
            return None
        index += 1
    if index + 1 >= stretch.body or tokens.text[index] not in {",", ":"}:
        return None
    return index + 1, stretch.body


def _subject_left(scene: Scene, stretch: Stretch, verb: int, before: int) -> bool:
    """Tell whether the subject stands before an apposition's comma ("Lee, a nurse, told the court")."""
    if scene.inside[before] >= 0:
        return False
    subject = speaker_before(scene, stretch, verb)
    if subject is None or subject[1] not in {before, before + 1}:
        return False
    if subject[0] == stretch.first or scene.inside[subject[0] - 1] >= 0:
        return True
    after = verb + 1
    return after < stretch.body and (is_time(scene, after) or scene.tokens.tag[after] == "IN")


def _no_object(scene: Scene, stretch: Stretch, verb: int, after: int) -> bool:
    """Tell whether no reported clause follows a verb whose quotation went before."""
    tokens = scene.tokens
    if after >= stretch.body:
        return True
    if any(
        tokens.dep[child] == "ccomp" and after <= leftmost(scene, child) and scene.outside(after, child + 1)
        for child in tokens.children[verb]
    ):
        # 'On "Morning Hour," Lee said the road was closed': what stands in marks is where she said it.
        return False
    return (
        tokens.lower[after] not in {"that", "whether", "if"}
        and scene.inside[after] < 0
        and not (
            tokens.tag[after] in {"PRP", "EX"}
            and after + 1 < stretch.body
            and tokens.tag[after + 1] in FINITE
        )
    )


def opens_quotation(scene: Scene, stretch: Stretch, after: int) -> bool:
    """Tell whether a comma or colon and a marked passage follow soon, with no finite verb before them."""
    tokens, stop = scene.tokens, min(stretch.body, after + 20)
    if scene.outside(after, stop):
        return False
    for index in range(after, stop):
        if scene.inside[index] >= 0:
            return tokens.text[index - 1] in {",", ":"}
        if tokens.tag[index] in TENSED:
            return False
    return False
