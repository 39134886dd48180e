"""Attributions that meet in one stretch: doubles, nesting, shared speakers."""

from __future__ import annotations

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.labels import VERBATIM
from analystkit.extraction.quotation.scene import Scene

# Found without a verb whose subject others could share.
_NO_LEADERS = frozenset(("noun", "adjective", "phrase", "colon", "headline", "transcript", "post"))


def without_doubles(scene: Scene, found: list[Attribution]) -> list[Attribution]:
    """Keep one attribution where two cues claim content that begins at the same word: the nearer cue's."""
    best: dict[int, Attribution] = {}
    for attribution in found:
        if attribution.method in VERBATIM:
            continue
        start = attribution.pieces[0][0]
        other = best.get(start)
        if other is None or _rank(scene, attribution) < _rank(scene, other):
            best[start] = attribution
    return [
        attribution
        for attribution in found
        if attribution.method in VERBATIM or best[attribution.pieces[0][0]] is attribution
    ]


def mark_nested(found: list[Attribution]) -> None:
    """Mark the attributions whose cue stands in what another one attributes."""
    by_stretch: dict[int, list[Attribution]] = {}
    for attribution in found:
        if attribution.method not in VERBATIM:
            by_stretch.setdefault(attribution.stretch, []).append(attribution)
    for group in by_stretch.values():
        if len(group) == 1:
            continue
        for inner in group:
            inner.nested = any(
                inner.cue is not None and first <= inner.cue[0] < last
                for outer in group
                if outer is not inner and not _holds(inner, outer)
                for first, last in outer.pieces
            )


def share_speakers(scene: Scene, found: list[Attribution]) -> None:
    """Give coordinated cues and participles the speaker of the main cue before them.

    In "Ito said the vote was late, adding that ... and warned ..." the parse often takes a subject inside the reported clause.
    """
    tokens = scene.tokens
    main: dict[int, Attribution] = {}
    gerunds: dict[int, Attribution] = {}
    for attribution in found:
        if attribution.cue is None:
            continue
        verb = attribution.cue[0]
        if tokens.tag[verb] == "VBG":
            earlier = gerunds.get(attribution.stretch)
            gerunds[attribution.stretch] = attribution
            if earlier is not None and earlier.speaker is not None and _and_before(scene, verb):
                # "telling the paper that Lee lies and questioning his past": who tells, questions.
                attribution.speaker, attribution.reason = earlier.speaker, ""
                continue
        leader = main.get(attribution.stretch)
        stretch = scene.stretches[attribution.stretch]
        if leader is not None and leader.cue is not None and leader.cue[0] < verb:
            before = verb - 1
            while (before > stretch.first and tokens.tag[before] in {"RB", "MD"}) or tokens.lemma[before] in {
                "have",
            }:
                before -= 1
            joined = tokens.tag[before] == "CC" and tokens.tag[verb] in {"VBD", "VBZ", "VBP", "VBN"}
            trailing = attribution.context == "participle" and tokens.tag[verb] == "VBG"
            if trailing and any(
                tokens.dep[child] == "nsubj" and child == verb - 1 for child in tokens.children[verb]
            ):
                # "with Mori saying that": the participle has a subject of its own.
                continue
            if joined or trailing:
                attribution.speaker = leader.speaker
                attribution.reason = ""
                continue
        leads = attribution.context == "main" and not attribution.nested and attribution.speaker is not None
        if leads and attribution.pattern not in _NO_LEADERS:
            main[attribution.stretch] = attribution


def _and_before(scene: Scene, verb: int) -> bool:
    """Tell whether a conjunction stands before a verb, adverbs left out."""
    index = verb - 1
    while index > 0 and scene.tokens.tag[index] == "RB":
        index -= 1
    return scene.tokens.tag[index] == "CC"


def _holds(inner: Attribution, outer: Attribution) -> bool:
    """Tell whether the outer cue stands in the inner content: an interruption, or a clause that ran on too far."""
    return outer.cue is not None and any(first <= outer.cue[0] < last for first, last in inner.pieces)


def _rank(scene: Scene, attribution: Attribution) -> tuple[bool, int]:
    """Order cues by their claim: a noun of saying that is nobody's ("said in a statement that") or "his" yields to the verb before it."""
    speaker = attribution.speaker
    unnamed = speaker is None or scene.tokens.tag[speaker[0]] == "PRP$"
    return attribution.pattern == "noun" and unnamed, _distance(attribution)


def _distance(attribution: Attribution) -> int:
    if attribution.cue is None:
        return 1_000
    first, last = attribution.pieces[0]
    return max(first - attribution.cue[1], attribution.cue[0] - last, 0)
