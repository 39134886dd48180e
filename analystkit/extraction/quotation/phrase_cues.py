"""Cues that are nouns, adjectives and phrases: "the claim that", "is confident that", "according to"."""

from __future__ import annotations

from analystkit.extraction.quotation.adverbials import skip_adverbials
from analystkit.extraction.quotation.attachment import rightmost
from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.clauses import right_content
from analystkit.extraction.quotation.cues import (
    CLAUSE,
    QUESTION,
    CueHit,
)
from analystkit.extraction.quotation.phrases import Span, noun_phrase_end, with_relative
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import (
    noun_speaker,
)
from analystkit.extraction.quotation.verb_cues import subject_of
from analystkit.extraction.tags import FINITE


def by_noun(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return what a noun of saying attributes ("the claim that"), and whose it is."""
    tokens = scene.tokens
    after = hit.end
    if after >= stretch.body or scene.inside[after] >= 0:
        return None
    speaker = noun_speaker(scene, stretch, hit.index)
    if speaker is not None and speaker[0] > hit.index:
        after = speaker[1]
        if after >= stretch.body:
            return None
    later = skip_adverbials(scene, stretch, after)
    if later < stretch.body and tokens.lower[later] == "that" and tokens.tag[later] == "IN":
        # "his claim last year that"
        after = later
    word = tokens.lower[after]
    if word == "that" and tokens.tag[after] == "IN" and CLAUSE in hit.entry.patterns:
        content = right_content(scene, stretch, hit, after, False)
    elif (
        word in hit.entry.prepositions
        or (word == "to" and "i" in hit.entry.patterns)
        or (QUESTION in hit.entry.patterns and word == "whether")
    ):
        content = right_content(scene, stretch, hit, after, False)
        if speaker is None and word != "that":
            speaker = _light_verb_subject(scene, stretch, hit.index)
            if speaker is None:
                return None
    else:
        return None
    if content is None:
        return None
    governor = tokens.head[hit.index]
    if (
        tokens.dep[hit.index] in {"nsubj", "nsubjpass"}
        and content.pieces[0][0] < governor < content.pieces[0][1]
    ):
        # "His refusal to go made it worse": the noun is the subject of what follows its content.
        end = governor
        while (
            end - 1 > content.pieces[0][0]
            and tokens.head[end - 1] == governor
            and tokens.dep[end - 1] in {"aux", "auxpass", "neg", "advmod"}
        ):
            end -= 1
        content.pieces[0] = (content.pieces[0][0], end)
    if speaker is None:
        speaker = _light_verb_subject(scene, stretch, hit.index)
    reason = "" if speaker else "no possessor"
    return Attribution(content.pieces, (hit.index, hit.end), speaker, content.sense, "noun", reason)


def _light_verb_subject(scene: Scene, stretch: Stretch, noun: int) -> Span | None:
    """Return the subject of the verb a noun cue is the object of ("made the claim that")."""
    tokens = scene.tokens
    head = tokens.head[noun]
    if tokens.dep[noun] in {"dobj", "attr"} and tokens.lemma[head] in scene.table.words["voicing"]:
        return subject_of(scene, stretch, head)[0]
    return None


def by_adjective(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return what an adjective behind a copula attributes ("is confident that")."""
    tokens = scene.tokens
    index = hit.index - 1
    while index >= stretch.first and tokens.tag[index] in {"RB", "RBR", "RBS"}:
        index -= 1
    if index < stretch.first or tokens.lemma[index] not in scene.table.words["copula"]:
        return None
    content = right_content(scene, stretch, hit, hit.end, False)
    if content is None:
        return None
    speaker, how = subject_of(scene, stretch, index)
    if speaker is None or tokens.lower[speaker[0]] in {"it", "there"}:
        return None
    return Attribution(content.pieces, (hit.index, hit.end), speaker, content.sense, f"adjective-{how}")


def by_phrase(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return what a phrase attributes ("according to the ministry", "in her view")."""
    tokens, inside = scene.tokens, scene.inside
    sense = hit.entry.patterns[CLAUSE]
    if hit.kind == "PHRASE":
        end = noun_phrase_end(scene, stretch, hit.end)
        if end is None:
            return None
        if end < stretch.body and tokens.tag[end] in {"VBN", "VBG"} and hit.end <= tokens.head[end] < end:
            # "according to two officials | briefed on the plan |"
            end = min(rightmost(scene, end) + 1, _comma_from(scene, stretch, end))
        end = with_relative(scene, stretch, end)
        speaker: Span = (hit.end, end)
        group = (hit.index, end)
    else:
        assert hit.phrase is not None
        first = hit.index + hit.phrase.slot
        last = hit.end - (len(hit.phrase.words) - hit.phrase.slot - 1)
        speaker = (first, last - 1 if tokens.tag[last - 1] == "POS" else last)
        group = (hit.index, hit.end)
    cue = (hit.index, hit.end if hit.kind == "PHRASE" else hit.index + 1)
    first, after = group
    opening = first
    while opening > stretch.first and (
        tokens.tag[opening - 1] == "CC" or tokens.lower[opening - 1] in {",", "and", "but"}
    ):
        opening -= 1
    if opening == stretch.first or tokens.text[opening - 1] in {":", ";", "("}:
        start = after
        while start < stretch.body and tokens.text[start] in {",", ":"} and inside[start] < 0:
            start += 1
        if start >= stretch.body:
            return None
        return Attribution([(start, stretch.body)], cue, speaker, sense, "phrase-before")
    if after + 1 < stretch.body and tokens.text[first - 1] == "," and tokens.text[after] == ",":
        # "The figure, according to the ministry, fell": the phrase interrupts a clause that began before it.
        finite = any(tokens.tag[i] in FINITE for i in range(stretch.first, first))
        if not finite and scene.outside(stretch.first, first):
            pieces = [(stretch.first, first - 1), (after + 1, stretch.body)]
            return Attribution(pieces, cue, speaker, sense, "phrase-within")
    if after + 1 < stretch.body and inside[after + 1] >= 0 and tokens.text[after] in {",", ":"}:
        return Attribution(
            [(after + 1, scene.passage_tokens[inside[after + 1]][1])], cue, speaker, sense, "phrase-before"
        )
    end = first
    while (
        end > stretch.first
        and tokens.text[end - 1] in {",", "-", "\u2014", "\u2013", "--"}
        and inside[end - 1] < 0
    ):
        end -= 1
    start = stretch.first
    while start < end and (tokens.tag[start] == "CC" or tokens.text[start] == ",") and inside[start] < 0:
        start += 1
    if start >= end:
        return None
    return Attribution([(start, end)], cue, speaker, sense, "phrase-after")


def _comma_from(scene: Scene, stretch: Stretch, index: int) -> int:
    while index < stretch.body and scene.inside[index] < 0 and scene.tokens.text[index] != ",":
        index += 1
    return index


def by_adverb(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return the statement an adverb says others make: "The firm reportedly paid him". Nobody is named who does."""
    tokens, verb = scene.tokens, scene.tokens.head[hit.index]
    if (
        tokens.dep[verb] not in {"ROOT", "conj", "parataxis"}
        or not any(tokens.tag[word] in FINITE for word in (verb, *tokens.children[verb]))
        or not stretch.first < hit.index < stretch.body - 1
    ):
        return None
    below = set(tokens.subtree(verb))
    first, last = hit.index, hit.end
    while first - 1 >= stretch.first and first - 1 in below and tokens.tag[first - 1] != "CC":
        first -= 1
    while last < stretch.body and last in below:
        last += 1
    pieces = [piece for piece in ((first, hit.index), (hit.end, last)) if piece[0] < piece[1]]
    if len(pieces) < 2:
        return None
    sense = hit.entry.patterns[CLAUSE]
    return Attribution(pieces, (hit.index, hit.end), None, sense, "adverb", "no source named")
