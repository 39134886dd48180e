"""Marked passages that no cue claims: they go on with a speaker, follow a colon, or quote nobody."""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extraction.quotation.assertion import is_asserted
from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.overlaps import mark_nested, share_speakers, without_doubles
from analystkit.extraction.quotation.phrases import Span, noun_phrase_end
from analystkit.extraction.quotation.rejection import TITLE_OF_WORK, rejection_reason
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import (
    inverted_speaker,
    main_subject,
    names_somebody,
    speaker_before,
    speaker_by_parse,
)
from analystkit.extraction.tags import FINITE, TENSED

_PUNCTUATION = frozenset(".,;:!?-\u2013\u2014\u2026()[]\u2022*>")
_PIECES = 4
# Fewer in marks that stand alone quote nobody.
_FEWEST_WORDS = 4


@dataclass(slots=True)
class Rejected:
    """A marked passage that is no quotation."""

    passage: int
    reason: str


def attribute_passages(scene: Scene, found: list[Attribution]) -> tuple[list[Attribution], list[Rejected]]:
    """Attribute the marked passages that no cue claimed, or reject them with a reason.

    Returns
    -------
    attributions : list of Attribution
        Those given, without doubles, and those added; pieces added to one are its later segments.
    rejected : list of Rejected
        Scare quotes, titles and the like.
    """
    found = without_doubles(scene, found)
    mark_nested(found)
    share_speakers(scene, found)
    found = [attribution for attribution in found if is_asserted(scene, attribution)]
    rejected: list[Rejected] = []
    if not scene.passages:
        return found, rejected
    by_passage: dict[int, Attribution] = {}
    by_stretch: dict[int, list[Attribution]] = {}
    for attribution in found:
        by_stretch.setdefault(attribution.stretch, []).append(attribution)
    # Who says a passage is whom its own cue names, not a cue that only has it in its object.
    for attribution in sorted(found, key=lambda a: a.pattern not in {"left", "q", "s", "phrase"}):
        for first, last in attribution.pieces:
            for number in set(scene.inside[first:last]):
                if number >= 0:
                    by_passage.setdefault(number, attribution)
    for index, stretch in enumerate(scene.stretches):
        for number in stretch.passages:
            if number in by_passage:
                continue
            span = scene.passage_tokens[number]
            added = _standing(scene, index, number, by_passage, by_stretch)
            if added is None:
                rejected.append(Rejected(number, rejection_reason(scene, stretch, number)))
                continue
            # A quotation may go on through thousands of paragraphs; what holds this passage is among its own words or the last ones added.
            around = (*added.pieces[:_PIECES], *added.pieces[-_PIECES:])
            if not any(first <= span[0] and span[1] <= last for first, last in around):
                added.pieces.append(span)
            by_passage[number] = added
            if all(added is not known for known in by_stretch.get(index, [])):
                by_stretch.setdefault(index, []).append(added)
            if added.stretch == index and len(added.pieces) == 1:
                found.append(added)
    return found, rejected


def _standing(
    scene: Scene,
    index: int,
    number: int,
    by_passage: dict[int, Attribution],
    by_stretch: dict[int, list[Attribution]],
) -> Attribution | None:
    stretch = scene.stretches[index]
    span = scene.passage_tokens[number]
    passage = scene.passages[number]
    if passage.continued and number - 1 in by_passage:
        return by_passage[number - 1]
    if _alone(scene, stretch):
        return _alone_attribution(scene, index, number, span, by_passage, by_stretch)
    if span[0] == stretch.first and index and scene.stretches[index - 1].paragraph == stretch.paragraph:
        before = by_passage.get(number - 1)
        words = span[1] - span[0]
        if (
            before is not None
            and words > 6
            and number - 1 in scene.stretches[index - 1].passages
            and before.speaker
        ):
            return Attribution([span], None, before.speaker, before.sense, "previous speaker", "", index)
    resumed = _resumed(scene, stretch, number, by_passage)
    if resumed is not None:
        return resumed
    unlisted = _unlisted_cue(scene, stretch, number, index)
    if unlisted is not None:
        return unlisted
    signed = _signature(scene, stretch, span[1])
    if signed is not None:
        return Attribution([span], (span[1], span[1] + 1), signed, None, "signature", "", index)
    opener = span[0] - 1
    if opener > stretch.first and scene.tokens.text[opener] == ":":
        speaker = _before_colon(scene, stretch, opener)
        if speaker is not None:
            return Attribution([span], (opener, opener + 1), speaker, None, "colon", "", index)
    if not by_stretch.get(index):
        return _speaks_on(scene, index, number, by_passage)
    return None


def _resumed(
    scene: Scene, stretch: Stretch, number: int, by_passage: dict[int, Attribution]
) -> Attribution | None:
    """Return whose words go on behind an aside: '"I will not," she said, her voice breaking, "let them"'."""
    before = by_passage.get(number - 1)
    if before is None or before.cue is None or number - 1 not in stretch.passages:
        return None
    tokens, last = scene.tokens, scene.passage_tokens[number][0]
    cue = before.cue[1]
    aside = (
        scene.passage_tokens[number - 1][1] <= before.cue[0] < cue < last
        and tokens.text[last - 1] == ","
        and scene.ends_with_comma(number - 1)
    )
    said = any(tokens.tag[i] in TENSED or tokens.tag[i] == "CC" for i in range(cue, last))
    return before if aside and not said and before.speaker else None


def _speaks_on(
    scene: Scene, index: int, number: int, by_passage: dict[int, Attribution]
) -> Attribution | None:
    """Attribute a sentence with words in marks to who was quoted right before it ('"It failed," she said. It was "a loss for all of us"')."""
    stretch = scene.stretches[index]
    before = by_passage.get(number - 1)
    previous = scene.stretches[index - 1] if index else None
    if (
        before is None
        or before.speaker is None
        or before.pattern not in {"left", "q"}
        or previous is None
        or previous.paragraph != stretch.paragraph
        or number - 1 not in previous.passages
        or rejection_reason(scene, stretch, number) != "no attribution"
    ):
        return None
    last = scene.passage_tokens[number][1]
    return Attribution(
        [(stretch.first, max(last, stretch.body))],
        None,
        before.speaker,
        before.sense,
        "previous speaker",
        "",
        index,
    )


def _unlisted_cue(scene: Scene, stretch: Stretch, number: int, index: int) -> Attribution | None:
    """Attribute a passage that ends with a comma to the subject and verb behind it, whatever the verb ("he mocked")."""
    tokens, inside = scene.tokens, scene.inside
    first, last = scene.passage_tokens[number]
    if not scene.ends_with_comma(number) or last >= stretch.body or inside[last] >= 0:
        return None
    if rejection_reason(scene, stretch, number) in {TITLE_OF_WORK, "nickname"}:
        return None
    for verb in range(last, min(stretch.body, last + 16)):
        if inside[verb] >= 0:
            return None
        if tokens.tag[verb] not in TENSED:
            continue
        if tokens.lemma[verb] in scene.table.words["copula"]:
            return None
        speaker = (
            speaker_before(scene, stretch, verb)
            if verb > last
            else inverted_speaker(scene, stretch, verb + 1)
        )
        if speaker is None or (verb > last and speaker[0] != last):
            return None
        if (
            verb == last
            and speaker[1] < stretch.body
            and tokens.tag[speaker[1]] in FINITE
            and tokens.lower[speaker[1]] not in scene.table.forms
        ):
            # 'Lee, whom critics call "the fixer," said | she | would go': what is said follows.
            return None
        if tokens.tag[speaker[0]] in {"WDT", "WP"}:
            return None
        start = stretch.first if all(inside[i] >= 0 for i in range(stretch.first, first)) else first
        return Attribution([(start, last)], (verb, verb + 1), speaker, None, "left-unlisted", "", index)
    return None


def _signature(scene: Scene, stretch: Stretch, index: int) -> Span | None:
    """Return the name that signs a passage behind a dash, and nothing else after it."""
    if index + 1 >= stretch.body or not scene.is_dash(index):
        return None
    end = noun_phrase_end(scene, stretch, index + 1)
    if end is None or end != stretch.body or scene.tokens.tag[index + 1] != "NNP":
        return None
    return index + 1, end


def _alone(scene: Scene, stretch: Stretch) -> bool:
    tokens = scene.tokens
    return all(
        scene.inside[i] >= 0 or tokens.text[i].isspace() or all(c in _PUNCTUATION for c in tokens.text[i])
        for i in range(stretch.first, stretch.last)
    )


def _alone_attribution(
    scene: Scene,
    index: int,
    number: int,
    span: Span,
    by_passage: dict[int, Attribution],
    by_stretch: dict[int, list[Attribution]],
) -> Attribution | None:
    stretch = scene.stretches[index]
    before = by_passage.get(number - 1)
    previous = scene.stretches[index - 1] if index else None
    same_paragraph = previous is not None and previous.paragraph == stretch.paragraph
    if before is not None and previous is not None and number - 1 in previous.passages:
        if same_paragraph:
            return before
        if previous.paragraph >= stretch.paragraph - 1 and before.speaker is not None:
            return Attribution([span], None, before.speaker, before.sense, "previous speaker", "", index)
    if previous is not None and previous.paragraph >= stretch.paragraph - 1:
        introduced = _introduced(scene, previous, by_stretch.get(index - 1, []))
        if introduced is not None:
            return Attribution([span], None, introduced, None, "introduced", "", index)
    if same_paragraph and before is not None and scene.passages[number - 1].paragraph == stretch.paragraph:
        return Attribution(
            [span],
            None,
            before.speaker,
            before.sense,
            "previous speaker",
            "" if before.speaker else "no cue",
            index,
        )
    signed = _signed_below(scene, index)
    if signed is not None:
        return Attribution([span], None, signed, None, "signature", "", index)
    if sum(any(map(str.isalnum, word)) for word in scene.tokens.text[span[0] : span[1]]) < _FEWEST_WORDS:
        return None
    return Attribution([span], None, None, None, "standing", "no cue", index)


def _signed_below(scene: Scene, index: int) -> Span | None:
    """Return the name that signs a passage in the next paragraph, behind a dash."""
    if index + 1 >= len(scene.stretches):
        return None
    following = scene.stretches[index + 1]
    if following.paragraph != scene.stretches[index].paragraph + 1 or following.last - following.first > 12:
        return None
    if scene.tokens.text[following.first] not in {"-", "\u2013", "\u2014", "--"}:
        return None
    end = noun_phrase_end(scene, following, following.first + 1)
    named = end == following.body and scene.tokens.tag[following.first + 1] == "NNP"
    return (following.first + 1, following.body) if named else None


def _introduced(scene: Scene, previous: Stretch, attributions: list[Attribution]) -> Span | None:
    """Return who the sentence before a passage names as its speaker: it ends with a colon, or its subject speaks there."""
    tokens = scene.tokens
    for attribution in reversed(attributions):
        if (
            attribution.speaker is not None
            and not attribution.nested
            and attribution.context in {"main", "gerund", "participle"}
        ):
            return attribution.speaker
    if tokens.text[previous.last - 1] == ":":
        return _before_colon(scene, previous, previous.last - 1)
    for index in range(previous.body - 1, previous.first, -1):
        if (
            scene.inside[index] < 0
            and tokens.lower[index] in scene.table.forms
            and tokens.tag[index][:2] == "VB"
        ):
            return speaker_before(scene, previous, index) or speaker_by_parse(scene, previous, index)
    subject = main_subject(scene, previous, previous.last)
    if subject is not None and names_somebody(scene, subject):
        # 'Lee is proud of the port. "It works."': whom the sentence before is about.
        return subject
    return None


def _before_colon(scene: Scene, stretch: Stretch, colon: int) -> Span | None:
    """Return the noun phrase that ends at a colon, if it is all that stands there, else the subject of the clause."""
    tokens = scene.tokens
    end = noun_phrase_end(scene, stretch, stretch.first)
    if end is not None and end == colon:
        return stretch.first, end
    index = colon - 1
    while index > stretch.first and (
        tokens.tag[index] not in {"VBD", "VBZ", "VBP", "VBG"} or tokens.dep[index] == "amod"
    ):
        if tokens.text[index] in {"-", "\u2014", "\u2013"}:
            return (index + 1, colon) if colon - index < 12 else None
        index -= 1
    return speaker_by_parse(scene, stretch, index)
